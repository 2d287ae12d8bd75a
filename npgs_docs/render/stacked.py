"""A table without columns, as large print sets it: each cell as a line of its own, the same words in every format."""

from __future__ import annotations

from dataclasses import replace

from npgs_docs.document import Cell, Inlines, Run, Table, runs_text

_NAME_AND_VALUE = 2


def cell_line(table: Table, at: int, cell: Cell) -> Inlines:
    """The words of a row's cell: "Head: cell", so that nothing has to be read across a wide page; () where it is empty.

    What names the row needs no head, nor does the value of a row that is but a name and a value.
    """
    if not runs_text(cell.inlines).strip():
        return ()
    if table.row_heads and at == 0:
        return strong(cell.inlines)
    if is_named(table):
        return cell.inlines
    return (*strong(table.head[at].inlines), Run(": ", strong=True), *cell.inlines)


def is_named(table: Table) -> bool:
    """Whether each row of a table is but a name and its value."""
    return table.row_heads and len(table.head) == _NAME_AND_VALUE


def strong(inlines: Inlines) -> Inlines:
    """The same words, all of them strong."""
    return tuple(replace(inline, strong=True) if isinstance(inline, Run) else inline for inline in inlines)
