"""Their styles and ours as one part: a style of theirs goes by our id where it has our name, and ours fill what is lacking."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from npgs_docs.render.word.theirs.properties import PARAGRAPH, RUN, put, section_of, stand_straight, take

_REFERENCES = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink")
_NOBODYS = ("Default Paragraph Font", "No List", "Normal Table")
"""What Word itself has for words, lists and tables without a style."""
_DEFAULTS = {"paragraph": "Normal", "character": "DefaultParagraphFont", "numbering": "NoList", "table": "TableNormal"}
_HELD = (
    (re.compile("Heading[1-6]"), ("keepNext", "keepLines", "pageBreakBefore", "numPr", "outlineLvl")),
    (re.compile("TOC[1-4]"), ("tabs", "ind")),
    (re.compile("TOCHeading"), ("keepNext", "pageBreakBefore", "numPr", "outlineLvl")),
    (re.compile("Caption|Eyebrow|TableHead"), ("keepNext",)),
)
"""What is no look but how a document works, by ids; this stays ours in styles of theirs."""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NOTHING = {
    "pageBreakBefore": f'<w:pageBreakBefore {_W} w:val="0"/>',
    "numPr": f'<w:numPr {_W}><w:numId w:val="0"/></w:numPr>',
}
_DEEPEST = 30
_SIZES = ("sz", "szCs")
_NO_TREE = f"<w:styles {_W}/>".encode()


@dataclass(frozen=True, slots=True)
class Join:
    """Two lists of styles about to be one.

    `renamed` gives an id of ours, or a free one, for ids of theirs; `shared` are the ids of ours that theirs define, `lacking`
    the names of ours that they do not.
    """

    theirs: Any
    ours: Any
    renamed: Mapping[str, str]
    shared: frozenset[str]
    lacking: tuple[str, ...]


def join_of(theirs: bytes, ours: str) -> Join:
    """How their part of styles (b"" where there is none) and ours go together."""
    tree, own = parse_xml(theirs or _NO_TREE), parse_xml(ours.encode())
    _without_doubles(tree)
    found = dict(_matches(tree, own))
    renamed = {one.get(qn("w:styleId"), ""): id for id, one in found.items()}
    renamed |= _collisions(tree, own, renamed)
    lacking = tuple(shown(_name(one)) for one in _styles(own) if _id(one) not in found and _name(one) not in _NOBODYS)
    return Join(tree, own, renamed, frozenset(found), lacking)


def shown(name: str) -> str:
    """A name as Word shows it; files have some of Word's own names in small letters."""
    return name.replace("toc ", "TOC ") if name.startswith("toc ") else name[:1].upper() + name[1:]


def _styles(root: Any) -> Iterator[Any]:
    yield from root.iterchildren(qn("w:style"))


def _id(style: Any) -> str:
    return str(style.get(qn("w:styleId"), ""))


def _name(style: Any) -> str:
    """The first of the names; others are nicknames after a comma."""
    named = style.find(qn("w:name"))
    return "" if named is None else str(named.get(qn("w:val"), "")).partition(",")[0].strip()


def _kind(style: Any) -> str:
    return str(style.get(qn("w:type"), "paragraph"))


def _without_doubles(root: Any) -> None:
    """Of styles with one id, the first counts; a style without an id cannot be used."""
    seen = {""}
    for style in list(_styles(root)):
        if _id(style) in seen:
            root.remove(style)
        seen.add(_id(style))


def _matches(theirs: Any, ours: Any) -> Iterator[tuple[str, Any]]:
    """Ids of ours with the style of theirs that has the name, or at least the id of one of Word's own."""
    by_name = {(_kind(one), _name(one).lower()): one for one in reversed(list(_styles(theirs)))}
    by_id = {(_kind(one), _id(one)): one for one in _styles(theirs)}
    named = {one: by_name.get((_kind(one), _name(one).lower())) for one in _styles(ours)}
    taken = {id(found) for found in named.values() if found is not None}
    for one, found in named.items():
        if found is None and one.get(qn("w:customStyle")) is None:
            other = by_id.get((_kind(one), _id(one)))
            found = None if other is None or id(other) in taken else other
        if found is not None:
            yield _id(one), found


