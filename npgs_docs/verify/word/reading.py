"""The bytes of a Word file in; everything its checks look at out, each part read when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from npgs_docs.verify.contrast import WHITE, from_hex
from npgs_docs.verify.report import shortened
from npgs_docs.verify.word.controls import Control, ControlKind, controls_of, stores_of
from npgs_docs.verify.word.looks import Looks
from npgs_docs.verify.word.package import NAMES, Package, W, open_package


@dataclass(eq=False)
class Para:
    """One paragraph. `level` is its heading level (0: none), `number` counts from 1."""

    element: Any
    level: int
    number: int

    @cached_property
    def text(self) -> str:
        return "".join(one.text or "" for one in self.element.iter(f"{W}t"))

    @cached_property
    def cell(self) -> Any:
        """The table cell it stands in; None outside tables."""
        return next(self.element.iterancestors(f"{W}tc"), None)

    @property
    def quoted(self) -> str:
        return f'"{shortened(self.text)}"'


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A picture, shape or chart. `described` is its alternative text; `decorative` says that it needs none."""

    name: str
    described: str
    decorative: bool


@dataclass(eq=False)
class WordFile:
    """An opened Word file. Its parts are read once, when they are asked for."""

    package: Package

    @cached_property
    def document(self) -> Any:
        return self.package.xml(self.package.main)

    def _part(self, kind: str) -> Any:
        name = next(self.package.related(self.package.main, kind), None)
        return None if name is None else self.package.xml(name)

    @cached_property
    def stories(self) -> dict[str, Any]:
        """Every part with words: the body, heads, feet, notes."""
        kinds = ("header", "footer", "footnotes", "endnotes")
        names = [self.package.main] + [one for kind in kinds for one in self.package.related(self.package.main, kind)]
        return {name: self.package.xml(name) for name in names}

    @cached_property
    def styles(self) -> Any:
        return self._part("styles")

    @cached_property
    def settings(self) -> Any:
        return self._part("settings")

    @cached_property
    def looks(self) -> Looks:
        background = self.document.find(f"{W}background")
        shown = self.settings is not None and self.settings.find(f"{W}displayBackgroundShape") is not None
        paper = from_hex(background.get(f"{W}color", "")) if background is not None and shown else None
        return Looks(self.styles, paper or WHITE)

    @cached_property
    def core(self) -> dict[str, str]:
        """The file's properties by short name (``title``)."""
        name = next((one for kind in ("core-properties",) for one in self.package.related("", kind)), None)
        root = None if name is None else self.package.xml(name)
        return {} if root is None else {one.tag.rpartition("}")[2]: (one.text or "").strip() for one in root}

    @cached_property
    def paragraphs(self) -> list[Para]:
        """The paragraphs of the body, those of text boxes too."""
        level = self.looks.level
        return [Para(one, level(one), number) for number, one in enumerate(self.document.iter(f"{W}p"), 1)]

    @cached_property
    def headings(self) -> list[Para]:
        return [one for one in self.paragraphs if one.level]

    @cached_property
    def worded(self) -> bool:
        return any(one.text.strip() for one in self.paragraphs)

    @cached_property
    def tables(self) -> list[Any]:
        return list(self.document.iter(f"{W}tbl"))

    @cached_property
    def data_tables(self) -> list[Any]:
        return [one for one in self.tables if not is_layout(one)]

    @cached_property
    def controls(self) -> list[Control]:
        return [one for root in self.stories.values() for one in controls_of(root)]

    @cached_property
    def answerable(self) -> list[Control]:
        return [one for one in self.controls if one.kind is not ControlKind.OTHER]

    @cached_property
    def stores(self) -> dict[str, Any]:
        return stores_of(self.package)

    @cached_property
    def drawings(self) -> list[Drawing]:
        return [one for root in self.stories.values() for one in _drawings(root)]

    @cached_property
    def bookmarks(self) -> list[Any]:
        return list(self.document.iter(f"{W}bookmarkStart"))


def is_layout(table: Any) -> bool:
    """A table that only frames words, with one cell, or puts fields side by side: it says that it has no head row and no
    head column, and holds controls or nothing in most of its cells."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None or table.find(f".//{W}tblHeader") is not None:
        return False
    if look.get(f"{W}firstRow") not in ("0", "false") or look.get(f"{W}firstColumn") not in ("0", "false"):
        return False
    cells = list(table.iter(f"{W}tc"))
    if len(cells) == 1:
        return True
    filled = [one for one in cells if one.find(f".//{W}sdt") is not None or not "".join(one.itertext()).strip()]
    return len(filled) * 2 > len(cells)


def _drawings(root: Any) -> Iterator[Drawing]:
    for one in root.iter(f"{{{NAMES['wp']}}}docPr"):
        decorative = any(mark.get("val") == "1" for mark in one.iter("{*}decorative"))
        yield Drawing(one.get("name", ""), (one.get("descr") or one.get("title") or "").strip(), decorative)
    for one in root.iter(f"{{{NAMES['v']}}}imagedata"):
        if next(one.iterancestors(f"{{{NAMES['mc']}}}Fallback"), None) is None:
            shape = one.getparent()
            yield Drawing(shape.get("id", ""), shape.get("alt", "").strip(), decorative=False)


def open_word(name: str, data: bytes) -> WordFile:
    """Raises InputError where the file is damaged, too large, or no Word document."""
    return WordFile(open_package(name, data))
