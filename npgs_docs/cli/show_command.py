"""``npgs show``: what a document is on its way from template to page."""

from __future__ import annotations

from pathlib import Path

import click

from npgs_docs.cli.options import beside, layer_options, profile_argument
from npgs_docs.marks import visible
from npgs_docs.pipeline import Request, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import Format, render


@click.command("show")
@profile_argument
@click.argument("document")
@click.option(
    "--stage",
    type=click.Choice(["markdown", "outline"]),
    default="outline",
    show_default=True,
    help="The expanded template, or the document tree.",
)
@layer_options
def command(
    profile: Path, document: str, stage: str, templates: Path | None, packs: Path | None, overlay: Path | None
) -> None:
    """Show DOCUMENT of PROFILE as expanded Markdown or as the outline of its tree."""
    request = Request(
        load_profile(profile),
        only=(document,),
        templates=beside(profile, "templates", templates),
        packs=beside(profile, "packs", packs),
        overlay=beside(profile, "overlay.yaml", overlay),
    )
    packet = prepare(request)
    entry = packet.entries[0]
    if stage == "markdown":
        click.echo(visible(packet.composer.markdown(entry, {})))
        return
    (made,) = render(packet.composer.document(entry), packet.style(entry), (Format.OUTLINE,))
    click.echo(made.data.decode())
