"""Who makes the packets: this process, several of this computer, or a cluster. One interface, that of `concurrent.futures`."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import multiprocessing.connection
import os
import pickle
import shutil
import signal
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Protocol

from npgs_docs.batch.task import Order, Outcome, Task, make_packet
from npgs_docs.errors import Problem


class Crew(Protocol):
    """Makers of packets. Whoever began one closes it."""

    @property
    def width(self) -> int:
        """How many packets are in hand at once: enough to keep everybody busy, few enough to stay small."""

    def make(self, order: Order, task: Task) -> Future[Outcome]:
        """Begin a packet."""

    def renew(self) -> None:
        """Go on after a worker was lost."""

    def missing(self) -> Problem | None:
        """What is to be said where nobody is there to make anything."""

    def close(self, *, abandon: bool = False) -> None:
        """Let everybody go; `abandon` does not wait for what is in hand."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def local_crew(jobs: int, desk: Path) -> Crew:
    """This process where one job is asked for, else several that hand work over in the folder `desk`."""
    return _Alone() if jobs == 1 else _Processes(jobs, desk)


class _Alone:
    """This process makes each packet at once."""

    width = 1

    def make(self, order: Order, task: Task) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        future.set_result(make_packet(order, task))
        return future

    def renew(self) -> None:
        """Nobody can be lost."""

    def missing(self) -> None:
        """Nobody can be missing."""

    def close(self, *, abandon: bool = False) -> None:
        """Nobody is kept."""


MOST_ON_WINDOWS = 61
"""Processes that one there can wait for."""


class _Processes:
    """Processes of this computer. Work goes to and fro in files, and only their names through the executor's pipes:
    a process that is killed in the middle of a long message would leave the other end waiting for the rest."""

    def __init__(self, jobs: int, desk: Path) -> None:
        self._jobs = min(jobs, MOST_ON_WINDOWS) if sys.platform == "win32" else jobs
        self.width = self._jobs + 1
        self._executor = _executor(self._jobs)
        self._desk = desk
        self._numbers = itertools.count()

    def make(self, order: Order, task: Task) -> Future[Outcome]:
        self._desk.mkdir(parents=True, exist_ok=True)
        path = self._desk / str(next(self._numbers))
        path.write_bytes(pickle.dumps((order, task)))
        outcome: Future[Outcome] = Future()
        self._executor.submit(_make_from, str(path)).add_done_callback(lambda done: _hand_over(done, path, outcome))
        return outcome

    def renew(self) -> None:
        self._executor.shutdown(wait=True)
        self._executor = _executor(self._jobs)

    def missing(self) -> None:
        """A process that is lost is told by its work."""

    def close(self, *, abandon: bool = False) -> None:
        self._executor.shutdown(wait=True, cancel_futures=abandon)
        shutil.rmtree(self._desk, ignore_errors=True)


def _make_from(path: str) -> None:
    """In a worker: the outcome of the task in a file, put into the same file. Nothing of it stays behind."""
    order, task = pickle.loads(Path(path).read_bytes())
    Path(path).write_bytes(pickle.dumps(make_packet(order, task)))
    del order, task
    gc.collect()


def _hand_over(done: Future[None], path: Path, outcome: Future[Outcome]) -> None:
    """The outcome from its file, or what became of the worker."""
    try:
        done.result()
        made: Outcome = pickle.loads(path.read_bytes())
    except BaseException as error:  # CancelledError is one, and whoever waits must be told of any
        outcome.set_exception(error)
    else:
        outcome.set_result(made)
    finally:
        path.unlink(missing_ok=True)


def _executor(jobs: int) -> ProcessPoolExecutor:
    """Processes that hold nothing of this one. On Linux they are copies of one that has read program and content."""
    method = "forkserver" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["npgs_docs.batch.warm"])
    return ProcessPoolExecutor(jobs, context, _begin_worker, gc.get_threshold())


def _begin_worker(*collections: int) -> None:
    """Leave Ctrl-C and a closed terminal to the parent, and end when the parent has ended, however it did; collect circles
    as rarely as it, and never in what was there before the first packet."""
    gc.set_threshold(*collections)
    gc.freeze()
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
