"""Batches of many sizes come in; how they grow with processes and with agencies goes out."""

from __future__ import annotations

import csv
import sys
from functools import partial
from pathlib import Path

from benchmarks.measure import Figures, Take, measure, once_with_all
from benchmarks.report import Row, target

ROOT = Path(__file__).parents[1]
BASE = ROOT / "content" / "samples" / "harbor-light.yaml"
SMALL, LONG_ROUNDS = 50, 5
CHECKED = ("--only", "checklist-01", "--format", "pdf")
LIGHT = (*CHECKED, "--no-checks")
"""One sheet an agency, so that a thousand can be measured in each round; checks would take most of their time."""


def batch_rows(rounds: int, packets: int, agencies: int, folder: Path) -> list[Row]:
    """Whole packets with one and with two processes; then many light packets beside few, and once more with checks."""
    light = "one sheet an agency, not checked"
    return [
        *_processes(rounds, packets, folder),
        *_agencies(light, LIGHT, min(rounds, LONG_ROUNDS), agencies, folder),
        *_agencies("one sheet an agency, checked", CHECKED, 1, agencies, folder),
    ]


def _processes(rounds: int, packets: int, folder: Path) -> list[Row]:
    roster = _roster(folder / "packets.csv", packets)
    one, two = (f"{packets} whole packets, {jobs} process{'es' if jobs > 1 else ''}" for jobs in (1, 2))
    found = measure({one: _batch(folder, roster, 1), two: _batch(folder, roster, 2)}, rounds).figures
    rows = [_row(name, figures, found[one], one, packets) for name, figures in found.items()]
    return [
        *rows,
        target("two processes to one, packets a second", found[one].ratio("wall", found[two])[0], 1.8, at_least=True),
    ]


def _agencies(what: str, asked: tuple[str, ...], rounds: int, agencies: int, folder: Path) -> list[Row]:
    """The long batch beside short ones taken before it each time, so that a drifting machine is seen."""
    few, many = _roster(folder / "few.csv", SMALL), _roster(folder / "many.csv", agencies)
    names = f"{SMALL} agencies, {what}", f"{agencies:,} agencies, {what}"
    take = {names[0]: _batch(folder, few, 2, *asked), names[1]: _batch(folder, many, 2, *asked)}
    take[names[0]]()  # to warm the caches
    took = [(take[names[0]](), take[names[1]]()) for _ in range(rounds)]
    short, long = (Figures(tuple(runs)) for runs in zip(*took, strict=True))
    each = long.ratio("cpu", short)[0] * SMALL / agencies
    return [
        _row(names[0] + ("" if rounds > 1 else " (one round)"), short, short, names[0], SMALL),
        _row(names[1] + ("" if rounds > 1 else " (one round)"), long, short, names[0], agencies),
        target(f"processor time a packet at {agencies:,} agencies to that at {SMALL}: {what}", each, 1.15),
        target(f"peak memory at {agencies:,} agencies to that at {SMALL}: {what}", long.ratio("peak", short)[0], 1.2),
        target("files left in the system's temporary folder", float(len(list(_scratch(folder).iterdir()))), 0),
    ]


def _row(name: str, figures: Figures, reference: Figures, of: str, packets: int) -> Row:
    each = f"{packets / figures.median('wall'):.1f} a second"
    return Row(name, each, figures, figures.ratio("wall", reference), figures.ratio("cpu", reference), of)


def _batch(folder: Path, roster: Path, jobs: int, *more: str) -> Take:
    given = ("batch", str(roster), "--base", str(BASE), "--out", "{out}", "--quiet", "--jobs", str(jobs))
    command = ("env", f"TMPDIR={_scratch(folder)}", sys.executable, "-m", "npgs_docs", *given, *more)
    return partial(once_with_all, command, folder)


def _scratch(folder: Path) -> Path:
    """What the batches take for the system's temporary folder."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    return scratch


def _roster(path: Path, agencies: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["organization.legal_name", "organization.short_name", "organization.employee_count"])
        writer.writerows([f"Agency {n:05d}, Inc.", f"Agency {n:05d}", 10 + n % 90] for n in range(agencies))
    return path
