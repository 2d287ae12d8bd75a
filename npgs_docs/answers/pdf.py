"""The form of a PDF in, its answers out. Values count (/V), never what is drawn: programs draw late or not at all."""

from __future__ import annotations

from collections.abc import Iterator

from npgs_docs.answers import Answer, Value, one_kind_of_line_end
from npgs_docs.verify.pdf.form import FieldKind, FormField
from npgs_docs.verify.pdf.reading import open_pdf

_OFF = ("Off", "")


def read(name: str, data: bytes) -> Iterator[Answer]:
    """Raises InputError where the file cannot be opened."""
    with open_pdf(name, data) as file:
        for field in file.fields:
            if field.kind not in (FieldKind.BUTTON, FieldKind.UNKNOWN):
                yield Answer(field.name, field.label, field.kind.value, _value(field))


def _value(field: FormField) -> Value:
    first = field.value[0] if field.value else ""
    match field.kind:
        case FieldKind.BOX:
            return first not in _OFF
        case FieldKind.RADIO:
            return "" if first in _OFF else first
        case FieldKind.CHOICE if len(field.value) > 1:
            return field.value
        case _:
            return one_kind_of_line_end(first)
