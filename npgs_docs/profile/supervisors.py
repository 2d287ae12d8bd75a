"""Who supervises: the training asked for, and the arrangements where the task is bought in or shared."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from npgs_docs.profile.fields import Line, Model, RoleName, ask

Months = Annotated[int, Field(ge=1, le=60)]


class Frequency(StrEnum):
    """How often a pair meets. `days` is the longest gap between two sessions, counted as the rule packs count it."""

    WEEKLY = "weekly"
    EVERY_TWO_WEEKS = "every two weeks"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"

    @property
    def days(self) -> int:
        return {"weekly": 7, "every two weeks": 14, "monthly": 30, "quarterly": 90}[self.value]


class Training(Model):
    name: Line = ask(
        "The course a new supervisor takes.",
        default="training in peer support values and the supervisor’s role",
        example="the state's peer supervisor course",
        used_by="policy, job descriptions",
        because="a plain name for any such course",
    )
    hours: Annotated[int, Field(ge=1, le=200)] | None = ask(
        "Its length in hours.",
        default=None,
        example=12,
        used_by="policy, job descriptions",
        because="the rule pack's figure, if it has one",
    )
    within_months: Months = ask(
        "Months after appointment in which it is finished.",
        default=6,
        example=6,
        used_by="policy, job descriptions",
        because="half a year is a common limit",
    )
    refresher_months: Months = ask(
        "Months between refreshers.",
        default=24,
        example=24,
        used_by="policy, job descriptions",
        because="two years is common",
    )


class External(Model):
    """A supervisor from outside, for example from a peer-run organization."""

    holder: Line = ask("The body that supplies the supervisor.", example="Recovery Community Network", used_by="policy")
    contract_role: RoleName = ask(
        "The role that holds the contract here.",
        default="Executive Director",
        example="Program Director",
        used_by="policy",
        because="usual in small organizations",
    )


class Split(Model):
    """Two supervisors: one recognized by the payer, one a peer."""

    recognized_role: RoleName = ask(
        "The role that signs for what the payer requires.", example="Licensed Clinical Supervisor", used_by="policy"
    )
    meets: Frequency = ask(
        "How often the two supervisors talk.",
        default=Frequency.MONTHLY,
        example="monthly",
        used_by="policy",
        because="keeps both views together",
    )


class Oversight(Model):
    """Clinical oversight, kept apart from peer supervision, because a payer asks for it."""

    role: RoleName = ask("The role that gives it.", example="Program Clinical Director", used_by="policy")
    required_by: Line = ask("Which payer or rule asks for it.", example="the state Medicaid manual", used_by="policy")
