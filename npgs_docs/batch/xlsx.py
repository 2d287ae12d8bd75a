"""An XLSX workbook comes in, the table of one of its sheets goes out as the texts a person sees in the cells."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from npgs_docs.batch.csv_text import formula_problem
from npgs_docs.batch.outsize import outsize
from npgs_docs.batch.table import MOST_COLUMNS, MOST_ROWS, Row, Table, table_of
from npgs_docs.errors import Cell, InputError, Problem, Where


def xlsx_table(path: Path, sheet: str | None = None) -> Table:
    """The table of the sheet named, or of the only one with something in it. Raises InputError."""
    book = _opened(path)
    chosen = _sheet(path, book, sheet)
    if chosen.max_row > MOST_ROWS or chosen.max_column > MOST_COLUMNS:
        message = f"the sheet reaches to row {chosen.max_row:,} and column {chosen.max_column:,}"
        hint = "Delete the empty rows and columns behind the roster; they hold formats."
        raise InputError([Problem("roster-size", message, Cell(str(path), None, None, chosen.title), hint=hint)])
    return table_of(str(path), chosen.title, _rows(str(path), chosen))


def _opened(path: Path) -> Any:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on looks and rules that the library drops; we read values
            problem = outsize(path)
            book = None if problem else load_workbook(path, keep_links=False)
    except Exception as error:  # the library raises whatever its parsers met
        hint = "Open it in a spreadsheet program and save it as .xlsx again."
        message = f"this is not a whole Excel workbook ({type(error).__name__})"
        raise InputError([Problem("roster-kind", message, Where(str(path)), hint=hint)]) from None
    if problem:
        raise InputError([problem])
    return book


def _sheet(path: Path, book: Any, name: str | None) -> Any:
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if name:
        wanted = [sheet for sheet in book.worksheets if sheet.title == name]
        problem = f'there is no sheet "{name}"'
    else:
        wanted = [sheet for sheet in shown if sheet.max_row > 1 or sheet["A1"].value is not None] or shown[:1]
        problem = f"{len(wanted)} sheets hold something"
    if len(wanted) != 1:
        hint = f"Name one with --sheet: {', '.join(sheet.title for sheet in shown)}"
        raise InputError([Problem("roster-sheet", problem, Where(str(path)), hint=hint)])
    return wanted[0]


def _rows(file: str, sheet: Any) -> Iterator[Row]:
    merged = _merged(sheet)
    for cells in sheet.iter_rows():
        number = cells[0].row
        texts, problems = [], []
        for column, cell in enumerate(cells, start=1):
            where = Cell(file, number, column, sheet.title)
            fault = _fault(cell, where, merged.get((number, column)))
            problems += [fault] if fault else []
            texts.append("" if fault else _text(cell))
        yield Row(number, tuple(texts), tuple(problems))


def _merged(sheet: Any) -> dict[tuple[int, int], str]:
    """The range that each merged cell belongs to."""
    return {place: area.coord for area in sheet.merged_cells.ranges for place in area.cells}


def _fault(cell: Any, where: Cell, area: str | None) -> Problem | None:
    if area:
        hint = "Unmerge the cells and write the value in each row."
        return Problem("merged", f"the cells {area} are merged", where, hint=hint)
    if cell.data_type == "f":
        return formula_problem(where, str(getattr(cell.value, "text", cell.value)))
    if cell.data_type == "e":
        return Problem("cell-error", f"the cell shows {cell.value}", where, hint="Type the value.")
    return None


def _text(cell: Any) -> str:
    """A value as it would be typed into a profile: numbers without a needless ``.0``, days as year-month-day."""
    match cell.value:
        case None:
            return ""
        case bool():
            return "yes" if cell.value else "no"
        case int() | float():
            return _number(cell.value, cell.number_format)
        case datetime.datetime() as moment:
            return (moment.date() if moment.time() == datetime.time() else moment).isoformat()
        case other:
            return str(other).strip()


def _number(value: int | float, look: str) -> str:
    """The shortest text of a number; with the leading zeros that a format such as 00000 shows."""
    whole = int(value) if value == int(value) else None
    if whole is not None and look and set(look) == {"0"}:
        return str(whole).zfill(len(look))
    return str(whole) if whole is not None else format(Decimal(repr(value)), "f")
