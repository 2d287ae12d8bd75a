"""A roster comes in; the agencies that can be made, and every problem of all the others, go out before anything is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from npgs_docs.batch.locks import Deviation, deviations, lock_problems
from npgs_docs.batch.roster import Roster
from npgs_docs.batch.task import Order, Task, digest
from npgs_docs.catalog import document_codes
from npgs_docs.errors import Cell, InputError, NpgsError, Problem, Where
from npgs_docs.letterhead import notes_on
from npgs_docs.library import load_library
from npgs_docs.locations import content_folder
from npgs_docs.output import folder_name
from npgs_docs.pipeline import prepare
from npgs_docs.profile import Loaded, loaded_profile

Count = Callable[[int, int], None]


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
    """An agency without a packet, by its name or its place in the roster, and why. `at` is its number in the roster."""

    name: str
    problems: tuple[Problem, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """A roster that was read whole."""

    agencies: tuple[Agency, ...]
    failures: tuple[Failure, ...]


def check(roster: Roster, order: Order, count: Count = lambda done, total: None) -> Checked:
    """Hold every row against everything that can be known before a document is made. Raises InputError for `only`."""
    _refuse_unknown_documents(order)
    ingredients = order.ingredients()
    agencies, failures = [], {}
    for at in range(len(roster)):
        count(at, len(roster))
        try:
            agencies.append(_agency(roster, order, ingredients, at))
        except NpgsError as error:
            failures[at] = error.problems
    failures.update(_collisions(roster, agencies))
    kept = tuple(one for one in agencies if one.at not in failures)
    names = {one.at: one.name for one in agencies}
    failed = (Failure(names.get(at) or _place(roster.where[at]), failures[at], at) for at in sorted(failures))
    return Checked(kept, tuple(failed))


def task_of(roster: Roster, agency: Agency) -> Task:
    """The agency's packet as work to be done. Raises NpgsError where a file changed since the check."""
    loaded, own = _loaded(roster, agency.at)
    return Task(agency.folder, agency.digest, loaded, own)


def _refuse_unknown_documents(order: Order) -> None:
    codes = document_codes()
    hint = f"The documents are: {', '.join(codes)}"
    unknown = [
        Problem("document", f'there is no document "{one}"', hint=hint) for one in order.only if one not in codes
    ]
    if unknown:
        raise InputError(unknown)


def _agency(roster: Roster, order: Order, ingredients: Mapping[str, Any], at: int) -> Agency:
    loaded, own = _loaded(roster, at)
    packet = prepare(order.request(loaded))
    name = loaded.profile.organization.legal_name
    folder = folder_name(roster.folders[at] or name)
    return Agency(at, name, folder, digest(ingredients, loaded, folder, own), notes_on(packet))


def _loaded(roster: Roster, at: int) -> tuple[Loaded, tuple[Deviation, ...]]:
    """One agency's profile and its deviations. Raises InputError with every problem of the row."""
    faults = roster.faults(at)
    try:
        loaded = loaded_profile(roster.read(at))
        problems = list(lock_problems(loaded, roster.base))
    except NpgsError as error:
        problems = [roster.placed(at, problem) for problem in error.problems]
    if faults or problems:
        places = {fault.where for fault in faults}
        raise InputError([*faults, *(one for one in problems if one.where not in places)])
    return loaded, deviations(loaded, roster.base, load_library(content_folder()))


# --- names --------------------------------------------------------------------------------------------------------


def _collisions(roster: Roster, agencies: list[Agency]) -> dict[int, tuple[Problem, ...]]:
    """Agencies whose folders would be one; none of them is made, because nobody can say which is meant."""
    same = defaultdict(list)
    for one in agencies:
        same[one.folder].append(one)
    return {
        one.at: (_collision(roster, one, [other for other in group if other is not one]),)
        for group in same.values()
        if len(group) > 1
        for one in group
    }


def _collision(roster: Roster, one: Agency, others: list[Agency]) -> Problem:
    places = "; ".join(_place(roster.where[other.at]) for other in others[:3])
    twice = all(other.name == one.name for other in others)
    message = f'"{one.name}" is there twice' if twice else f'the folder "{one.folder}" would hold two packets'
    hint = "Remove one of them, or give each its own name in a column called folder."
    path = "organization.legal_name"
    return Problem("duplicate", f"{message} (see {places})", roster.where[one.at], path, hint)


def _place(where: Where) -> str:
    return f"row {where.line}" if isinstance(where, Cell) else Path(where.file).name
