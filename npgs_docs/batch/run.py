"""A checked roster comes in; packets stand in the output folder, each whole, and a report of the run goes out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from npgs_docs.batch.check import Agency, Checked, Failure, task_of
from npgs_docs.batch.crew import Crew
from npgs_docs.batch.faults import disk_problem, meets_all
from npgs_docs.batch.journal import Journal
from npgs_docs.batch.proof import TABLE, Proof, write_manifests
from npgs_docs.batch.roster import Roster
from npgs_docs.batch.shelf import WORK, Shelf
from npgs_docs.batch.task import Made, Order, Outcome, Unmade
from npgs_docs.errors import NpgsError, OutputError, Problem, Severity
from npgs_docs.output import MANIFEST, Saved, unwritable

PATIENCE = 15
"""Seconds to wait for a packet before somebody looks whether anybody makes it."""
LONGEST_WAIT = 20
"""How many times `PATIENCE` a run waits for a maker to come back."""


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
    run ended before its end. Packets that it left alone are `strangers`, which the roster does not name, or `stale`: their
    agency could not be made this time."""

    made: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    kept: list[Saved] = field(default_factory=list)
    removed: int = 0
    strangers: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    stopped: Problem | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a run needs. `resume` makes only what is missing or changed.

    `watch` is called for every agency that is done, `held` for every packet that need not be made again, `tell` with what the
    user should know at once.
    """

    roster: Roster
    checked: Checked
    order: Order
    shelf: Shelf
    resume: bool = False
    watch: Callable[[Step], None] = lambda step: None
    held: Callable[[], None] = lambda: None
    tell: Callable[[Problem], None] = lambda problem: None


def run_batch(plan: Plan, crew: Crew) -> Report:
    """Make every packet of the plan. The caller holds the folder (`alone`) and closes the crew.

    Raises OutputError where the folder cannot be written at the start; later faults are told in the report.
    """
    folder = plan.shelf.folder
    try:
        plan.shelf.open()
        journal = Journal(folder, folder / WORK)
        there = _there(plan, journal)
        _take_proof_back(folder, journal, there)
        report = Report(unchanged=len(there), failures=list(plan.checked.failures), strangers=_strangers(plan))
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        _Run(plan, crew, report, journal, there).work()
    finally:
        with suppress(OSError):
            plan.shelf.settle()
    if report.stopped is None:
        _finish(plan, report, journal, there)
    return report


def _there(plan: Plan, journal: Journal) -> set[str]:
    """The folders of packets that need not be made again: same ingredients, and every file as it was made."""
    if not plan.resume:
        return set()
    there = set()
    for one in plan.checked.agencies:
        line = journal.last(one.folder)
        if line and line.digest == one.digest and plan.shelf.holds(line):
            there.add(one.folder)
            plan.held()
    return there


def _take_proof_back(folder: Path, journal: Journal, there: set[str]) -> None:
    """What the last run proved is no longer true from here on."""
    for name in (MANIFEST, TABLE):
        (folder / name).unlink(missing_ok=True)
    journal.begin(there)


def _finish(plan: Plan, report: Report, journal: Journal, there: set[str]) -> None:
    """The journal in the roster's order, and the manifests: the same bytes however often the run was stopped."""
    folder = plan.shelf.folder
    report.failures.sort(key=lambda failure: failure.at)
    ours = [one.folder for one in plan.checked.agencies if one.folder in there]
    try:
        journal.keep(ours)
        left = tuple(plan.shelf.packets(there))
        report.stale = tuple(name for name in left if name not in report.strangers)
        proof = Proof(plan.checked.made_from, lambda: journal.lines(ours), tuple(report.failures), left)
        write_manifests(proof, folder, folder / WORK)
    except OSError as error:
        report.stopped = disk_problem(folder, error)


def _strangers(plan: Plan) -> tuple[str, ...]:
    """Packets in the folder that the roster does not name."""
    ours = {one.folder for one in plan.checked.agencies} | {one.folder for one in plan.checked.failures}
    return tuple(plan.shelf.packets(ours))


