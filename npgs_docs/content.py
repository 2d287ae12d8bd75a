"""What the guideline layer says, as typed data: the twelve values, the roles, the settings, the clauses' order.

The YAML files under ``content/`` are read into these models; the wording is this project's own (CC BY 4.0), only the
twelve value names are fixed text. Texts may hold word tokens such as ``{specialist}`` or ``{a person}`` (see `terms`).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from npgs_docs.packs import Topic
from npgs_docs.validation import Kind

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
ValueNumber = Annotated[int, Field(ge=1, le=12)]


class Model(BaseModel):
    """Frozen, and no key that is not named here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Statement(Model):
    """One sentence with a stable id such as ``V1-S3``.

    `origin` is ``own`` (this project's drafting in the spirit of the value) or the id of an entry of
    ``content/sources.yaml`` that the thought rests on.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$")]
    text: Text
    origin: str = "own"


class Action(Statement):
    """What supervisor and specialist did together, written to be ticked: "We talked about one no …".

    `staff` says whether it is good practice with every employee (``all``) or particular to peer roles (``peer``).
    """

    staff: Literal["all", "peer"]


class PolicyView(Model):
    """One value's row in the policy: what the supervisor does, what the specialist can expect, what shows it."""

    supervisor: Text
    expect: Text
    evidence: Text


class Value(Model):
    """One of the twelve core values. `name` is fixed text; `key` is one to three words for file names and tables.

    `concerns` say in plain words what may be on someone's mind when this value helps; the binder's index lists them.
    `competencies` are the numbers (1-12) of SAMHSA's core competency areas that the value mainly supports.
    """

    id: Annotated[str, StringConstraints(pattern=r"^V([1-9]|1[0-2])$")]
    number: ValueNumber
    name: Text
    key: Text
    meaning: Text
    practices: Annotated[tuple[Statement, ...], Field(min_length=5)]
    actions: Annotated[tuple[Action, ...], Field(min_length=5, max_length=7)]
    reflections: Annotated[tuple[Statement, ...], Field(min_length=3, max_length=5)]
    questions: Annotated[tuple[Statement, ...], Field(min_length=3)]
    warnings: Annotated[tuple[Statement, ...], Field(min_length=3)]
    concerns: Annotated[tuple[Statement, ...], Field(min_length=1, max_length=4)]
    policy: PolicyView
    closest: Annotated[tuple[ValueNumber, ...], Field(min_length=1)]
    competencies: tuple[ValueNumber, ...]


class Function(Statement):
    """An essential function: `share` is the percentage of working time, `values` the numbers of the values it serves.

    `short` says it in one line, for a posting.
    """

    short: Text
    share: Annotated[int, Field(ge=1, le=100)]
    values: Annotated[tuple[ValueNumber, ...], Field(min_length=1)]


class Demand(Statement):
    """A physical or sensory demand, said as the task it serves and never as a body part or a sense."""


class LivedExperience(Model):
    """How lived experience is spoken of: never asked about, never proven by health facts."""

    description: Text
    posting: Text
    interview: Text
    not_asked: Annotated[tuple[Text, ...], Field(min_length=3)]


class Occupation(Model):
    """The role's place in an official classification of a country; `origin` names the source that puts it there."""

    country: Text
    code: Text
    name: Text
    taxonomy: Text
    origin: Text


class Role(Model):
    """A role's common ground. The shares of the functions add up to 100.

    `background` is what the profile may prefer or require: what the guideline hopes for in a supervisor.
    """

    id: Literal["specialist", "supervisor"]
    summary: Text
    posting_opening: Text
    functions: Annotated[tuple[Function, ...], Field(min_length=6, max_length=8)]
    other_functions: tuple[Statement, ...]
    outside: Annotated[tuple[Statement, ...], Field(min_length=5)]
    outside_short: Text
    required: Annotated[tuple[Statement, ...], Field(min_length=2)]
    background: tuple[Statement, ...] = ()
    preferred: tuple[Statement, ...]
    competencies: Annotated[tuple[Statement, ...], Field(min_length=5)]
    demands: Annotated[tuple[Demand, ...], Field(min_length=3)]
    environment: Text
    lived_experience: LivedExperience
    career: Text
    process: Annotated[tuple[Text, ...], Field(min_length=3)]
    occupation: Occupation | None = None


class Variation(Model):
    """What a setting or a population adds to both roles. `summary` completes the description's opening paragraph."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
    name: Text
    summary: Text
    specialist: tuple[Statement, ...] = ()
    supervisor: tuple[Statement, ...] = ()
    competencies: tuple[Statement, ...] = ()
    demands: tuple[Demand, ...] = ()
    outside: tuple[Statement, ...] = ()


class SourceEntry(Model):
    """Where a thought or a fact was found. `as_of` is the ISO date on which it was last looked at."""

    id: str
    title: Text
    url: str
    as_of: str


class Clause(Model):
    """One clause of the policy: its heading, the topics of the facts it prints, and whether the short form has it.

    The words stand in ``clauses/<id>.md``. `serves` says which values they carry, and in a few words how, whatever an
    organization's settings are; `short_serves` the same of the words in the short form.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
    title: Text
    topics: tuple[Topic, ...] = ()
    short: bool = False
    serves: dict[ValueNumber, Text] = {}
    short_serves: dict[ValueNumber, Text] = {}


class Overlay(Model):
    """Exact guideline text that an organization holds permission to print. It stands beside ours and changes nothing.

    `permission` is the line that says whose text it is and by what permission; `values` maps ``V1`` … ``V12`` to text.
    """

    permission: Text
    values: dict[
        Annotated[str, StringConstraints(pattern=r"^V([1-9]|1[0-2])$"), Kind("the number of a value, V1 to V12")],
        Annotated[str, StringConstraints(min_length=1, max_length=6000)],
    ]


class Guideline(Model):
    """The guideline's particulars, the notice that nobody endorsed our words, and the edition of this content."""

    title: Text
    short: Text
    publisher: Text
    edition: Text
    url: str
    notice: Text
    content_version: str
    content_date: date
