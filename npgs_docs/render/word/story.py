"""From the document tree to the body of a Word file: one small function per kind of block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple, assert_never

from npgs_docs.document import (
    Aside,
    Block,
    Contents,
    Fields,
    Heading,
    Item,
    Keep,
    List,
    Marks,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Ticks,
    Tone,
    Weight,
    walk,
)  # fmt: skip
from npgs_docs.render.word.contents import contents
from npgs_docs.render.word.forms import fields, ticks
from npgs_docs.render.word.marks import marks
from npgs_docs.render.word.numbering import UNCOUNTED, list_indent
from npgs_docs.render.word.paragraphs import FARTHEST_RULE, PLAIN, Rule, Shape
from npgs_docs.render.word.setting import Hold, Setting
from npgs_docs.render.word.styles import ASIDE_BAR, ASIDE_EDGE, ASIDE_INDENT, ASIDE_SPACE, DEEPEST_HEADING, aside_rules
from npgs_docs.render.word.tables import Column, frame, margins, row, stays, table

_STYLES = {Tone.BODY: "", Tone.LEAD: "Lead", Tone.SMALL: "FinePrint", Tone.EYEBROW: "Eyebrow"}
_ASIDES = {Weight.NOTE: "Note", Weight.WARNING: "Warning"}
_PADDING = 6.0


def story(setting: Setting, blocks: Iterable[Block], width: float, listed: Sequence[Heading]) -> Iterator[str]:
    """The text of blocks in a column `width` points wide; `listed` are the headings of the whole document."""
    for block in blocks:
        yield from _block(setting, block, width, listed)


def _block(setting: Setting, block: Block, width: float, listed: Sequence[Heading]) -> Iterator[str]:
    match block:
        case Heading():
            yield _heading(setting, block)
        case Paragraph():
            yield setting.words(_STYLES[block.tone], block.inlines, Shape(keep=True) if block.keep_with_next else PLAIN)
        case List():
            yield from _list(setting, block, width, listed)
        case Table():
            yield from table(setting, block, width)
        case Aside():
            yield from _aside(setting, block, width, listed)
        case Contents():
            yield from contents(setting, block, listed)
        case PageBreak():
            setting.fresh_page = setting.started
        case Keep():
            yield from _keep(setting, block, width, listed)
        case Fields():
            yield from fields(setting, block, width)
        case Marks():
            yield from marks(setting, block, width)
        case Ticks():
            yield from ticks(setting, block)
        case _:
            assert_never(block)


def _heading(setting: Setting, heading: Heading) -> str:
    """A heading with its bookmark. A number that Word cannot count is written before the words."""
    counted = setting.numbering.heading(heading)
    written = heading.number and counted in (None, (UNCOUNTED, 0))
    words = (Run(f"{heading.number}. "), *heading.inlines) if written else heading.inlines
    name = setting.bookmarks[heading.id]
    number = setting.numbers[heading.id]
    inner = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{setting.inner(words)}<w:bookmarkEnd w:id="{number}"/>'
    shape = Shape(numbering=counted, right_to_left=setting.runs_right_to_left(words))
    return setting.paragraph(f"Heading{min(heading.level, DEEPEST_HEADING)}", inner, shape)


def _keep(setting: Setting, block: Keep, width: float, listed: Sequence[Heading]) -> Iterator[str]:
    """Every paragraph stays with the next, but for the last one, or the last row."""
    outside = setting.hold
    for at, one in enumerate(block.blocks):
        last = at == len(block.blocks) - 1
        setting.hold = outside if last and outside is Hold.BEYOND else Hold.WITHIN if last else Hold.BEYOND
        yield from _block(setting, one, width, listed)
    setting.hold = outside


# --- lists ---------------------------------------------------------------------------------------------------


class Mark(NamedTuple):
    """What stands before the items of a list: the style of their paragraphs, numbering and level, and how deep the list is."""

    style: str
    numbering: tuple[int, int] | None
    depth: int


def _list(setting: Setting, block: List, width: float, listed: Sequence[Heading], depth: int = 0) -> Iterator[str]:
    mark = _mark(setting, block, depth)
    for at, item in enumerate(block.items):
        last = at == len(block.items) - 1
        ends = Shape(keep=stays(setting, last=last), after=setting.voice("body").after if last and not depth else None)
        yield from _item(setting, item, mark, ends, width, listed)


def _mark(setting: Setting, block: List, depth: int) -> Mark:
    if block.ordered:
        return Mark("ListNumber", (setting.numbering.ordered(depth, block.start), depth), depth)
    return Mark("ListBullet", setting.numbering.bulleted(depth), depth)


def _item(
    setting: Setting, item: Item, mark: Mark, ends: Shape, width: float, listed: Sequence[Heading]
) -> Iterator[str]:
    """The first paragraph carries the mark, those after it stand under its words; `ends` is the shape of the last.

    Word has no mark without a paragraph: where an item begins with something else, the mark has a line of its own.
    """
    style, numbering, depth = mark
    if not (item.blocks and _is_plain(item.blocks[0])):
        yield setting.words(style, (), _marked(setting, Shape(keep=bool(item.blocks), numbering=numbering), depth))
    for at, block in enumerate(item.blocks):
        shape = ends if at == len(item.blocks) - 1 else Shape(keep=stays(setting, last=False))
        match block:
            case Paragraph(tone=Tone.BODY) if at == 0:
                yield setting.words(style, block.inlines, _marked(setting, replace(shape, numbering=numbering), depth))
            case Paragraph(tone=Tone.BODY):
                yield setting.words("ListContinue", block.inlines, _under_words(setting, shape, depth))
            case List():
                yield from _list(setting, block, width, listed, depth + 1)
            case _:
                yield from _block(setting, block, width, listed)


def _marked(setting: Setting, shape: Shape, depth: int) -> Shape:
    """In an aside the bar stays where it is and the words move in."""
    if not setting.beside_bar:
        return shape
    left, hanging = list_indent(setting.style, depth)
    return replace(shape, left=left + ASIDE_EDGE, hanging=hanging, rules=_bar(setting, left - hanging))


def _under_words(setting: Setting, shape: Shape, depth: int) -> Shape:
    left, _ = list_indent(setting.style, depth)
    if not setting.beside_bar:
        return replace(shape, left=left)
    return replace(shape, left=left + ASIDE_EDGE, rules=_bar(setting, left))


def _bar(setting: Setting, from_words: float) -> dict[str, Rule]:
    return {"left": Rule(ASIDE_BAR, setting.style.accent, min(ASIDE_INDENT + from_words, FARTHEST_RULE))}


# --- asides --------------------------------------------------------------------------------------------------


def _aside(setting: Setting, aside: Aside, width: float, listed: Sequence[Heading]) -> Iterator[str]:
    """Words are paragraphs with a border. Anything else, and a list that needs a frame, stands in a table of one cell."""
    inside = list(walk(aside.blocks))
    words = all(_is_plain(block) for block in inside)
    listing = all(isinstance(block, List) or _is_plain(block) for block in inside)
    if words or (listing and aside.weight is Weight.NOTE):
        yield from _bordered(setting, aside, width, listed)
    else:
        yield from _boxed(setting, aside, width, listed)


def _is_plain(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.tone is Tone.BODY


def _bordered(setting: Setting, aside: Aside, width: float, listed: Sequence[Heading]) -> Iterator[str]:
    space = ASIDE_SPACE * setting.pace
    setting.beside_bar, setting.gap = True, max(space, setting.gap)
    for at, block in enumerate(aside.blocks):
        last = at == len(aside.blocks) - 1
        match block:
            case Paragraph():
                keep = block.keep_with_next or stays(setting, last=last)
                yield setting.words(_ASIDES[aside.weight], block.inlines, Shape(keep=keep))
            case _:
                yield from _block(setting, block, width, listed)
    setting.beside_bar, setting.gap = False, space


def _boxed(setting: Setting, aside: Aside, width: float, listed: Sequence[Heading]) -> Iterator[str]:
    framed = aside.weight is Weight.WARNING
    right = ASIDE_INDENT if framed else 0.0
    padding = _PADDING if framed else _PADDING / 3
    yield setting.above_table(ASIDE_SPACE * setting.pace)
    inner = "".join(story(setting, aside.blocks, width - ASIDE_BAR - ASIDE_INDENT - right, listed))
    inner += setting.cell_ends(empty=not inner)
    rules = aside_rules(setting.style, framed=framed)
    drawn = "".join(rules[side].drawn(side) for side in ("top", "left", "bottom", "right") if side in rules)
    kept = margins(top=padding, left=ASIDE_INDENT, bottom=padding, right=right)
    cell = Column(width, inner, properties=f"<w:tcBorders>{drawn}</w:tcBorders>{kept}")
    yield frame("FieldGrid", "", [width], [row([cell], splits=True)], head=False)
    setting.table_ends(ASIDE_SPACE * setting.pace)
