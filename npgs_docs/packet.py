"""A packet as files: their names, and the manifest that says what was made from what."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from npgs_docs import __version__
from npgs_docs.catalog import Entry
from npgs_docs.disk import files_below, hash_ordinary
from npgs_docs.drafting import Status
from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.locations import content_folder, packs_folder, templates_folder
from npgs_docs.packfiles import pack_path
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


def manifest_of(packet: Packet, *, named: bool = True) -> dict[str, Any]:
    """What the packet was made of: sha256 of the profile, templates, content and packs. No clock, no paths of a machine.

    Without `named` it does not hold the name of the profile's file, so that it is the same whatever the file is called.
    """
    profile = packet.inputs.decided.profile
    request = packet.request
    source = request.loaded.source
    hashes = pack_hashes(packet)
    return {
        "tool": f"npgs-docs {__version__}",
        "organization": profile.organization.legal_name,
        "language": profile.output.language,
        "documents": [entry.code for entry in packet.entries],
        "content_version": packet.inputs.library.guideline.content_version,
        "inputs": {
            "profile": {printable(Path(source.file).name) if named else "sha256": profile_hash(source)},
            "packs": {
                pack.id: {"version": pack.version, "sha256": hashes[pack.id]} for pack in packet.inputs.rules.packs
            },
            "content": {"sha256": content_hash()},
            "templates": {"sha256": templates_hash()},
            "own_templates": {"sha256": folder_hash(request.templates)} if request.templates else None,
            "base_docx": {packet.base.name: packet.base.sha256} if packet.base else None,
            "overlay": {"sha256": file_hash(request.overlay)} if request.overlay else None,
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


def pack_hashes(packet: Packet) -> dict[str, str]:
    """The hash of the file of every rule pack that applies, by its id."""
    own = packet.request.packs
    folders = [*([own] if own else []), packs_folder()]
    paths = ((pack.id, pack_path(pack.id, folders)) for pack in packet.inputs.rules.packs)
    return {id: _pack_hash(path) for id, path in paths if path}


@cache
def _pack_hash(path: Path) -> str:
    """As it was when this process first asked; packs are read once as well."""
    return hash_ordinary(path)


def file_hash(path: Path) -> str:
    """The hash of a file of the user's. Raises InputError where it cannot be read."""
    with _readable(path):
        return hash_ordinary(path)


def folder_hash(folder: Path, without: Container[str] = ()) -> str:
    """One hash over the names and bytes of every file below a folder, but for what lies in folders of the names `without`.

    Raises InputError where one cannot be read.
    """
    total = hashlib.sha256()
    with _readable(folder):
        for name, path in files_below(folder):
            if not any(part in without for part in PurePosixPath(name).parts):
                total.update(os.fsencode(name) + b"\0" + hash_ordinary(path).encode() + b"\n")
    return total.hexdigest()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"this cannot be read: {error.strerror or error}"
        raise InputError([Problem("file", message, Where(str(error.filename or path)))]) from None
