"""The answer grid of a checklist: a prompt in each row, an answer mark over each column, a box at each crossing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from npgs_docs.document import MarkItem, Marks, Run, mark_name, runs_text
from npgs_docs.render.pdf.boxes import Box, Cell, Row, Rows, Stack, Text
from npgs_docs.render.pdf.places import Tickable, TickBox, options
from npgs_docs.render.pdf.setting import Setting
from npgs_docs.render.pdf.tables import PADDING, caption, head_rule, row_rule, stacked_row
from npgs_docs.render.pdf.tags import COLUMN_HEAD, ROW_HEAD, Elem

_PROMPT = "Prompt"
_MARK_PADDING = 13.0
_ID_GAP = 8.0
_SPACE_AFTER = 14.0


@dataclass(frozen=True, slots=True)
class _Grid:
    """The widths of a grid in points: item ids, prompts, and each of the mark columns."""

    ids: float
    prompts: float
    mark: float

    def mark_left(self, at: int) -> float:
        return self.ids + self.prompts + self.mark * at


def marks(setting: Setting, block: Marks, parent: Elem, width: float) -> Iterator[Box]:
    if setting.style.stacked:
        yield from _stacked(setting, block, parent.add("L"), width)
        return
    elem = parent.add("Table")
    grid = _grid(setting, block, width)
    name = setting.text(
        (Run(block.caption),), "caption", grid.ids + grid.prompts - _ID_GAP, elem.add("Caption", once=True)
    )
    head = _head(setting, block, name, elem.add("THead").add("TR"), grid, width)
    body = elem.add("TBody")
    rows = [_row(setting, block, item, body.add("TR"), grid, width) for item in block.items]
    yield Rows((head,), rows, before=max(name.before, PADDING), after=_SPACE_AFTER)


def tickables(block: Marks, item: MarkItem) -> Iterator[Tickable]:
    words = runs_text(item.inlines)
    return (Tickable(mark_name(item, mark), mark, f"{mark}: {words}") for mark in block.marks)


def _grid(setting: Setting, block: Marks, width: float) -> _Grid:
    widest = max((setting.widest_word(mark, "mark") for mark in block.marks), default=0.0)
    mark = max(widest + 0.1, setting.style.box) + _MARK_PADDING
    ids = max((setting.width_of(item.name, "id") for item in block.items), default=0.0) + _ID_GAP
    return _Grid(ids, width - ids - mark * len(block.marks), mark)


def _head(setting: Setting, block: Marks, name: Text, row: Elem, grid: _Grid, width: float) -> Row:
    """Heads stand on one foot line, whether they have one line or two, and break at every space if any has to.

    The grid's name stands over its prompts, beside the marks, so that a grid takes no more of a page than it has to.
    """
    prompt = setting.text((Run(_PROMPT),), "mark", grid.prompts, _head_cell(row))
    texts = [
        setting.text((Run(mark),), "mark", grid.mark - _MARK_PADDING, _head_cell(row), align=0.5)
        for mark in block.marks
    ]
    tallest = max(name.height + prompt.height, *(text.height for text in texts))
    cells = [Cell(0, name, tallest - prompt.height - name.height), Cell(0, prompt, tallest - prompt.height)]
    cells += [
        Cell(grid.mark_left(at) + _MARK_PADDING / 2, text, tallest - text.height) for at, text in enumerate(texts)
    ]
    return Row(cells, above=0, below=PADDING, whole=True, paint=head_rule(setting, width))


def _head_cell(row: Elem) -> Elem:
    return row.add("TH", COLUMN_HEAD, once=True)


def _row(setting: Setting, block: Marks, item: MarkItem, row: Elem, grid: _Grid, width: float) -> Row:
    side, leading = setting.style.box, setting.voice("prompt").leading
    lower = max(side - leading, 0) / 2
    cells = _prompt(setting, item, row.add("TH", ROW_HEAD), grid, lower)
    for at, one in enumerate(tickables(block, item)):
        box = TickBox(row.add("TD").add("Form"), one.name, one.label, side)
        cells.append(Cell(grid.mark_left(at) + (grid.mark - side) / 2, box, max(leading - side, 0) / 2))
    return Row(cells, above=PADDING, below=PADDING, whole=True, paint=row_rule(setting, width))


def _prompt(setting: Setting, item: MarkItem, head: Elem, grid: _Grid, lower: float) -> list[Cell]:
    look, small = setting.voice("prompt"), setting.voice("id")
    name = setting.text((Run(item.name),), "id", grid.ids, head.add("P"))
    baseline = (look.leading - look.size) / 2 + 0.8 * look.size - (small.leading - small.size) / 2 - 0.8 * small.size
    words = Stack(list(_words(setting, item, head, grid.prompts - _ID_GAP)))
    return [Cell(0, name, lower + baseline), Cell(grid.ids, words, lower)]


def _words(setting: Setting, item: MarkItem, head: Elem, width: float) -> Iterator[Box]:
    yield setting.text(item.inlines, "prompt", width, head.add("P"))
    if item.note:
        yield setting.text((Run(item.note, emphasis=True),), "small", width, head.add("P"))


# --- one block per prompt ------------------------------------------------------------------------------------


def _stacked(setting: Setting, block: Marks, elem: Elem, width: float) -> Iterator[Box]:
    yield caption(setting, block.caption, elem, width)
    for at, item in enumerate(block.items):
        group = elem.add("LI").add("LBody")
        name = setting.text((Run(item.name),), "id", width, group.add("P"))
        words = list(_words(setting, item, group, width))
        answers = options(setting, tickables(block, item), group, width, "prompt")
        parts = Stack([name, *words, _spaced(answers)], whole=True)
        yield stacked_row(setting, parts, width, last=at == len(block.items) - 1)


def _spaced(answers: Row) -> Row:
    return Row(answers.cells, before=PADDING * 3, whole=True)
