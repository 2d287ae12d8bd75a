"""The two positions and how they are advertised. No field here asks anything about a person's health."""

from __future__ import annotations

from datetime import date as Day
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator, model_validator

from npgs_docs.profile.fields import Email, Line, Model, Pay, Phone, Prose, RoleName, WebAddress, ask, lines


class Flsa(StrEnum):
    EXEMPT = "exempt"
    NON_EXEMPT = "non-exempt"
    NOT_APPLICABLE = "not-applicable"


class EmploymentType(StrEnum):
    FULL_TIME = "full-time"
    PART_TIME = "part-time"
    CONTRACTOR = "contractor"
    TEMPORARY = "temporary"
    PER_DIEM = "per-diem"
    VOLUNTEER = "volunteer"


class Setting(StrEnum):
    COMMUNITY = "community"
    CRISIS = "crisis"
    ACT = "act"
    INPATIENT = "inpatient"
    RECOVERY_CENTER = "recovery-center"


class Population(StrEnum):
    MENTAL_HEALTH = "mental-health"
    SUBSTANCE_USE = "substance-use"
    FAMILY = "family"
    YOUTH = "youth"
    VETERANS = "veterans"


class Remote(StrEnum):
    ON_SITE = "on-site"
    HYBRID = "hybrid"
    REMOTE = "remote"


class OwnFunction(Model):
    """An essential function in the organization's own words, instead of the built-in set."""

    text: Prose = ask("The function, verb first.", example="Offer one-to-one peer support")
    share: Annotated[int, Field(ge=1, le=100)] = ask("Percentage of working time.", example=40)
    values: Annotated[tuple[Annotated[int, Field(ge=1, le=12)], ...], Field(min_length=1)] = ask("Numbers of the values it serves.", example="[1, 8, 12]")


class Check(Model):
    type: Line = ask("The check.", example="federal exclusion list")
    law: Line | None = ask("The law that asks for it.", default=None, example="42 CFR 1001.1901")
    stage: Line = ask("When it is made.", default="after a conditional offer", example="after a conditional offer", because="never before an offer")


class Credential(Model):
    name: Line = ask("The credential.", example="state certification as a peer specialist")
    within_months: Annotated[int, Field(ge=0, le=60)] = ask("Months after hire in which it is obtained; 0 means at hire.", default=12, example=12, because="a year leaves time for the course")


