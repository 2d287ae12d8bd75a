"""``npgs batch``: a packet for every agency of a roster, and the proof of what was made."""

from __future__ import annotations

import datetime
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from npgs_docs.batch.check import Checked, Failure, check
from npgs_docs.batch.crew import Crew, local_crew, processors
from npgs_docs.batch.holding import alone
from npgs_docs.batch.proof import TABLE
from npgs_docs.batch.roster import Roster, read_roster
from npgs_docs.batch.run import Plan, Report, Step, run_batch, whole_packets
from npgs_docs.batch.shelf import Shelf
from npgs_docs.batch.task import BUG, Order
from npgs_docs.batch.travel import Layers
from npgs_docs.cli.options import FILE, FOLDER, base_of, beside, date_of_files, day_of, layer_options, look_options
from npgs_docs.cli.voice import going_on
from npgs_docs.cli.words import called, counted
from npgs_docs.drafting import Status
from npgs_docs.errors import Problem
from npgs_docs.render import PACKET_FORMATS, Format
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Edition, Paper

MANY = 200
"""From so many rows on, the check itself has a bar."""


@click.command("batch")
@click.argument("roster", type=click.Path(path_type=Path))
@click.option("--out", type=FOLDER, required=True, help="The folder of this run; each agency gets a folder in it.")
@click.option("--base", type=FILE, help="The profile that all agencies share; a roster's own values stand before it.")
@click.option("--sheet", metavar="NAME", help="The sheet of an XLSX roster, where several hold something.")
@click.option("--resume", is_flag=True, help="Make only what is missing or changed.")
@click.option("--check", "only_check", is_flag=True, help="Say what is wrong with the roster; make nothing.")
@click.option("--zip", "zipped", is_flag=True, help="Put each packet into a ZIP file as well.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes work at once.  [default: one a processor]")
@click.option("--dask", metavar="ADDRESS", help="Work on the Dask cluster whose scheduler has this address.")
@click.option("--only", multiple=True, metavar="DOCUMENT", help="Only this document; may be repeated.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([one.value for one in PACKET_FORMATS]),
    help="Only this format; may be repeated. Only postings come as more than docx and pdf.",
)
@click.option("--force", is_flag=True, help="Overwrite files that were edited since they were made.")
@click.option(
    "--date", "day", metavar="YYYY-MM-DD", help="The day that the checks hold dates against; --status final needs it."
)
@click.option(
    "--checks/--no-checks",
    default=True,
    help="Note in the manifests what the checks find in each packet.  [default: on]",
)
@look_options
@layer_options
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@going_on()
def command(roster: Path, out: Path, base: Path | None, sheet: str | None, **options: Any) -> int:
    """Write a packet for every agency of ROSTER into OUT/<agency>/.

    ROSTER is a CSV or XLSX file whose columns are keys of a profile (organization.legal_name, ...), or a folder of
    profiles. The whole roster is checked first. An agency with a problem gets no packet; all others do. A run that was
    stopped goes on with --resume. With --only or --format, the other files of each packet stay as they are.
    """
    if options["dask"] and options["jobs"]:
        raise click.UsageError("give --jobs or --dask, not both")
    tell = _Teller(quiet=options["quiet"])
    read = read_roster(roster, base, sheet)
    tell.problems(read.notes)
    order = _order(base or roster, options)
    shelf = Shelf(out, zipped=options["zipped"], force=options["force"])
    with tell.counted("checked", len(read)) as count:
        checked = check(read, order, count, shelf.taken)
    tell.failures(checked.failures)
    tell.notes(checked)
    if options["only_check"]:
        return tell.checked(checked)
    if not checked.agencies:
        tell.say("No agency of the roster can be made. Nothing was written.")
        return _exit_code(checked.failures)
    return _run(read, checked, order, shelf, options, tell)


