"""How supervision works here: who gives it, how often, what is written down and who may read it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from npgs_docs.profile.fields import Line, Model, Prose, RoleName, ask, lines


class Frequency(StrEnum):
    """How often a pair meets. `days` is the longest gap between two sessions."""

    WEEKLY = "weekly"
    EVERY_TWO_WEEKS = "every two weeks"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"

    @property
    def days(self) -> int:
        return {"weekly": 7, "every two weeks": 14, "monthly": 31, "quarterly": 92}[self.value]


class Standing(StrEnum):
    PREFERRED = "preferred"
    REQUIRED = "required"


class Rotation(StrEnum):
    EACH_SESSION = "one value each session"
    EACH_MONTH = "one value each month"
    AS_NEEDED = "by the pair's choice"


Months = Annotated[int, Field(ge=1, le=60)]


class Group(Model):
    allowed: bool = ask("Whether part of the supervision may be in a group.", default=True, example="yes", because="peers learn from each other")
    max_share_percent: Annotated[int, Field(ge=0, le=100)] = ask("The largest part of the hours that may be in a group.", default=50, example=50, because="leaves at least half one to one")
    max_size: Annotated[int, Field(ge=2, le=30)] = ask("The largest group.", default=8, example=8, because="small enough for everyone to speak")


class Training(Model):
    name: Line = ask("The course a new supervisor takes.", default="training in peer support values and the supervisor's role", example="the state's peer supervisor course", because="a plain name for any such course")
    hours: Annotated[int, Field(ge=1, le=200)] | None = ask("Its length in hours.", default=None, example=12, because="the rule pack's figure, if it has one")
    within_months: Months = ask("Months after appointment in which it is finished.", default=6, example=6, because="half a year is a common limit")
    refresher_months: Months = ask("Months between refreshers.", default=24, example=24, because="two years is common")


class External(Model):
    """A supervisor from outside, for example from a peer-run organization."""

    holder: Line = ask("The body that supplies the supervisor.", example="Recovery Community Network")
    contract_role: RoleName = ask("The role that holds the contract here.", default="Executive Director", example="Program Director", because="usual in small organizations")


class Split(Model):
    """Two supervisors: one recognized by the payer, one a peer."""

    recognized_role: RoleName = ask("The role that signs for what the payer requires.", example="Licensed Clinical Supervisor")
    meets: Frequency = ask("How often the two supervisors talk.", default=Frequency.MONTHLY, example="monthly", because="keeps both views together")


class Oversight(Model):
    """Clinical oversight, kept apart from peer supervision, because a payer asks for it."""

    role: RoleName = ask("The role that gives it.", example="Program Clinical Director")
    required_by: Line = ask("Which payer or rule asks for it.", example="the state Medicaid manual")


class Records(Model):
    location: Line = ask("Where session notes are kept.", example="the restricted supervision folder of the HR system", used_by="policy, checklists")
    retention_years: Annotated[int, Field(ge=1, le=50)] = ask("Years they are kept after supervision ends.", example=7, used_by="policy, checklists")
    due_days: Annotated[int, Field(ge=1, le=30)] = ask("Working days in which a session is written up.", default=3, example=3, because="while it is fresh")
    readers: lines(min_length=1) = ask(  # type: ignore[valid-type]
        "Who may read them.", default=("the supervisor", "the specialist", "the quality reviewer"), example="the supervisor; the specialist", because="as few as can be"
    )
    specialist_copy: bool = ask("Whether the specialist gets a copy.", default=True, example="yes", because="nothing is written in secret")


class Supervision(Model):
    peer_supervisor_available: bool = ask("Whether somebody with peer support experience supervises.", example="yes", used_by="policy")
    urgent_contact: Line = ask("Whom to call between sessions when it cannot wait.", example="the on-call supervisor, 512-555-0199", used_by="policy")
    records: Records = ask("What happens to session notes.")
    lived_experience: Standing = ask("Whether the supervisor's lived experience is preferred or required.", default=Standing.PREFERRED, example="preferred", because="the guideline's ideal, and lawful everywhere")
    frequency_new: Frequency | None = ask("How often new specialists meet their supervisor.", default=None, example="weekly", because="weekly, or the rule pack's figure if it is stricter")
    frequency_experienced: Frequency | None = ask("How often experienced specialists do.", default=None, example="monthly", because="monthly, or the rule pack's figure if it is stricter")
    minutes: Annotated[int, Field(ge=15, le=240)] = ask("Minutes of a session.", default=60, example=60, because="an hour lets people think")
    new_period_months: Months = ask("How long a specialist counts as new, in months.", default=12, example=12, because="the first year")
    modes: lines(min_length=1) = ask("How sessions are held.", default=("in person", "by video"), example="in person; by video", because="both are common")  # type: ignore[valid-type]
    max_span: Annotated[int, Field(ge=1, le=50)] | None = ask("The most specialists one supervisor has.", default=None, example=7, because="8, or the rule pack's figure if it is lower")
    protected_hours_per_month: Annotated[int, Field(ge=1, le=40)] = ask("Hours a month a supervisor keeps free for each specialist.", default=5, example=5, because="sessions, notes and being there between them")
    pre_service_hours: Annotated[int, Field(ge=0, le=200)] | None = ask("Hours of supervision before a new specialist works alone.", default=None, example=6, because="the rule pack's figure, if it has one")
    group: Group = ask("Group supervision.", default=Group())
    observation: bool = ask("Whether practice may be observed, with consent.", default=True, example="yes", because="only ever with the person's consent")
    co_reflection: bool = ask("Whether specialists also reflect together as equals.", default=True, example="yes", because="a complement, never a substitute")
    line_manager_separate: bool = ask("Whether the line manager is someone else.", default=True, example="yes", because="keeps values and administration apart")
    peer_consultant: Line | None = ask("The experienced peer a non-peer supervisor turns to.", default=None, example="a contract with Recovery Community Network", used_by="policy", because="to be named")
    external: External | None = ask("A supervisor from outside.", default=None, because="the supervisor is on staff")
    split: Split | None = ask("Two supervisors who share the task.", default=None, because="one supervisor")
    clinical_oversight: Oversight | None = ask("Clinical oversight a payer asks for.", default=None, because="none is asked")
    training: Training = ask("Training of supervisors.", default=Training())
    rotation: Rotation = ask("How the twelve values take turns.", default=Rotation.EACH_SESSION, example="one value each session", because="twelve sessions cover them all")
    self_assessment_months: Months = ask("Months between a supervisor's self-assessments.", default=12, example=12, because="once a year")
    feedback_months: Months = ask("Months between rounds of feedback on the supervisor.", default=6, example=6, because="twice a year")
    concern_steps: Annotated[tuple[Prose, ...], Field(max_length=8)] = ask("Your own steps for raising a concern.", default=(), used_by="policy", because="three general steps are printed")
    measures: lines() = ask(  # type: ignore[valid-type]
        "What is counted to see whether the policy works.",
        default=("share of planned sessions held", "share of sessions written up in time", "values covered in the past year"),
        example="share of planned sessions held; values covered",
        because="three that are easy to count",
    )


