"""``npgs list``: one thing a line, its name first."""

from __future__ import annotations

from collections.abc import Iterator

import click

KINDS = ("documents", "values", "packs", "samples")


@click.command("list")
@click.argument("kind", type=click.Choice(KINDS))
def command(kind: str) -> None:
    """List documents, values, packs or samples, one a line with its name first."""
    rows = list({"documents": _documents, "values": _values, "packs": _packs, "samples": _samples}[kind]())
    width = max(len(name) for name, _ in rows)
    for name, words in rows:
        click.echo(f"{name:<{width}}  {words}".rstrip())


def _documents() -> Iterator[tuple[str, str]]:
    from npgs_docs.catalog import catalog
    from npgs_docs.library import load_library
    from npgs_docs.locations import content_folder
    from npgs_docs.pipeline import forms
    from npgs_docs.render import PASTED

    titles = {"specialist": "specialist", "supervisor": "supervisor"}
    for entry in catalog(load_library(content_folder()).values, titles):
        also = ", ".join(forms(entry, PASTED))
        yield entry.code, f"{entry.number}  {entry.title}{f' (also as {also})' if also else ''}"


def _values() -> Iterator[tuple[str, str]]:
    from npgs_docs.library import VALUE_NAMES

    for number, name in enumerate(VALUE_NAMES, start=1):
        yield f"V{number}", name


def _packs() -> Iterator[tuple[str, str]]:
    from npgs_docs.locations import packs_folder
    from npgs_docs.rules import load_pack, pack_ids

    for id in pack_ids([packs_folder()]):
        pack = load_pack(packs_folder() / f"{id}.yaml")
        yield id, f"{pack.name}, version {pack.version}, {len(pack.facts)} facts"


def _samples() -> Iterator[tuple[str, str]]:
    from npgs_docs.locations import samples_folder
    from npgs_docs.profile import load_profile

    for path in sorted(samples_folder().glob("*.yaml")):
        profile = load_profile(path).profile
        yield (
            path.stem,
            f"{profile.organization.legal_name} ({profile.jurisdiction.state or profile.jurisdiction.country})",
        )
