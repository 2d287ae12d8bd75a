"""Who the organization is: its names, sites, contacts, words and place."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from npgs_docs.profile.fields import (
    Address,
    Clean,
    Contact,
    Grouped,
    Line,
    Lines,
    Model,
    OrText,
    Phone,
    Prose,
    RoleName,
    WebAddress,
    ask,
)
from npgs_docs.profile.regions import REGIONS, Country
from npgs_docs.validation import Kind, MisfitError


class OrganizationType(StrEnum):
    PEER_RUN = "peer-run"
    NONPROFIT = "nonprofit"
    COUNTY = "county"
    HOSPITAL = "hospital"
    MANAGED_CARE = "managed-care"
    STATE = "state"
    TRIBAL = "tribal"
    OTHER = "other"


class Logo(Model):
    file: Line = ask("The picture file, beside the profile (PNG, JPEG or SVG).", example="logo.png")
    alt: Line = ask(
        "What the picture shows, for people who do not see it; decorative where it adds nothing to the name.",
        example="Harbor Light logo",
    )


class Organization(Model):
    legal_name: Line = ask("The organization's full legal name.", example="Harbor Light Recovery, Inc.")
    employee_count: Annotated[int, Field(ge=1, le=1_000_000), Grouped] = ask(
        "How many people it employs. Some laws begin at a headcount.",
        example=42,
        used_by="policy, postings",
    )
    short_name: Line | None = ask(
        "The name used in running text.", default=None, example="Harbor Light", because="the legal name is used"
    )
    type: OrganizationType = ask(
        "What kind of organization it is.",
        default=OrganizationType.NONPROFIT,
        example="peer-run",
        used_by="policy, job descriptions, postings",
        because="most are nonprofits",
    )
    mission: Prose | None = ask(
        "The mission, in one or two sentences.",
        default=None,
        example="We walk with people building the lives they choose.",
        used_by="job descriptions, postings",
        because="left out",
    )
    about: Prose | None = ask(
        "Two sentences about the organization, for postings.",
        default=None,
        example="Harbor Light is a peer-run recovery community. We have offered peer support since 2009.",
        used_by="postings",
        because="the mission is used, if there is one",
    )
    website: WebAddress | None = ask(
        "The public website.", default=None, example="https://www.example.org", used_by="postings", because="left out"
    )
    logo: Logo | None = ask("A logo with its description.", default=None, because="the name is printed instead")
    receives_hhs_funds: bool = ask(
        "Whether it takes federal health money, Medicaid included.",
        default=True,
        example="yes",
        used_by="policy",
        because="most providers do",
    )
    public_entity: bool = ask(
        "Whether it is part of state or local government.",
        default=False,
        example="no",
        used_by="policy",
        because="assumed not to be one",
    )
    federal_contractor: bool = ask(
        "Whether it holds federal contracts (not grants).",
        default=False,
        example="no",
        used_by="job descriptions, postings",
        because="assumed not to be one",
    )

    @property
    def name(self) -> str:
        """The name used in running text."""
        return self.short_name or self.legal_name


class Site(Model):
    address: Address = ask("Where the site is.", used_by="policy, job descriptions, postings")
    name: Line | None = ask(
        "What the site is called.",
        default=None,
        example="Eastside Center",
        used_by="policy, job descriptions, postings",
        because="the organization's name is used",
    )
    phone: Phone | None = ask(
        "The site's telephone.",
        default=None,
        example="512-555-0100",
        used_by="policy, job descriptions, postings",
        because="left out",
    )
    programs: Lines = ask(
        "The programs at this site.",
        default=(),
        example="ACT; crisis; recovery center",
        used_by="policy, job descriptions, postings",
        because="none are listed",
    )


class Contacts(Model):
    hr: Contact = ask(
        "Who answers questions about jobs.",
        example="{role: Human Resources Office, email: hr@example.org}",
        used_by="postings, job descriptions",
    )
    accommodation: Contact | None = ask(
        "Who arranges accommodations.",
        default=None,
        example="{role: ADA Coordinator, email: ada@example.org}",
        used_by="postings, job descriptions, policy",
        because="the HR contact is named",
    )
    policy_owner: RoleName = ask(
        "The role that owns the policy.",
        default="Executive Director",
        example="Director of Peer Services",
        used_by="policy",
        because="usual in small organizations",
    )
    compliance: Contact | None = ask(
        "Where to raise a concern past one's supervisor.",
        default=None,
        example="{role: Compliance Officer, email: compliance@example.org}",
        used_by="policy",
        because="the HR contact is named",
    )
    owner_concerns: RoleName | None = ask(
        "The role that hears a concern about the policy's owner.",
        default=None,
        example="Board Chair",
        used_by="policy",
        because="the chair, where a board adopts the policy; else a blank to be filled",
    )

    @property
    def for_accommodation(self) -> Contact:
        return self.accommodation or self.hr

    @property
    def for_concerns(self) -> Contact:
        return self.compliance or self.hr


# --- words ---------------------------------------------------------------------------------------------------


class Noun(Model):
    """A word in its forms; only the singular is needed."""

    singular: Line = ask("The word for one.", example="certified peer specialist")
    plural: Line | None = ask(
        "The word for several.",
        default=None,
        example="certified peer specialists",
        otherwise="worked out from the word for one",
    )
    article: Annotated[str, StringConstraints(pattern="^an?$"), Kind("a or an")] | None = ask(
        "a or an.", default=None, example="a", otherwise="worked out from its sound"
    )
    title: Line | None = ask(
        "The form for headings and job titles.",
        default=None,
        example="Certified Peer Specialist",
        otherwise="the word for one, capitalized",
    )


def _as_noun(value: Any) -> Any:
    return {"singular": value} if isinstance(value, str) else value


Word = Annotated[Noun, BeforeValidator(_as_noun), OrText()]


class Terms(Model):
    specialist: Word = ask(
        "Your title for the peer support worker.",
        default=Noun(singular="peer support specialist"),
        example="certified peer specialist",
        because="the guideline's own term",
    )
    supervisor: Word = ask(
        "Your title for the supervisor.",
        default=Noun(singular="peer support supervisor"),
        example="peer supervisor",
        because="the guideline's own term",
    )
    person: Word = ask(
        "Your word for someone who receives support.",
        default=Noun(singular="person", plural="people"),
        example="participant",
        because="the plainest word",
    )
    organization: Word = ask(
        "What you call yourselves.", default=Noun(singular="organization"), example="agency", because="fits everyone"
    )
    program: Word = ask(
        "Your word for a unit that gives services.",
        default=Noun(singular="program"),
        example="program",
        because="the usual word",
    )
    team: Word = ask(
        "Your word for the people who work together.",
        default=Noun(singular="team"),
        example="team",
        because="the usual word",
    )
    lived_experience: Line = ask(
        "The phrase for lived experience.",
        default="lived experience of mental health or substance use recovery",
        example="lived experience of recovery",
        because="covers both fields of practice",
    )


# --- place ---------------------------------------------------------------------------------------------------


class Jurisdiction(Model):
    state: (
        Annotated[
            str,
            StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{2,3}$"),
            Clean,
            Kind("the code of a state or province"),
        ]
        | None
    ) = ask(
        "The two-letter code of your state or province.",
        default=None,
        example="TX",
        because="only the country's rules are used",
    )
    country: Country = ask(
        "The country: US, CA, GB, AU or NZ.",
        default=Country.US,
        example="US",
        because="the guideline comes from the US",
    )
    county: Line | None = ask(
        "The county, if local rules matter.", default=None, example="Travis", used_by="postings", because="left out"
    )
    city: Line | None = ask(
        "The city, if local rules matter.", default=None, example="Austin", used_by="postings", because="left out"
    )
    pack: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$"), Kind("the id of a rule pack")] | None = ask(
        "The rule pack, if not the one of your state.",
        default=None,
        example="us-tx",
        used_by="policy, postings",
        because="chosen by state and country",
    )
    payers: Lines = ask(
        "Who pays for the services.",
        default=(),
        example="Medicaid; county grant",
        used_by="policy",
        because="none are listed",
    )

    @model_validator(mode="after")
    def _known_region(self) -> Jurisdiction:
        known = REGIONS.get(self.country)
        if self.country is Country.US and not self.state:
            raise ValueError("state is missing | For example: state: TX")
        if known and self.state and self.state not in known:
            kind = "state" if self.country is Country.US else "province"
            raise MisfitError(
                "state", f'"{self.state}" is not the code of a {kind} | {_codes_like(self.state, self.country)}'
            )
        return self


def _codes_like(code: str, country: Country) -> str:
    """What to type instead of a code that is not known: the country it belongs to, or an example."""
    for other, codes in REGIONS.items():
        if code in codes and other is not country:
            return f"For {codes[code]}, add country: {other}."
    example = {Country.US: "TX", Country.CA: "BC"}[country]
    return f"Use the two letters of the postal code, for example: {example} for {REGIONS[country][example]}."
