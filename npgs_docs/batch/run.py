"""A checked roster comes in; packets stand in the output folder, each whole, and a report of the run goes out."""

from __future__ import annotations

import errno
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock, Timeout

from npgs_docs.batch.check import Agency, Checked, Failure, task_of
from npgs_docs.batch.crew import Crew
from npgs_docs.batch.journal import JOURNAL, Record, add_to_journal, read_journal, write_journal
from npgs_docs.batch.proof import TABLE, manifest_files
from npgs_docs.batch.roster import Roster
from npgs_docs.batch.shelf import WORK, Shelf
from npgs_docs.batch.task import Made, Order, Outcome, Unmade
from npgs_docs.errors import NpgsError, OutputError, Problem
from npgs_docs.output import MANIFEST, Saved, read_manifest, unwritable, write_file

_WHOLE_RUN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""Faults of the disk that every other packet would meet as well."""


@dataclass(frozen=True, slots=True)
class Step:
    """One agency is done: its name, how many are done of how many, and what became of it."""

    name: str
    done: int
    total: int
    files: int
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Report:
    """What a run did. `unchanged` were there already, `removed` are files that it no longer makes; `stopped` says why the
    run ended before its end."""

    made: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    kept: list[Saved] = field(default_factory=list)
    removed: int = 0
    strangers: tuple[str, ...] = ()
    stopped: Problem | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a run needs. `resume` makes only what is missing or changed."""

    roster: Roster
    checked: Checked
    order: Order
    shelf: Shelf
    resume: bool = False
    watch: Callable[[Step], None] = lambda step: None


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the output folder for one run. Raises OutputError where another has it, or it cannot be written."""
    try:
        (folder / WORK).mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / WORK / "lock", timeout=0)
        lock.acquire()
    except Timeout:
        hint = "Wait until it is done, or choose another folder with --out."
        raise OutputError([Problem("locked-folder", f"another run is writing into {folder}", hint=hint)]) from None
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        yield
    finally:
        lock.release()


def run_batch(plan: Plan, crew: Crew) -> Report:
    """Make every packet of the plan. The caller holds the folder (`alone`) and closes the crew.

    Raises OutputError where the folder cannot be written at the start; later faults are told in the report.
    """
    folder = plan.shelf.folder
    try:
        plan.shelf.open()
        records = _records_kept(plan)
        _begin(folder, records.values())
    except OSError as error:
        raise unwritable(folder, error) from None
    report = Report(unchanged=len(records), failures=list(plan.checked.failures), strangers=_strangers(plan))
    try:
        _Run(plan, crew, report, records).work()
    finally:
        with suppress(OSError):
            plan.shelf.settle()
    if report.stopped is None:
        _finish(plan, report, records)
    return report


def _records_kept(plan: Plan) -> dict[str, Record]:
    """What need not be made again: same ingredients, and every file as it was made."""
    if not plan.resume:
        return {}
    before = read_journal(plan.shelf.folder)
    found = ((one, before.get(one.folder)) for one in plan.checked.agencies)
    return {
        one.folder: record
        for one, record in found
        if record and record["digest"] == one.digest and plan.shelf.holds(record)
    }


def whole_packets(plan: Plan) -> int:
    """How many packets of the plan stand in their places, as the journal on the disk has them."""
    there = read_journal(plan.shelf.folder)
    return sum(there.get(one.folder, {}).get("digest") == one.digest for one in plan.checked.agencies)


def _begin(folder: Path, records: Iterable[Record]) -> None:
    """What the last run proved is no longer true from here on."""
    write_journal(folder, records)
    for name in (MANIFEST, TABLE):
        (folder / name).unlink(missing_ok=True)


def _finish(plan: Plan, report: Report, records: dict[str, Record]) -> None:
    """The journal in the roster's order, and the manifests: the same bytes however often the run was stopped."""
    folder = plan.shelf.folder
    report.failures.sort(key=lambda failure: failure.at)
    ordered = [records[one.folder] for one in plan.checked.agencies if one.folder in records]
    try:
        write_journal(folder, ordered)
        for name, data in manifest_files(plan.order, ordered, report.failures).items():
            write_file(folder / WORK / name, data)
            (folder / WORK / name).replace(folder / name)
    except OSError as error:
        report.stopped = _disk_problem(folder, error)


def _strangers(plan: Plan) -> tuple[str, ...]:
    """Packets in the folder that the roster does not name."""
    ours = {one.folder for one in plan.checked.agencies}
    there = (path for path in sorted(plan.shelf.folder.iterdir()) if path.is_dir() and path.name not in {*ours, WORK})
    return tuple(path.name for path in there if read_manifest(path))


def _disk_problem(folder: Path, error: OSError) -> Problem:
    free = shutil.disk_usage(folder).free if folder.exists() else 0
    reason = "the disk is full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else error.strerror or str(error)
    hint = f"Every packet made so far is whole and in {JOURNAL}. Mend this, then type the same command with --resume."
    return Problem("unwritable", f"{folder} cannot be written: {reason} ({free:,} bytes are free)", hint=hint)


