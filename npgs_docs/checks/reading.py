"""What a reader reads: a text as passages in order, each with its role, its headings and its place, whatever file it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What sort of document is read. PROFILE is an organization's own YAML file, CHOICES our page of defaults, held to no rule."""

    POSTING = "posting"
    JOB = "job-description"
    POLICY = "policy"
    CHECKLIST = "checklist"
    PROFILE = "profile"
    CHOICES = "choices"


class Subject(StrEnum):
    """Whose job a posting or description is about."""

    SPECIALIST = "specialist"
    SUPERVISOR = "supervisor"


class Form(StrEnum):
    """What the reading was made from. TREE is our own document before any file."""

    TREE = "tree"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    WORD = "word"
    PDF = "pdf"
    YAML = "yaml"


class Role(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The character at `offset` of a passage stands at this page, line and column (all count from 1; None: not known)."""

    offset: int = 0
    page: int | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: page, paragraph, line, column, each counting from 1; None where the file has no such thing."""

    page: int | None = None
    paragraph: int | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to and without `end` of a passage."""

    start: int
    end: int

    def covers(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, heading, list item, table cell or field label.

    `path` holds the headings above it, outermost first; `level` is a heading's own. `column` and `row` are a cell's
    heads. `paragraph` counts the file's paragraphs from 1. `negated` says that the passage stands in a list of what is
    not done or not asked, `defining` that it says what a word means; `spared` are quotations and the names of laws
    and bodies, which no word list is held against. `told` are words that the organization gave in its profile; only our
    own tree knows them.
    """

    text: str
    role: Role = Role.PARAGRAPH
    path: tuple[str, ...] = ()
    level: int = 0
    column: str = ""
    row: str = ""
    paragraph: int | None = None
    anchors: tuple[Anchor, ...] = (Anchor(),)
    negated: bool = False
    defining: bool = False
    spared: tuple[Span, ...] = ()
    told: tuple[Span, ...] = ()

    def place(self, offset: int = 0) -> Place:
        at = bisect_right(self.anchors, offset, key=lambda one: one.offset) - 1
        anchor = self.anchors[max(at, 0)]
        column = None if anchor.column is None else anchor.column + offset - anchor.offset
        return Place(anchor.page, self.paragraph, anchor.line, column)

    @property
    def section(self) -> str:
        """The headings above, as one text to look in."""
        return " / ".join(self.path)


@dataclass(frozen=True, slots=True)
class FormField:
    """A thing to fill in as the file itself holds it. `label` is what a screen reader says; sizes are in points."""

    name: str
    label: str
    box: bool = False
    width: float = 0.0
    height: float = 0.0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Traits:
    """What can be said of the file besides its words. Empty for a document that is not a file.

    `title` is what a PDF's properties give, `subject` what a PDF's or a Word file's say it is about; `markup` maps names of HTML elements and attributes to the line where each is first seen; `data` are JSON-LD
    objects in the page; `letters` is the size in points that most letters are printed in, 0 where it is not known; `raw` is the text of a plain text file as it stands.
    """

    language: str = ""
    title: str = ""
    subject: str = ""
    pages: int = 0
    letters: float = 0.0
    fields: tuple[FormField, ...] = ()
    markup: Mapping[str, int] = field(default_factory=dict)
    data: tuple[Mapping[str, Any], ...] = ()
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it is read. `name` is its file or code; `guessed` says that nobody told us the kind.

    `whole` says that it is long enough to ask what is missing from it.
    """

    name: str
    kind: Kind
    title: str
    passages: tuple[Passage, ...]
    form: Form = Form.TREE
    subject: Subject | None = None
    traits: Traits = Traits()
    guessed: bool = False
    whole: bool = True
    text: str = field(init=False, repr=False, compare=False)
    """All the words, a passage a line."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "\n".join(passage.text for passage in self.passages))

    @property
    def words(self) -> int:
        return sum(len(passage.text.split()) for passage in self.passages)

    def prose(self) -> Iterator[Passage]:
        """What is said, without headings and without labels of fields."""
        return (passage for passage in self.passages if passage.role not in {Role.HEADING, Role.FIELD})

    def under(self, heading: str) -> Iterator[Passage]:
        """The passages below a heading of these words."""
        return (passage for passage in self.passages if heading in passage.path)
