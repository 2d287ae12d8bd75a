"""A roster (CSV, XLSX or a folder of profiles) over a base profile comes in; one source per agency goes out, on demand."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from npgs_docs.batch.layering import Given, leaf_places, with_profile, with_row
from npgs_docs.batch.table import Row, Table, read_table
from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.profile import Profile
from npgs_docs.reference import profile_keys
from npgs_docs.source import KeyPath, Source, dotted, read_source, undotted
from npgs_docs.validation import field_at

OVERLAY = "overlay.yaml"
"""What stands beside profiles and is none."""
NAME: KeyPath = ("organization", "legal_name")
FOLDER = "folder"
"""The one column that is no key of a profile: the name of the agency's folder."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Agencies by number from 0. `read` gives the source of one (raises InputError), `folders` the names asked for, `names`
    those of the agencies as far as a table has them. `one_folder_each` is true where folders are told apart by the names of
    files, which nobody chose to tell agencies apart.

    `faults` are the cells that hold no plain value, `placed` moves a problem to where the user can mend it. Only what was typed is held, so ten thousand are light.
    """

    where: tuple[Where, ...]
    read: Callable[[int], Source]
    folders: tuple[str, ...]
    names: tuple[str, ...]
    faults: Callable[[int], tuple[Problem, ...]]
    placed: Callable[[int, Problem], Problem]
    base: Source | None = None
    notes: tuple[Problem, ...] = ()
    one_folder_each: bool = False

    def __len__(self) -> int:
        return len(self.where)


def read_roster(path: Path, base: Path | None = None, sheet: str | None = None) -> Roster:
    """The roster at `path`. Raises InputError with every problem of its form and of the base."""
    shared = read_source(base) if base else None
    if shared and not isinstance(shared.value, dict):
        raise InputError([Problem("not-a-profile", "this is not a profile", Where(shared.file, 1))])
    return _folder_roster(path, shared, base) if path.is_dir() else _table_roster(read_table(path, sheet), shared)


# --- a folder of profiles ----------------------------------------------------------------------------------------


def _folder_roster(folder: Path, base: Source | None, base_path: Path | None) -> Roster:
    named = (path for path in sorted(folder.iterdir()) if path.suffix.lower() in {".yaml", ".yml"})
    own = [path for path in named if path.name.lower() != OVERLAY and path.is_file()]
    paths = tuple(path for path in own if base_path is None or path.resolve() != base_path.resolve())
    if not paths:
        hint = "Put one profile for each agency into it; their names end in .yaml."
        raise InputError([Problem("roster-empty", "no profile is in this folder", Where(str(folder)), hint=hint)])
    return Roster(
        where=tuple(Where(str(path)) for path in paths),
        read=lambda at: with_profile(base, read_source(paths[at])),
        folders=tuple(path.stem for path in paths),
        names=("",) * len(paths),
        faults=lambda at: (),
        placed=lambda at, problem: _of_the_base(base, read_source(paths[at]), problem),
        base=base,
        one_folder_each=True,
    )


# --- a table -----------------------------------------------------------------------------------------------------


def _table_roster(table: Table, base: Source | None) -> Roster:
    columns = _columns(table)
    names = dict(columns)
    folder = next((at for at, path in columns if path == (FOLDER,)), None)
    by_path = {path: at for at, path in columns}

    def read(at: int) -> Source:
        row = table.rows[at]
        return with_row(base, table.where(row), _given(table, row, columns))

    return Roster(
        where=tuple(table.where(row) for row in table.rows),
        read=read,
        folders=tuple(_cell(row, folder) for row in table.rows),
        names=tuple(_cell(row, by_path.get(NAME)) for row in table.rows),
        faults=lambda at: (*table.rows[at].problems, *_overflow(table, table.rows[at], names)),
        placed=lambda at, problem: _placed(table, table.rows[at], by_path, base, problem),
        base=base,
        notes=table.notes,
    )


def _given(table: Table, row: Row, columns: tuple[tuple[int, KeyPath], ...]) -> Iterator[Given]:
    faulty = {problem.where.column for problem in row.problems if problem.where}
    for at, path in columns:
        if path != (FOLDER,) and at + 1 not in faulty and (text := _cell(row, at)):
            yield Given(path, text, table.where(row, at))


def _cell(row: Row, at: int | None) -> str:
    return row.cells[at] if at is not None and at < len(row.cells) else ""


def _overflow(table: Table, row: Row, names: dict[int, KeyPath]) -> Iterator[Problem]:
    """Values to the right of the last column that has a name, or below an empty one."""
    for at, text in enumerate(row.cells):
        if text and at not in names:
            hint = "Name the column in the head; a text that holds the separator needs quotation marks."
            yield Problem("roster-column", "a value stands in a column without a name", table.where(row, at), hint=hint)


def _columns(table: Table) -> tuple[tuple[int, KeyPath], ...]:
    """The key path of every column that has a name. Raises InputError with every column that names no key."""
    named = [(at, name) for at, name in enumerate(table.head.cells) if name]
    columns = tuple((at, undotted(name)) for at, name in named)
    if above := _above_the_head(table):
        raise InputError([above])
    problems = [*table.head.problems]
    problems += [problem for at, name in named if (problem := _unknown(table, at, name))]
    problems += _twice(table, columns)
    if problems:
        raise InputError(problems)
    return columns


def _above_the_head(table: Table) -> Problem | None:
    """A title stands where the head should be, and the head below it."""
    if any(undotted(name) == (FOLDER,) or _is_key(name) for name in table.head.cells):
        return None
    head = next((row for row in table.rows[:20] if sum(map(_is_key, row.cells)) > 1), None)
    if head is None:
        return None
    hint = f"The keys stand in row {head.number}. Delete the rows above it."
    return Problem("roster-head", "the first row names no key of a profile", table.where(table.head), hint=hint)


def _is_key(name: str) -> bool:
    path = undotted(name)
    return len(path) > 1 and dotted(path) == name and field_at(Profile, path) is not None


def _near(name: str) -> str:
    """The key that a column's name may stand for, by the whole of it or, for plain words, by its last part."""
    known = [*(key.path.replace("[]", "[1]") for key in profile_keys()), FOLDER]
    if near := difflib.get_close_matches(name, known, n=1):
        return near[0]
    last = {key.rpartition(".")[2]: key for key in reversed(known)}
    found = difflib.get_close_matches("_".join(name.lower().split()), last, n=1, cutoff=0.8)
    return last[found[0]] if found else ""


