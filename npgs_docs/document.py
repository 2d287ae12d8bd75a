"""The document tree: what a document says, in reading order, before any format draws it.

Every format meets here, so this file imports nothing above it, and below only the facts a posting carries. Blocks and inlines are closed unions: a writer
dispatches with ``match`` and ends in ``assert_never``, and a kind that is added and not drawn is a type error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias

from npgs_docs.vacancy import Vacancy


class Origin(StrEnum):
    """Which layer of input words come from. OWN is what this project wrote to join the other three."""

    OWN = "own"
    GUIDELINE = "guideline"
    PACK = "pack"
    ORGANIZATION = "organization"


# --- inlines -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look."""

    text: str
    strong: bool = False
    emphasis: bool = False
    origin: Origin = Origin.OWN


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere. `target` is an address (``https:``, ``mailto:``, ``tel:``) or ``#heading-id``."""

    runs: tuple[Run, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Break:
    """A line ends here though the paragraph goes on."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Something the organization has not said yet: drawn as a line to write on, listed in a draft.

    `label` says what belongs there; it is the accessible name, and what a draft shows in brackets. `key` is the key of
    the profile that fills it (``policy.number``), "" where only a pen can.
    """

    label: str
    key: str = ""


Inline: TypeAlias = Run | Link | Break | Blank
Inlines: TypeAlias = tuple[Inline, ...]


# --- blocks --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. `level` counts from 1 (the title) and never skips; `id` is unique; `number` is ``"3"`` or ``""``.

    The number is not part of the inlines: Word counts it by itself and the PDF draws it before the words.
    """

    level: int
    inlines: Inlines
    id: str
    number: str = ""


class Tone(StrEnum):
    """How a paragraph speaks. LEAD opens a document, SMALL is fine print, EYEBROW stands above a title."""

    BODY = "body"
    LEAD = "lead"
    SMALL = "small"
    EYEBROW = "eyebrow"


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: Inlines
    tone: Tone = Tone.BODY
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its blocks are paragraphs and lists."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class List:
    """A list. Ordered lists count from `start`, and each ordered list counts afresh."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row. `widths` are shares (any unit), one per column.

    `row_heads` says that the first cell of each row names the row. `caption` is always said to a screen reader
    and drawn above the table unless `quiet`.
    """

    caption: str
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    row_heads: bool = False
    quiet: bool = False


class Weight(StrEnum):
    """A NOTE is a tinted-free ruled aside; a WARNING says what must not be done."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Aside:
    """A boxed remark. It is set off by a rule and by its first words, never by colour alone."""

    blocks: tuple[Block, ...]
    weight: Weight = Weight.NOTE


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list, made of every heading of levels 2 to `depth`. `pages` maps heading ids to page numbers."""

    title: str
    depth: int = 2
    pages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a fresh page."""


@dataclass(frozen=True, slots=True)
class Keep:
    """Blocks that stay on one page: a signature with what was signed."""

    blocks: tuple[Block, ...]


class FieldKind(StrEnum):
    """LINE is one line, NOTES several, DATE a date, SIGNATURE a taller line for a pen (typed on a screen)."""

    LINE = "line"
    NOTES = "notes"
    DATE = "date"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Field:
    """A place to write. `name` is unique in the document and the same in every format.

    `share` is the width in twelfths of the text column; fields of one `Fields` block fill rows of twelve.
    `lines` is the number of writing lines of NOTES.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    share: int = 12
    lines: int = 1
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick. `name` is the field name, unique in the document."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A question answered by ticking any of a few boxes that stand in one row after `label`."""

    name: str
    label: str
    options: tuple[Option, ...]
    share: int = 12


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields and choices laid out in rows of twelve twelfths."""

    fields: tuple[Field | Choice, ...]


@dataclass(frozen=True, slots=True)
class MarkItem:
    """One prompt of a checklist. `name` is its stable id (``V1-S3``), printed small beside it.

    `note` is a short remark such as "good practice with all staff".
    """

    name: str
    inlines: Inlines
    note: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Prompts in rows, answer marks in columns, one box at each crossing.

    The box of item V1-S3 and mark "Not yet" is the field ``V1-S3.not-yet`` (`mark_name`).
    """

    caption: str
    items: tuple[MarkItem, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticks:
    """A list of boxes to tick, one statement each."""

    options: tuple[Option, ...]


Block: TypeAlias = Heading | Paragraph | List | Table | Aside | Contents | PageBreak | Keep | Fields | Marks | Ticks


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG in eight bits each of red, green and blue; `width` and `height` are pixels.

    `alt` says what it shows to someone who does not see it; "" where it is decoration.
    """

    png: bytes
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Meta:
    """What is said about the document: in its properties, its running head and its foot.

    `code` is the document's code (``checklist-03``), `language` a BCP 47 tag, `date` ISO 8601 or "" (then the
    file carries a fixed date, because nothing here reads a clock). `head` and `foot` are the words of the running
    head and foot (left, right); "Page x of y" is added by the writer. `logo` stands above the first page's text, where
    later pages have their running head.
    """

    title: str
    code: str = ""
    subject: str = ""
    author: str = ""
    keywords: str = ""
    language: str = "en-US"
    date: str = ""
    head: tuple[str, str] = ("", "")
    foot: str = ""
    draft: str = ""
    logo: Picture | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `form` says that it is meant to be filled in with a pen, so it keeps a binding margin.

    A posting carries the facts of its `vacancy`; they are the values that its words were made of.
    """

    meta: Meta
    blocks: tuple[Block, ...]
    form: bool = False
    vacancy: Vacancy | None = None


# --- walking -------------------------------------------------------------------------------------------------


def mark_name(item: MarkItem, mark: str) -> str:
    """The field name of one box of a `Marks` block: ``V1-S3.not-yet``."""
    return f"{item.name}.{mark.lower().replace(' ', '-')}"


def runs_text(inlines: Iterable[Inline]) -> str:
    """The words of inlines, a line break as a newline, a blank as its label in brackets."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Run():
                parts.append(inline.text)
            case Link():
                parts.extend(run.text for run in inline.runs)
            case Break():
                parts.append("\n")
            case Blank():
                parts.append(f"[{inline.label}]")
    return "".join(parts)


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, each before the blocks inside it."""
    for block in blocks:
        yield block
        match block:
            case Aside() | Keep():
                yield from walk(block.blocks)
            case List():
                for item in block.items:
                    yield from walk(item.blocks)
            case _:
                pass


def headings(document: Document) -> tuple[Heading, ...]:
    return tuple(block for block in walk(document.blocks) if isinstance(block, Heading))


def inlines_of(block: Block) -> Iterator[Inlines]:
    """The inlines a block holds itself, not those of the blocks inside it."""
    match block:
        case Heading() | Paragraph():
            yield block.inlines
        case Table():
            for row in (block.head, *block.rows):
                yield from (cell.inlines for cell in row)
        case Marks():
            yield from (item.inlines for item in block.items)
        case _:
            pass


def blanks(document: Document) -> tuple[Blank, ...]:
    """Everything the organization has not said yet, in reading order, each once."""
    found = (
        inline
        for block in walk(document.blocks)
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Blank)
    )
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a person can fill in: the field's name, what a screen reader says, and whether it is a box."""

    name: str
    label: str
    box: bool


