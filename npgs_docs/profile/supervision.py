"""How supervision works here: who gives it, how often, what is written down and who may read it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from npgs_docs.profile.fields import Line, Lines, Model, Prose, SomeLines, ask
from npgs_docs.profile.supervisors import External, Frequency, Months, Oversight, Split, Training


class Standing(StrEnum):
    PREFERRED = "preferred"
    REQUIRED = "required"


class Rotation(StrEnum):
    EACH_SESSION = "one value each session"
    EACH_MONTH = "one value each month"
    AS_NEEDED = "by the pair's choice"


class Group(Model):
    allowed: bool = ask(
        "Whether part of the supervision may be in a group.",
        default=True,
        example="yes",
        used_by="policy",
        because="peers learn from each other",
    )
    max_share_percent: Annotated[int, Field(ge=0, le=100)] = ask(
        "The largest part of the hours that may be in a group.",
        default=50,
        example=50,
        used_by="policy",
        because="leaves at least half one to one",
    )
    max_size: Annotated[int, Field(ge=2, le=30)] = ask(
        "The largest group.", default=8, example=8, used_by="policy", because="small enough for everyone to speak"
    )


class Records(Model):
    location: Line = ask(
        "Where session notes are kept.",
        example="the restricted supervision folder of the HR system",
        used_by="policy, checklists",
    )
    retention_years: Annotated[int, Field(ge=1, le=50)] = ask(
        "Years they are kept after supervision ends.", example=7, used_by="policy, checklists"
    )
    due_days: Annotated[int, Field(ge=1, le=30)] = ask(
        "Working days in which a session is written up.",
        default=3,
        example=3,
        used_by="policy, checklists",
        because="while it is fresh",
    )
    readers: SomeLines = ask(
        "Who may read them.",
        default=("the supervisor", "the specialist", "the quality reviewer"),
        example="the supervisor; the specialist",
        used_by="policy, checklists",
        because="as few as can be",
    )
    specialist_copy: bool = ask(
        "Whether the specialist gets a copy.",
        default=True,
        example="yes",
        used_by="policy, checklists",
        because="nothing is written in secret",
    )


class Supervision(Model):
    peer_supervisor_available: bool = ask(
        "Whether somebody with peer support experience supervises.", example="yes", used_by="policy"
    )
    urgent_contact: Line = ask(
        "Whom to call between sessions when it cannot wait.",
        example="the on-call supervisor, 512-555-0199",
        used_by="policy",
    )
    records: Records = ask("What happens to session notes.", used_by="policy, checklists")
    lived_experience: Standing = ask(
        "Whether the supervisor's lived experience is preferred or required.",
        default=Standing.PREFERRED,
        example="preferred",
        used_by="policy, job descriptions, postings",
        because="the guideline's ideal, and lawful everywhere",
    )
    frequency_new: Frequency | None = ask(
        "How often new specialists meet their supervisor.",
        default=None,
        example="weekly",
        used_by="policy, job descriptions",
        because="weekly, or the rule pack's figure if it is stricter",
    )
    frequency_experienced: Frequency | None = ask(
        "How often experienced specialists do.",
        default=None,
        example="monthly",
        used_by="policy, job descriptions",
        because="monthly, or the rule pack's figure if it is stricter",
    )
    minutes: Annotated[int, Field(ge=15, le=240)] = ask(
        "Minutes of a session.",
        default=60,
        example=60,
        used_by="policy, checklists",
        because="an hour lets people think",
    )
    new_period_months: Months = ask(
        "How long a specialist counts as new, in months.",
        default=12,
        example=12,
        used_by="policy",
        because="the first year",
    )
    modes: SomeLines = ask(
        "How sessions are held.",
        default=("in person", "by video"),
        example="in person; by video",
        used_by="policy, checklists",
        because="both are common",
    )
    max_span: Annotated[int, Field(ge=1, le=50)] | None = ask(
        "The most specialists one supervisor has.",
        default=None,
        example=7,
        used_by="policy, job descriptions",
        because="8, or the rule pack's figure if it is lower",
    )
    protected_hours_per_month: Annotated[int, Field(ge=1, le=40)] = ask(
        "Hours a month a supervisor keeps free for each specialist.",
        default=5,
        example=5,
        used_by="policy",
        because="sessions, notes and being there between them",
    )
    pre_service_hours: Annotated[int, Field(ge=0, le=200)] | None = ask(
        "Hours of supervision before a new specialist works alone.",
        default=None,
        example=6,
        used_by="policy",
        because="the rule pack's figure, if it has one",
    )
    group: Group = ask("Group supervision.", default=Group(), used_by="policy")
    observation: bool = ask(
        "Whether practice may be observed, with consent.",
        default=True,
        example="yes",
        used_by="policy",
        because="only ever with the person's consent",
    )
    co_reflection: bool = ask(
        "Whether specialists also reflect together as equals.",
        default=True,
        example="yes",
        used_by="policy",
        because="a complement, never a substitute",
    )
    line_manager_separate: bool = ask(
        "Whether the line manager is someone else.",
        default=True,
        example="yes",
        used_by="policy",
        because="keeps values and administration apart",
    )
    peer_consultant: Line | None = ask(
        "The experienced peer a non-peer supervisor turns to.",
        default=None,
        example="a contract with Recovery Community Network",
        used_by="policy",
        because="to be named",
    )
    external: External | None = ask(
        "A supervisor from outside.", default=None, used_by="policy", because="the supervisor is on staff"
    )
    split: Split | None = ask(
        "Two supervisors who share the task.", default=None, used_by="policy", because="one supervisor"
    )
    clinical_oversight: Oversight | None = ask(
        "Clinical oversight a payer asks for.", default=None, used_by="policy", because="none is asked"
    )
    training: Training = ask("Training of supervisors.", default=Training(), used_by="policy, job descriptions")
    rotation: Rotation = ask(
        "How the twelve values take turns.",
        default=Rotation.EACH_SESSION,
        example="one value each session",
        used_by="policy, checklists",
        because="twelve sessions cover them all",
    )
    self_assessment_months: Months = ask(
        "Months between a supervisor's self-assessments.",
        default=12,
        example=12,
        used_by="policy",
        because="once a year",
    )
    feedback_months: Months = ask(
        "Months between rounds of feedback on the supervisor.",
        default=6,
        example=6,
        used_by="policy",
        because="twice a year",
    )
    concern_steps: Annotated[tuple[Prose, ...], Field(max_length=8)] = ask(
        "Your own steps for raising a concern.",
        default=(),
        example='["Say it to the supervisor or the line manager.", "If that does not help, write to the policy owner."]',
        used_by="policy",
        because="three general steps are printed",
    )
    measures: Lines = ask(
        "What is counted to see whether the policy works.",
        default=(
            "share of planned sessions held",
            "share of sessions written up in time",
            "values covered in the past year",
        ),
        example="share of planned sessions held; values covered",
        used_by="policy",
        because="three that are easy to count",
    )
