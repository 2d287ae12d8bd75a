"""One agency's checked profile and the run's order come in; the files of its packet, or its problems, go out. No disk is written."""

from __future__ import annotations

import datetime
import traceback
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from npgs_docs.batch.ingredients import Ingredients, edition, hash_of
from npgs_docs.batch.locks import Deviation
from npgs_docs.batch.manifest import Checks, Line, PackUsed, Reworded
from npgs_docs.batch.travel import Bundle, Layers, folders_kept, packed_fonts, with_fonts
from npgs_docs.drafting import Status
from npgs_docs.errors import NpgsError, Problem
from npgs_docs.output import sha256
from npgs_docs.packet import file_hash, file_name, folder_hash, manifest_of, pack_hashes, profile_hash
from npgs_docs.packs import Pack
from npgs_docs.pipeline import Packet, Request, checked, make, prepare
from npgs_docs.profile import Loaded
from npgs_docs.render import PACKET_FORMATS, Format
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Edition, Paper, WordBase

if TYPE_CHECKING:
    from npgs_docs.checks.finding import Report

BUG = "bug"
"""The id of a problem that is our mistake and not the user's."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for every agency alike; the names are those of `pipeline.Request`.

    `checks` asks for what the checks find in each packet; a final is checked in any case.
    """

    only: tuple[str, ...] = ()
    formats: tuple[Format, ...] = PACKET_FORMATS
    edition: Edition | None = None
    paper: Paper | None = None
    status: Status | None = None
    standard: PdfStandard = PdfStandard.UA1
    date: str = ""
    today: datetime.date | None = None
    checks: bool = True
    base: WordBase | None = None
    layers: Layers = field(default_factory=Layers)

    @property
    def partial(self) -> bool:
        """Whether it asks for a part of each packet; then the rest of what is there stays."""
        return bool(self.only) or set(self.formats) != set(PACKET_FORMATS)

    def request(self, loaded: Loaded) -> Request:
        layers = self.layers.laid_out()
        return Request(
            loaded, self.only, self.formats, self.edition, self.paper, self.status, self.standard, self.date,
            layers.templates, layers.packs, layers.overlay, self.base, self.today,
        )  # fmt: skip

    def ingredients(self) -> Ingredients:
        """What packets are made of beside the profiles. Raises InputError where a file of the user's cannot be read."""
        layers = self.layers
        return Ingredients(
            **edition().model_dump(),
            own_templates_sha256=folder_hash(layers.templates) if layers.templates else None,
            own_packs_sha256=folder_hash(layers.packs) if layers.packs else None,
            overlay_sha256=file_hash(layers.overlay) if layers.overlay else None,
            base_docx_sha256=self.base.sha256 if self.base else None,
            only=self.only,
            formats=tuple(one.value for one in self.formats),
            edition=self.edition and self.edition.value,
            paper=self.paper and self.paper.value,
            status=self.status and self.status.value,
            pdf_standard=self.standard.value,
            date=self.date,
            today=self.today and self.today.isoformat(),
            checks=self.checks,
        )


@dataclass(frozen=True, slots=True)
class Task:
    """One packet to make. `fonts` holds the agency's own fonts where they have to travel, `edition_hash` what the
    worker's program and content must be."""

    folder: str
    digest: str
    loaded: Loaded = field(repr=False)
    deviations: tuple[Deviation, ...] = ()
    fonts: Bundle | None = field(default=None, repr=False)
    edition_hash: str = ""

    def packed(self) -> Task:
        """The same for a worker on another machine."""
        return Task(
            self.folder, self.digest, self.loaded, self.deviations, packed_fonts(self.loaded), edition().sha256()
        )


@dataclass(frozen=True, slots=True)
class Made:
    """A packet as bytes. `manifest` goes into its folder; `record` is its line in the journal, without the files."""

    folder: str
    files: Mapping[str, bytes] = field(repr=False)
    documents: Mapping[str, tuple[str, str]]
    manifest: Mapping[str, Any]
    record: Line


@dataclass(frozen=True, slots=True)
class Unmade:
    """A packet that could not be made, and why."""

    folder: str
    problems: tuple[Problem, ...]


Outcome: TypeAlias = "Made | Unmade"


