"""What stands on every page: the running head, the foot with its page count, the logo, the mark of a draft."""

from __future__ import annotations

from collections.abc import Collection
from math import hypot

from npgs_docs.document import Meta, Picture
from npgs_docs.render.word.drawings import logo_picture
from npgs_docs.render.word.paragraphs import TAB, Rule, Shape, field_code, paragraph, run
from npgs_docs.render.word.xml import DECLARED, HEAD, twips, value
from npgs_docs.style import Style

LOGO = "logo"
FIRST_HEAD = "header-first"
BETWEEN = " \u00b7 "
_FROM_TEXT = 16.0
_TO_RULE = 4.0
_LOGO_ABOVE_TEXT = 8.0
_MARK_COLOR = "#e6e6e6"
_MARK_SPAN = 0.72
_MARK_LARGEST = 130.0
_MARK_LETTER = 0.56
_MARK_CAPITAL = 0.66


def furniture(meta: Meta, style: Style, theirs: Collection[str] = ()) -> dict[str, str]:
    """The texts of the parts by their names, under which the section asks for them, but for those that are `theirs`.

    Where a file of theirs tells even pages apart, ours for the others stand there too.
    """
    foot = _foot(meta, style)
    made = {
        "header-default": _running_head(meta, style),
        FIRST_HEAD: _first_head(meta, style),
        "footer-default": foot,
        "footer-first": foot,
    }
    if _tells_even(theirs):
        made |= {"header-even": made["header-default"], "footer-even": foot}
    kinds = {name.partition("-")[0] for name in theirs}
    return {name: text for name, text in made.items() if name.partition("-")[0] not in kinds}


def _tells_even(theirs: Collection[str]) -> bool:
    return any(name.endswith("-even") for name in theirs)


def _first_head(meta: Meta, style: Style) -> str:
    """The head of the first page: the logo, if there is one, under the relation LOGO."""
    logo = logo_picture(meta.logo, LOGO, style) if meta.logo else ""
    return _head(paragraph("Header", draft_mark(meta, style, 1) + logo))


def _running_head(meta: Meta, style: Style) -> str:
    """The head of every page but the first. All heads start at one height, which a logo may have raised."""
    left, right = meta.head
    rules = {"bottom": Rule(style.hairline, style.rule, _TO_RULE)} if left or right else {}
    lower = _head_top(style, None) - _head_top(style, meta.logo)
    words = _apart(style, left and run(left), right and run(right)) if rules else ""
    return _head(paragraph("Header", draft_mark(meta, style, 2) + words, Shape(rules=rules, before=lower)))


def _foot(meta: Meta, style: Style) -> str:
    """The foot of every page; Word counts the pages."""
    return f"{HEAD}<w:ftr {DECLARED}>{paragraph('Footer', _apart(style, meta.foot and run(meta.foot), page_count()))}</w:ftr>"


def _apart(style: Style, left: str, right: str) -> str:
    """Runs at both ends of a line; in a file of theirs, whose stops may be anywhere, one after the other."""
    return run(BETWEEN).join(filter(None, (left, right))) if style.base else left + TAB + right


def page_count() -> str:
    return run("Page ") + field_code("PAGE", run("1")) + run(" of ") + field_code("NUMPAGES", run("1"))


def _head(inner: str) -> str:
    return f"{HEAD}<w:hdr {DECLARED}>{inner}</w:hdr>"


def section(style: Style, logo: Picture | None, theirs: Collection[str] = ()) -> str:
    """Paper and margins, and which head and foot stand where."""
    width, height = style.page
    said = style.base.margins if style.base else None
    tail = said.foot if said else max(style.margin_bottom - _FROM_TEXT - style.scale["furniture"].leading, 0)
    top = said.head if said else _head_top(style, logo)
    named = "".join(
        f'<w:{kind}Reference w:type="{page}" r:id="{kind}-{page}"/>'
        for kind in ("header", "footer")
        for page in ("default", "first", *(["even"] if _tells_even(theirs) else []))
    )
    return (
        f'<w:sectPr>{named}<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/>'
        f'<w:pgMar w:top="{twips(style.margin_top)}" w:right="{twips(style.margin_right)}" '
        f'w:bottom="{twips(style.margin_bottom)}" w:left="{twips(style.margin_left)}" '
        f'w:header="{twips(top)}" w:footer="{twips(tail)}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _head_top(style: Style, logo: Picture | None) -> float:
    """From the edge of the paper to the head, so that its foot, or that of the logo, stands where the PDF has it."""
    top = style.margin_top - _FROM_TEXT - _TO_RULE - style.scale["furniture"].leading
    if logo:
        top = min(top, style.margin_top - _LOGO_ABOVE_TEXT - style.logo_size(logo.width, logo.height)[1])
    return max(top, 0.0)


def draft_mark(meta: Meta, style: Style, number: int) -> str:
    """The mark of a draft as WordArt from corner to corner, behind the words and silent for screen readers."""
    if not meta.draft:
        return ""
    page = hypot(*style.page)
    size = min(_MARK_LARGEST, _MARK_SPAN * page / (len(meta.draft) * _MARK_LETTER))
    width, height = size * len(meta.draft) * _MARK_LETTER, size * _MARK_CAPITAL
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.0f}pt;height:{height:.0f}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    return (
        f'<w:r><w:pict>{_WORD_ART}<v:shape id="DraftMark{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt="" '
        f'style="{place}" o:allowincell="f" fillcolor="{_MARK_COLOR}" stroked="f">'
        f'<v:textpath style="font-family:&quot;{value(style.typeface.word)}&quot;;font-size:1pt;font-weight:bold" '
        f'string="{value(meta.draft)}"/><w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>'
    )


# Word's own kind 136 of drawing, plain WordArt: the words fill the frame.
_WORD_ART = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" '
    'xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
