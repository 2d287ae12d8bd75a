"""Questions about the elements of a tagged PDF: roles, headings, pictures, tables, lists, notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from npgs_docs.verify.pdf.objects import text
from npgs_docs.verify.pdf.reading import PdfFile
from npgs_docs.verify.pdf.tree import Node
from npgs_docs.verify.report import Finding, Findings, shortened

_WIDEST = 500
_ROWS = ("TR",)
_GROUPS = ("THead", "TBody", "TFoot")
_TABLE_KIDS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}
_TABLE_PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
}
_LIST_KIDS = {"L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"}}
_LIST_PARENTS = {"LI": {"L"}, "LBody": {"LI"}}
_CONTENTS_KIDS = {"TOC": {"TOC", "TOCI", "Caption"}}
_CONTENTS_PARENTS = {"TOCI": {"TOC"}}
_TRANSPARENT = {"NonStruct", "Artifact"}


def roles(file: PdfFile) -> Findings:
    yield from file.tree.unknown_roles


# --- headings --------------------------------------------------------------------------------------------------


def headings_of(file: PdfFile) -> list[tuple[int, Node]]:
    """Numbered headings with their levels, in reading order."""
    return [(int(node.role[1:]), node) for node in file.tree.nodes if node.role[:1] == "H" and node.role[1:].isdigit()]


def any_heading(file: PdfFile) -> Findings:
    if not headings_of(file) and not file.tree.of("H", "Title"):
        yield Finding("no heading is tagged as a heading")


def first_heading(file: PdfFile) -> Findings:
    for level, node in headings_of(file)[:1]:
        if level != 1:
            yield Finding(f"the first heading is of level {level}: {node.quoted}", node.where)


def heading_skips(file: PdfFile) -> Findings:
    found = headings_of(file)
    for (before, _), (level, node) in pairwise(found):
        if level > before + 1:
            yield Finding(f"level {before} is followed by level {level}: {node.quoted}", node.where)


def empty_headings(file: PdfFile) -> Findings:
    for level, node in headings_of(file):
        if not node.text.strip() and not node.instead:
            yield Finding(f"a heading of level {level} is empty", node.where)


# --- pictures, notes -------------------------------------------------------------------------------------------


def alternative(file: PdfFile) -> Findings:
    for node in file.tree.of("Figure", "Formula"):
        if not node.instead and not any(kid.instead for kid in node.walk()):
            yield Finding("a picture has no text that stands for it", node.where)


def note_ids(file: PdfFile) -> Findings:
    notes = file.tree.of("Note")
    counts = Counter(text(node.entries, "/ID") for node in notes)
    for node in notes:
        if counts[text(node.entries, "/ID")] > 1 or not text(node.entries, "/ID"):
            yield Finding(f"a note has no mark of its own: {node.quoted}", node.where)


# --- what stands in what ---------------------------------------------------------------------------------------


def table_nesting(file: PdfFile) -> Findings:
    yield from _nesting(file, _TABLE_KIDS, _TABLE_PARENTS)


def list_nesting(file: PdfFile) -> Findings:
    yield from _nesting(file, _LIST_KIDS, _LIST_PARENTS)


def contents_nesting(file: PdfFile) -> Findings:
    yield from _nesting(file, _CONTENTS_KIDS, _CONTENTS_PARENTS)


def _nesting(file: PdfFile, kids: dict[str, set[str]], parents: dict[str, set[str]]) -> Findings:
    for node in file.tree.nodes:
        parent = node.above[-1] if node.above else "the document"
        wrong = parent in kids and node.role not in kids[parent] | _TRANSPARENT
        if wrong or (node.role in parents and parent not in parents[node.role] | _TRANSPARENT):
            yield Finding(f"{node.quoted} stands in {parent}, where it cannot", node.where)


# --- tables ----------------------------------------------------------------------------------------------------


def _rows(table: Node) -> list[Node]:
    """The rows of a table itself, not those of tables inside it."""
    return [
        row for kid in table.kids for row in ([kid] if kid.role in _ROWS else kid.kids if kid.role in _GROUPS else [])
    ]


def _name(table: Node) -> str:
    caption = next((kid.text for kid in table.kids if kid.role == "Caption"), "")
    return f'table "{shortened(caption)}"' if caption.strip() else "a table"


def table_heads(file: PdfFile) -> Findings:
    for table in file.tree.of("Table"):
        if not any(cell.role == "TH" for row in _rows(table) for cell in row.kids):
            yield Finding(f"{_name(table)} has no head cells, so cells cannot be told apart by ear", table.where)


def table_scopes(file: PdfFile) -> Findings:
    for table in file.tree.of("Table"):
        cells = [cell for row in _rows(table) for cell in row.kids]
        if any(cell.attribute("/Headers") is not None for cell in cells):
            continue
        for cell in cells:
            if cell.role == "TH" and cell.attribute("/Scope") is None:
                yield Finding(f"{cell.quoted} does not say whether it heads a row or a column", cell.where)


def table_shape(file: PdfFile) -> Findings:
    for table in file.tree.of("Table"):
        widths = sorted(set(_widths(_rows(table))))
        if len(widths) > 1:
            yield Finding(f"{_name(table)} has rows of {' and '.join(map(str, widths))} cells", table.where)


def _widths(rows: list[Node]) -> Iterator[int]:
    """How many columns each row fills, with the cells that reach into it from above."""
    reaching: Counter[int] = Counter()
    for place, row in enumerate(rows):
        width = reaching[place]
        for cell in row.kids:
            across, down = _span(cell, "/ColSpan"), _span(cell, "/RowSpan")
            width += across
            reaching.update({place + step: across for step in range(1, down)})
        yield width


def _span(cell: Node, key: str) -> int:
    found = cell.attribute(key)
    return min(max(int(found), 1), _WIDEST) if found is not None else 1


def list_numbering(file: PdfFile) -> Findings:
    for node in file.tree.of("L"):
        labels = any(part.role == "Lbl" for item in node.kids for part in item.kids)
        if labels and str(node.attribute("/ListNumbering") or "/None") == "/None":
            yield Finding("a list with labels does not say how it is numbered", node.where)


# --- where a question applies ----------------------------------------------------------------------------------


def needs_headings(file: PdfFile) -> bool:
    """A form or a letter of one page can do without."""
    return file.has_tree and len(file.pages) > 1


def has_headings(file: PdfFile) -> bool:
    return bool(headings_of(file))


def has_figures(file: PdfFile) -> bool:
    return bool(file.tree.of("Figure", "Formula"))


def has_notes(file: PdfFile) -> bool:
    return bool(file.tree.of("Note"))


def has_tables(file: PdfFile) -> bool:
    return bool(file.tree.of("Table", "TR", "TH", "TD"))


def has_lists(file: PdfFile) -> bool:
    return bool(file.tree.of("L", "LI", "LBody"))


def has_contents(file: PdfFile) -> bool:
    return bool(file.tree.of("TOC", "TOCI"))
