"""What a document lacks of the several things it should say; and labels that nothing was written behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.marking import lines_of
from npgs_docs.checks.patterns import any_of
from npgs_docs.checks.reading import Form, Passage, Reading, Role
from npgs_docs.checks.rule import Judged

_CIRCUMSTANCES = frozenset({"if", "in", "aside"})
_EMPTY = re.compile(r"^[\s_.…–—-]*$")


def lacks(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """One hit that names every group of words of which nothing stands in the document.

    The group ``if``, where there is one, must stand there for anything to be asked; the words seen are then told. With
    the group ``in`` only what stands under such a heading is looked at, and with ``aside`` no passage of such words.
    """
    reading = _part(reading, look.words.get("in", ()), look.words.get("aside", ()))
    asked = next((hit for hit in _first(reading, look.words["if"])), None) if "if" in look.words else None
    if ("if" in look.words and asked is None) or ("if" not in look.words and not reading.whole):
        return
    text = "\n".join(f"{one.row} {one.column} {one.text}" for one in reading.passages)
    missing = [
        name for name, patterns in look.words.items() if name not in _CIRCUMSTANCES and not any_of(patterns, text)
    ]
    if missing:
        seen = asked or Hit()
        yield Hit(seen.passage, seen.start, seen.end, seen.words, fill={"lacks": ", ".join(missing)})


def _part(reading: Reading, headings: tuple[str, ...], aside: tuple[str, ...]) -> Reading:
    """What stands under one of the headings (anywhere where none is named), without the passages that are an aside."""
    if not headings and not aside:
        return reading
    under = (one for one in reading.passages if not headings or any_of(headings, one.section))
    return replace(reading, passages=tuple(one for one in under if not any_of(aside, one.text)))


def _first(reading: Reading, patterns: tuple[str, ...]) -> Iterator[Hit]:
    for passage in reading.passages:
        found = any_of(patterns, passage.text)
        if found and not passage.negated:
            yield Hit(passage, found.start(), found.end(), found.group())


def blank_labels(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Labels of document control with nothing behind them. In our own tree a blank is listed by the draft itself."""
    if reading.form is Form.TREE:
        return
    for passage in reading.passages:
        for start, line in lines_of(passage.text):
            label, said = (passage.row, line) if passage.role is Role.CELL else line.rpartition(":")[::2]
            if label and any_of(look.words["labels"], label.strip()) and len(label) < 50 and _EMPTY.match(said):
                yield Hit(passage, start, start + len(line), label.strip(" :"))


def blank_cells(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Cells left empty below certain heads of a table: a row of a crosswalk that points nowhere."""
    for passage in reading.passages:
        if (
            passage.role is Role.CELL
            and passage.column
            and any_of(look.words["heads"], passage.column)
            and _unfilled(passage)
        ):
            yield Hit(passage, 0, len(passage.text), passage.row or passage.column, fill={"column": passage.column})


def _unfilled(passage: Passage) -> bool:
    return bool(_EMPTY.match(passage.text)) or passage.text.strip().lower() in {"tbd", "?", "to do", "none yet"}
