"""Expanded template text (CommonMark and a few named containers) becomes blocks of the document tree.

What is not in the tables below is a problem, never a guess. Problems of the whole text are gathered before any is
raised. `docs/templates.md` describes the dialect for the people who write templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import zip_longest

from npgs_docs.commonmark import Node, cells, parse, parse_line
from npgs_docs.document import (
    Aside,
    Blank,
    Block,
    Break,
    Cell,
    Contents,
    Fields,
    Heading,
    Inline,
    Inlines,
    Item,
    Keep,
    Link,
    List,
    MarkItem,
    Marks,
    Origin,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Ticks,
    Tone,
    Weight,
    runs_text,
    walk,
)  # fmt: skip
from npgs_docs.errors import Problem, TemplateError, Where
from npgs_docs.forms import AttributeFault, Named, fields_block, named, parse_attributes, tick_options
from npgs_docs.marks import CLOSE, KEY, OPENING, address, is_unfit, slug, visible

_CAPTION = re.compile(r"^\s*(?P<name>[a-z-]+)\s*(?P<words>.*?)\s*(?:\{(?P<attributes>[^{}]*)\})?\s*$", re.DOTALL)
_HEADING_ID = re.compile(r"\s*\{#(?P<id>[A-Za-z0-9.-]+)\}\s*$")


_BRACES = re.compile(r"(?<!\\)\{[^{}]*(?<!\\)\}\s*$")
_WAY = re.compile(r"#.|mailto:.|tel:.|https?://[^/?#]", re.IGNORECASE)


def parse_markup(text: str, name: str) -> tuple[Block, ...]:
    """The blocks of expanded template text. `name` is the template's, for messages.

    Raises TemplateError with every problem; line numbers count in the expanded text.
    """
    reader = _Reader(name, text.split("\n"))
    try:
        blocks = tuple(reader.blocks(parse(text)))
    except RecursionError:
        raise TemplateError([Problem("markup", "this is nested deeper than any page", Where(name))]) from None
    if not blocks and not reader.problems:
        hint = "Write something, or remove the file: the template of that name that is ours is used then."
        reader.problems.append(Problem("markup", "nothing is left to print of this template", Where(name), hint=hint))
    if reader.problems:
        raise TemplateError(reader.problems)
    return blocks


@dataclass(slots=True)
class _Reader:
    """One text on its way into the tree: the problems met, and the heading ids given out."""

    name: str
    lines: Sequence[str] = ()
    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)

    # --- blocks ----------------------------------------------------------------------------------------------

    def blocks(self, nodes: Sequence[Node]) -> Iterator[Block]:
        made = [block for node in nodes for block in self._block(node)]
        for block, following in zip_longest(made, made[1:]):
            yield _introducing(block, following)

    def _block(self, node: Node) -> Iterator[Block]:
        match node.type:
            case "heading":
                yield self._heading(node)
            case "paragraph":
                yield Paragraph(self._inlines(node))
            case "bullet_list":
                yield List(self._items(node))
            case "ordered_list":
                yield List(self._items(node), ordered=True, start=int(str(node.token.attrs.get("start", 1))))
            case "container_box":
                yield from self._container(node)
            case "table":
                self._fault(node, "a table stands alone", "Put it between `::: table Its caption` and `:::`.")
            case other:
                self._fault(
                    node,
                    f"{_SPOKEN.get(other, other)} has no place in a template",
                    "Use paragraphs, lists, tables and the containers of docs/templates.md.",
                )

    def _heading(self, node: Node) -> Heading:
        content = node.children[0].content if node.children else ""
        found = _HEADING_ID.search(content)
        if not found and (braces := _BRACES.search(content)):
            hint = "Write {#name}, with letters, digits, dots and hyphens."
            self._fault(node, f'"{visible(braces[0].strip())}" after a heading cannot be read', hint)
        inlines = self._line(content[: found.start()] if found else content, node)
        wanted = found["id"] if found else slug(runs_text(inlines)) or "section"
        return Heading(int(node.token.tag[1]), inlines, self._unique(wanted))

    def _unique(self, wanted: str) -> str:
        self.ids[wanted] = self.ids.get(wanted, 0) + 1
        count = self.ids[wanted]
        return wanted if count == 1 else f"{wanted}-{count}"

    def _items(self, node: Node) -> tuple[Item, ...]:
        return tuple(Item(tuple(self.blocks(item.children))) for item in node.children)

    # --- containers ------------------------------------------------------------------------------------------

    def _container(self, node: Node) -> Iterator[Block]:
        info, lines = node.token.info, node.token.map
        found = _CAPTION.match(info)
        name = found["name"] if found else ""
        build = _CONTAINERS.get(name)
        if not info.strip():
            self._fault(
                node, "a ::: stands here and ends nothing", "A container around others needs more colons: ::::."
            )
            return
        if not found or not build:
            self._fault(
                node,
                f'there is no container "{name or info.strip()}"',
                f"The containers are: {', '.join(sorted(_CONTAINERS))}.",
            )
            return
        if lines and not "".join(self.lines[lines[1] : lines[1] + 1]).lstrip().startswith(":::"):
            self._fault(node, f"::: {name} has no end", "End it with a line of as many colons.")
        try:
            attributes = parse_attributes(found["attributes"] or "")
            yield build(self, node, found["words"], attributes)
        except AttributeFault as fault:
            self._fault(node, fault.message, fault.hint)

    def _aside(self, node: Node, weight: Weight) -> Block:
        blocks = tuple(self.blocks(node.children))
        if any(isinstance(inner, Table | Fields | Marks | Aside) for inner in walk(blocks)):
            raise AttributeFault(
                f"::: {weight.value} holds a table, a form part or another remark",
                "Put that below it, after the `:::`.",
            )
        return Aside(_with_its_title(blocks), weight)

    def _toned(self, node: Node, tone: Tone) -> Block:
        paragraphs = [child for child in node.children if child.type == "paragraph"]
        if len(paragraphs) != 1 or len(node.children) != 1:
            raise AttributeFault(f"::: {tone.value} holds one paragraph", "Give each paragraph a container of its own.")
        return Paragraph(self._inlines(paragraphs[0]), tone)

    def _table(self, node: Node, caption: str, attributes: Named) -> Block:
        if [child.type for child in node.children] != ["table"] or not caption:
            raise AttributeFault(
                "::: table needs a caption and one table", "Write `::: table Who does what`, the table, and `:::`."
            )
        written = [row for part in node.children[0].children for row in part.children]
        rows = [tuple(Cell(self._inlines(cell)) for cell in row.children) for row in written]
        for row in written:
            count = self._cells(row)
            if count > len(rows[0]):
                self._fault(row, f"a row has {count} cells, and the table {len(rows[0])} heads", "Leave out a |.")
        widths = _shares(attributes, len(rows[0]))
        return Table(
            runs_text(self._line(caption, node)), rows[0], tuple(rows[1:]), widths,
            row_heads="row-heads" in attributes.classes, quiet="quiet" in attributes.classes,
        )  # fmt: skip

    def _cells(self, row: Node) -> int:
        """How many cells of a row are written; those without a head would be lost without a word."""
        return len(cells(self.lines[row.token.map[0]])) if row.token.map else 0

    def _marks(self, node: Node, caption: str, attributes: Named) -> Block:
        marks = tuple(mark.strip() for mark in attributes.values.get("marks", "").split("|") if mark.strip())
        if len(marks) < 2 or len(set(marks)) != len(marks) or not caption:
            raise AttributeFault(
                "::: marks needs a caption and two or more different marks",
                'Write `::: marks What we did {marks="Yes|Partly|Not yet"}`.',
            )
        items = tuple(
            MarkItem(one.name, self._line(one.label, node), one.values.get("note", ""))
            for one in (named(item) for item in self._list(node))
        )
        return Marks(runs_text(self._line(caption, node)), items, marks)

    def _list(self, node: Node) -> list[Node]:
        if [child.type for child in node.children] != ["bullet_list"]:
            raise AttributeFault(
                "a form part holds one list", "Write one line for each thing to fill in: `- [Words]{#name}`."
            )
        return list(node.children[0].children)

    # --- inlines ---------------------------------------------------------------------------------------------

    def words(self, node: Node, text: str) -> str:
        """The plain words of one line of Markdown in a node, for labels."""
        return runs_text(self._line(text, node))

    def _line(self, text: str, node: Node) -> Inlines:
        return self._spanned(parse_line(text, node.line))

    def _inlines(self, node: Node) -> Inlines:
        return self._spanned(
            inner for child in node.children for inner in (child.children if child.type == "inline" else [child])
        )

    def _spanned(self, nodes: Iterable[Node]) -> Inlines:
        spans = _Spans()
        for node in nodes:
            self._inline(node, spans, Run(""))
        return tuple(spans.done())

    def _inline(self, node: Node, spans: _Spans, look: Run) -> None:
        match node.type:
            case "text":
                self._letters(node)
                spans.say(node.content, look)
            case "softbreak":
                spans.say(" ", look)
            case "hardbreak":
                spans.add(Break())
            case "strong" | "em":
                strong, emphasis = look.strong or node.type == "strong", look.emphasis or node.type == "em"
                for child in node.children:
                    self._inline(child, spans, Run("", strong, emphasis))
            case "link":
                inner = _Spans(spans.origin)
                for child in node.children:
                    self._inline(child, inner, look)
                runs = tuple(one for one in inner.done() if isinstance(one, Run))
                link = Link(runs, address(str(node.token.attrs["href"])))
                self._way(node, link)
                spans.add(link)
            case other:
                self._fault(
                    node,
                    f"{_SPOKEN.get(other, other)} has no place in a line",
                    "Use words, **strong**, *emphasis* and [links](https://…).",
                )

    def _way(self, node: Node, link: Link) -> None:
        if not runs_text(link.runs).strip():
            self._fault(node, f'a link to "{link.target}" has no words', "Write [words](https://…).")
        if not _WAY.match(link.target):
            message = f'a link leads to "{link.target}", where nobody can follow it from a document'
            self._fault(node, message, "Write an address with https://, mailto: or tel:, or #heading-id.")

    def _letters(self, node: Node) -> None:
        for letter in sorted(set(node.content)):
            if is_unfit(letter):
                self._fault(node, f"a character that is not text (U+{ord(letter):04X}) is in it", "Delete it.")

    def _fault(self, node: Node, message: str, hint: str) -> None:
        self.problems.append(Problem("markup", message, Where(f"{self.name} (expanded)", node.line), hint=hint))


def _with_its_title(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The first words of a box stay with the list under them; alone at the foot of a page they are a title of nothing."""
    match blocks:
        case (Paragraph() as title, List(), *_):
            return (replace(title, keep_with_next=True), *blocks[1:])
        case _:
            return blocks