def _run(roster: Roster, checked: Checked, order: Order, shelf: Shelf, options: dict[str, Any], tell: _Teller) -> int:
    with alone(shelf.folder):
        crew = _crew(options, shelf)
        finished = False
        try:
            with tell.watched(len(checked.agencies)) as (watch, held):
                plan = Plan(roster, checked, order, shelf, options["resume"], watch, held, tell.problem)
                report = _to_its_end(plan, crew, tell)
            finished = report.stopped is None
        finally:
            crew.close(abandon=not finished)
    tell.report(report, shelf.folder, checked.failures)
    return _exit_code(report.failures) or int(report.stopped is not None)


def _to_its_end(plan: Plan, crew: Crew, tell: _Teller) -> Report:
    try:
        return run_batch(plan, crew)
    except KeyboardInterrupt:
        tell.interrupted(whole_packets(plan), len(plan.checked.agencies), resumed=plan.resume)
        raise


def _crew(options: dict[str, Any], shelf: Shelf) -> Crew:
    if options["dask"]:
        from npgs_docs.batch.cluster import cluster_crew

        return cluster_crew(options["dask"])
    return local_crew(options["jobs"] or processors(), shelf.desk)


def _order(beside_what: Path, options: dict[str, Any]) -> Order:
    layers = Layers(
        templates=beside(beside_what, "templates", options["templates"]),
        packs=beside(beside_what, "packs", options["packs"]),
        overlay=beside(beside_what, "overlay.yaml", options["overlay"]),
    )
    return Order(
        only=options["only"],
        formats=tuple(Format(one) for one in options["formats"]) or PACKET_FORMATS,
        edition=Edition(options["edition"]) if options["edition"] else None,
        paper=Paper(options["paper"]) if options["paper"] else None,
        status=Status(options["status"]) if options["status"] else None,
        standard=PdfStandard(options["standard"]),
        date=date_of_files(),
        today=_today(options["day"], final=options["status"] == Status.FINAL.value),
        checks=options["checks"] or options["status"] == Status.FINAL.value,
        base=base_of(options["base_docx"]),
        layers=layers,
    )


def _today(given: str | None, *, final: bool) -> datetime.date | None:
    """The day given, or that of SOURCE_DATE_EPOCH; the clock would make other packets of the same roster tomorrow."""
    if given or date_of_files():
        return day_of(given)
    if final:
        raise click.UsageError(
            "--status final needs the day that dates are held against, for example --date 2027-01-15"
        )
    return None


def _exit_code(failures: Sequence[Failure]) -> int:
    if any(problem.id == BUG for failure in failures for problem in failure.problems):
        return 3
    return 1 if failures else 0


