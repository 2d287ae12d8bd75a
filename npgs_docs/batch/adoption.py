"""The manifests of runs and a day come in; who adopted what, with which deviations, and what falls due, goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from npgs_docs.batch.proof import read_run
from npgs_docs.batch.spreadsheet import csv_bytes
from npgs_docs.errors import InputError, NpgsError, Problem


class Standing(StrEnum):
    """Where an agency stands with its policy. OVERDUE is approved, but past its review."""

    APPROVED = "approved"
    OVERDUE = "overdue for review"
    REVIEW = "in review"
    DRAFT = "draft"
    RETIRED = "retired"
    FAILED = "not made"


_BY_STATUS = {
    "approved": Standing.APPROVED,
    "review": Standing.REVIEW,
    "draft": Standing.DRAFT,
    "retired": Standing.RETIRED,
}


@dataclass(frozen=True, slots=True)
class Deviated:
    """One clause in an agency's own words."""

    clause: str
    reason: str
    approver: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """One agency of one run. `expiring` counts the facts of its packs that fall due by the last day asked about."""

    run: str
    agency: str
    standing: Standing
    version: str = ""
    documents: int = 0
    packs: str = ""
    next_review: str = ""
    expiring: int = 0
    deviations: tuple[Deviated, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackDue:
    """A rule pack whose facts expire: `expired` before the day, `soon` up to the last day asked about."""

    id: str
    name: str
    version: str
    first: str
    expired: int
    soon: int
    agencies: int


@dataclass(frozen=True, slots=True)
class Rollup:
    """All agencies of all runs as of a day, and the packs that fall due within `days` of it."""

    day: date
    days: int
    agencies: tuple[Adopted, ...]
    packs: tuple[PackDue, ...]

    def counts(self) -> Mapping[Standing, int]:
        """How many agencies stand where, in the order of `Standing`."""
        found = Counter(one.standing for one in self.agencies)
        return {standing: found[standing] for standing in Standing if found[standing]}


def rollup(folders: Sequence[Path], day: date, days: int) -> Rollup:
    """The runs in the folders summed up. Raises InputError with every folder that holds no finished run."""
    runs: list[tuple[str, dict[str, Any]]] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            runs.append((folder.resolve().name, read_run(folder)))
        except NpgsError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    last = day + timedelta(days=days)
    agencies = [one for name, run in runs for one in _agencies(name, run, day, last)]
    records = [record for _, run in runs for record in run["agencies"]]
    return Rollup(day, days, tuple(agencies), tuple(_packs(records, day, last)))


def _agencies(run: str, manifest: Mapping[str, Any], day: date, last: date) -> Iterable[Adopted]:
    for record in manifest["agencies"]:
        yield _adopted(run, record, day, last)
    for failed in manifest["failed"]:
        problems = tuple(": ".join(filter(None, (one["path"], one["message"]))) for one in failed["problems"])
        yield Adopted(run, failed["agency"], Standing.FAILED, problems=problems)


def _adopted(run: str, record: Mapping[str, Any], day: date, last: date) -> Adopted:
    documents = {file["document"] for file in record["files"]} - {"manifest", "packet"}
    return Adopted(
        run=run,
        agency=record["agency"],
        standing=_standing(record, day),
        version=record["version"],
        documents=len(documents),
        packs=" + ".join(f"{pack['id']} {pack['version']}" for pack in record["packs"]),
        next_review=record["next_review"] or "",
        expiring=sum(_due(pack, last) for pack in record["packs"]),
        deviations=tuple(Deviated(one["title"], one["reason"], one["approver"]) for one in record["deviations"]),
    )


def _standing(record: Mapping[str, Any], day: date) -> Standing:
    standing = _BY_STATUS[record["status"]]
    overdue = record["next_review"] and date.fromisoformat(record["next_review"]) < day
    return Standing.OVERDUE if standing is Standing.APPROVED and overdue else standing


def _due(pack: Mapping[str, Any], last: date) -> int:
    return sum(count for on, count in pack["expires"].items() if date.fromisoformat(on) <= last)


def _packs(records: Iterable[Mapping[str, Any]], day: date, last: date) -> Iterable[PackDue]:
    """The packs with something due, those with the first day first."""
    using = Counter((pack["id"], pack["version"]) for record in records for pack in record["packs"])
    packs = {(pack["id"], pack["version"]): pack for record in records for pack in record["packs"]}
    due = [
        PackDue(
            pack["id"], pack["name"], pack["version"], min(pack["expires"]),
            expired := _due(pack, day - timedelta(days=1)), _due(pack, last) - expired, using[key],
        )
        for key, pack in packs.items()
        if _due(pack, last)
    ]  # fmt: skip
    return sorted(due, key=lambda one: (one.first, one.id))


COLUMNS = (
    "run", "agency", "standing", "version", "documents", "packs", "next review", "facts due", "clause", "reason", "approver",
    "problems",
)  # fmt: skip


def rollup_csv(found: Rollup) -> bytes:
    """One row for each agency, and for each of its deviations where it has any."""
    return csv_bytes(COLUMNS, (row for one in found.agencies for row in _rows(one)))


def _rows(one: Adopted) -> Iterable[Sequence[object]]:
    facts = (
        one.run,
        one.agency,
        one.standing.value,
        one.version,
        one.documents,
        one.packs,
        one.next_review,
        one.expiring,
    )
    for deviation in one.deviations or (Deviated("", "", ""),):
        yield (*facts, deviation.clause, deviation.reason, deviation.approver, "; ".join(one.problems))
