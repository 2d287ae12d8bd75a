"""Commands come in; the wall time, processor time and peak memory of their whole processes go out, each ratio inside one round."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One process with its children: seconds on the clock, seconds of processors, megabytes of the largest process."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rounds of one entry came to."""

    runs: tuple[Run, ...]

    def median(self, what: str) -> float:
        return statistics.median(getattr(run, what) for run in self.runs)

    def ratio(self, what: str, other: Figures) -> tuple[float, float, float]:
        """Median, least and greatest ratio to `other`, taken pair by pair inside a round."""
        pairs = [getattr(a, what) / getattr(b, what) for a, b in zip(self.runs, other.runs, strict=True)]
        return statistics.median(pairs), min(pairs), max(pairs)


def measure(commands: Mapping[str, Sequence[str]], rounds: int, folder: Path) -> dict[str, Figures]:
    """Each command once to warm the caches, then `rounds` times in turn, each round beginning with another one.

    ``{out}`` in a command is an empty folder of its own. Raises CalledProcessError where one fails.
    """
    names = list(commands)
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for name in names:
        once(commands[name], folder)
    for number in range(rounds):
        at = number % len(names)
        for name in names[at:] + names[:at]:
            runs[name].append(once(commands[name], folder))
    return {name: Figures(tuple(found)) for name, found in runs.items()}


def once(command: Sequence[str], folder: Path) -> Run:
    """One run, timed from outside, with the kernel's account of it."""
    out = folder / f"out-{time.monotonic_ns()}"
    out.mkdir(parents=True)
    filled = [part.replace("{out}", str(out)) for part in command]
    began = time.perf_counter()
    process = subprocess.Popen(filled, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, filled, stderr=error)
    subprocess.run(["rm", "-rf", str(out)], check=True)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
