"""``npgs rollup``: the adoption of one or more batches as a table, a CSV, or a page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from npgs_docs.batch.adoption import Rollup, rollup, rollup_csv
from npgs_docs.batch.page import rollup_page
from npgs_docs.cli.options import FILE, FOLDER
from npgs_docs.cli.words import counted
from npgs_docs.output import replace_files

HEAD = ("agency", "standing", "version", "documents", "deviations", "errors", "warnings", "facts due", "next review")


@click.command("rollup")
@click.argument("folders", type=FOLDER, nargs=-1, required=True)
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day to count from.")
@click.option(
    "--within", "days", type=click.IntRange(0, 3650), default=90, show_default=True, help="Days to look ahead."
)
@click.option("--csv", "csv_file", type=FILE, help="Write the table to this CSV file.")
@click.option("--html", "html_file", type=FILE, help="Write a page with tables and a picture to this file.")
def command(
    folders: tuple[Path, ...], day: datetime.datetime, days: int, csv_file: Path | None, html_file: Path | None
) -> None:
    """Sum up the batches in FOLDERS: who adopted what, which clauses were reworded, which checks fail, which packs fall due."""
    if csv_file and html_file and csv_file.resolve() == html_file.resolve():
        raise click.UsageError("--csv and --html name the same file; give each its own.")
    found = rollup(folders, day.date(), days)
    shapes = ((csv_file, rollup_csv), (html_file, rollup_page))
    replace_files({path: write(found) for path, write in shapes if path is not None})
    for line in _lines(found):
        click.echo(line)


def _lines(found: Rollup) -> Iterator[str]:
    rows = [
        (
            one.agency, one.standing.value, one.version, one.documents, len(one.deviations), one.failures("error"),
            one.failures("warning"), one.expiring, one.next_review,
        )
        for one in found.agencies
    ]  # fmt: skip
    yield from _aligned([HEAD, *rows])
    for one in found.agencies:
        for each in one.deviations:
            yield f"{one.agency} words the clause {each.clause} itself: {each.reason} (approved by {each.approver})."
    for rule in found.failing:
        many = f"{rule.findings} {rule.weight}{'s' if rule.findings > 1 else ''}"
        some = "1 agency" if rule.agencies == 1 else f"{rule.agencies} agencies"
        yield f"{rule.id} fails in {some} ({many}): {rule.title}".rstrip(": ") + "."
    for pack in found.packs:
        yield f"{pack.name} {pack.version}: {counted(pack.expired, 'fact')} expired, {pack.soon} due within {counted(found.days, 'day')}."
    counts = ", ".join(f"{count} {standing.value}" for standing, count in found.counts().items())
    yield f"{counts or 'No agency is in these runs'}."


def _aligned(rows: Sequence[Sequence[object]]) -> Iterator[str]:
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in texts) for at in range(len(HEAD))]
    for row in texts:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
