"""The title of a job, and whether the duties below it are another job's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.marking import denied
from npgs_docs.checks.patterns import any_of, compiled
from npgs_docs.checks.reading import Passage, Reading, Subject
from npgs_docs.checks.rule import Judged


def _title(reading: Reading) -> Passage | None:
    return next((one for one in reading.passages if one.text.strip() == reading.title), None)


def title_noise(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Codes, pay, exclamation marks or capitals in the title."""
    title, passage = reading.title, _title(reading)
    found = any_of(look.words["noise"], title)
    words = re.findall(r"[A-Za-z]{4,}", title)
    shouted = len(words) > 1 and all(word.isupper() for word in words)
    if found or shouted or "!" in title:
        yield Hit(passage, 0, len(title), title)


def title_and_duties(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Duties of supervising under a specialist's title."""
    if reading.subject is not Subject.SPECIALIST or not any_of(look.words["title"], reading.title):
        return
    for passage in reading.prose():
        for pattern in look.words["duties"]:
            found = compiled(pattern).search(passage.text)
            if found and not passage.negated and not denied(passage.text, *found.span()):
                yield Hit(passage, *found.span(), found.group())
                break


def functions(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Essential functions: too few, too many, or without shares of time."""
    listed = [one for one in reading.prose() if one.path and any_of(look.words["section"], one.path[-1])]
    rows = [one for one in listed if not one.row or one.role.value == "item"]
    rows = [one for one in rows if one.role.value == "item"] or [one for one in rows if one.role.value == "cell"]
    low, high = look.figures["least"], look.figures["most"]
    if rows and not low <= len(rows) <= high and not _tabled(listed):
        yield Hit(
            rows[0],
            0,
            len(rows[0].text),
            rows[0].text[:60],
            fill={"fault": f"There are {len(rows)} essential functions; five to ten can be kept in mind"},
        )
    if listed and reading.whole and not any(re.search(r"\d\s?%|percent", f"{one.text} {one.column}") for one in listed):
        yield Hit(
            listed[0],
            0,
            len(listed[0].text),
            listed[0].text[:60],
            fill={"fault": "No function says what share of the time it takes"},
        )


def _tabled(listed: list[Passage]) -> bool:
    return any(one.role.value == "cell" for one in listed)
