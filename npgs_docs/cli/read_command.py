"""``npgs read``: the answers of filled-in forms, as a table, CSV or JSON."""

from __future__ import annotations

from pathlib import Path

import click

from npgs_docs.answers import read_all
from npgs_docs.answers.sheet import as_csv, as_json, as_table
from npgs_docs.cli.options import FILE

_SHAPES = {"table": as_table, "csv": as_csv, "json": as_json}


@click.command("read")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--format",
    type=click.Choice(list(_SHAPES)),
    default="table",
    show_default=True,
    help="For the eye, a spreadsheet or a program.",
)
def command(files: tuple[Path, ...], format: str) -> None:
    """Print what was filled in in FILE... (PDF or DOCX), each field with its name and label.

    Where a Word file shows one answer and keeps another, both are told.
    """
    forms = read_all(files)
    click.echo(_SHAPES[format](forms), nl=False)
    for form in forms:
        for problem in form.differences():
            click.echo(str(problem), err=True)
