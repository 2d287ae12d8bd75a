"""The formats there are, by name; whoever only lists them loads no writer."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A format by the name used on the command line."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    TXT = "txt"
    JSONLD = "jsonld"
    FIELDS = "fields"
    OUTLINE = "outline"

    @property
    def ending(self) -> str:
        """What a file's name ends in; the boxes are a page too, and no markup to paste."""
        return "_fields.html" if self is Format.FIELDS else f".{self.value}"


PAGES = (Format.DOCX, Format.PDF)
"""What every document comes as."""
PASTED = (Format.HTML, Format.TXT, Format.JSONLD, Format.FIELDS)
"""What a posting comes as besides, for the systems it is put into. These have no pages, so paper and edition change nothing."""
PACKET_FORMATS = (*PAGES, *PASTED)
