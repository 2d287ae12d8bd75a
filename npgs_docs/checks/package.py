"""A Word file as a package: its parts as they are, and the few that are read or changed as trees.

Parts that nobody touches go back byte for byte. Entities are not resolved, and what unpacks to too much is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENT, STYLES, COMMENTS = "word/document.xml", "word/styles.xml", "word/comments.xml"
PROPERTIES = "docProps/core.xml"
LARGEST = 300_000_000
"""Bytes that a package may unpack to."""


class NotAPackageError(ValueError):
    """What is wrong with the file, in words for its owner."""


def tag(name: str) -> str:
    return f"{{{W}}}{name}"


def attribute(element: Element | None, name: str) -> str:
    """A ``w:`` attribute, "" where there is none."""
    return "" if element is None else element.get(tag(name), "")


@dataclass(slots=True)
class Package:
    """The parts by name in their order, with the trees of those that were opened."""

    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, name: str) -> Element | None:
        """A part as a tree, which `packed` writes back. Raises NotAPackageError."""
        if name not in self.trees and name in self.parts:
            self.trees[name] = parsed(self.parts[name], name)
        return self.trees.get(name)

    @property
    def document(self) -> Element:
        return self.tree(DOCUMENT)

    @property
    def styles(self) -> Element | None:
        """The styles, for reading only."""
        return self.only_read(STYLES) if STYLES in self.parts else None

    def only_read(self, name: str) -> Element:
        """A part as a tree of its own, which is not written back. Raises NotAPackageError."""
        return parsed(self.parts[name], name)

    def packed(self) -> bytes:
        """The file again: same parts, same order, no clock."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name in dict.fromkeys([*self.parts, *self.trees]):
                data = written(self.trees[name]) if name in self.trees else self.parts[name]
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                file.writestr(info, data)
        return out.getvalue()


def opened(data: bytes) -> Package:
    """A package from the bytes of a file. Raises NotAPackageError."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise NotAPackageError("it is protected by a password, or an old .doc file")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if sum(info.file_size for info in file.infolist()) > LARGEST:
                raise NotAPackageError("it unpacks to more than 300 MB")
            parts = {info.filename: file.read(info) for info in file.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, OSError, zlib.error):
        raise NotAPackageError("it is damaged") from None
    if DOCUMENT not in parts:
        raise NotAPackageError("it is no Word document")
    package = Package(parts)
    if package.document.find(tag("body")) is None:
        raise NotAPackageError("it is damaged: it has no text part")
    return package


def parsed(data: bytes, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise NotAPackageError(f"it is damaged: {name} cannot be read") from None


def written(tree: Element) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
