"""A Word file in, passages out, one for each paragraph and numbered as the paragraphs of its body are.

Nothing is trimmed, so that a place in a passage is a place in the paragraph; deleted text that is still tracked is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from npgs_docs.checks.files.sizes import usual_size
from npgs_docs.checks.package import PROPERTIES, Element, Package, attribute, tag
from npgs_docs.checks.reading import FormField, Passage, Role, Traits

_TEXT = {tag("t"): None, tag("tab"): " ", tag("br"): "\n", tag("cr"): "\n", tag("noBreakHyphen"): "-"}


_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"


class Piece(NamedTuple):
    """An element that stands for text in a paragraph, and that text."""

    element: Element
    text: str


def word_passages(package: Package) -> tuple[tuple[Passage, ...], Traits]:
    """The passages of a package's main part, and its controls and language."""
    body = package.document.find(tag("body"))
    levels = _heading_levels(package)
    found = tuple(_passages(body, levels)) if body is not None else ()
    found += tuple(_margins(package))
    traits = Traits(
        _language(package),
        subject=_subject(package),
        letters=usual_size(package),
        fields=tuple(_controls(package.document)),
    )
    return found, traits


def _subject(package: Package) -> str:
    """What the file's properties say it is about."""
    if PROPERTIES not in package.parts:
        return ""
    return package.only_read(PROPERTIES).findtext(_SUBJECT) or ""


def _margins(package: Package) -> Iterator[Passage]:
    """The words of running heads and feet, which have no number; each once."""
    names = [name for name in package.parts if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
    texts = (
        "".join(piece.text for piece in pieces(one))
        for name in sorted(names)
        for one in paragraphs(package.only_read(name))
    )
    yield from (Passage(text, Role.FIELD) for text in dict.fromkeys(texts) if text.strip())


def paragraphs(body: Element) -> Iterator[Element]:
    """Every paragraph in order, those in tables, text boxes and controls too, each once."""
    for element in body.iter(tag("p")):
        if not any(one.tag.endswith("}Fallback") for one in element.iterancestors()):
            yield element


def pieces(paragraph: Element) -> Iterator[Piece]:
    """What can be read in a paragraph: no deleted text, no text of boxes that hang on it, no codes of fields."""
    for element in paragraph.iter():
        if element.tag not in _TEXT:
            continue
        above = [one.tag for one in _up_to(element, paragraph)]
        if (
            tag("del") in above
            or tag("moveFrom") in above
            or tag("p") in above
            or any(one.endswith("}Fallback") for one in above)
        ):
            continue
        fixed = _TEXT[element.tag]
        yield Piece(element, element.text or "" if fixed is None else fixed)


def _up_to(element: Element, top: Element) -> Iterator[Element]:
    for one in element.iterancestors():
        if one is top:
            return
        yield one


def _passages(body: Element, levels: Mapping[str, int]) -> Iterator[Passage]:
    heads: dict[Element, list[str]] = {}
    for number, paragraph in enumerate(paragraphs(body), start=1):
        text = "".join(piece.text for piece in pieces(paragraph))
        cell = next((one for one in paragraph.iterancestors() if one.tag == tag("tc")), None)
        if cell is not None:
            yield _cell(paragraph, cell, text, number, heads)
        elif text.strip():
            yield _plain(paragraph, text, number, levels)


def _plain(paragraph: Element, text: str, number: int, levels: Mapping[str, int]) -> Passage:
    style = attribute(paragraph.find(f"{tag('pPr')}/{tag('pStyle')}"), "val")
    level = levels.get(style, 0) or _outline(paragraph.find(tag("pPr")))
    listed = paragraph.find(f"{tag('pPr')}/{tag('numPr')}") is not None or style.lower().startswith("list")
    bold = not level and not listed and _all_bold(paragraph) and len(text) <= 70 and not text.rstrip().endswith(".")
    role = Role.HEADING if level or bold else Role.ITEM if listed or text.lstrip()[:1] in "•-*▪◦●" else Role.PARAGRAPH
    return Passage(text, role, level=level or (4 if bold else 0), paragraph=number)


def _cell(paragraph: Element, cell: Element, text: str, number: int, heads: dict[Element, list[str]]) -> Passage:
    row = next(cell.iterancestors(tag("tr")))
    table = next(row.iterancestors(tag("tbl")))
    cells = [one for one in row.iter(tag("tc")) if next(one.iterancestors(tag("tr"))) is row]
    at = cells.index(cell)
    if table not in heads:
        heads[table] = [_cell_text(one) for one in cells]
    first = _cell_text(cells[0]) if at else ""
    column = heads[table][at] if at < len(heads[table]) and row is not next(table.iter(tag("tr"))) else ""
    return Passage(text, Role.CELL, column=column, row=first, paragraph=number)


def _cell_text(cell: Element) -> str:
    return " ".join("".join(piece.text for piece in pieces(one)) for one in cell.iter(tag("p"))).strip()


def _all_bold(paragraph: Element) -> bool:
    runs = [run for run in paragraph.iter(tag("r")) if "".join(run.itertext()).strip()]
    return bool(runs) and all(_on(run.find(f"{tag('rPr')}/{tag('b')}")) for run in runs)


def _on(element: Element | None) -> bool:
    return element is not None and attribute(element, "val") not in {"0", "false", "off"}


def _outline(properties: Element | None) -> int:
    value = attribute(properties.find(tag("outlineLvl")) if properties is not None else None, "val")
    return int(value) + 1 if value.isdigit() and int(value) < 9 else 0


def _heading_levels(package: Package) -> dict[str, int]:
    """Levels of the styles that make headings, by the style's id; a style may have its level from the one it is based on."""
    styles = (
        {attribute(one, "styleId"): one for one in package.styles.iter(tag("style"))}
        if package.styles is not None
        else {}
    )
    return {id: level for id in styles if (level := _style_level(id, styles, 0))}


def _style_level(id: str, styles: Mapping[str, Element], depth: int) -> int:
    style = styles.get(id)
    if style is None or depth > 10:
        return 0
    name = attribute(style.find(tag("name")), "val").lower()
    if name == "title":
        return 1
    if name.startswith("heading ") and name[8:].isdigit():
        return int(name[8:])
    own = _outline(style.find(tag("pPr")))
    return own or _style_level(attribute(style.find(tag("basedOn")), "val"), styles, depth + 1)


def _language(package: Package) -> str:
    if package.styles is None:
        return ""
    return next((value for one in package.styles.iter(tag("lang")) if (value := attribute(one, "val"))), "")


def _controls(document: Element) -> Iterator[FormField]:
    """Content controls that can be filled in; a control without title has no name for a screen reader."""
    for properties in document.iter(tag("sdtPr")):
        if properties.find(tag("docPartObj")) is not None:
            continue
        title, name = (attribute(properties.find(tag(one)), "val") for one in ("alias", "tag"))
        box = any(child.tag.endswith("}checkbox") for child in properties)
        yield FormField(name, title, box)
