"""Who makes the packets: this process, several of this computer, or a cluster. One interface, that of `concurrent.futures`."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import ParamSpec, Protocol, TypeVar

from npgs_docs.batch.task import Order, Outcome, Task, make_packet

P = ParamSpec("P")
T = TypeVar("T")


class Crew(Protocol):
    """Makers of packets. Whoever began one closes it."""

    @property
    def width(self) -> int:
        """How many packets are in hand at once: enough to keep everybody busy, few enough to stay small."""

    def make(self, order: Order, task: Task) -> Future[Outcome]:
        """Begin a packet."""

    def renew(self) -> None:
        """Go on after a worker was lost."""

    def close(self, *, abandon: bool = False) -> None:
        """Let everybody go; `abandon` does not wait for what is in hand."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def local_crew(jobs: int) -> Crew:
    return _Pool(lambda: _Here() if jobs == 1 else _processes(jobs), 1 if jobs == 1 else jobs + 1)


class _Pool:
    """Any executor of this computer."""

    def __init__(self, begin: Callable[[], Executor], width: int) -> None:
        self._begin, self._width = begin, width
        self._executor = begin()

    @property
    def width(self) -> int:
        return self._width

    def make(self, order: Order, task: Task) -> Future[Outcome]:
        return self._executor.submit(make_packet, order, task)

    def renew(self) -> None:
        self._executor.shutdown(wait=True)
        self._executor = self._begin()

    def close(self, *, abandon: bool = False) -> None:
        self._executor.shutdown(wait=not abandon, cancel_futures=abandon)


class _Here(Executor):
    """Makes each packet at once, in this process."""

    def submit(self, work: Callable[P, T], /, *arguments: P.args, **keywords: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(work(*arguments, **keywords))
        except Exception as error:
            future.set_exception(error)
        return future


def _processes(jobs: int) -> ProcessPoolExecutor:
    """Processes that hold nothing of this one. On Linux they are copies of one that has read program and content."""
    method = "forkserver" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["npgs_docs.batch.warm"])
    return ProcessPoolExecutor(jobs, context, _begin_worker)


def _begin_worker() -> None:
    """Leave Ctrl-C to the parent, and end when the parent has ended, however it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
