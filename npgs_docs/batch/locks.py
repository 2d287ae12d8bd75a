"""What a state locked and what an agency rewrote come in; refusals with their place, and the list of deviations, go out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from npgs_docs.errors import Problem, Where
from npgs_docs.library import Library
from npgs_docs.profile import Loaded
from npgs_docs.profile.policy import Form
from npgs_docs.source import KeyPath, Plain, Source, dotted

CLAUSES: KeyPath = ("policy", "clauses")
LOCKED: KeyPath = ("policy", "locked")
FORM: KeyPath = ("policy", "form")
_SHORT = Form.SHORT.value


@dataclass(frozen=True, slots=True)
class Deviation:
    """An open clause that an agency words in its own way."""

    clause: str
    title: str
    reason: str
    approver: str


def lock_problems(source: Source, base: Source | None, library: Library) -> Iterator[Problem]:
    """Every locked clause that an agency rewords or leaves out, and every try to change the locks, whatever else is wrong."""
    if base is None:
        return
    locked = set(_texts(_at(base, LOCKED)))
    for id in _own_clauses(source, base):
        if id in locked:
            path = (*CLAUSES, id)
            hint = f"Take its wording out here, or ask the authority that wrote {base.file} to open the clause."
            yield Problem("locked", "this clause is locked", _place(source, path), dotted(path), hint)
    if _at(source, LOCKED) != _at(base, LOCKED):
        hint = f"Only {base.file} can lock clauses."
        yield Problem("locked", "an agency cannot change the locks", _place(source, LOCKED), dotted(LOCKED), hint)
    yield from _left_out(source, base, library)


def _left_out(source: Source, base: Source, library: Library) -> Iterator[Problem]:
    """An agency that takes the short form, which the base does not, and so loses clauses that are locked."""
    if _at(base, FORM) == _SHORT or _at(source, FORM) != _SHORT:
        return
    locked = set(_texts(_at(base, LOCKED)))
    lost = [clause.id for clause in library.clauses if clause.id in locked and not clause.short]
    if lost:
        are = "is locked and does" if len(lost) == 1 else "are locked and do"
        message = f"{' and '.join(lost)} {are} not stand in a short policy"
        hint = f"Write {dotted(FORM)}: full, or ask the authority that wrote {base.file} to open {' and '.join(lost)}."
        yield Problem("locked", message, _place(source, FORM), dotted(FORM), hint)


def deviations(loaded: Loaded, base: Source | None, library: Library) -> tuple[Deviation, ...]:
    """The open clauses that an agency words otherwise than the base, with its reason and the role that approved."""
    own = set(_own_clauses(loaded.source, base)) if base else set(loaded.profile.policy.clauses)
    clauses = loaded.profile.policy.clauses
    return tuple(
        Deviation(clause.id, clause.title, clauses[clause.id].reason, clauses[clause.id].approver)
        for clause in library.clauses
        if clause.id in own and clause.id in clauses
    )


def _own_clauses(source: Source, base: Source) -> Iterator[str]:
    """The clauses of the agency that are not, word for word, the base's."""
    before, clauses = _at(base, CLAUSES), _at(source, CLAUSES)
    for id, clause in clauses.items() if isinstance(clauses, dict) else ():
        if not isinstance(before, dict) or before.get(id) != clause:
            yield id


def _at(source: Source, path: KeyPath) -> Plain:
    value = source.value
    for step in path:
        value = value.get(str(step)) if isinstance(value, dict) else None
    return value


def _texts(value: Plain) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _place(source: Source, path: KeyPath) -> Where:
    """The first place below `path` that the agency's own file has, else that of the key."""
    below = [where for one, where in source.places.items() if one[: len(path)] == path]
    own = [where for where in below if where.file == source.file]
    return next(iter(own), source.key(path))
