"""The answer grid of a checklist: a prompt in each row, an answer mark over each column, a box at each crossing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from npgs_docs.document import MarkItem, Marks, mark_name, runs_text
from npgs_docs.render.word.forms import options
from npgs_docs.render.word.paragraphs import EMPHASIS, TAB, Shape, run, styled
from npgs_docs.render.word.setting import Setting
from npgs_docs.render.word.styles import box_size, letter_width
from npgs_docs.render.word.tables import (
    SPACE_AFTER,
    STACKED_PADDING,
    Column,
    caption,
    frame,
    group_end,
    margins,
    row,
    stays,
)  # fmt: skip

_PROMPT = "Prompt"
_MARK_PADDING = 11.0
_MARK_MARGIN = 3.0
_NAME_GAP = 8.0
_PROMPT_GAP = 3.0
_LETTER = 0.46
_NAME_LETTER = 0.48
_PADDING = 1.6


@dataclass(frozen=True, slots=True)
class _Grid:
    """The widths of a grid in points: item names, prompts with their names, and each of the mark columns."""

    names: float
    prompts: float
    mark: float


def marks(setting: Setting, block: Marks, width: float) -> Iterator[str]:
    if setting.style.stacked:
        yield caption(setting, block.caption)
        for at, item in enumerate(block.items):
            yield from _stacked(setting, block, item, last=at == len(block.items) - 1)
        return
    yield setting.above_table(setting.voice("caption").before)
    grid = _grid(setting, block, width)
    rows = [_head(setting, block, grid)]
    for at, item in enumerate(block.items):
        rows.append(_row(setting, block, item, grid, keep=stays(setting, last=at == len(block.items) - 1)))
    widths = [grid.prompts, *[grid.mark] * len(block.marks)]
    yield frame("RuledTable", block.caption, widths, rows, first_column=True)
    setting.table_ends(SPACE_AFTER)


def tickables(block: Marks, item: MarkItem) -> list[tuple[str, str, str]]:
    words = runs_text(item.inlines)
    return [(mark_name(item, mark), mark, f"{mark}: {words}") for mark in block.marks]


def _grid(setting: Setting, block: Marks, width: float) -> _Grid:
    """Word measures letters when it opens a file; until then a letter is as wide as letters usually are."""
    longest = max((len(word) for mark in block.marks for word in mark.split()), default=0)
    wide = letter_width(setting.style)
    mark = max(longest * setting.voice("mark").size * _LETTER * wide, setting.style.box) + _MARK_PADDING
    letters = max((len(item.name) for item in block.items), default=0)
    names = letters * setting.voice("id").size * _NAME_LETTER * wide + _NAME_GAP
    return _Grid(names, width - mark * len(block.marks), mark)


def _head(setting: Setting, block: Marks, grid: _Grid) -> str:
    """The grid's name stands over its prompts, beside the marks, so that a grid takes no more of a page than it has to."""
    foot = '<w:vAlign w:val="bottom"/>'
    name = setting.paragraph("Caption", run(block.caption), Shape(before=0, after=0))
    prompt = setting.paragraph("AnswerMark", run(_PROMPT), Shape(keep=True))
    cells = [Column(grid.prompts, name + prompt, properties=margins(top=0, right=_PROMPT_GAP) + foot)]
    kept = margins(top=0, left=_MARK_MARGIN, right=_MARK_MARGIN)
    for mark in block.marks:
        content = setting.paragraph("AnswerMark", run(mark), Shape(keep=True, align="center"))
        cells.append(Column(grid.mark, content, properties=kept + foot))
    return row(cells, head=True)


def _row(setting: Setting, block: Marks, item: MarkItem, grid: _Grid, *, keep: bool) -> str:
    prompt = _prompt(setting, item, grid, keep=keep)
    cells = [Column(grid.prompts, prompt, properties=margins(top=_PADDING, bottom=_PADDING, right=_PROMPT_GAP))]
    shape = Shape(keep=keep, align="center", line=box_size(setting.style))
    for name, _, label in tickables(block, item):
        box = setting.paragraph("AnswerMark", setting.controls.tick(name, label), shape)
        cells.append(Column(grid.mark, box, properties=margins(top=_PADDING, bottom=_PADDING, right=0)))
    return row(cells)


def _prompt(setting: Setting, item: MarkItem, grid: _Grid, *, keep: bool) -> str:
    """Name and words on the middle of the boxes beside them, the note under them."""
    space = max(box_size(setting.style) - setting.voice("prompt").leading, 0) / 2
    words = styled(item.name, "ItemName") + TAB + setting.inner(item.inlines)
    above = Shape(keep=keep, before=space, after=0 if item.note else space, left=grid.names, hanging=grid.names)
    if not item.note:
        return setting.paragraph("Prompt", words, above)
    note = setting.paragraph("PromptNote", run(item.note, EMPHASIS), Shape(keep=keep, after=space, left=grid.names))
    return setting.paragraph("Prompt", words, above) + note


# --- one block per prompt ------------------------------------------------------------------------------------


def _stacked(setting: Setting, block: Marks, item: MarkItem, *, last: bool) -> Iterator[str]:
    kept = Shape(keep=True)
    yield setting.paragraph("PromptName", run(item.name), Shape(keep=True, before=STACKED_PADDING * setting.pace))
    yield setting.words("Prompt", item.inlines, kept)
    if item.note:
        yield setting.paragraph("PromptNote", run(item.note, EMPHASIS), kept)
    line = box_size(setting.style)
    above = max(STACKED_PADDING * 3 + setting.style.box - line, 0)
    end = replace(group_end(setting, last=last), before=above, line=line)
    yield setting.paragraph("Prompt", options(setting, tickables(block, item)), end)