class _Teller:
    """Says what goes on: a bar on a terminal, else one plain line for each packet; problems on the error stream."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self.live = not quiet and sys.stderr.isatty()

    def say(self, words: str) -> None:
        if not self.quiet:
            click.echo(words)

    def problem(self, problem: Problem) -> None:
        click.echo(str(problem), err=True)

    def problems(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.problem(problem)

    def failures(self, failures: Iterable[Failure]) -> None:
        """Every problem once, with the agencies that have it; what is wrong with many cells of a column stands together, with
        what to type said once."""
        having = defaultdict(list)
        for failure in failures:
            for problem in failure.problems:
                having[problem].append(failure.name)
        alike: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)
        for problem in having:
            alike[problem.id, problem.path, problem.hint].append(problem)
        for problems in alike.values():
            for problem in problems:
                told = problem if problem is problems[-1] else replace(problem, hint="")
                click.echo(f"{told}{_shared(having[problem])}", err=True)

    def notes(self, checked: Checked) -> None:
        """What is to be known of Word templates, once for all agencies that share one."""
        for note in dict.fromkeys(note for one in checked.agencies for note in one.notes):
            self.say(note)

    def ended(self, failures: Iterable[Failure], told: Iterable[Failure]) -> None:
        """Every agency without a packet: in short where its problems were told before the run, else in full, agencies with
        the same problems together."""
        before = {failure.at for failure in told}
        together = defaultdict(list)
        for failure in failures:
            if failure.at in before:
                short = "; ".join(": ".join(filter(None, (one.path, one.message))) for one in failure.problems)
                click.echo(f"Not made: {failure.name}: {short}", err=True)
            else:
                together[failure.problems].append(failure.name)
        for problems, names in together.items():
            click.echo("\n".join((f"Not made: {'; '.join(names)}", *map(str, problems))), err=True)

    def interrupted(self, whole: int, total: int, *, resumed: bool) -> None:
        """How much is there, and the way on."""
        again = "the same command" if resumed else "the same command and --resume"
        words = f"{whole} of {counted(total, 'packet')} {'is' if total == 1 else 'are'} whole. Go on with {again}."
        click.echo(f"\n{words}" if self.live else words, err=True)

    def checked(self, checked: Checked) -> int:
        good, bad = counted(len(checked.agencies), "agency", "agencies"), len(checked.failures)
        self.say(f"In order: {good}; not in order: {bad}. Nothing was written.")
        return _exit_code(checked.failures)

    @contextmanager
    def counted(self, word: str, total: int) -> Iterator[Any]:
        """A count of rows as they are read."""
        if not self.live or total < MANY:
            yield lambda done, total: None
            return
        with click.progressbar(length=total, label=word, show_pos=True, file=sys.stderr) as bar:
            yield lambda done, total: bar.update(1)

    @contextmanager
    def watched(self, total: int) -> Iterator[tuple[Callable[[Step], None], Callable[[], None]]]:
        """What the run calls after every agency, and for every packet that need not be made again."""
        if not self.live:
            yield self._line, lambda: None
            return
        with click.progressbar(
            length=total, show_pos=True, show_eta=False, file=sys.stderr, item_show_func=lambda words: words
        ) as bar:
            since = time.perf_counter()

            def watch(step: Step) -> None:
                rate = step.done / max(time.perf_counter() - since, 0.001)
                left = datetime.timedelta(seconds=round((step.total - step.done) / rate))
                bar.update(1, f"{rate:.1f} a second, {left} left")

            def held() -> None:
                nonlocal since
                since = time.perf_counter()
                bar.update(1, "there already")

            yield watch, held

    def _line(self, step: Step) -> None:
        problems = counted(len(step.problems), "problem", "problems")
        what = counted(step.files, "file", "files") if step.files else f"not made, {problems}"
        self.say(f"{step.done}/{step.total} {step.name}: {what}")

    def report(self, report: Report, out: Path, told: tuple[Failure, ...]) -> None:
        """Counts, what failed on the way, and what the user may want to look at."""
        for saved in report.kept:
            self.say(f"{saved.path.parent.name}/{saved.name} was edited and is kept; the new one is {saved.path.name}.")
        if report.removed:
            gone = counted(
                report.removed, "file that this run no longer makes was", "files that this run no longer makes were"
            )
            self.say(f"{gone} removed.")
        if report.strangers:
            packets = counted(len(report.strangers), "packet", "packets")
            self.say(f"Left alone, because this roster does not name it: {packets} in {out}.")
        if report.stale:
            packets = counted(len(report.stale), "packet", "packets")
            self.say(f"Left as made before, because the agency has a problem now: {packets} in {out}.")
        self.ended(report.failures, told)
        if report.failures or not self.quiet:
            made = counted(report.made, "packet", "packets")
            click.echo(f"{made} made, {report.unchanged} unchanged, {len(report.failures)} failed.")
        if report.stopped:
            self.problems([report.stopped])
        elif not self.quiet:
            click.echo(f"The proof is in {out / TABLE}; hold the files against it with: {called()} verify-run {out}")


def _shared(names: list[str]) -> str:
    """The agencies that have a problem in common, as a line below it."""
    if len(names) < 2:
        return ""
    return f"\n    ({len(names)} agencies: {', '.join(names[:3])}{', ...' if len(names) > 3 else ''})"
