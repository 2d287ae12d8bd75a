"""Form parts: fields and choices on a grid of twelve columns, and lists of boxes to tick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil

from npgs_docs.document import Choice, Field, FieldKind, Fields, Option, Ticks
from npgs_docs.render.grid import TWELVE, rows_of_twelve, share_of
from npgs_docs.render.word.drawings import ruled_lines
from npgs_docs.render.word.paragraphs import TAB, Rule, Shape, run, styled
from npgs_docs.render.word.setting import Setting
from npgs_docs.render.word.styles import box_size
from npgs_docs.render.word.tables import Column, frame, margins, row, stays

GUTTER = 14.0
_LABEL_SPACE = 1.0
_ROW_SPACE = 9.0
_BLOCK_SPACE = 14.0
_TICK_SPACE = 5.0
_FIELD_RULE = 0.75
_OPTION_GAP = "\u00a0\u00a0"
_BETWEEN_OPTIONS = " \u2003 "
_ROOM = "\u00a0" * 8
_LETTER = 0.48


def fields(setting: Setting, block: Fields, width: float) -> Iterator[str]:
    """One table for the block: a row for each twelve twelfths, a cell for each entry."""
    rows = list(rows_of_twelve(block.fields, setting.style))
    edges = _edges(setting, rows)
    unit = (width + GUTTER) / TWELVE
    widths = [unit * (right - left) for left, right in pairwise(edges)]
    yield setting.above_table(_TICK_SPACE * setting.pace)
    made = [_row(setting, entries, edges, unit, last=at == len(rows) - 1) for at, entries in enumerate(rows)]
    yield frame("FieldGrid", "", widths, made, head=False)
    setting.table_ends(_BLOCK_SPACE * setting.pace)


def _edges(setting: Setting, rows: Sequence[Sequence[Field | Choice]]) -> list[int]:
    """Where cells begin or end in any row, in twelfths."""
    found = {0, TWELVE}
    for entries in rows:
        at = 0
        for entry in entries:
            at += share_of(entry, setting.style)
            found.add(at)
    return sorted(found)


def _row(setting: Setting, entries: Sequence[Field | Choice], edges: Sequence[int], unit: float, *, last: bool) -> str:
    """Labels share a top line, and what is written shares a bottom line."""
    keep = stays(setting, last=last)
    below = 0.0 if last else _ROW_SPACE * setting.pace
    widths = [unit * share_of(entry, setting.style) - GUTTER for entry in entries]
    tall = [_label_height(setting, entry, width) for entry, width in zip(entries, widths, strict=True)]
    room = max(_height(setting, entry) for entry in entries)
    columns, at = [], 0
    for entry, width, label in zip(entries, widths, tall, strict=True):
        spare = max(tall) - label + _LABEL_SPACE + room - _height(setting, entry)
        content = _label(setting, entry, spare, keep=keep) + _place(setting, entry, spare, width, keep=keep)
        end = at + share_of(entry, setting.style)
        columns.append(_column(edges, at, end, unit, below, content))
        at = end
    if at < TWELVE:
        columns.append(_column(edges, at, TWELVE, unit, below, setting.paragraph("Separator", "")))
    return row(columns, height=max(tall) + _LABEL_SPACE + room + below)


def _column(edges: Sequence[int], at: int, end: int, unit: float, below: float, content: str) -> Column:
    span = sum(at <= edge < end for edge in edges)
    return Column(unit * (end - at), content, span, margins(bottom=below, right=GUTTER))


def _label_height(setting: Setting, entry: Field | Choice, width: float) -> float:
    """Word measures letters when it opens a file; until then a letter is as wide as letters usually are."""
    look = setting.voice("label")
    words = f"{entry.label} {entry.hint}" if isinstance(entry, Field) else entry.label
    return look.leading * max(1, ceil(len(words) * look.size * _LETTER / width))


def _label(setting: Setting, entry: Field | Choice, spare: float, *, keep: bool) -> str:
    """Above notes the label leaves the room, because programs differ in where they hang a drawing in a space above."""
    after = spare if isinstance(entry, Field) and entry.kind is FieldKind.NOTES else None
    hint = run("\u00a0 ") + styled(entry.hint, "FieldHint") if isinstance(entry, Field) and entry.hint else ""
    return setting.paragraph("FieldLabel", run(entry.label) + hint, Shape(keep=keep, after=after))


def _height(setting: Setting, entry: Field | Choice) -> float:
    match entry:
        case Choice():
            return max(setting.style.box + _TICK_SPACE, box_size(setting.style))
        case Field(kind=FieldKind.NOTES):
            return setting.style.line_pitch * max(entry.lines, 1)
        case Field(kind=FieldKind.SIGNATURE):
            return setting.style.signature
        case Field():
            return setting.style.line_pitch


def _place(setting: Setting, entry: Field | Choice, spare: float, width: float, *, keep: bool) -> str:
    """Where the answer goes, `spare` points below its label."""
    match entry:
        case Choice():
            line = box_size(setting.style)
            above = spare / 2 + _height(setting, entry) - line
            shape = Shape(keep=keep, before=above, line=line, centred=True)
            return setting.paragraph("TableText", _options(setting, entry), shape)
        case Field(kind=FieldKind.NOTES):
            return _notes(setting, entry, width, keep=keep)
        case Field():
            above = spare + _height(setting, entry) - setting.voice("body").leading - _FIELD_RULE
            rule = Rule(_FIELD_RULE, setting.style.text)
            shape = Shape(keep=keep, before=max(above, 0), rules={"bottom": rule})
            return setting.paragraph("FieldEntry", _control(setting, entry), shape)


def _control(setting: Setting, entry: Field) -> str:
    if entry.kind is FieldKind.DATE:
        return setting.controls.date(entry.name, entry.label, room=_ROOM)
    several = entry.kind is FieldKind.NOTES and entry.lines > 1
    return setting.controls.writing(entry.name, entry.label, several=several, room=_ROOM)


def _notes(setting: Setting, entry: Field, width: float, *, keep: bool) -> str:
    """Lines to write on, drawn behind the words, so that typed words stand on them too; the row leaves room for all."""
    pitch, lines = setting.style.line_pitch, max(entry.lines, 1)
    setting.drawings += 1
    drawing = ruled_lines(setting.drawings, width, pitch, lines, setting.style)
    shape = Shape(keep=keep, line=pitch)
    return setting.paragraph("FieldEntry", drawing + _control(setting, entry), shape)


def _options(setting: Setting, choice: Choice) -> str:
    return options(
        setting, [(option.name, option.label, f"{choice.label}: {option.label}") for option in choice.options]
    )


def options(setting: Setting, choices: Sequence[tuple[str, str, str]]) -> str:
    """Boxes with their words one after the other, as runs: name, words, and what a screen reader says."""
    made = [setting.controls.tick(name, label) + run(_OPTION_GAP + words) for name, words, label in choices]
    return run(_BETWEEN_OPTIONS).join(made)


def ticks(setting: Setting, block: Ticks) -> Iterator[str]:
    indent = setting.style.box + setting.style.box_gap
    taller = box_size(setting.style) - setting.voice("item").leading
    for at, option in enumerate(block.options):
        last = at == len(block.options) - 1
        space = max(_TICK_SPACE - taller, 0)
        after = _BLOCK_SPACE if last else space
        shape = Shape(
            keep=stays(setting, last=last),
            before=space * setting.pace,
            after=after * setting.pace,
            left=indent,
            hanging=indent,
            centred=True,
        )
        yield setting.paragraph("Tick", _tick(setting, option), shape)


def _tick(setting: Setting, option: Option) -> str:
    return setting.controls.tick(option.name, option.label) + TAB + run(option.label)
