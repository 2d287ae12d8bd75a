"""A PDF as a stranger reads it: bytes in; what is painted, the logical tree, links, fields and bookmarks out.

Nothing of our writer is used, only pikepdf and the words of ISO 32000. Lengths are points from a page's bottom left.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

from tests.render.painting import Painted, Stroke, painted_on


@dataclass(slots=True, eq=False)
class Node:
    """One structure element. `kids` holds elements, (page, marked-content id) pairs, and annotations by object id."""

    role: str
    title: str
    alt: str
    attributes: dict[str, str]
    page: int | None
    obj: Any
    kids: list[Node | tuple[int, int] | Annot] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def all(self, *roles: str) -> list[Node]:
        return [node for node in self.walk() if node.role in roles]


@dataclass(frozen=True, slots=True)
class Annot:
    """An annotation by the number of its object."""

    number: int


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form under its whole name."""

    name: str
    kind: str
    tooltip: str
    flags: int
    page: int
    obj: Any


class Reading:
    """One file, read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.pages = [page.obj for page in self.pdf.pages]
        self._page_numbers = {page.objgen: number for number, page in enumerate(self.pages)}

    # --- what is painted ---

    @cached_property
    def marks(self) -> list[Painted | Stroke]:
        return [mark for number in range(len(self.pages)) for mark in painted_on(self.pages[number], number)]

    @cached_property
    def painted(self) -> list[Painted]:
        return [mark for mark in self.marks if isinstance(mark, Painted)]

    @cached_property
    def _content(self) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for one in self.painted:
            if one.owner is not None:
                found[one.page, one.owner] = found.get((one.page, one.owner), "") + one.text
        return found

    @property
    def content(self) -> dict[tuple[int, int], str]:
        """The words of each (page, marked-content id)."""
        return self._content

    # --- the tree ---

    @cached_property
    def tree(self) -> Node:
        (root,) = _as_list(self.pdf.Root.StructTreeRoot.K)
        return self._node(root, None)

    def _node(self, obj: Any, page: int | None) -> Node:
        here = self._page_numbers[obj.Pg.objgen] if "/Pg" in obj else page
        attributes: dict[str, str] = {}
        for one in _as_list(obj.get("/A", [])):
            attributes |= {str(key)[1:]: str(value) for key, value in one.items()}
        node = Node(
            str(obj.S)[1:], str(obj.get("/T", "")), str(obj.get("/Alt", "")), attributes, here, obj
        )  # fmt: skip
        for kid in _as_list(obj.get("/K", [])):
            node.kids.append(self._kid(kid, here))
        return node

    def _kid(self, kid: Any, page: int | None) -> Node | tuple[int, int] | Annot:
        if isinstance(kid, int):
            assert page is not None, "a marked-content id without a page"
            return page, kid
        match str(kid.get("/Type", "/StructElem")):
            case "/MCR":
                return (self._page_numbers[kid.Pg.objgen] if "/Pg" in kid else page or 0), int(kid.MCID)
            case "/OBJR":
                return Annot(kid.Obj.objgen[0])
            case _:
                return self._node(kid, page)

    def text(self, node: Node) -> str:
        """Everything said in an element, in the tree's order, spaces in a row as one."""
        return re.sub(" +", " ", self._said(node)).strip(" ")

    def _said(self, node: Node) -> str:
        parts = []
        for kid in node.kids:
            match kid:
                case Node():
                    parts.append(self._said(kid) + ("" if kid.role == "Link" else " "))
                case (int() as page, int() as number):
                    parts.append(self._content.get((page, number), ""))
                case _:
                    pass
        return "".join(parts)

    def parents(self) -> dict[int, Any]:
        """The parent tree, flattened: key → element or array of elements."""
        return dict(_numbers(self.pdf.Root.StructTreeRoot.ParentTree))

    # --- ways and fields ---

    def annotations(self, subtype: str) -> list[tuple[int, Any]]:
        """The annotations of a kind, with the page (counted from 0) each stands on."""
        return [
            (number, one)
            for number, page in enumerate(self.pages)
            for one in page.get("/Annots", [])
            if str(one.Subtype) == f"/{subtype}"
        ]

    def destination(self, where: Any) -> tuple[int, float, float]:
        """Page (counted from 0), left and top of a destination array."""
        return self._page_numbers[where[0].objgen], float(where[2]), float(where[3])

    @cached_property
    def fields(self) -> list[FormField]:
        """The form's fields in the order of their widgets on the pages."""
        found = []
        for page, widget in self.annotations("Widget"):
            names, one = [], widget
            while one is not None:
                names.append(str(one.T))
                one = one.get("/Parent")
            found.append(
                FormField(
                    ".".join(reversed(names)), str(widget.FT)[1:], str(widget.get("/TU", "")),
                    int(widget.get("/Ff", 0)), page, widget,
                )
            )  # fmt: skip
        return found

    def bookmarks(self) -> list[tuple[int, str, int]]:
        """Depth from 1, words, and the page (counted from 0) of each bookmark."""
        return list(self._bookmarks(self.pdf.Root.Outlines.First, 1))

    def _bookmarks(self, one: Any, depth: int) -> Iterator[tuple[int, str, int]]:
        while one is not None:
            yield depth, str(one.Title), self.destination(one.Dest)[0]
            if "/First" in one:
                yield from self._bookmarks(one.First, depth + 1)
            one = one.get("/Next")

    def fonts(self) -> dict[str, Any]:
        """Every font that pages or forms name, by its BaseFont."""
        found = [font for page in self.pages for font in page.Resources.Font.values()]
        if "/AcroForm" in self.pdf.Root:
            found += list(self.pdf.Root.AcroForm.DR.Font.values())
        return {str(font.BaseFont)[1:]: font for font in found}


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array | list) else [value]


def _numbers(tree: Any) -> Iterator[tuple[int, Any]]:
    for kid in tree.get("/Kids", []):
        yield from _numbers(kid)
    flat = list(tree.get("/Nums", []))
    yield from zip((int(key) for key in flat[::2]), flat[1::2], strict=True)
