"""How a document looks, as data: paper, margins, one type scale, one accent. No format is named and nothing is drawn.

Lengths are points (1/72 inch). Both writers read the same numbers, which is why their pages look alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

MM = 72 / 25.4
INCH = 72.0
_COVER = 1.3


class Paper(StrEnum):
    LETTER = "letter"
    A4 = "a4"


class Edition(StrEnum):
    """STANDARD, or LARGE_PRINT re-laid-out at 18 points (never scaled), after the ACB guideline of 2022."""

    STANDARD = "standard"
    LARGE_PRINT = "large-print"


PAPER_SIZES = {Paper.LETTER: (8.5 * INCH, 11 * INCH), Paper.A4: (210 * MM, 297 * MM)}


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family by the name Word knows it under, and the TrueType files that the PDF embeds.

    A bare file name is one of the bundled fonts, anything longer a path. `typing` is what a PDF viewer types with.
    """

    word: str
    regular: str
    bold: str
    italic: str
    bold_italic: str
    typing: str = "NpgsForm-Carlito.ttf"


def _bundled(word: str, family: str) -> Typeface:
    """A bundled family whose letters are as wide as those of the family Word knows."""
    regular, bold, italic, both = (f"{family}-{look}.ttf" for look in ("Regular", "Bold", "Italic", "BoldItalic"))
    return Typeface(word, regular, bold, italic, both, f"NpgsForm-{family}.ttf")


@dataclass(frozen=True, slots=True)
class WordPart:
    """A part of a Word file: its name, its content type ("" for the usual one of its ending) and its bytes."""

    name: str
    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page, and how far its head and foot stand from the edge, in points."""

    top: float
    right: float
    bottom: float
    left: float
    head: float
    foot: float

    def at_most(self, right: float, bottom: float, left: float) -> Margins:
        """The smaller of each margin and another; at the top a head may need all of it."""
        return replace(self, right=min(self.right, right), bottom=min(self.bottom, bottom), left=min(self.left, left))


@dataclass(frozen=True, slots=True)
class WordBase:
    """An organization's own Word file, without its text, that ours in Word are made on.

    `parts` are those of ``word/``: styles, numbering, theme, settings and fonts under their usual names, heads and feet under the
    page they stand on (``word/header-first.xml``), and the pictures in these. `margins` are None where ours are to be
    used, `accent` is the ``#rrggbb`` of Heading 1 or "". `name` is for messages, `sha256` that of the whole file.
    """

    name: str
    sha256: str
    parts: tuple[WordPart, ...]
    margins: Margins | None = None
    accent: str = ""

    @property
    def has_head(self) -> bool:
        """Whether its head stands in the place of ours."""
        return any(one.name.startswith("word/header-") for one in self.parts)


CALIBRI = _bundled("Calibri", "Carlito")
ARIAL = _bundled("Arial", "LiberationSans")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One voice of the type scale. `before` and `after` are the space around a paragraph."""

    size: float
    leading: float
    before: float = 0
    after: float = 0
    strong: bool = False
    accent: bool = False
    muted: bool = False


def _standard_scale() -> dict[str, TextStyle]:
    return {
        "body": TextStyle(11, 14.5, after=6),
        "lead": TextStyle(12.5, 17, after=9),
        "small": TextStyle(9.5, 12.5, after=5, muted=True),
        "eyebrow": TextStyle(10.5, 14, after=3, strong=True, accent=True),
        "item": TextStyle(11, 14.5, after=3),
        "cell": TextStyle(10, 13),
        "cell-head": TextStyle(10, 13, strong=True),
        "caption": TextStyle(10, 13.5, before=6, after=4, strong=True),
        "contents": TextStyle(11, 14.5, after=2),
        "prompt": TextStyle(10.5, 13.5),
        "label": TextStyle(9.5, 12, strong=True),
        "mark": TextStyle(9, 11, strong=True),
        "id": TextStyle(7.5, 9, muted=True),
        "furniture": TextStyle(8.5, 11, muted=True),
        "heading-1": TextStyle(23, 27, after=9, strong=True, accent=True),
        "heading-2": TextStyle(15, 19, before=13, after=4, strong=True, accent=True),
        "heading-3": TextStyle(12, 15.5, before=11, after=3.5, strong=True),
        "heading-4": TextStyle(11, 15, before=9, after=3, strong=True),
    }


def _close_scale() -> dict[str, TextStyle]:
    """The standard voices in the same sizes, set closer: for a description or a posting, read on few pages."""
    scale = _standard_scale()
    return scale | {
        "body": replace(scale["body"], leading=14, after=5),
        "lead": replace(scale["lead"], size=12, leading=15.5, after=7),
        "item": replace(scale["item"], leading=14, after=1.5),
        "heading-1": replace(scale["heading-1"], size=21, leading=25, after=7),
        "heading-2": replace(scale["heading-2"], size=14, leading=17.5, before=10, after=3),
    }


def _form_scale() -> dict[str, TextStyle]:
    """The standard voices closer together: a form is read in short pieces, and its room belongs to the pen."""
    return _standard_scale() | {
        "body": TextStyle(10.5, 13.5, after=5),
        "lead": TextStyle(11, 14.5, after=7),
        "small": TextStyle(9.5, 12, after=4, muted=True),
        "eyebrow": TextStyle(10, 13, after=1, strong=True, accent=True),
        "item": TextStyle(10.5, 13.5, after=2),
        "caption": TextStyle(11.5, 14.5, before=8, after=2, strong=True),
        "heading-1": TextStyle(20, 24, after=5, strong=True, accent=True),
        "heading-2": TextStyle(11.5, 14.5, before=8, after=2.5, strong=True),
        "heading-3": TextStyle(11, 14, before=7, after=2.5, strong=True),
    }


