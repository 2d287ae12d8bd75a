"""Pay: its unit, its range, whether an exempt salary is high enough, and whether the page's data say the same."""

from __future__ import annotations

from collections.abc import Iterator

from npgs_docs.checks.amounts import USUAL, Pay, pays
from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.patterns import any_of, compiled
from npgs_docs.checks.reading import Kind, Reading
from npgs_docs.checks.rule import Judged, Level


def _hit(pay: Pay, level: Level | None = None, **fill: str) -> Hit:
    return Hit(pay.passage, pay.start, pay.end, pay.words, level, fill)


def pay_missing(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """No figure at all, or words in place of one ("competitive", "DOE")."""
    if any(pays(reading)):
        return
    for passage in reading.passages:
        for pattern in look.words["instead"]:
            found = compiled(pattern).search(passage.text)
            if found and not passage.negated:
                yield Hit(
                    passage, found.start(), found.end(), found.group(), fill={"instead": f": it says “{found.group()}”"}
                )
                return
    if reading.whole:
        yield Hit(fill={"instead": ""})


def pay_unit(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Pay without hour, week, month or year; or a figure that cannot be meant in its unit."""
    for pay in pays(reading):
        if not pay.unit:
            yield _hit(pay, fault="has no unit (hour, week, month or year)")
            continue
        low, high = USUAL[pay.unit]
        if not low <= pay.low <= high or not low <= pay.high <= high:
            yield _hit(pay, fault=f"cannot be meant per {pay.unit}")


def pay_range(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A range upside down or too wide; or two ranges in the same unit that do not agree."""
    ranges = [pay for pay in pays(reading) if pay.low != pay.high]
    for pay in ranges:
        if pay.low > pay.high:
            yield _hit(pay, fault="begins with the larger figure")
        elif (pay.high - pay.low) / pay.low * 100 > look.figures["width_percent"]:
            yield _hit(
                pay, Level.INFO, fault=f"is wide: the top is {(pay.high - pay.low) / pay.low:.0%} above the bottom"
            )
    for pay in ranges[1:]:
        first = ranges[0]
        if pay.unit == first.unit and (pay.low, pay.high) != (first.low, first.high):
            yield _hit(pay, fault=f"does not agree with “{first.words}”")


def exempt_pay(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """An exempt job paid below the weekly salary that federal or state law asks for; or a job whose status is not said."""
    found = [
        (one, match) for one in reading.passages if (match := any_of(look.words["exempt"], f"{one.row}: {one.text}"))
    ]
    nonexempt = any(any_of(look.words["non-exempt"], f"{one.row}: {one.text}") for one in reading.passages)
    if not found and not nonexempt:
        if reading.whole and reading.kind is Kind.JOB:
            yield Hit(fill={"fault": "It is not said whether the job is exempt or non-exempt from overtime."})
        return
    floor = max(
        (fact.value.weekly_salary or 0 for _, fact in bench.rules.facts("salary-threshold") if bench.reaches(fact)),
        default=0,
    )
    for pay in pays(reading) if found and not nonexempt else ():
        if pay.unit and floor and pay.per_week < floor:
            words = f"The pay comes to about ${pay.per_week:,.0f} a week; an exempt job here must pay at least ${floor:,.2f}."
            yield _hit(pay, fault=words)


def data_pay(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Pay in the page's data that the visible text does not give."""
    said = {figure for pay in pays(reading) for figure in (pay.low, pay.high)}
    for posting in reading.traits.data:
        salary = posting.get("baseSalary")
        value = salary.get("value") if isinstance(salary, dict) else None
        if not isinstance(value, dict):
            continue
        figures = {
            float(value[key])
            for key in ("minValue", "maxValue", "value")
            if str(value.get(key, "")).replace(".", "", 1).isdigit()
        }
        unit = str(value.get("unitText", "")).lower()
        if said and (figures - said or (unit and unit not in {pay.unit for pay in pays(reading)})):
            shown = ", ".join(f"{one:g}" for one in sorted(figures))
            yield Hit(words=f"{shown} {unit.upper()}", fill={"data": f"{shown} {unit.upper()}"})


def other_pay(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Pay that is not the pay of the profile, and so of the approved description."""
    positions = bench.loaded.profile.positions if bench.loaded else None
    position = getattr(positions, reading.subject.value) if positions and reading.subject else None
    if position is None or position.pay is None:
        return
    pay = position.pay
    agreed = (float(pay.min), float(pay.max), pay.unit.value)
    for one in pays(reading):
        if one.unit == agreed[2] and (one.low, one.high) != agreed[:2]:
            yield _hit(one, agreed=f"${pay.min} to ${pay.max} per {pay.unit.value}")
