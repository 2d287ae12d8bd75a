"""Paragraphs and runs as text: properties in the one order that the schema allows."""

from __future__ import annotations

from dataclasses import dataclass, field

from npgs_docs.render.word.xml import eighths, rgb, text, twips


@dataclass(frozen=True, slots=True)
class Rule:
    """A border: width in points, colour ``#rrggbb``, distance from the words in points."""

    width: float
    color: str
    space: float = 0.0

    def drawn(self, side: str) -> str:
        line = f'w:val="single" w:sz="{eighths(self.width)}" w:space="{round(self.space)}" w:color="{rgb(self.color)}"'
        return f"<w:{side} {line}/>"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph has beside its style; lengths in points, None where the style decides.

    `numbering` is a list's number and level, `rules` borders by side, `tabs` pairs of kind and place, `right_to_left`
    says how the paragraph runs, `line` is an exact height of lines, `centred` sets
    small and large letters of a line on one centre line.
    """

    keep: bool = False
    fresh_page: bool = False
    numbering: tuple[int, int] | None = None
    rules: dict[str, Rule] = field(default_factory=dict)
    tabs: tuple[tuple[str, float], ...] = ()
    right_to_left: bool = False
    before: float | None = None
    after: float | None = None
    line: float | None = None
    left: float | None = None
    right: float | None = None
    hanging: float | None = None
    align: str = ""
    centred: bool = False


PLAIN = Shape()
FARTHEST_RULE = 31.0
"""How far from the words Word can draw a rule."""

_SIDES = ("top", "left", "bottom", "right")


def paragraph(style: str, inner: str, shape: Shape = PLAIN) -> str:
    """A paragraph of a style; `inner` is its runs as text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    direct = "" if shape is PLAIN else _direct(shape)
    properties = f"<w:pPr>{named}{direct}</w:pPr>" if named or direct else ""
    return f"<w:p>{properties}{inner}</w:p>"


def _direct(shape: Shape) -> str:
    parts = [
        "<w:keepNext/>" if shape.keep else "",
        "<w:pageBreakBefore/>" if shape.fresh_page else "",
        _numbering(shape.numbering) if shape.numbering else "",
        borders(shape.rules) if shape.rules else "",
        stops(shape.tabs) if shape.tabs else "",
        "<w:bidi/>" if shape.right_to_left else "",
        spacing(shape.before, shape.after, shape.line, exact=True),
        indent(shape.left, shape.right, shape.hanging),
        f'<w:jc w:val="{shape.align}"/>' if shape.align else "",
        '<w:textAlignment w:val="center"/>' if shape.centred else "",
    ]
    return "".join(parts)


def _numbering(numbering: tuple[int, int]) -> str:
    number, level = numbering
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def borders(rules: dict[str, Rule]) -> str:
    return f"<w:pBdr>{''.join(rules[side].drawn(side) for side in _SIDES if side in rules)}</w:pBdr>"


def stops(tabs: tuple[tuple[str, float], ...]) -> str:
    """Tab stops; a kind ending in ``.`` has a row of dots before it."""
    return f"<w:tabs>{''.join(_stop(kind, place) for kind, place in tabs)}</w:tabs>"


def _stop(kind: str, place: float) -> str:
    dots = ' w:leader="dot"' if kind.endswith(".") else ""
    return f'<w:tab w:val="{kind.removesuffix(".")}"{dots} w:pos="{twips(place)}"/>'


def spacing(before: float | None, after: float | None, line: float | None, *, exact: bool = False) -> str:
    """Space around a paragraph and the height of its lines."""
    values = []
    if before is not None:
        values.append(f'w:before="{twips(before)}"')
    if after is not None:
        values.append(f'w:after="{twips(after)}"')
    if line is not None:
        values.append(f'w:line="{twips(line)}" w:lineRule="{"exact" if exact else "atLeast"}"')
    return f"<w:spacing {' '.join(values)}/>" if values else ""


def indent(left: float | None, right: float | None = None, hanging: float | None = None) -> str:
    named = (("left", left), ("right", right), ("hanging", hanging))
    values = [f'w:{name}="{twips(length)}"' for name, length in named if length is not None]
    return f"<w:ind {' '.join(values)}/>" if values else ""


# --- runs ----------------------------------------------------------------------------------------------------

TAB = "<w:r><w:tab/></w:r>"
LINE_BREAK = "<w:r><w:br/></w:r>"
STRONG = "<w:b/><w:bCs/>"
EMPHASIS = "<w:i/><w:iCs/>"


def run(words: str, properties: str = "") -> str:
    """Words of one look; `properties` in the order of the schema."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text(words)}</w:t></w:r>'


def styled(words: str, style: str) -> str:
    """Words of a character style."""
    return run(words, f'<w:rStyle w:val="{style}"/>')


def field_code(code: str, shown: str, properties: str = "") -> str:
    """A field of Word's with its result; `shown` is runs as text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {text(code)} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>{shown}'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )
