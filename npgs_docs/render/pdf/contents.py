"""The contents list: entries that lead to their headings, with page numbers that are filled in when all are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from npgs_docs.document import Contents, Heading, Inlines, Run, runs_text
from npgs_docs.render.pdf.boxes import Box, Text
from npgs_docs.render.pdf.lines import Anchor, Ink, Span, break_lines
from npgs_docs.render.pdf.setting import Setting
from npgs_docs.render.pdf.sheet import Late, Sheet, drop
from npgs_docs.render.pdf.tags import Elem

_INDENT = 16.0
_GAP = 6.0
_LAST_SPACE = 4
_NUMBER_ROOM = "0000"
_DOTS_END = "00"
_DOTS = "[0 3.2] 0 d 1 J 0.8 w"


def contents(setting: Setting, block: Contents, parent: Elem, width: float) -> Iterator[Box]:
    """A title that is no heading, then one entry for each heading of levels 2 to `depth`."""
    yield setting.text((Run(block.title),), "heading-2", width, parent.add("P"), keep=True)
    entries = [one for one in setting.listed if 2 <= one.level <= block.depth]
    if entries:
        yield from _entries(setting, entries, parent.add("TOC"), width)


def _entries(setting: Setting, headings: list[Heading], toc: Elem, width: float) -> Iterator[Box]:
    space = setting.voice("contents").after
    for at, heading in enumerate(headings, 1):
        after = space * _LAST_SPACE if at == len(headings) else space
        yield _entry(setting, heading, toc.add("TOCI"), width, after)


def _entry(setting: Setting, heading: Heading, item: Elem, width: float, after: float) -> Entry:
    item.refers = setting.headings[heading.id]
    words = numbered(heading)
    anchor = Anchor(Elem("Link"), f"#{heading.id}", runs_text(words))
    indent = _INDENT * (heading.level - 2)
    look, ink = setting.voice("contents"), setting.ink("contents")
    room = width - indent - setting.width_of(_NUMBER_ROOM, "contents") - _GAP
    spans = setting.spans((Run(anchor.label),), "contents")
    linked = [Span(span.text, span.ink, anchor) if isinstance(span, Span) else span for span in spans]
    text = Text(item.add("P"), break_lines(linked, room), room, look.size, look.leading, after=after)
    return Entry(text, anchor, indent, width, ink)


def numbered(heading: Heading) -> Inlines:
    """The heading's words after its number: ``3. Purpose``."""
    return (Run(f"{heading.number}. "), *heading.inlines) if heading.number else heading.inlines


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One line of the contents list: words, dots, and a number at the right edge. All of it is the link."""

    text: Text
    anchor: Anchor
    indent: float
    width: float
    ink: Ink
    before: float = 0.0
    keep: bool = False

    @property
    def after(self) -> float:
        return self.text.after

    @property
    def height(self) -> float:
        return self.text.height

    def split(self, room: float, full: float) -> tuple[Box | None, Box | None]:
        return (self, None) if self.height <= room else (None, self)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        self.text.draw(sheet, x + self.indent, top)
        last = self.text.lines[-1]
        baseline = top - self.height + self.text.leading - drop(self.text.size, self.text.leading)
        start = x + self.indent + last.width + _GAP
        end = x + self.width - self.ink.face.measure(_DOTS_END) * self.ink.size - _GAP
        if end > start:
            sheet.paint(f"{_DOTS} {end:.2f} {baseline:.2f} m {start:.2f} {baseline:.2f} l S")
        sheet.later(self._number(sheet, x + self.width, baseline))

    def _number(self, sheet: Sheet, right: float, baseline: float) -> Late:
        """The page number, written when it is known; its place in the reading order is taken now.

        A space comes before it, or "Scope" on page 4 would be read out as "Scope4".
        """
        opening = sheet.mark(self.anchor.elem)

        def late(sheet: Sheet) -> str:
            page = f" {sheet.places[self.anchor.target[1:]].page + 1}"
            x = right - self.ink.face.measure(page) * self.ink.size
            return f"{opening} {sheet.words(self.ink, x, baseline, page)} EMC"

        return late
