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
from npgs_docs.clauses import clause_problems
from npgs_docs.compose import Composer
from npgs_docs.context import Inputs
from npgs_docs.conventions import conventions_of
from npgs_docs.decisions import decide, terms_of
from npgs_docs.document import Document
from npgs_docs.drafting import Status, as_draft, unfinished
from npgs_docs.errors import BrokenPromise, InputError, NpgsError, Problem, RenderError
from npgs_docs.library import load_library, load_overlay
from npgs_docs.locations import checks_folder, content_folder, packs_folder, templates_folder
from npgs_docs.profile import Loaded
from npgs_docs.profile.policy import Status as Lifecycle
from npgs_docs.render import PACKET_FORMATS, Format, Rendered, render
from npgs_docs.render.standard import PdfStandard
from npgs_docs.rules import load_rules
from npgs_docs.source import Source, dotted
from npgs_docs.style import Edition, Paper, Style, style_for
from npgs_docs.templating import Shelf, Templates
from npgs_docs.verify import promises

if TYPE_CHECKING:
    from npgs_docs.checks.finding import Report

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be made. Folders of the user's stand before ours, file by file.

    `only` holds document codes (empty: the whole packet). `date` is the ISO date written into files' properties
    ("": the policy's effective date, or the content's). `edition` and `paper` stand before the profile's. `status` asks
    for drafts or for finals; without it a document is neither, and its blanks can be filled with a pen.
    `standard` is what the PDFs promise. `today` is the day that the checks of a final hold dates against (None: the
    content's).
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
    today: datetime.date | None = None


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

    def style(self, entry: Entry) -> Style:
        output = self.inputs.decided.profile.output
        return style_for(
            paper=self.request.paper or output.paper or Paper.LETTER,
            edition=self.request.edition or output.edition,
            accent=output.accent_color or "#000000",
            typeface=self.request.loaded.look.typeface,
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
    if problems := list(clause_problems(request.loaded, library)):
        raise InputError(problems)
    rules = load_rules(request.loaded, [*([request.packs] if request.packs else []), packs_folder()])
    conventions = conventions_of(profile.jurisdiction.country.value)
    decided = decide(profile, rules, conventions)
    positions = decided.profile.positions
    terms = terms_of(profile)
    titles = {kind: getattr(positions, kind).title or terms[kind].title for kind in ("specialist", "supervisor")}
    entries = catalog(titles)
    edition = request.edition or decided.profile.output.edition
    inputs = Inputs(library, rules, decided, conventions, entries, edition)
    composer = Composer(inputs, _templates(request), request.date, request.loaded.look.logo)
    return Packet(request, _chosen(entries, request.only), composer)


def _chosen(entries: Sequence[Entry], only: Sequence[str]) -> tuple[Entry, ...]:
    unknown = [code for code in only if code not in {entry.code for entry in entries}]
    if unknown:
        codes = [entry.code for entry in entries]
        raise InputError(
            [Problem("document", f'there is no document "{code}"', hint=_nearest(code, codes)) for code in unknown]
        )
    return tuple(entry for entry in entries if not only or entry.code in only)


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
        rendered = render(document, packet.style(entry), request.formats, request.standard)
    except RenderError as error:
        source = request.loaded.source
        raise RenderError(told for problem in error.problems for told in _at_answers(problem, source)) from None
    _keep_promises(entry, rendered)
    return Artifact(entry, rendered)


def _at_answers(problem: Problem, source: Source) -> Iterator[Problem]:
    """A problem with letters, told at each answer of the profile that holds them; as it is where none does."""
    found = [path for path, text in source.texts() if set(problem.letters) & set(text)]
    yield from (replace(problem, where=source.where(path), path=dotted(path)) for path in found)
    if not found:
        yield problem


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


def _keep_promises(entry: Entry, rendered: Sequence[Rendered]) -> None:
    """No file leaves that is not what we promise. Raises BrokenPromise, which is our bug and never the user's."""
    for made in rendered:
        if made.format is Format.OUTLINE:
            continue
        if problems := promises(made.data, made.format.value):
            raise BrokenPromise(f"{entry.code}.{made.format.value}", problems)


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
    bench = bench_of(inputs.rules, day, loaded=request.loaded, forms=numbers)
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
