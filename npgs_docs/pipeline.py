"""Profile, rule packs and content in; documents and bytes out. No printing, no disk but reading, no clock, no Click."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from npgs_docs.catalog import Entry, Kind, catalog
from npgs_docs.clauses import own_clauses
from npgs_docs.compose import Composer
from npgs_docs.conventions import conventions_of
from npgs_docs.decisions import decide, terms_of
from npgs_docs.document import Document
from npgs_docs.drafting import Status, as_draft, unfinished
from npgs_docs.errors import InputError, NpgsError, Problem, RenderError, Where
from npgs_docs.inputs import Inputs
from npgs_docs.library import load_library, load_overlay
from npgs_docs.locations import checks_folder, content_folder, packs_folder, templates_folder
from npgs_docs.profile import Loaded
from npgs_docs.profile.fields import LEAST_CONTRAST, contrast_on_white
from npgs_docs.profile.policy import Status as Lifecycle
from npgs_docs.promised import Based, keep_promises
from npgs_docs.refusals import input_problems
from npgs_docs.render import PACKET_FORMATS, PAGES, PASTED, Format, Rendered, render
from npgs_docs.render.standard import PdfStandard
from npgs_docs.rules import load_rules
from npgs_docs.source import Source, dotted
from npgs_docs.style import Edition, Paper, Style, WordBase, style_for
from npgs_docs.templating import Shelf, Templates

if TYPE_CHECKING:
    from npgs_docs.checks.finding import Report

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be made. Folders of the user's stand before ours, file by file.

    `only` holds document codes (empty: the whole packet). `date` is the ISO date written into files' properties
    ("": the policy's effective date, or the content's). `edition`, `paper` and `base` (their Word
    template) stand before the profile's. `status` asks
    for drafts or for finals; without it a document is neither, and its blanks can be filled with a pen.
    `standard` is what the PDFs promise. `today` is the day that the checks of a final hold dates against (None: the
    content's). With `sources`, or if the profile asks for it, documents list where the words of each section come from.
    """

    loaded: Loaded
    only: tuple[str, ...] = ()
    formats: tuple[Format, ...] = PACKET_FORMATS
    edition: Edition | None = None
    paper: Paper | None = None
    status: Status | None = None
    standard: PdfStandard = PdfStandard.UA1
    date: str = ""
    templates: Path | None = None
    packs: Path | None = None
    overlay: Path | None = None
    base: WordBase | None = None
    today: datetime.date | None = None
    sources: bool = False


@dataclass(frozen=True, slots=True)
class Artifact:
    """One document in every format asked for."""

    entry: Entry
    rendered: tuple[Rendered, ...]


Progress = Callable[[str, int, int], None]


