"""Measured rows come in, the page of results goes out: figures, targets, the machine, the versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Figures

Ratio = tuple[float, float, float]
OWN = ("python-docx", "reportlab", "jinja2", "pydantic", "lxml")


@dataclass(frozen=True, slots=True)
class Row:
    """One measured entry, or (without figures) a target that was met or missed."""

    name: str
    makes: str
    figures: Figures | None = None
    wall: Ratio = (0, 0, 0)
    cpu: Ratio = (0, 0, 0)
    of: str = ""


def target(name: str, found: float, bound: float, *, at_least: bool = False) -> Row:
    met = found >= bound if at_least else found <= bound
    word = "at least" if at_least else "at most"
    return Row(name, f"{found:.2f} | {word} {bound:g} | {'met' if met else '**missed**'}")


def page(rows: Iterable[Row], notes: Iterable[str], rounds: int) -> str:
    everything = list(rows)
    return "\n".join(
        [
            "# How fast, how large",
            "",
            "Measured by `make bench`: whole processes from start to end, each with its cold start, in turn within each "
            f"round, after one round that does not count. Figures are medians of at least {rounds} rounds unless the long batch, which "
            "has three; ratios are taken inside a round, with their least and greatest. Times depend on the machine and on "
            "what else it does; ratios far less.",
            "",
            "Every stack writes the same words. The others start from templates that are filled already, draw no form fields, "
            "and are not asked to check anything; ours composes, checks, tags and signs for all of it.",
            "",
            *_measured(everything),
            "",
            *_targets(everything),
            "",
            *_machine(),
            *(f"- {note}" for note in notes),
            "",
        ]
    )


def _measured(rows: list[Row]) -> Iterator[str]:
    yield "| what | makes | wall s | processor s | peak MB | x wall | x processor | of |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for row in rows:
        if row.figures:
            wall, cpu, peak = (row.figures.median(what) for what in ("wall", "cpu", "peak"))
            ratios = f"{_ratio(row.wall)} | {_ratio(row.cpu)}"
            yield f"| {row.name} | {row.makes} | {wall:.2f} | {cpu:.2f} | {peak:.0f} | {ratios} | {row.of} |"


def _ratio(ratio: Ratio) -> str:
    return f"{ratio[0]:.2f} ({ratio[1]:.2f} to {ratio[2]:.2f})"


def _targets(rows: list[Row]) -> Iterator[str]:
    yield "| target | found | bound | |"
    yield "| --- | --- | --- | --- |"
    for row in rows:
        if not row.figures:
            yield f"| {row.name} | {row.makes} |"


def _machine() -> Iterator[str]:
    yield "The machine and the versions:"
    yield ""
    yield f"- {platform.system()} {platform.machine()}, {_processor()}, {len(os.sched_getaffinity(0))} processors, {_memory()}"
    yield f"- Python {platform.python_version()}; {', '.join(f'{name} {version(name)}' for name in OWN)}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "processor not named"
    )


def _memory() -> str:
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB of memory"