def _unknown(table: Table, at: int, name: str) -> Problem | None:
    path = undotted(name)
    if path == (FOLDER,) or _is_key(name):
        return None
    if len(path) > 1 and dotted(path) == name and isinstance(path[-1], int) and field_at(Profile, path[:-1]):
        return None
    near = _near(name)
    told = "Name the column by its key, for example organization.legal_name; docs/batch.md tells which ones are needed."
    hint = f"Did you mean {near}?" if near else told
    return Problem("roster-column", f'"{name}" is no key of a profile', table.where(table.head, at), hint=hint)


def _twice(table: Table, columns: tuple[tuple[int, KeyPath], ...]) -> Iterator[Problem]:
    """Columns with the same key, or with a key inside another's."""
    counts = Counter(path for _, path in columns)
    for at, path in columns:
        inner = next((path[:depth] for depth in range(1, len(path)) if path[:depth] in counts), None)
        if counts[path] > 1 or inner:
            message = f"this key is also inside the column {dotted(inner)}" if inner else "this key has two columns"
            hint = "Keep one of them."
            yield Problem("roster-column", message, table.where(table.head, at), dotted(path), hint)


# --- places and hints that only a table has ----------------------------------------------------------------------

_DAY_WITH_STROKES = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}")
_FIRST_DAY = date(1899, 12, 30)
_LIKELY_DAYS = range(20_000, 80_000)


def _placed(table: Table, row: Row, by_path: dict[KeyPath, int], base: Source | None, problem: Problem) -> Problem:
    """A missing value is missing in its cell, what is wrong with a section is told at its first cell that has something in
    it, and what no column says is a matter of the base, or of a column that is not there."""
    path = undotted(problem.path) if problem.path else ()
    column = by_path.get(path)
    if column is not None:
        return _at_cell(table, row, column, problem)
    if not path or any(_touch(path, other) for other in by_path):
        below = (at for one, at in by_path.items() if path and one[: len(path)] == path and _cell(row, at))
        first = next(below, None) if problem.where == table.where(row) else None
        return problem if first is None else replace(problem, where=table.where(row, first))
    if problem.id == "missing":
        message = "is missing in every row: no column has it, and no base profile"
        return replace(problem, where=Where(table.file), message=message)
    return replace(problem, where=base.where(path)) if base else problem


def _touch(one: KeyPath, other: KeyPath) -> bool:
    """Whether one of two paths is inside the other."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _at_cell(table: Table, row: Row, column: int, problem: Problem) -> Problem:
    """A problem of one cell; a number in the place of a date is a date that lost its format."""
    text = _cell(row, column)
    if problem.id.startswith("date-") and re.fullmatch("[0-9]{5}", text) and int(text) in _LIKELY_DAYS:
        day = _FIRST_DAY + timedelta(days=int(text))
        hint = f"A spreadsheet keeps {day} as this number. Format the column as a date, or type {day}."
        problem = replace(problem, hint=hint)
    elif problem.id.startswith("date-") and _DAY_WITH_STROKES.fullmatch(text):
        how = "In Excel: Format Cells, Custom, yyyy-mm-dd; or save the roster as .xlsx."
        problem = replace(problem, hint=f"{problem.hint} {how}")
    return replace(problem, where=table.where(row, column)) if problem.id == "missing" else problem


def _of_the_base(base: Source | None, own: Source, problem: Problem) -> Problem:
    """A problem of a section that an agency's own profile does not touch is the base's, wherever it was seen."""
    path = undotted(problem.path) if problem.path else ()
    if base is None or not path or problem.id == "missing" or any(_touch(path, one) for one in leaf_places(own) if one):
        return problem
    return replace(problem, where=base.where(path))
