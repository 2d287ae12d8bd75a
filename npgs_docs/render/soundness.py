"""What makes a document unfit for any format: names used twice, dead links, headings that skip, tables of ragged rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from npgs_docs.document import (
    Aside,
    Block,
    Contents,
    Document,
    Keep,
    Link,
    List,
    Table,
    fillable,
    headings,
    inlines_of,
    runs_text,
    walk,
)  # fmt: skip
from npgs_docs.errors import Problem


class Told(NamedTuple):
    """A kind of fault, what was seen, and what to do."""

    kind: str
    message: str
    hint: str


def unsound(document: Document, format: str) -> tuple[Problem, ...]:
    """Everything that stops this document, in a fixed order; ids begin with the format that refuses it."""
    looks = (_title, _words, _links, _headings, _fields, _tables, _nesting)
    told = (one for look in looks for one in look(document))
    return tuple(Problem(id=f"{format}-{one.kind}", message=one.message, hint=one.hint) for one in told)


def _title(document: Document) -> Iterator[Told]:
    if not document.meta.title.strip():
        yield Told("no-title", "the document has no title", "An accessible document is named by its title.")


def _words(document: Document) -> Iterator[Told]:
    lines = (inlines for block in walk(document.blocks) for inlines in inlines_of(block))
    if not fillable(document) and not any(runs_text(inlines).strip() for inlines in lines):
        yield Told("no-words", "there is nothing to read in the document", "Write something.")


def _links(document: Document) -> Iterator[Told]:
    places = {heading.id for heading in headings(document)}
    ways = {link.target: runs_text((link,)) for link in _ways(document) if link.target.startswith("#")}
    for target, words in ways.items():
        if target[1:] not in places:
            yield Told(
                "dead-link",
                f"the link \u201c{words}\u201d leads to {target}, and no heading has that id",
                "Give a heading that id, or let the link lead to one that exists.",
            )


def _ways(document: Document) -> Iterator[Link]:
    for block in walk(document.blocks):
        for inlines in inlines_of(block):
            yield from (inline for inline in inlines if isinstance(inline, Link))


def _headings(document: Document) -> Iterator[Told]:
    last = 0
    found = headings(document)
    for heading in found:
        words = runs_text(heading.inlines)
        if heading.level > last + 1:
            yield Told(
                "heading-skips",
                f"the heading \u201c{words}\u201d is of level {heading.level} "
                + (f"after one of level {last}" if last else "and the first"),
                "A heading may be one level deeper than the one before it; the first is of level 1.",
            )
        if not words.strip():
            yield Told("empty-heading", f"the heading {heading.id} has no words", "Name it or leave it out.")
        last = heading.level
    for name in _twice(heading.id for heading in found):
        yield Told("heading-twice", f"two headings have the id {name}", "Give each its own id.")


def _fields(document: Document) -> Iterator[Told]:
    entries = fillable(document)
    names = {entry.name for entry in entries}
    for name in _twice(entry.name for entry in entries):
        yield Told("field-twice", f"two fields are named {name}", "Give each field its own name.")
    for entry in entries:
        if not entry.label.strip():
            yield Told("field-unlabelled", f"the field {entry.name} has no label", "Say what goes there.")
        if not all(entry.name.split(".")):
            yield Told("field-name", f"the field name \u201c{entry.name}\u201d has an empty part", "Name each part.")
        for parent in _groups(entry.name):
            if parent in names:
                yield Told(
                    "field-nested",
                    f"the field {entry.name} lies inside {parent}, which is a field itself",
                    f"The part of a name before a dot names a group: rename {parent}.",
                )


def _groups(name: str) -> Iterator[str]:
    """The names of the groups a field lies in: ``a.b.c`` lies in ``a`` and ``a.b``."""
    parts = name.split(".")
    yield from (".".join(parts[:end]) for end in range(1, len(parts)))


def _tables(document: Document) -> Iterator[Told]:
    for block in walk(document.blocks):
        if isinstance(block, Table) and {len(block.widths), *map(len, block.rows)} != {len(block.head)}:
            yield Told(
                "table-ragged",
                f"the table \u201c{block.caption}\u201d has {len(block.head)} heads, and rows or widths of another number",
                "Give every row one cell for each head.",
            )


_DEEPEST_LIST = 9


def _nesting(document: Document) -> Iterator[Told]:
    if sum(isinstance(block, Contents) for block in walk(document.blocks)) > 1:
        yield Told("contents-twice", "there are two contents lists", "Keep one of them.")
    if (depth := _depth(document.blocks)) > _DEEPEST_LIST:
        yield Told("list-deep", f"a list is {depth} lists deep", f"Nobody can follow more than {_DEEPEST_LIST}.")


def _depth(blocks: Iterable[Block]) -> int:
    """How many lists lie in each other where most do."""
    inner = 0
    for block in blocks:
        match block:
            case List():
                inner = max(inner, 1 + max((_depth(item.blocks) for item in block.items), default=0))
            case Aside() | Keep():
                inner = max(inner, _depth(block.blocks))
            case _:
                pass
    return inner


def _twice(names: Iterator[str]) -> Iterator[str]:
    return (name for name, count in Counter(names).items() if count > 1)
