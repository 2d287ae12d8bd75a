"""The lines of a run's journal come in; its manifest as JSON and as CSV, and what a manifest says, go out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from npgs_docs.batch.check import Failure
from npgs_docs.batch.journal import Record
from npgs_docs.batch.manifest import Run, UnlikeError, parsed, refuse_unlike
from npgs_docs.batch.spreadsheet import csv_bytes
from npgs_docs.batch.task import Order
from npgs_docs.disk import read_ordinary
from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.output import MANIFEST, as_json

TABLE = "manifest.csv"
KIND = "npgs batch"
COLUMNS = (
    "agency", "folder", "document", "format", "file", "language", "edition", "version", "status", "sha256", "bytes",
    "packs", "tool", "content_sha256", "templates_sha256", "profile_sha256",
)  # fmt: skip


def manifest_files(order: Order, records: Sequence[Record], failures: Iterable[Failure]) -> dict[str, bytes]:
    """The run's two manifests by file name, last the one that says that a run is finished. No clock, no paths of a machine."""
    manifest = {
        "kind": KIND,
        "made_from": order.ingredients(),
        "agencies": list(records),
        "failed": [_failed(one) for one in failures],
    }
    return {TABLE: table_of_files(manifest), MANIFEST: as_json(manifest)}


def _failed(failure: Failure) -> dict[str, Any]:
    told = [{"id": one.id, "path": one.path, "message": one.message} for one in failure.problems]
    return {"agency": failure.name, "problems": told}


_OF_THIS_RUN = frozenset(COLUMNS) - {"agency", "folder", "document", "format", "file", "sha256", "bytes"}


def table_of_files(manifest: Mapping[str, Any]) -> bytes:
    """One row for each file of each agency; of an earlier run's files it says nothing that only that run knew."""
    return csv_bytes(COLUMNS, _rows(manifest))


def _rows(manifest: Mapping[str, Any]) -> Iterator[list[Any]]:
    made_from = manifest["made_from"]
    for record in manifest["agencies"]:
        packs = " + ".join(f"{pack['id']} {pack['version']}" for pack in record["packs"])
        for file in record["files"]:
            everything = {**made_from, **record, **file, "packs": packs}
            unknown = _OF_THIS_RUN if file.get("earlier") else ()
            yield ["" if column in unknown else everything[column] for column in COLUMNS]


def read_run(folder: Path) -> dict[str, Any]:
    """The manifest of a finished run, as whole as `Run` says. Raises InputError where there is none."""
    path = folder / MANIFEST
    try:
        return _of_a_run(parsed(read_ordinary(path)))
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


_WHICH_FOLDER = "Name the folder that was given to npgs batch with --out."


def _of_a_run(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict) or found.get("kind") != KIND:
        raise UnlikeError("it does not say that it is one")
    refuse_unlike(Run, found)
    return found
