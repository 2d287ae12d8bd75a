"""Rows of text come in, a CSV that spreadsheet programs open rightly and safely goes out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from npgs_docs.cells import harmless

_MARK = "\ufeff"
"""Without it Excel reads accented letters wrongly."""


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 with its mark, commas, line ends as the standard for CSV has them."""
    out = io.BytesIO()
    write_csv(out, head, rows)
    return out.getvalue()


def write_csv(file: BinaryIO, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """The same into a file, a row at a time. Raises OSError."""
    out = io.TextIOWrapper(file, encoding="utf-8", newline="")
    out.write(_MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless("" if cell is None else str(cell)) for cell in row] for row in rows)
    out.flush()
    out.detach()
