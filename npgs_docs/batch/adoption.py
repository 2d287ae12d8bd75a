"""The manifests of runs and a day come in; who adopted what, with which deviations, and what falls due, goes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from npgs_docs.batch.manifest import Checks, Line, PackUsed, Unmade
from npgs_docs.batch.proof import Run, read_run
from npgs_docs.batch.spreadsheet import csv_bytes
from npgs_docs.errors import InputError, NpgsError, Problem, visible
from npgs_docs.locations import checks_folder
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
    """One agency of one run. `expiring` counts the facts of its packs that fall due by the last day asked about; `checks` is
    None where nobody asked for them."""

    run: str
    agency: str
    standing: Standing
    version: str = ""
    documents: int = 0
    packs: str = ""
    next_review: str = ""
    expiring: int = 0
    checks: Checks | None = None
    deviations: tuple[Deviated, ...] = ()
    problems: tuple[str, ...] = ()

    def failing(self, weight: str) -> Mapping[str, int]:
        """The rules with findings of a weight (``error``, ``warning``), each with how many."""
        if self.checks is None:
            return {}
        return self.checks.errors if weight == "error" else self.checks.warnings

    def failures(self, weight: str) -> int | str:
        """How many findings of a weight stand; "" where nobody asked for the checks."""
        return "" if self.checks is None else sum(self.failing(weight).values())


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
class RuleFailing:
    """A rule of the checks with findings that stand: how many, and in how many agencies. `title` is empty for a rule that
    there is no longer."""

    id: str
    title: str
    weight: str
    findings: int
    agencies: int


@dataclass(frozen=True, slots=True)
class Rollup:
    """All agencies of all runs as of a day, the rules that their packets fail, and the packs that fall due within `days`."""

    day: date
    days: int
    agencies: tuple[Adopted, ...]
    failing: tuple[RuleFailing, ...]
    packs: tuple[PackDue, ...]

    def counts(self) -> Mapping[Standing, int]:
        """How many agencies stand where, in the order of `Standing`."""
        found = Counter(one.standing for one in self.agencies)
        return {standing: found[standing] for standing in Standing if found[standing]}


def rollup(folders: Sequence[Path], day: date, days: int) -> Rollup:
    """The runs in the folders summed up. Raises InputError with every folder that holds no finished run, or is there twice."""
    runs: list[tuple[str, Run]] = []
    problems = list(_named_twice(folders))
    for name, folder in zip(_names(folders), folders, strict=True):
        try:
            runs.append((name, read_run(folder)))
        except NpgsError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    last = day + min(timedelta(days=days), date.max - day)
    agencies: list[Adopted] = []
    using: Counter[_Key] = Counter()
    for name, run in runs:
        for line in run.lines():
            agencies.append(_adopted(name, line, day, last))
            using.update(_key(pack) for pack in line.packs)
        agencies += [_unmade(name, one) for one in run.failed]
    return Rollup(day, days, tuple(agencies), tuple(_failing(agencies)), tuple(_packs(using, day, last)))


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


def _unmade(run: str, failed: Unmade) -> Adopted:
    told = (visible(": ".join(filter(None, (one.path, one.message)))) for one in failed.problems)
    return Adopted(run, visible(failed.agency), Standing.FAILED, problems=tuple(told))


def _adopted(run: str, line: Line, day: date, last: date) -> Adopted:
    documents = {file.document for file in line.files} - {"manifest", "packet"}
    return Adopted(
        run=run,
        agency=visible(line.agency),
        standing=_standing(line, day),
        version=visible(line.version),
        documents=len(documents),
        packs=visible(" + ".join(f"{pack.id} {pack.version}" for pack in line.packs)),
        next_review=line.next_review or "",
        expiring=sum(_due(pack.expires.items(), last) for pack in line.packs),
        checks=line.checks,
        deviations=tuple(Deviated(*map(visible, (one.title, one.reason, one.approver))) for one in line.deviations),
    )


def _standing(line: Line, day: date) -> Standing:
    standing = _BY_STATUS[line.status]
    overdue = line.next_review and date.fromisoformat(line.next_review) < day
    return Standing.OVERDUE if standing is Standing.APPROVED and overdue else standing


def _failing(agencies: Sequence[Adopted]) -> Iterator[RuleFailing]:
    """Errors first, then warnings; what most agencies have stands before the rest."""
    from npgs_docs.checks.rulebook import load_rulebook

    if not any(one.failing(weight) for one in agencies for weight in ("error", "warning")):
        return
    rules = load_rulebook(checks_folder()).rules
    for weight in ("error", "warning"):
        findings: Counter[str] = Counter()
        having: Counter[str] = Counter()
        for one in agencies:
            counts = one.failing(weight)
            findings.update(counts)
            having.update(counts.keys())
        for id in sorted(findings, key=lambda id: (-having[id], id)):
            title = rules[id].title if id in rules else ""
            yield RuleFailing(visible(id), title, weight, findings[id], having[id])


# --- packs -------------------------------------------------------------------------------------------------------

_Key: TypeAlias = tuple[str, str, str, str, tuple[tuple[str, int], ...]]


def _key(pack: PackUsed) -> _Key:
    """Two packs of one name and version are two where their files are."""
    return pack.id, pack.version, pack.name, pack.sha256, tuple(pack.expires.items())


def _due(expires: Iterable[tuple[str, int]], last: date) -> int:
    return sum(count for on, count in expires if date.fromisoformat(on) <= last)


def _packs(using: Mapping[_Key, int], day: date, last: date) -> Iterable[PackDue]:
    """The packs with something due, those with the first day first."""
    due = [_pack_due(key, day, last, agencies) for key, agencies in using.items() if _due(key[-1], last)]
    return sorted(due, key=lambda one: (one.first, one.id, one.version))


def _pack_due(key: _Key, day: date, last: date, agencies: int) -> PackDue:
    """A fact holds through the day it expires on."""
    id, version, name, _, expires = key
    expired = sum(count for on, count in expires if date.fromisoformat(on) < day)
    first = min(on for on, count in expires if count)
    return PackDue(
        visible(id), visible(name), visible(version), first, expired, _due(expires, last) - expired, agencies
    )


COLUMNS = (
    "run", "agency", "standing", "version", "documents", "packs", "next review", "facts due", "errors", "warnings",
    "failing checks", "clause", "reason", "approver",
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
        one.failures("error"),
        one.failures("warning"),
        " ".join(sorted({*one.failing("error"), *one.failing("warning")})),
    )
    for deviation in one.deviations or (Deviated("", "", ""),):
        yield (*facts, deviation.clause, deviation.reason, deviation.approver, "; ".join(one.problems))
