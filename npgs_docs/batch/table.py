"""A CSV or XLSX file comes in, a table of texts goes out; every cell knows its sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from npgs_docs.errors import Cell, InputError, Problem, Where

LARGEST_FILE = 50_000_000
MOST_ROWS = 100_000
MOST_COLUMNS = 1_000
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the sheet from 1, its texts, and what is wrong with single cells of it."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()

    def __bool__(self) -> bool:
        return any(self.cells) or bool(self.problems)


@dataclass(frozen=True, slots=True)
class Table:
    """The head and the rows below it, without the empty ones. `notes` are warnings on how the file was read."""

    file: str
    sheet: str
    head: Row
    rows: tuple[Row, ...]
    notes: tuple[Problem, ...] = ()

    def where(self, row: Row, column: int | None = None) -> Cell:
        """The place of a cell (columns count from 0 here), or of a whole row."""
        return Cell(self.file, row.number, None if column is None else column + 1, self.sheet)


def read_table(path: Path, sheet: str | None = None) -> Table:
    """The table of a file, known by its content and not by its name. Raises InputError."""
    data = _bytes_of(path)
    if data.startswith(_OLE):
        message = "this is an old Excel file (.xls), or one with a password"
        raise InputError([_fault(path, "roster-kind", message, "Save it as .xlsx without a password.")])
    if data.startswith(_ZIP):
        from npgs_docs.batch.xlsx import xlsx_table

        return xlsx_table(path, sheet)
    if sheet:
        raise InputError([_fault(path, "roster-sheet", "a text file has no sheets", "Leave --sheet out.")])
    from npgs_docs.batch.csv_text import csv_table

    return csv_table(str(path), data)


def table_of(file: str, sheet: str, rows: Iterable[Row], notes: tuple[Problem, ...] = ()) -> Table:
    """The first row that is not empty is the head. Raises InputError where there is none, or nothing below it."""
    full = [row for row in rows if row]
    if len(full) > MOST_ROWS:
        raise InputError([Problem("roster-size", f"{len(full):,} rows; the most is {MOST_ROWS:,}", Where(file))])
    if len(full) < 2:
        message = "there is no row below the head" if full else "the roster is empty"
        hint = "The first row names the keys, for example organization.legal_name; every row below is one agency."
        raise InputError([Problem("roster-empty", message, Cell(file, None, None, sheet), hint=hint)])
    return Table(file, sheet, full[0], tuple(full[1:]), notes)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            message = f"the file is larger than {LARGEST_FILE // 1_000_000} million bytes"
            raise InputError([_fault(path, "roster-size", message, "Split the roster.")])
        return path.read_bytes()
    except OSError as error:
        raise InputError([_fault(path, "file", f"cannot be read: {error.strerror or error}", "")]) from None


def _fault(path: Path, id: str, message: str, hint: str) -> Problem:
    return Problem(id, message, Where(str(path)), hint=hint)
