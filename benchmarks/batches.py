"""Batches of many sizes come in; how they grow with processes and with agencies goes out."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from benchmarks.measure import Figures, measure, once_with_all
from benchmarks.report import Row, target

ROOT = Path(__file__).parents[1]
BASE = ROOT / "content" / "samples" / "harbor-light.yaml"
SMALL, PACKETS = 50, 24
LIGHT = ("--only", "checklist-01", "--format", "pdf")


def batch_rows(rounds: int, agencies: int, folder: Path) -> list[Row]:
    """Whole packets with one and with two processes; then many light packets beside few."""
    return [*_processes(rounds, folder), *_agencies(rounds, agencies, folder)]


def _processes(rounds: int, folder: Path) -> list[Row]:
    roster = _roster(folder / "packets.csv", PACKETS)
    one, two = (f"{PACKETS} whole packets, {jobs} process{'es' if jobs > 1 else ''}" for jobs in (1, 2))
    found = measure({one: _batch(roster, 1), two: _batch(roster, 2)}, max(rounds, 5), folder, once_with_all)
    ratio = found[one].ratio("wall", found[two])
    rows = [_row(name, figures, found[one], one, PACKETS) for name, figures in found.items()]
    work = 2 * found[one].ratio("cpu", found[two])[0]
    return [
        *rows,
        target("two processes to one, packets a second on this machine as it was", ratio[0], 1.8, at_least=True),
        target("two processes to one, by the processor time they take", work, 1.8, at_least=True),
    ]


def _agencies(rounds: int, agencies: int, folder: Path) -> list[Row]:
    """The long batch beside short ones taken before and after it, so that a drifting machine is seen."""
    few, many = _roster(folder / "few.csv", SMALL), _roster(folder / "many.csv", agencies)
    short, long = [], []
    for _ in range(max(1, min(rounds, 3))):
        short.append(once_with_all(_batch(few, 2, *LIGHT), folder))
        long.append(once_with_all(_batch(many, 2, *LIGHT), folder))
    short_figures, long_figures = Figures(tuple(short)), Figures(tuple(long))
    each = long_figures.ratio("cpu", short_figures)[0] * SMALL / agencies
    names = f"{SMALL} light packets", f"{agencies} light packets"
    return [
        _row(names[0], short_figures, short_figures, names[0], SMALL),
        _row(names[1], long_figures, short_figures, names[0], agencies),
        target(f"processor time a packet at {agencies} to that at {SMALL}", each, 1.15),
        target(f"peak memory at {agencies} to that at {SMALL}", long_figures.ratio("peak", short_figures)[0], 1.2),
    ]


def _row(name: str, figures: Figures, reference: Figures, of: str, packets: int) -> Row:
    each = f"{packets / figures.median('wall'):.1f} a second"
    return Row(name, each, figures, figures.ratio("wall", reference), figures.ratio("cpu", reference), of)


def _batch(roster: Path, jobs: int, *more: str) -> tuple[str, ...]:
    given = ("batch", str(roster), "--base", str(BASE), "--out", "{out}", "--quiet", "--jobs", str(jobs))
    return (sys.executable, "-m", "npgs_docs", *given, *more)


def _roster(path: Path, agencies: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["organization.legal_name", "organization.short_name", "organization.employee_count"])
        writer.writerows([f"Agency {n:05d}, Inc.", f"Agency {n:05d}", 10 + n % 90] for n in range(agencies))
    return path
