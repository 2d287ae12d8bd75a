"""``npgs packs``: the facts of the rule packs with their age, and what must be looked at again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from npgs_docs.cli.options import FOLDER, day_of
from npgs_docs.cli.words import counted

if TYPE_CHECKING:
    from pathlib import Path

    from npgs_docs.packs import Fact, Pack


@click.command("packs")
@click.argument("ids", nargs=-1)
@click.option("--review", is_flag=True, help="Only what must be looked at again, with where to look.")
@click.option("--within", type=click.IntRange(0, 730), default=60, show_default=True, help="With --review: days ahead.")
@click.option("--packs", "own", type=FOLDER, help="A folder of rule packs that stand before ours.")
@click.option("--date", "day", metavar="YYYY-MM-DD", help="The day to reckon from; today when not given.")
def command(ids: tuple[str, ...], review: bool, within: int, own: Path | None, day: str | None) -> None:
    """List the facts of the rule packs (all of them, or IDS such as us-co) with their age.

    With --review, list what has expired or soon will, with the pages to look at.
    """
    from npgs_docs.locations import packs_folder

    today = day_of(day)
    packs = _packs(ids, [*([own] if own else []), packs_folder()])
    lines = list(_due(packs, today, within) if review else _all(packs, today))
    click.echo("\n".join(lines))


def _packs(ids: Sequence[str], folders: Sequence[Path]) -> list[Pack]:
    from npgs_docs.errors import InputError
    from npgs_docs.packfiles import folder_problems, pack_ids
    from npgs_docs.rules import load_chain

    if problems := [one for own in folders[:-1] for one in folder_problems(own, folders[-1], ids)]:
        raise InputError(problems)
    return [load_chain(id, folders).nearest for id in ids or pack_ids(folders)]


def _all(packs: Sequence[Pack], today: datetime.date) -> Iterator[str]:
    for pack in packs:
        yield f"{pack.id}  {pack.name}, version {pack.version}"
        for fact in pack.facts:
            yield f"  {fact.id:<34} checked {fact.as_of} ({_age(fact, today)}), until {fact.expires}{_mark(fact, today)}"
            if fact.note or not fact.settled:
                yield f"    {_for_the_drafter(pack, fact)}"
        yield ""
    count = sum(len(pack.facts) for pack in packs)
    expired = sum(fact.expires < today for pack in packs for fact in pack.facts)
    yield f"{counted(count, 'fact')} in {counted(len(packs), 'pack')}; {expired} expired on {today}."


def _age(fact: Fact, today: datetime.date) -> str:
    days = (today - fact.as_of).days
    if days < 0:
        return "checked after this day"
    return (
        "today"
        if not days
        else f"{days} day{'s' if days != 1 else ''} ago"
        if days < 60
        else f"{days // 30} months ago"
    )


def _mark(fact: Fact, today: datetime.date) -> str:
    return "  EXPIRED" if fact.expires < today else ""


def _for_the_drafter(pack: Pack, fact: Fact) -> str:
    """What a fact leaves to whoever drafts; a fact nobody is sure of stands in no policy."""
    note = f" {fact.note}" if fact.note else ""
    if fact.settled:
        return f"note:{note}"
    return f"left out of documents until it is settled:{note} Ask {fact.confirm_with or pack.confirm_with}."


def _due(packs: Sequence[Pack], today: datetime.date, within: int) -> Iterator[str]:
    limit = today + datetime.timedelta(days=within)
    due = sorted(
        ((fact.expires, fact.id, fact, pack) for pack in packs for fact in pack.facts if fact.expires <= limit),
        key=lambda one: one[:2],
    )
    for expires, id, fact, pack in due:
        yield f"{id}  {'expired' if expires < today else 'due'} {expires}, last checked {fact.as_of}"
        yield f"  {fact.sentence}"
        yield from (f"  look at: {source.title}  {source.url}" for source in fact.sources)
        if fact.note:
            yield f"  note: {fact.note}"
        if fact.differs:
            yield f"  sources differ: {fact.differs}"
        yield f"  ask: {fact.confirm_with or pack.confirm_with}"
        yield ""
    yield f"{len(due)} fact{'s' if len(due) != 1 else ''} to look at again by {limit}."
