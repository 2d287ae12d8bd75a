"""A packet's bytes come in; its whole folder stands in its place, or nothing changed. Files that were edited are kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from npgs_docs.batch.manifest import File, Line
from npgs_docs.batch.task import Made
from npgs_docs.batch.zips import is_made_by_us, places_for, zip_of, zips_there
from npgs_docs.disk import hash_ordinary
from npgs_docs.errors import OutputError, Problem
from npgs_docs.output import (
    MANIFEST,
    Fate,
    Saved,
    as_json,
    manifest_of_others,
    outputs_of,
    placed,
    read_manifest,
    refuse_collisions,
    sha256,
    stranger,
    write_file,
)

WORK, DESK = ".npgs", "desk"
KIND = "npgs batch"
"""What the manifests of runs, and those of the packets in them, say that they were made by."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A packet in its place: its line for the journal, the files that were edited and therefore kept, and how many of an
    earlier run's are gone because this run no longer makes them."""

    record: Line
    kept: tuple[Saved, ...]
    removed: int = 0


class Shelf:
    """The output folder of one run. Each packet is built beside, under ``.npgs``, and moved into place by one rename."""

    def __init__(self, folder: Path, *, zipped: bool = False, force: bool = False) -> None:
        self.folder, self.zipped, self.force = folder, zipped, force
        self._new, self._old = folder / WORK / "new", folder / WORK / "old"

    def open(self) -> None:
        """Make the folder; finish or undo what a run that was killed left. Raises OSError."""
        (self.folder / WORK).mkdir(parents=True, exist_ok=True)
        self.settle()
        shutil.rmtree(self.folder / WORK / DESK, ignore_errors=True)

    def settle(self) -> None:
        """Put back what was to be replaced and was not; remove what was built beside. Raises OSError."""
        if self._old.is_dir():
            for packet in self._old.iterdir():
                if not (self.folder / packet.name).exists():
                    packet.rename(self.folder / packet.name)
        shutil.rmtree(self._new, ignore_errors=True)
        shutil.rmtree(self._old, ignore_errors=True)

    @property
    def desk(self) -> Path:
        """Where processes of this computer hand work over."""
        return self.folder / WORK / DESK

    def taken(self, name: str, organization: str) -> Problem | None:
        """What is to be said where a packet of this name cannot stand, because what stands there is none of a run's."""
        target = self.folder / name
        what = _what_is_no_folder(target)
        if what:
            hint = "Move it away, or name another folder in a column called folder."
            return Problem("folder-taken", f"{target} is {what}; the packet needs a folder of that name", hint=hint)
        before = read_manifest(target)
        return None if before.get("made_by") == KIND else stranger(target, before, organization)

    def packets(self, besides: Collection[str]) -> list[str]:
        """The names of the folders that hold a packet, besides those. Raises OSError."""
        known = {*besides, WORK}
        others = (path for path in sorted(self.folder.iterdir()) if path.name not in known)
        return [path.name for path in others if path.is_dir() and read_manifest(path)]

    def put(self, made: Made, *, partial: bool = False) -> Shelved:
        """The packet in its place. A `partial` one leaves what earlier runs made; a whole one replaces it.

        Raises OutputError for what is not of a run and in the way, OSError for the disk's faults.
        """
        target = self.folder / made.folder
        refuse_collisions(made.files)
        if problem := self.taken(made.folder, str(made.manifest["organization"])):
            raise OutputError([problem])
        before = read_manifest(target)
        saved = tuple(placed(target, name, data, before, self.force) for name, data in made.files.items())
        here = {one.path.name: made.files[one.name] for one in saved}
        others = _others(target, {*made.files, *here}, before)
        earlier = others if partial else {}
        here[MANIFEST] = as_json({**made.manifest, "made_by": KIND, "outputs": _outputs(made, saved, earlier)})
        self._build(made.folder, here)
        self._keep(target, made.folder, here, {} if partial else before)
        packed = _packed(target, earlier, here) if self.zipped else b""
        zips = [self._put_zip(made.folder, packed)] if self.zipped else []
        self._swap(made.folder)
        kept, gone = self._clear_zips(made.folder, [one.path for one in zips])
        record = self._record(made, saved, here, earlier, zips, packed)
        beside = tuple(one for one in (*saved, *zips) if one.fate is Fate.BESIDE)
        names = {*(f"{made.folder}/{one.name}" for one in saved if one.fate is Fate.BESIDE), *kept}
        record = record.model_copy(update={"kept": tuple(sorted(names))})
        return Shelved(record, beside, len(others) - len(earlier) + gone)

    def holds(self, record: Line) -> bool:
        """Whether every file of a journal's line is there as it was made; one that cannot be read is not."""
        if self.zipped != any(one.format == "zip" for one in record.files):
            return False
        try:
            return all(sha256_of(self.folder / one.file) == one.sha256 for one in record.files)
        except OSError:
            return False

    # --- the steps ------------------------------------------------------------------------------------------------

    def _build(self, name: str, files: Mapping[str, bytes]) -> None:
        new = self._new / name
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for file, data in files.items():
            write_file(new / file, data)

    def _keep(self, target: Path, name: str, files: Mapping[str, bytes], before: Mapping[str, Any]) -> None:
        """Copy what is not ours from the old folder into the new one; what we made and nobody edited is left behind."""
        outputs = before.get("outputs", {})
        for path in sorted(target.rglob("*")) if target.is_dir() else ():
            inner = path.relative_to(target).as_posix()
            new = self._new / name / inner
            if path.is_dir() and not path.is_symlink():
                new.mkdir(parents=True, exist_ok=True)
            elif inner not in files and not _is_made(path, outputs.get(inner, {})):
                _copy(path, new)
        if aside := manifest_of_others(target):
            _copy(target / MANIFEST, self._new / name / aside.path.name)

    def _put_zip(self, name: str, packed: bytes) -> Saved:
        """The ZIP in its place, or beside one that is not as we made it."""
        first = self.folder / f"{name}.zip"
        path = next(one for one in places_for(self.folder, name) if self._may_replace(one, name, packed))
        beside = self._new / f"{name}.zip"
        write_file(beside, packed)
        beside.replace(path)
        return Saved(first.name, path, Fate.WRITTEN if path == first else Fate.BESIDE)

    def _may_replace(self, path: Path, name: str, packed: bytes) -> bool:
        if not os.path.lexists(path) or (self.force and path.is_file()):
            return True
        return sha256_of(path) == sha256(packed) or is_made_by_us(path, name)

    def _clear_zips(self, name: str, here: Sequence[Path]) -> tuple[list[str], int]:
        """Remove the packet's ZIPs that are not those `here` and as we made them: the names of those kept, a count of the others."""
        others = [path for path in zips_there(self.folder, name) if path not in here]
        kept = [path.name for path in others if not is_made_by_us(path, name)]
        for path in others:
            if path.name not in kept:
                path.unlink()
        return kept, len(others) - len(kept)

    def _swap(self, name: str) -> None:
        """Two renames; a run that is killed between them finds the old packet and puts it back."""
        target, old = self.folder / name, self._old / name
        if target.exists():
            self._old.mkdir(exist_ok=True)
            shutil.rmtree(old, ignore_errors=True)
            target.rename(old)
        try:
            (self._new / name).rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
        shutil.rmtree(old, ignore_errors=True)

    def _record(
        self,
        made: Made,
        saved: tuple[Saved, ...],
        here: Mapping[str, bytes],
        earlier: Mapping[str, Mapping[str, Any]],
        zips: Sequence[Saved],
        packed: bytes,
    ) -> Line:
        codes = {one.path.name: made.documents[one.name] for one in saved} | {MANIFEST: ("manifest", "json")}
        files = [_entry(f"{made.folder}/{name}", *codes[name], data) for name, data in here.items()]
        files += [_earlier_entry(f"{made.folder}/{name}", one) for name, one in earlier.items()]
        files += [_entry(one.path.name, "packet", "zip", packed) for one in zips]
        return made.record.model_copy(update={"files": tuple(files)})


