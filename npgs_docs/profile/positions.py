"""The two positions and how they are advertised. No field here asks anything about a person's health."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from npgs_docs.profile.fields import Day, Line, Lines, Model, OrText, Pay, Prose, RoleName, ask
from npgs_docs.profile.policy import Status, Version
from npgs_docs.vacancy import EmploymentType, Remote
from npgs_docs.validation import MisfitError


class Flsa(StrEnum):
    EXEMPT = "exempt"
    NON_EXEMPT = "non-exempt"
    NOT_APPLICABLE = "not-applicable"


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


class OwnFunction(Model):
    """An essential function in the organization's own words, instead of the built-in set."""

    text: Prose = ask(
        "The function, verb first.", example="Offer one-to-one peer support", used_by="job descriptions, postings"
    )
    share: Annotated[int, Field(ge=1, le=100)] = ask(
        "Percentage of working time.", example=40, used_by="job descriptions, postings"
    )
    values: Annotated[tuple[Annotated[int, Field(ge=1, le=12)], ...], Field(min_length=1)] = ask(
        "Numbers of the values it serves.", example="[1, 8, 12]", used_by="job descriptions, postings"
    )


class Check(Model):
    type: Line = ask("The check.", example="federal exclusion list", used_by="job descriptions, postings")
    law: Line | None = ask(
        "The law that asks for it.",
        default=None,
        example="42 CFR 1001.1901",
        used_by="job descriptions, postings",
        otherwise="not printed",
    )
    stage: Line = ask(
        "When it is made.",
        default="after a conditional offer",
        example="after a conditional offer",
        used_by="job descriptions, postings",
        because="never before an offer",
    )


class Credential(Model):
    name: Line = ask(
        "The credential.", example="state certification as a peer specialist", used_by="job descriptions, postings"
    )
    within_months: Annotated[int, Field(ge=0, le=60)] = ask(
        "Months after hire in which it is obtained; 0 means at hire.",
        default=12,
        example=12,
        used_by="job descriptions, postings",
        because="a year leaves time for the course",
    )
    before_practice: bool | None = ask(
        "Whether nobody begins the work without it; within_months then counts for nothing.",
        default=None,
        example="yes",
        used_by="job descriptions, postings",
        otherwise="as the rule pack says",
    )


