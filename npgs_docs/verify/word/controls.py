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
    found = element.find(f"{W}sdtPr")
    properties = found if found is not None else etree.Element(f"{W}sdtPr")
    content = element.find(f"{W}sdtContent")
    box = properties.find(f"{W14}checkbox")
    kind = _kind(properties, box)
    return Control(
        tag=_value(properties, "tag"),
        title=_value(properties, "alias"),
        id=_value(properties, "id"),
        kind=kind,
        shown=words(content) if content is not None else "",
        placeholder=properties.find(f"{W}showingPlcHdr") is not None,
        ticked=None if box is None else _state(box, "checked", "0").lower() in _YES,
        binding=_binding(properties.find(f"{W}dataBinding")),
        properties=properties,
        glyphs=("", "") if box is None else (_glyph(box, "uncheckedState"), _glyph(box, "checkedState")),
    )


def _kind(properties: Any, box: Any) -> ControlKind:
    if box is not None:
        return ControlKind.BOX
    has = {one.tag for one in properties}
    if has & {
        f"{W}docPartObj",
        f"{W}docPartList",
        f"{W}picture",
        f"{W}group",
        f"{W}citation",
        f"{W}bibliography",
        f"{W}equation",
    }:
        return ControlKind.OTHER
    if f"{W}date" in has:
        return ControlKind.DATE
    return ControlKind.CHOICE if has & {f"{W}dropDownList", f"{W}comboBox"} else ControlKind.TEXT


def _value(holder: Any, name: str) -> str:
    found = holder.find(f"{W}{name}")
    return "" if found is None else found.get(f"{W}val", "")


def _state(box: Any, name: str, otherwise: str) -> str:
    found = box.find(f"{W14}{name}")
    return otherwise if found is None else found.get(f"{W14}val", otherwise)


def _glyph(box: Any, name: str) -> str:
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
