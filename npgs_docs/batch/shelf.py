"""A packet's bytes come in; its whole folder stands in its place, or nothing changed. Files that were edited are kept."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from npgs_docs.batch.task import Made
from npgs_docs.disk import read_ordinary
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
    refuse_strangers,
    sha256,
    write_file,
)

WORK, DESK = ".npgs", "desk"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o644 << 16


@dataclass(frozen=True, slots=True)
class Shelved:
    """A packet in its place: its line for the journal, the files that were edited and therefore kept, and how many of an
    earlier run's are gone because this run no longer makes them."""

    record: Mapping[str, Any]
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

    def put(self, made: Made, *, partial: bool = False) -> Shelved:
        """The packet in its place. A `partial` one leaves what earlier runs made; a whole one replaces it.

        Raises OutputError for another organization's folder, OSError for the disk's faults.
        """
        target = self.folder / made.folder
        refuse_collisions(made.files)
        before = read_manifest(target)
        refuse_strangers(target, before, made.manifest)
        saved = tuple(placed(target, name, data, before, self.force) for name, data in made.files.items())
        others = _others(target, made.files, before)
        earlier = others if partial else {}
        manifest = as_json({**made.manifest, "outputs": _outputs(made, earlier)})
        here = {one.path.name: made.files[one.name] for one in saved} | {MANIFEST: manifest}
        packed = _packed(target, earlier, here) if self.zipped else b""
        record = self._record(made, saved, here, earlier, packed)
        self._build(made.folder, here)
        self._keep(target, made.folder, here, {} if partial else before)
        if self.zipped:
            self._put_zip(made.folder, packed)
        self._swap(made.folder)
        kept = tuple(one for one in saved if one.fate is Fate.BESIDE)
        return Shelved(record, kept, len(others) - len(earlier))

    def holds(self, record: Mapping[str, Any]) -> bool:
        """Whether every file of a journal's line is there as it was made. Raises OSError."""
        files = record["files"]
        if self.zipped != any(one["format"] == "zip" for one in files):
            return False
        return all(sha256_of(self.folder / one["file"]) == one["sha256"] for one in files)

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
                shutil.copy2(path, new, follow_symlinks=False)
        if aside := manifest_of_others(target):
            shutil.copy2(target / MANIFEST, self._new / name / aside.path.name)

    def _put_zip(self, name: str, packed: bytes) -> None:
        beside = self._new / f"{name}.zip"
        write_file(beside, packed)
        beside.replace(self.folder / f"{name}.zip")

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
        packed: bytes,
    ) -> dict[str, Any]:
        codes = {one.path.name: made.documents[one.name] for one in saved} | {MANIFEST: ("manifest", "json")}
        files = [_entry(f"{made.folder}/{name}", *codes[name], data) for name, data in here.items()]
        files += [{**one, "file": f"{made.folder}/{name}", "earlier": True} for name, one in earlier.items()]
        if self.zipped:
            files.append(_entry(f"{made.folder}.zip", "packet", "zip", packed))
        kept = [f"{made.folder}/{one.name}" for one in saved if one.fate is Fate.BESIDE]
        return {**made.record, "files": files, **({"kept": kept} if kept else {})}


def _entry(file: str, document: str, format: str, data: bytes) -> dict[str, Any]:
    return {"document": document, "format": format, "file": file, "sha256": sha256(data), "bytes": len(data)}


def _others(target: Path, files: Mapping[str, bytes], before: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
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


def _outputs(made: Made, earlier: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The files of a packet with hash, size, document and format, so that a later run knows what it leaves."""
    here = outputs_of(made.files, {})
    codes = {name: dict(zip(("document", "format"), made.documents[name], strict=True)) for name in here}
    return {**earlier, **{name: {**one, **codes[name]} for name, one in here.items()}}


def _packed(target: Path, earlier: Iterable[str], here: Mapping[str, bytes]) -> bytes:
    """The ZIP of a packet, with what an earlier run made of it. Raises OSError."""
    return zip_of(target.name, {**{name: (target / name).read_bytes() for name in earlier}, **here})


def _is_made(path: Path, entry: Mapping[str, Any]) -> bool:
    """Whether a file is as we made it, or is nothing that can be kept, such as a pipe."""
    return not path.is_symlink() and (not path.is_file() or sha256_of(path) == entry.get("sha256"))


def sha256_of(path: Path) -> str:
    """The hash of a file; "" where there is none. Raises OSError where it cannot be read, or is no ordinary file."""
    try:
        return sha256(read_ordinary(path))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return ""


def zip_of(name: str, files: Mapping[str, bytes]) -> bytes:
    """The files in one folder of a ZIP: sorted, without the clock, so that equal packets are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(files):
            info = zipfile.ZipInfo(f"{name}/{file}", _FIRST_DAY)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, _PERMISSIONS
            packed.writestr(info, files[file])
    return out.getvalue()