def _as_credential(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Position(Model):
    pay: Pay | None = ask("The pay range with its unit.", default=None, example="22.50 - 27.00 per hour", used_by="job descriptions, postings", because="a blank to be filled before posting")
    flsa: Flsa | None = ask("Overtime status: exempt, non-exempt, or not-applicable outside the US.", default=None, example="non-exempt", used_by="job descriptions", because="non-exempt for specialists; a blank for supervisors")
    title: Line | None = ask("The job title.", default=None, example="Certified Peer Specialist", because="your term, capitalized")
    job_code: Line | None = ask("The code in your HR system.", default=None, example="PSS-103", because="left out")
    department: Line | None = ask("The department.", default=None, example="Peer services", because="left out")
    populations: Annotated[tuple[Population, ...], Field(min_length=1)] = ask(
        "Whom the role serves.", default=(Population.MENTAL_HEALTH, Population.SUBSTANCE_USE), example="[mental-health, substance-use]", because="the two most common"
    )
    setting: Setting = ask("Where the work is done.", default=Setting.COMMUNITY, example="community", because="the most common setting")
    reports_to: RoleName | None = ask("The role this one reports to.", default=None, example="Program Director", because="your supervisor's title; for supervisors the program's director")
    indirect_to: RoleName | None = ask("A second line of reporting.", default=None, example="Clinical Director", because="none")
    employment: EmploymentType = ask("The type of employment.", default=EmploymentType.FULL_TIME, example="full-time", because="the most common")
    hours_per_week: Annotated[int, Field(ge=1, le=60)] = ask("Hours a week.", default=40, example=40, because="a full week")
    schedule: Line | None = ask("Days and times.", default=None, example="Tuesday to Saturday, 10 to 6", because="agreed with the supervisor")
    on_call: Line | None = ask("On-call duty, if any.", default=None, example="one weekend a month", because="none")
    grade: Line | None = ask("The pay grade.", default=None, example="Grade 8", because="left out")
    union: Line | None = ask("The bargaining unit.", default=None, example="Local 12", because="left out")
    remote: Remote = ask("On-site, hybrid or remote.", default=Remote.ON_SITE, example="on-site", because="peer support happens face to face")
    travel_percent: Annotated[int, Field(ge=0, le=100)] = ask("Share of time spent traveling.", default=0, example=20, because="none")
    driving_essential: bool = ask("Whether driving is an essential function.", default=False, example="no", because="other ways of getting there are fine")
    functions: Annotated[tuple[OwnFunction, ...], Field(max_length=12)] = ask("Your own essential functions; their shares add up to 100.", default=(), used_by="job descriptions", because="the built-in set for the role")
    extra_functions: Annotated[tuple[Prose, ...], Field(max_length=200)] = ask("Further duties, listed after the essential ones.", default=(), used_by="job descriptions", because="none")
    outside: Annotated[tuple[Prose, ...], Field(max_length=30)] = ask("Tasks to add to the list of what the role does not do.", default=(), used_by="job descriptions, postings", because="the built-in list for the role")
    credential: Annotated[Credential, BeforeValidator(_as_credential)] | None = ask("The credential the role needs.", default=None, used_by="job descriptions, postings", because="the one the rule pack names, if it names one")
    education: Line | None = ask("Schooling that a rule you can cite requires.", default=None, example="a high school diploma or equivalent", because="none beyond what the credential asks")
    education_rule: Line | None = ask("The rule that requires it.", default=None, example="55 Pa. Code 5230")
    education_alternative: Line | None = ask("Another way to qualify.", default=None, example="four years of peer support practice")
    experience_months: Annotated[int, Field(ge=0, le=240)] = ask("Months of work experience.", default=0, example=12, because="none is asked")
    languages: lines() = ask("Languages that help.", default=(), example="Spanish", because="none are named")  # type: ignore[valid-type]
    checks: tuple[Check, ...] = ask("Background checks that the law requires.", default=(), because="none are named")
    supervises: Annotated[int, Field(ge=0, le=50)] | None = ask("How many people the role supervises.", default=None, example=6, because="none for specialists; up to the span for supervisors")

    @model_validator(mode="after")
    def _adds_up(self) -> Position:
        total = sum(one.share for one in self.functions)
        if self.functions and total != 100:
            raise ValueError(f"the shares of functions add up to {total} | They must add up to 100.")
        if self.education and not self.education_rule:
            raise ValueError("education is required, but no rule is cited | Add education_rule, or remove education. Schooling is no substitute for lived experience and peer training.")
        return self


class Positions(Model):
    specialist: Position = ask("The peer support worker.")
    supervisor: Position = ask("The supervisor.")


class Advert(Model):
    """What one posting says in its own way. Everything left out is taken from the keys above it."""

    requisition: Line | None = ask("The requisition number.", default=None, example="REQ-2026-044", because="left out")
    posted: Day | None = ask("The day the posting goes up.", default=None, example="2026-12-01", because="left out")
    closes: Day | None = ask("The last day to apply.", default=None, example="2027-01-08")
    openings: Annotated[int, Field(ge=1, le=500)] | None = ask("How many are hired.", default=None, example=2, because="one")
    starts: Day | None = ask("The first day of work.", default=None, example="2027-02-01", because="left out")
    apply_url: WebAddress | None = ask("Where to apply on the web.", default=None, example="https://jobs.example.org/44")


class Postings(Model):
    benefits: lines(min_length=1) = ask("The benefits, one after another.", example="health and dental insurance; 15 days of leave; retirement match", used_by="postings")  # type: ignore[valid-type]
    closes: Day | None = ask("The last day to apply, or leave out and say until_filled: yes.", default=None, example="2027-01-08", used_by="postings")
    until_filled: bool = ask("Whether applications are taken until the job is filled.", default=False, example="no", because="there is a closing date")
    apply_url: WebAddress | None = ask("Where to apply on the web.", default=None, example="https://jobs.example.org/44", used_by="postings")
    apply_email: Email | None = ask("Where to apply by e-mail.", default=None, example="jobs@example.org", used_by="postings", because="left out")
    apply_phone: Phone | None = ask("A number for applying another way, relay calls included.", default=None, example="512-555-0142", because="the HR contact is named")
    posted: Day | None = ask("The day the postings go up.", default=None, example="2026-12-01", because="left out")
    openings: Annotated[int, Field(ge=1, le=500)] = ask("How many are hired for each job.", default=1, example=1, because="one")
    starts: Day | None = ask("The first day of work.", default=None, example="2027-02-01", because="left out")
    process: Annotated[tuple[Prose, ...], Field(max_length=10)] = ask("The steps from application to offer.", default=(), because="four usual steps")
    specialist: Advert = ask("What differs for the specialist's posting.", default=Advert())
    supervisor: Advert = ask("What differs for the supervisor's posting.", default=Advert())

    @field_validator("benefits", mode="before")
    @classmethod
    def _benefits(cls, value: Any) -> Any:
        return [part.strip() for part in value.split(";") if part.strip()] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _answerable(self) -> Postings:
        if not self.apply_url and not self.apply_email:
            raise ValueError("neither apply_url nor apply_email is given | Say how people apply.")
        if not self.until_filled and not self.closes and not (self.specialist.closes and self.supervisor.closes):
            raise ValueError("closes is missing | Give the last day to apply, or write until_filled: yes.")
        if self.posted and self.closes and self.closes < self.posted:
            raise ValueError(f"closes ({self.closes}) comes before posted ({self.posted}) | Correct one of the two dates.")
        return self


class Legal(Model):
    eeo_text: Prose | None = ask("Your counsel's equal-opportunity statement.", default=None, used_by="job descriptions, postings", because="a plain statement of ours")
    accommodation_text: Prose | None = ask("Your counsel's accommodation statement.", default=None, used_by="job descriptions, postings", because="a plain statement of ours")
    pay_text: Prose | None = ask("A sentence about pay to print with the range.", default=None, used_by="postings", because="left out")
    at_will_text: Prose | None = ask("Your at-will statement, if counsel wants one.", default=None, used_by="job descriptions", because="left out")
    fair_chance_text: Prose | None = ask("Your fair-chance statement on conviction records.", default=None, used_by="postings", because="a plain statement of ours")
    nondiscrimination_notice: Prose | None = ask("A notice for documents that people served read.", default=None, because="left out")
