"""``npgs verify-run``: every file of a batch hashed again and held against its manifest."""

from __future__ import annotations

from pathlib import Path

import click

from npgs_docs.batch.verify import Fault, verify_run
from npgs_docs.cli.options import FOLDER
from npgs_docs.cli.words import counted

WORDS = {
    Fault.MISSING: "is missing",
    Fault.ALTERED: "was altered since it was made",
    Fault.EXTRA: "is not of this run",
    Fault.UNREADABLE: "cannot be read",
    Fault.KEPT: "was edited before this run, which kept it",
    Fault.LEFT: "was made by an earlier run, and this one left it alone",
}


@click.command("verify-run")
@click.argument("folder", type=FOLDER)
def command(folder: Path) -> int:
    """Hash every file in FOLDER again; say which are missing, altered, or not of the run.

    The last line is the hash of the manifest itself: note it down when the run ends, and compare.
    """
    verified = verify_run(folder)
    for one in verified.findings:
        click.echo(f"{one.file}: {WORDS[one.fault]}", err=not verified.sound)
    click.echo(f"{counted(verified.files, 'file')} hashed, {counted(verified.faults, 'fault')}.")
    click.echo(f"manifest.json  sha256  {verified.seal}")
    return 0 if verified.sound else 1
