"""Boxes that fill a column from the top down: each knows its height, can be cut at a page's end, and paints itself.

`split(room, full)` gives what fits into `room` points and what is left; `full` is the height of an empty page, so that
what must stay whole is cut only where no page could hold it. `before` and `after` are the spaces around a box, of which
the larger one counts; `keep` says that a box may not end a page without the one that follows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, TypeAlias

from npgs_docs.render.pdf.lines import Line
from npgs_docs.render.pdf.sheet import Place, Sheet, drop
from npgs_docs.render.pdf.tags import Elem

HAIR = 0.01
_ORPHANS = 2
_WIDOWS = 2

Paint: TypeAlias = Callable[[Sheet, float, float, float], None]


class Box(Protocol):
    @property
    def before(self) -> float: ...
    @property
    def after(self) -> float: ...
    @property
    def keep(self) -> bool: ...
    @property
    def height(self) -> float: ...
    def split(self, room: float, full: float) -> tuple[Box | None, Box | None]: ...
    def draw(self, sheet: Sheet, x: float, top: float) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """Lines of words. `align` is the share of spare width at the left of a line; `anchor` is a heading's id."""

    elem: Elem | None
    lines: Sequence[Line]
    width: float
    size: float
    leading: float
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    align: float = 0.0
    anchor: str = ""

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading

    def split(self, room: float, full: float) -> tuple[Text | None, Text | None]:
        fitting = int((room + HAIR) // self.leading)
        if fitting >= len(self.lines):
            return self, None
        fitting = min(fitting, len(self.lines) - _WIDOWS)
        if fitting < _ORPHANS:
            return None, self
        return replace(self, lines=self.lines[:fitting]), replace(self, lines=self.lines[fitting:], anchor="")

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        if self.anchor and self.elem:
            sheet.places[self.anchor] = Place(sheet.number, x, top, self.elem)
        offsets = [x + self.align * (self.width - line.width) for line in self.lines]
        sheet.text(self.elem, self.lines, offsets, top - drop(self.size, self.leading), self.leading)


@dataclass(frozen=True, slots=True, eq=False)
class NewPage:
    """What follows starts on a fresh page. It counts between the outermost boxes, where pages are filled, and nowhere else."""

    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    height: float = 0.0

    def split(self, room: float, full: float) -> tuple[Box | None, Box | None]:
        return self, None

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Nothing to see."""


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """Boxes one under the other. A `whole` stack is cut only when it is taller than a page."""

    boxes: Sequence[Box]
    whole: bool = False

    @property
    def before(self) -> float:
        return self.boxes[0].before if self.boxes else 0.0

    @property
    def after(self) -> float:
        return self.boxes[-1].after if self.boxes else 0.0

    @property
    def keep(self) -> bool:
        return bool(self.boxes) and self.boxes[-1].keep

    @property
    def height(self) -> float:
        return sum(box.height for box in self.boxes) + sum(self._gap(at) for at in range(len(self.boxes)))

    def split(self, room: float, full: float) -> tuple[Stack | None, Stack | None]:
        if self.whole:
            height = self.height
            if height <= room + HAIR:
                return self, None
            if height <= full:
                return None, self
        return self._cut(room, full)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        for at, box in enumerate(self.boxes):
            top -= self._gap(at)
            box.draw(sheet, x, top)
            top -= box.height

    def _gap(self, at: int) -> float:
        """The space above the box at `at`."""
        return max(self.boxes[at - 1].after, self.boxes[at].before) if at else 0.0

    def _cut(self, room: float, full: float) -> tuple[Stack | None, Stack | None]:
        used = 0.0
        for at, box in enumerate(self.boxes):
            used += self._gap(at)
            height = box.height
            if used + height > room + HAIR:
                return self._cut_at(at, room - used, full, fresh=room > full - HAIR)
            used += height
        return self, None

    def _cut_at(self, at: int, room: float, full: float, *, fresh: bool) -> tuple[Stack | None, Stack | None]:
        """Cut in or before the box at `at`, taking along what is kept with it unless that empties a fresh page."""
        head, tail = self.boxes[at].split(room, full)
        if head is not None:
            rest = [*([tail] if tail else []), *self.boxes[at + 1 :]]
            return Stack([*self.boxes[:at], head]), Stack(rest) if rest else None
        end = at
        while end and self.boxes[end - 1].keep:
            end -= 1
        if not end and fresh:
            end = at
        return self._part(0, end), self._part(end)

    def _part(self, start: int, end: int | None = None) -> Stack | None:
        boxes = self.boxes[start:end]
        return Stack(boxes) if boxes else None


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A box in a row, `right` of the row's left edge and `down` from its top."""

    right: float
    box: Box
    down: float = 0.0

    @property
    def height(self) -> float:
        return self.down + self.box.height


@dataclass(frozen=True, eq=False)
class Row:
    """Boxes side by side. `paint` decorates the row: it is given the left, the top and the height.

    `above` and `below` are padding. A `whole` row is cut only when it is taller than a page. Its height is worked out once:
    a long table asks all its rows again on each page.
    """

    cells: Sequence[Cell]
    above: float = 0.0
    below: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    whole: bool = False
    paint: Paint | None = None

    @cached_property
    def height(self) -> float:
        return self.above + self.below + max((cell.height for cell in self.cells), default=0.0)

    def split(self, room: float, full: float) -> tuple[Row | None, Row | None]:
        height = self.height
        if height <= room + HAIR:
            return self, None
        if self.whole and height <= full:
            return None, self
        parts = [self._cut(cell, room, full) for cell in self.cells]
        if any(head is None for head, _ in parts):
            return None, self
        heads, tails = ([cell for cell in side if cell] for side in zip(*parts, strict=True))
        return replace(self, cells=heads, after=0.0), replace(self, cells=tails, before=0.0)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        if self.paint:
            self.paint(sheet, x, top, self.height)
        for cell in self.cells:
            cell.box.draw(sheet, x + cell.right, top - self.above - cell.down)

    def _cut(self, cell: Cell, room: float, full: float) -> tuple[Cell | None, Cell | None]:
        around = self.above + self.below
        if cell.height <= room - around + HAIR:
            return cell, None
        head, tail = cell.box.split(room - around - cell.down, full - around - cell.down)
        return replace(cell, box=head) if head else None, replace(cell, box=tail, down=0.0) if tail else None


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """A table: rows under head rows that are painted again on each page. Rows are cut only if no page can hold them."""

    head: Sequence[Row]
    body: Sequence[Row]
    before: float = 0.0
    after: float = 0.0
    keep: bool = False

    @property
    def head_height(self) -> float:
        return sum(row.height for row in self.head)

    @property
    def height(self) -> float:
        return self.head_height + sum(row.height for row in self.body)

    def split(self, room: float, full: float) -> tuple[Rows | None, Rows | None]:
        space = room - self.head_height
        fitting = self._fitting(space, full - self.head_height)
        if fitting == len(self.body):
            return self, None
        if fitting:
            return self._part(self.body[:fitting]), self._part(self.body[fitting:])
        head, tail = self.body[0].split(space, full - self.head_height)
        if head is None or tail is None:
            return None, self
        return self._part([head]), self._part([tail, *self.body[1:]])

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        for row in (*self.head, *self.body):
            row.draw(sheet, x, top)
            top -= row.height

    def _fitting(self, space: float, full: float) -> int:
        """How many rows fit; where it can be helped, none is left alone at a page's foot or for the next page."""
        count, used = 0, 0.0
        for row in self.body:
            used += row.height
            if used > space + HAIR:
                break
            count += 1
        if count > _ORPHANS and count == len(self.body) - 1:
            return count - 1
        if count == 1 < len(self.body) and used <= full:
            return 0
        return count

    def _part(self, body: Sequence[Row]) -> Rows:
        return replace(self, body=body)