def fillable(document: Document) -> tuple[Entry, ...]:
    """Every field of a form in reading order; the same list in Word, PDF and outline."""
    return tuple(one for block in walk(document.blocks) for one in _fillable_of(block))


def _fillable_of(block: Block) -> Iterator[Entry]:
    match block:
        case Fields():
            for entry in block.fields:
                match entry:
                    case Field():
                        yield Entry(entry.name, entry.label, box=False)
                    case Choice():
                        for option in entry.options:
                            yield Entry(option.name, f"{entry.label}: {option.label}", box=True)
        case Marks():
            for item in block.items:
                for mark in block.marks:
                    yield Entry(mark_name(item, mark), f"{mark}: {runs_text(item.inlines)}", box=True)
        case Ticks():
            for option in block.options:
                yield Entry(option.name, option.label, box=True)
        case _:
            pass


def rebuild(blocks: Iterable[Block], change: Callable[[Block], Block]) -> tuple[Block, ...]:
    """The same tree with `change` applied to every block, innermost first."""

    def inside(block: Block) -> Block:
        match block:
            case Aside() | Keep():
                return replace(block, blocks=rebuild(block.blocks, change))
            case List():
                return replace(block, items=tuple(Item(rebuild(item.blocks, change)) for item in block.items))
            case _:
                return block

    return tuple(change(inside(block)) for block in blocks)


def demoted(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks whose headings stand one level deeper, so that a document can become a part of a binder."""

    def deeper(block: Block) -> Block:
        return replace(block, level=block.level + 1) if isinstance(block, Heading) else block

    return rebuild(blocks, deeper)


def with_pages(document: Document, pages: Mapping[str, int]) -> Document:
    """The document with its contents list filled: `pages` maps heading ids to page numbers."""

    def filled(block: Block) -> Block:
        return replace(block, pages=dict(pages)) if isinstance(block, Contents) else block

    return replace(document, blocks=rebuild(document.blocks, filled))
