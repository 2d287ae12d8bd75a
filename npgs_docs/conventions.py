"""A country's conventions: spelling, dates, money, paper and the language tag. Nothing here reads the machine's locale."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from npgs_docs.style import Paper

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_DAY = re.compile(rf"\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})(?P<after>(?= [a-z]))?")

_BRITISH = {
    "acknowledgment": "acknowledgement", "behavior": "behaviour", "behavioral": "behavioural", "center": "centre",
    "centers": "centres", "centered": "centred", "color": "colour", "colors": "colours", "counselor": "counsellor",
    "counselors": "counsellors", "counseling": "counselling", "favor": "favour", "honor": "honour", "honored": "honoured",
    "honors": "honours", "labor": "labour", "neighbor": "neighbour", "neighbors": "neighbours", "traveling": "travelling",
    "traveled": "travelled", "fulfill": "fulfil", "enroll": "enrol", "enrollment": "enrolment", "judgment": "judgement",
    "check-in": "check-in", "license": "licence", "licenses": "licences", "defense": "defence", "favorite": "favourite",
    "skillful": "skilful", "modeling": "modelling", "labeled": "labelled", "labeling": "labelling", "canceled": "cancelled",
}  # fmt: skip
_BRITAIN_ONLY = {
    "program": "programme", "programs": "programmes", "organization": "organisation", "organizations": "organisations",
    "organization's": "organisation's", "organize": "organise", "organized": "organised", "organizing": "organising",
    "organizational": "organisational", "recognize": "recognise", "recognized": "recognised", "recognizes": "recognises",
    "recognizing": "recognising", "prioritize": "prioritise", "apologize": "apologise", "minimize": "minimise",
    "summarize": "summarise", "emphasize": "emphasise",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a country writes. `spelling` maps US spellings to its own; `currency` is the ISO code, `symbol` its sign."""

    language: str
    currency: str
    symbol: str
    paper: Paper
    day_first: bool
    spelling: Mapping[str, str]

    def date(self, day: date) -> str:
        """``January 8, 2027``, or ``8 January 2027`` where the day comes first."""
        month = MONTHS[day.month - 1]
        return f"{day.day} {month} {day.year}" if self.day_first else f"{month} {day.day}, {day.year}"

    def dated(self, text: str) -> str:
        """Text whose days are written as the rule packs write them (``8 January 2027``), with days as written here."""
        return text if self.day_first else _DAY.sub(self._day, text)

    def _day(self, found: re.Match[str]) -> str:
        day = self.date(date(int(found["year"]), MONTHS.index(found["month"]) + 1, int(found["day"])))
        return f"{day}," if found["after"] is not None else day

    def money(self, amount: Decimal) -> str:
        """``$22.50``, ``$41,600``: cents only where there are any."""
        whole = amount == amount.to_integral_value()
        return f"{self.symbol}{amount:,.0f}" if whole and amount >= 1000 else f"{self.symbol}{amount:,.2f}"

    def spelled(self, text: str) -> str:
        """Text of ours in the country's spelling, capitals kept."""
        if not self.spelling:
            return text
        return re.sub(r"[A-Za-z]+(?:['’-][a-z]+)?", lambda found: self._word(found.group()), text)

    def _word(self, word: str) -> str:
        other = self.spelling.get(word.lower())
        if other is None:
            return word
        return other.capitalize() if word[0].isupper() else other


_COUNTRIES = {
    "US": Conventions("en-US", "USD", "$", Paper.LETTER, False, {}),
    "CA": Conventions(
        "en-CA",
        "CAD",
        "$",
        Paper.LETTER,
        False,
        _BRITISH | {"judgement": "judgment", "acknowledgement": "acknowledgement"},
    ),
    "GB": Conventions("en-GB", "GBP", "£", Paper.A4, True, _BRITISH | _BRITAIN_ONLY),
    "AU": Conventions(
        "en-AU", "AUD", "$", Paper.A4, True, _BRITISH | _BRITAIN_ONLY | {"program": "program", "programs": "programs"}
    ),
    "NZ": Conventions("en-NZ", "NZD", "$", Paper.A4, True, _BRITISH | _BRITAIN_ONLY),
}


def conventions_of(country: str) -> Conventions:
    """The conventions of a country by its ISO code. Raises KeyError for one we do not know."""
    return _COUNTRIES[country]


def typographic(text: str, before: str = "") -> str:
    """Straight quotes as printers set them. `before` is the letter that stands before the text."""
    out: list[str] = []
    for letter in text:
        last = out[-1] if out else before
        if letter == "'":
            out.append("‘" if (not last or last in " \n([—“") else "’")
        elif letter == '"':
            out.append("“" if (not last or last in " \n([—‘") else "”")
        else:
            out.append(letter)
    return "".join(out)
