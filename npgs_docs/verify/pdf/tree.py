"""The structure tree of a PDF in; elements in reading order, with their words, and what is wrong between tree and pages out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from npgs_docs.verify.pdf.objects import Key, array, dictionary, found, known_by, text, whole
from npgs_docs.verify.pdf.pieces import Content, Mark
from npgs_docs.verify.report import Finding, shortened

_DEEPEST = 150
STANDARD = frozenset(
    ["Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form", "Aside", "Title", "FENote", "Sub", "Em", "Strong", "Artifact"]
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Node:
    """One element. `role` is its standard type, `named` the type it was given; `page` counts from 1, 0 is unknown.

    `above` are the roles of the elements it stands in, the innermost last.
    """

    role: str
    named: str
    entries: Any
    key: Key
    above: tuple[str, ...]
    page: int = 0
    kids: list[Node] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    objects: list[Any] = field(default_factory=list)
    words: list[tuple[str, Mark] | Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    @property
    def text(self) -> str:
        return "".join(one.text if isinstance(one, Node) else one[0] for one in self.words)

    def order(self) -> Iterator[Mark]:
        """The marks of this element and of those in it, as they are read."""
        for one in self.words:
            if isinstance(one, Node):
                yield from one.order()
            else:
                yield one[1]

    @property
    def instead(self) -> str:
        """The words that stand for it: alternative text, or the text that replaces it."""
        return (text(self.entries, "/Alt") or text(self.entries, "/ActualText")).strip()

    @property
    def quoted(self) -> str:
        return f'{self.role} "{shortened(self.text)}"' if self.text.strip() else self.role

    @property
    def where(self) -> str:
        return f"page {self.page}" if self.page else ""

    def attribute(self, key: str) -> Any:
        """An attribute of any owner; None where there is none."""
        for one in array(self.entries, "/A"):
            if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)) and key in one:
                return one[key]
        return None


@dataclass(slots=True)
class Tree:
    """`owners` leads from an annotation to its element, `parents` is the parent tree."""

    top: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    owners: dict[Key, Node] = field(default_factory=dict)
    claimed: dict[Mark, Node] = field(default_factory=dict)
    parents: dict[int, Any] = field(default_factory=dict)
    unknown_roles: list[Finding] = field(default_factory=list)
    astray: list[Finding] = field(default_factory=list)
    back: list[Finding] = field(default_factory=list)

    def of(self, *roles: str) -> list[Node]:
        return [node for node in self.nodes if node.role in roles]


def read_tree(root: Any, pages: list[Any], content: Content) -> Tree:
    """The structure tree; an empty one where the file has none."""
    entries = dictionary(root, "/StructTreeRoot")
    reader = _Reader(
        content,
        {known_by(page): (number, page) for number, page in enumerate(pages, 1)},
        dictionary(entries, "/RoleMap"),
    )
    tree = reader.tree
    if "/ParentTree" in entries:
        reader.read_parents(entries["/ParentTree"], 0)
    for one in array(entries, "/K"):
        if isinstance(one, pikepdf.Dictionary):
            tree.top.append(reader.read(one, None, 0, known_by(entries)))
    tree.nodes = [node for top in tree.top for node in top.walk()]
    return tree


@dataclass(slots=True)
class _Reader:
    content: Content
    pages: dict[Key, tuple[int, Any]]
    roles: Any
    tree: Tree = field(default_factory=Tree)
    seen: set[Key] = field(default_factory=set)
    known: dict[str, str] = field(default_factory=dict)
    owners: dict[Key, list[Key | None]] = field(default_factory=dict)

    def read_parents(self, node: Any, depth: int) -> None:
        numbers = list(array(node, "/Nums"))
        for key, value in zip(numbers[::2], numbers[1::2], strict=False):
            self.tree.parents[int(key)] = value
        if depth < _DEEPEST:
            for kid in array(node, "/Kids"):
                self.read_parents(kid, depth + 1)

    def read(self, entries: Any, parent: Node | None, depth: int, above: Key) -> Node:
        named = text(entries, "/S").removeprefix("/")
        around = (*parent.above, parent.role) if parent else ()
        node = Node(self._role(named), named, entries, known_by(entries), around)
        page = found(entries, "/Pg")
        node.page = self._page(page) or (parent.page if parent else 0)
        self.seen.add(node.key)
        if "/P" not in entries or known_by(entries["/P"]) != above:
            self.tree.back.append(Finding(f"{named} does not know the element it stands in", node.where))
        for kid in array(entries, "/K"):
            self._kid(node, kid, page, depth)
        return node

    def _role(self, named: str) -> str:
        if named not in self.known:
            self.known[named] = self._mapped(named)
        return self.known[named]

    def _mapped(self, named: str) -> str:
        role, seen = named, {named}
        while role not in STANDARD and f"/{role}" in self.roles:
            role = text(self.roles, f"/{role}").removeprefix("/")
            if role in seen:
                self.tree.unknown_roles.append(Finding(f'the role "{named}" leads round in a circle'))
                return role
            seen.add(role)
        if role not in STANDARD and not _numbered_heading(role):
            self.tree.unknown_roles.append(Finding(f'the role "{named}" is no standard one and leads to none'))
        return role

    def _page(self, page: Any) -> int:
        return self.pages.get(known_by(page), (0, None))[0] if page is not None else 0

    def _kid(self, node: Node, kid: Any, page: Any, depth: int) -> None:
        if isinstance(kid, int) or not isinstance(kid, pikepdf.Dictionary):
            self._mark(node, page, kid, None)
        elif "/S" in kid and known_by(kid) not in self.seen and depth < _DEEPEST:
            child = self.read(kid, node, depth + 1, node.key)
            node.kids.append(child)
            node.words.append(child)
            node.page = node.page or child.page
        elif "/S" in kid:
            self.tree.astray.append(Finding("an element stands at two places of the tree, or too deep", node.where))
        elif "/MCID" in kid:
            self._mark(node, found(kid, "/Pg", page), kid["/MCID"], found(kid, "/Stm"))
        elif "/Obj" in kid:
            node.objects.append(kid["/Obj"])
            self.tree.owners[known_by(kid["/Obj"])] = node

    def _mark(self, node: Node, page: Any, number: Any, stream: Any) -> None:
        holder = stream if stream is not None else page
        try:
            mark = (known_by(holder), int(number))
        except (AttributeError, TypeError, ValueError):
            self.tree.astray.append(Finding(f"{node.named} points to no page", node.where))
            return
        node.page = node.page or self._page(page)
        if mark not in self.content.texts:
            self.tree.astray.append(Finding(f"{node.named} points to mark {mark[1]}, which no page has", node.where))
            return
        if mark in self.tree.claimed:
            self.tree.astray.append(Finding(f"mark {mark[1]} belongs to two elements", node.where))
        self.tree.claimed[mark] = node
        node.marks.append(mark)
        node.words.append((self.content.texts[mark], mark))
        self._back(node, holder, mark)

    def _back(self, node: Node, holder: Any, mark: Mark) -> None:
        """The way back from a page to its elements has to lead to the same element."""
        if mark[0] not in self.owners:
            self.owners[mark[0]] = self._owners(holder)
        owners = self.owners[mark[0]]
        if mark[1] >= len(owners) or owners[mark[1]] != node.key:
            self.tree.back.append(Finding(f"the way back from mark {mark[1]} does not lead to its element", node.where))

    def _owners(self, holder: Any) -> list[Key | None]:
        """The elements of all marks of a page or form, by the parent tree."""
        found = self.tree.parents.get(whole(holder, "/StructParents", -1))
        if not isinstance(found, pikepdf.Array):
            return []
        return [None if one is None else known_by(one) for one in found]


def _numbered_heading(role: str) -> bool:
    return len(role) > 1 and role[0] == "H" and role[1:].isdigit()
