"""``npgs crosswalk``: what carries each value, as a table for the eye or one row a link for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from npgs_docs.batch.spreadsheet import csv_bytes
from npgs_docs.cli.options import FILE, beside, layer_options, profile_argument
from npgs_docs.links import CARRIERS, Crosswalk, Kind, spans
from npgs_docs.output import replace_files
from npgs_docs.pipeline import Request, prepare
from npgs_docs.profile import load_profile
from npgs_docs.values import VALUE_NAMES

HEAD = ("value", "kind", "document", "place", "id", "words", "layer", "source", "as_of")


@click.command("crosswalk")
@profile_argument
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "csv"]),
    default="table",
    show_default=True,
    help="The values by number for the eye, or every link with its words and sources for a spreadsheet.",
)
@click.option("--out", type=FILE, help="Write it to this file.")
@layer_options
def command(
    profile: Path, shape: str, out: Path | None, templates: Path | None, packs: Path | None, overlay: Path | None
) -> None:
    """Say what carries each of the 12 values in the documents of PROFILE.

    Sections of the policy, duties of both jobs and items of the checklists; as CSV also the rules by section and the
    accreditors' standards that the profile names. The same as a document: `npgs build PROFILE --only crosswalk`.
    """
    request = Request(
        load_profile(profile),
        templates=beside(profile, "templates", templates),
        packs=beside(profile, "packs", packs),
        overlay=beside(profile, "overlay.yaml", overlay),
    )
    crosswalk = prepare(request).composer.crosswalk()
    data = csv_bytes(HEAD, _rows(crosswalk)) if shape == "csv" else _table(crosswalk).encode()
    if out:
        replace_files({out: data})
    else:
        click.echo(data, nl=False)


def _rows(crosswalk: Crosswalk) -> Iterator[tuple[object, ...]]:
    """One row a link. Rules and standards belong to a section or a document, and their value is left empty."""
    for link in crosswalk.links:
        value = f"V{link.value} {VALUE_NAMES[link.value - 1]}" if link.value else ""
        yield (
            value, link.kind.value, link.document, link.place, link.id, link.words, link.words.origin.value, link.source,
            link.as_of,
        )  # fmt: skip


def _table(crosswalk: Crosswalk) -> str:
    head = ("Value", *CARRIERS.values())
    rows = [head, *(_line(crosswalk, number, name) for number, name in enumerate(VALUE_NAMES, start=1))]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    return "".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )


def _line(crosswalk: Crosswalk, number: int, name: str) -> tuple[str, ...]:
    links = {kind: crosswalk.carriers(number, kind) for kind in CARRIERS}
    told = (
        spans(one.id for one in found) if kind is Kind.ITEM else ", ".join(one.number for one in found)
        for kind, found in links.items()
    )
    return (f"{number}. {name}", *(words or "none" for words in told))
