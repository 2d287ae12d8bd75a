"""The setting of words: inlines as runs, and paragraphs with what the blocks around them ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from npgs_docs.document import Blank, Break, Inline, Inlines, Link, Run, runs_text
from npgs_docs.render.word.controls import Controls
from npgs_docs.render.word.drawings import LOGO_DRAWING
from npgs_docs.render.word.numbering import Numbering
from npgs_docs.render.word.paragraphs import EMPHASIS, LINE_BREAK, PLAIN, STRONG, Shape, paragraph, run
from npgs_docs.render.word.styles import blank_size, pace
from npgs_docs.style import INCH, Style, TextStyle

_BLANK_WIDTH = 1.6 * INCH
_USUAL_LETTER = 0.5
_NO_BREAK_SPACE = 0.23
_VOICES = {
    "": "body",
    "TOCHeading": "heading-2",
    "Caption": "caption",
    "Lead": "lead",
    "FinePrint": "small",
    "Eyebrow": "eyebrow",
    **{f"Heading{level}": f"heading-{min(level, 4)}" for level in range(1, 7)},
    **dict.fromkeys(("ListBullet", "ListNumber", "ListContinue", "Tick"), "item"),
}
_HEBREW = "\u0590-\u05ff\ufb1d-\ufb4f"
_ARABIC = "\u0600-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_RIGHT_TO_LEFT = re.compile(f"([{_HEBREW}{_ARABIC}](?:[^A-Za-z\u00c0-\u058f]*[{_HEBREW}{_ARABIC}])?)")
_LETTER = re.compile(r"[^\W\d_]")


class Hold(Enum):
    """How blocks stay together: not at all, within themselves, or with what follows too."""

    NOT = auto()
    WITHIN = auto()
    BEYOND = auto()


@dataclass(eq=False)
class Setting:
    """What every block needs to be set: looks, numbers, controls, ways to headings, and what the next paragraph owes.

    `links` are the names of relations by address. `left` is the space that the last paragraph leaves
    below itself, `gap` the space that a table leaves to the next paragraph; `fresh_page` says that it starts a page.
    """

    style: Style
    bookmarks: dict[str, str]
    controls: Controls
    numbering: Numbering
    gap: float = 0.0
    left: float = 0.0
    after_table: bool = False
    fresh_page: bool = False
    started: bool = False
    hold: Hold = Hold.NOT
    beside_bar: bool = False
    drawings: int = LOGO_DRAWING
    links: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = {id: number for number, id in enumerate(self.bookmarks, 1)}

    @property
    def pace(self) -> float:
        return pace(self.style)

    def voice(self, name: str) -> TextStyle:
        return self.style.scale[name]

    def words(self, style: str, inlines: Inlines, shape: Shape = PLAIN) -> str:
        """Inlines as one paragraph."""
        if self.runs_right_to_left(inlines):
            shape = replace(shape, right_to_left=True)
        return self.paragraph(style, self.inner(inlines), shape)

    def paragraph(self, style: str, inner: str, shape: Shape = PLAIN) -> str:
        """Runs as one paragraph, with what blocks before it left to it."""
        before, after = self._around(style)
        if self.gap:
            own = shape.before if shape.before is not None else before
            shape = replace(shape, before=max(self.gap, own))
        if self.fresh_page:
            shape = replace(shape, fresh_page=True, before=0.0)
        if self.hold is Hold.BEYOND and not shape.keep:
            shape = replace(shape, keep=True)
        self.gap, self.after_table, self.fresh_page, self.started = 0.0, False, False, True
        self.left = shape.after if shape.after is not None else after
        return paragraph(style, inner, shape)

    def _around(self, style: str) -> tuple[float, float]:
        """The space that a style has before and after a paragraph."""
        look = self.voice(_VOICES[style]) if style in _VOICES else None
        return (look.before, look.after) if look else (0.0, 0.0)

    def above_table(self, space: float = 0.0) -> str:
        """What stands above a table: two that touch would be one in Word, and a table has no space of its own above it."""
        if not self.started:
            return ""
        wanted = max(self.gap, space)
        missing = wanted if self.after_table else wanted - self.left
        self.gap = 0.0
        if not self.after_table and missing <= 0:
            return ""
        return self.paragraph("Separator", "", Shape(before=max(missing - 1.0, 0.0), line=1.0))

    def cell_ends(self, *, empty: bool = False) -> str:
        """A cell ends in a paragraph, and so does a document."""
        if not self.after_table and not empty:
            return ""
        self.gap = 0.0
        return self.paragraph("Separator", "", Shape(line=1.0))

    def table_ends(self, after: float) -> None:
        self.gap, self.after_table, self.started = after, True, True

    # --- inlines -------------------------------------------------------------------------------------------------

    @staticmethod
    def runs_right_to_left(inlines: Inlines) -> bool:
        """A paragraph runs as its first letter does."""
        first = _LETTER.search(runs_text(inlines))
        return bool(first and _RIGHT_TO_LEFT.match(first.group()))

    def inner(self, inlines: Inlines) -> str:
        return "".join(self._inline(inline) for inline in inlines)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Run():
                return _run(inline)
            case Link():
                return self._link(inline)
            case Break():
                return LINE_BREAK
            case Blank():
                return self.controls.blank(inline, self._blank(inline))

    def _link(self, link: Link) -> str:
        inner = "".join(_run(each, '<w:rStyle w:val="Hyperlink"/>') for each in link.runs)
        if link.target.startswith("#"):
            return f'<w:hyperlink w:anchor="{self.bookmarks[link.target[1:]]}" w:history="1">{inner}</w:hyperlink>'
        relation = self.links.setdefault(link.target, f"link-{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{relation}" w:history="1">{inner}</w:hyperlink>'

    def _blank(self, blank: Blank) -> str:
        """The label in brackets, and room to write on after it."""
        shown = f"[{blank.label}]"
        size = blank_size(self.style)
        missing = _BLANK_WIDTH - len(shown) * size * _USUAL_LETTER
        return shown + "\u00a0" * max(0, round(missing / (size * _NO_BREAK_SPACE)))


def _run(each: Run, style: str = "") -> str:
    look = style + (STRONG if each.strong else "") + (EMPHASIS if each.emphasis else "")
    if each.text.isascii() or not _RIGHT_TO_LEFT.search(each.text):
        return run(each.text, look)
    return "".join(_directed(piece, look) for piece in _RIGHT_TO_LEFT.split(each.text) if piece)


def _directed(piece: str, look: str) -> str:
    if not _RIGHT_TO_LEFT.match(piece):
        return run(piece, look)
    language = "he-IL" if re.match(f"[{_HEBREW}]", piece) else "ar-SA"
    return run(piece, f'{look}<w:rtl/><w:lang w:bidi="{language}"/>')


def bookmarked(ids: Iterator[str]) -> dict[str, str]:
    """Bookmark names for ids: letters, digits and low lines, forty at most, hidden from lists by the first of them."""
    names: dict[str, str] = {}
    for number, id in enumerate(ids, 1):
        name = "_" + re.sub(r"\W", "_", id, flags=re.ASCII)[:32]
        names[id] = f"{name}_{number}" if name in names.values() else name
    return names
