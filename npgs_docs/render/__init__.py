"""The table of formats. A writer is one function, document and style in, bytes out; writers do not know each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import assert_never

from npgs_docs.document import Contents, Document, walk, with_pages
from npgs_docs.formats import PACKET_FORMATS as PACKET_FORMATS
from npgs_docs.formats import PAGES as PAGES
from npgs_docs.formats import PASTED as PASTED
from npgs_docs.formats import Format as Format
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Style

NO_PAGES: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rendered:
    """One document in one format."""

    format: Format
    data: bytes


def render(
    document: Document, style: Style, formats: tuple[Format, ...], standard: PdfStandard = PdfStandard.UA1
) -> tuple[Rendered, ...]:
    """The document in each format, a PDF to `standard`. Raises errors.RenderError.

    Word does not lay pages out until it is opened, so a contents list takes its page numbers from the PDF's pages.
    """
    pages = NO_PAGES
    made: dict[Format, bytes] = {}
    if Format.PDF in formats:
        from npgs_docs.render.pdf import lay_out

        layout = lay_out(document, style, standard)
        made[Format.PDF], pages = layout.data, layout.pages
    elif Format.DOCX in formats and _has_contents(document):
        from npgs_docs.render.pdf import page_numbers

        pages = page_numbers(document, style)
    paged = with_pages(document, pages)
    return tuple(Rendered(one, made.get(one) or _write(paged, style, one)) for one in formats)


def _has_contents(document: Document) -> bool:
    return any(isinstance(block, Contents) for block in walk(document.blocks))


def _write(document: Document, style: Style, format: Format) -> bytes:
    """Writers are imported when they are asked for, so that a Word-only build never loads the PDF library."""
    match format:
        case Format.DOCX:
            from npgs_docs.render import word

            return word.write(document, style)
        case Format.PDF:
            from npgs_docs.render import pdf

            return pdf.write(document, style)
        case Format.HTML:
            from npgs_docs.render import html

            return html.write(document, style)
        case Format.TXT:
            from npgs_docs.render import text

            return text.write(document, style)
        case Format.JSONLD:
            from npgs_docs.render import jsonld

            return jsonld.write(document, style)
        case Format.FIELDS:
            from npgs_docs.render import fields

            return fields.write(document, style)
        case Format.OUTLINE:
            from npgs_docs.render import outline

            return outline.write(document, style)
        case _:
            assert_never(format)
