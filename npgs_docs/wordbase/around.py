"""Heads and feet of an organization's Word file: for each page the one that stands there, cleaned, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from npgs_docs.errors import UnfitError
from npgs_docs.style import Margins, WordPart
from npgs_docs.wordbase.cleaning import cleaned
from npgs_docs.wordbase.package import Package, R, Relation, W, damaged

KINDS = ("header", "footer")
_ROOTS = {"header": "hdr", "footer": "ftr"}
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PICTURES = ("image", "hdphoto")
_LINKS = ("http://", "https://", "mailto:")
_SHOWN = ("drawing", "pict", "object", "fldSimple", "instrText", "pBdr", "tbl")
_TWIPS = 20
_LEAST_WIDTH, _MOST_ACROSS = 300.0, 8.5 * 72


@dataclass(frozen=True, slots=True)
class Pages:
    """What stands around the text of a file: whether the first and the even pages are their own, heads and feet by page."""

    first: bool
    even: bool
    named: Mapping[tuple[str, str], str]
    margins: Margins | None


def pages_of(package: Package, settings: Any) -> Pages:
    """Of the first upright section, or of the first where none is; a section takes over what those before it have."""
    sections = list(package.xml(package.main).iter(f"{W}sectPr"))
    upright = [at for at, one in enumerate(sections) if not _lies(one)]
    chosen = upright[0] if upright else 0
    targets = {one.id: one.target for one in package.relations(package.main)}
    named = dict(_references(sections[: chosen + 1], targets, package))
    first = bool(sections) and _on(sections[chosen].find(f"{W}titlePg"))
    even = settings is not None and _on(settings.find(f"{W}evenAndOddHeaders"))
    return Pages(first, even, named, _margins(sections[chosen]) if upright else None)


def _lies(section: Any) -> bool:
    size = section.find(f"{W}pgSz")
    return size is not None and _number(size, "w") > _number(size, "h")


def _references(
    sections: list[Any], targets: Mapping[str, str], package: Package
) -> Iterator[tuple[tuple[str, str], str]]:
    for section in sections:
        for kind in KINDS:
            for one in section.iterchildren(f"{W}{kind}Reference"):
                target = targets.get(one.get(f"{R}id", ""), "")
                if target in package.names:
                    yield (kind, one.get(f"{W}type", "default")), target


def _on(element: Any) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def _number(element: Any, name: str) -> float:
    """An attribute in twips as points; whole numbers, and lengths that end in ``pt``."""
    said = element.get(f"{W}{name}", "0")
    try:
        return float(said.removesuffix("pt")) if said.endswith("pt") else float(said) / _TWIPS
    except ValueError:
        return 0.0


def _margins(section: Any) -> Margins | None:
    """None where the file says nothing, or leaves too little room for a form on a page of any size."""
    said = section.find(f"{W}pgMar")
    if said is None:
        return None
    top, right, bottom, left, head, foot = (
        _number(said, name) for name in ("top", "right", "bottom", "left", "header", "footer")
    )
    left += _number(said, "gutter")
    if min(right, left) < 0 or _MOST_ACROSS - left - right < _LEAST_WIDTH or max(abs(top), abs(bottom)) > _LEAST_WIDTH:
        return None
    return Margins(abs(top), right, abs(bottom), left, head, foot)


# --- heads and feet --------------------------------------------------------------------------------------------


def around(package: Package, pages: Pages) -> tuple[WordPart, ...]:
    """The parts of heads and feet, those of a kind only where one of them holds something.

    Every kind has one for the first page and one for the others, and for even pages where the file tells them apart.
    """
    parts: dict[str, WordPart] = {}
    for kind in KINDS:
        roots = {page: package.tree(name, _ROOTS[kind]) for (which, page), name in pages.named.items() if which == kind}
        if any(_shows(root) for root in roots.values()):
            for page in ("default", "first", *(["even"] if pages.even else [])):
                parts.update(_made(package, kind, page, pages))
    return tuple(parts.values())


def _shows(root: Any) -> bool:
    words = any((one.text or "").strip() for one in root.iter(f"{W}t"))
    return words or next(root.iter(*(f"{W}{name}" for name in _SHOWN)), None) is not None


def _made(package: Package, kind: str, page: str, pages: Pages) -> dict[str, WordPart]:
    """One head or foot under its page's name; a page that the file does not tell apart has the usual one."""
    told_apart = page != "first" or pages.first
    source = pages.named.get((kind, page if told_apart else "default"))
    name = f"{kind}-{page}.xml"
    root = cleaned(package.xml(source)) if source else _blank(kind)
    made = WordPart(f"word/{name}", f"{_CONTENT}.{kind}+xml", etree.tostring(root))
    return {name: made} | (with_relations(package, source, root, name) if source else {})


def with_relations(package: Package, source: str, root: Any, name: str) -> dict[str, WordPart]:
    """What the part `source` is related to, as it will be for the part ``word/<name>``, and the pictures it shows."""
    kept = list(_kept(package, source, root))
    parts = {one.target: _copied(package, one.target) for one in kept if not one.outside}
    folder, _, own = f"word/{name}".rpartition("/")
    return parts | ({f"{name}.rels": WordPart(f"{folder}/_rels/{own}.rels", "", _rels(kept))} if kept else {})


def _copied(package: Package, name: str) -> WordPart:
    return WordPart(name, package.content_type(name), package.data(name))


def _blank(kind: str) -> Any:
    root = etree.Element(f"{W}{_ROOTS[kind]}", nsmap={"w": W[1:-1]})
    etree.SubElement(root, f"{W}p")
    return root


def _kept(package: Package, source: str, root: Any) -> Iterator[Relation]:
    """The relations that a head or foot uses. Raises UnfitError for what cannot come along."""
    used = {value for one in root.iter() for name, value in one.attrib.items() if name.startswith(R)}
    for relation in package.relations(source):
        if relation.id in used:
            _refuse_unfit(package, relation)
            yield relation


def _refuse_unfit(package: Package, relation: Relation) -> None:
    """Raises UnfitError for anything but pictures that are in the file, and links to the web or to mail."""
    if relation.kind in _PICTURES and relation.outside:
        raise UnfitError(
            f'a picture in the header or footer of "{package.name}" is only linked to',
            "Insert the picture itself: Insert, Pictures.",
        )
    if relation.kind in _PICTURES and relation.target not in package.names:
        raise UnfitError(
            f'a picture in the header or footer of "{package.name}" is missing from the file',
            "Insert the picture again, and save.",
        )
    if relation.kind in _PICTURES and not package.content_type(relation.target).startswith("image/"):
        raise damaged(package.name, f"{relation.target} is no picture")
    linked = relation.kind == "hyperlink" and relation.outside and relation.target.startswith(_LINKS)
    if relation.kind not in _PICTURES and not linked:
        raise UnfitError(
            f'the header or footer of "{package.name}" holds what cannot be copied into other files ({relation.kind})',
            "Put a picture or words in its place.",
        )


def _rels(relations: list[Relation]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for one in sorted(relations, key=lambda relation: relation.id):
        made = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", Id=one.id, Type=one.type)
        made.set("Target", one.target if one.outside else f"/{one.target}")
        if one.outside:
            made.set("TargetMode", "External")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
