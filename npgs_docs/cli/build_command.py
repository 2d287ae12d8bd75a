"""``npgs build``: the packet for one profile, written whole or not at all."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from npgs_docs.cli.options import (
    FOLDER,
    base_of,
    beside,
    date_of_files,
    day_of,
    layer_options,
    look_options,
    profile_argument,
)
from npgs_docs.cli.voice import going_on
from npgs_docs.cli.words import counted
from npgs_docs.drafting import Status
from npgs_docs.letterhead import notes_on
from npgs_docs.output import Fate, Saved, folder_name, save_packet
from npgs_docs.packet import files_of, manifest_of
from npgs_docs.pipeline import Packet, Request, make, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import PACKET_FORMATS, Format
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Edition, Paper


@click.command("build")
@profile_argument
@click.option(
    "--only", multiple=True, metavar="DOCUMENT", help="Only this document (see `npgs list documents`); may be repeated."
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([one.value for one in PACKET_FORMATS]),
    help="Only this format; may be repeated. Only postings come as more than docx and pdf.",
)
@click.option(
    "--out",
    type=FOLDER,
    default=Path("output"),
    show_default=True,
    help="The folder that holds the organization's folder.",
)
@click.option("--force", is_flag=True, help="Overwrite files that were edited since they were made.")
@look_options
@layer_options
@click.option(
    "--sources",
    is_flag=True,
    help="List in the policy and the job descriptions where the words of each section come from.",
)
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.option("--verbose", is_flag=True, help="Say how long each step took.")
@going_on()
def command(
    profile: Path, only: tuple[str, ...], formats: tuple[str, ...], out: Path, force: bool, edition: str | None, paper: str | None,
    base_docx: Path | None, status: str | None, standard: str, templates: Path | None, packs: Path | None, overlay: Path | None,
    sources: bool, quiet: bool, verbose: bool,
) -> None:  # fmt: skip
    """Write the packet for PROFILE into OUT/<organization>/.

    Documents come as DOCX and PDF with a manifest.json, postings also as HTML and TXT to paste, as JSON-LD for search
    engines and as a page of fields to copy from. A file that someone edited is kept; the new one is put
    beside it. Nothing is written unless everything can be.
    """
    tell = _Teller(quiet, verbose)
    loaded = load_profile(profile)
    tell.step("profile read")
    request = Request(
        loaded,
        only=only,
        formats=tuple(Format(one) for one in formats) or PACKET_FORMATS,
        edition=Edition(edition) if edition else None,
        paper=Paper(paper) if paper else None,
        status=Status(status) if status else None,
        today=day_of(None),
        standard=PdfStandard(standard),
        date=date_of_files(),
        templates=beside(profile, "templates", templates),
        packs=beside(profile, "packs", packs),
        overlay=beside(profile, "overlay.yaml", overlay),
        sources=sources,
        base=base_of(base_docx),
    )
    packet = prepare(request)
    tell.step("defaults decided")
    artifacts = make(packet, tell.progress)
    tell.step("documents made")
    folder = out / folder_name(loaded.profile.organization.legal_name)
    with _no_run_in(out):
        saved = save_packet(folder, files_of(packet, artifacts), manifest_of(packet), force=force)
    tell.step("files written")
    tell.saved(folder, saved, packet)


def _no_run_in(out: Path) -> AbstractContextManager[None]:
    """Hold a folder that belongs to a batch, so that no run works in it meanwhile. Raises OutputError where one does."""
    if not (out / ".npgs").is_dir():  # batch.shelf.WORK, which a single build has no need to read
        return nullcontext()
    from npgs_docs.batch.holding import alone

    return alone(out)


class _Teller:
    """Says what goes on: progress on a terminal, a summary at the end, times when asked."""

    def __init__(self, quiet: bool, verbose: bool) -> None:
        self.quiet, self.verbose = quiet, verbose
        self.since = time.perf_counter()
        self.live = not quiet and sys.stderr.isatty()

    def step(self, name: str) -> None:
        now = time.perf_counter()
        if self.verbose and not self.quiet:
            click.echo(f"{name}: {(now - self.since) * 1000:.0f} ms", err=True)
        self.since = now

    def progress(self, code: str, number: int, total: int) -> None:
        if self.live:
            click.echo(f"\r{number}/{total} {code:<24}", nl=number == total, err=True)

    def saved(self, folder: Path, saved: tuple[Saved, ...], packet: Packet) -> None:
        if self.quiet:
            return
        counts = {fate: sum(one.fate is fate for one in saved) for fate in Fate}
        click.echo(f"{folder}: {counted(counts[Fate.WRITTEN], 'file')} written, {counts[Fate.UNCHANGED]} unchanged.")
        for one in saved:
            if one.fate is Fate.BESIDE:
                click.echo(
                    f"{one.name} was edited since it was made and is kept; the new one is {one.path.name}. (--force overwrites.)"
                )
            if one.fate is Fate.ASIDE:
                click.echo(f"{one.name} was not made by npgs; it is now {one.path.name}.")
        for note in notes_on(packet):
            click.echo(note)
        choices = sum(len(rows) for rows in packet.inputs.decided.choices.values())
        if choices and any(entry.code == "choices" for entry in packet.entries):
            click.echo(f"{choices} choices were made for you; they are listed in PS-00, with where to change them.")
