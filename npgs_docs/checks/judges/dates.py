"""Dates that are missing, past, too far away or in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.days import Day, labeled_days, months_between
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.patterns import any_of
from npgs_docs.checks.reading import Reading
from npgs_docs.checks.rule import Judged, Level


def _hit(day: Day, fault: str, level: Level | None = None) -> Hit:
    return Hit(day.passage, day.start, day.end, day.words, level, {"fault": fault})


def closing(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """When a posting closes: not said, past, before it was posted, or other than the page's data say."""
    closes = list(labeled_days(reading, look.words["closes"]))
    posted = [day.date for day in labeled_days(reading, look.words["posted"])]
    if not closes and reading.whole and not any_of(look.words["open"], reading.text):
        yield Hit(fill={"fault": "It is not said until when people can apply"})
    for day in closes:
        if posted and day.date < posted[0]:
            yield _hit(day, "The closing date comes before the day of posting")
        elif day.date < bench.today:
            yield _hit(day, "The closing date is past")
    through = [str(one["validThrough"])[:10] for one in reading.traits.data if one.get("validThrough")]
    if closes and through and through[0] != closes[0].date.isoformat():
        yield _hit(closes[0], f"The page's data say {through[0]}")


def next_review(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """The next review: not said, past, or too far away."""
    found = list(labeled_days(reading, look.words["next"]))
    if not found and reading.whole and not any_of(look.words["cycle"], reading.text):
        yield Hit(fill={"fault": "No date of the next review is given"})
    for day in found:
        if day.date < bench.today:
            yield _hit(day, "The next review is overdue")
        elif months_between(bench.today, day.date) > look.figures["months"]:
            yield _hit(day, "The next review is more than three years away", Level.WARN)


def order(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A policy in force before it was approved, or withdrawn before it was in force."""
    days = {
        name: next((day for day in labeled_days(reading, words) if not _first(day, look)), None)
        for name, words in look.words.items()
    }
    effective, approved, retired = days["effective"], days["approved"], days["retired"]
    if effective and approved and effective.date < approved.date:
        yield _hit(effective, f"It takes effect before it is approved ({approved.words})")
    if effective and retired and retired.date < effective.date:
        yield _hit(retired, f"It is withdrawn before it takes effect ({effective.words})")


def _first(day: Day, look: Judged) -> bool:
    """Whether a day is that of an earlier version: "first in force", "original effective date"."""
    before = day.passage.text[max(0, day.start - 30) : day.start]
    return any_of(look.words["first"], f"{day.passage.row} {before}") is not None


def stale_description(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A description whose latest date of revision is older than the cycle."""
    latest: Day | None = max(labeled_days(reading, look.words["revised"]), key=lambda day: day.date, default=None)
    if latest and _age(latest.date, bench.today) > look.figures["months"]:
        yield _hit(latest, "It was last revised more than three years ago", Level.WARN)


def _age(day: date, today: date) -> float:
    return months_between(day, today)
