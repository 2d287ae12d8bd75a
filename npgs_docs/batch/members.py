"""A JSON file with one object comes in, its members go out one at a time, and the items of its long lists one at a time too.

So a manifest of ten thousand agencies is read in the memory of one, however its lines are laid out.
"""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, TextIO

from npgs_docs.batch.manifest import UnlikeError, refuse_half_letters
from npgs_docs.disk import open_ordinary

CHUNK = 1 << 16
LARGEST = 1 << 26
"""Letters of one value. A packet has some thousands."""
_SPACE = " \t\r\n"


def members(path: Path, lists: Collection[str]) -> Iterator[tuple[str, int, Any]]:
    """Every key with its value at place 0; for a key in `lists`, None, and then each item of its list at its place from 1.

    Raises OSError, and UnlikeError for what is cut, nested without end, not UTF-8, or no object with each key once.
    """
    with open_ordinary(path) as raw:
        text = _Text(io.TextIOWrapper(raw, encoding="utf-8-sig", newline=""))
        try:
            yield from _members(text, lists)
        except UnicodeDecodeError:
            raise UnlikeError("it is not UTF-8 text") from None
        except RecursionError:
            raise UnlikeError("it is nested deeper than any file of ours") from None


def _members(text: _Text, lists: Collection[str]) -> Iterator[tuple[str, int, Any]]:
    if text.next_sign() != "{":
        raise UnlikeError("it does not say that it is one")
    seen: set[str] = set()
    for _ in _turns(text, "{", "}"):
        key = text.value()
        if not isinstance(key, str) or key in seen:
            raise UnlikeError("it is not whole")
        seen.add(key)
        text.take(":")
        if key not in lists:
            yield key, 0, text.value()
        elif text.next_sign() != "[":
            raise UnlikeError(f"{key}: this is not what it should be")
        else:
            yield key, 0, None
            yield from ((key, at, text.value()) for at, _ in enumerate(_turns(text, "[", "]"), start=1))
    if text.next_sign():
        raise UnlikeError("it is not whole")


def _turns(text: _Text, first: str, last: str) -> Iterator[None]:
    """Once for each thing between two brackets, with the commas taken."""
    text.take(first)
    if text.next_sign() == last:
        text.take(last)
        return
    while True:
        yield
        if text.next_sign() == last:
            text.take(last)
            return
        text.take(",")


class _Text:
    """The part of a file that is looked at."""

    def __init__(self, file: TextIO) -> None:
        self._file, self._text, self._at, self._ended = file, "", 0, False
        self._decoder = json.JSONDecoder()

    def next_sign(self) -> str:
        """The next sign that is no space; "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more():
                return ""

    def take(self, sign: str) -> None:
        if self.next_sign() != sign:
            raise UnlikeError("it is not whole")
        self._at += 1

    def value(self) -> Any:
        """The next value. What the end of the part may have cut is read again with twice as much."""
        self.next_sign()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._text, self._at)
            except ValueError:
                if not self._more():
                    raise UnlikeError("it is not whole") from None
                continue
            if end < len(self._text) or self._ended:
                refuse_half_letters(self._text[self._at : end], found)
                self._at = end
                return found
            self._more()

    def _more(self) -> bool:
        left = len(self._text) - self._at
        if left > LARGEST:
            raise UnlikeError("it holds a longer part than any file of ours")
        read = self._file.read(max(CHUNK, left))
        self._text, self._at, self._ended = self._text[self._at :] + read, 0, not read
        return bool(read)
