"""The content controls of a Word file in; names, labels, kinds, what they show and what they are bound to out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lxml import etree

from npgs_docs.verify.word.package import NAMES, W14, Package, W

_PREFIX = re.compile(r"xmlns:([\w.-]+)\s*=\s*['\"]([^'\"]*)['\"]")
_YES = ("1", "true", "on")
_NO_PROPERTIES = etree.Element(f"{W}sdtPr")
_UNANSWERED = {
    f"{W}{name}" for name in ("docPartObj", "docPartList", "picture", "group", "citation", "bibliography", "equation")
}
_CHOICES = {f"{W}dropDownList", f"{W}comboBox"}


class ControlKind(StrEnum):
    TEXT = "text"
    BOX = "box"
    DATE = "date"
    CHOICE = "choice"
    OTHER = "other"
    """Pictures, building blocks and groups: nothing to answer."""


@dataclass(frozen=True, slots=True)
class Binding:
    """Where a control's answer is kept: a path in the part of custom XML with an identity."""

    store: str
    path: str
    prefixes: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """One content control. `shown` is what it shows as words, `ticked` is None unless it is a box.

    `placeholder` says that what it shows is an invitation and no answer.
    """

    tag: str
    title: str
    id: str
    kind: ControlKind
    shown: str
    placeholder: bool
    ticked: bool | None
    binding: Binding | None
    properties: Any
    glyphs: tuple[str, str] = ("", "")


def controls_of(root: Any) -> list[Control]:
    """Every control of a part, in the order of the document."""
    return [_control(one) for one in root.iter(f"{W}sdt")]


def _control(element: Any) -> Control:
    parts = _children(element)
    properties = parts.get(f"{W}sdtPr", _NO_PROPERTIES)
    has = _children(properties)
    content, box = parts.get(f"{W}sdtContent"), _children(has.get(f"{W14}checkbox"))
    return Control(
        tag=_value(has, "tag"),
        title=_value(has, "alias"),
        id=_value(has, "id"),
        kind=_kind(has),
        shown=words(content) if content is not None else "",
        placeholder=f"{W}showingPlcHdr" in has,
        ticked=_state(box, "checked", "0").lower() in _YES if f"{W14}checkbox" in has else None,
        binding=_binding(has.get(f"{W}dataBinding")),
        properties=properties,
        glyphs=(_glyph(box, "uncheckedState"), _glyph(box, "checkedState")),
    )


def _children(element: Any) -> dict[str, Any]:
    """The first child of each name; none of what is None."""
    return {} if element is None else {one.tag: one for one in element.iterchildren(reversed=True)}


def _kind(has: Mapping[str, Any]) -> ControlKind:
    if f"{W14}checkbox" in has:
        return ControlKind.BOX
    if _UNANSWERED & has.keys():
        return ControlKind.OTHER
    if f"{W}date" in has:
        return ControlKind.DATE
    return ControlKind.CHOICE if _CHOICES & has.keys() else ControlKind.TEXT


def _value(has: Mapping[str, Any], name: str) -> str:
    found = has.get(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _state(box: Mapping[str, Any], name: str, otherwise: str) -> str:
    found = box.get(f"{W14}{name}")
    return otherwise if found is None else found.get(f"{W14}val", otherwise)


def _glyph(box: Mapping[str, Any], name: str) -> str:
    try:
        return chr(int(_state(box, name, ""), 16))
    except ValueError:
        return ""


def _binding(found: Any) -> Binding | None:
    if found is None:
        return None
    prefixes = dict(_PREFIX.findall(found.get(f"{W}prefixMappings", "")))
    return Binding(found.get(f"{W}storeItemID", ""), found.get(f"{W}xpath", ""), prefixes)


def words(element: Any) -> str:
    """The words in an element; line breaks and ends of paragraphs as newlines, without what was deleted."""
    parts: list[str] = []
    for one in element.iter(f"{W}t", f"{W}br", f"{W}cr", f"{W}tab", f"{W}p", f"{W}noBreakHyphen"):
        match one.tag.removeprefix(W):
            case "t":
                parts.append(one.text or "")
            case "p":
                parts.append("\n" if parts else "")
            case "tab":
                parts.append("\t" if one.getparent().tag == f"{W}r" else "")
            case "noBreakHyphen":
                parts.append("\u2011")
            case _:
                parts.append("\n")
    return "".join(parts)


# --- the parts that hold answers -------------------------------------------------------------------------------


def stores_of(package: Package) -> dict[str, Any]:
    """The parts of custom XML by their identity, in small letters."""
    found = {}
    for part in sorted(package.related(package.main, "customXml")):
        for properties in package.related(part, "customXmlProps"):
            root = package.xml(properties)
            found[root.get(f"{{{NAMES['ds']}}}itemID", "").lower()] = package.xml(part)
    return found


def bound_nodes(binding: Binding, stores: Mapping[str, Any]) -> list[Any] | None:
    """The nodes that a binding leads to; None where its part is not in the file or its path cannot be read."""
    root = stores.get(binding.store.lower())
    if root is None:
        return None
    try:
        nodes = root.getroottree().xpath(binding.path, namespaces=dict(binding.prefixes) or None)
    except (etree.XPathError, ValueError):
        return None
    return list(nodes) if isinstance(nodes, list) else None


def node_text(node: Any) -> str:
    return str(node) if isinstance(node, str) else "".join(node.itertext())


def legacy_fields(root: Any) -> Iterator[Any]:
    """The form fields of Word before 2007."""
    yield from root.iter(f"{W}ffData")
