"""Pages under way: every stroke and every word goes through here, so nothing can be painted that is not marked.

A word belongs to an element; rules, bars and running heads are artifacts, which a screen reader passes over. Places
are in points from the bottom left of the page, as PDF has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from npgs_docs.document import Picture
from npgs_docs.render.pdf.embedding import Embedded
from npgs_docs.render.pdf.fonts import Face
from npgs_docs.render.pdf.lines import Anchor, Chunk, Ink, Line
from npgs_docs.render.pdf.tags import Annotation, Elem, Leads, Marked, Purpose, Rectangle

ARTIFACT = "/Artifact BMC"
PAGINATION = "/Artifact <</Type /Pagination>> BDC"
_UNDERLINE_DEPTH = 0.13
_UNDERLINE_WIDTH = 0.05
_DESCENT = 0.25
_ASCENT = 0.8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a heading stands: page counted from 0, left and top in points."""

    page: int
    left: float
    top: float
    elem: Elem


def drop(size: float, leading: float) -> float:
    """From the top of a line to its baseline."""
    return (leading - size) / 2 + _ASCENT * size


def color(hexadecimal: str) -> str:
    """``#rrggbb`` as the operator that fills with it; a grey is set as a grey."""
    red, green, blue = (round(int(hexadecimal[at : at + 2], 16) / 255, 3) for at in (1, 3, 5))
    return f"{red:g} g" if red == green == blue else f"{red:g} {green:g} {blue:g} rg"


def stroke(hexadecimal: str, width: float) -> str:
    """The operators that set a pen."""
    *values, operator = color(hexadecimal).split()
    return f"{' '.join(values)} {operator.upper()} {width:g} w"


class Fonts(dict[Face, Embedded]):
    """The fonts of a file, each given a name when it is first asked for."""

    def __missing__(self, face: Face) -> Embedded:
        self[face] = embedded = Embedded.start(face, f"F{len(self) + 1}")
        return embedded


@dataclass(slots=True, eq=False)
class Book:
    """A file's pages, the fonts they use and the places they can be entered at."""

    page_size: tuple[float, float]
    sheets: list[Sheet] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    fonts: Fonts = field(default_factory=Fonts)

    def open_sheet(self) -> Sheet:
        sheet = Sheet(len(self.sheets), self.places, self.fonts)
        self.sheets.append(sheet)
        return sheet

    @property
    def page_numbers(self) -> Mapping[str, int]:
        """Heading ids and the pages they stand on, counted from 1."""
        return {name: place.page + 1 for name, place in self.places.items()}


