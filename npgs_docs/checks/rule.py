"""A rule as data: what is looked for and where, what is said about it and on whose word, and texts that show it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from npgs_docs.checks.reading import Form, Kind, Subject
from npgs_docs.packs import Topic

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
RuleId = Annotated[str, StringConstraints(pattern=r"^(JD|PS|PO|CK|PR)-\d{2}$")]
Pattern = Annotated[str, StringConstraints(min_length=2, max_length=1500)]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(StrEnum):
    """ERROR blocks a final edition; WARN wants a fix or a written reason; INFO advises."""

    ERROR = "error"
    WARN = "warn"
    INFO = "info"


# --- what is looked for --------------------------------------------------------------------------------------


class Phrases(Model):
    """Words that should not stand there.

    Patterns are regular expressions, held against whole words in any case; ``<name>`` puts in a pattern of
    ``words.yaml``, a space matches any white space. `unless` spares a sentence, `unless_anywhere` the whole document.
    `sections` and `outside` choose passages by the headings above them; `only_if` must stand somewhere in the document.
    With `denials: count` also words that are denied ("will not diagnose") are told.
    """

    kind: Literal["phrases"] = Field(alias="for")
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    unless: tuple[Pattern, ...] = ()
    unless_anywhere: tuple[Pattern, ...] = ()
    only_if: tuple[Pattern, ...] = ()
    sections: tuple[Pattern, ...] = ()
    outside: tuple[Pattern, ...] = ()
    roles: tuple[Literal["heading", "paragraph", "item", "cell", "field"], ...] = ()
    denials: Literal["spare", "count"] = "spare"
    quotations: Literal["spare", "count"] = "spare"
    at_least: Annotated[int, Field(ge=1)] = 1


class Missing(Model):
    """Words one of which should stand somewhere in a document that is whole.

    `only_if` must stand in the document for the rule to speak at all; `unless` keeps it silent.
    """

    kind: Literal["missing"] = Field(alias="for")
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    only_if: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()


class Judged(Model):
    """A judge of ``judges/``, by name. `words` are the patterns it works with, by their names, `figures` its numbers."""

    kind: Literal["judge"] = Field(alias="for")
    by: str
    words: Mapping[str, tuple[Pattern, ...]] = {}
    figures: Mapping[str, float] = {}


Look: TypeAlias = Annotated[Phrases | Missing | Judged, Field(discriminator="kind")]


# --- where it holds ------------------------------------------------------------------------------------------


class Asked(Model):
    """A fact on `topic` in the rule packs that apply; with `key`, one whose value says so. Headcounts are minded.

    With `local` only what a state or province rules counts.
    """

    topic: Topic
    key: str | None = None
    local: bool = False


class Change(Model):
    """Where a fact stands in the packs, the rule weighs `severity` instead, and says `rewrite` if it is given."""

    where: Asked
    severity: Level
    rewrite: Text | None = None


# --- on whose word -------------------------------------------------------------------------------------------


class RuleSource(Model):
    """Where the reason was found. `as_of` is the day it was last looked at; law and figures also `expires`."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    as_of: date
    expires: date | None = None


def _joined(value: Any) -> Any:
    return "|".join(str(one) for one in value) if isinstance(value, list) else value


class Words(Model):
    """Word lists that patterns put in with ``<name>``, and names of laws and bodies that no list is held against."""

    lists: Mapping[str, Annotated[str, BeforeValidator(_joined)]]
    names: tuple[Pattern, ...]


# --- what shows it -------------------------------------------------------------------------------------------


class Example(Model):
    """A text that the rule is held against; plain words, or words with the circumstances they are read in.

    `change` sets keys of the sample profile (``contacts.hr.email``) that the text is read with, or that are judged
    themselves. `boxes` are sizes of tick boxes in mm, `controls` titles of fields, `pages` the count and
    `letters` the size in points of most letters, where a file has them; `logo` is a picture's width and height in pixels.
    """

    text: str = ""
    kind: Kind | None = None
    subject: Subject | None = None
    reads_as: Form = Form.MARKDOWN
    pack: str = "us"
    employees: int | None = None
    today: date = date(2026, 12, 1)
    change: Mapping[str, Any] = {}
    boxes: tuple[float, ...] = ()
    controls: tuple[str, ...] = ()
    pages: int = 0
    letters: float = 0.0
    logo: tuple[int, int] | None = None


def _as_example(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


OneExample = Annotated[Example, BeforeValidator(_as_example)]


class Rule(Model):
    """One rule. `subjects` narrows job documents to a role, `countries` to places whose law it is.

    `message`, `rewrite` and `because` may hold ``{name}`` for what the judge found; ``{seen}`` is always the words.
    `rests_on` names facts of the packs.
    """

    id: RuleId
    title: Text
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    subjects: tuple[Subject, ...] = (Subject.SPECIALIST, Subject.SUPERVISOR)
    severity: Level
    look: Look
    countries: tuple[str, ...] = ()
    only_where: Asked | None = None
    changes: tuple[Change, ...] = ()
    message: Text
    rewrite: Text
    because: Text
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    rests_on: tuple[str, ...] = ()
    trips: Annotated[tuple[OneExample, ...], Field(min_length=1)]
    near: Annotated[tuple[OneExample, ...], Field(min_length=1)]
