"""Answers in, rows out: CSV that a spreadsheet cannot mistake for formulas, JSON, or a table for the eye."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from io import StringIO
from textwrap import wrap

from npgs_docs.answers import Answer, Filled, one_kind_of_line_end, spoken
from npgs_docs.cells import harmless
from npgs_docs.errors import visible

HEAD = ("file", "name", "label", "kind", "answer", "shown instead")
_WIDEST = 44
_LONGEST = 4000


def as_csv(forms: Iterable[Filled]) -> str:
    """One row for each field. Cells that a spreadsheet would run as formulas begin with an apostrophe."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD)
    for form in forms:
        writer.writerows([harmless(one_kind_of_line_end(cell)) for cell in _row(form, one)] for one in form.answers)
    return text.getvalue()


def _row(form: Filled, one: Answer) -> list[str]:
    return [form.file, one.name, one.label, one.kind, spoken(one.value), spoken(one.other)]


def as_json(forms: Iterable[Filled]) -> str:
    """``[{"file": …, "answers": [{"name", "label", "kind", "value"}]}]``; a box is true or false."""
    listed = [{"file": form.file, "answers": [_entry(one) for one in form.answers]} for form in forms]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


def _entry(one: Answer) -> dict[str, object]:
    entry: dict[str, object] = {"name": one.name, "label": one.label, "kind": one.kind, "value": one.value}
    return entry if one.other is None else {**entry, "shown": one.other}


def as_table(forms: Iterable[Filled]) -> str:
    """Names, labels and answers in columns, a form after the other; long words go on in the next line."""
    return "\n".join(_form(form) for form in forms)


def _form(form: Filled) -> str:
    rows = [("Name", "Label", "Answer"), *((one.name, one.label, _said(one)) for one in form.answers)]
    widths = [min(max(len(row[at]) for row in rows), _WIDEST) for at in range(2)]
    filled = sum(one.filled for one in form.answers)
    lines = [f"{filled} of {len(form.answers)} answered", ""]
    return "\n".join([visible(form.file), *lines, *(line for row in rows for line in _lines(row, widths)), ""])


def _said(one: Answer) -> str:
    return _short(spoken(one.value)) + ("" if one.other is None else f" (shown: {_short(spoken(one.other))})")


def _short(words: str) -> str:
    """As much of an answer as anyone reads in a table."""
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST]}… ({len(words):,} characters; --format csv or json has them all)"


def _lines(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    name, label, answer = (
        [line for part in cell.split("\n") for line in wrap(visible(part), _WIDEST) or [""]] for cell in row
    )
    for at in range(max(len(name), len(label), len(answer), 1)):
        cells = [column[at] if at < len(column) else "" for column in (name, label, answer)]
        yield f"{cells[0]:<{widths[0]}}  {cells[1]:<{widths[1]}}  {cells[2]}".rstrip()
