"""Form parts: fields and choices on a grid of twelve columns, and lists of boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from npgs_docs.document import Choice, Field, FieldKind, Fields, Run, Ticks
from npgs_docs.render.grid import TWELVE, rows_of_twelve, share_of
from npgs_docs.render.pdf.boxes import Box, Cell, Row, Text
from npgs_docs.render.pdf.lines import break_lines
from npgs_docs.render.pdf.places import Tickable, WritingPlace, options, ticked
from npgs_docs.render.pdf.setting import Setting
from npgs_docs.render.pdf.sheet import stroke
from npgs_docs.render.pdf.tags import BOXES, Elem

_GUTTER = 14.0
_LABEL_SPACE = 1.0
_CHOICE_SPACE = 5.0
_ROW_SPACE = 9.0
_BLOCK_SPACE = 14.0
_TICK_SPACE = 5.0
_FIELD_RULE = 0.75


def fields(setting: Setting, block: Fields, parent: Elem, width: float) -> Iterator[Box]:
    rows = list(rows_of_twelve(block.fields, setting.style))
    for at, row in enumerate(rows):
        after = _BLOCK_SPACE if at == len(rows) - 1 else _ROW_SPACE
        before = _TICK_SPACE if at else _ROW_SPACE
        yield _row(setting, row, parent, width, before * setting.pace, after * setting.pace)


def ticks(setting: Setting, block: Ticks, parent: Elem, width: float) -> Iterator[Box]:
    group = parent.add("L", BOXES)
    for at, option in enumerate(block.options):
        one = Tickable(option.name, option.label, option.label)
        after = _BLOCK_SPACE if at == len(block.options) - 1 else _TICK_SPACE
        cells = ticked(setting, one, group.add("LI"), width, "item")
        yield Row(cells, before=_TICK_SPACE * setting.pace, after=after * setting.pace, whole=True)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One entry of a row: its label, and under it where the answer goes."""

    right: float
    label: Text
    place: WritingPlace | Row


def _row(
    setting: Setting, entries: Sequence[Field | Choice], parent: Elem, width: float, before: float, after: float
) -> Row:
    """Labels share a top line, and what is written shares a bottom line."""
    parts = list(_parts(setting, entries, parent, width))
    labels = max(part.label.height for part in parts) + _LABEL_SPACE
    room = max(part.place.height for part in parts)
    cells = [Cell(part.right, part.label) for part in parts]
    cells += [Cell(part.right, part.place, labels + _down(part.place, room)) for part in parts]
    return Row(cells, before=before, after=after, whole=True)


def _down(place: WritingPlace | Row, room: float) -> float:
    spare = room - place.height
    return spare if isinstance(place, WritingPlace) else max(spare / 2, _CHOICE_SPACE)


def _parts(setting: Setting, entries: Sequence[Field | Choice], parent: Elem, width: float) -> Iterator[_Part]:
    unit = (width + _GUTTER) / TWELVE
    used = 0
    for one in entries:
        share = share_of(one, setting.style)
        yield _part(setting, one, parent.add("Div"), unit * used, unit * share - _GUTTER)
        used += share


def _part(setting: Setting, one: Field | Choice, group: Elem, right: float, width: float) -> _Part:
    label = _label(setting, one, group, width)
    match one:
        case Field():
            return _Part(right, label, _place(setting, one, group, width))
        case Choice():
            choices = [Tickable(each.name, each.label, f"{one.label}: {each.label}") for each in one.options]
            return _Part(right, label, options(setting, choices, group, width, "cell"))


def _label(setting: Setting, one: Field | Choice, group: Elem, width: float) -> Text:
    spans = setting.spans((Run(one.label),), "label")
    if isinstance(one, Field) and one.hint:
        spans += setting.spans((Run(f"\u00a0 {one.hint}"),), "small")
    look = setting.voice("label")
    return Text(group.add("P"), break_lines(spans, width), width, look.size, look.leading)


def _place(setting: Setting, field: Field, group: Elem, width: float) -> WritingPlace:
    style = setting.style
    notes = field.kind is FieldKind.NOTES
    pen = stroke(style.rule, style.hairline) if notes else stroke(style.text, _FIELD_RULE)
    pitch = style.signature if field.kind is FieldKind.SIGNATURE else style.line_pitch
    lines = max(field.lines, 1) if notes else 1
    typed = setting.voice("body").size
    return WritingPlace(group.add("Form"), field.name, field.label, width, pitch, lines, pen, typed)
