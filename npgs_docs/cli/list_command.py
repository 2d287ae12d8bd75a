"""``npgs list``: one thing a line, its name first."""

from __future__ import annotations

from collections.abc import Iterator

import click

from npgs_docs.cli.words import counted

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
    from npgs_docs.formats import PASTED

    for entry in catalog({"specialist": "specialist", "supervisor": "supervisor"}):
        also = f" (also as {', '.join(PASTED)})" if entry.pasted else ""
        yield entry.code, f"{entry.number}  {entry.title}{also}"


def _values() -> Iterator[tuple[str, str]]:
    from npgs_docs.values import CORE_VALUES

    for value in CORE_VALUES:
        yield value.id, value.name


def _packs() -> Iterator[tuple[str, str]]:
    from npgs_docs.locations import packs_folder
    from npgs_docs.packfiles import load_pack, pack_ids

    for id in pack_ids([packs_folder()]):
        pack = load_pack(packs_folder() / f"{id}.yaml")
        yield id, f"{pack.name}, version {pack.version}, {counted(len(pack.facts), 'fact')}"


def _samples() -> Iterator[tuple[str, str]]:
    from npgs_docs.locations import samples_folder
    from npgs_docs.profile import load_profile

    for path in sorted(samples_folder().glob("*.yaml")):
        profile = load_profile(path).profile
        yield (
            path.stem,
            f"{profile.organization.legal_name} ({profile.jurisdiction.state or profile.jurisdiction.country})",
        )
