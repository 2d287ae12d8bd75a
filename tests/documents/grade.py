"""How hard a text is to read: the Flesch-Kincaid grade, with syllables counted by groups of vowels."""

from __future__ import annotations

import re
from collections.abc import Sequence

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^aeiouylr]e|[aeiouy][lr]e|[^aeiouydt]ed|(?<![cgsxz])(?<!ch)(?<!sh)es)$")
_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")


def syllables(word: str) -> int:
    """Groups of vowels, less an ending that is not spoken; at least one."""
    plain = word.lower().replace("’s", "").replace("'s", "")
    count = len(_VOWELS.findall(plain))
    return max(1, count - (1 if _SILENT.search(plain) and count > 1 else 0))


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def grade(sentences: Sequence[str]) -> float:
    """The US school grade in which most people can read the sentences."""
    found = [word for sentence in sentences for word in words(sentence)]
    spoken = sum(syllables(word) for word in found)
    return 0.39 * len(found) / len(sentences) + 11.8 * spoken / len(found) - 15.59
