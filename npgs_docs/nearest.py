"""A word that nobody knows and the words that are known come in; the one that was most likely meant goes out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_CLOSE = 0.6


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like this one, whatever its case and whether spaces, _ or - part it; None where none is like it."""
    plain = {_plain(one): one for one in known}
    found = difflib.get_close_matches(_plain(word), plain, n=1, cutoff=_CLOSE)
    return plain[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``Did you mean records? `` with a space to go on after; "" where no known word is like it."""
    found = nearest(word, known)
    return f"Did you mean {found}? " if found else ""


def _plain(word: str) -> str:
    return re.sub(r"[\s_]+", "-", word.strip()).casefold()
