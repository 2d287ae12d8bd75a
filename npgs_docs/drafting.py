"""A document on its way to the board: a draft shows what is blank and where its words come from; a final has no blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum

from npgs_docs.document import (
    Aside,
    Blank,
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Inlines,
    Item,
    Link,
    List,
    Marks,
    Origin,
    Paragraph,
    Run,
    Table,
    blanks,
    rebuild,
)
from npgs_docs.errors import Problem

WATERMARK = "DRAFT"
SIGNS = {
    Origin.OWN: ("", ""),
    Origin.ORGANIZATION: ("‹", "›"),
    Origin.PACK: ("«", "»"),
    Origin.GUIDELINE: ("{", "}"),
}
"""What stands before and after the words of each layer in a draft. Words of ours that join the layers carry none."""


class Status(StrEnum):
    """DRAFT is marked on every page and shows its sources; FINAL is refused while something is blank."""

    DRAFT = "draft"
    FINAL = "final"


def unfinished(title: str, document: Document) -> Iterator[Problem]:
    """Why a document cannot be final: everything that is still blank in it."""
    for blank in blanks(document):
        hint = f"Give it in the profile as {blank.key}." if blank.key else "Take the blank out of the template."
        yield Problem("blank", f'{title}: "{blank.label}" is still blank', path=blank.key, hint=hint)


def as_draft(document: Document) -> Document:
    """The document with a mark for every page, a note under its title, and the layer of its words shown."""
    shown = rebuild(document.blocks, _with_signs)
    note = _note(blanks(document))
    at = next((n for n, block in enumerate(shown) if isinstance(block, Heading)), -1) + 1
    meta = replace(document.meta, draft=WATERMARK)
    return replace(document, meta=meta, blocks=(*shown[:at], note, *shown[at:]))


def _note(left: Iterable[Blank]) -> Aside:
    """What a draft says of itself: how to read the signs, and what is still blank."""
    open_blanks = tuple(left)
    words = (
        "Draft, not for use. ",
        f"Words between {' '.join(SIGNS[Origin.ORGANIZATION])} come from the profile, between "
        f"{' '.join(SIGNS[Origin.PACK])} from the rule pack, between {' '.join(SIGNS[Origin.GUIDELINE])} from what we "
        "wrote on the guideline's values and roles. All other words join them.",
    )
    opening = Paragraph((Run(words[0], strong=True), Run(words[1])))
    if not open_blanks:
        return Aside((opening, Paragraph((Run("Nothing is blank."),))))
    return Aside((opening, Paragraph((Run("Still blank:"),), keep_with_next=True), _list_of(open_blanks)))


def _list_of(left: Iterable[Blank]) -> List:
    return List(tuple(Item((Paragraph((Run(_told(blank)),)),)) for blank in left))


def _told(blank: Blank) -> str:
    return f"{blank.label} ({blank.key})" if blank.key else blank.label


# --- showing layers --------------------------------------------------------------------------------------------


def _with_signs(block: Block) -> Block:
    match block:
        case Paragraph():
            return replace(block, inlines=signed(block.inlines))
        case Table():
            rows = tuple(tuple(Cell(signed(cell.inlines)) for cell in row) for row in block.rows)
            return replace(block, rows=rows)
        case Marks():
            return replace(block, items=tuple(replace(item, inlines=signed(item.inlines)) for item in block.items))
        case _:
            return block


def signed(inlines: Inlines) -> Inlines:
    """The inlines with every stretch of one layer between that layer's signs."""
    out: list[Inline] = []
    layer = Origin.OWN
    for inline in inlines:
        here = inline.origin if isinstance(inline, Run) else Origin.OWN
        out.extend(_turn(layer, here))
        out.append(replace(inline, runs=_signed_runs(inline.runs)) if isinstance(inline, Link) else inline)
        layer = here
    out.extend(_turn(layer, Origin.OWN))
    return tuple(out)


def _signed_runs(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(inline for inline in signed(runs) if isinstance(inline, Run))


def _turn(before: Origin, after: Origin) -> Iterator[Run]:
    """The signs between words of one layer and words of another."""
    if before is not after:
        words = SIGNS[before][1] + SIGNS[after][0]
        yield Run(words)
