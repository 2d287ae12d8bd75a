"""Tables: a head that repeats, rows that stay whole, hairlines between them; in large print one block per row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from npgs_docs.document import Cell, Inlines, Table
from npgs_docs.render.stacked import cell_line, strong
from npgs_docs.render.word.paragraphs import PLAIN, Rule, Shape, run
from npgs_docs.render.word.setting import Hold, Setting
from npgs_docs.render.word.styles import GUTTER
from npgs_docs.render.word.xml import twips, value

SPACE_AFTER = 14.0
STACKED_PADDING = 3.5


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of a row: its width in points, how many columns of the grid it spans, its paragraphs, its own properties."""

    width: float
    content: str
    span: int = 1
    properties: str = ""


def table(setting: Setting, block: Table, width: float) -> Iterator[str]:
    if setting.style.stacked:
        yield from _stacked(setting, block)
        return
    if not block.quiet:
        yield caption(setting, block.caption)
    yield setting.above_table()
    widths = _grid(block.widths, width)
    rows = [_head(setting, block.head, widths)]
    for at, cells in enumerate(block.rows, 1):
        keep = stays(setting, last=at == len(block.rows))
        rows.append(_row(setting, cells, widths, row_heads=block.row_heads, keep=keep))
    yield frame("RuledTable", block.caption, widths, rows, first_column=block.row_heads)
    setting.table_ends(SPACE_AFTER)


def caption(setting: Setting, words: str) -> str:
    return setting.paragraph("Caption", run(words))


def stays(setting: Setting, *, last: bool) -> bool:
    """Whether a row stays with the next one, or with what follows the table."""
    return setting.hold is Hold.BEYOND or (setting.hold is Hold.WITHIN and not last)


def frame(
    style: str,
    title: str,
    widths: Sequence[float],
    rows: Sequence[str],
    *,
    head: bool = True,
    first_column: bool = False,
) -> str:
    """A table of rows; `widths` are those of its grid, in points."""
    value_of_look = 0x600 + 0x20 * head + 0x80 * first_column
    look = f'w:val="{value_of_look:04X}" w:firstRow="{int(head)}" w:lastRow="0" w:firstColumn="{int(first_column)}"'
    described = f'<w:tblCaption w:val="{value(title)}"/>' if title else ""
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {look} w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"{described}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(columns: Sequence[Column], *, head: bool = False, height: float = 0.0, splits: bool = False) -> str:
    """A row that stays on one page unless it `splits`; a head is repeated on every page; `height` is the least."""
    properties = (
        ("" if splits else "<w:cantSplit/>")
        + (f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if head else "")
    )
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(column.width)}" w:type="dxa"/>'
        f"{_span(column.span)}{column.properties}</w:tcPr>{column.content}</w:tc>"
        for column in columns
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""


def margins(**sides: float) -> str:
    """The margins of one cell, in the order top, left, bottom, right."""
    order = ("top", "left", "bottom", "right")
    kept = (f'<w:{side} w:w="{twips(sides[side])}" w:type="dxa"/>' for side in order if side in sides)
    return f"<w:tcMar>{''.join(kept)}</w:tcMar>"


def _grid(shares: Sequence[float], width: float) -> list[float]:
    """Widths by shares; all columns but the last hold a gutter at their right."""
    room = width - GUTTER * (len(shares) - 1)
    widths = [room * share / sum(shares) + GUTTER for share in shares]
    return [*widths[:-1], widths[-1] - GUTTER]


def _head(setting: Setting, cells: Sequence[Cell], widths: Sequence[float]) -> str:
    shape = Shape(keep=True)
    contents = [setting.words("TableHead", cell.inlines, shape) for cell in cells]
    return row(_columns(contents, widths), head=True)


def _row(setting: Setting, cells: Sequence[Cell], widths: Sequence[float], *, row_heads: bool, keep: bool) -> str:
    shape = Shape(keep=True) if keep else PLAIN
    contents = []
    for at, cell in enumerate(cells):
        words = strong(cell.inlines) if row_heads and at == 0 else cell.inlines
        contents.append(setting.words("TableText", words, shape))
    return row(_columns(contents, widths))


def _columns(contents: Sequence[str], widths: Sequence[float]) -> list[Column]:
    last = len(contents) - 1
    return [
        Column(width, content, properties=margins(right=0) if at == last else "")
        for at, (content, width) in enumerate(zip(contents, widths, strict=True))
    ]


# --- one block per row ---------------------------------------------------------------------------------------


def _stacked(setting: Setting, block: Table) -> Iterator[str]:
    """Each row as a group of lines, one for each cell."""
    if not block.quiet:
        yield caption(setting, block.caption)
    for at, cells in enumerate(block.rows, 1):
        lines = [line for column, cell in enumerate(cells) if (line := cell_line(block, column, cell))]
        yield from group(setting, "TableText", lines, last=at == len(block.rows))


def group(setting: Setting, style: str, lines: Sequence[Inlines], *, last: bool) -> Iterator[str]:
    """Lines that stay together, with a rule under the last of them."""
    for at, line in enumerate(lines):
        before = STACKED_PADDING * setting.pace if at == 0 else None
        if at < len(lines) - 1:
            yield setting.words(style, line, Shape(keep=True, before=before))
        else:
            yield setting.words(style, line, replace(group_end(setting, last=last), before=before))


def group_end(setting: Setting, *, last: bool) -> Shape:
    """The shape of a group's last line: a rule under it, and more space after the last group."""
    rule = Rule(setting.style.hairline, setting.style.rule, STACKED_PADDING * setting.pace * 1.4)
    after = SPACE_AFTER * setting.pace if last else 0.0
    return Shape(keep=stays(setting, last=last), rules={"bottom": rule}, after=after, centred=True)
