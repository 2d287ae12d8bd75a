"""Every default a profile leaves open is decided here, with the reason, so that the organization can be shown it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from npgs_docs.conventions import Conventions
from npgs_docs.packs import Topic
from npgs_docs.profile import Profile
from npgs_docs.profile.organization import Contacts, Jurisdiction
from npgs_docs.profile.policy import Approver, Level, Policy
from npgs_docs.profile.positions import Credential, Flsa, Position
from npgs_docs.profile.regions import REGIONS, SPOKEN, Country
from npgs_docs.profile.supervision import Records, Supervision
from npgs_docs.profile.supervisors import Frequency
from npgs_docs.rules import Rules
from npgs_docs.terms import Term, capital, term
from npgs_docs.vacancy import Remote

RECOMMENDED_SPAN = 8
FIRST_REVIEW_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One default taken for the organization: the key to change it at, what was chosen, why, where it is printed."""

    path: str
    chosen: str
    because: str
    used_by: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The profile with every default decided, the organization's nouns, and the choices made for it by section."""

    profile: Profile
    terms: Mapping[str, Term]
    choices: Mapping[str, tuple[Choice, ...]]


def decide(profile: Profile, rules: Rules, conventions: Conventions) -> Decided:
    terms, policy = terms_of(profile), _policy(profile.policy)
    decided = profile.model_copy(
        update={
            "contacts": _contacts(profile.contacts, policy),
            "supervision": _supervision(profile, terms, rules),
            "policy": policy,
            "positions": profile.positions.model_copy(
                update={
                    "specialist": _position(profile, "specialist", terms, rules),
                    "supervisor": _position(profile, "supervisor", terms, rules),
                }
            ),
            "output": profile.output.model_copy(
                update={
                    "paper": profile.output.paper or conventions.paper,
                    "language": profile.output.language or conventions.language,
                }
            ),
        }
    )
    return Decided(decided, terms, choices_made(profile, decided, conventions))


def terms_of(profile: Profile) -> dict[str, Term]:
    """The organization's nouns by their stable names."""
    words = profile.terms
    return {
        name: term(noun.singular, plural=noun.plural or "", article=noun.article or "", title=noun.title or "")
        for name in ("specialist", "supervisor", "person", "organization", "program", "team")
        for noun in (getattr(words, name),)
    }


# --- the defaults that depend on something --------------------------------------------------------------------


def _contacts(given: Contacts, policy: Policy) -> Contacts:
    chair = policy.chair.role if policy.chair else None
    return given.model_copy(update={"owner_concerns": given.owner_concerns or chair})


def _supervision(profile: Profile, terms: Mapping[str, Term], rules: Rules) -> Supervision:
    given = profile.supervision
    ratio = rules.strictest(Topic.SUPERVISION_RATIO, "max_ratio", min)
    training = given.training
    hours = training.hours or rules.strictest(Topic.SUPERVISOR_TRAINING, "training_hours", max)
    return given.model_copy(
        update={
            "frequency_new": given.frequency_new or frequency_within(rules.longest_gap(new=True), Frequency.WEEKLY),
            "frequency_experienced": given.frequency_experienced
            or frequency_within(rules.longest_gap(new=False), Frequency.MONTHLY),
            "max_span": given.max_span or min(RECOMMENDED_SPAN, ratio or RECOMMENDED_SPAN),
            "pre_service_hours": _first(
                given.pre_service_hours, rules.strictest(Topic.PRE_SERVICE, "hours_before_service", max), 0
            ),
            "training": training.model_copy(update={"hours": hours}),
            "records": _records(given),
            "line_manager": given.line_manager
            or (_manager_of_supervisors(profile, terms) if given.line_manager_separate else None),
            "clinical_oversight_asked": True if given.clinical_oversight else given.clinical_oversight_asked,
        }
    )


def _records(given: Supervision) -> Records:
    """Whoever samples records may read those of the sample."""
    readers, reviewer = given.records.readers, given.quality_reviewer
    if reviewer and not any(reviewer.lower() in one.lower() for one in readers):
        readers = (*readers, f"the {reviewer} (the sample only)")
    return given.records.model_copy(update={"readers": readers})


def _manager_of_supervisors(profile: Profile, terms: Mapping[str, Term]) -> str:
    return profile.positions.supervisor.reports_to or f"{terms['program'].title} Director"


def frequency_within(gap: int | None, usual: Frequency) -> Frequency:
    """The usual frequency, or the least frequent one that keeps within `gap` days."""
    if gap is None or usual.days <= gap:
        return usual
    fitting = [one for one in (Frequency.MONTHLY, Frequency.EVERY_TWO_WEEKS) if one.days <= gap]
    return fitting[0] if fitting else Frequency.WEEKLY


