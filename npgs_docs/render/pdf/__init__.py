"""The PDF writer: a document tree and a style in, one accessible, archivable, fillable file out.

The file is tagged while it is painted. Elements are built from the document before layout, every word painted is noted
in its element, and whatever is painted beside the words is an artifact; nothing is guessed afterwards. Pages are
filled by our own boxes rather than by reportlab's platypus, whose paragraphs and tables know nothing of elements;
reportlab gives the fonts and the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from npgs_docs.document import Document, headings
from npgs_docs.errors import Problem, RenderError
from npgs_docs.render.pdf.assembly import assemble
from npgs_docs.render.pdf.boxes import Box, NewPage, Stack
from npgs_docs.render.pdf.furniture import Furniture
from npgs_docs.render.pdf.pictures import figure, place_logo
from npgs_docs.render.pdf.problems import Findings
from npgs_docs.render.pdf.setting import Setting
from npgs_docs.render.pdf.sheet import Book
from npgs_docs.render.pdf.story import boxes
from npgs_docs.render.pdf.tags import Elem
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Style

__all__ = ["Layout", "lay_out", "page_numbers", "write"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A finished file. `pages` maps heading ids to the pages they stand on, counted from 1."""

    data: bytes
    pages: Mapping[str, int]


def write(document: Document, style: Style, standard: PdfStandard = PdfStandard.UA1) -> bytes:
    """The document as an accessible file. Raises RenderError for what no PDF of ours can say."""
    return lay_out(document, style, standard).data


def lay_out(document: Document, style: Style, standard: PdfStandard = PdfStandard.UA1) -> Layout:
    """The document as a file, and where its headings stand. Raises RenderError with every problem at once."""
    root, book = _painted(document, style)
    root.prune()
    return Layout(assemble(document, style, root, book, standard), book.page_numbers)


def page_numbers(document: Document, style: Style) -> Mapping[str, int]:
    """Where headings stand, as `Layout.pages`, for whoever does not need the file. Raises RenderError like `lay_out`."""
    return _painted(document, style)[1].page_numbers


def _painted(document: Document, style: Style) -> tuple[Elem, Book]:
    """The root of the elements, and all pages."""
    listed = headings(document)
    setting = Setting(style, listed, {heading.id: Elem("H1") for heading in listed}, Findings())
    root = Elem("Document")
    logo = figure(document.meta.logo, root)
    story = Stack(boxes(setting, document.blocks, root, style.text_width))
    furniture = Furniture.of(setting, document.meta)
    if problems := setting.findings.problems(document):
        raise RenderError(problems)
    book = Book(style.page)
    _pour(story, book, style)
    if document.meta.logo:
        place_logo(book.sheets[0], document.meta.logo, logo, style)
    furniture.place(book)
    return root, book


def _pour(story: Stack, book: Book, style: Style) -> None:
    """Fills page after page from the top of the text column to its foot."""
    full = style.page[1] - style.margin_top - style.margin_bottom
    for group in _between_breaks(story.boxes):
        rest: Stack | None = Stack(group)
        while rest:
            head, rest = rest.split(full, full)
            if head is None:
                raise RenderError([_too_tall()])
            head.draw(book.open_sheet(), style.margin_left, style.page[1] - style.margin_top)
    if not book.sheets:
        book.open_sheet()


def _between_breaks(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """The boxes from one page break to the next. No page stays empty because two breaks meet or one ends the document."""
    for is_break, group in groupby(boxes, lambda box: isinstance(box, NewPage)):
        if not is_break:
            yield list(group)


def _too_tall() -> Problem:
    return Problem(
        id="pdf-taller-than-page",
        message="a part that must stay in one piece is taller than a page",
        hint="Give a notes field fewer lines, or break the part up.",
    )