def _introducing(block: Block, following: Block | None) -> Block:
    """A paragraph that ends in a colon stays with the list it introduces."""
    introduces = isinstance(block, Paragraph) and isinstance(following, List) and runs_text(block.inlines).endswith(":")
    return replace(block, keep_with_next=True) if introduces and isinstance(block, Paragraph) else block


_SPOKEN = {
    "blockquote": "a quotation", "fence": "a code block", "code_block": "an indented block (code)", "hr": "a rule",
    "code_inline": "`code`", "html_block": "HTML", "html_inline": "HTML", "image": "a picture",
}  # fmt: skip

Build = Callable[[_Reader, Node, str, Named], Block]

_CONTAINERS: dict[str, Build] = {
    "note": lambda reader, node, words, attributes: reader._aside(node, Weight.NOTE),
    "warning": lambda reader, node, words, attributes: reader._aside(node, Weight.WARNING),
    "lead": lambda reader, node, words, attributes: reader._toned(node, Tone.LEAD),
    "small": lambda reader, node, words, attributes: reader._toned(node, Tone.SMALL),
    "eyebrow": lambda reader, node, words, attributes: reader._toned(node, Tone.EYEBROW),
    "keep": lambda reader, node, words, attributes: Keep(tuple(reader.blocks(node.children))),
    "page-break": lambda reader, node, words, attributes: PageBreak(),
    "contents": lambda reader, node, words, attributes: Contents(
        reader.words(node, words) or "Contents", attributes.number("depth", 2)
    ),
    "table": lambda reader, node, words, attributes: reader._table(node, words, attributes),
    "fields": lambda reader, node, words, attributes: fields_block(reader._list(node), partial(reader.words, node)),
    "marks": lambda reader, node, words, attributes: reader._marks(node, words, attributes),
    "ticks": lambda reader, node, words, attributes: Ticks(
        tick_options(reader._list(node), partial(reader.words, node))
    ),
}


