"""The bytes of a Word file in; its parts as XML and how they are related out. This room's door to lxml."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from lxml import etree

from npgs_docs.verify.files import damaged, refusal

LARGEST = 300 * 1024 * 1024
"""Bytes of all parts unpacked. More is a trick to fill a machine's memory, or a film."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMES = {
    "w": W[1:-1],
    "w14": W14[1:-1],
    "r": R[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "v": "urn:schemas-microsoft-com:vml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
}
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", NAMES["wp"].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/main", NAMES["a"].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/customXml", NAMES["ds"].encode()),
)
_DOCTYPES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_DOCUMENT = "/officeDocument"


@dataclass(frozen=True, slots=True)
class Relation:
    """`target` is the full name of a part, or an address outside the file."""

    id: str
    kind: str
    target: str
    outside: bool


@dataclass(eq=False)
class Package:
    """The parts of one file. `name` is for messages."""

    name: str
    file: zipfile.ZipFile

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.file.namelist())

    @cached_property
    def _read(self) -> dict[str, Any]:
        return {}

    def xml(self, part: str) -> Any:
        """A part as an element tree; None where there is no such part. Raises InputError where it is no XML."""
        if part not in self._read:
            self._read[part] = self._parsed(part) if part in self.names else None
        return self._read[part]

    def _parsed(self, part: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        data = self._bytes(part)
        try:
            if b"purl.oclc.org/ooxml" in data:
                for strict, usual in _STRICT:
                    data = data.replace(strict, usual)
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise damaged(self.name, f"its part {part} cannot be read") from None

    def _bytes(self, part: str) -> bytes:
        try:
            return self.file.read(part)
        except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, NotImplementedError):  # type: ignore[attr-defined]
            raise damaged(self.name, f"its part {part} cannot be read") from None

    @cached_property
    def _related(self) -> dict[str, list[Relation]]:
        return {}

    def relations(self, part: str) -> list[Relation]:
        """What a part ("" for the whole file) is related to."""
        if part not in self._related:
            self._related[part] = self._relations(part)
        return self._related[part]

    def _relations(self, part: str) -> list[Relation]:
        folder, _, own = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{own}.rels") if part else "_rels/.rels")
        return [] if root is None else [_relation(one, folder) for one in root.iterchildren("{*}Relationship")]

    def parts_with_relations(self) -> Iterator[str]:
        """The names of the parts that say what they are related to, "" for the whole file."""
        for rels in sorted(one for one in self.names if one.endswith(".rels")):
            folder, _, own = rels.rpartition("/")
            yield f"{folder.removesuffix('_rels')}{own.removesuffix('.rels')}"

    def declares(self, part: str) -> bool:
        """Whether a part of XML has a document type of its own. Raises InputError where it is no XML."""
        data = self._bytes(part)
        if not any(mark in data for mark in _DOCTYPES):
            return False
        return bool(self._parsed(part).getroottree().docinfo.doctype)

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The names of the parts that a part is related to by a kind (the last word of its type)."""
        for relation in self.relations(part):
            if relation.kind.endswith(f"/{kind}") and relation.target in self.names:
                yield relation.target

    @cached_property
    def main(self) -> str:
        """The name of the part with the words. Raises InputError where there is none."""
        for relation in self.relations(""):
            if relation.kind.endswith(_DOCUMENT) and relation.target in self.names:
                root = self.xml(relation.target)
                if root.tag == f"{W}document":
                    return relation.target
        raise refusal("file-not-word", self.name, "this is not a Word document", "Save it as .docx and try again.")


def _relation(one: Any, folder: str) -> Relation:
    target, outside = one.get("Target", ""), one.get("TargetMode") == "External"
    if not outside:
        target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
    return Relation(one.get("Id", ""), one.get("Type", ""), target, outside)


def open_package(name: str, data: bytes) -> Package:
    """Raises InputError where the file is damaged, too large, or no Word document."""
    try:
        file = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError):
        raise damaged(name, "it ends too early, or was changed on its way") from None
    if sum(entry.file_size for entry in file.infolist()) > LARGEST:
        raise refusal("file-huge", name, "the file unpacks to more than can be looked at", "Make its pictures smaller.")
    if any(entry.flag_bits & 1 for entry in file.infolist()):
        raise refusal("file-locked", name, "parts of the file are locked with a password", "Save a copy without one.")
    package = Package(name, file)
    package.main  # noqa: B018 - refuses what is no Word document
    return package
