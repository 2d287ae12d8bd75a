"""Lines of plain text in, passages out: paragraphs are joined, headings and list items told by how they look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from npgs_docs.checks.reading import Anchor, Passage, Role

BULLET = re.compile(r"^(?:[•●○▪◦·∙■□☐☑✓✔➢►\uf0b7*–—+-]|o|\(?\d{1,2}[.)]|\(?[a-z][.)]|\[[ xX]?\])\s+(?=\S)")
_LABEL = re.compile(r"^[A-Z][\w /&'’().-]{1,38}:\s+\S")
_RULE = re.compile(r"^[\W_]{3,}$")
WRAPPED = range(50, 141)
"""Lengths of lines that a sentence may have been broken at."""
LONGEST_HEADING = 70


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    number: int
    page: int | None = None

    @property
    def bare(self) -> str:
        return self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def text_passages(text: str) -> Iterator[Passage]:
    """The passages of plain text."""
    return line_passages([Line(one, number) for number, one in enumerate(text.splitlines(), start=1)])


def line_passages(lines: Sequence[Line]) -> Iterator[Passage]:
    """The passages of lines, numbered."""
    first = next((one for one in lines if one.bare), None)
    for number, group in enumerate(_groups(lines), start=1):
        yield _passage(group, number, title=group[0] is first)


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of one passage each."""
    group: list[Line] = []
    for number, line in enumerate(lines):
        if not line.bare or _RULE.match(line.bare) or (group and not _goes_on(group[-1], line)):
            if group:
                yield group
            group = []
        if line.bare and not _RULE.match(line.bare):
            group.append(line)
            after = lines[number + 1].bare if number + 1 < len(lines) else ""
            if heads(line.bare, alone=len(group) == 1 and (not after or bool(BULLET.match(after)))):
                yield group
                group = []
    if group:
        yield group


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line continues the one before it."""
    if BULLET.match(line.bare) or _LABEL.match(line.bare) or heads(line.bare, alone=False):
        return False
    return len(before.text.rstrip()) in WRAPPED or line.bare[:1].islower()


def heads(text: str, *, alone: bool) -> bool:
    """Whether a line looks like a heading: short, no full stop, and in capitals, ending in a colon, or standing alone."""
    words = text.rstrip(":").split()
    if (
        not words
        or len(text) > LONGEST_HEADING
        or len(words) > 10
        or BULLET.match(text)
        or text[-1] in ".,;!?)"
        or "@" in text
    ):
        return False
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 3 or sum(letter.isdigit() for letter in text) > 4:
        return False
    shouted = all(letter.isupper() for letter in letters) and len(letters) > 3
    titled = text[0].isupper() and ":" not in text[:-1]
    return (shouted and ":" not in text[:-1]) or (text.endswith(":") and titled) or (alone and titled)


def _passage(group: Sequence[Line], number: int, *, title: bool) -> Passage:
    bullet = BULLET.match(group[0].bare)
    heading = len(group) == 1 and not bullet and (title or heads(group[0].bare, alone=True))
    role = Role.ITEM if bullet else Role.HEADING if heading else Role.PARAGRAPH
    level = 0 if not heading else 1 if title else 2
    text, anchors = _joined(group, bullet.end() if bullet else 0)
    return Passage(text, role, level=level, paragraph=number, anchors=tuple(anchors))


def _joined(group: Iterable[Line], skip: int) -> tuple[str, list[Anchor]]:
    """The words of lines, with an anchor where each begins."""
    text, anchors = "", []
    for line in group:
        piece = line.bare[skip:]
        if text.endswith("-") and piece[:1].islower() and text[-2:-1].isalpha() and len(text) > 40:
            text = text[:-1]
        elif text:
            text += " "
        anchors.append(Anchor(len(text), line.page, line.number, line.indent + skip + 1))
        text += piece
        skip = 0
    return text, anchors
