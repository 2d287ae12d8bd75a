"""A document as plain text for boxes that take nothing else.

A paragraph is one line, however long: boxes wrap by themselves, and would keep the ends of our lines as broken ones.
"""

from __future__ import annotations

from npgs_docs.document import Document
from npgs_docs.render.plain.lines import text
from npgs_docs.style import Style


def write(document: Document, style: Style) -> bytes:
    """The text as UTF-8 without a byte order mark, each line ended by a newline. The style changes nothing."""
    del style
    return f"{text(document.blocks)}\n".encode()
