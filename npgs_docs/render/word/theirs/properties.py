"""Properties of paragraphs and runs put into a tree in the one order that the schema allows."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

PARAGRAPH = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd",
    "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
    "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange",
)  # fmt: skip
RUN = (
    "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike", "outline", "shadow", "emboss", "imprint",
    "noProof", "snapToGrid", "vanish", "webHidden", "color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u",
    "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange",
)  # fmt: skip
_AFTER_PARAGRAPH = ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr")
_AFTER_RUN = ("tblPr", "trPr", "tcPr", "tblStylePr")


_SIDES = {"start": "left", "end": "right"}
_SIDED = ("jc", "lvlJc", "tab")


def as_word_writes(tree: Any) -> None:
    """What other programs write in words of a later standard, in the words that every Word reads."""
    for one in tree.iter(*(qn(f"w:{name}") for name in _SIDED)):
        if (side := _SIDES.get(one.get(qn("w:val"), ""))) is not None:
            one.set(qn("w:val"), side)
    for one in tree.iter(qn("w:charset")):
        one.attrib.pop(qn("w:characterSet"), None)
    for one in list(tree.iter(qn("w:sz"), qn("w:szCs"))):
        _in_half_points(one)


def _in_half_points(size: Any) -> None:
    """A size as a whole number; one that is none says nothing and goes."""
    said = size.get(qn("w:val"), "")
    try:
        halves = float(said.removesuffix("pt")) * (2 if said.endswith("pt") else 1)
        size.set(qn("w:val"), str(round(halves)))
    except (ValueError, OverflowError):
        size.getparent().remove(size)


def section_of(style: Any, name: str) -> Any:
    """The properties of a style (``pPr`` or ``rPr``), made where it has none."""
    found = style.find(qn(f"w:{name}"))
    if found is None:
        found = OxmlElement(f"w:{name}")
        later = {qn(f"w:{tag}") for tag in (_AFTER_PARAGRAPH if name == "pPr" else _AFTER_RUN)}
        _before(style, found, later)
    return found


def put(properties: Any, element: Any, order: tuple[str, ...]) -> None:
    """An element among its like, in place of one of the same name."""
    for one in properties.findall(element.tag):
        properties.remove(one)
    name = element.tag.rpartition("}")[2]
    _before(properties, element, {qn(f"w:{tag}") for tag in order[order.index(name) + 1 :]})


def stand_straight(properties: Any, usual: Collection[str]) -> None:
    """A paragraph of ours does not take over an indent, justified lines or closed-up space from their `usual` ones: a cell or
    a label would be torn apart by them."""
    if "ind" in usual:
        found = properties.find(qn("w:ind"))
        indent = OxmlElement("w:ind") if found is None else found
        sides = {"left": "0", "right": "0"} | ({} if indent.get(qn("w:hanging")) else {"firstLine": "0"})
        for name, length in sides.items():
            indent.set(qn(f"w:{name}"), indent.get(qn(f"w:{name}"), length))
        put(properties, indent, PARAGRAPH)
    for name, value in (("contextualSpacing", "0"), ("jc", "left")):
        if name in usual and properties.find(qn(f"w:{name}")) is None:
            put(properties, OxmlElement(f"w:{name}", {qn("w:val"): value}), PARAGRAPH)


def take(properties: Any, name: str) -> None:
    """Remove what has a name; `properties` may be None."""
    for one in properties.findall(qn(f"w:{name}")) if properties is not None else ():
        properties.remove(one)


def _before(parent: Any, element: Any, later: set[str]) -> None:
    """Put an element in before the first that has to come later."""
    at = next((at for at, one in enumerate(parent) if one.tag in later), len(parent))
    parent.insert(at, element)
