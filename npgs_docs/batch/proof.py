"""The journal of a run comes in; its manifest as CSV and as JSON goes out, and what the manifest of a finished run says.

Both are written and read an agency at a time: ten thousand need the memory of one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from npgs_docs.batch.check import Failure
from npgs_docs.batch.ingredients import Ingredients
from npgs_docs.batch.journal import JOURNAL
from npgs_docs.batch.manifest import File, Head, Line, Proven, Told, UnlikeError, Unmade, as_line, held_to
from npgs_docs.batch.members import members
from npgs_docs.batch.shelf import KIND
from npgs_docs.batch.spreadsheet import write_csv
from npgs_docs.disk import hash_ordinary
from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.output import MANIFEST

TABLE = "manifest.csv"

# --- writing -----------------------------------------------------------------------------------------------------

_OF_THE_FILE = ("agency", "folder", "document", "format", "file", "sha256", "bytes")
_OF_THE_AGENCY = (
    "language", "edition", "version", "status", "profile_sha256", "packs", "packs_sha256", "checked_on", "errors", "warnings",
    "failing_checks",
)  # fmt: skip
_OF_ALL = (
    "tool", "program_sha256", "content_sha256", "templates_sha256", "own_templates_sha256", "own_packs_sha256", "overlay_sha256",
    "base_docx_sha256",
)  # fmt: skip
COLUMNS = (*_OF_THE_FILE, *_OF_THE_AGENCY, *_OF_ALL)


@dataclass(frozen=True, slots=True)
class Proof:
    """What the manifests of a finished run say. `lines` gives the agencies in the roster's order, anew at each call."""

    made_from: Ingredients
    lines: Callable[[], Iterator[Line]]
    failures: tuple[Failure, ...]
    left_alone: tuple[str, ...] = ()


def write_manifests(proof: Proof, folder: Path, work: Path) -> None:
    """Both manifests: made in `work`, on the same disk, and moved into the folder when both are whole. Raises OSError.

    The JSON holds the hashes of the CSV and of the journal. It says that a run is finished, so it goes last.
    """
    with (work / TABLE).open("wb") as file:
        write_csv(file, COLUMNS, _rows(proof))
        _to_disk(file)
    proven = [
        Proven(file="journal.jsonl", sha256=hash_ordinary(folder / JOURNAL)),
        Proven(file="manifest.csv", sha256=hash_ordinary(work / TABLE)),
    ]
    head = Head(made_from=proof.made_from, proves=tuple(proven), left_alone=proof.left_alone)
    with (work / MANIFEST).open("wb") as file:
        file.writelines(_json(head, proof, folder))
        _to_disk(file)
    for name in (TABLE, MANIFEST):
        (work / name).replace(folder / name)


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _rows(proof: Proof) -> Iterator[list[object]]:
    """A row for each file of each agency; of an earlier run's files nothing that only that run knew."""
    of_all = [getattr(proof.made_from, column) for column in _OF_ALL]
    for line in proof.lines():
        here = [*_of_the_agency(line), *of_all]
        for file in line.files:
            yield [*_of_the_file(line, file), *([""] * len(here) if file.earlier else here)]


def _of_the_file(line: Line, file: File) -> list[object]:
    return [line.agency, line.folder, file.document, file.format, file.file, file.sha256, file.bytes]


def _of_the_agency(line: Line) -> list[object]:
    packs = " + ".join(f"{pack.id} {pack.version}" for pack in line.packs)
    hashes = " + ".join(pack.sha256 for pack in line.packs)
    known = [line.language, line.edition, line.version, line.status, line.profile_sha256, packs, hashes]
    if line.checks is None:
        return [*known, "", "", "", ""]
    errors, warnings = line.checks.errors, line.checks.warnings
    failing = " ".join(sorted({*errors, *warnings}))
    return [*known, line.checks.day, sum(errors.values()), sum(warnings.values()), failing]


def _json(head: Head, proof: Proof, folder: Path) -> Iterator[bytes]:
    """The manifest as JSON with a line for each agency. It holds no clock and no paths of a machine."""
    yield b"{\n"
    for key, value in head.model_dump().items():
        yield f'"{key}": {json.dumps(value, ensure_ascii=False, sort_keys=True)},\n'.encode()
    yield b'"agencies": [\n'
    yield from _separated(as_line(line) for line in proof.lines())
    yield b'],\n"failed": [\n'
    yield from _separated(as_line(_unmade(one, folder)) for one in proof.failures)
    yield b"]\n}\n"


def _separated(lines: Iterable[bytes]) -> Iterator[bytes]:
    comma = b""
    for line in lines:
        yield comma + line.rstrip(b"\n")
        comma = b",\n"
    yield b"\n" if comma else b""


def _unmade(failure: Failure, folder: Path) -> Unmade:
    """Places in the run's folder are told as they are there, wherever it lies."""
    here = f"{folder}{os.sep}"
    told = (Told(id=one.id, path=one.path, message=one.message.replace(here, "")) for one in failure.problems)
    return Unmade(agency=failure.name, problems=tuple(told))


# --- reading -----------------------------------------------------------------------------------------------------

_WHICH_FOLDER = "Name the folder that was given to npgs batch with --out."
_LISTS = ("agencies", "failed")


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: what its manifest says, the agencies read from the file one at a time."""

    folder: Path
    head: Head
    failed: tuple[Unmade, ...]

    def lines(self) -> Iterator[Line]:
        """Raises InputError where the manifest changed since it was read."""
        with _told(self.folder):
            yield from _agencies(self.folder)


def read_run(folder: Path) -> Run:
    """The manifest of a finished run, as whole as its models say. Raises InputError where there is none."""
    with _told(folder):
        return _read(folder)


def _read(folder: Path) -> Run:
    """Everything is held to its shape before anything is believed."""
    head: dict[str, Any] = {}
    failed: list[Unmade] = []
    found: set[str] = set()
    for key, at, value in members(folder / MANIFEST, _LISTS):
        found.add(key)
        match key:
            case "agencies":
                _ = at and held_to(Line, value, f"{key}.{at}")
            case "failed":
                failed += [held_to(Unmade, value, f"{key}.{at}")] if at else []
            case _:
                head[key] = value
    if head.get("kind") != KIND:
        raise UnlikeError("it does not say that it is one")
    if missing := sorted({*_LISTS} - found):
        raise UnlikeError(f"{missing[0]}: this is missing")
    return Run(folder, held_to(Head, head), tuple(failed))


def _agencies(folder: Path) -> Iterator[Line]:
    for key, at, value in members(folder / MANIFEST, _LISTS):
        if key == "agencies" and at:
            yield held_to(Line, value, f"{key}.{at}")


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Faults of a manifest as problems."""
    path = folder / MANIFEST
    try:
        yield
    except FileNotFoundError:
        hint = "Where a run was stopped, go on with: npgs batch ... --resume"
        raise InputError([Problem("no-run", f"{folder} holds no finished run of npgs batch", hint=hint)]) from None
    except OSError as error:
        message = f"this cannot be read: {error.strerror or error}"
        raise InputError([Problem("no-run", message, Where(str(path)), hint=_WHICH_FOLDER)]) from None
    except UnlikeError as error:
        message = f"this is no manifest of a run of npgs batch: {error}"
        hint = f"{_WHICH_FOLDER} If it is that one, get the file again."
        raise InputError([Problem("no-run", message, Where(str(path)), hint=hint)]) from None
