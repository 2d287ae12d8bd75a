"""The manifests of runs and a day come in; who adopted what, with which deviations, and what falls due, goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from npgs_docs.batch.proof import read_run
from npgs_docs.batch.spreadsheet import csv_bytes
from npgs_docs.errors import InputError, NpgsError, Problem, visible
from npgs_docs.packet import printable


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
    """The runs in the folders summed up. Raises InputError with every folder that holds no finished run, or is there twice."""
    runs: list[tuple[str, dict[str, Any]]] = []
    problems = list(_named_twice(folders))
    for name, folder in zip(_names(folders), folders, strict=True):
        try:
            runs.append((name, read_run(folder)))
        except NpgsError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    last = day + min(timedelta(days=days), date.max - day)
    agencies = [one for name, run in runs for one in _agencies(name, run, day, last)]
    records = [record for _, run in runs for record in run["agencies"]]
    return Rollup(day, days, tuple(agencies), tuple(_packs(records, day, last)))


def _named_twice(folders: Sequence[Path]) -> Iterator[Problem]:
    """Its agencies would be counted twice."""
    for folder, times in Counter(folder.resolve() for folder in folders).items():
        if times > 1:
            hint = "Name each run once."
            yield Problem("run-twice", f"the folder {folder} is named {times} times", hint=hint)


def _names(folders: Sequence[Path]) -> list[str]:
    """Each run by the end of its path, as short as tells it from the others: ``2026/run`` and ``2027/run``."""
    paths = [folder.resolve().parts for folder in folders]

    def name(parts: tuple[str, ...]) -> str:
        others = [one for one in paths if one != parts]
        long = next((n for n in range(1, len(parts)) if parts[-n:] not in [one[-n:] for one in others]), len(parts))
        return printable("/".join(parts[-long:]))

    return [name(parts) for parts in paths]


def _agencies(run: str, manifest: Mapping[str, Any], day: date, last: date) -> Iterable[Adopted]:
    for record in manifest["agencies"]:
        yield _adopted(run, record, day, last)
    for failed in manifest["failed"]:
        told = (": ".join(filter(None, (one["path"], one["message"]))) for one in failed["problems"])
        yield Adopted(run, visible(failed["agency"]), Standing.FAILED, problems=tuple(map(visible, told)))


def _adopted(run: str, record: Mapping[str, Any], day: date, last: date) -> Adopted:
    documents = {file["document"] for file in record["files"]} - {"manifest", "packet"}
    return Adopted(
        run=run,
        agency=visible(record["agency"]),
        standing=_standing(record, day),
        version=visible(record["version"]),
        documents=len(documents),
        packs=visible(" + ".join(f"{pack['id']} {pack['version']}" for pack in record["packs"])),
        next_review=record["next_review"] or "",
        expiring=sum(_due(pack, last) for pack in record["packs"]),
        deviations=tuple(
            Deviated(*(visible(one[key]) for key in ("title", "reason", "approver"))) for one in record["deviations"]
        ),
    )


def _standing(record: Mapping[str, Any], day: date) -> Standing:
    standing = _BY_STATUS[record["status"]]
    overdue = record["next_review"] and date.fromisoformat(record["next_review"]) < day
    return Standing.OVERDUE if standing is Standing.APPROVED and overdue else standing


def _due(pack: Mapping[str, Any], last: date) -> int:
    return sum(count for on, count in pack["expires"].items() if date.fromisoformat(on) <= last)


def _packs(records: Iterable[Mapping[str, Any]], day: date, last: date) -> Iterable[PackDue]:
    """The packs with something due, those with the first day first. Two of one name and version with other days are two."""
    using: Counter[tuple[str, ...]] = Counter()
    packs: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for record in records:
        for pack in record["packs"]:
            key = (pack["id"], pack["version"], pack["name"], *(f"{on} {n}" for on, n in pack["expires"].items()))
            using[key] += 1
            packs[key] = pack
    due = [_pack_due(pack, day, last, using[key]) for key, pack in packs.items() if _due(pack, last)]
    return sorted(due, key=lambda one: (one.first, one.id, one.version))


def _pack_due(pack: Mapping[str, Any], day: date, last: date, agencies: int) -> PackDue:
    """A fact holds through the day it expires on."""
    expired = sum(count for on, count in pack["expires"].items() if date.fromisoformat(on) < day)
    first = min(on for on, count in pack["expires"].items() if count)
    id, name, version = (visible(pack[key]) for key in ("id", "name", "version"))
    return PackDue(id, name, version, first, expired, _due(pack, last) - expired, agencies)


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
