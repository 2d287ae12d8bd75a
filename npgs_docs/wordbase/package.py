"""The bytes of an organization's Word file in; its parts and how they are related out, or why it cannot be used."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from npgs_docs.disk import read_ordinary
from npgs_docs.errors import UnfitError

LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 100_000_000
"""Bytes. A letterhead with pictures is far below; what is above would be in every document of the packet."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = b"http://purl.oclc.org/ooxml/"
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MACROS = ("vbaProject", "vbaData", "macroEnabled")
_SAVE_AGAIN = "Open it in Word and save it again as Word Document (.docx)."


@dataclass(frozen=True, slots=True)
class Relation:
    """`target` is the full name of a part, or an address outside the file."""

    id: str
    type: str
    target: str
    outside: bool

    @property
    def kind(self) -> str:
        """The last word of its type, such as ``image``."""
        return self.type.rpartition("/")[2]


@dataclass(eq=False)
class Package:
    """The parts of one file, each unpacked when it is asked for. `name` is for messages."""

    name: str
    file: zipfile.ZipFile

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self.file.namelist())

    def data(self, part: str) -> bytes:
        """The bytes of a part. Raises UnfitError where they are not whole."""
        try:
            return self.file.read(part)
        except (KeyError, OSError, EOFError, ValueError, NotImplementedError, zipfile.BadZipFile, zlib.error):
            raise damaged(self.name, f"its part {part} is not whole") from None

    def tree(self, part: str, root: str) -> Any:
        """A part whose first element has to be `root`. Raises UnfitError where it is another, or no sound XML."""
        found = self.xml(part)
        if found.tag.rpartition("}")[2] != root:
            raise damaged(self.name, f"its part {part} is not what it should be")
        return found

    def xml(self, part: str) -> Any:
        """A part as a tree. Raises UnfitError where it is no sound XML."""
        data = self.data(part)
        if _STRICT in data:
            raise UnfitError(f'"{self.name}" is a Strict Open XML file', _SAVE_AGAIN)
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            raise damaged(self.name, f"its part {part} cannot be read") from None
        if root.getroottree().docinfo.doctype:
            raise damaged(self.name, f"its part {part} holds declarations that no Word file has")
        return root

    def relations(self, part: str) -> list[Relation]:
        """What a part ("" for the whole file) is related to."""
        folder, _, own = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{own}.rels") if part else "_rels/.rels"
        if rels not in self.names:
            return []
        return [_relation(one, folder) for one in self.xml(rels).iterchildren("{*}Relationship")]

    def related(self, part: str, kind: str) -> str | None:
        """The first part that a part is related to by a kind (``styles``) and that is there."""
        found = (one.target for one in self.relations(part) if one.kind == kind and one.target in self.names)
        return next(found, None)

    def content_type(self, part: str) -> str:
        return self._types.get(f"/{part}") or self._types.get(part.rpartition(".")[2].lower(), "")

    @cached_property
    def _types(self) -> dict[str, str]:
        """Content types by part name or by ending."""
        return dict(_kinds(self.xml("[Content_Types].xml"))) if "[Content_Types].xml" in self.names else {}

    @cached_property
    def main(self) -> str:
        """The name of the part with the words. Raises UnfitError where there is none."""
        found = self.related("", "officeDocument")
        if found is None or self.xml(found).tag != f"{W}document":
            raise UnfitError(f'"{self.name}" is not a Word document', _SAVE_AGAIN)
        return found


def _relation(one: Any, folder: str) -> Relation:
    target, outside = one.get("Target", ""), one.get("TargetMode") == "External"
    if not outside:
        target = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
    return Relation(one.get("Id", ""), one.get("Type", ""), target, outside)


def _kinds(root: Any) -> Iterator[tuple[str, str]]:
    for one in root:
        key = one.get("PartName") or one.get("Extension", "").lower()
        yield key, one.get("ContentType", "")


def damaged(name: str, seen: str) -> UnfitError:
    return UnfitError(f'"{name}" is damaged: {seen}', _SAVE_AGAIN)


def open_package(path: Path) -> tuple[Package, bytes]:
    """The parts of a file and its bytes. Raises UnfitError for whatever is no sound Word file without macros."""
    data = _bytes_of(path)
    _refuse_other_kinds(path.name, data)
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError):
        raise damaged(path.name, "it ends too early, or was changed on its way") from None
    if sum(entry.file_size for entry in file.infolist()) > LARGEST_UNPACKED:
        raise UnfitError(f'"{path.name}" unpacks to more than {LARGEST_UNPACKED:,} bytes', "Make its pictures smaller.")
    if any(entry.flag_bits & 1 for entry in file.infolist()):
        raise _locked(path.name)
    package = Package(path.name, file)
    _refuse_macros(package)
    package.main  # noqa: B018 - refuses what is no Word document
    return package, data


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        data = read_ordinary(path) if size <= LARGEST_FILE else b""
    except (OSError, ValueError):
        raise UnfitError(
            f'"{path.name}" cannot be read as a file', "Name your Word template: a .docx or .dotx file that is there."
        ) from None
    if size > LARGEST_FILE:
        raise UnfitError(
            f'"{path.name}" is {size:,} bytes', f"Make its pictures smaller: at most {LARGEST_FILE:,} bytes."
        )
    if not data:
        raise UnfitError(f'"{path.name}" is empty', "Save the Word template again.")
    return data


def _refuse_other_kinds(name: str, data: bytes) -> None:
    """Known by what is in a file, whatever its name says."""
    if data.startswith(b"PK"):
        return
    if data.startswith(_OLD_OFFICE) and _LOCKED in data:
        raise _locked(name)
    if data.startswith(_OLD_OFFICE):
        raise UnfitError(f'"{name}" is a file of Word before 2007 (.doc)', _SAVE_AGAIN)
    if b"%PDF-" in data[:1024]:
        raise UnfitError(f'"{name}" is a PDF, whatever its name says', "Name the Word file that it was made from.")
    raise UnfitError(f'"{name}" is not a Word file (.docx or .dotx)', _SAVE_AGAIN)


def _locked(name: str) -> UnfitError:
    return UnfitError(f'"{name}" is locked with a password', "Save a copy without a password.")


def _refuse_macros(package: Package) -> None:
    kinds = package.content_type(package.related("", "officeDocument") or "")
    if any(mark in part for part in (*package.names, kinds) for mark in _MACROS):
        raise UnfitError(
            f'"{package.name}" holds macros',
            "Save it as Word Document (.docx) or Word Template (.dotx), without macros.",
        )
