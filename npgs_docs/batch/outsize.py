"""An XLSX workbook comes in; whether it would take more memory than any roster does goes out, before its cells are read.

A few thousand bytes can ask for billions of cells: in one merged range, or in zeros that pack well.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from npgs_docs.batch.table import MOST_COLUMNS, MOST_ROWS
from npgs_docs.errors import Cell, Problem, Where

MOST_BYTES = 300_000_000
"""Unpacked."""
MOST_CELLS = 3_000_000
_CHUNK, _OVERLAP = 1 << 20, 1 << 13
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_AREA = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s(?:[^>]*?\s)?ref\s*=\s*[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"
)
"""The library makes a cell for each place in such a range."""


def outsize(path: Path) -> Problem | None:
    """What is too large in a workbook. Raises whatever reading a damaged ZIP does."""
    with zipfile.ZipFile(path) as parts:
        size = sum(info.file_size for info in parts.infolist())
        if size > MOST_BYTES:
            return _problem(Where(str(path)), f"the workbook is {size:,} bytes long when it is unpacked")
        for info in parts.infolist():
            if info.filename.lower().startswith("xl/worksheets/"):
                with parts.open(info) as part:
                    if problem := _of_sheet(path, part):
                        return problem
    return None


def _of_sheet(path: Path, part: IO[bytes]) -> Problem | None:
    cells, ranged = 0, 0
    ranges: set[tuple[bytes, ...]] = set()
    for chunk in _chunks(part):
        cells += sum(1 for found in _CELL.finditer(chunk) if found.start() >= _OVERLAP)
        if cells > MOST_CELLS:
            return _problem(Where(str(path)), f"a sheet holds more than {MOST_CELLS:,} cells")
        for area in {found.groups() for found in _AREA.finditer(chunk)} - ranges:
            ranges.add(area)
            rows, columns = _size(area)
            ranged += rows * columns
            if rows > MOST_ROWS or columns > MOST_COLUMNS or ranged > MOST_CELLS:
                return _range_problem(path, area)
    return None


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    """The text of a sheet piece by piece, each with the end of the one before it, so that nothing lies between two."""
    before = b" " * _OVERLAP
    while chunk := part.read(_CHUNK):
        both = before + chunk.replace(b"\0", b"")  # a sheet may be UTF-16
        yield both
        before = both[-_OVERLAP:]


def _size(area: tuple[bytes, ...]) -> tuple[int, int]:
    first, top, last, bottom = area
    return int(bottom) - int(top) + 1, _number(last) - _number(first) + 1


def _range_problem(path: Path, area: tuple[bytes, ...]) -> Problem:
    first, top, last, bottom = (one.decode() for one in area)
    rows, columns = _size(area)
    message = f"the cells {first}{top}:{last}{bottom} are one range of {rows * columns:,} cells"
    return _problem(Cell(str(path), int(top), _number(area[0])), message)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _problem(where: Where, message: str) -> Problem:
    hint = "Unmerge cells, and delete empty rows and columns behind the roster; they hold formats."
    return Problem("roster-size", message, where, hint=hint)
