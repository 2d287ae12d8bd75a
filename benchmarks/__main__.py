"""``make bench``: everything measured in one run and written to docs/benchmarks.md."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.batches import batch_rows
from benchmarks.measure import Figures, measure
from benchmarks.peers import PEERS, Ready, ready_peers
from benchmarks.report import Row, page, target

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "content" / "samples" / "harbor-light.yaml"
OURS, BARE, HELP, PASS = "npgs build", PEERS[0].name, "npgs --help", "python -c pass"
NPGS = (sys.executable, "-m", "npgs_docs")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each comparison, at least 5")
    parser.add_argument("--agencies", type=int, default=1000, help="agencies of the long batch")
    parser.add_argument("--only", choices=["build", "batch"], help="one half alone; the page is then not written")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="npgs-bench-") as folder:
        _run(given, Path(folder))


def _run(given: argparse.Namespace, folder: Path) -> None:
    rows: list[Row] = []
    notes: list[str] = []
    if given.only != "batch":
        prepare = [sys.executable, "-m", "benchmarks.inputs", str(SAMPLE), str(folder / "in")]
        documents = subprocess.run(prepare, check=True, capture_output=True, text=True).stdout.strip()
        notes.append(f"The packet: {documents} documents of the sample {SAMPLE.stem}.")
        rows += _build_rows(given.rounds, folder, notes)
        rows += _start_rows(given.rounds, folder)
    if given.only != "build":
        rows += batch_rows(given.rounds, given.agencies, folder)
    notes.append(
        f"Load of the machine at the end (1 is one processor kept busy, ours included): {os.getloadavg()[1]:.1f}"
    )
    text = page(rows, notes, max(given.rounds, 5))
    sys.stdout.write(text)
    if given.only is None:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")


def _build_rows(rounds: int, folder: Path, notes: list[str]) -> list[Row]:
    """The packet by us and by every peer that can be installed."""
    build = (*NPGS, "build", str(SAMPLE), "--quiet", "--out", "{out}")
    commands: dict[str, tuple[str, ...]] = {OURS: build, f"{OURS} --format docx": (*build, "--format", "docx")}
    commands[f"{OURS} --format pdf"] = (*build, "--format", "pdf")
    makes = {OURS: "both", f"{OURS} --format docx": "DOCX", f"{OURS} --format pdf": "PDF"}
    for peer in ready_peers(folder / "in"):
        match peer:
            case Ready():
                commands[peer.peer.name], makes[peer.peer.name] = peer.command, peer.peer.makes
                notes.append(f"{peer.peer.name}: {peer.versions}")
            case str():
                notes.append(f"Not measured: {peer}")
    found = measure(commands, max(rounds, 5), folder)
    rows = [_row(name, makes[name], figures, found[BARE], BARE) for name, figures in found.items()]
    ours = found[OURS]
    return [
        *rows,
        target("a packet, cold, to the bare stack (processor time)", ours.ratio("cpu", found[BARE])[0], 0.8),
        target("peak memory of a build, MB", ours.median("peak"), 120),
    ]


def _start_rows(rounds: int, folder: Path) -> list[Row]:
    commands = {HELP: (*NPGS, "--help"), PASS: (sys.executable, "-c", "pass")}
    found = measure(commands, max(rounds, 5) * 3, folder)
    rows = [_row(name, "", figures, found[PASS], PASS) for name, figures in found.items()]
    return [
        *rows,
        target("npgs --help to python -c pass (processor time)", found[HELP].ratio("cpu", found[PASS])[0], 5),
    ]


def _row(name: str, makes: str, figures: Figures, reference: Figures, of: str) -> Row:
    return Row(name, makes, figures, figures.ratio("wall", reference), figures.ratio("cpu", reference), of)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error}\n{(error.stderr or b'').decode()[-2000:]}")