def _shares(attributes: Named, columns: int) -> tuple[float, ...]:
    """The width shares of a table's columns; equal where none are given."""
    written = attributes.values.get("widths", "").split()
    if not written:
        return (1.0,) * columns
    if len(written) != columns or not all(
        re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})?", one) and float(one) > 0 for one in written
    ):
        raise AttributeFault(
            f'widths="{" ".join(written)}" does not fit {columns} columns',
            f'Give {columns} numbers: widths="{" ".join(["1"] * columns)}".',
        )
    return tuple(float(one) for one in written)


@dataclass(slots=True)
class _Spans:
    """Runs being collected; `origin` follows the marks that values carry (see `marks`)."""

    origin: Origin | None = None
    found: list[Inline] = field(default_factory=list)
    blank: list[str] | None = None

    def add(self, inline: Inline) -> None:
        self.found.append(inline)

    def say(self, text: str, look: Run) -> None:
        for part in re.split(f"([{CLOSE}{''.join(OPENING)}])", text):
            if part == CLOSE:
                self._close()
            elif part in OPENING:
                self._open(OPENING[part])
            elif part and self.blank is not None:
                self.blank.append(part)
            elif part:
                self._run(Run(part, look.strong, look.emphasis, self.origin or Origin.OWN))

    def _open(self, meaning: Origin | None) -> None:
        if meaning is None:
            self.blank = []
        else:
            self.origin = meaning

    def _close(self) -> None:
        if self.blank is not None:
            label, _, key = "".join(self.blank).partition(KEY)
            self.add(Blank(label, key))
        self.blank, self.origin = None, None

    def _run(self, run: Run) -> None:
        last = self.found[-1] if self.found else None
        if isinstance(last, Run) and (last.strong, last.emphasis, last.origin) == (
            run.strong,
            run.emphasis,
            run.origin,
        ):
            self.found[-1] = Run(last.text + run.text, run.strong, run.emphasis, run.origin)
        else:
            self.found.append(run)

    def done(self) -> list[Inline]:
        return self.found
