"""A roster comes in; the agencies that can be made, and every problem of all the others, go out before anything is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from npgs_docs.batch.ingredients import Ingredients
from npgs_docs.batch.locks import Deviation, deviations, lock_problems
from npgs_docs.batch.roster import NAME, Roster
from npgs_docs.batch.task import Order, Task, bug_problem, digest
from npgs_docs.catalog import document_codes
from npgs_docs.clauses import unknown_clauses
from npgs_docs.errors import Cell, InputError, NpgsError, Problem, Where, visible
from npgs_docs.letterhead import notes_on
from npgs_docs.library import load_library
from npgs_docs.locations import content_folder
from npgs_docs.output import folder_name
from npgs_docs.pipeline import prepare
from npgs_docs.profile import Loaded, loaded_profile
from npgs_docs.source import Plain, Source, dotted

Count = Callable[[int, int], None]
Taken = Callable[[str, str], Problem | None]


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency whose row is in order. `at` is its number in the roster, `digest` the hash of all that goes into it, `notes`
    what its people should know of their Word template."""

    at: int
    name: str
    folder: str
    digest: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An agency without a packet, by its name and its place in the roster, and why. `at` is its number in the roster, `folder`
    the one that its packet would have."""

    name: str
    problems: tuple[Problem, ...]
    at: int = 0
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A roster that was read whole, and what its packets will be made from."""

    agencies: tuple[Agency, ...]
    failures: tuple[Failure, ...]
    made_from: Ingredients


def check(
    roster: Roster, order: Order, count: Count = lambda done, total: None, taken: Taken = lambda folder, name: None
) -> Checked:
    """Hold every row against everything that can be known before a document is made.

    `taken` says what is to be said where a folder cannot be had. Raises InputError for `only`.
    """
    _refuse_unknown_documents(order)
    ingredients = order.ingredients()
    rows = []
    for at in range(len(roster)):
        count(at, len(roster))
        rows.append(_row(roster, order, ingredients, at))
    found = _not_twice(roster, [_not_taken(roster, row, taken) for row in rows])
    failures = (Failure(_who(roster, row), row.problems, row.at, row.folder) for row in found if row.problems)
    kept = tuple(row.agency for row in found if row.agency and not row.problems)
    return Checked(kept, tuple(failures), ingredients)


def task_of(roster: Roster, agency: Agency) -> Task:
    """The agency's packet as work to be done. Raises NpgsError where a file changed since the check."""
    loaded, problems = _loaded(roster, agency.at, roster.read(agency.at))
    if loaded is None or problems:
        raise InputError(problems)
    return Task(agency.folder, agency.digest, loaded, _deviations(roster, loaded))


def _refuse_unknown_documents(order: Order) -> None:
    codes = document_codes()
    hint = f"The documents are: {', '.join(codes)}"
    unknown = [
        Problem("document", f'there is no document "{one}"', hint=hint) for one in order.only if one not in codes
    ]
    if unknown:
        raise InputError(unknown)


# --- one row ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it was found: the name and the folder that it asks for, whatever is wrong with it, and its agency if nothing is."""

    at: int
    name: str
    folder: str
    problems: tuple[Problem, ...] = ()
    agency: Agency | None = None


def _row(roster: Roster, order: Order, ingredients: Ingredients, at: int) -> _Row:
    """One row, with every problem of it; our own mistakes are problems as well, so that the other rows are told."""
    try:
        return _looked_at(roster, order, ingredients, at)
    except Exception as error:
        row = _named(roster, at, roster.names[at])
        return replace(row, problems=(replace(bug_problem(error), where=roster.where[at]),))


