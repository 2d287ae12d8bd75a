"""The bytes of a CSV file come in, in any of the ways spreadsheet programs save them; a table goes out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from npgs_docs.batch.table import MOST_COLUMNS, Row, Table, table_of
from npgs_docs.errors import Cell, InputError, Problem, Severity, Where

_DELIMITERS = ",;\t"
_SEPARATOR = re.compile(r"sep=([^\"\s]|\t|)\r?", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def csv_table(file: str, data: bytes) -> Table:
    """The table of a CSV file: UTF-8, UTF-16 or Windows-1252; commas, semicolons or tabs. Raises InputError."""
    text, notes = _decoded(file, data)
    first, _, rest = text.partition("\n")
    told = _SEPARATOR.fullmatch(first)  # a line that Excel writes for itself
    text, skipped = (rest, 1) if told else (text, 0)
    delimiter = (told[1] if told else "") or _delimiter(text)
    return table_of(file, "", _rows(file, text, delimiter, skipped), notes)


def _decoded(file: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    try:
        return _without_null(file, data.decode(encoding)), ()
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        hint = "Save it as CSV UTF-8 (in Excel: Save As, CSV UTF-8)."
        raise InputError(
            [Problem("encoding", "this is not text in a known encoding", Where(file), hint=hint)]
        ) from None
    message = "read as Windows-1252, because it is not UTF-8"
    hint = f"{_seen(text)}If letters are wrong, save the file as CSV UTF-8 (in Excel: Save As, CSV UTF-8)."
    return _without_null(file, text), (Problem("encoding", message, Where(file), hint=hint, severity=Severity.WARNING),)


def _seen(text: str) -> str:
    """Some words whose letters show whether the encoding was guessed right."""
    words = dict.fromkeys(word for word in re.findall(r"[^\s,;\"]+", text) if not word.isascii())
    return f"Look at these words: {', '.join(list(words)[:3])}. " if words else ""


def _without_null(file: str, text: str) -> str:
    if "\0" in text:
        raise InputError(
            [Problem("file-kind", "this is not a text file", Where(file), hint="Give a CSV or XLSX file.")]
        )
    return text


def _delimiter(text: str) -> str:
    """What parts the cells of the head: keys hold none of the three."""
    head = next((line for line in text.splitlines() if line.strip(f' "{_DELIMITERS}')), "")
    return max(_DELIMITERS, key=head.count)


def _rows(file: str, text: str, delimiter: str, skipped: int) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, line = skipped, 1
    while True:
        line = reader.line_num + 1 + skipped
        number += 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            hint = "Look at the quotation marks: each needs its end, and one inside a cell is written twice."
            raise InputError(
                [Problem("csv", f"cannot be read as CSV: {error}", Where(file, line), hint=hint)]
            ) from None
        if cells is None:
            return
        yield _row(file, number, cells)


def _row(file: str, number: int, cells: list[str]) -> Row:
    if len(cells) > MOST_COLUMNS:
        raise InputError([Problem("roster-size", f"{len(cells):,} columns", Cell(file, number))])
    texts = tuple(cell.strip() for cell in cells)
    problems = tuple(
        formula_problem(Cell(file, number, at), text) for at, text in enumerate(texts, start=1) if text.startswith("=")
    )
    return Row(number, texts, problems)


def formula_problem(where: Cell, text: str) -> Problem:
    hint = "Copy the column and paste it as values."
    return Problem("formula", f"a formula stands where a value should be: {text[:40]}", where, hint=hint)
