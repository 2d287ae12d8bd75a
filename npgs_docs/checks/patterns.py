"""Patterns as people write them in the word lists become compiled expressions: whole words, any case, any white space."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

WIDEST = 40
"""White space that a space in a pattern matches at most; without an end, a file of blanks would be searched for hours."""
_NAMED = re.compile(r"(?<!\?P)<([a-z][a-z-]*)>")


class UnknownWordsError(ValueError):
    """A pattern names a word list that is not there, or is no regular expression."""


def expand(pattern: str, words: Mapping[str, str]) -> str:
    """A pattern with every ``<name>`` put in. Raises UnknownWordsError."""

    def put(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in words:
            raise UnknownWordsError(f"there is no word list <{name}>")
        return f"(?:{expand(words[name], words)})"

    return _NAMED.sub(put, pattern)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """An expanded pattern, ready to search. Raises UnknownWordsError for what is no regular expression."""
    spaced = re.sub(r"(?<!\\) (\??)", lambda found: rf"\s{{{0 if found.group(1) else 1},{WIDEST}}}", pattern)
    try:
        return re.compile(rf"(?<![\w-])(?:{spaced})(?![\w])", re.IGNORECASE)
    except re.error as error:
        raise UnknownWordsError(f"this is no regular expression: {error}") from None


def any_of(patterns: Iterable[str], text: str) -> re.Match[str] | None:
    """The first match of any pattern."""
    return next((found for pattern in patterns if (found := compiled(pattern).search(text))), None)