def _silent(step: str, done: int, total: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Packet:
    """A request read and decided, ready to be composed: the documents it will hold, and the composer that makes them."""

    request: Request
    entries: tuple[Entry, ...]
    composer: Composer = field(repr=False)

    @property
    def inputs(self) -> Inputs:
        return self.composer.inputs

    @property
    def base(self) -> WordBase | None:
        """The organization's own Word file, which the Word files are made on."""
        return self.request.base or self.request.loaded.look.base

    @property
    def accent(self) -> str:
        """The profile's, or that of the headings in their Word template where small words can be read in it too."""
        given = self.inputs.decided.profile.output.accent_color
        theirs = self.base.accent if self.base and not self.pale_accent else ""
        return given or theirs or "#000000"

    @property
    def pale_accent(self) -> bool:
        """Whether the colour of their headings would be the accent if it could be read."""
        theirs = self.base.accent if self.base and not self.inputs.decided.profile.output.accent_color else ""
        return bool(theirs) and contrast_on_white(theirs) < LEAST_CONTRAST

    def style(self, entry: Entry) -> Style:
        output = self.inputs.decided.profile.output
        return style_for(
            paper=self.request.paper or output.paper or Paper.LETTER,
            edition=self.request.edition or output.edition,
            accent=self.accent,
            typeface=self.request.loaded.look.typeface,
            base=self.base,
            form=entry.form,
            close=entry.kind in {Kind.JOB, Kind.POSTING},
            bound=entry.kind is Kind.BINDER,
        )

    def documents(self) -> list[tuple[Entry, Document]]:
        """Every document. Raises TemplateError with the problems of all of them."""
        return _every(lambda entry: (entry, self.composer.document(entry)), self.entries)


def prepare(request: Request) -> Packet:
    """Read every layer and decide every default. Raises InputError with every problem of profile, packs and content."""
    library = load_library(content_folder())
    if request.overlay:
        library = library.with_overlay(load_overlay(request.overlay))
    profile = request.loaded.profile
    if problems := [*input_problems(request.loaded, library, request.templates, request.packs)]:
        raise InputError(problems)
    rules = load_rules(request.loaded, [*([request.packs] if request.packs else []), packs_folder()])
    conventions = conventions_of(profile.jurisdiction.country.value)
    decided = decide(profile, rules, conventions)
    positions = decided.profile.positions
    terms = terms_of(profile)
    titles = {kind: getattr(positions, kind).title or terms[kind].title for kind in ("specialist", "supervisor")}
    entries = catalog(titles)
    edition = request.edition or decided.profile.output.edition
    reworded = own_clauses(request.templates, library)
    inputs = Inputs(library, rules, decided, conventions, entries, edition, reworded)
    sources = request.sources or profile.output.sources
    composer = Composer(inputs, _templates(request), request.date, request.loaded.look.logo, sources)
    return Packet(request, _chosen(entries, request), composer)


def _chosen(entries: Sequence[Entry], request: Request) -> tuple[Entry, ...]:
    """The documents asked for, but for those that do not come in the formats asked for. Raises InputError."""
    only = request.only
    unknown = [code for code in only if code not in {entry.code for entry in entries}]
    if unknown:
        codes = [entry.code for entry in entries]
        raise InputError(
            [Problem("document", f'there is no document "{code}"', hint=_nearest(code, codes)) for code in unknown]
        )
    named = [entry for entry in entries if not only or entry.code in only]
    formless = [entry for entry in named if not forms(entry, request.formats)]
    if only and formless:
        raise InputError([_formless(entry, request.formats) for entry in formless])
    return tuple(entry for entry in named if entry not in formless)


def forms(entry: Entry, asked: Sequence[Format]) -> tuple[Format, ...]:
    """Those of the formats asked for that a document comes in: only postings are pasted into other systems."""
    return tuple(one for one in asked if one not in PASTED or entry.pasted)


def _formless(entry: Entry, asked: Sequence[Format]) -> Problem:
    wanted = " or ".join(dict.fromkeys(one.value for one in asked))
    hint = f"Only postings do. Ask for --format {' or '.join(PAGES)}, or for posting-specialist or posting-supervisor."
    return Problem("no-such-form", f'the document "{entry.code}" does not come as {wanted}', hint=hint)


def _nearest(code: str, codes: Sequence[str]) -> str:
    two_digits = re.sub(r"(?<=-)\d$", r"0\g<0>", code.lower())
    close = difflib.get_close_matches(two_digits, codes, n=1)
    asked = f"Did you mean {close[0]}? " if close else ""
    return f"{asked}The documents are: {', '.join(codes)}"


def _templates(request: Request) -> Templates:
    """The user's folder first, then ours; clauses are known as ``clauses/<id>.md`` in both."""
    own = [Shelf(request.templates)] if request.templates else []
    return Templates([*own, Shelf(templates_folder()), Shelf(content_folder() / "clauses", "clauses/")])


def make(packet: Packet, progress: Progress = _silent) -> tuple[Artifact, ...]:
    """Every document of the packet in every format asked for.

    Every file is held against what we promise before it leaves (BrokenPromise, our bug). Raises TemplateError or
    RenderError, and InputError where a final is asked for and something is still blank or wrong.
    """
    documents = _in_status(packet, packet.documents())

    def made(at: tuple[int, tuple[Entry, Document]]) -> Artifact:
        number, (entry, document) = at
        progress(entry.code, number, len(documents))
        return _made(packet, entry, document)

    return tuple(_every(made, enumerate(documents, start=1)))


def _made(packet: Packet, entry: Entry, document: Document) -> Artifact:
    request = packet.request
    try:
        rendered = render(document, packet.style(entry), forms(entry, request.formats), request.standard)
    except RenderError as error:
        source = request.loaded.source
        raise RenderError(told for problem in error.problems for told in _at_answers(problem, source, entry)) from None
    keep_promises(entry.code, rendered, _based(packet, entry, document))
    return Artifact(entry, rendered)


def _at_answers(problem: Problem, source: Source, entry: Entry) -> Iterator[Problem]:
    """A problem with letters, told at each answer of the profile that holds them; at the template where none does."""
    found = [path for path, text in source.texts() if set(problem.letters) & set(text)]
    yield from (replace(problem, where=source.where(path), path=dotted(path)) for path in found)
    if not found:
        yield replace(problem, where=problem.where or Where(entry.template))


def _every(step: Callable[[A], B], things: Iterable[A]) -> list[B]:
    """What a step makes of each thing. Raises its error with the problems of all of them, each told once."""
    made: list[B] = []
    failed: list[NpgsError] = []
    for one in things:
        try:
            made.append(step(one))
        except NpgsError as error:
            failed.append(error)
    if failed:
        raise type(failed[0])(dict.fromkeys(problem for error in failed for problem in error.problems))
    return made


def _based(packet: Packet, entry: Entry, document: Document) -> Based | None:
    """What the Word file of a document is made on, if it is made on a file of theirs."""
    if packet.base is None:
        return None
    given, source = packet.request.base, packet.request.loaded.source
    where = Where(packet.base.name) if given else source.where(("output", "base_docx"))
    plain = replace(packet.style(entry), base=None)
    return Based(where, "" if given else "output.base_docx", lambda: render(document, plain, (Format.DOCX,)))


def _in_status(packet: Packet, documents: Sequence[tuple[Entry, Document]]) -> list[tuple[Entry, Document]]:
    """The documents as drafts, or as finals, or as they are. Raises InputError with everything a final lacks."""
    match packet.request.status:
        case None:
            return list(documents)
        case Status.DRAFT:
            return [(entry, as_draft(document)) for entry, document in documents]
        case Status.FINAL:
            problems = [problem for entry, document in documents for problem in unfinished(entry.title, document)]
            problems += _unadopted(packet)
            problems += checked(packet).blocking()
            if problems:
                raise InputError(problems)
            return list(documents)


def checked(packet: Packet) -> Report:
    """What the checks find in the profile and in the documents made of it, with the profile's waivers.

    Their rules are read here and not above: a packet that is no final does not wait for them.
    """
    from npgs_docs.checks.bench import bench_of
    from npgs_docs.checks.review import is_read, review_packet
    from npgs_docs.checks.rulebook import load_rulebook

    inputs, request = packet.inputs, packet.request
    day = request.today or inputs.library.guideline.content_date
    numbers = [entry.number for entry in inputs.entries]
    carried = packet.composer.crosswalk()
    bench = bench_of(inputs.rules, day, loaded=request.loaded, forms=numbers, crosswalk=carried)
    documents = ((entry, packet.composer.document(entry)) for entry in packet.entries if is_read(entry))
    return review_packet(documents, load_rulebook(checks_folder()), bench)


def _unadopted(packet: Packet) -> Iterator[Problem]:
    """A final policy says that it was approved."""
    if packet.inputs.decided.profile.policy.status is Lifecycle.APPROVED:
        return
    if any(entry.kind is Kind.POLICY for entry in packet.entries):
        where = packet.request.loaded.source.where(("policy", "status"))
        hint = "Write status: approved once it is, or make it without --status final."
        yield Problem("status", "a final policy cannot say that it is not approved", where, "policy.status", hint)
