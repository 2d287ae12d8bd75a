"""A document as elements to paste into an applicant-tracking system: p, ul, li and strong, and nothing around them.

There is no head that could name an encoding, so whatever is not ASCII is written as a character reference: the words
stay right in every program that opens, serves or pastes the file.
"""

from __future__ import annotations

from npgs_docs.document import Document
from npgs_docs.render.plain.elements import markup
from npgs_docs.style import Style


def write(document: Document, style: Style) -> bytes:
    """The markup as ASCII, which is also UTF-8. The style changes nothing: looks belong to the page it is pasted into."""
    del style
    return f"{markup(document.blocks)}\n".encode("ascii", "xmlcharrefreplace")