def _bound(scale: dict[str, TextStyle]) -> dict[str, TextStyle]:
    """The voices of documents bound into one: each one's title is a heading of level 2 there and looks as before.

    The cover's own title stands a step above them.
    """
    first = scale["heading-1"]
    cover = replace(first, size=first.size * _COVER, leading=first.leading * _COVER)
    return scale | {f"heading-{level + 1}": scale[f"heading-{level}"] for level in (1, 2, 3)} | {"heading-1": cover}


def _large_scale() -> dict[str, TextStyle]:
    """The standard voices at 18 points with 1.15 line spacing; headings 22 and 20, nothing under 18."""
    body, second, first = 18.0, 20.0, 22.0

    def large(name: str, style: TextStyle) -> TextStyle:
        size = {"heading-1": first, "heading-2": second}.get(name, body)
        spread = size * 1.2 * 1.15
        return replace(
            style, size=size, leading=spread, before=style.before * 1.4, after=max(style.after * 1.6, 4), muted=False
        )

    return {name: large(name, style) for name, style in _standard_scale().items()}


@dataclass(frozen=True, slots=True)
class Style:
    """Everything a writer needs to know about looks.

    `base` is the organization's own Word file, which a PDF takes no notice of.
    `box` is the side of a tick box, `box_gap` the room between box and words, `line_pitch` the distance of writing
    lines, `signature` the height of a signature line, `logo` the largest
    width and height of a logo. `stacked` sets tables as blocks, one under the other.
    `text`, `muted`, `accent` and `rule` are ``#rrggbb``; `hairline` is the width of rules.
    """

    paper: Paper = Paper.LETTER
    edition: Edition = Edition.STANDARD
    typeface: Typeface = CALIBRI
    base: WordBase | None = None
    scale: dict[str, TextStyle] = field(default_factory=_standard_scale)
    margin_top: float = 0.9 * INCH
    margin_bottom: float = 0.85 * INCH
    margin_left: float = 1.0 * INCH
    margin_right: float = 1.0 * INCH
    text: str = "#000000"
    muted: str = "#444444"
    accent: str = "#000000"
    rule: str = "#7a7a7a"
    fill: str = "#f2f2f2"
    hairline: float = 0.5
    box: float = 5 * MM
    box_gap: float = 3.5 * MM
    line_pitch: float = 8.5 * MM
    signature: float = 12 * MM
    logo: tuple[float, float] = (2.6 * INCH, 0.46 * INCH)
    stacked: bool = False

    @property
    def page(self) -> tuple[float, float]:
        return PAPER_SIZES[self.paper]

    @property
    def text_width(self) -> float:
        return self.page[0] - self.margin_left - self.margin_right

    def logo_size(self, width: int, height: int) -> tuple[float, float]:
        """A picture of so many pixels as large as a logo may be, in its own proportions."""
        scale = min(self.logo[0] / width, self.logo[1] / height)
        return width * scale, height * scale


def style_for(
    *,
    paper: Paper = Paper.LETTER,
    edition: Edition = Edition.STANDARD,
    accent: str = "#000000",
    typeface: Typeface | None = None,
    base: WordBase | None = None,
    form: bool = False,
    close: bool = False,
    bound: bool = False,
) -> Style:
    """The style of one document. Forms are black and keep 0.75 in for hole punching; large print keeps 1 in all round.

    `base` is the organization's own Word file, whose margins forms take over only where they leave more room. `typeface`
    is the organization's own; without it the usual ones are used: Calibri, and Arial in large print. `close`
    saves room between lines, not in their size; large print takes no notice of it. `bound` is for a binder, where the
    titles of the documents in it are headings of level 2.
    """
    shade = "#000000" if form else accent
    style = Style(paper=paper, edition=edition, accent=shade, typeface=typeface or CALIBRI, base=base)
    if close:
        style = replace(style, scale=_close_scale(), margin_top=0.8 * INCH, margin_bottom=0.75 * INCH)
        style = replace(style, margin_left=0.9 * INCH, margin_right=0.9 * INCH)
    if form:
        style = replace(
            style,
            scale=_form_scale(),
            margin_top=0.75 * INCH,
            margin_bottom=0.65 * INCH,
            margin_left=0.8 * INCH,
            margin_right=0.7 * INCH,
        )
    if edition is Edition.LARGE_PRINT:
        style = replace(
            style,
            typeface=typeface or ARIAL,
            scale=_large_scale(),
            margin_top=INCH,
            margin_bottom=INCH,
            margin_left=INCH,
            margin_right=INCH,
            muted="#000000",
            box=8 * MM,
            box_gap=5.5 * MM,
            line_pitch=13 * MM,
            signature=18 * MM,
            stacked=True,
        )
    if form and base and base.margins:
        kept = base.margins.at_most(style.margin_right, style.margin_bottom, style.margin_left)
        style = replace(style, base=replace(base, margins=kept))
    return replace(style, scale=_bound(style.scale)) if bound else style