def _looked_at(roster: Roster, order: Order, ingredients: Ingredients, at: int) -> _Row:
    try:
        source = roster.read(at)
    except NpgsError as error:
        problems = (*roster.faults(at), *(roster.placed(at, one) for one in error.problems))
        return replace(_named(roster, at, roster.names[at]), problems=problems)
    loaded, problems = _loaded(roster, at, source)
    if loaded is None:
        return replace(_named(roster, at, _name_in(source)), problems=problems)
    row = _named(roster, at, loaded.profile.organization.legal_name)
    try:
        packet = prepare(order.request(loaded))
    except NpgsError as error:
        return replace(row, problems=(*problems, *(roster.placed(at, one) for one in error.problems)))
    own = _deviations(roster, loaded)
    agency = Agency(at, row.name, row.folder, digest(ingredients, loaded, row.folder, own), notes_on(packet))
    return replace(row, problems=problems, agency=agency)


def _named(roster: Roster, at: int, name: str) -> _Row:
    asked = roster.folders[at] or name
    return _Row(at, name, folder_name(asked) if asked else "")


def _name_in(source: Source) -> str:
    value: Plain = source.value
    for step in NAME:
        value = value.get(str(step)) if isinstance(value, dict) else None
    return value.strip() if isinstance(value, str) else ""


def _loaded(roster: Roster, at: int, source: Source) -> tuple[Loaded | None, tuple[Problem, ...]]:
    """One agency's profile, if there is one, and every problem of its values and of the clauses that it rewords."""
    faults = roster.faults(at)
    library = load_library(content_folder())
    loaded, problems = None, [*lock_problems(source, roster.base, library)]
    try:
        loaded = loaded_profile(source)
    except NpgsError as error:
        problems = [*error.problems, *problems, *unknown_clauses(source, library)]
    places = {fault.where for fault in faults}
    placed = (roster.placed(at, one) for one in problems)
    return loaded, (*faults, *(one for one in placed if one.where not in places))


def _deviations(roster: Roster, loaded: Loaded) -> tuple[Deviation, ...]:
    return deviations(loaded, roster.base, load_library(content_folder()))


# --- names --------------------------------------------------------------------------------------------------------


def _not_taken(roster: Roster, row: _Row, taken: Taken) -> _Row:
    """The row, with what is in the way of its folder."""
    problem = taken(row.folder, row.name) if row.folder else None
    if problem is None:
        return row
    problem = replace(problem, where=roster.where[row.at], path=dotted(NAME))
    return replace(row, problems=(*row.problems, problem))


def _not_twice(roster: Roster, rows: Sequence[_Row]) -> list[_Row]:
    """The rows, with a problem for each whose folder or agency another row has as well: nobody can say which is meant."""
    same: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for row in rows:
        if row.folder:
            same["folder", row.folder].append(row)
        if row.name and roster.one_folder_each:
            same["name", " ".join(row.name.casefold().split())].append(row)
    problems: dict[int, tuple[Problem, ...]] = defaultdict(tuple)
    for group in same.values():
        for row in group if len(group) > 1 else ():
            problems[row.at] = problems[row.at] or (_collision(roster, row, group),)
    return [replace(row, problems=(*row.problems, *problems.get(row.at, ()))) for row in rows]


def _collision(roster: Roster, one: _Row, group: Sequence[_Row]) -> Problem:
    others = [other for other in group[:4] if other is not one][:3]
    places = "; ".join(_place(roster.where[other.at]) for other in others)
    twice = all(other.name == one.name for other in others)
    message = f'"{one.name}" is there twice' if twice else f'the folder "{one.folder}" would hold two packets'
    hint = "Remove one of them, or give each its own name in a column called folder."
    if roster.one_folder_each:
        hint = "Remove one of the files, or write what tells the two agencies apart into their names."
    return Problem("duplicate", f"{message} (see {places})", roster.where[one.at], dotted(NAME), hint)


def _who(roster: Roster, row: _Row) -> str:
    """An agency that has no packet by its name and its place; some have no name."""
    place = _place(roster.where[row.at])
    return f"{visible(row.name)} ({place})" if row.name else place


def _place(where: Where) -> str:
    return f"row {where.line}" if isinstance(where, Cell) else Path(where.file).name
