"""``npgs check``: a profile and all that it would make, or files that an agency already has, read as experts would."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npgs_docs.cli.options import FILE, day_of
from npgs_docs.output import replace_files

if TYPE_CHECKING:
    from npgs_docs.checks.finding import Report

PROFILE_ENDINGS = {".yaml", ".yml"}
KINDS = ("posting", "job-description", "policy", "checklist")


@click.command("check")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), help="What the files are; guessed by their words when not given.")
@click.option("--about", type=click.Choice(["specialist", "supervisor"]), help="Whose job it is; guessed by the title.")
@click.option("--pack", help="The rule pack to judge files by, for example us-co (see `npgs list packs`).")
@click.option("--employees", type=click.IntRange(1), help="How many the employer has; some laws begin at a headcount.")
@click.option(
    "--profile",
    type=FILE,
    help="The organization's profile: its rules, its headcount and its words hold for the files.",
)
@click.option(
    "--format", "shape", type=click.Choice(["text", "json", "sarif", "html"]), default="text", show_default=True
)
@click.option("--out", type=FILE, help="Write the report to this file.")
@click.option(
    "--annotate", type=FILE, help="Write the one Word file given, with a comment at each finding, to this file."
)
@click.option(
    "--date", "day", metavar="YYYY-MM-DD", help="The day that dates and waivers are held against; today when not given."
)
@click.option("--strict", is_flag=True, help="Exit 1 on warnings too.")
@click.pass_context
def command(
    context: click.Context, files: tuple[Path, ...], kind: str | None, about: str | None, pack: str | None, employees: int | None,
    profile: Path | None, shape: str, out: Path | None, annotate: Path | None, day: str | None, strict: bool,
) -> int:  # fmt: skip
    """Check a profile with all that it would make, or FILES you already have: DOCX, PDF, HTML, Markdown or text.

    Exit code 1 says that there are errors (with --strict: warnings too).
    """
    from npgs_docs.checks.report import Shape, written
    from npgs_docs.checks.rule import Level

    today = day_of(day)
    if all(one.suffix.lower() in PROFILE_ENDINGS for one in files):
        if len(files) > 1 or annotate:
            raise click.UsageError("Give one profile at a time, and Word files to --annotate.")
        report = _profile_report(files[0], today)
    elif any(one.suffix.lower() in PROFILE_ENDINGS for one in files):
        raise click.UsageError("Give a profile or files, not both; --profile says whose files they are.")
    else:
        report = _files_report(files, kind, about, pack, employees, profile, today)
    if annotate:
        _annotate(files, annotate, report)
    _tell(written(report, Shape(shape)), out)
    return int(bool(report.count(Level.ERROR) or (strict and report.count(Level.WARN))))


def _profile_report(path: Path, today: datetime.date) -> Report:
    from npgs_docs.cli.options import beside
    from npgs_docs.pipeline import Request, checked, prepare
    from npgs_docs.profile import load_profile

    request = Request(
        load_profile(path),
        today=today,
        templates=beside(path, "templates", None),
        packs=beside(path, "packs", None),
        overlay=beside(path, "overlay.yaml", None),
    )
    packet = prepare(request)
    return checked(packet)


def _files_report(
    files: Sequence[Path], kind: str | None, about: str | None, pack: str | None, employees: int | None, profile: Path | None,
    today: datetime.date,
) -> Report:  # fmt: skip
    from npgs_docs.checks.bench import bench_of
    from npgs_docs.checks.files import read_files
    from npgs_docs.checks.reading import Kind, Subject
    from npgs_docs.checks.review import review
    from npgs_docs.checks.rulebook import load_rulebook
    from npgs_docs.locations import checks_folder, packs_folder
    from npgs_docs.profile import load_profile
    from npgs_docs.rules import load_chain, load_rules

    book = load_rulebook(checks_folder())
    loaded = load_profile(profile) if profile else None
    rules = load_rules(loaded, [packs_folder()]) if loaded and not pack else load_chain(pack or "us", [packs_folder()])
    bench = bench_of(rules, today, loaded=loaded, employees=employees)
    readings = read_files(files, Kind(kind) if kind else None, Subject(about) if about else None, book.names)
    return review(readings, book, bench, loaded.profile.waivers if loaded else ())


def _annotate(files: Sequence[Path], target: Path, report: Report) -> None:
    from npgs_docs.checks.annotate import annotated

    if len(files) != 1 or files[0].suffix.lower() != ".docx":
        raise click.UsageError("--annotate takes one Word file (.docx)")
    if target.suffix.lower() != ".docx":
        raise click.UsageError("give --annotate a name that ends in .docx")
    if target.exists() and target.samefile(files[0]):
        raise click.UsageError("--annotate would overwrite your own file; give it another name")
    replace_files({target: annotated(files[0].read_bytes(), report.checked[0], report.today)})


def _tell(words: str, out: Path | None) -> None:
    if out:
        replace_files({out: words.encode()})
    else:
        click.echo(words, nl=False)