class _Run:
    """The work itself: keeps the crew busy, shelves what comes back, and goes on after losses."""

    def __init__(self, plan: Plan, crew: Crew, report: Report, journal: Journal, there: set[str]) -> None:
        self.plan, self.crew, self.report, self.journal, self.there = plan, crew, report, journal, there
        todo = [one for one in plan.checked.agencies if one.folder not in there]
        self.total, self.done = len(todo), 0
        self.waiting = deque(todo)
        self.careful: deque[Agency] = deque()
        self.tried_alone: set[str] = set()
        self.in_hand: dict[Future[Outcome], Agency] = {}
        self.idle = 0

    def work(self) -> None:
        while self.report.stopped is None and (self.waiting or self.careful or self.in_hand):
            self._begin_some()
            finished, _ = wait(self.in_hand, PATIENCE, FIRST_COMPLETED)
            self._look_for_makers(bool(finished))
            for future in finished:
                if self.report.stopped is None and future in self.in_hand:
                    self._take(future)

    def _look_for_makers(self, busy: bool) -> None:
        """Where nothing comes and nobody is there to make it, say so once, and do not wait for ever."""
        missing = None if busy or not self.in_hand else self.crew.missing()
        self.idle = self.idle + 1 if missing else 0
        if missing is None:
            return
        if self.idle == 1:
            hint = f"{missing.hint}. Packets wait for it. Ctrl-C ends the run, --resume goes on."
            self.plan.tell(replace(missing, hint=hint, severity=Severity.WARNING))
        if self.idle > LONGEST_WAIT:
            hint = f"{missing.hint}. Then type the same command with --resume."
            self.report.stopped = replace(missing, hint=hint)

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
            self.report.stopped = disk_problem(self.plan.shelf.folder, error)

    def _take(self, future: Future[Outcome]) -> None:
        by_itself = len(self.in_hand) == 1
        agency = self.in_hand.pop(future)
        try:
            outcome = future.result()
        except BrokenExecutor:
            self._lost(agency, by_itself)
        except CancelledError:
            hint = "Look at the cluster, then type the same command with --resume."
            self.report.stopped = Problem("cluster", "the cluster gave the work back unmade", hint=hint)
        except OSError as error:
            self.report.stopped = disk_problem(self.plan.shelf.folder, error)
        except Exception as error:  # a cluster's own: it gave a packet up after several workers were lost with it
            message = f"the workers that were to make it were lost ({type(error).__name__})"
            self._failed(agency, (Problem("lost", message, hint="Try it again with --resume."),))
        else:
            self._done(agency, outcome)

    def _lost(self, agency: Agency, by_itself: bool) -> None:
        if by_itself and agency.folder in self.tried_alone:
            message = "the process that was making it ended without a word; perhaps memory ran out"
            self._failed(agency, (Problem("lost", message, hint="Try it again with --resume and fewer --jobs."),))
        else:
            self.careful.append(agency)
        if by_itself:
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
        try:
            shelved = self.plan.shelf.put(made, partial=self.plan.order.partial)
            self.journal.add(shelved.record)
        except OutputError as error:
            self._failed(agency, error.problems)
        except OSError as error:
            self._disk_fault(agency, error)
        else:
            self.there.add(agency.folder)
            self.report.kept.extend(shelved.kept)
            self.report.removed += shelved.removed
            self.report.made += 1
            self._step(agency, len(made.files))

    def _disk_fault(self, agency: Agency, error: OSError) -> None:
        """A fault of this packet's folder is its own; one that all would meet ends the run."""
        folder = self.plan.shelf.folder
        if meets_all(folder, error):
            self.report.stopped = disk_problem(folder, error)
            return
        hint = "Close its files in other programs, and make its folder writable."
        message = f"its folder cannot be written: {error.strerror or error}"
        self._failed(agency, (Problem("unwritable", message, hint=hint),))

    def _failed(self, agency: Agency, problems: tuple[Problem, ...]) -> None:
        self.report.failures.append(Failure(agency.name, problems, agency.at, agency.folder))
        self._step(agency, 0, problems)

    def _step(self, agency: Agency, files: int, problems: tuple[Problem, ...] = ()) -> None:
        self.done += 1
        self.plan.watch(Step(agency.name, self.done, self.total, files, problems))
