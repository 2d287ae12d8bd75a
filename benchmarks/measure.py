"""Commands come in; the wall time, processor time and peak memory of their whole processes go out, each ratio inside one round."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

_WARM = Path(__file__).parent / "warm.py"
_AS_USUAL = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Every stack may keep its compiled code, as it does on its users' machines."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process with its children: seconds on the clock, seconds of processors, megabytes of the largest process.

    `handles` are the files that a warm process still holds open.
    """

    wall: float
    cpu: float
    peak: float
    handles: int = 0


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


Take: TypeAlias = Callable[[], Run]
"""Does one thing once."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures by name; `lost` says which could not be measured, and why."""

    figures: Mapping[str, Figures]
    lost: Mapping[str, str]


def measure(things: Mapping[str, Take], rounds: int) -> Measured:
    """Each thing once to warm the caches, then `rounds` times in turn, each round beginning with another one.

    What fails is left out from there on and told; the others go on.
    """
    runs: dict[str, list[Run]] = {name: [] for name in things}
    lost: dict[str, str] = {}
    for number in range(rounds + 1):
        names = [name for name in things if name not in lost]
        at = number % max(len(names), 1)
        for name in names[at:] + names[:at]:
            try:
                runs[name].append(things[name]())
            except (OSError, subprocess.CalledProcessError) as error:
                lost[name] = _reason(error)
    return Measured({name: Figures(tuple(found[1:])) for name, found in runs.items() if name not in lost}, lost)


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    said = getattr(error, "stderr", None) or b""
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else str(error)


@contextmanager
def warm(commands: Mapping[str, Sequence[str]], folder: Path) -> Iterator[dict[str, Take]]:
    """Each stack (the Python that runs it, its script, its arguments) in a process of its own, kept from round to round."""
    processes: dict[str, subprocess.Popen[str]] = {}
    for name, (python, *script) in commands.items():
        out = tempfile.mkdtemp(prefix="warm-", dir=folder)
        given = [python, str(_WARM), *(part.replace("{out}", out) for part in script)]
        processes[name] = subprocess.Popen(
            given, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_AS_USUAL
        )
    try:
        yield {name: partial(_round, process) for name, process in processes.items()}
    finally:
        for process in processes.values():
            process.kill()
            process.communicate()


def _round(process: subprocess.Popen[str]) -> Run:
    if process.stdin is None or process.stdout is None:
        raise OSError("its process cannot be spoken to")
    process.stdin.write("\n")
    process.stdin.flush()
    told = process.stdout.readline()
    if not told:
        raise OSError("its process ended; what it said is above")
    return Run(**json.loads(told))


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
            filled,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env=_AS_USUAL,
        ),
        began,
    )
    shutil.rmtree(out)


def _refuse_failure(process: subprocess.Popen[bytes], error: bytes) -> None:
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args, stderr=error)
