"""A shared base profile and one agency's own values come in; one source goes out, in which every value knows its place."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass

from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.source import KeyPath, Plain, Source, dotted

NOTHING = "~"
"""What an agency writes to take a value of the base away."""


@dataclass(frozen=True, slots=True)
class Given:
    """One value of an agency's own: the key path, the text, and where it stands."""

    path: KeyPath
    text: str
    where: Where


def with_row(base: Source | None, row: Where, given: Iterable[Given]) -> Source:
    """The base with the values of one row of a roster put in. Raises InputError where a list would have a gap."""
    source = _copy(base, row.file)
    source.places[()] = row
    problems = []
    for one in sorted(given, key=_items):
        try:
            _put(source, one)
        except _NoPlaceError as fault:
            problems.append(Problem("roster-path", str(fault), one.where, dotted(one.path), fault.hint))
    if problems:
        raise InputError(problems)
    return source


def with_profile(base: Source | None, own: Source) -> Source:
    """The base with an agency's own profile put in: key by key, lists as a whole."""
    if base is None or not isinstance(own.value, dict) or not isinstance(base.value, dict):
        return own
    places = {**leaf_places(base), **own.places}
    return Source(own.file, _over(base.value, own.value), places, {**base.keys, **own.keys})


def _over(base: Plain, own: Plain) -> Plain:
    if isinstance(base, dict) and isinstance(own, dict):
        return {**base, **{key: _over(base.get(key), value) for key, value in own.items()}}
    return own


def _copy(base: Source | None, file: str) -> Source:
    if base is None:
        return Source(file, {})
    return Source(file, copy.deepcopy(base.value), leaf_places(base), dict(base.keys))


def leaf_places(base: Source) -> dict[KeyPath, Where]:
    """The base's places without those of its sections: what is missing in a section is missing in the agency's row."""
    sections = {path[:depth] for path in base.places for depth in range(len(path))}
    return {path: where for path, where in base.places.items() if path not in sections}


def _items(given: Given) -> tuple[int, ...]:
    """What values are put in by: items of a list by their number, in whatever order their columns stand."""
    return tuple(step for step in given.path if isinstance(step, int))


# --- putting one value in ----------------------------------------------------------------------------------------


class _NoPlaceError(Exception):
    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def _put(source: Source, given: Given) -> None:
    """Set one text at its key path, making the sections on the way."""
    value = source.value
    for depth, step in enumerate(given.path[:-1]):
        empty: Plain = [] if isinstance(given.path[depth + 1], int) else {}
        value = _section(value, step, empty)
    _set(value, given.path[-1], None if given.text == NOTHING else given.text)
    source.places[given.path] = source.keys[given.path] = given.where


def _section(value: Plain, step: str | int, empty: Plain) -> Plain:
    """The section below `value`; an empty one where there is none, or one text stood in its place."""
    found = value.get(str(step)) if isinstance(value, dict) else None
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        found = value[step]
    if isinstance(found, dict | list) and type(found) is type(empty):
        return found
    _set(value, step, empty)
    return empty


def _set(value: Plain, step: str | int, new: Plain) -> None:
    match value, step:
        case dict(), str():
            value[step] = new
        case list(), int() if step < len(value):
            value[step] = new
        case list(), int() if step == len(value):
            value.append(new)
        case list(), int():
            raise _NoPlaceError(f"item {step + 1} is given, but item {step} is not", "Fill the items in their order.")
        case _:
            raise _NoPlaceError("another column has a value in this place", "Keep one of the two columns.")