@dataclass(slots=True, eq=False)
class Sheet:
    """One page; `places` and `fonts` are those of its book.

    `elems` are the elements its marked content belongs to, by number, `ink` is what lines were last set in. Whatever is
    no word lies under the words, whenever it was painted: `figures` at the bottom, then decoration, which is level lines in
    `rules` by their pens and `behind` whatever else.
    """

    number: int
    places: dict[str, Place]
    fonts: Fonts
    code: list[str | Late] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    rules: dict[str, list[str]] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)
    elems: list[Elem] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    ink: Ink | None = None

    def show_picture(self, picture: Picture) -> str:
        """The name by which the page's operators call a picture."""
        name = f"P{len(self.pictures) + 1}"
        self.pictures[name] = picture
        return name

    def mark(self, elem: Elem | None) -> str:
        """The operator that opens content of `elem`; EMC closes it. Without an element it is an artifact."""
        if elem is None:
            return ARTIFACT
        if elem.is_repeated_on(self.number):
            return PAGINATION
        elem.page = self.number
        elem.kids.append(Marked(self.number, len(self.elems)))
        self.elems.append(elem)
        return f"/{elem.role} <</MCID {len(self.elems) - 1}>> BDC"

    def later(self, late: Late) -> None:
        """Words that are known when all pages are. They set their ink by themselves, so what follows sets its own anew."""
        self.code.append(late)
        self.ink = None

    def paint(self, operators: str) -> None:
        """Decoration."""
        self.behind.append(f"q {operators} Q")

    def rule(self, pen: str, x: float, y: float, width: float) -> None:
        """A level line from (x, y)."""
        self.rules.setdefault(pen, []).append(f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l")

    def content(self) -> str:
        """The operators of the page: figures, decoration as one artifact, and all words as one text object."""
        rules = (f"q {pen}\n{chr(10).join(lines)}\nS Q" for pen, lines in self.rules.items())
        decoration = [*self.behind, *rules]
        words = [part if isinstance(part, str) else part(self) for part in self.code]
        parts = [ARTIFACT, *decoration, "EMC"] if decoration else []
        return "\n".join([*self.figures, *parts, "BT", *words, "ET"])

    def show(self, chunk: Chunk | str, ink: Ink) -> str:
        """The operator that shows words in the font that was set last."""
        codes = self.fonts[ink.face].codes
        text = chunk if isinstance(chunk, str) else chunk.text
        return f"<{''.join(map(codes.__getitem__, text))}> Tj"

    def set(self, ink: Ink) -> str:
        return f"/{self.fonts[ink.face].name} {ink.size:g} Tf {ink.color}"

    def words(self, ink: Ink, x: float, y: float, text: str) -> str:
        """The operators for words on one line, unmarked: the caller marks them."""
        return f"{self.set(ink)} 1 0 0 1 {x:.2f} {y:.2f} Tm {self.show(text, ink)}"

    def text(
        self, elem: Elem | None, lines: Sequence[Line], offsets: Sequence[float], y: float, leading: float
    ) -> None:
        """Lines that begin at `offsets`, the first with its baseline at `y`."""
        writer = _Writer(self, elem)
        for line, x in zip(lines, offsets, strict=True):
            writer.line(line, x, y)
            y -= leading
        writer.close()

    def annotate(self, elem: Elem, rectangle: Rectangle, label: str, purpose: Purpose) -> None:
        """A link or a form field that belongs to `elem`."""
        made = Annotation(self.number, rectangle, label, purpose)
        self.annotations.append(made)
        elem.kids.append(made)


@dataclass(slots=True, eq=False)
class _Writer:
    """Lines of one element: opens and closes marked content as words change from it to a link in it."""

    sheet: Sheet
    elem: Elem | None
    code: list[str] = field(default_factory=list)
    anchor: Anchor | None = None
    opened: bool = False

    def line(self, line: Line, x: float, y: float) -> None:
        self.code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
        for chunk in line.chunks:
            span = chunk.span
            if span.anchor is not self.anchor or not self.opened:
                self._turn_to(span.anchor)
            if span.ink is not self.sheet.ink and span.ink != self.sheet.ink:
                self.sheet.ink = span.ink
                self.code.append(self.sheet.set(span.ink))
            self.code.append(self.sheet.show(chunk, span.ink))
            if span.underlined:
                self._underline(chunk, x, y)
            if span.anchor is not None:
                self._link(span.anchor, chunk, x, y)
            x += chunk.width

    def close(self) -> None:
        if self.opened:
            self.sheet.code += [*self.code, "EMC"]

    def _turn_to(self, anchor: Anchor | None) -> None:
        if self.opened:
            self.code.append("EMC")
        self.anchor, self.opened = anchor, True
        self.code.append(self.sheet.mark(self._owner(anchor)))

    def _owner(self, anchor: Anchor | None) -> Elem | None:
        if anchor is None or self.elem is None or self.elem.is_repeated_on(self.sheet.number):
            return self.elem
        if not anchor.elem.adopted:
            self.elem.adopt(anchor.elem)
        return anchor.elem

    def _underline(self, chunk: Chunk, x: float, y: float) -> None:
        size = chunk.span.ink.size
        *values, operator = chunk.span.ink.color.split()
        pen = f"{' '.join(values)} {operator.upper()} {_UNDERLINE_WIDTH * size:.2f} w"
        self.sheet.rule(pen, x, y - _UNDERLINE_DEPTH * size, chunk.width)

    def _link(self, anchor: Anchor, chunk: Chunk, x: float, y: float) -> None:
        if self.elem is None or self.elem.is_repeated_on(self.sheet.number):
            return
        size = chunk.span.ink.size
        rectangle = (x, y - _DESCENT * size, x + chunk.width, y + _ASCENT * size)
        self.sheet.annotate(anchor.elem, rectangle, anchor.label, Leads(anchor.target))


Late: TypeAlias = Callable[[Sheet], str]
"""Words for a page that are known when all pages are. They are asked of the page, or page and words would hold each other."""
