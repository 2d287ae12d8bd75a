"""Text in, the pay that is written in it out: one figure or a range, with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from npgs_docs.checks.reading import Passage, Reading

_FIGURE = r"[$£€]\s?\d[\d,]*(?:\.\d+)?\s?[kK]?\b"
_BARE = r"(?:[$£€]\s?)?\d[\d,]*(?:\.\d+)?\s?[kK]?\b"
_PAY = re.compile(rf"(?P<low>{_FIGURE})(?:\s*(?:-|–|—|to|and|through)\s*(?P<high>{_BARE}))?")
_LABELED = re.compile(
    r"\b(?:salary|pay|wage|rate|compensation)\s*:\s*(?P<low>\d[\d,]*(?:\.\d+)?)(?:\s*(?:-|–|—|to)\s*(?P<high>\d[\d,]*(?:\.\d+)?))?",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"(?P<hour>\bhourly\b|\b(?:an|per|each)\s+hour|/\s?h(?:ou)?r)|(?P<week>\bweekly\b|\b(?:a|per)\s+week|/\s?w(?:ee)?k)"
    r"|(?P<day>\bdaily\b|\b(?:a|per)\s+day|/\s?day)|(?P<month>\bmonthly\b|\b(?:a|per)\s+month|/\s?mo(?:nth)?)"
    r"|(?P<year>\bannual(?:ly)?\b|\byearly\b|\bper\s+annum|\b(?:a|per)\s+year|/\s?y(?:ea)?r\b)",
    re.IGNORECASE,
)  # fmt: skip
_ABOUT_PAY = re.compile(
    r"\b(?:pay|paid|salary|wages?|compensation|rate|hiring\s+range|hourly|starting|earn)\b", re.IGNORECASE
)
_EXTRA = re.compile(
    r"\b(?:bonus|differential|stipend|reimburse\w*|allowance|budget|per\s+mile|loan|copay|sign-on|up\s+to|more|insurance|funding|grants?|threshold|fee)\b",
    re.IGNORECASE,
)
HOURS_A_YEAR = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}
USUAL = {"hour": (5, 200), "day": (40, 1600), "week": (200, 6000), "month": (800, 25000), "year": (9000, 400000)}
"""What pay in each unit lies between; a figure outside was given the wrong unit."""


@dataclass(frozen=True, slots=True)
class Pay:
    """A figure or range at `start` up to `end` of a passage; `unit` is hour, day, week, month, year or ""."""

    passage: Passage
    start: int
    end: int
    low: float
    high: float
    unit: str

    @property
    def words(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def per_week(self) -> float:
        return self.low * HOURS_A_YEAR[self.unit or "year"] / 52


def pays(reading: Reading) -> Iterator[Pay]:
    """The pay of a job as its documents print it; bonuses, stipends and rates of travel are left out."""
    for passage in reading.passages:
        yield from pays_in(passage)


def pays_in(passage: Passage) -> Iterator[Pay]:
    label = f"{passage.row} {passage.column} {passage.path[-1] if passage.path else ''}"
    for found in (*_PAY.finditer(passage.text), *_LABELED.finditer(passage.text)):
        around = passage.text[max(0, found.start() - 60) : found.end() + 40]
        if not (found["high"] or _ABOUT_PAY.search(f"{label} {around}")):
            continue
        near = re.split(r"[;.]\s", passage.text[found.end() : found.end() + 40])[0]
        before = re.split(r"[;.]\s", passage.text[max(0, found.start() - 60) : found.start()])[-1]
        beside = re.split(r"[,(]|\bplus\b", near)[0]
        if _EXTRA.search(f"{before} {beside}"):
            continue
        unit = _UNIT.search(near) or _UNIT.search(before) or _UNIT.search(label)
        low, high = _figure(found["low"]), _figure(found["high"] or found["low"])
        told = unit.lastgroup or "" if unit else _usual_unit(low, f"{label} {around}")
        yield Pay(passage, found.start(), found.end(), low, high, told)


def _usual_unit(low: float, words: str) -> str:
    """A salary of thousands is meant a year, though nobody says so."""
    return "year" if low >= USUAL["year"][0] and re.search(r"\bsalary\b", words, re.IGNORECASE) else ""


def _figure(words: str) -> float:
    thousand = words.rstrip()[-1:] in {"k", "K"}
    return float(re.sub(r"[^\d.]", "", words)) * (1000 if thousand else 1)
