"""What a PDF cannot say truthfully: letters without a font, text from right to left, names used twice, dead links."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from npgs_docs.document import Document, Table, fillable, headings, runs_text, walk
from npgs_docs.errors import Problem
from npgs_docs.render.pdf.fonts import is_right_to_left

_WORDS_SHOWN = 3


@dataclass(slots=True)
class Findings:
    """What was found while the words were set. Sets are dictionaries, so that they keep their order."""

    without_font: dict[str, dict[str, None]] = field(default_factory=dict)
    right_to_left: dict[str, None] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def cannot_be_set(self, piece: str, text: str) -> None:
        """`piece` of `text` is in no bundled font."""
        for word in text.split():
            for character in set(word) & set(piece):
                if is_right_to_left(character):
                    self.right_to_left[word] = None
                else:
                    self.without_font.setdefault(character, {})[word] = None

    def leads(self, target: str, words: str) -> None:
        self.links.setdefault(target, words)

    def problems(self, document: Document) -> tuple[Problem, ...]:
        """Everything that stops this document, in a fixed order."""
        return (
            *_title(document),
            *self._letters(),
            *self._directions(),
            *self._links(document),
            *_headings(document),
            *_fields(document),
            *_tables(document),
        )

    def _letters(self) -> Iterator[Problem]:
        for character, words in sorted(self.without_font.items()):
            name = unicodedata.name(character, "unnamed character")
            yield _problem(
                "letter-without-font",
                f"no font here has U+{ord(character):04X} {name}, used in {_quoted(words)}",
                "Write it in other letters, or make the Word file only: Word takes fonts from the reader's computer.",
            )

    def _directions(self) -> Iterator[Problem]:
        if self.right_to_left:
            yield _problem(
                "right-to-left",
                f"the PDF cannot set text that runs from right to left: {_quoted(self.right_to_left)}",
                "Make the Word file only: Word sets such text right.",
            )

    def _links(self, document: Document) -> Iterator[Problem]:
        places = {heading.id for heading in headings(document)}
        for target, words in self.links.items():
            if target.startswith("#") and target[1:] not in places:
                yield _problem(
                    "dead-link",
                    f"the link \u201c{words}\u201d leads to {target}, and no heading has that id",
                    "Give a heading that id, or let the link lead to one that exists.",
                )


def _problem(kind: str, message: str, hint: str) -> Problem:
    return Problem(id=f"pdf-{kind}", message=message, hint=hint)


def _quoted(words: dict[str, None]) -> str:
    shown = ", ".join(f"\u201c{word}\u201d" for word in list(words)[:_WORDS_SHOWN])
    more = len(words) - _WORDS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _title(document: Document) -> Iterator[Problem]:
    if not document.meta.title.strip():
        yield _problem("no-title", "the document has no title", "An accessible PDF is named by its title.")


def _headings(document: Document) -> Iterator[Problem]:
    last = 0
    found = headings(document)
    for heading in found:
        words = runs_text(heading.inlines)
        if heading.level > last + 1:
            yield _problem(
                "heading-skips",
                f"the heading \u201c{words}\u201d is of level {heading.level} after one of level {last}",
                "A heading may be one level deeper than the one before it; the first is of level 1.",
            )
        if not words.strip():
            yield _problem("empty-heading", f"the heading {heading.id} has no words", "Name it or leave it out.")
        last = heading.level
    for name in _twice(heading.id for heading in found):
        yield _problem("heading-twice", f"two headings have the id {name}", "Give each its own id.")


def _fields(document: Document) -> Iterator[Problem]:
    entries = fillable(document)
    names = {entry.name for entry in entries}
    for name in _twice(entry.name for entry in entries):
        yield _problem("field-twice", f"two fields are named {name}", "Give each field its own name.")
    for entry in entries:
        if not entry.label.strip():
            yield _problem("field-unlabelled", f"the field {entry.name} has no label", "Say what goes there.")
        if not all(entry.name.split(".")):
            yield _problem(
                "field-name", f"the field name \u201c{entry.name}\u201d has an empty part", "Name each part."
            )
        for parent in _groups(entry.name):
            if parent in names:
                yield _problem(
                    "field-nested",
                    f"the field {entry.name} lies inside {parent}, which is a field itself",
                    f"In a PDF the part before a dot names a group: rename {parent}.",
                )


def _groups(name: str) -> Iterator[str]:
    """The names of the groups a field lies in: ``a.b.c`` lies in ``a`` and ``a.b``."""
    parts = name.split(".")
    yield from (".".join(parts[:end]) for end in range(1, len(parts)))


def _tables(document: Document) -> Iterator[Problem]:
    for block in walk(document.blocks):
        if isinstance(block, Table) and {len(block.widths), *map(len, block.rows)} != {len(block.head)}:
            yield _problem(
                "table-ragged",
                f"the table \u201c{block.caption}\u201d has {len(block.head)} heads, and rows or widths of another number",
                "Give every row one cell for each head.",
            )


def _twice(names: Iterator[str]) -> Iterator[str]:
    return (name for name, count in Counter(names).items() if count > 1)