@folders_kept()
def make_packet(order: Order, task: Task) -> Outcome:
    """Everything one agency gets, as bytes. Problems come back as data, ours included, so that the run goes on."""
    try:
        if task.edition_hash and task.edition_hash != edition().sha256():
            return Unmade(task.folder, (_other_edition(),))
        return _made(order, task)
    except NpgsError as error:
        return Unmade(task.folder, tuple(order.layers.as_told(one) for one in error.problems))
    except Exception as error:
        return Unmade(task.folder, (bug_problem(error),))


def _made(order: Order, task: Task) -> Made:
    packet = prepare(order.request(with_fonts(task.loaded, task.fonts)))
    report = cache(lambda: checked(packet))
    artifacts = make(packet, checks=report)
    named = [(file_name(packet, one.entry, made.format), one, made) for one in artifacts for made in one.rendered]
    return Made(
        task.folder,
        {name: made.data for name, _, made in named},
        {name: (one.entry.code, made.format.value) for name, one, made in named},
        manifest_of(packet, named=False),
        record_of(packet, task, checks_of(report()) if order.checks or order.status is Status.FINAL else None),
    )


def record_of(packet: Packet, task: Task, checks: Checks | None) -> Line:
    """What the journal and the run's manifest say of one agency, but for its files."""
    profile, request = packet.inputs.decided.profile, packet.request
    policy, hashes = profile.policy, pack_hashes(packet)
    return Line(
        agency=profile.organization.legal_name,
        folder=task.folder,
        digest=task.digest,
        language=str(profile.output.language),
        edition=(request.edition or profile.output.edition).value,
        version=policy.version,
        status=policy.status.value,
        approved=policy.approved and policy.approved.isoformat(),
        effective=policy.effective and policy.effective.isoformat(),
        next_review=policy.next_review and policy.next_review.isoformat(),
        profile_sha256=profile_hash(task.loaded.source),
        packs=tuple(_pack(pack, hashes[pack.id]) for pack in packet.inputs.rules.packs),
        deviations=tuple(Reworded(**asdict(one)) for one in task.deviations),
        checks=checks,
    )


def _pack(pack: Pack, sha256: str) -> PackUsed:
    """A pack by name and version, with how many of its facts must be looked at again after each day."""
    days = Counter(fact.expires.isoformat() for fact in pack.facts)
    return PackUsed(id=pack.id, name=pack.name, version=pack.version, sha256=sha256, expires=dict(sorted(days.items())))


def checks_of(report: Report) -> Checks:
    """What the checks found in a packet: how often each rule, by its weight."""
    found = [(finding.rule.id, finding.level) for one in report.checked for finding in one.findings]
    counts = {level: Counter(rule for rule, weight in found if weight.value == level) for level in ("error", "warn")}
    return Checks(
        day=report.today.isoformat(),
        errors=dict(sorted(counts["error"].items())),
        warnings=dict(sorted(counts["warn"].items())),
        waived=sum(len(one.waived) for one in report.checked),
    )


def digest(ingredients: Ingredients, loaded: Loaded, folder: str, deviations: tuple[Deviation, ...]) -> str:
    """One hash over everything that goes into a packet: equal digests, equal bytes."""
    look = loaded.look
    return hash_of(
        {
            "order": ingredients.model_dump(),
            "profile": loaded.source.value,
            "folder": folder,
            "deviations": [asdict(one) for one in deviations],
            "logo": look.logo and [sha256(look.logo.png), look.logo.alt],
            "base_docx": look.base and look.base.sha256,
            "fonts": [(name, sha256(data)) for name, data in packed_fonts(loaded) or ()],
        }
    )


def _other_edition() -> Problem:
    message = "the worker that was to make this packet has another edition of npgs-docs than this computer"
    return Problem("edition", message, hint="Install the same version on every worker of the cluster.")


def bug_problem(error: Exception) -> Problem:
    """Our mistake as a problem: what failed and where in our code, without a word of the organization's."""
    frames = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
    message = f"{type(error).__name__} in {' < '.join(reversed(frames[-4:]))}"
    return Problem(BUG, message, hint="This is our mistake, not yours. Please send us this line.")
