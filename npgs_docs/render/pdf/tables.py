"""Tables: hairlines between rows, a stronger rule under the head, room to breathe; in large print one block per row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from npgs_docs.document import Cell as Words
from npgs_docs.document import Run, Table, runs_text
from npgs_docs.render.pdf.boxes import Box, Cell, Row, Rows, Stack
from npgs_docs.render.pdf.objects import string
from npgs_docs.render.pdf.setting import Setting
from npgs_docs.render.pdf.sheet import Sheet, stroke
from npgs_docs.render.pdf.tags import COLUMN_HEAD, ROW_HEAD, Elem
from npgs_docs.render.stacked import cell_line, strong

PADDING = 3.5
GUTTER = 12.0
HEAD_RULE = 1.0
_SPACE_AFTER = 14.0


@dataclass(frozen=True, slots=True)
class Underline:
    """A rule along the foot of a row."""

    pen: str
    width: float

    def __call__(self, sheet: Sheet, x: float, top: float, height: float) -> None:
        sheet.rule(self.pen, x, top - height, self.width)


def head_rule(setting: Setting, width: float) -> Underline:
    return Underline(stroke(setting.style.text, HEAD_RULE), width)


def row_rule(setting: Setting, width: float) -> Underline:
    return Underline(stroke(setting.style.rule, setting.style.hairline), width)


def table(setting: Setting, block: Table, parent: Elem, width: float) -> Iterator[Box]:
    if setting.style.stacked:
        yield from _stacked(setting, block, parent.add("L"), width)
        return
    elem = parent.add("Table")
    if block.quiet:
        elem.attributes = f"<</O /Table /Summary {string(block.caption)}>>"
    else:
        yield caption(setting, block.caption, elem, width)
    grid = _grid(block.widths, width)
    head = _head(setting, block.head, elem.add("THead").add("TR"), grid)
    body = elem.add("TBody")
    rows = [_row(setting, row, body.add("TR"), grid, row_heads=block.row_heads) for row in block.rows]
    yield Rows((head,), rows, before=PADDING, after=_SPACE_AFTER)


def caption(setting: Setting, words: str, elem: Elem, width: float) -> Box:
    return setting.text((Run(words),), "caption", width, elem.add("Caption"), keep=True)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Left edge and width of each column, and the width of them all."""

    columns: tuple[tuple[float, float], ...]
    width: float


def _grid(shares: Sequence[float], width: float) -> _Grid:
    """Columns by their shares; between two columns lies a gutter."""
    room = width - GUTTER * (len(shares) - 1)
    widths = [room * share / sum(shares) for share in shares]
    return _Grid(tuple((sum(widths[:at]) + GUTTER * at, each) for at, each in enumerate(widths)), width)


def _head(setting: Setting, cells: Sequence[Words], row: Elem, grid: _Grid) -> Row:
    made = [
        Cell(left, setting.text(cell.inlines, "cell-head", room, _holder(row.add("TH", COLUMN_HEAD, once=True), cell)))
        for cell, (left, room) in zip(cells, grid.columns, strict=False)
    ]
    return Row(made, above=PADDING, below=PADDING, whole=True, paint=head_rule(setting, grid.width))


def _row(setting: Setting, cells: Sequence[Words], row: Elem, grid: _Grid, *, row_heads: bool) -> Row:
    made = []
    for at, (cell, (left, room)) in enumerate(zip(cells, grid.columns, strict=False)):
        names_row = row_heads and at == 0
        holder = row.add("TH", ROW_HEAD) if names_row else row.add("TD")
        words = strong(cell.inlines) if names_row else cell.inlines
        made.append(Cell(left, setting.text(words, "cell", room, _holder(holder, cell))))
    return Row(made, above=PADDING, below=PADDING, whole=True, paint=row_rule(setting, grid.width))


def _holder(holder: Elem, cell: Words) -> Elem | None:
    """What the words of a cell stand in: the cell itself, for one paragraph needs no element of its own. None if it is empty."""
    return holder if runs_text(cell.inlines).strip() else None


# --- one block per row ---------------------------------------------------------------------------------------


def _stacked(setting: Setting, block: Table, elem: Elem, width: float) -> Iterator[Box]:
    """Each row as a group of lines, one for each cell."""
    if block.quiet:
        elem.title = block.caption
    else:
        yield caption(setting, block.caption, elem, width)
    for number, row in enumerate(block.rows, 1):
        group = elem.add("LI").add("LBody")
        lines = [
            setting.text(line, "cell", width, group.add("P"))
            for at, cell in enumerate(row)
            if (line := cell_line(block, at, cell))
        ]
        yield stacked_row(setting, Stack(lines, whole=True), width, last=number == len(block.rows))


def stacked_row(setting: Setting, parts: Stack, width: float, *, last: bool) -> Row:
    """A group of lines with a rule under it; more space follows the last."""
    space = PADDING * setting.pace
    after = _SPACE_AFTER * setting.pace if last else 0.0
    return Row((Cell(0, parts),), above=space, below=space * 1.4, after=after, paint=row_rule(setting, width))
