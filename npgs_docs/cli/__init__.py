"""The command line: each command is a file of its own, imported when it is called; errors become text here and only here.

Exit codes: 0 done, 1 the input has problems (all of them printed), 2 usage, 3 our bug, 130 interrupted.
"""

from __future__ import annotations

import errno
import gc
import importlib
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn, TextIO

import click

from npgs_docs import __version__
from npgs_docs.errors import BrokenPromise, NpgsError, OutputError, Problem

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT}

COMMANDS = {
    "init": "Answer the questions that make a profile.",
    "build": "Write the packet for a profile: DOCX and PDF, and what postings are pasted from.",
    "check": "Check a profile, or files you already have, as experts would read them.",
    "crosswalk": "Say what carries each of the 12 values, and where.",
    "verify": "Say whether finished files can be read by everyone.",
    "read": "Print what was filled in in forms.",
    "show": "Show a document on its way: its Markdown or its outline.",
    "list": "List documents, values, rule packs or samples.",
    "packs": "List the facts of the rule packs with their age.",
    "schema": "Print the JSON Schema of a profile, for editors.",
    "batch": "Write a packet for every agency of a roster.",
    "verify-run": "Hold the files of a batch against its manifest.",
    "rollup": "Sum up the adoption of one or more batches.",
}
"""Every command in the order a newcomer meets it, with its line of help. The file is ``cli/<name>_command.py``."""


class Commands(click.Group):
    """A group that reads a command's file only when the command is called, so that help is quick."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"npgs_docs.cli.{name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="npgs")
def npgs() -> None:
    """Write supervision policies, job documents and session checklists for peer support.

    Start with `npgs init profile.yaml`, then `npgs build profile.yaml`.
    """


FEW_COLLECTIONS = (200_000, 20, 20)
"""What the collector of circles waits for: trees of ten thousand elements are built here, and circles in them are few."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    sys.stdout, sys.stderr = (stream or _nowhere() for stream in (sys.stdout, sys.stderr))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # who is told to stop tidies up first
    gc.set_threshold(*FEW_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    with _heard():
        code = run(sys.argv[1:])
    gc.freeze()  # the process ends, and nobody needs to look for circles in what it leaves
    sys.exit(code)


@contextmanager
def _heard() -> Iterator[None]:
    """Ctrl-C interrupts what is done here. Before and after, where there is nothing to interrupt, it ends the process."""
    at_once = signal.getsignal(signal.SIGINT)
    if at_once in (signal.SIG_IGN, signal.default_int_handler, None):
        yield
        return
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        signal.signal(signal.SIGINT, at_once)


def _nowhere() -> TextIO:
    """A stream for words that nobody wants, in the place of one that was closed before we began."""
    return Path(os.devnull).open("w", encoding="utf-8")


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; what goes wrong is told on the error stream."""
    try:
        outcome = npgs.main(arguments, prog_name="npgs", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except NpgsError as error:
        tell_problems(error)
        return 1
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted. Nothing was left half-written.", err=True)
        return 130
    except (BrokenPipeError, SystemExit):  # click leaves so where the reader of our output has left
        return 0
    except OSError as error:
        if error.errno not in _NO_ROOM:
            tell_bug(error)
            return 3
        tell_problems(OutputError([Problem("no-room", f"nothing more can be written: {error.strerror}")]))
        return 1
    except Exception as error:
        tell_bug(error)
        return 3


def tell_problems(error: NpgsError) -> None:
    """Every problem, each with its place and what to type instead, and a count."""
    for problem in error.problems:
        click.echo(str(problem), err=True)
    count = len(error.problems)
    click.echo(f"\n{count} problem{'s' if count != 1 else ''}. Nothing was written.", err=True)


def tell_bug(error: Exception) -> None:
    """A report to paste: what failed and where in our code, without a word of the organization's."""
    import platform  # here, because help must not wait for them
    import traceback

    click.echo(
        "This is our mistake, not yours. Please send us the lines below; they hold nothing from your profile.", err=True
    )
    click.echo(
        f"npgs {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}", err=True
    )
    click.echo(f"{type(error).__name__}", err=True)
    if isinstance(error, BrokenPromise):
        click.echo(f"  {error.document}: {', '.join(problem.id for problem in error.problems)}", err=True)
    for frame in traceback.extract_tb(error.__traceback__):
        name = frame.filename.replace("\\", "/").split("site-packages/")[-1].rsplit("/npgs_docs/", 1)[-1]
        click.echo(f"  {name}:{frame.lineno} {frame.name}", err=True)
