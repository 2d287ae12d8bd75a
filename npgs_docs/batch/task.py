"""One agency's checked profile and the run's order come in; the files of its packet, or its problems, go out. No disk is written."""

from __future__ import annotations

import hashlib
import json
import traceback
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from npgs_docs import __version__
from npgs_docs.batch.locks import Deviation
from npgs_docs.batch.travel import Bundle, Layers, folders_kept, packed_fonts, with_fonts
from npgs_docs.drafting import Status
from npgs_docs.errors import NpgsError, Problem
from npgs_docs.packet import content_hash, file_name, folder_hash, manifest_of, profile_hash, templates_hash
from npgs_docs.packs import Pack
from npgs_docs.pipeline import Artifact, Packet, Request, make, prepare
from npgs_docs.profile import Loaded
from npgs_docs.render import PACKET_FORMATS, Format
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Edition, Paper, WordBase

BUG = "bug"
"""The id of a problem that is our mistake and not the user's."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for every agency alike; the names are those of `pipeline.Request`."""

    only: tuple[str, ...] = ()
    formats: tuple[Format, ...] = PACKET_FORMATS
    edition: Edition | None = None
    paper: Paper | None = None
    status: Status | None = None
    standard: PdfStandard = PdfStandard.UA1
    date: str = ""
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
            layers.templates, layers.packs, layers.overlay, self.base,
        )  # fmt: skip

    def ingredients(self) -> dict[str, Any]:
        """What a packet is made of beside the profile: versions, choices, and the hashes of every layer."""
        layers = self.layers
        return {
            "tool": f"npgs-docs {__version__}",
            "content_sha256": content_hash(),
            "templates_sha256": templates_hash(),
            "own_templates_sha256": folder_hash(layers.templates) if layers.templates else None,
            "own_packs_sha256": folder_hash(layers.packs) if layers.packs else None,
            "overlay_sha256": _digest_of(layers.overlay.read_bytes()) if layers.overlay else None,
            "base_docx_sha256": self.base and self.base.sha256,
            "only": list(self.only),
            "formats": [one.value for one in self.formats],
            "edition": self.edition and self.edition.value,
            "paper": self.paper and self.paper.value,
            "status": self.status and self.status.value,
            "pdf_standard": self.standard.value,
            "date": self.date,
        }


@dataclass(frozen=True, slots=True)
class Task:
    """One packet to make. `fonts` holds the agency's own fonts where they have to travel, `edition_hash` what the
    worker's content and templates must be."""

    folder: str
    digest: str
    loaded: Loaded = field(repr=False)
    deviations: tuple[Deviation, ...] = ()
    fonts: Bundle | None = field(default=None, repr=False)
    edition_hash: str = ""

    def packed(self) -> Task:
        """The same for a worker on another machine."""
        return Task(self.folder, self.digest, self.loaded, self.deviations, packed_fonts(self.loaded), edition_hash())


@dataclass(frozen=True, slots=True)
class Made:
    """A packet as bytes. `manifest` goes into its folder; `record` is its line in the journal, without the files."""

    folder: str
    files: Mapping[str, bytes] = field(repr=False)
    documents: Mapping[str, tuple[str, str]]
    manifest: Mapping[str, Any]
    record: Mapping[str, Any]


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
        if task.edition_hash not in ("", edition_hash()):
            return Unmade(task.folder, (_other_edition(),))
        return _made(order, task)
    except NpgsError as error:
        return Unmade(task.folder, tuple(order.layers.as_told(one) for one in error.problems))
    except Exception as error:
        return Unmade(task.folder, (bug_problem(error),))


def _made(order: Order, task: Task) -> Made:
    packet = prepare(order.request(with_fonts(task.loaded, task.fonts)))
    artifacts = make(packet)
    named = [(file_name(packet, one.entry, made.format), one, made) for one in artifacts for made in one.rendered]
    return Made(
        task.folder,
        {name: made.data for name, _, made in named},
        {name: (one.entry.code, made.format.value) for name, one, made in named},
        manifest_of(packet),
        record_of(packet, task, artifacts),
    )


def record_of(packet: Packet, task: Task, artifacts: tuple[Artifact, ...]) -> dict[str, Any]:
    """What the run's manifest says of one agency, but for its files. Days are ISO 8601 or None."""
    profile, request = packet.inputs.decided.profile, packet.request
    policy = profile.policy
    days = {name: getattr(policy, name) for name in ("approved", "effective", "next_review")}
    return {
        "agency": profile.organization.legal_name,
        "folder": task.folder,
        "digest": task.digest,
        "language": profile.output.language,
        "edition": (request.edition or profile.output.edition).value,
        "version": policy.version,
        "status": policy.status.value,
        **{name: day and day.isoformat() for name, day in days.items()},
        "profile_sha256": profile_hash(task.loaded.source),
        "packs": [_pack(pack) for pack in packet.inputs.rules.packs],
        "deviations": [asdict(one) for one in task.deviations],
    }


def _pack(pack: Pack) -> dict[str, Any]:
    """A pack by name and version, with how many of its facts must be looked at again after each day."""
    days = Counter(fact.expires.isoformat() for fact in pack.facts)
    return {"id": pack.id, "name": pack.name, "version": pack.version, "expires": dict(sorted(days.items()))}


def digest(ingredients: Mapping[str, Any], loaded: Loaded, folder: str, deviations: tuple[Deviation, ...]) -> str:
    """One hash over everything that goes into a packet (`Order.ingredients`): equal digests, equal bytes."""
    look = loaded.look
    parts = {
        "order": ingredients,
        "profile": loaded.source.value,
        "folder": folder,
        "deviations": [asdict(one) for one in deviations],
        "logo": look.logo and [_digest_of(look.logo.png), look.logo.alt],
        "base_docx": look.base and look.base.sha256,
        "fonts": [(name, _digest_of(data)) for name, data in packed_fonts(loaded) or ()],
    }
    return _digest_of(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode())


def edition_hash() -> str:
    """What program and content this process has."""
    return _digest_of(f"{__version__} {content_hash()} {templates_hash()}".encode())


def _digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _other_edition() -> Problem:
    message = "the worker that was to make this packet has another edition of npgs-docs than this computer"
    return Problem("edition", message, hint="Install the same version on every worker of the cluster.")


def bug_problem(error: Exception) -> Problem:
    """Our mistake as a problem: what failed and where in our code, without a word of the organization's."""
    frames = [f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
    message = f"{type(error).__name__} in {' < '.join(reversed(frames[-4:]))}"
    return Problem(BUG, message, hint="This is our mistake, not yours. Please send us this line.")
