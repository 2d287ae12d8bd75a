"""Text in, the calendar days written in it out, each with its place; also the day that follows a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from npgs_docs.checks.patterns import any_of
from npgs_docs.checks.reading import Passage, Reading

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NAMES = "|".join(
    f"{name}|{name[:3]}\\.?|sept\\.?" if name == "september" else f"{name}|{name[:3]}\\.?" for name in _MONTHS
)
_DAY = re.compile(
    rf"\b(?P<y1>\d{{4}})-(?P<m1>\d\d)-(?P<d1>\d\d)\b"
    rf"|\b(?P<m2>{_NAMES})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})\b"
    rf"|\b(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m3>{_NAMES})\s+(?P<y3>\d{{4}})\b"
    rf"|\b(?P<m4>\d{{1,2}})/(?P<d4>\d{{1,2}})/(?P<y4>\d{{4}})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day as written at `start` up to `end` of a passage."""

    passage: Passage
    start: int
    end: int
    date: date

    @property
    def words(self) -> str:
        return self.passage.text[self.start : self.end]


def days_in(passage: Passage) -> Iterator[Day]:
    """The days written in a passage; a day that no calendar has is left out. 1/8/2027 is read month first."""
    for found in _DAY.finditer(passage.text):
        day = _date(found)
        if day:
            yield Day(passage, found.start(), found.end(), day)


def _date(found: re.Match[str]) -> date | None:
    way = next(way for way in "1234" if found[f"y{way}"])
    month = found[f"m{way}"]
    number = (
        int(month)
        if month.isdigit()
        else 1 + next(i for i, name in enumerate(_MONTHS) if name[:3] == month[:3].lower())
    )
    try:
        return date(int(found[f"y{way}"]), number, int(found[f"d{way}"]))
    except ValueError:
        return None


def labeled_days(reading: Reading, labels: tuple[str, ...], within: int = 45) -> Iterator[Day]:
    """The days that stand close after a label, or in the table row that the label heads."""
    for passage in reading.passages:
        end = 0
        for day in days_in(passage):
            before = passage.text[max(end, day.start - within) : day.start]
            in_row = end == 0 and any_of(labels, f"{passage.row} {passage.column}")
            if any_of(labels, before) or in_row:
                yield day
            end = day.end


def months_between(earlier: date, later: date) -> float:
    return (later - earlier).days / 30.4375
