"""The bytes of a PDF in; everything its checks look at out, each part read when it is first asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any, BinaryIO

import pikepdf

from npgs_docs.verify.files import TooMuchError, damaged, locked, refusal
from npgs_docs.verify.pdf.content import read_content
from npgs_docs.verify.pdf.form import FormField, read_form, seen_by_readers
from npgs_docs.verify.pdf.objects import array, dictionary, is_stream, known_by, text, unpacked
from npgs_docs.verify.pdf.pieces import Content
from npgs_docs.verify.pdf.tree import Node, Tree, read_tree
from npgs_docs.verify.pdf.xmp import Xmp, read_xmp

MOST_PAGES = 3000
"""Beyond it a report would take minutes; such a file is sent back with advice."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something on a page that can be clicked or filled in. `owner` is the element it stands in."""

    page: int
    kind: str
    entries: Any
    owner: Node | None

    @property
    def where(self) -> str:
        return f"page {self.page}"


@dataclass(eq=False)
class PdfFile:
    """An opened PDF. Its parts are read once, when they are asked for."""

    pdf: pikepdf.Pdf

    @cached_property
    def root(self) -> Any:
        return self.pdf.Root

    @cached_property
    def pages(self) -> list[Any]:
        return [page.obj for page in self.pdf.pages]

    @cached_property
    def content(self) -> Content:
        return read_content(self.pages)

    @cached_property
    def tree(self) -> Tree:
        return read_tree(self.root, self.pages, self.content)

    @cached_property
    def fields(self) -> list[FormField]:
        return read_form(self.root)

    @cached_property
    def xmp(self) -> Xmp:
        stream = self.root.get("/Metadata")
        return read_xmp(unpacked(stream) if is_stream(stream) else None)

    @cached_property
    def annotations(self) -> list[Annotation]:
        return list(self._annotations())

    def _annotations(self) -> Iterator[Annotation]:
        for number, page in enumerate(self.pages, 1):
            for one in array(page, "/Annots"):
                if isinstance(one, pikepdf.Dictionary) and seen_by_readers(one):
                    kind = text(one, "/Subtype").removeprefix("/")
                    if kind != "Popup":
                        yield Annotation(number, kind, one, self.tree.owners.get(known_by(one)))

    @cached_property
    def links(self) -> list[Annotation]:
        return [one for one in self.annotations if one.kind == "Link"]

    @cached_property
    def widgets(self) -> list[Annotation]:
        return [one for one in self.annotations if one.kind == "Widget"]

    @cached_property
    def tagged(self) -> bool:
        marked = dictionary(self.root, "/MarkInfo").get("/Marked") is True
        return marked and "/StructTreeRoot" in self.root

    @cached_property
    def has_tree(self) -> bool:
        return bool(self.tree.nodes)

    @cached_property
    def worded(self) -> bool:
        """Whether the pages hold any words."""
        return any(piece.text.strip() for piece in self.content.pieces)

    @cached_property
    def destinations(self) -> set[str]:
        """The names of places that links can lead to."""
        names = {str(key).removeprefix("/") for key in dictionary(self.root, "/Dests").keys()}  # noqa: SIM118
        return names | set(_named(dictionary(dictionary(self.root, "/Names"), "/Dests"), 0))


def _named(node: Any, depth: int) -> Iterator[str]:
    yield from (str(name) for name in list(array(node, "/Names"))[::2])
    if depth < 20:
        for kid in array(node, "/Kids"):
            yield from _named(kid, depth + 1)


@contextmanager
def open_pdf(name: str, data: bytes) -> Iterator[PdfFile]:
    """The file for as long as it is looked at.

    Raises InputError where the file is locked, damaged, or has more pages than can be looked at.
    """
    with _stream_of(data) as stream:
        file = _opened(name, stream)
        try:
            yield file
        finally:
            file.pdf.close()


def _stream_of(data: bytes) -> BinaryIO:
    """The bytes as a file in memory where the system has such and allows it, for qpdf to read by itself (see `_opened`)."""
    if not hasattr(os, "memfd_create"):
        return BytesIO(data)
    stream = os.fdopen(os.memfd_create("pdf"), "w+b", buffering=0)
    with suppress(OSError):
        if stream.write(data) == len(data):
            stream.seek(0)
            return stream
    stream.close()
    return BytesIO(data)


def _opened(name: str, stream: BinaryIO) -> PdfFile:
    """Mapped into memory where that can be: else qpdf asks Python for each of some thousand objects."""
    mapped = not isinstance(stream, BytesIO)
    try:
        access = pikepdf.AccessMode.mmap if mapped else pikepdf.AccessMode.stream
        pdf = pikepdf.open(stream, suppress_warnings=True, access_mode=access)
        pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise locked(name) from None
    except (pikepdf.PdfError, TooMuchError, KeyError, AttributeError) as error:
        raise damaged(name, _reason(error)) from None
    if pages == 0:
        raise damaged(name, "it has no pages")
    if pages > MOST_PAGES:
        message = f"the file has {pages} pages; the most that are looked at in one go are {MOST_PAGES}"
        raise refusal("file-huge", name, message, "Split it and look at its parts.")
    return PdfFile(pdf)


def _reason(error: Exception) -> str:
    """What qpdf says, without the name it gives to bytes in memory."""
    words = str(error).rpartition(": ")[2].strip()
    return words or "it cannot be read as a PDF"