def _as_credential(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Position(Model):
    pay: Annotated[Pay, OrText()] | None = ask(
        "The pay range with its unit.",
        default=None,
        example="22.50 - 27.00 per hour",
        used_by="job descriptions, postings",
        because="a blank to be filled before posting",
    )
    other_pay: Line | None = ask(
        "Bonuses, commissions and other pay beside the range; or the word none.",
        default=None,
        example="a yearly bonus of up to $500",
        used_by="postings",
        because="left out; a blank where the law asks for it",
    )
    flsa: Flsa | None = ask(
        "Overtime status: exempt, non-exempt, or not-applicable outside the US.",
        default=None,
        example="non-exempt",
        used_by="job descriptions",
        because="non-exempt for specialists; a blank for supervisors",
    )
    title: Line | None = ask(
        "The job title.",
        default=None,
        example="Certified Peer Specialist",
        used_by="job descriptions, postings",
        because="your term, capitalized",
    )
    version: Version | None = ask(
        "The version of the job description.",
        default=None,
        example='"1.0"',
        used_by="job descriptions",
        because="the policy's version",
    )
    status: Status | None = ask(
        "Where the job description stands: draft, review, approved or retired.",
        default=None,
        example="approved",
        used_by="job descriptions",
        because="the policy's status",
    )
    effective: Day | None = ask(
        "The day the job description takes effect.",
        default=None,
        example="2027-01-15",
        used_by="job descriptions",
        because="the policy's day",
    )
    job_code: Line | None = ask(
        "The code in your HR system.", default=None, example="PSS-103", used_by="job descriptions", because="left out"
    )
    department: Line | None = ask(
        "The department.",
        default=None,
        example="Peer services",
        used_by="job descriptions, postings",
        because="left out",
    )
    site: Line | None = ask(
        "The name of the site where the work is done.",
        default=None,
        example="Eastside Center",
        used_by="job descriptions, postings",
        because="your first site",
    )
    populations: Annotated[tuple[Population, ...], Field(min_length=1)] = ask(
        "Whom the role serves.",
        default=(Population.MENTAL_HEALTH, Population.SUBSTANCE_USE),
        example="[mental-health, substance-use]",
        used_by="job descriptions, postings",
        because="the two most common",
    )
    setting: Setting = ask(
        "Where the work is done.",
        default=Setting.COMMUNITY,
        example="community",
        used_by="job descriptions, postings",
        because="the most common setting",
    )
    reports_to: RoleName | None = ask(
        "The role this one reports to.",
        default=None,
        example="Program Director",
        used_by="job descriptions, postings",
        because="your supervisor's title; for supervisors the program's director",
    )
    indirect_to: RoleName | None = ask(
        "A second line of reporting.",
        default=None,
        example="Clinical Director",
        used_by="job descriptions",
        because="none",
    )
    employment: EmploymentType = ask(
        "The type of employment.",
        default=EmploymentType.FULL_TIME,
        example="full-time",
        used_by="job descriptions, postings",
        because="the most common",
    )
    hours_per_week: Annotated[int, Field(ge=1, le=60)] = ask(
        "Hours a week.", default=40, example=40, used_by="job descriptions, postings", because="a full week"
    )
    schedule: Line | None = ask(
        "Days and times.",
        default=None,
        example="Tuesday to Saturday, 10 to 6",
        used_by="job descriptions, postings",
        because="agreed with the supervisor",
    )
    on_call: Line | None = ask(
        "On-call duty, if any.",
        default=None,
        example="one weekend a month",
        used_by="job descriptions, postings",
        because="none",
    )
    grade: Line | None = ask(
        "The pay grade.", default=None, example="Grade 8", used_by="job descriptions", because="left out"
    )
    union: Line | None = ask(
        "The bargaining unit.", default=None, example="Local 12", used_by="job descriptions", because="left out"
    )
    remote: Remote = ask(
        "On-site, hybrid or remote.",
        default=Remote.ON_SITE,
        example="on-site",
        used_by="job descriptions, postings",
        because="peer support happens face to face",
    )
    remote_from: Lines = ask(
        "Where the people may live whose work is all remote.",
        default=(),
        example="Texas; Oklahoma",
        used_by="job descriptions, postings",
        because="your state, else your country; nothing where the work is not all remote",
    )
    travel_percent: Annotated[int, Field(ge=0, le=100)] = ask(
        "Share of time spent traveling.", default=0, example=20, used_by="job descriptions, postings", because="none"
    )
    driving_essential: bool = ask(
        "Whether driving is an essential function.",
        default=False,
        example="no",
        used_by="job descriptions, postings",
        because="other ways of getting there are fine",
    )
    functions: Annotated[tuple[OwnFunction, ...], Field(max_length=12)] = ask(
        "Your own essential functions; their shares add up to 100.",
        default=(),
        example="[{text: Offer one-to-one peer support, share: 70, values: [1, 8, 12]}, {text: Lead groups, share: 30, values: [9]}]",
        used_by="job descriptions",
        because="the built-in set for the role",
    )
    extra_functions: Annotated[tuple[Prose, ...], Field(max_length=200)] = ask(
        "Further duties, listed after the essential ones.",
        default=(),
        example='["Keep the resource library in order."]',
        used_by="job descriptions",
        because="none",
    )
    outside: Annotated[tuple[Prose, ...], Field(max_length=30)] = ask(
        "Tasks to add to the list of what the role does not do.",
        default=(),
        example='["Driving people in a private car."]',
        used_by="job descriptions, postings",
        because="the built-in list for the role",
    )
    credential: Annotated[Credential, BeforeValidator(_as_credential), OrText()] | None = ask(
        "The credential the role needs.",
        default=None,
        used_by="job descriptions, postings",
        because="the one the rule pack names, if it names one",
    )
    education: Line | None = ask(
        "Schooling that a rule you can cite requires.",
        default=None,
        example="a high school diploma or equivalent",
        used_by="job descriptions, postings",
        because="none beyond what the credential asks",
    )
    education_rule: Line | None = ask(
        "The rule that requires it.",
        default=None,
        example="55 Pa. Code 5230",
        used_by="job descriptions, postings",
        otherwise="no schooling may be required",
    )
    education_alternative: Line | None = ask(
        "Another way to qualify.",
        default=None,
        example="four years of peer support practice",
        used_by="job descriptions, postings",
        otherwise="not printed",
    )
    experience_months: Annotated[int, Field(ge=0, le=240)] = ask(
        "Months of work experience.",
        default=0,
        example=12,
        used_by="job descriptions, postings",
        because="none is asked",
    )
    languages: Lines = ask(
        "Languages that help.",
        default=(),
        example="Spanish",
        used_by="job descriptions, postings",
        because="none are named",
    )
    checks: tuple[Check, ...] = ask(
        "Background checks that the law requires.",
        default=(),
        used_by="job descriptions, postings",
        because="none are named",
    )
    supervises: Annotated[int, Field(ge=0, le=50)] | None = ask(
        "How many people the role supervises.",
        default=None,
        example=6,
        used_by="job descriptions",
        because="none for specialists; up to the span for supervisors",
    )

    @model_validator(mode="after")
    def _adds_up(self) -> Position:
        total = sum(one.share for one in self.functions)
        if self.functions and total != 100:
            raise MisfitError("functions", f"the shares of functions add up to {total} | They must add up to 100.")
        if self.education and not self.education_rule:
            raise MisfitError(
                "education",
                "education is required, but no rule is cited | Add education_rule, or remove education. "
                "Schooling is no substitute for lived experience and peer training.",
            )
        return self


class Positions(Model):
    specialist: Position = ask("The peer support worker.")
    supervisor: Position = ask("The supervisor.")
