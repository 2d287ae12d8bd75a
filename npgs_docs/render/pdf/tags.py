"""The logical tree of a tagged PDF: what is read, in reading order, whatever the order it is painted in.

A block's element is made before anything is laid out and is handed to the box that paints it. What the box paints is
noted in the element (`Marked`), so the tree can be written at the end without guessing from the look of a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Rectangle: TypeAlias = tuple[float, float, float, float]

_CELLS = frozenset({"TH", "TD"})

COLUMN_HEAD = "<</O /Table /Scope /Column>>"
ROW_HEAD = "<</O /Table /Scope /Row>>"
BULLETS = "<</O /List /ListNumbering /Disc>>"
NUMBERS = "<</O /List /ListNumbering /Decimal>>"
BOXES = "<</O /List /ListNumbering /Square>>"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of page content: the page (counted from 0) and the number it bears there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Leads:
    """A link to an address or to ``#heading-id``."""

    target: str


@dataclass(frozen=True, slots=True)
class TickField:
    """A box to tick."""

    name: str


@dataclass(frozen=True, slots=True)
class TextField:
    """A place to type in letters of `size` points, on one line or on `several`."""

    name: str
    size: float
    several: bool = False


Purpose: TypeAlias = Leads | TickField | TextField


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """Something on a page that answers to a click; `label` is what a screen reader says."""

    page: int
    rectangle: Rectangle
    label: str
    purpose: Purpose


@dataclass(slots=True, eq=False)
class Elem:
    """One structure element. `attributes` is PDF notation for its /A entry, `title` its /T entry, `alt` its
    /Alt entry.

    A table head is painted again on each page its table reaches; `once` says that only the first page's counts
    and the others are decoration. No element knows the one it stands in: circles outlive their document. `refers` is the element a contents entry is about.
    """

    role: str
    attributes: str = ""
    title: str = ""
    alt: str = ""
    once: bool = False
    refers: Elem | None = None
    page: int | None = None
    adopted: bool = False
    kids: list[Elem | Marked | Annotation] = field(default_factory=list)

    def add(self, role: str, attributes: str = "", *, once: bool = False) -> Elem:
        """A new last child."""
        return self.adopt(Elem(role, attributes, once=once))

    def adopt(self, kid: Elem) -> Elem:
        kid.adopted = True
        self.kids.append(kid)
        return kid

    def prune(self) -> None:
        """Takes out what holds nothing, so that no reader meets an empty list; an empty table cell keeps its place."""
        for kid in self.kids:
            if isinstance(kid, Elem):
                kid.prune()
        self.kids = [kid for kid in self.kids if not isinstance(kid, Elem) or kid.kids or kid.role in _CELLS]

    def is_repeated_on(self, page: int) -> bool:
        return self.once and self.page not in (None, page)
