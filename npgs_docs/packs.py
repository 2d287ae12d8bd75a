"""Rule packs: what a jurisdiction or payer asks, one dated fact at a time, and the chain of packs that applies.

A pack is an example with dates, never an assurance. Each fact carries its source, the day it was last looked at and
the day after which it must be looked at again.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from npgs_docs.validation import Kind

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Topic(StrEnum):
    """What a fact is about. The policy and the job documents ask for facts by topic.

    BACKGROUND is what a reader of the packs may want to know and no document prints.
    """

    SUPERVISION_FREQUENCY = "supervision-frequency"
    SUPERVISION_RATIO = "supervision-ratio"
    SUPERVISION_FORM = "supervision-form"
    PRE_SERVICE = "pre-service"
    WHO_MAY_SUPERVISE = "who-may-supervise"
    SUPERVISOR_TRAINING = "supervisor-training"
    SUPERVISION_RECORDS = "supervision-records"
    OBSERVATION = "observation"
    CREDENTIAL = "credential"
    CASELOAD = "caseload"
    PAY_POSTING = "pay-posting"
    INTERNAL_NOTICE = "internal-notice"
    SALARY_THRESHOLD = "salary-threshold"
    LIVED_EXPERIENCE = "lived-experience"
    FAIR_CHANCE = "fair-chance"
    DRIVING = "driving"
    EQUAL_OPPORTUNITY = "equal-opportunity"
    ACCOMMODATION = "accommodation"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"
    PAYER = "payer"
    BACKGROUND = "background"
    TERMS = "terms"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Machine(BaseModel):
    """The part of a fact that a program can hold against a profile. Every key is optional.

    Times are named by their unit. `days_between_sessions` is the longest gap allowed (7 = weekly, 30 = monthly);
    with `stage` "new" it holds until the first full credential, otherwise for everyone. Money is in `currency`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: str | None = None
    days_between_sessions: int | None = None
    minutes_per_session: int | None = None
    minutes_per_week: int | None = None
    hours_per_hours_worked: str | None = None
    max_ratio: int | None = None
    max_caseload: int | None = None
    max_group: int | None = None
    individual_share_percent: int | None = None
    hours_before_service: int | None = None
    supervised_hours: int | None = None
    supervision_hours: int | None = None
    training_hours: int | None = None
    training_within_months: int | None = None
    refresher_months: int | None = None
    experience_months: int | None = None
    degree_required: bool | None = None
    peer_may_supervise: bool | None = None
    lived_experience_required: bool | None = None
    retention_years: int | None = None
    record_fields: tuple[str, ...] | None = None
    remote_allowed: bool | None = None
    group_allowed: bool | None = None
    consent_required: bool | None = None
    credential: str | None = None
    title: str | None = None
    recovery_clause: bool | None = None
    min_employees: int | None = None
    pay_required: bool | None = None
    benefits_required: bool | None = None
    other_pay_required: bool | None = None
    closing_date_required: bool | None = None
    vacancy_statement_required: bool | None = None
    ai_statement_required: bool | None = None
    open_ended_range_allowed: bool | None = None
    internal_notice_days: int | None = None
    salary_history_banned: bool | None = None
    remote_reach: bool | None = None
    weekly_salary: float | None = None
    annual_salary: float | None = None
    currency: str | None = None
    two_part_driving_test: bool | None = None
    deadline: date | None = None
    agreement_required: bool | None = None
    places: tuple[str, ...] | None = None


class FactSource(Model):
    title: Text
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$"), Kind("a web address with https://")]


class Fact(Model):
    """One rule in a plain sentence, with the value a program can use, its source and its dates.

    `effective` is the first day of the rule (None: not known), `as_of` the day the source was looked at, `expires`
    the day after which the fact must be checked again. `differs` says where two sources disagree; the sentence then
    gives the stricter. `confirm_with` overrides the pack's address for questions.
    """

    id: Annotated[
        str,
        StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$"),
        Kind("an id such as us-tx.frequency: the pack, a point, a name"),
    ]
    topic: Topic
    sentence: Text
    value: Machine = Machine()
    sources: Annotated[tuple[FactSource, ...], Field(min_length=1)]
    as_of: date
    effective: date | None = None
    expires: date
    confidence: Confidence
    differs: Text | None = None
    confirm_with: Text | None = None


class Pack(Model):
    """The facts of one layer. `extends` names the pack below it (a state extends its country).

    `version` is year and running number (``2026.1``); `confirm_with` is who answers questions about these rules.
    """

    id: Annotated[
        str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$"), Kind("an id of small letters and hyphens, such as us-tx")
    ]
    name: Text
    country: (
        Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), Kind("a code of two capital letters, such as TX")]
        | None
    ) = None
    region: (
        Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$"), Kind("a code of two capital letters, such as TX")]
        | None
    ) = None
    extends: str | None = None
    version: Annotated[
        str, StringConstraints(pattern=r"^\d{4}\.\d+$"), Kind("a year and a running number, such as 2026.1")
    ]
    confirm_with: Text
    facts: tuple[Fact, ...]
