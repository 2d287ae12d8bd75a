"""One document of the packet: its template is expanded, parsed into the tree, numbered, spelled, and given its meta."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from npgs_docs.catalog import Entry, Kind
from npgs_docs.context import context_for
from npgs_docs.conventions import Conventions, typographic
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
    Fields,
    Heading,
    Inline,
    Inlines,
    Keep,
    Link,
    List,
    Marks,
    Meta,
    Option,
    Origin,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    Ticks,
    blanks,
    demoted,
    rebuild,
    runs_text,
    walk,
)  # fmt: skip
from npgs_docs.inputs import Inputs
from npgs_docs.jobs import vacancy_of
from npgs_docs.markup import parse_markup
from npgs_docs.templating import Templates

UNNUMBERED = ("appendix", "approval")
"""Sections whose ids begin so are not counted: appendices have a letter, the approval stands on the first page."""


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes documents for one organization from one set of templates. `date` is ISO 8601 or "".

    Each document's blocks are made once: the choices page and the binder of checklists look at those of others.
    """

    inputs: Inputs
    templates: Templates
    date: str = ""
    logo: Picture | None = None
    _made: dict[str, tuple[Block, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def markdown(self, entry: Entry, left_blank: Mapping[str, Sequence[Blank]] | None = None) -> str:
        """The expanded text of a document's template. Raises errors.TemplateError."""
        return self.templates.expand(
            entry.template, context_for(self.inputs, entry, left_blank), self.inputs.conventions
        )

    def document(self, entry: Entry) -> Document:
        """A whole document. Raises errors.TemplateError with every problem of the template."""
        left_blank = self._left_blank(entry) if entry.kind is Kind.CHOICES else None
        blocks = self._blocks(entry, left_blank)
        if entry.kind is Kind.BINDER:
            parts = [one for one in self.inputs.entries if one.kind is Kind.CHECKLIST]
            blocks = (*blocks, *(block for part in parts for block in (PageBreak(), *demoted(self._blocks(part)))))
        vacancy = vacancy_of(self.inputs, entry.subject) if entry.kind is Kind.POSTING else None
        return Document(self._meta(entry, blocks), blocks, form=entry.form, vacancy=vacancy)

    def _blocks(self, entry: Entry, left_blank: Mapping[str, Sequence[Blank]] | None = None) -> tuple[Block, ...]:
        if entry.code not in self._made:
            self._made[entry.code] = self._composed(entry, left_blank)
        return self._made[entry.code]

    def _composed(self, entry: Entry, left_blank: Mapping[str, Sequence[Blank]] | None) -> tuple[Block, ...]:
        blocks = parse_markup(self.markdown(entry, left_blank), entry.template)
        if entry.kind is Kind.POLICY:
            blocks = numbered(blocks)
        return polished(blocks, self.inputs.conventions)

    def _left_blank(self, choices: Entry) -> dict[str, tuple[Blank, ...]]:
        """What every other document leaves blank, by the document's title."""
        others = [
            entry for entry in self.inputs.entries if entry.kind not in {Kind.CHOICES, Kind.BINDER, Kind.CHECKLIST}
        ]
        return {entry.title: blanks(self.document(entry)) for entry in others}

    def _meta(self, entry: Entry, blocks: tuple[Block, ...]) -> Meta:
        profile, guideline = self.inputs.decided.profile, self.inputs.library.guideline
        organization = profile.organization
        title = next((runs_text(block.inlines) for block in walk(blocks) if isinstance(block, Heading)), entry.title)
        effective = profile.policy.effective
        return Meta(
            title=f"{title} – {organization.name}",
            code=entry.code,
            subject=f"Peer support: {entry.kind.value}",
            author=organization.legal_name,
            keywords="peer support, supervision, 12 core values",
            language=profile.output.language or self.inputs.conventions.language,
            date=self.date or (effective or guideline.content_date).isoformat(),
            head=(organization.name, title),
            foot=self._foot(entry, blocks),
            logo=self.logo,
        )

    def _foot(self, entry: Entry, blocks: tuple[Block, ...]) -> str:
        """Form number and revision, or number, version and status, then a short hash of what the document says."""
        policy, guideline = self.inputs.decided.profile.policy, self.inputs.library.guideline
        if entry.form:
            return f"{entry.number} · Rev. {guideline.content_date:%m/%Y}"
        number = policy.number if entry.kind is Kind.POLICY and policy.number else entry.number
        version = [f"Version {policy.version}", policy.status.value.capitalize()]
        match entry.kind:
            case Kind.POLICY:
                parts = [number, *version, f"Content {content_hash(blocks)}"]
            case Kind.JOB:
                parts = [number, *version]
            case _:
                parts = [number]
        return " · ".join(parts)


def content_hash(blocks: Iterable[Block]) -> str:
    """Eight hexadecimal digits that change when the words or the shape of a document change."""
    return hashlib.sha256(repr(tuple(blocks)).encode()).hexdigest()[:8]


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The sections (level 2) counted from 1, but for those that are never counted."""
    count = 0
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2 and not block.id.startswith(UNNUMBERED):
            count += 1
            block = replace(block, number=str(count))
        out.append(block)
    return tuple(out)


# --- spelling and quotation marks ----------------------------------------------------------------------------


def polished(blocks: Iterable[Block], conventions: Conventions) -> tuple[Block, ...]:
    """Our words in the country's spelling with typographic quotes; the organization's words stay as typed."""

    def words(text: str) -> str:
        return typographic(conventions.spelled(text))

    def line(inlines: Inlines) -> Inlines:
        return _polished_inlines(inlines, conventions)

    def polish(block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, inlines=line(block.inlines))
            case Table():
                rows = tuple(tuple(Cell(line(cell.inlines)) for cell in row) for row in block.rows)
                return replace(
                    block,
                    caption=words(block.caption),
                    head=tuple(Cell(line(cell.inlines)) for cell in block.head),
                    rows=rows,
                )
            case Fields():
                return Fields(tuple(_polished_field(one, conventions) for one in block.fields))
            case Marks():
                items = tuple(replace(item, inlines=line(item.inlines), note=words(item.note)) for item in block.items)
                return replace(block, caption=words(block.caption), items=items)
            case Ticks():
                return Ticks(tuple(Option(option.name, words(option.label)) for option in block.options))
            case Contents() | PageBreak() | Aside() | Keep() | List():
                return block

    return rebuild(blocks, polish)


def _polished_inlines(inlines: Inlines, conventions: Conventions) -> Inlines:
    out: list[Inline] = []
    before = ""
    for inline in inlines:
        match inline:
            case Run():
                inline = _polished_run(inline, conventions, before)
                before = inline.text[-1:]
            case Link():
                inline = replace(inline, runs=tuple(_polished_run(run, conventions, before) for run in inline.runs))
                before = inline.runs[-1].text[-1:] if inline.runs else before
            case Break():
                before = "\n"
            case Blank():
                inline = replace(inline, label=typographic(conventions.spelled(inline.label)))
                before = "]"
        out.append(inline)
    return tuple(out)


def _polished_run(run: Run, conventions: Conventions, before: str) -> Run:
    if run.origin is Origin.ORGANIZATION:
        return run
    return replace(run, text=typographic(conventions.spelled(run.text), before))


def _polished_field(one: Field | Choice, conventions: Conventions) -> Field | Choice:
    def words(text: str) -> str:
        return typographic(conventions.spelled(text))

    if isinstance(one, Field):
        return replace(one, label=words(one.label), hint=words(one.hint))
    return replace(
        one, label=words(one.label), options=tuple(Option(option.name, words(option.label)) for option in one.options)
    )
