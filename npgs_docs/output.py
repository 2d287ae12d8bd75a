"""Bytes go to disk whole or not at all, under names that are safe everywhere, and never over a file someone edited."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from npgs_docs.disk import read_ordinary
from npgs_docs.errors import OutputError, Problem, Where
from npgs_docs.marks import slug
from npgs_docs.staging import move_all, staging_in

MANIFEST = "manifest.json"
LONGEST_FOLDER = 60
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})


class Fate(StrEnum):
    """What became of one file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    BESIDE = "beside"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Saved:
    """One file of a packet and where it went. BESIDE: someone edited the old one, so the new one is next to it.

    ASIDE: it is no file of ours, but its name is one that we need, so a copy of it is under `path`.
    """

    name: str
    path: Path
    fate: Fate


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def folder_name(organization: str) -> str:
    """An organization's name as a folder name: ASCII, lower case, safe on every system, never empty."""
    name = slug(organization)[:LONGEST_FOLDER].strip("-")
    if not name:
        return f"organization-{sha256(organization.encode())[:8]}"
    return f"{name}-packet" if name in _RESERVED else name


def save_packet(
    folder: Path, files: Mapping[str, bytes], manifest: Mapping[str, Any], *, force: bool = False
) -> tuple[Saved, ...]:
    """Write the files and the manifest into `folder`.

    Everything is written beside first and moved into place only when all of it is there. Raises OutputError where
    the folder cannot be written, holds another organization's packet, or two names are one on some systems.
    """
    refuse_collisions(files)
    before = read_manifest(folder)
    refuse_strangers(folder, before, manifest)
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with staging_in(folder) as staging:
            return _save(folder, staging, files, manifest, before, force)
    except OSError as error:
        raise unwritable(folder, error) from None
    finally:
        for one in missing:
            with suppress(OSError):  # it holds something
                one.rmdir()


def _save(
    folder: Path,
    staging: Path,
    files: Mapping[str, bytes],
    manifest: Mapping[str, Any],
    before: Mapping[str, Any],
    force: bool,
) -> tuple[Saved, ...]:
    """A manifest that names what is about to come goes first, and the one that says that it is there goes last.

    So a run that is killed in between leaves no file that is taken for one that somebody edited.
    """
    for name, data in files.items():
        write_file(staging / name, data)
    saved = tuple(placed(folder, name, data, before, force) for name, data in files.items())
    moves = [(staging / one.name, one.path) for one in saved if one.fate is not Fate.UNCHANGED]
    if moves:
        coming = {one.name: _entry(files[one.name]) for one in saved if one.fate is Fate.WRITTEN}
        outputs = before.get("outputs", {})
        write_file(staging / _COMING, as_json({**manifest, **before, "outputs": outputs, "coming": coming}))
        moves.insert(0, (staging / _COMING, folder / MANIFEST))
    aside = manifest_of_others(folder)
    if aside:
        write_file(staging / _THEIRS, aside.path.with_name(MANIFEST).read_bytes())
        moves.insert(0, (staging / _THEIRS, aside.path))
    write_file(staging / MANIFEST, as_json({**manifest, "outputs": outputs_of(files, before)}))
    move_all([*moves, (staging / MANIFEST, folder / MANIFEST)], staging / _OLD)
    return (*saved, aside) if aside else saved


_COMING, _THEIRS, _OLD = ".coming", ".theirs", ".old"


