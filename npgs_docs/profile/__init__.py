"""The organization's own layer: one YAML file per organization, read into models that refuse what they do not know."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.profile.accreditation import Accreditation
from npgs_docs.profile.fields import Color, Line, Model, ask
from npgs_docs.profile.files import Look, look_of
from npgs_docs.profile.organization import Contacts, Jurisdiction, Organization, Site, Terms
from npgs_docs.profile.policy import Policy
from npgs_docs.profile.positions import Positions
from npgs_docs.profile.postal import postal_problems
from npgs_docs.profile.postings import Legal, Postings
from npgs_docs.profile.regions import WORLD, Country
from npgs_docs.profile.schema import schema_of
from npgs_docs.profile.supervision import Supervision
from npgs_docs.profile.waivers import Waiver
from npgs_docs.source import KeyPath, Plain, Source, dotted, read_source
from npgs_docs.style import Edition, Paper
from npgs_docs.validation import Kind, validate

BEGINNING = "A profile begins with `organization:`. Type `npgs init my-organization.yaml` to answer the questions that make one."


def _known(language: str) -> str:
    """A language tag whose region somebody knows."""
    region = language.partition("-")[2]
    if region and region not in WORLD:
        usual = ", ".join(f"en-{country}" for country in Country)
        meant = "Did you mean en-GB? " if region == "UK" else ""
        raise ValueError(f'"{region}" is not the code of a country | {meant}Type one of {usual}, or leave it out.')
    return language


class Output(Model):
    paper: Paper | None = ask(
        "letter or a4.", default=None, example="letter", because="Letter in the US and Canada, A4 elsewhere"
    )
    accent_color: Color | None = ask(
        "A dark color for headings; it never carries meaning.", default=None, example='"#1F3A5F"', because="black"
    )
    fonts: Line | None = ask(
        "The folder, beside the profile, that holds your own TrueType fonts (regular, bold, italic).",
        default=None,
        example="fonts",
        because="Calibri, and Arial in large print",
    )
    base_docx: Line | None = ask(
        "Your own Word template (.docx or .dotx), beside the profile; the Word files are made on it.",
        default=None,
        example="letterhead.dotx",
        because="our own styles",
    )
    edition: Edition = ask(
        "standard or large-print.", default=Edition.STANDARD, example="standard", because="the usual size"
    )
    language: (
        Annotated[str, Field(pattern=r"^en(-[A-Z]{2})?$"), AfterValidator(_known), Kind("a language tag for English")]
        | None
    ) = ask("The language tag of the documents.", default=None, example="en-US", because="English of your country")
    sources: bool = ask(
        "Whether the policy and the job descriptions list where the words of each section come from.",
        default=False,
        example="yes",
        used_by="policy, job descriptions",
        otherwise="only the sources of the rules are listed",
    )


class Profile(Model):
    """One organization: fourteen answers are enough, everything else has a default."""

    organization: Organization = ask("Who you are.")
    sites: Annotated[tuple[Site, ...], Field(min_length=1)] = ask("Where you are; the first site is the main one.")
    contacts: Contacts = ask("Whom to turn to.")
    terms: Terms = ask("Your own words.", default=Terms())
    jurisdiction: Jurisdiction = ask("Whose rules apply.", example="{state: TX}")
    supervision: Supervision = ask("How supervision works.")
    policy: Policy = ask("The policy as a controlled document.", default=Policy())
    positions: Positions = ask("The two positions.")
    postings: Postings = ask("How the positions are advertised.")
    legal: Legal = ask("Wording your counsel wants.", default=Legal())
    accreditation: Accreditation = ask("Standards you are held to.", default=Accreditation())
    output: Output = ask("How the documents look.", default=Output())
    waivers: Annotated[tuple[Waiver, ...], Field(max_length=60)] = ask(
        "Findings of `npgs check` that may stand, each with its reason.",
        default=(),
        example='[{rule: JD-38, reason: "The wording is part of the agreement with Local 1407.", approved_by: Director of Peer Services, expires: 2027-12-31}]',
        used_by="policy",
        because="none",
    )


@dataclass(frozen=True, slots=True)
class Loaded:
    """A profile together with its source, so that later problems can still name a line, and the files it names."""

    profile: Profile
    source: Source
    look: Look = field(default_factory=Look)


def load_profile(path: Path) -> Loaded:
    """Read a profile. Raises InputError with every problem at its line and column."""
    return loaded_profile(read_source(path))


def loaded_profile(source: Source) -> Loaded:
    """A profile from its values, with the files it names. Raises InputError with every problem."""
    profile = checked_profile(source)
    output = profile.output
    return Loaded(profile, source, look_of(profile.organization.logo, output.fonts, output.base_docx, source))


def checked_profile(source: Source) -> Profile:
    """The values of a source as a profile. Raises InputError with every problem of the values."""
    if not isinstance(source.value, dict):
        raise InputError(
            [Problem("not-a-profile", _unlike_a_profile(source.value), Where(source.file, 1), hint=BEGINNING)]
        )
    across = tuple(postal_problems(source))
    try:
        profile = validate(Profile, source)
    except InputError as error:
        raise InputError([*error.problems, *across]) from None
    if problems := (*across, *_twin_sites(profile, source), *_site_problems(profile, source)):
        raise InputError(problems)
    return profile


def _twin_sites(profile: Profile, source: Source) -> Iterator[Problem]:
    """Sites that bear the name of an earlier one: nobody could say at which of them a position is."""
    first: dict[str, int] = {}
    for at, site in enumerate(profile.sites):
        other = first.setdefault(site.name.casefold(), at) if site.name else at
        if other != at:
            path: KeyPath = ("sites", at, "name")
            message = f'"{site.name}" is the name of sites[{other + 1}] too'
            hint = "Give each site a name of its own, for example with its street or town."
            yield Problem("site-twice", message, source.where(path), dotted(path), hint)


def _site_problems(profile: Profile, source: Source) -> Iterator[Problem]:
    """Positions placed at a site that the profile does not have."""
    names = [site.name for site in profile.sites if site.name]
    for role, position in (("specialist", profile.positions.specialist), ("supervisor", profile.positions.supervisor)):
        if position.site and position.site not in names:
            path = ("positions", role, "site")
            hint = f"The sites are: {'; '.join(names)}." if names else "Give the site its name, or remove this line."
            yield Problem("site", f'there is no site "{position.site}"', source.where(path), ".".join(path), hint)


def _unlike_a_profile(value: Plain) -> str:
    match value:
        case None:
            return "the file is empty"
        case list():
            return "this is a list, not a profile"
        case _:
            return "this is plain text, not a profile"


def schema() -> dict[str, Any]:
    """The JSON Schema of a profile, for editors."""
    return schema_of(Profile, "Profile of an organization for npgs-docs")


def schema_text() -> str:
    """The JSON Schema as the file that stands beside a profile."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
