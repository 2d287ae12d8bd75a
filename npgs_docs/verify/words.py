"""Words found in a file in, what is wrong with them out: language codes, and links that say nothing."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*(-[a-wyz]-[a-z0-9-]+)?(-x-[a-z0-9-]+)?"
    r"|x(-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)
_NO_LETTERS = re.compile("[\0\ufeff\ufffe\ue000-\uf8ff\U000f0000-\U0010ffff]")
_SAYS_NOTHING = frozenset(
    {"here", "click here", "click", "link", "this link", "more", "read more", "learn more", "see more", "details", "this", "go", "page"}
)  # fmt: skip


def is_language(code: str) -> bool:
    """A language tag that is well formed after BCP 47 (``en``, ``en-US``, ``sr-Latn-RS``)."""
    return bool(_LANGUAGE.fullmatch(code))


def says_nothing(words: str) -> bool:
    """Whether a link's words are empty or could stand for any link."""
    plain = words.strip().strip(".:>»…!").strip().casefold()
    return not plain or plain in _SAYS_NOTHING or not any(character.isalnum() for character in plain)


def unreadable(words: str) -> set[str]:
    """The characters that stand for no letter: private use, U+FFFE, U+FEFF and U+0000 (PDF/UA-1, 7.21.7)."""
    return set(_NO_LETTERS.findall(words))
