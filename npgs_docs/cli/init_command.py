"""``npgs init``: a profile from questions on the terminal, from a file of answers, or from a sample."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from npgs_docs.cli.options import FILE
from npgs_docs.cli.words import called
from npgs_docs.errors import InputError, OutputError, Problem, Where
from npgs_docs.locations import samples_folder
from npgs_docs.profile import load_profile, schema_text
from npgs_docs.profile.written import SCHEMA_FILE, SCHEMA_LINE, write_profile
from npgs_docs.questions import (
    PARTS,
    QUESTIONS,
    Part,
    answered,
    answers_kept,
    answers_text,
    faults,
    heading,
    help_for,
    next_part,
    profile_values,
    question_of,
    source_of,
)
from npgs_docs.source import read_source, read_text

BACK = "back"


@click.command("init")
@click.argument("profile", type=FILE, default=Path("profile.yaml"))
@click.option("--answers", type=FILE, help="A YAML file of answers, instead of questions.")
@click.option("--sample", metavar="NAME", help="Copy this sample (see `npgs list samples`), instead of questions.")
def command(profile: Path, answers: Path | None, sample: str | None) -> None:
    """Answer the questions that make PROFILE (profile.yaml unless you name another).

    Answers are kept in PROFILE.partial after each question: stop with Ctrl-C, type the same command again to go on.
    A profile that is there already is never overwritten.
    """
    if answers and sample:
        raise click.UsageError("give --answers or --sample, not both")
    _refuse_existing(profile)
    if sample:
        text = _from_sample(sample)
    elif answers:
        text = write_profile(profile_values(read_source(answers)))
    elif sys.stdin.isatty():
        text = _from_questions(profile)
    else:
        raise click.UsageError("there is no terminal to ask on; give --answers FILE or --sample NAME")
    _write(profile, text)
    _partial(profile).unlink(missing_ok=True)
    click.echo(f"{profile} is written. Next: {called()} build {profile}")


# --- where the text comes from -------------------------------------------------------------------------------


def _from_sample(name: str) -> str:
    samples = {path.stem: path for path in sorted(samples_folder().glob("*.yaml"))}
    if name not in samples:
        raise InputError(
            [Problem("sample", f'there is no sample "{name}"', hint=f"The samples are: {', '.join(samples)}")]
        )
    load_profile(samples[name])
    return re.sub(r"\A# yaml-language-server:.*", SCHEMA_LINE, read_text(samples[name]))


def _from_questions(profile: Path) -> str:
    """Ask until every question is answered, keeping the answers as they come."""
    answers = _answers_before(profile)
    last: Part | None = None
    try:
        while (part := next_part(answers)) is not None:
            _introduce(part, last)
            _ask(part, answers)
            _keep(profile, answers)
            last = part
    except click.Abort:
        if answers:
            click.echo(
                f"\nYour answers are kept in {_partial(profile)}. Type {called()} init {profile} to go on.", err=True
            )
        raise
    return write_profile(profile_values(source_of(answered(answers))))


def _answers_before(profile: Path) -> dict[str, str]:
    partial = _partial(profile)
    if not partial.exists():
        click.echo(f"{len(QUESTIONS)} questions. Your answers are kept in {partial} as you go; stop with Ctrl-C.")
        click.echo(f"To change the answer before, type {BACK}.")
        return {}
    answers = answers_kept(read_source(partial))
    click.echo(f"Going on with the answers kept in {partial}.")
    return answers


# --- one question --------------------------------------------------------------------------------------------


def _introduce(part: Part, last: Part | None) -> None:
    """The question where it is a new one, and what to type where that was not just said."""
    if last is None or question_of(part) is not question_of(last):
        click.echo("\n" + "\n".join(heading(part)))
    if part is not last:
        click.echo(f"  {help_for(part)}")


def _ask(part: Part, answers: dict[str, str]) -> None:
    """Ask for one part and set it in `answers`; where the answer does not fit, say why and leave it open."""
    typed = click.prompt(f"  {part.words}", default="", show_default=False).strip()
    if typed.lower() == BACK:
        _step_back(part, answers)
        return
    answers[part.path] = typed
    problems = faults(part, answers)
    for problem in problems:
        click.echo(f"  That does not fit: {problem.message}.\n  {problem.hint}")
    if not problems:
        return
    about = question_of(part).about
    together = bool(about) and any(problem.path == about for problem in problems)
    for other in question_of(part).parts if together else (part,):
        answers.pop(other.path, None)


def _step_back(part: Part, answers: dict[str, str]) -> None:
    before = [one for one in PARTS[: PARTS.index(part)] if one.path in answers]
    if before:
        del answers[before[-1].path]
    else:
        click.echo("  This is the first question.")


# --- files ---------------------------------------------------------------------------------------------------


def _partial(profile: Path) -> Path:
    return profile.with_name(f"{profile.name}.partial")


def _keep(profile: Path, answers: dict[str, str]) -> None:
    """Put the answers beside the profile, whole or not at all."""
    new = profile.with_name(f"{profile.name}.partial.new")
    try:
        new.write_text(answers_text(answers, str(profile)), encoding="utf-8", newline="\n")
        new.replace(_partial(profile))
    except OSError as error:
        raise _unwritable(_partial(profile), error) from None


def _refuse_existing(profile: Path) -> None:
    if profile.exists():
        hint = "Name another file, or edit this one: npgs init never overwrites a profile."
        raise OutputError([Problem("exists", "is there already", Where(str(profile)), hint=hint)])


def _write(profile: Path, text: str) -> None:
    """The profile, and the schema beside it for editors where there is none yet."""
    schema = profile.with_name(SCHEMA_FILE)
    try:
        with profile.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        if not schema.exists():
            schema.write_text(schema_text(), encoding="utf-8", newline="\n")
    except FileExistsError:
        _refuse_existing(profile)
    except OSError as error:
        raise _unwritable(profile, error) from None


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError([Problem("file", f"cannot be written: {error.strerror or error}", Where(str(path)))])