def _entry(file: str, document: str, format: str, data: bytes) -> File:
    return File(document=document, format=format, file=file, sha256=sha256(data), bytes=len(data))


def _what_is_no_folder(path: Path) -> str:
    """What stands at a path that is no folder; "" for a folder, for nothing, and for what cannot be looked at."""
    try:
        if path.is_symlink():
            return "a link"
        return "a file" if path.exists() and not path.is_dir() else ""
    except OSError:  # whoever writes there is told why
        return ""


def _copy(path: Path, new: Path) -> None:
    """A user's file once more, on the disk before the first is let go; a link as a link."""
    if path.is_symlink():
        new.symlink_to(path.readlink())
        return
    with path.open("rb") as old, new.open("wb") as file:
        shutil.copyfileobj(old, file)
        file.flush()
        os.fsync(file.fileno())
    shutil.copystat(path, new)


def _is_made(path: Path, entry: Mapping[str, Any]) -> bool:
    """Whether a file is as we made it, or is nothing that can be kept, such as a pipe."""
    return not path.is_symlink() and (not path.is_file() or sha256_of(path) == entry.get("sha256"))


def _earlier_entry(file: str, output: Mapping[str, Any]) -> File:
    """A file of an earlier run that stays: this run says that it is there, and not what it was made of."""
    known = {"document": output.get("document", ""), "format": output.get("format", "")}
    return File(**known, file=file, sha256=output["sha256"], bytes=output["bytes"], earlier=True)


def _others(target: Path, files: Container[str], before: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """What earlier runs made, nobody edited, and is not among these files. Raises OSError."""
    outputs = sorted(before.get("outputs", {}).items())
    named = ((name, one) for name, one in outputs if name not in files and Path(name).name == name)
    return {name: _output(target / name, one) for name, one in named if _stands(target / name, one)}


def _stands(path: Path, output: Mapping[str, Any]) -> bool:
    return path.is_file() and not path.is_symlink() and sha256_of(path) == output.get("sha256")


def _output(path: Path, output: Mapping[str, Any]) -> dict[str, Any]:
    """What a packet's manifest says of a file, as far as it can be believed."""
    codes = {key: str(output.get(key, "")) for key in ("document", "format")}
    return {**codes, "sha256": output["sha256"], "bytes": path.stat().st_size}


def _outputs(made: Made, saved: Iterable[Saved], earlier: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The files of a packet with hash, size, document and format, so that a later run knows what it leaves.

    What stands beside an edited file is known by both names.
    """
    here = outputs_of(made.files, {})
    codes = {name: dict(zip(("document", "format"), made.documents[name], strict=True)) for name in here}
    known = {name: {**one, **codes[name]} for name, one in here.items()}
    return {**earlier, **known, **{one.path.name: known[one.name] for one in saved}}


def _packed(target: Path, earlier: Iterable[str], here: Mapping[str, bytes]) -> bytes:
    """The ZIP of a packet, with what an earlier run made of it. Raises OSError."""
    return zip_of(target.name, {**{name: (target / name).read_bytes() for name in earlier}, **here})


def sha256_of(path: Path) -> str:
    """The hash of a file; "" where there is none. Raises OSError where it cannot be read, or is no ordinary file."""
    try:
        return hash_ordinary(path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return ""
