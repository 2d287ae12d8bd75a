"""What a document has to say, in reading order: the tree's words by block, whatever the format and its writer."""

import re
from collections.abc import Iterable, Iterator

from npgs_docs.document import (
    Aside,
    Block,
    Choice,
    Contents,
    Document,
    Field,
    Fields,
    Heading,
    Item,
    Keep,
    List,
    Marks,
    PageBreak,
    Paragraph,
    Table,
    Ticks,
    headings,
    runs_text,
)

BULLETS = ("•", "–")


def words_of(document: Document, pages: dict[str, int]) -> str:
    """Every word in reading order with single spaces; `pages` numbers the pages of the contents list."""
    return re.sub("[ \n]+", " ", " ".join(_blocks(document, document.blocks, pages))).strip(" ")


def numbered(heading: Heading) -> str:
    number = f"{heading.number}. " if heading.number else ""
    return f"{number}{runs_text(heading.inlines)}"


def _blocks(document: Document, blocks: Iterable[Block], pages: dict[str, int]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield numbered(block)
            case Paragraph():
                yield runs_text(block.inlines)
            case List():
                yield from _list(document, block, pages, 0)
            case Table():
                yield from () if block.quiet else (block.caption,)
                for row in (block.head, *block.rows):
                    yield from (runs_text(cell.inlines) for cell in row)
            case Aside() | Keep():
                yield from _blocks(document, block.blocks, pages)
            case Contents():
                yield block.title
                for heading in headings(document):
                    if 2 <= heading.level <= block.depth:
                        yield f"{numbered(heading)} {pages[heading.id]}"
            case Fields():
                for entry in block.fields:
                    yield from _field(entry)
            case Marks():
                yield from (block.caption, "Prompt", *block.marks)
                for item in block.items:
                    yield from (item.name, runs_text(item.inlines), item.note)
            case Ticks():
                yield from (option.label for option in block.options)
            case PageBreak():
                pass


def _list(document: Document, block: List, pages: dict[str, int], depth: int) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        yield f"{number}." if block.ordered else BULLETS[min(depth, 1)]
        yield from _item(document, item, pages, depth)


def _item(document: Document, item: Item, pages: dict[str, int], depth: int) -> Iterator[str]:
    for block in item.blocks:
        if isinstance(block, List):
            yield from _list(document, block, pages, depth + 1)
        else:
            yield from _blocks(document, (block,), pages)


def _field(entry: Field | Choice) -> Iterator[str]:
    yield entry.label
    match entry:
        case Field():
            yield entry.hint
        case Choice():
            yield from (option.label for option in entry.options)