def _collisions(theirs: Any, ours: Any, renamed: Mapping[str, str]) -> dict[str, str]:
    """New ids for styles of theirs that have an id of ours but mean something else."""
    own = {_id(one) for one in _styles(ours)}
    every = own | {_id(one) for one in _styles(theirs)}
    clashes = [_id(one) for one in _styles(theirs) if _id(one) in own and _id(one) not in renamed]
    return {id: next(free for free in _numbered(id) if free not in every) for id in clashes}


def _numbered(id: str) -> Iterator[str]:
    yield from (f"{id}-{number}" for number in range(1, 1000))


# --- one part of two -------------------------------------------------------------------------------------------


def rename(root: Any, renamed: Mapping[str, str]) -> None:
    """Every reference to a style in a tree, by its new id."""
    for one in root.iter(*(qn(f"w:{name}") for name in _REFERENCES)):
        one.set(qn("w:val"), renamed.get(one.get(qn("w:val"), ""), one.get(qn("w:val"), "")))


def unite(join: Join, text: str, least: int) -> None:
    """Make their tree the tree of both. `text` is our colour of words (``000000``), which gives way to theirs.

    `least` is the smallest size of letters in half points: where it is not 0, sizes and spaces are ours.
    """
    for style in _styles(join.theirs):
        style.set(qn("w:styleId"), join.renamed.get(_id(style), _id(style)))
    rename(join.theirs, join.renamed)
    ours = {_id(one): one for one in _styles(join.ours)}
    for style in list(_styles(join.theirs)):
        if _id(style) in join.shared:
            _named_as(style, ours[_id(style)])
            _hold(style, ours[_id(style)], large=least > 0)
    _settle_defaults(join, least)
    usual = _usual_properties(join.theirs)
    for id, one in ours.items():
        if id not in join.shared:
            given = _given(one, text)
            join.theirs.append(given)
            if _kind(given) == "paragraph":
                stand_straight(section_of(given, "pPr"), usual)
    _free_headings(join.theirs)
    _settle_usual(join.theirs)
    _drop_dead_ends(join.theirs)


def _free_headings(tree: Any) -> None:
    """A heading does not take over a page break or a number from a style of theirs that it is based on."""
    by_id = {_id(one): one for one in _styles(tree)}
    for style in (one for id, one in by_id.items() if _HELD[0][0].fullmatch(id)):
        said = {one.tag for above in _above(style, by_id) for one in above.iterfind(f"{qn('w:pPr')}/*")}
        for tag, nothing in _NOTHING.items():
            properties = section_of(style, "pPr")
            if qn(f"w:{tag}") in said and properties.find(qn(f"w:{tag}")) is None:
                put(properties, parse_xml(nothing), PARAGRAPH)


def _above(style: Any, by_id: Mapping[str, Any]) -> Iterator[Any]:
    """The styles that a style is based on, nearest first."""
    for _ in range(_DEEPEST):
        named = style.find(qn("w:basedOn"))
        style = by_id.get(named.get(qn("w:val"), "")) if named is not None else None
        if style is None:
            return
        yield style


def _named_as(theirs: Any, ours: Any) -> None:
    """Word knows its own styles by one spelling of their names; the nicknames of theirs stay."""
    named = theirs.find(qn("w:name"))
    if named is None:
        named = copy.deepcopy(ours.find(qn("w:name")))
        theirs.insert(0, named)
    _, comma, others = named.get(qn("w:val"), "").partition(",")
    named.set(qn("w:val"), f"{_name(ours)}{comma}{others}")


