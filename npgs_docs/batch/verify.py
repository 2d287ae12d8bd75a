"""The folder of a run comes in; what is missing, altered, or not of the run goes out, by hashing every file again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from npgs_docs.batch.journal import JOURNAL
from npgs_docs.batch.manifest import Line
from npgs_docs.batch.proof import TABLE, read_run
from npgs_docs.batch.shelf import WORK, sha256_of
from npgs_docs.output import MANIFEST

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
    """Hash everything again, an agency at a time. Raises InputError where the folder holds no finished run."""
    run = read_run(folder)
    findings: list[Finding] = []
    files, packets, beside = 0, set[str](), dict[str, Fault | None]()
    for line in run.lines():
        files += len(line.files)
        findings += _of_an_agency(folder, line)
        packets.add(line.folder)
        beside |= {name: Fault.KEPT for name in line.kept if _is_beside(name, line)}
        beside |= {one.file: None for one in line.files if _is_beside(one.file, line)}
    for proven in run.head.proves:
        findings += _compared(folder, proven.file, proven.sha256)
    findings += _beside_packets(folder, packets, beside, run.head.left_alone)
    return Verified(files + len(run.head.proves), sha256_of(folder / MANIFEST), tuple(findings))


def _is_beside(name: str, line: Line) -> bool:
    return not name.startswith(f"{line.folder}/")


def _compared(folder: Path, file: str, expected: str) -> Iterator[Finding]:
    try:
        found = sha256_of(folder / file)
    except OSError:
        yield Finding(Fault.UNREADABLE, file)
        return
    if found != expected:
        yield Finding(Fault.ALTERED if found else Fault.MISSING, file)


def _of_an_agency(folder: Path, line: Line) -> Iterator[Finding]:
    """Its files, and what else is in its folder."""
    for file in line.files:
        yield from _compared(folder, file.file, file.sha256)
    known = {file.file for file in line.files}
    for name in _files_in(folder, folder / line.folder):
        if name not in known:
            yield Finding(Fault.KEPT if name in line.kept else Fault.EXTRA, name)


def _files_in(folder: Path, packet: Path) -> Iterator[str]:
    for path in sorted(packet.rglob("*")):
        if not path.is_dir():
            yield path.relative_to(folder).as_posix()


def _beside_packets(
    folder: Path, packets: Collection[str], known: Mapping[str, Fault | None], left: Collection[str]
) -> Iterator[Finding]:
    """What stands in the run's folder and in no packet of the run; `known` says what single files are."""
    for path in sorted(folder.iterdir()):
        if path.name == WORK or path.name in _OF_THE_RUN or path.name in packets:
            continue
        if path.name in left:
            yield Finding(Fault.LEFT, path.name)
        elif path.is_dir():
            yield from (Finding(Fault.EXTRA, name) for name in _files_in(folder, path))
        elif (fault := known.get(path.name, Fault.EXTRA)) and path.name.removesuffix(".zip") not in left:
            yield Finding(fault, path.name)
