"""Options that several commands share, and how they become a request."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from npgs_docs.drafting import Status
from npgs_docs.errors import InputError, Problem, UnfitError, Where
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Edition, Paper, WordBase
from npgs_docs.wordbase import read_base

F = TypeVar("F", bound=Callable[..., Any])
FOLDER = click.Path(file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)

profile_argument = click.argument("profile", type=FILE)


def layer_options(command: F) -> F:
    """Folders and files of the organization's own that stand before ours."""
    for option in (
        click.option("--overlay", type=FILE, help="A file of exact guideline text you hold permission for."),
        click.option("--packs", type=FOLDER, help="A folder of rule packs that stand before ours."),
        click.option("--templates", type=FOLDER, help="A folder of templates that stand before ours, file by file."),
    ):
        command = option(command)
    return command


def look_options(command: F) -> F:
    """How the pages look, before what the profile says."""
    for option in (
        click.option(
            "--base-docx", type=FILE, help="Your own Word template, whose styles, head and foot the Word files get."
        ),
        click.option(
            "--paper", type=click.Choice([one.value for one in Paper]), help="Paper, whatever the profile says."
        ),
        click.option(
            "--edition",
            type=click.Choice([one.value for one in Edition]),
            help="Standard, or large print at 18 points.",
        ),
        click.option(
            "--pdf-standard",
            "standard",
            type=click.Choice([one.value for one in PdfStandard]),
            default=PdfStandard.UA1.value,
            show_default=True,
            help="PDF/UA-1 with PDF/A-2a, or PDF/UA-2.",
        ),
        click.option(
            "--status",
            type=click.Choice([one.value for one in Status]),
            help="A draft is marked and shows its sources; a final is refused while something is blank.",
        ),
    ):
        command = option(command)
    return command


def beside(profile: Path, name: str, given: Path | None) -> Path | None:
    """A folder or file given by option, else the one of that name beside the profile, if it is there."""
    if given is not None:
        if not given.exists():
            raise InputError([Problem("missing", f"{given} is not there")])
        return given
    there = profile.parent / name
    return there if there.exists() else None


def base_of(given: Path | None) -> WordBase | None:
    """The Word template given by option. Raises InputError where it cannot be used."""
    try:
        return read_base(given) if given else None
    except UnfitError as unfit:
        raise InputError([Problem("file", unfit.fault, Where(str(given)), "--base-docx", unfit.cure)]) from None


def day_of(given: str | None) -> datetime.date:
    """The day given, else that of SOURCE_DATE_EPOCH, else today. Raises click.UsageError."""
    words = given or date_of_files()
    if not words:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(words)
    except ValueError:
        raise click.UsageError(f'"{words}" is no date; type year-month-day, for example 2027-01-15') from None


def date_of_files() -> str:
    """The ISO date for files' properties from SOURCE_DATE_EPOCH; "" where it is not set. Raises click.UsageError."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return ""
    if not seconds.isdigit() or len(seconds) > 11:
        raise click.UsageError("SOURCE_DATE_EPOCH must be a whole number of seconds")
    return datetime.datetime.fromtimestamp(int(seconds), tz=datetime.UTC).date().isoformat()