def _policy(given: Policy) -> Policy:
    board = given.level is Level.BOARD
    approvers = given.approvers
    if board and "approvers" not in given.model_fields_set:
        approvers = (Approver(role="Board Chair"), *approvers)
    return given.model_copy(
        update={
            "approvers": approvers,
            "report_to": given.report_to or ("the board" if board else None),
            "next_review": given.next_review
            or (months_after(given.approved, FIRST_REVIEW_MONTHS) if given.approved else None),
            "original_effective": given.original_effective or given.effective,
        }
    )


def months_after(day: date, months: int) -> date:
    """The same day of the month, `months` later; the month's last day where there is none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def _position(profile: Profile, kind: str, terms: Mapping[str, Term], rules: Rules) -> Position:
    given: Position = getattr(profile.positions, kind)
    reports_to = terms["supervisor"].title if kind == "specialist" else _manager_of_supervisors(profile, terms)
    return given.model_copy(
        update={
            "title": given.title or terms[kind].title,
            "version": given.version or profile.policy.version,
            "status": given.status or profile.policy.status,
            "effective": given.effective or profile.policy.effective,
            "site": given.site or profile.sites[0].name,
            "reports_to": given.reports_to or reports_to,
            "flsa": given.flsa or _flsa(profile.jurisdiction.country, kind),
            "remote_from": given.remote_from or _remote_from(profile.jurisdiction, given.remote),
            "credential": _credential(given.credential, rules, kind),
            "supervises": _first(given.supervises, 0 if kind == "specialist" else None),
        }
    )


def _remote_from(place: Jurisdiction, remote: Remote) -> tuple[str, ...]:
    """Where people may live whose work is all remote: the state where we know its name, else the country."""
    if remote is not Remote.REMOTE:
        return ()
    return (REGIONS.get(place.country, {}).get(place.state or "", SPOKEN[place.country]),)


def _flsa(country: Country, kind: str) -> Flsa | None:
    if country is not Country.US:
        return Flsa.NOT_APPLICABLE
    return Flsa.NON_EXEMPT if kind == "specialist" else None


def _credential(given: Credential | None, rules: Rules, kind: str) -> Credential | None:
    """The one given, else the one the packs name. Where a rule lets nobody practice without, no time is left to get it."""
    topic = Topic.CREDENTIAL if kind == "specialist" else Topic.SUPERVISOR_TRAINING
    named = next((value for value in rules.values(topic, neutral=False) if value.credential), None)
    before = bool(named and named.held_before_practice)
    if not given:
        return Credential(name=named.credential, before_practice=before) if named and named.credential else None
    if given.before_practice is None:
        return given.model_copy(update={"before_practice": before and kind == "specialist"})
    return given


def _first(*candidates: Any) -> Any:
    return next((one for one in candidates if one is not None), None)


# --- telling what was chosen ----------------------------------------------------------------------------------


def choices_made(given: Profile, decided: Profile, conventions: Conventions) -> dict[str, tuple[Choice, ...]]:
    """Every default taken, by section of the profile, in the order of the models."""
    made = {}
    for section in Profile.model_fields:
        rows = tuple(_choices(getattr(given, section), getattr(decided, section), section, conventions))
        if rows:
            made[section] = rows
    return made


def _choices(given: Any, decided: Any, path: str, conventions: Conventions) -> Iterator[Choice]:
    match given:
        case BaseModel():
            for name, info in type(given).model_fields.items():
                yield from _choice(name, info, given, decided, f"{path}.{name}", conventions)
        case tuple():
            for number, (one, other) in enumerate(zip(given, decided, strict=False), start=1):
                yield from _choices(one, other, f"{path}[{number}]", conventions)
        case _:
            return


def _choice(
    name: str, info: FieldInfo, given: BaseModel, decided: Any, path: str, conventions: Conventions
) -> Iterator[Choice]:
    before, after = getattr(given, name), getattr(decided, name)
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    if name in given.model_fields_set and before is not None:
        yield from _choices(before, after, path, conventions)
    elif isinstance(after, BaseModel) and not extra.get("because"):
        yield from _choices(after, after, path, conventions)
    elif extra.get("because"):
        yield Choice(path, told(after, conventions), capital(str(extra["because"])), str(extra.get("used_by", "")))


def told(value: Any, conventions: Conventions) -> str:
    """A value as a person would say it."""
    match value:
        case None | () | "":
            return "none"
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case date():
            return conventions.date(value)
        case tuple():
            return "; ".join(told(one, conventions) for one in value)
        case Decimal() | int() | str():
            return str(value)
        case BaseModel():
            return _told_model(value, conventions)
        case _:
            return str(value)


def _told_model(value: BaseModel, conventions: Conventions) -> str:
    parts = [told(getattr(value, name), conventions) for name in type(value).model_fields]
    return ", ".join(part for part in parts if part != "none")
