"""What a PDF cannot say truthfully: letters without a font, text from right to left, a document that is not sound."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from npgs_docs.document import Document
from npgs_docs.errors import Problem
from npgs_docs.render.pdf.fonts import is_right_to_left
from npgs_docs.render.soundness import unsound

_WORDS_SHOWN = 3


@dataclass(slots=True)
class Findings:
    """What was found while the words were set. Sets are dictionaries, so that they keep their order."""

    without_font: dict[str, dict[str, None]] = field(default_factory=dict)
    right_to_left: dict[str, None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.without_font or self.right_to_left)

    def cannot_be_set(self, piece: str, text: str) -> None:
        """`piece` of `text` is in no bundled font."""
        for word in text.split():
            for character in set(word) & set(piece):
                if is_right_to_left(character):
                    self.right_to_left[word] = None
                else:
                    self.without_font.setdefault(character, {})[word] = None

    def problems(self, document: Document) -> tuple[Problem, ...]:
        """Everything that stops this document, in a fixed order."""
        return (
            *self._letters(),
            *self._directions(),
            *unsound(document, "pdf"),
        )

    def _letters(self) -> Iterator[Problem]:
        for character, words in sorted(self.without_font.items()):
            name = unicodedata.name(character, "unnamed character")
            found = _problem(
                "letter-without-font",
                f"no font here has U+{ord(character):04X} {name}, used in {_quoted(words)}",
                "Write it in other letters, or make the Word file only: Word takes fonts from the reader's computer.",
            )
            yield replace(found, letters=character)

    def _directions(self) -> Iterator[Problem]:
        if self.right_to_left:
            found = _problem(
                "right-to-left",
                f"the PDF cannot set text that runs from right to left: {_quoted(self.right_to_left)}",
                "Make the Word file only: Word sets such text right.",
            )
            turned = dict.fromkeys(one for word in self.right_to_left for one in word if is_right_to_left(one))
            yield replace(found, letters="".join(turned))


def _problem(kind: str, message: str, hint: str) -> Problem:
    return Problem(id=f"pdf-{kind}", message=message, hint=hint)


def _quoted(words: dict[str, None]) -> str:
    shown = ", ".join(f"\u201c{word}\u201d" for word in list(words)[:_WORDS_SHOWN])
    more = len(words) - _WORDS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown
