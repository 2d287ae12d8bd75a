"""The form of a PDF in; its fields with names, labels, kinds, values and widgets out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pikepdf

from npgs_docs.verify.pdf.objects import array, dictionary, known_by, text, whole

_DEEPEST = 50
_RADIO, _PUSH = 1 << 15, 1 << 16
_SKIPPED = 1 << 1  # hidden


class FieldKind(StrEnum):
    TEXT = "text"
    BOX = "box"
    RADIO = "radio"
    CHOICE = "choice"
    SIGNATURE = "signature"
    BUTTON = "button"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class FormField:
    """One field. `name` is the whole name (``V1-S3.yes``), `label` its tooltip or "".

    `value` holds what was entered: words, the state of a box, or several choices.
    """

    name: str
    label: str
    kind: FieldKind
    value: tuple[str, ...]
    entries: Any
    widgets: tuple[Any, ...] = field(default=())


def read_form(root: Any) -> list[FormField]:
    """Every field in the order of the form."""
    form = dictionary(root, "/AcroForm")
    seen: set[Any] = set()
    return [found for one in array(form, "/Fields") for found in _fields(one, "", (), seen)]


def _fields(entries: Any, above: str, parents: tuple[Any, ...], seen: set[Any]) -> Iterator[FormField]:
    key = known_by(entries) if isinstance(entries, pikepdf.Dictionary) else None
    if key is None or key in seen or len(parents) > _DEEPEST:
        return
    seen.add(key)
    own = text(entries, "/T")
    name = f"{above}.{own}" if above and own else above or own
    kids = [kid for kid in array(entries, "/Kids") if isinstance(kid, pikepdf.Dictionary)]
    named = [kid for kid in kids if "/T" in kid]
    if named:
        for kid in named:
            yield from _fields(kid, name, (entries, *parents), seen)
        return
    line = (entries, *parents)
    kind = _kind(line)
    label = next((words for one in (*line, *kids) if (words := text(one, "/TU").strip())), "")
    yield FormField(name, label, kind, _value(line, kind), entries, tuple(kids) or (entries,))


def inherited(line: tuple[Any, ...], key: str) -> Any:
    return next((one[key] for one in line if key in one), None)


def _kind(line: tuple[Any, ...]) -> FieldKind:
    flags = inherited(line, "/Ff")
    bits = int(flags) if flags is not None else 0
    match str(inherited(line, "/FT")):
        case "/Tx":
            return FieldKind.TEXT
        case "/Ch":
            return FieldKind.CHOICE
        case "/Sig":
            return FieldKind.SIGNATURE
        case "/Btn":
            return FieldKind.BUTTON if bits & _PUSH else FieldKind.RADIO if bits & _RADIO else FieldKind.BOX
        case _:
            return FieldKind.UNKNOWN


def _value(line: tuple[Any, ...], kind: FieldKind) -> tuple[str, ...]:
    value = inherited(line, "/V")
    if value is None or kind in (FieldKind.BUTTON, FieldKind.UNKNOWN):
        return ()
    if kind is FieldKind.SIGNATURE:
        return ("signed",)
    if isinstance(value, pikepdf.Stream):
        return (_rich(value),)
    parts = value if isinstance(value, pikepdf.Array) else [value]
    return tuple(str(part).removeprefix("/") if isinstance(part, pikepdf.Name) else str(part) for part in parts)


def _rich(stream: Any) -> str:
    """A value too long for a string is kept in a stream, in one of the two encodings of text."""
    data: bytes = stream.read_bytes()
    return str(pikepdf.String(data))


def seen_by_readers(annotation: Any) -> bool:
    return not whole(annotation, "/F") & _SKIPPED