def _hold(theirs: Any, ours: Any, *, large: bool) -> None:
    """What is no matter of looks is as in ours; in large print the sizes and spaces too."""
    tags = [tag for pattern, tags in _HELD if pattern.fullmatch(_id(theirs)) for tag in tags]
    if _id(theirs) == "ListBullet" and theirs.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is None:
        tags.append("numPr")
    if large:
        tags.append("spacing")
        _take_over(theirs, ours, "rPr", _SIZES, RUN)
    _take_over(theirs, ours, "pPr", tags, PARAGRAPH)


def _take_over(theirs: Any, ours: Any, section: str, tags: Iterable[str], order: tuple[str, ...]) -> None:
    own = ours.find(qn(f"w:{section}"))
    for tag in tags:
        found = own.find(qn(f"w:{tag}")) if own is not None else None
        if found is not None:
            put(section_of(theirs, section), copy.deepcopy(found), order)
        else:
            take(theirs.find(qn(f"w:{section}")), tag)


def _usual_properties(tree: Any) -> frozenset[str]:
    """The names of what their Normal says of paragraphs."""
    found = (one.find(qn("w:pPr")) for one in _styles(tree) if _id(one) == _DEFAULTS["paragraph"])
    properties = next(found, None)
    return frozenset() if properties is None else frozenset(one.tag.rpartition("}")[2] for one in properties)


def _given(ours: Any, text: str) -> Any:
    """A style of ours to be theirs: its words have the colour of theirs, unless they have one for a reason."""
    one = copy.deepcopy(ours)
    color = one.find(f"{qn('w:rPr')}/{qn('w:color')}")
    if color is not None and color.get(qn("w:val")) == text:
        color.getparent().remove(color)
    return one


def _settle_defaults(join: Join, least: int) -> None:
    """What holds for every word: theirs, or ours where they say nothing; the language is the document's."""
    tree = join.theirs
    defaults, ours = tree.find(qn("w:docDefaults")), join.ours.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = copy.deepcopy(ours)
        tree.insert(0, defaults)
    if defaults.find(qn("w:rPrDefault")) is None:
        defaults.insert(0, copy.deepcopy(ours.find(qn("w:rPrDefault"))))
    for one in list(tree.iter(qn("w:lang"))):
        one.getparent().remove(one)
    properties = section_of(defaults.find(qn("w:rPrDefault")), "rPr")
    put(properties, copy.deepcopy(ours.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")), RUN)
    if least:
        enlarge(tree, least)
        for tag in _SIZES:
            if properties.find(qn(f"w:{tag}")) is None:
                put(properties, copy.deepcopy(ours.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn(f'w:{tag}')}")), RUN)


def enlarge(root: Any, least: int) -> None:
    """No letters of a tree, whose sizes are whole numbers, are smaller than `least` half points, and no line is too low for them."""
    for one in root.iter(*(qn(f"w:{tag}") for tag in _SIZES)):
        if int(one.get(qn("w:val"))) < least:
            one.set(qn("w:val"), str(least))
    for one in root.iter(qn("w:spacing")):
        if one.get(qn("w:lineRule")) == "exact":
            one.set(qn("w:lineRule"), "atLeast")


def _settle_usual(tree: Any) -> None:
    """One style of each kind is the usual one: Normal for paragraphs."""
    for style in _styles(tree):
        style.attrib.pop(qn("w:default"), None)
        if _DEFAULTS.get(_kind(style)) == _id(style):
            style.set(qn("w:default"), "1")


def ids_of(tree: Any) -> frozenset[str]:
    return frozenset(_id(one) for one in _styles(tree))


def drop_unknown(root: Any, known: Collection[str]) -> None:
    """What names a style that is not there has the usual one, as Word shows it."""
    for one in list(root.iter(*(qn(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle")))):
        if one.get(qn("w:val")) not in known:
            one.getparent().remove(one)


def _drop_dead_ends(tree: Any) -> None:
    """References to styles that are not there, which come from other programs."""
    known = ids_of(tree)
    for style in _styles(tree):
        for name in ("basedOn", "next", "link"):
            one = style.find(qn(f"w:{name}"))
            if one is not None and one.get(qn("w:val")) not in known - ({_id(style)} if name == "basedOn" else set()):
                style.remove(one)
