"""Documents put together by chance from every kind of block, the same for the same seed."""

from __future__ import annotations

import random

from npgs_docs.document import (
    Aside,
    Blank,
    Block,
    Break,
    Cell,
    Choice,
    Contents,
    Document,
    Field,
    FieldKind,
    Fields,
    Heading,
    Inlines,
    Item,
    Keep,
    Link,
    List,
    MarkItem,
    Marks,
    Meta,
    Option,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Ticks,
    Tone,
    Weight,
)  # fmt: skip

WORDS = ("peer", "support", "values", "Zoë", "a & b", "<x>", "supervision", "“quoted”", "it's", "]]>")
OUTSIDE = ("paragraph", "list", "table", "fields", "marks", "ticks", "aside", "keep", "heading", "break")
INSIDE = OUTSIDE[:8]
DEEPEST = 2


class Chance:
    """One document's worth of chance."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0

    def document(self) -> Document:
        front: tuple[Block, ...] = (Heading(1, (Run("Title"),), "title"),)
        if self.likely(0.5):
            front += (Contents("Contents"),)
        blocks = tuple(self.block(0) for _ in range(self.random.randint(2, 12)))
        meta = Meta("By chance", head=("left", "right"), foot="foot", draft=self.random.choice(("", "DRAFT")))
        return Document(meta, (*front, *blocks))

    def likely(self, share: float) -> bool:
        return self.random.random() < share

    def name(self) -> str:
        self.count += 1
        return f"n{self.count}"

    def words(self) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(1, 14)))

    def inlines(self) -> Inlines:
        middle = (self.inline() for _ in range(self.random.randint(0, 4)))
        return (Run("Start "), *middle, Run(" end"))

    def inline(self) -> Run | Link | Blank | Break:
        match self.random.randint(0, 5):
            case 0:
                return Link((Run(self.words()),), "https://example.org/x")
            case 1:
                return Blank(self.words())
            case 2:
                return Break()
            case _:
                return Run(f"{self.words()} ", strong=self.likely(0.2), emphasis=self.likely(0.2))

    def block(self, depth: int) -> Block:
        kinds = OUTSIDE if depth == 0 else INSIDE if depth < DEEPEST else INSIDE[:6]
        match self.random.choice(kinds):
            case "list":
                return self.list(0)
            case "table":
                return self.table()
            case "fields":
                return Fields(tuple(self.field() for _ in range(self.random.randint(1, 6))))
            case "marks":
                items = tuple(MarkItem(self.name(), self.inlines(), self.random.choice(("", "note"))) for _ in range(3))
                return Marks(self.words(), items, ("Yes", "Not yet", "Not today"))
            case "ticks":
                return Ticks(tuple(Option(self.name(), self.words()) for _ in range(self.random.randint(1, 4))))
            case "aside":
                return Aside(self.inside(depth), self.random.choice(list(Weight)))
            case "keep":
                return Keep(self.inside(depth))
            case "heading":
                return Heading(2, self.inlines(), self.name(), self.random.choice(("", "1", "2", "7")))
            case "break":
                return PageBreak()
            case _:
                return Paragraph(self.inlines(), self.random.choice(list(Tone)), self.likely(0.1))

    def inside(self, depth: int) -> tuple[Block, ...]:
        return tuple(self.block(depth + 1) for _ in range(self.random.randint(1, 3)))

    def list(self, depth: int) -> List:
        items = tuple(Item(self.item(depth)) for _ in range(self.random.randint(1, 3)))
        return List(items, ordered=self.likely(0.5), start=self.random.choice((1, 1, 5, 98)))

    def item(self, depth: int) -> tuple[Block, ...]:
        deeper = (self.list(depth + 1),) if depth < DEEPEST and self.likely(0.3) else ()
        return (*(Paragraph(self.inlines()) for _ in range(self.random.randint(0 if deeper else 1, 2))), *deeper)

    def table(self) -> Table:
        columns = range(self.random.randint(1, 4))
        rows = range(self.random.randint(1, 5))
        return Table(
            self.words(),
            tuple(Cell(self.inlines()) for _ in columns),
            tuple(tuple(Cell(self.inlines() if self.likely(0.9) else ()) for _ in columns) for _ in rows),
            tuple(self.random.randint(1, 5) for _ in columns),
            row_heads=self.likely(0.5),
            quiet=self.likely(0.3),
        )

    def field(self) -> Field | Choice:
        name, share = self.name(), self.random.choice((2, 3, 4, 5, 6, 7, 8, 12))
        if self.likely(0.25):
            return Choice(name, self.words(), tuple(Option(f"{name}.{each}", self.words()) for each in "abc"), share)
        kind = self.random.choice(list(FieldKind))
        return Field(name, self.words(), kind, share, self.random.randint(1, 4), self.random.choice(("", "a hint")))
