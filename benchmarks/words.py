"""The documents of a packet as plain blocks in JSON, so that every other stack writes the same words.

A block is {"kind": "heading", "level", "text"}, {"kind": "paragraph", "text"}, {"kind": "list", "ordered", "items"},
{"kind": "table", "head", "rows", "widths"}, {"kind": "contents"} or {"kind": "break"}. Places to write become table rows and boxes,
because the others have no form fields; emphasis is left out. Both make the work of the others lighter than ours.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, assert_never

from npgs_docs.document import (
    Aside,
    Block,
    Choice,
    Contents,
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
    runs_text,
)
from npgs_docs.pipeline import Request, prepare
from npgs_docs.profile import load_profile

BOX = "\u25a1"
Plain = dict[str, Any]


def words_of(profile: Path) -> list[Plain]:
    """Every document of the profile's packet: name, title, organization and blocks."""
    packet = prepare(Request(load_profile(profile)))
    return [
        {
            "name": f"{entry.number}_{entry.stem}",
            "title": document.meta.title,
            "organization": document.meta.author,
            "blocks": list(plain_blocks(document.blocks)),
        }
        for entry, document in packet.documents()
    ]


def plain_blocks(blocks: Iterable[Block]) -> Iterator[Plain]:
    for block in blocks:
        match block:
            case Heading():
                yield {"kind": "heading", "level": block.level, "text": " ".join(filter(None, (block.number, runs_text(block.inlines))))}  # fmt: skip
            case Paragraph():
                yield {"kind": "paragraph", "text": runs_text(block.inlines)}
            case List():
                yield {"kind": "list", "ordered": block.ordered, "items": [_item(one) for one in block.items]}
            case Table():
                yield _table(block)
            case Aside() | Keep():
                yield from plain_blocks(block.blocks)
            case Contents():
                yield {"kind": "contents"}
            case PageBreak():
                yield {"kind": "break"}
            case Fields():
                rows = [[one.label, "   ".join(f"{BOX} {o.label}" for o in one.options) if isinstance(one, Choice) else ""] for one in block.fields]  # fmt: skip
                yield _grid([], rows, [3, 7])
            case Marks():
                rows = [[runs_text(one.inlines), *(BOX for _ in block.marks)] for one in block.items]
                yield _grid([block.caption, *block.marks], rows, [6, *(1 for _ in block.marks)])
            case Ticks():
                yield {"kind": "list", "ordered": False, "items": [f"{BOX} {one.label}" for one in block.options]}
            case _:
                assert_never(block)


def _item(item: Item) -> str:
    """A list item as one line; lists inside it follow on."""
    return " ".join(text for one in plain_blocks(item.blocks) for text in ([one["text"]] if "text" in one else one.get("items", [])))  # fmt: skip


def _table(table: Table) -> Plain:
    rows = [[runs_text(cell.inlines) for cell in row] for row in table.rows]
    return _grid([runs_text(cell.inlines) for cell in table.head], rows, table.widths)


def _grid(head: list[str], rows: list[list[str]], widths: Iterable[float]) -> Plain:
    shares = list(widths)
    return {"kind": "table", "head": head, "rows": rows, "widths": [one / sum(shares) for one in shares]}


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(words_of(Path(sys.argv[1])), ensure_ascii=False), encoding="utf-8")
