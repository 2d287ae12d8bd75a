"""A Dask cluster as a crew: tasks travel to its workers as data, packets come back as bytes. The one door to Dask."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from npgs_docs.batch.crew import Crew
from npgs_docs.batch.task import Order, Outcome, Task, make_packet
from npgs_docs.errors import InputError, Problem

PATIENCE = 15
"""Seconds to wait for a scheduler to answer, and for its first worker."""
RETRIES = 3
"""How often a packet is begun again after the worker that had it was lost."""


def cluster_crew(address: str) -> Crew:
    """The crew of the scheduler at ``tcp://host:8786``. Raises InputError where there is none, or Dask is not there."""
    try:
        from distributed import Client
    except ImportError:
        hint = "Install it with: pip install 'npgs-docs[dask]'"
        raise InputError([Problem("dask", "--dask needs Dask, which is not installed", hint=hint)]) from None
    try:
        client: Any = Client(  # type: ignore[no-untyped-call, unused-ignore]
            address, timeout=PATIENCE, set_as_default=False
        )
    except (OSError, TimeoutError, ValueError) as error:
        hint = "Type the address that the scheduler printed, for example tcp://10.0.0.5:8786."
        message = f"no Dask scheduler answers at {address} ({type(error).__name__})"
        raise InputError([Problem("dask", message, hint=hint)]) from None
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        client.close()
        raise InputError([_no_worker(address)]) from None
    return _Cluster(client, address)


def _no_worker(address: str) -> Problem:
    hint = f"Start one on any computer that can reach the scheduler: dask worker {address}"
    return Problem("dask", f"no worker is at the Dask scheduler {address}", hint=hint)


class _Cluster:
    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._executor = client.get_executor(pure=False, retries=RETRIES)
        self._sent: tuple[Order, Order] | None = None

    @property
    def width(self) -> int:
        """Two for every thread of the workers there are now; workers may come and go."""
        threads: int = sum(self._client.nthreads().values())
        return max(2, 2 * threads)

    def make(self, order: Order, task: Task) -> Future[Outcome]:
        future: Future[Outcome] = self._executor.submit(make_packet, self._packed(order), task.packed())
        return future

    def _packed(self, order: Order) -> Order:
        """The order with its files as data, packed once."""
        if self._sent is None or self._sent[0] is not order:
            self._sent = order, replace(order, layers=order.layers.packed())
        return self._sent[1]

    def renew(self) -> None:
        """The scheduler gives lost work to other workers by itself."""

    def missing(self) -> Problem | None:
        try:
            return None if self._client.nthreads() else _no_worker(self._address)
        except (OSError, TimeoutError):  # the scheduler is busy or gone; what it had in hand tells which
            return None

    def close(self, *, abandon: bool = False) -> None:
        self._executor.shutdown(wait=not abandon)
        self._client.close()
