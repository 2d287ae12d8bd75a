"""A text comes in, and goes out as the cell of a table that no spreadsheet program takes for a formula."""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Also in the wide letters of East Asia, which some programs take for the narrow ones."""
_PASSED_OVER = " \n\u00a0"
"""What programs leave away before they look."""


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where it could be taken for a formula."""
    return f"'{text}" if text.lstrip(_PASSED_OVER).startswith(_STARTS) else text