class _Run:
    """The work itself: keeps the crew busy, shelves what comes back, and goes on after losses."""

    def __init__(self, plan: Plan, crew: Crew, report: Report, records: dict[str, Record]) -> None:
        self.plan, self.crew, self.report, self.records = plan, crew, report, records
        todo = [one for one in plan.checked.agencies if one.folder not in records]
        self.total, self.done = len(todo), 0
        self.waiting = deque(todo)
        self.careful: deque[Agency] = deque()
        self.tried_alone: set[str] = set()
        self.in_hand: dict[Future[Outcome], Agency] = {}

    def work(self) -> None:
        while self.report.stopped is None and (self.waiting or self.careful or self.in_hand):
            self._begin_some()
            finished, _ = wait(self.in_hand, return_when=FIRST_COMPLETED)
            for future in finished:
                if self.report.stopped is None and future in self.in_hand:
                    self._take(future)

    def _begin_some(self) -> None:
        """What was in hand when a process was lost is made alone, so that the one at fault is known."""
        if self.careful:
            if not self.in_hand:
                self._begin(self.careful.popleft())
            return
        while self.waiting and len(self.in_hand) < self.crew.width:
            self._begin(self.waiting.popleft())

    def _begin(self, agency: Agency) -> None:
        try:
            self.in_hand[self.crew.make(self.plan.order, task_of(self.plan.roster, agency))] = agency
        except NpgsError as error:
            self._failed(agency, error.problems)
        except BrokenExecutor:
            self.careful.append(agency)
            self._renew()
        except OSError as error:
            self.report.stopped = _disk_problem(self.plan.shelf.folder, error)

    def _take(self, future: Future[Outcome]) -> None:
        alone = len(self.in_hand) == 1
        agency = self.in_hand.pop(future)
        try:
            outcome = future.result()
        except BrokenExecutor:
            self._lost(agency, alone)
        except CancelledError:
            hint = "Look at the cluster, then type the same command with --resume."
            self.report.stopped = Problem("cluster", "the cluster gave the work back unmade", hint=hint)
        except OSError as error:
            self.report.stopped = _disk_problem(self.plan.shelf.folder, error)
        except Exception as error:  # a cluster's own: it gave a packet up after several workers were lost with it
            message = f"the workers that were to make it were lost ({type(error).__name__})"
            self._failed(agency, (Problem("lost", message, hint="Try it again with --resume."),))
        else:
            self._done(agency, outcome)

    def _lost(self, agency: Agency, alone: bool) -> None:
        if alone and agency.folder in self.tried_alone:
            message = "the process that was making it ended without a word; perhaps memory ran out"
            self._failed(agency, (Problem("lost", message, hint="Try it again with --resume and fewer --jobs."),))
        else:
            self.careful.append(agency)
        if alone:
            self.tried_alone.add(agency.folder)
        self._renew()

    def _renew(self) -> None:
        self.careful.extend(self.in_hand.values())
        self.in_hand.clear()
        self.crew.renew()

    # --- what came of it ------------------------------------------------------------------------------------------

    def _done(self, agency: Agency, outcome: Outcome) -> None:
        match outcome:
            case Unmade():
                self._failed(agency, outcome.problems)
            case Made():
                self._shelve(agency, outcome)

    def _shelve(self, agency: Agency, made: Made) -> None:
        folder = self.plan.shelf.folder
        try:
            shelved = self.plan.shelf.put(made, partial=self.plan.order.partial)
            add_to_journal(folder, shelved.record)
        except OutputError as error:
            self._failed(agency, error.problems)
        except OSError as error:
            self._disk_fault(agency, error)
        else:
            self.records[agency.folder] = shelved.record
            self.report.kept.extend(shelved.kept)
            self.report.removed += shelved.removed
            self.report.made += 1
            self._step(agency, len(made.files))

    def _disk_fault(self, agency: Agency, error: OSError) -> None:
        """A fault of this packet's folder is its own; one that all would meet ends the run."""
        folder = self.plan.shelf.folder
        if error.errno in _WHOLE_RUN or not _writable(folder):
            self.report.stopped = _disk_problem(folder, error)
            return
        hint = "Close its files in other programs, and make its folder writable."
        message = f"its folder cannot be written: {error.strerror or error}"
        self._failed(agency, (Problem("unwritable", message, hint=hint),))

    def _failed(self, agency: Agency, problems: tuple[Problem, ...]) -> None:
        self.report.failures.append(Failure(agency.name, problems, agency.at))
        self._step(agency, 0, problems)

    def _step(self, agency: Agency, files: int, problems: tuple[Problem, ...] = ()) -> None:
        self.done += 1
        self.plan.watch(Step(agency.name, self.done, self.total, files, problems))


def _writable(folder: Path) -> bool:
    """Whether a file can still be made in the folder and beside it."""
    try:
        for place in (folder, folder / WORK):
            write_file(place / ".try", b"")
            (place / ".try").unlink()
    except OSError:
        return False
    return True
