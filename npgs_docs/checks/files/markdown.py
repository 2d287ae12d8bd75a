"""Markdown of anybody's in, passages out. Stricter reading of our own templates is `markup`'s."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from npgs_docs.checks.reading import Anchor, Passage, Role

_TASK = re.compile(r"^\[[ xX]\]\s+")
LABEL = re.compile(r"[A-Z][\w /&'’().-]{1,38}:(?:\s|$)")
"""A line that begins with a label stands for itself, as people write it who are not Markdown's authors."""
_LONGEST_BOLD_HEADING = 70


def markdown_passages(text: str) -> Iterator[Passage]:
    """The passages of Markdown, numbered, each with the line where it begins."""
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for number, passage in enumerate(_passages(tokens), start=1):
        yield Passage(
            passage.text, passage.role, level=passage.level, column=passage.column, row=passage.row,
            paragraph=number, anchors=passage.anchors,
        )  # fmt: skip


def _passages(tokens: Sequence[Token]) -> Iterator[Passage]:
    opened: list[Token] = []
    table = _Table()
    for token in tokens:
        if token.nesting == 1:
            opened.append(token)
            table.opens(token)
        elif token.nesting == -1:
            opened.pop()
        elif token.type == "inline":
            yield from _inline(token, opened, table)
        elif token.type in {"fence", "code_block", "html_block"} and token.content.strip():
            yield Passage(token.content.strip(), anchors=(_anchor(token),))


class _Table:
    """Remembers the heads of the table that is open, and the first cell of its row."""

    def __init__(self) -> None:
        self.heads: list[str] = []
        self.at = -1
        self.row = ""

    def opens(self, token: Token) -> None:
        if token.type == "table_open":
            self.heads = []
        elif token.type == "tr_open":
            self.at, self.row = -1, ""
        elif token.type in {"th_open", "td_open"}:
            self.at += 1


def _anchor(token: Token) -> Anchor:
    return Anchor(line=token.map[0] + 1 if token.map else None)


def _inline(token: Token, opened: Sequence[Token], table: _Table) -> Iterator[Passage]:
    text, anchors = _words(token)
    kinds = [one.type for one in opened]
    if "th_open" in kinds:
        table.heads.append(text)
    elif "td_open" in kinds:
        head = table.heads[table.at] if table.at < len(table.heads) else ""
        yield Passage(text, Role.CELL, column=head, row=table.row, anchors=anchors)
        table.row = table.row or text
    elif "heading_open" in kinds:
        yield Passage(text, Role.HEADING, level=int(opened[-1].tag[1:]), anchors=anchors)
    elif "list_item_open" in kinds:
        yield Passage(_TASK.sub("", text), Role.ITEM, anchors=anchors)
    elif _all_bold(token) and len(text) <= _LONGEST_BOLD_HEADING and text[-1:] not in ".!?":
        yield Passage(text, Role.HEADING, level=4, anchors=anchors)
    else:
        yield Passage(text, anchors=anchors)


def _all_bold(token: Token) -> bool:
    children = [one for one in token.children or () if one.type != "text" or one.content.strip()]
    return (
        len(children) > 1
        and children[0].type == "strong_open"
        and children[-1].type == "strong_close"
        and (sum(one.type == "strong_open" for one in children) == 1)
    )


def _words(token: Token) -> tuple[str, tuple[Anchor, ...]]:
    """The words of an inline token without their marks; each source line has its anchor."""
    first = token.map[0] + 1 if token.map else 1
    text, anchors, line = "", [Anchor(line=first)], first
    children = token.children or []
    for at, child in enumerate(children):
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
            after = children[at + 1].content if at + 1 < len(children) else ""
            text += "\n" if child.type == "hardbreak" or LABEL.match(after) else " "
            anchors.append(Anchor(len(text), line=line))
        elif child.type in {"text", "code_inline"}:
            text += child.content
    return text, tuple(anchors)
