"""``make bench``: everything measured in one run and written to docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.batches import batch_rows
from benchmarks.measure import Measured, measure, once, warm
from benchmarks.peers import PEERS, Ready, ready_peers
from benchmarks.report import Row, beyond, page, rows_of, target, times

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "content" / "samples" / "harbor-light.yaml"
BARE, BARE_DOCX, BARE_PDF, OFFICE, TYPST, WEASYPRINT = (peer.name for peer in PEERS)
BUILD, PASS = "npgs build", "python -c pass"
NPGS = (sys.executable, "-m", "npgs_docs")
STACKS = ROOT / "benchmarks" / "stacks"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: rounds of each comparison, whole packets of a batch, agencies of the long one."""

    rounds: int
    packets: int
    agencies: int


OURS = {
    "ours, written: DOCX": ("docx", "DOCX"),
    "ours, written: DOCX alone": ("docx-alone", "DOCX"),
    "ours, written: PDF": ("pdf", "PDF"),
    "ours, written: both": ("both", "both"),
    "ours, written: both, without tags and fields": ("plain", "both"),
    "ours, composed, written, read back": ("packet", "both"),
}
"""What is measured of ours in a warm process: how ``stacks/ours.py`` is asked for it, and what it makes."""

FULL, QUICK = Size(rounds=5, packets=16, agencies=1000), Size(rounds=1, packets=4, agencies=100)
PARTS = ("cold", "warm", "start", "long", "batch")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "--quick", action="store_true", help="about three minutes: one round, few agencies; writes no page"
    )
    parser.add_argument("--only", choices=PARTS, action="append", help="a part alone (may be repeated); writes no page")
    given = parser.parse_args()
    size, parts = QUICK if given.quick else FULL, tuple(given.only or PARTS)
    with tempfile.TemporaryDirectory(prefix="npgs-bench-") as folder:
        text = _measured(size, parts, Path(folder))
    sys.stdout.write(text)
    if not given.quick and not given.only:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


def _measured(size: Size, parts: tuple[str, ...], folder: Path) -> str:
    began = time.perf_counter()
    notes: list[str] = []
    peers = _peers(folder, notes) if {"cold", "warm"} & set(parts) else {}
    steps = {
        "cold": lambda: _cold_rows(size, peers, folder, notes),
        "warm": lambda: _warm_rows(size, peers, folder, notes),
        "start": lambda: _start_rows(size, folder, notes),
        "long": lambda: _long_rows(size, folder, notes),
        "batch": lambda: batch_rows(size.rounds, size.packets, size.agencies, folder),
    }
    rows: list[Row] = []
    for part in parts:
        sys.stderr.write(f"{time.perf_counter() - began:5.0f} s  {part}\n")
        rows += steps[part]()
    load = f"{os.getloadavg()[1]:.1f}"
    notes.append(f"Load of the machine at the end (1 is one processor kept busy, ours included): {load}")
    notes.append(f"All of it took {(time.perf_counter() - began) / 60:.0f} minutes.")
    return page(rows, notes, size.rounds)


def _peers(folder: Path, notes: list[str]) -> dict[str, Ready]:
    """The words written down for every stack, and the stacks that can be run here."""
    prepare = [sys.executable, "-m", "benchmarks.inputs", str(SAMPLE), str(folder / "in")]
    documents = subprocess.run(prepare, check=True, capture_output=True, text=True, cwd=ROOT).stdout.strip()
    notes.append(f"The packet: {documents} documents of the sample {SAMPLE.stem}.")
    found: dict[str, Ready] = {}
    for peer in ready_peers(folder / "in"):
        match peer:
            case Ready():
                found[peer.peer.name] = peer
                notes.append(f"{peer.peer.name}: {peer.versions}")
            case str():
                notes.append(f"Not measured: {peer}")
    return found


def _cold_rows(size: Size, peers: Mapping[str, Ready], folder: Path, notes: list[str]) -> list[Row]:
    """The packet by us and by every peer, each a whole process."""
    build = (*NPGS, "build", str(SAMPLE), "--quiet", "--out", "{out}")
    commands = {BUILD: build, f"{BUILD} --format docx": (*build, "--format", "docx"), f"{BUILD} --format pdf": (*build, "--format", "pdf")}  # fmt: skip
    makes = dict(zip(commands, ("both", "DOCX", "PDF"), strict=True)) | {name: peer.peer.makes for name, peer in peers.items()}  # fmt: skip
    commands |= {name: peer.command for name, peer in peers.items()}
    found = measure({name: partial(once, command, folder) for name, command in commands.items()}, size.rounds)
    _tell_lost(found, notes)
    ours = found.figures.get(BUILD)
    return [
        *_called("cold", rows_of(found, makes, BARE)),
        target("a packet, cold, verified, to the bare stack", times(found, BUILD, BARE), 0.8),
        target("peak memory of a build, MB", ours and ours.median("peak"), 120),
    ]


