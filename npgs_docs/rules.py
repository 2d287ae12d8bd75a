"""The chain of rule packs that applies to an organization, and the strictest figure it holds for each question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.nearest import did_you_mean
from npgs_docs.packfiles import NEUTRAL, chain, pack_ids, pack_path
from npgs_docs.packs import Fact, Machine, Pack, Topic
from npgs_docs.profile import Loaded, Profile
from npgs_docs.profile.regions import Country
from npgs_docs.source import KeyPath, dotted


@dataclass(frozen=True, slots=True)
class Rules:
    """Packs that apply, nearest first: a state's, its country's, the neutral default."""

    packs: tuple[Pack, ...]

    @property
    def nearest(self) -> Pack:
        return self.packs[0]

    def facts(self, *topics: str) -> tuple[tuple[Pack, Fact], ...]:
        """The facts on the topics, in the order of the topics asked, nearest pack first. No law-free defaults."""
        wanted = [Topic(topic) for topic in topics]
        return tuple(
            (pack, fact)
            for topic in wanted
            for pack in self.packs
            if pack.id != NEUTRAL
            for fact in pack.facts
            if fact.topic is topic
        )

    def values(self, topic: Topic, *, neutral: bool = True) -> Iterator[Machine]:
        for pack in self.packs:
            if neutral or pack.id != NEUTRAL:
                yield from (fact.value for fact in pack.facts if fact.topic is topic)

    def strictest(
        self, topic: Topic, pick: str, choose: Callable[[Iterable[Any]], Any], *, neutral: bool = False
    ) -> Any:
        """The strictest figure `pick` on a topic (`choose` is min or max); None where no pack has one."""
        found = [
            figure for value in self.values(topic, neutral=neutral) if (figure := getattr(value, pick)) is not None
        ]
        return choose(found) if found else None

    def longest_gap(self, *, new: bool) -> int | None:
        """The most days between two sessions that the law or payer allows; None where it says nothing."""
        stages = {None, "new"} if new else {None, "experienced"}
        found = [
            value.days_between_sessions
            for value in self.values(Topic.SUPERVISION_FREQUENCY, neutral=False)
            if value.days_between_sessions is not None and value.stage in stages
        ]
        return min(found) if found else None


def pack_id_for(profile: Profile) -> str:
    """The id of the nearest pack by the profile's country and state."""
    place = profile.jurisdiction
    if place.pack:
        return place.pack
    return f"{place.country.lower()}-{place.state.lower()}" if place.state else place.country.lower()


def load_rules(loaded: Loaded, folders: Sequence[Path]) -> Rules:
    """The chain of packs for a profile; a pack in an earlier folder stands before one of the same id in a later.

    A state without a pack of its own is ruled by its country's. Raises InputError for a pack asked for by name that
    is not there, and with every problem of the packs read.
    """
    profile = loaded.profile
    first = pack_id_for(profile)
    if pack_path(first, folders) is None:
        if profile.jurisdiction.pack:
            raise InputError([_unknown(first, folders, loaded.source.where(_KEY), dotted(_KEY))])
        first = _country_pack(profile.jurisdiction.country, folders)
    return Rules(chain(first, folders))


_KEY: KeyPath = ("jurisdiction", "pack")


def load_chain(id: str, folders: Sequence[Path]) -> Rules:
    """The chain that begins with the pack of this id. Raises InputError where there is no such pack."""
    if pack_path(id, folders) is None:
        raise InputError([_unknown(id, folders)])
    return Rules(chain(id, folders))


def _unknown(id: str, folders: Sequence[Path], where: Where | None = None, path: str = "") -> Problem:
    known = pack_ids(folders)
    hint = f"{did_you_mean(id, known)}The packs are: {', '.join(known)}"
    return Problem("pack", f'there is no rule pack "{id}"', where, path, hint)


def _country_pack(country: Country, folders: Sequence[Path]) -> str:
    wanted = country.lower()
    return wanted if pack_path(wanted, folders) else NEUTRAL
