"""Commands come in; the wall time, processor time and peak memory of their whole processes go out, each ratio inside one round."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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


def measure(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    folder: Path,
    one_run: Callable[[Sequence[str], Path], Run] | None = None,
) -> dict[str, Figures]:
    """Each command once to warm the caches, then `rounds` times in turn, each round beginning with another one.

    ``{out}`` in a command is an empty folder of its own. Raises CalledProcessError where one fails.
    """
    take = one_run or once
    names = list(commands)
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for name in names:
        take(commands[name], folder)
    for number in range(rounds):
        at = number % len(names)
        for name in names[at:] + names[:at]:
            runs[name].append(take(commands[name], folder))
    return {name: Figures(tuple(found)) for name, found in runs.items()}


def once(command: Sequence[str], folder: Path) -> Run:
    """One process, timed from outside, with the kernel's account of it and of the children it waited for."""
    with _begun(command, folder) as (process, began):
        error = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        _refuse_failure(process, error)
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def once_with_all(command: Sequence[str], folder: Path) -> Run:
    """One command with every process of its session, looked at twenty times a second: processor time and memory of all."""
    times: dict[int, float] = {}
    peak = 0.0
    with _begun(command, folder) as (process, began):
        while process.poll() is None:
            now = list(_session(process.pid))
            times.update({id: seconds for id, seconds, _ in now})
            peak = max(peak, sum(megabytes for _, _, megabytes in now))
            time.sleep(0.05)
        wall = time.perf_counter() - began
        _refuse_failure(process, process.stderr.read() if process.stderr else b"")
    return Run(wall, sum(times.values()), peak)


def _session(session: int) -> Iterator[tuple[int, float, float]]:
    """Every process of a session: its id, its processor seconds so far, its own share of memory in megabytes."""
    tick = os.sysconf("SC_CLK_TCK")
    for path in Path("/proc").glob("[0-9]*"):
        try:
            fields = (path / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            if fields[3] != str(session):
                continue
            shares = (path / "smaps_rollup").read_text(encoding="utf-8")
        except OSError:
            continue
        share = next(int(line.split()[1]) for line in shares.splitlines() if line.startswith("Pss:"))
        yield int(path.name), (int(fields[11]) + int(fields[12])) / tick, share / 1024


@contextmanager
def _begun(command: Sequence[str], folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    out = folder / f"out-{time.monotonic_ns()}"
    out.mkdir(parents=True)
    filled = [part.replace("{out}", str(out)) for part in command]
    began = time.perf_counter()
    yield (
        subprocess.Popen(
            filled, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        ),
        began,
    )
    shutil.rmtree(out)


def _refuse_failure(process: subprocess.Popen[bytes], error: bytes) -> None:
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, stderr=error)
