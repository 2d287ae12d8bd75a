"""Places to write and boxes to tick, as boxes of a page: what a pen meets on paper and a viewer fills on screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from npgs_docs.document import Run
from npgs_docs.render.pdf.boxes import Box, Cell, Row
from npgs_docs.render.pdf.setting import Setting
from npgs_docs.render.pdf.sheet import Sheet
from npgs_docs.render.pdf.tags import BOXES, Elem, TextField, TickField

_OPTION_SPACE = 1.2
_OPTION_LEADING = 5.0
_TYPED_ROOM = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class WritingPlace:
    """Lines to write on, `pitch` points apart, under one text field. `typed` is the size of typed letters."""

    elem: Elem
    name: str
    label: str
    width: float
    pitch: float
    lines: int
    pen: str
    typed: float
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    @property
    def height(self) -> float:
        return self.pitch * self.lines

    def split(self, room: float, full: float) -> tuple[Box | None, Box | None]:
        return None, self

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        for line in range(1, self.lines + 1):
            sheet.rule(self.pen, x, top - line * self.pitch, self.width)
        bottom = top - self.height + 1
        ceiling = top if self.lines > 1 else min(top, bottom + _TYPED_ROOM * self.typed)
        field = TextField(self.name, self.typed, several=self.lines > 1)
        sheet.annotate(self.elem, (x, bottom, x + self.width, ceiling), self.label, field)


@dataclass(frozen=True, slots=True, eq=False)
class TickBox:
    """One box; its look is part of the form field, so it prints empty and shows a tick when clicked."""

    elem: Elem
    name: str
    label: str
    side: float
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    @property
    def height(self) -> float:
        return self.side

    def split(self, room: float, full: float) -> tuple[Box | None, Box | None]:
        return None, self

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        rectangle = (x, top - self.side, x + self.side, top)
        sheet.annotate(self.elem, rectangle, self.label, TickField(self.name))


@dataclass(frozen=True, slots=True)
class Tickable:
    """A box with the words beside it; `label` is what a screen reader says, which may tell more."""

    name: str
    words: str
    label: str


def ticked(setting: Setting, one: Tickable, item: Elem, width: float, voice: str) -> tuple[Cell, Cell]:
    """The box and its words as two cells on one centre line; `item` is the list item they make up."""
    side, gap = setting.style.box, setting.style.box_gap
    box = TickBox(item.add("Lbl").add("Form"), one.name, one.label, side)
    room = width - side - gap
    words = setting.text((Run(one.words),), voice, room, item.add("LBody"))
    spare = words.leading - side
    return Cell(0, box, max(spare / 2, 0)), Cell(side + gap, words, max(-spare / 2, 0))


def options(setting: Setting, choices: Iterable[Tickable], parent: Elem, width: float, voice: str) -> Row:
    """Boxes with their words in one row that wraps where it has to."""
    group = parent.add("L", BOXES)
    return Row(tuple(_flowing(setting, choices, group, width, voice)), whole=True)


def _flowing(setting: Setting, choices: Iterable[Tickable], group: Elem, width: float, voice: str) -> Iterator[Cell]:
    right = down = tallest = 0.0
    for one in choices:
        need = setting.style.box + setting.style.box_gap + setting.width_of(one.words, voice) + 0.1
        if right and right + need > width:
            right, down, tallest = 0.0, down + tallest + _OPTION_LEADING, 0.0
        cells = ticked(setting, one, group.add("LI"), min(need, width), voice)
        yield from (Cell(cell.right + right, cell.box, cell.down + down) for cell in cells)
        right += need + setting.style.box * _OPTION_SPACE
        tallest = max(tallest, *(cell.height for cell in cells))
