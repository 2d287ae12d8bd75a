"""Words into lines: the first-fit breaking of differently looking words into a column, ragged at the right.

A line that ends between two words ends in a real space, so that text taken out of the file has its words apart; a line
that had to break inside an overlong word does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from npgs_docs.render.pdf.fonts import Face
from npgs_docs.render.pdf.tags import Elem

_HAIR = 0.01


@dataclass(frozen=True, slots=True)
class Ink:
    """How words look: a face, a size in points, and a colour as the PDF operator that sets it."""

    face: Face
    size: float
    color: str


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """Where words lead: the Link element they belong to, the target and what is said of it."""

    elem: Elem
    target: str
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """Words of one ink. `anchor` is set for words of a link."""

    text: str
    ink: Ink
    anchor: Anchor | None = None
    underlined: bool = False


class LineEnd:
    """Stands among spans where a line must end."""


LINE_END = LineEnd()
Spans: TypeAlias = Sequence[Span | LineEnd]


@dataclass(slots=True, eq=False)
class Chunk:
    """Part of a span that stands on one line; `width` is in points and leaves out a space at the line's end."""

    span: Span
    text: str
    width: float


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    chunks: tuple[Chunk, ...]
    width: float


@dataclass(slots=True, eq=False)
class _Word:
    """What must stay on one line if it can. `space` is the span of the space after it; None where there is none."""

    chunks: list[Chunk]
    width: float
    space: Span | LineEnd | None


def width_of(spans: Spans) -> float:
    """The width of spans on one line."""
    return sum(_width(span, span.text) for span in spans if isinstance(span, Span))


def break_lines(spans: Spans, width: float) -> tuple[Line, ...]:
    """The spans as lines no wider than `width` points."""
    lines: list[Line] = []
    chunks: list[Chunk] = []
    at = 0.0
    glue: Span | LineEnd | None = None
    for word in _fitting(_words(spans), width):
        gap = _width(glue, " ") if isinstance(glue, Span) else 0.0
        must_end = isinstance(glue, LineEnd) or (at > 0 and at + gap + word.width > width + _HAIR)
        if must_end:
            lines.append(_closed(chunks, at, spaced=glue is not None))
            chunks, at = [], 0.0
        elif isinstance(glue, Span) and chunks:
            _append(chunks, Chunk(glue, " ", gap))
            at += gap
        for chunk in word.chunks:
            _append(chunks, chunk)
        at += word.width
        glue = word.space
    if chunks or not lines:
        lines.append(_closed(chunks, at, spaced=False))
    return tuple(lines)


def _width(span: Span, text: str) -> float:
    return span.ink.face.measure(text) * span.ink.size


def _append(chunks: list[Chunk], chunk: Chunk) -> None:
    if chunks and chunks[-1].span is chunk.span:
        chunks[-1].text += chunk.text
        chunks[-1].width += chunk.width
    else:
        chunks.append(Chunk(chunk.span, chunk.text, chunk.width))


def _closed(chunks: list[Chunk], width: float, *, spaced: bool) -> Line:
    if spaced and chunks:
        chunks[-1].text += " "
    return Line(tuple(chunks), width)


def _words(spans: Spans) -> Iterator[_Word]:
    chunks: list[Chunk] = []
    for span in spans:
        if isinstance(span, LineEnd):
            yield _word(chunks, span)
            chunks = []
            continue
        first, *others = span.text.split(" ")
        if first:
            chunks.append(Chunk(span, first, _width(span, first)))
        for text in others:
            if chunks:
                yield _word(chunks, span)
            chunks = [Chunk(span, text, _width(span, text))] if text else []
    if chunks:
        yield _word(chunks, None)


def _word(chunks: list[Chunk], space: Span | LineEnd | None) -> _Word:
    return _Word(chunks, sum(chunk.width for chunk in chunks), space)


def _fitting(words: Iterable[_Word], width: float) -> Iterator[_Word]:
    for word in words:
        if word.width <= width:
            yield word
        else:
            yield from _cut(word, width)


def _cut(word: _Word, width: float) -> Iterator[_Word]:
    """An overlong word in pieces that each fill a line, with nothing between them."""
    piece: list[Chunk] = []
    at = 0.0
    for chunk in word.chunks:
        for character in chunk.text:
            advance = _width(chunk.span, character)
            if at and at + advance > width:
                yield _Word(piece, at, None)
                piece, at = [], 0.0
            _append(piece, Chunk(chunk.span, character, advance))
            at += advance
    yield _Word(piece, at, word.space)
