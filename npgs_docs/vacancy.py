"""The facts of one opening, as values: what a posting says in words, and what forms and search engines ask for bare."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class EmploymentType(StrEnum):
    FULL_TIME = "full-time"
    PART_TIME = "part-time"
    CONTRACTOR = "contractor"
    TEMPORARY = "temporary"
    PER_DIEM = "per-diem"
    VOLUNTEER = "volunteer"


class Remote(StrEnum):
    ON_SITE = "on-site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class PayUnit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Salary:
    """What is expected to be paid per `unit`, both ends in `currency` (ISO 4217)."""

    low: Decimal
    high: Decimal
    unit: PayUnit
    currency: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is done. `country` is ISO 3166-1 alpha-2."""

    name: str
    street: str
    city: str
    region: str
    postal_code: str
    country: str


@dataclass(frozen=True, slots=True)
class Application:
    """How people apply; "" for a way that is not open. `direct` says whether it is done on the posting's own page."""

    url: str = ""
    email: str = ""
    phone: str = ""
    direct: bool | None = None


@dataclass(frozen=True, slots=True)
class Schooling:
    """What schooling a rule requires, and whether there is another way to qualify."""

    words: str
    alternative: bool


@dataclass(frozen=True, slots=True)
class Occupation:
    """A job's place in an official classification: ``21-1094``, ``Community Health Workers``, the classification's name."""

    code: str
    name: str
    taxonomy: str


@dataclass(frozen=True, slots=True)
class Vacancy:
    """One opening. "", () and None stand for what the organization has not said, or what there is none of.

    `hours` are a week's. `experience_months` 0 means that no experience is asked, None that some is, and not by months. `skills` are what the role asks a
    person to be able to do, `field` is the field of work.
    """

    title: str
    employer: str
    website: str
    place: Place
    remote: Remote
    remote_from: tuple[str, ...]
    employment: EmploymentType
    hours: int
    schedule: str
    salary: Salary | None
    other_pay: str
    benefits: tuple[str, ...]
    requisition: str
    openings: int
    posted: date | None
    closes: date | None
    starts: date | None
    application: Application
    schooling: Schooling | None
    experience_months: int | None
    skills: tuple[str, ...]
    field: str
    occupation: Occupation | None
