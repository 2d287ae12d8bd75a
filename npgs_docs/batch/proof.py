"""The lines of a run's journal come in; its manifest as JSON and as CSV, and what a manifest says, go out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from npgs_docs.batch.check import Failure
from npgs_docs.batch.journal import Record
from npgs_docs.batch.spreadsheet import csv_bytes
from npgs_docs.batch.task import Order
from npgs_docs.errors import InputError, Problem
from npgs_docs.output import MANIFEST, as_json

TABLE = "manifest.csv"
KIND = "npgs batch"
COLUMNS = (
    "agency", "folder", "document", "format", "file", "language", "edition", "version", "status", "sha256", "bytes",
    "packs", "tool", "content_sha256", "templates_sha256", "profile_sha256",
)  # fmt: skip


def manifest_files(order: Order, records: Sequence[Record], failures: Iterable[Failure]) -> dict[str, bytes]:
    """The run's two manifests by file name. They hold no clock and no paths of a machine."""
    manifest = {
        "kind": KIND,
        "made_from": order.ingredients(),
        "agencies": list(records),
        "failed": [_failed(one) for one in failures],
    }
    return {MANIFEST: as_json(manifest), TABLE: table_of_files(manifest)}


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
    """The manifest of a finished run. Raises InputError where there is none."""
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_bytes())
    except OSError:
        hint = "Where a run was stopped, go on with: npgs batch ... --resume"
        raise InputError([Problem("no-run", f"{folder} holds no finished run of npgs batch", hint=hint)]) from None
    except ValueError:
        raise InputError([Problem("no-run", f"{path} is not whole", hint="Get the file again.")]) from None
    if not isinstance(found, dict) or found.get("kind") != KIND:
        hint = "Name the folder that was given to npgs batch with --out."
        raise InputError([Problem("no-run", f"{path} is not the manifest of a run of npgs batch", hint=hint)])
    return found
