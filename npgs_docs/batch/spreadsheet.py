"""Rows of text come in, a CSV that spreadsheet programs open rightly and safely goes out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Also in the wide letters of East Asia, which some programs take for the narrow ones."""
_MARK = "\ufeff"
"""Without it Excel reads accented letters wrongly."""


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with its mark, commas, line ends as the standard for CSV has them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless("" if cell is None else str(cell)) for cell in row] for row in rows)
    return (_MARK + out.getvalue()).encode()


def harmless(text: str) -> str:
    """A text that no spreadsheet program takes for a formula: an apostrophe before what would begin one."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
