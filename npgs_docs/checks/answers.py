"""A profile in, a reading out: one passage for each value, with its key and its line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from npgs_docs.checks.reading import Anchor, Form, Kind, Passage, Reading, Role
from npgs_docs.profile import Loaded
from npgs_docs.source import Source, dotted


def read_profile(loaded: Loaded) -> Reading:
    """The profile as it was written, without what was left out."""
    passages = tuple(_passages(loaded.source.value, (), loaded.source))
    name = loaded.source.file
    return Reading(name, Kind.PROFILE, loaded.profile.organization.legal_name, passages, Form.YAML)


def _passages(value: Any, path: tuple[str | int, ...], source: Source) -> Iterator[Passage]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from _passages(inner, (*path, key), source)
        case list() | tuple():
            for number, inner in enumerate(value):
                yield from _passages(inner, (*path, number), source)
        case None:
            return
        case _:
            where = source.where(path)
            anchor = Anchor(line=where.line, column=where.column)
            yield Passage(str(value), Role.FIELD, path=(dotted(path),), row=dotted(path), anchors=(anchor,))
