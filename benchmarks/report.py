"""Measured rows come in, the page of results goes out: figures, targets, the machine, the versions."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from benchmarks.measure import Figures, Measured

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


def target(name: str, found: float | None, bound: float, *, at_least: bool = False) -> Row:
    """A target and whether it is met; `found` is None where it could not be measured."""
    word = "at least" if at_least else "at most"
    if found is None:
        return Row(name, f"- | {word} {bound:g} | not measured")
    met = found >= bound if at_least else found <= bound
    return Row(name, f"{found:.2f} | {word} {bound:g} | {'met' if met else '**missed**'}")


def beyond(name: str, found: float | None) -> Row:
    """A figure that no target is held against, because the others do less; told beside the targets all the same."""
    return Row(name, f"{'-' if found is None else f'{found:.2f}'} | none: the others neither compose nor read back | ")


def rows_of(measured: Measured, makes: Mapping[str, str], reference: str) -> list[Row]:
    """Every entry with its ratios to one of them; without ratios where that one could not be measured."""
    of = measured.figures.get(reference)
    return [
        Row(name, makes.get(name, ""), figures, figures.ratio("wall", of), figures.ratio("cpu", of), reference)
        if of
        else Row(name, makes.get(name, ""), figures)
        for name, figures in measured.figures.items()
    ]


def times(measured: Measured, one: str, other: str) -> float | None:
    """How many times the processor time of `other` that of `one` is; None where either could not be measured."""
    figures = measured.figures
    return figures[one].ratio("cpu", figures[other])[0] if one in figures and other in figures else None


def page(rows: Iterable[Row], notes: Iterable[str], rounds: int) -> str:
    everything = list(rows)
    return "\n".join(
        [
            "# How fast, how large",
            "",
            f"Measured by `make bench`. Figures are medians of {rounds} rounds after one that does not count, unless the note "
            "on a line says fewer. Within a round all take their turn, and ratios are taken inside a round, with their least "
            "and greatest. **Cold** is a whole process from start to end, **warm** one process that goes on to the next "
            "packet. Times depend on the machine and on what else it does; ratios of processor time far less, and targets "
            "are held against them. Python keeps its compiled code, as it does for users.",
            "",
            "Every stack writes the same words. The others start from templates that are filled already, draw no form fields, "
            "and are not asked to check anything. `npgs build` composes, tags, writes and reads back for all of it; where ours "
            "is said to be *written*, the documents are composed already and not read back, as with the others. Python's "
            "collector of circles waits longer in ours; the others are left as their users run them, and LibreOffice starts "
            "anew for each packet.",
            "",
            *_targets(everything),
            "",
            *_measured(everything),
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
            ratios = f"{_ratio(row.wall)} | {_ratio(row.cpu)}" if row.of else " | "
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