def _warm_rows(size: Size, peers: Mapping[str, Ready], folder: Path, notes: list[str]) -> list[Row]:
    """The packet again and again in one process."""
    docx, alone, pdf, both, plain, packet = OURS
    commands: dict[str, tuple[str, ...]] = {name: peer.command for name, peer in peers.items()}
    for name, (what, _) in OURS.items():
        commands[name] = (sys.executable, str(STACKS / "ours.py"), str(SAMPLE), "{out}", what)
    makes = {name: made for name, (_, made) in OURS.items()} | {name: peer.peer.makes for name, peer in peers.items()}
    with warm(commands, folder) as things:
        found = measure(things, size.rounds)
    _tell_lost(found, notes)
    handles = [run.handles for run in found.figures[packet].runs] if packet in found.figures else []
    left = float(max(handles) - handles[0]) if handles else None
    return [
        *_called("warm", rows_of(found, makes, BARE)),
        target("DOCX beside its PDF, warm, to bare python-docx", times(found, docx, BARE_DOCX), 0.2),
        target("DOCX alone, pages laid out for its contents, to bare python-docx", times(found, alone, BARE_DOCX), 0.2),
        target("PDF with tags and fields, warm, to bare reportlab without", times(found, pdf, BARE_PDF), 0.8),
        target("PDF with tags and fields, warm, to Typst on PDF/UA-1 without fields", times(found, pdf, TYPST), 1.1),
        target("WeasyPrint on PDF/UA-1 to ours, warm", times(found, WEASYPRINT, pdf), 7, at_least=True),
        target("both, warm, to the bare stack", times(found, both, BARE), 0.4),
        target("docxtpl + LibreOffice to ours, both, warm", times(found, OFFICE, both), 6, at_least=True),
        beyond("both, warm, composed and read back too, to the bare stack", times(found, packet, BARE)),
        beyond("docxtpl + LibreOffice to that, warm", times(found, OFFICE, packet)),
        target("both, warm, with tags and fields to without", times(found, both, plain), 1.5),
        target("files held open after the last packet, beyond those after the first", left, 0),
    ]


def _start_rows(size: Size, folder: Path, notes: list[str]) -> list[Row]:
    asked = {"npgs --help": ("--help",), "npgs list documents": ("list", "documents")}
    commands = {PASS: (sys.executable, "-c", "pass")} | {name: (*NPGS, *given) for name, given in asked.items()}
    found = measure({name: partial(once, command, folder) for name, command in commands.items()}, size.rounds * 5)
    _tell_lost(found, notes)
    targets = [target(f"{name} to {PASS}", times(found, name, PASS), 5) for name in asked]
    return [*_called("start", rows_of(found, {}, PASS)), *targets]


def _long_rows(size: Size, folder: Path, notes: list[str]) -> list[Row]:
    """Long documents beside ones a quarter as long."""
    sizes = {"50 pages": "pages 50 checked", "200 pages": "pages 200 checked", "500 rows": "rows 500 checked", "2,000 rows": "rows 2000 checked", "200 pages, not read back": "pages 200 tagged", "200 pages, not read back, without tags and fields": "pages 200 plain"}  # fmt: skip
    few_pages, pages, few_rows, rows, tagged, plain = sizes
    commands = {name: (sys.executable, str(STACKS / "long.py"), "{out}", *given.split()) for name, given in sizes.items()}  # fmt: skip
    with warm(commands, folder) as things:
        found = measure(things, size.rounds)
    _tell_lost(found, notes)

    def growth(long: str, short: str) -> float | None:
        ratio = times(found, long, short)
        return ratio and ratio / 4

    return [
        *_called("long", rows_of(found, dict.fromkeys(sizes, "both"), few_pages)),
        target("time a page at 200 pages to that at 50", growth(pages, few_pages), 1.15),
        target("time a row at 2,000 rows to that at 500", growth(rows, few_rows), 1.15),
        target("200 pages with tags and fields to without", times(found, tagged, plain), 1.5),
    ]


def _called(word: str, rows: list[Row]) -> list[Row]:
    return [Row(f"{word}: {one.name}", one.makes, one.figures, one.wall, one.cpu, one.of) for one in rows]


def _tell_lost(found: Measured, notes: list[str]) -> None:
    notes.extend(f"Not measured: {name}: {why}" for name, why in found.lost.items())


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{str(error.stderr or '')[-2000:]}")
