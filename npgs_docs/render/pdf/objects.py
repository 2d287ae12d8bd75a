"""PDF objects in PDF's own notation, and the file that numbers them: reportlab's document with a thin front.

Objects are written as text at the moment they are known, because a form has thousands of small ones.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from reportlab.pdfbase.pdfdoc import BasicFonts, PDFDocument, PDFObject

_BIG_ENDIAN = b"\xfe\xff"
_ESCAPED = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)"})
_REGULAR = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-_.")


def dictionary(entries: Mapping[str, str]) -> str:
    return f"<<{' '.join([f'/{key} {value}' for key, value in entries.items()])}>>"


def array(items: Iterable[str]) -> str:
    return f"[{' '.join(items)}]"


def name(text: str) -> str:
    return "/" + "".join(each if each in _REGULAR else f"#{ord(each):02x}" for each in text)


def number(value: float) -> str:
    """Three decimals at most, without trailing zeros."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def string(text: str) -> str:
    """A text string (ISO 32000-1, 7.9.2.2): plain where it is ASCII, otherwise UTF-16."""
    if text.isascii() and text.isprintable():
        return f"({text.translate(_ESCAPED)})"
    return f"<{(_BIG_ENDIAN + text.encode('utf-16-be')).hex()}>"


class Slot(PDFObject):
    """A numbered object; `body` may be set any time before the file is written."""

    def __init__(self, body: bytes = b"null") -> None:
        self.body = body
        self.reference = ""

    def fill(self, body: str) -> None:
        self.body = body.encode("ascii")

    def format(self, document: PDFDocument) -> bytes:
        """What reportlab calls when the object's turn has come."""
        return self.body


class _Document(PDFDocument):
    """reportlab's document with a catalog, properties and an identity of our own."""

    Catalog: Any
    info: Any
    identity = b""

    def ID(self) -> bytes:  # noqa: N802 - reportlab's name
        code = self.identity.hex().encode("ascii")
        return b"[<" + code + b"><" + code + b">]"


class File:
    """The objects of one file. References are text such as ``12 0 R``."""

    def __init__(self, version: tuple[int, int]) -> None:
        self._document = _Document(compression=1, invariant=1, pdfVersion=version)
        resources: Any = self._document.idToObject[BasicFonts]
        self.fonts: dict[str, str] = resources.dict
        self.font_resources = self._reference(resources)

    def slot(self) -> Slot:
        """An object that is referred to before it is known."""
        slot = Slot()
        slot.reference = self._reference(slot)
        return slot

    def add(self, body: str) -> str:
        return self._add(body.encode("ascii"))

    def stream(self, data: bytes, **entries: str) -> str:
        """A stream as it is. ISO 19005-2, 6.1.7.1 wants an end of line before ``endstream``."""
        head = dictionary({**entries, "Length": str(len(data))}).encode("ascii")
        return self._add(head + b"\nstream\n" + data + b"\nendstream")

    def deflated(self, data: bytes, **entries: str) -> str:
        """A stream of data that is deflated already."""
        return self.stream(data, Filter="/FlateDecode", **entries)

    def compressed(self, data: bytes, **entries: str) -> str:
        return self.deflated(zlib.compress(data), **entries)

    def finish(self, catalog: str, information: str, identity: bytes) -> bytes:
        """The whole file. `identity` is sixteen bytes that differ wherever the content does."""
        document = self._document
        document.Catalog, document.info = self._filled(catalog), self._filled(information)
        document.identity = identity
        return document.format()

    def _filled(self, body: str) -> Slot:
        slot = self.slot()
        slot.fill(body)
        return slot

    def _add(self, body: bytes) -> str:
        return self._reference(Slot(body))

    def _reference(self, thing: PDFObject) -> str:
        reference: Any = self._document.Reference(thing)  # type: ignore[no-untyped-call]
        return f"{self._document.idToObjectNumberAndVersion[reference.name][0]} 0 R"
