"""A packet as files: their names, and the manifest that says what was made from what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from npgs_docs import __version__
from npgs_docs.catalog import Entry
from npgs_docs.drafting import Status
from npgs_docs.locations import content_folder, templates_folder
from npgs_docs.pipeline import Artifact, Packet
from npgs_docs.render import PAGES, Format
from npgs_docs.source import Source


def file_name(packet: Packet, entry: Entry, format: Format) -> str:
    """``PS-01_supervision-policy_v1.0_en-US.docx``: number, kind, version, language; sorts in reading order."""
    profile = packet.inputs.decided.profile
    parts = [entry.number, entry.stem, f"v{profile.policy.version}", str(profile.output.language)]
    parts += ["large-print"] if format in PAGES and packet.style(entry).stacked else []
    parts += ["draft"] if packet.request.status is Status.DRAFT else []
    return f"{'_'.join(parts)}{format.ending}"


def files_of(packet: Packet, artifacts: Iterable[Artifact]) -> dict[str, bytes]:
    """The bytes of every file by its name."""
    return {file_name(packet, one.entry, made.format): made.data for one in artifacts for made in one.rendered}


def manifest_of(packet: Packet) -> dict[str, Any]:
    """What the packet was made of: sha256 of the profile, templates, content and packs. No clock, no paths of a machine."""
    profile = packet.inputs.decided.profile
    request = packet.request
    return {
        "tool": f"npgs-docs {__version__}",
        "organization": profile.organization.legal_name,
        "language": profile.output.language,
        "documents": [entry.code for entry in packet.entries],
        "content_version": packet.inputs.library.guideline.content_version,
        "inputs": {
            "profile": {printable(Path(request.loaded.source.file).name): profile_hash(request.loaded.source)},
            "packs": {pack.id: {"version": pack.version} for pack in packet.inputs.rules.packs},
            "content": {"sha256": content_hash()},
            "templates": {"sha256": templates_hash()},
            "own_templates": {"sha256": folder_hash(request.templates)} if request.templates else None,
            "base_docx": {packet.base.name: packet.base.sha256} if packet.base else None,
            "overlay": {"sha256": _file_hash(request.overlay)} if request.overlay else None,
        },
    }


def printable(name: str) -> str:
    """A file's name with a ? for each byte that is no text."""
    return name.encode("utf-8", "replace").decode()


def profile_hash(source: Source) -> str:
    """The hash of what a profile says, whatever its comments, its order or the kind of file it stands in."""
    return hashlib.sha256(json.dumps(source.value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@cache
def content_hash() -> str:
    """The hash of the content folder as it was when this process first asked."""
    return folder_hash(content_folder())


@cache
def templates_hash() -> str:
    """The hash of our templates as they were when this process first asked."""
    return folder_hash(templates_folder())


def _file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def folder_hash(folder: Path) -> str:
    """One hash over the names and bytes of every YAML and Markdown file below a folder."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in {".yaml", ".md"}:
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
