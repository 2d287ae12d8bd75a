"""Text in CommonMark, with tables and ``:::`` containers, becomes nested nodes. This room is the one door to markdown-it.

The library has a tree of its own; its nodes know the ones they stand in, and such circles outlive their document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin


@dataclass(frozen=True, slots=True)
class Node:
    """A token, or a pair of tokens and what stands between them.

    `type` is ``paragraph``, ``container_box``, ``text`` and so on. `line` is the last line, counted from 1, that is known
    to have begun before it; None inside a single line of which nobody said where it stands.
    """

    type: str
    token: Token
    line: int | None
    children: tuple[Node, ...]

    @property
    def content(self) -> str:
        return self.token.content


def parse(text: str) -> tuple[Node, ...]:
    """The outermost nodes of a text. Raises RecursionError for a text nested deeper than any page."""
    return _nested(_parser().parse(text), None)


def parse_line(text: str, line: int | None) -> tuple[Node, ...]:
    """The nodes of one line: words, emphasis, links. `line` is where it stands."""
    (whole,) = _parser().parseInline(text)
    return _nested(whole.children or (), line)


def cells(row: str) -> list[str]:
    """The cells of a table's row as it is written."""
    return escapedSplit(row.strip().removeprefix("|").removesuffix("|"))


@cache
def _parser() -> MarkdownIt:
    """HTML, pictures and links of any kind are seen, to be refused."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    container_plugin(parser, "box", validate=lambda *_: True)
    return parser


def _nested(tokens: Sequence[Token], line: int | None) -> tuple[Node, ...]:
    return tuple(_nodes(iter(tokens), line))


def _nodes(tokens: Iterator[Token], line: int | None) -> Iterator[Node]:
    """The nodes up to the end of what is open."""
    for token in tokens:
        if token.nesting < 0:
            return
        here = token.map[0] + 1 if token.map else line
        inner = tuple(_nodes(tokens, here)) if token.nesting else _nested(token.children or (), here)
        yield Node(token.type.removesuffix("_open"), token, here, inner)
