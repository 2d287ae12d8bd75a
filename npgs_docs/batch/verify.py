"""The folder of a run comes in; what is missing, altered, or not of the run goes out, by hashing every file again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from npgs_docs.batch.journal import JOURNAL
from npgs_docs.batch.proof import TABLE, read_run, table_of_files
from npgs_docs.batch.shelf import WORK, sha256_of
from npgs_docs.output import MANIFEST, sha256

_OF_THE_RUN = frozenset({MANIFEST, TABLE, JOURNAL})


class Fault(StrEnum):
    """How a file differs from what the manifest says. KEPT and LEFT are no faults: the run itself kept an edited file, or
    left a packet alone."""

    MISSING = "missing"
    ALTERED = "altered"
    EXTRA = "extra"
    UNREADABLE = "unreadable"
    KEPT = "kept"
    LEFT = "left alone"


_NO_FAULTS = frozenset({Fault.KEPT, Fault.LEFT})


@dataclass(frozen=True, slots=True)
class Finding:
    """One file or one packet's folder, by its path below the run's folder."""

    fault: Fault
    file: str


@dataclass(frozen=True, slots=True)
class Verified:
    """`files` were hashed; `seal` is the hash of the manifest, to be held against a note made when the run ended."""

    files: int
    seal: str
    findings: tuple[Finding, ...]

    @property
    def faults(self) -> int:
        return sum(one.fault not in _NO_FAULTS for one in self.findings)

    @property
    def sound(self) -> bool:
        return not self.faults


def verify_run(folder: Path) -> Verified:
    """Hash everything again. Raises InputError where the folder holds no finished run."""
    manifest = read_run(folder)
    files = [file for record in manifest["agencies"] for file in record["files"]]
    findings = [finding for file in files if (finding := _compared(folder, file["file"], file["sha256"]))]
    table = _compared(folder, TABLE, sha256(table_of_files(manifest)))
    findings += [table] if table else []
    findings += _extra(folder, manifest, {file["file"] for file in files})
    return Verified(len(files) + 1, sha256_of(folder / MANIFEST), tuple(findings))


def _compared(folder: Path, file: str, expected: str) -> Finding | None:
    try:
        found = sha256_of(folder / file)
    except OSError:
        return Finding(Fault.UNREADABLE, file)
    if found == expected:
        return None
    return Finding(Fault.ALTERED if found else Fault.MISSING, file)


def _extra(folder: Path, manifest: dict[str, Any], known: set[str]) -> Iterator[Finding]:
    kept = {file for record in manifest["agencies"] for file in record.get("kept", ())}
    left = set(manifest.get("left_alone", ()))
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(folder)
        name = file.as_posix()
        if name in left:
            yield Finding(Fault.LEFT, name)
        if path.is_dir() or file.parts[0] == WORK or name in _OF_THE_RUN or name in known:
            continue
        if file.parts[0].removesuffix(".zip") not in left:
            yield Finding(Fault.KEPT if name in kept else Fault.EXTRA, name)
