"""What a Word file cannot say truthfully: characters that XML does not hold, names longer than Word keeps."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from npgs_docs.document import Document, fillable
from npgs_docs.errors import Problem
from npgs_docs.render.soundness import unsound
from npgs_docs.render.word.controls import LONGEST_NAME
from npgs_docs.render.word.xml import impossible

_AROUND = r"[^\s<>\"]{0,40}"


def problems_before(document: Document) -> tuple[Problem, ...]:
    """What stops a document before a word of it is set."""
    return (*unsound(document, "word"), *_names(document))


def _names(document: Document) -> Iterator[Problem]:
    for entry in fillable(document):
        if len(entry.name) > LONGEST_NAME:
            yield _problem(
                "field-name-long",
                f"the field name {entry.name} has {len(entry.name)} characters, and Word keeps {LONGEST_NAME}",
                "Shorten it.",
            )


def impossible_characters(texts: Iterable[str]) -> tuple[Problem, ...]:
    """A problem for each character that no Word file holds, with the words it was seen in."""
    seen: dict[str, str] = {}
    for text in texts:
        for character in impossible(text):
            seen.setdefault(character, _words_around(text, character))
    return tuple(_told(character, words) for character, words in sorted(seen.items()))


def _words_around(text: str, character: str) -> str:
    found = re.search(f"{_AROUND}{re.escape(character)}{_AROUND}", text)
    return "".join(each for each in found.group() if each.isprintable()) if found else ""


def _told(character: str, words: str) -> Problem:
    name = unicodedata.name(character, "a control character")
    return _problem(
        "impossible-character",
        f"a Word file cannot hold U+{ord(character):04X} ({name}), seen in \u201c{words}\u201d",
        "Take it out: it came in by copying, and nobody can read it.",
    )


def _problem(kind: str, message: str, hint: str) -> Problem:
    return Problem(id=f"word-{kind}", message=message, hint=hint)