def manifest_of_others(folder: Path) -> Saved | None:
    """Where a manifest.json goes that another program or a person made; one that is no JSON is a damaged one of ours."""
    if read_manifest(folder):
        return None
    try:
        data = read_ordinary(folder / MANIFEST)
        json.loads(data.decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return Saved(MANIFEST, _free(folder / MANIFEST, data, "old"), Fate.ASIDE)


def placed(folder: Path, name: str, data: bytes, before: Mapping[str, Any], force: bool) -> Saved:
    """Where one file goes: in its place, nowhere because it is there already, or beside one that was edited."""
    path = folder / name
    if not path.exists():
        return Saved(name, path, Fate.WRITTEN)
    there = sha256(read_ordinary(path))
    if there == sha256(data):
        return Saved(name, path, Fate.UNCHANGED)
    if force or there == before.get("outputs", {}).get(name, {}).get("sha256"):
        return Saved(name, path, Fate.WRITTEN)
    return Saved(name, _free(path, data, "new"), Fate.BESIDE)


def _free(path: Path, data: bytes, word: str) -> Path:
    """``policy.new.docx``, or the first number after it that is free or holds the same bytes already."""
    candidate = path.with_name(f"{path.stem}.{word}{path.suffix}")
    number = 2
    while os.path.lexists(candidate) and not _holds(candidate, data):
        candidate = path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")
        number += 1
    return candidate


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read_ordinary(path) == data
    except OSError:
        return False


def outputs_of(files: Mapping[str, bytes], before: Mapping[str, Any]) -> dict[str, Any]:
    """Hash and size of every file ever made here, so that a partial build still knows the rest."""
    return {**before.get("outputs", {}), **{name: _entry(data) for name, data in files.items()}}


def _entry(data: bytes) -> dict[str, Any]:
    return {"sha256": sha256(data), "bytes": len(data)}


def as_json(values: Mapping[str, Any]) -> bytes:
    """Values as a JSON file: sorted, so that equal values are equal bytes."""
    return f"{json.dumps(values, indent=2, ensure_ascii=False, sort_keys=True)}\n".encode()


def write_file(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Files anywhere, all of them whole or as they were. Raises OutputError with the first that cannot be written.

    A link is followed; into a pipe or a device the bytes are written as they are.
    """
    path = Path()
    try:
        with ExitStack() as stack:
            ready: list[tuple[Path, Path]] = []
            for path, data in files.items():
                target = path.resolve()
                if target.exists() and not target.is_file():
                    target.write_bytes(data)
                    continue
                ready.append((stack.enter_context(staging_in(target.parent)) / target.name, target))
                write_file(ready[-1][0], data)
            for made, path in ready:
                made.replace(path)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        raise OutputError([Problem("file", message, Where(str(path)))]) from None


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest in a folder; empty where there is none or it cannot be read as one.

    Where a run was killed while it moved its files, those that it did move are told as outputs.
    """
    try:
        found = json.loads(read_ordinary(folder / MANIFEST).decode("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or not _is_outputs(found.get("outputs")):
        return {}
    coming = found.pop("coming", {})
    came = {name: one for name, one in coming.items() if _came(folder, name, one)} if _is_outputs(coming) else {}
    return {**found, "outputs": {**found["outputs"], **came}}


def _is_outputs(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(one, dict) for one in value.values())


def _came(folder: Path, name: str, entry: Mapping[str, Any]) -> bool:
    """Whether a file that was to come is there, as it was made."""
    try:
        return Path(name).name == name and sha256(read_ordinary(folder / name)) == entry.get("sha256")
    except (OSError, ValueError):
        return False


# --- refusals ------------------------------------------------------------------------------------------------


def refuse_collisions(names: Iterable[str]) -> None:
    seen: dict[str, str] = {}
    problems = []
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other is not name:
            problems.append(Problem("name-collision", f"{name} and {other} would be one file on some systems"))
    if problems:
        raise OutputError(problems)


def refuse_strangers(folder: Path, before: Mapping[str, Any], manifest: Mapping[str, Any]) -> None:
    theirs, ours = before.get("organization"), manifest.get("organization")
    if theirs and ours and theirs != ours:
        hint = "Choose another folder with --out, or move the old packet away."
        raise OutputError([Problem("folder-taken", f'{folder} holds the packet of "{theirs}"', hint=hint)])


def unwritable(folder: Path, error: OSError) -> OutputError:
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    reason = "the disk is full" if full else error.strerror or str(error)
    hint = "Choose another folder with --out."
    if error.errno in {errno.EACCES, errno.EPERM} and folder.exists():
        hint = "Close its files in other programs, make it writable, or choose another folder with --out."
    return OutputError([Problem("unwritable", f"{folder} cannot be written: {reason}", hint=hint)])
