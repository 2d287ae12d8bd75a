"""A document as a reader meets it: its words in order, what stands under a heading, its list items, its tables' rows."""

from __future__ import annotations

from collections.abc import Iterator

from npgs_docs.document import Block, Document, Fields, Heading, List, Paragraph, Table, inlines_of, runs_text, walk
from npgs_docs.pipeline import Packet
from npgs_docs.render.outline import outline, words

LONGEST = 60


def document(made: Packet, code: str) -> Document:
    return next(made.composer.document(entry) for entry in made.entries if entry.code == code)


def text(blocks: Document | tuple[Block, ...]) -> str:
    """Every word, one line per paragraph, cell or label; a blank counts as nothing."""
    found = blocks.blocks if isinstance(blocks, Document) else blocks
    return "\n".join(line for block in walk(found) for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Fields):
        yield from (field.label for field in block.fields)
    else:
        yield from (runs_text(inlines) for inlines in inlines_of(block))


def section(made: Document, id: str) -> tuple[Block, ...]:
    """The blocks under the heading `id`, up to the next heading of its level."""
    at = next(n for n, block in enumerate(made.blocks) if isinstance(block, Heading) and block.id == id)
    level = made.blocks[at].level  # type: ignore[union-attr]
    rest = made.blocks[at + 1 :]
    end = next((n for n, one in enumerate(rest) if isinstance(one, Heading) and one.level <= level), len(rest))
    return rest[:end]


def rows(made: Document, caption: str) -> dict[str, str]:
    """First cell to second of a table whose caption begins so."""
    found = next(one for one in walk(made.blocks) if isinstance(one, Table) and one.caption.startswith(caption))
    return {runs_text(row[0].inlines): words(row[1].inlines) for row in found.rows}


def items(blocks: tuple[Block, ...]) -> list[str]:
    """What stands behind each bullet or number."""
    lists = [block for block in walk(blocks) if isinstance(block, List)]
    return [text(item.blocks) for one in lists for item in one.items]


def skeleton(made: Document) -> str:
    """One line for each block at the top, its first words only: what a change to a document's make-up changes."""
    lines = [f"document {made.meta.code} [{made.meta.language}]"]
    for block in made.blocks:
        first, *inside = outline([block])
        lines.append(
            _cut(first) + (f" ({len(inside)} lines inside)" if inside and not isinstance(block, Paragraph) else "")
        )
    return "\n".join([*lines, ""])


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"
