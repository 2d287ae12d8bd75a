"""The chain of rule packs that applies to an organization, and the strictest figure it holds for each question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.packs import Fact, Machine, Pack, Topic
from npgs_docs.profile import Loaded, Profile
from npgs_docs.profile.regions import Country
from npgs_docs.source import read_source
from npgs_docs.validation import validate

NEUTRAL = "neutral"
LONGEST_CHAIN = 6


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
    if _path(first, folders) is None:
        if profile.jurisdiction.pack:
            known = ", ".join(pack_ids(folders))
            where = loaded.source.where(("jurisdiction", "pack"))
            raise InputError(
                [
                    Problem(
                        "pack",
                        f'there is no rule pack "{first}"',
                        where,
                        "jurisdiction.pack",
                        f"The packs are: {known}",
                    )
                ]
            )
        first = _country_pack(profile.jurisdiction.country, folders)
    return Rules(_chain(first, folders))


def load_chain(id: str, folders: Sequence[Path]) -> Rules:
    """The chain that begins with the pack of this id. Raises InputError where there is no such pack."""
    if _path(id, folders) is None:
        hint = f"The packs are: {', '.join(pack_ids(folders))}"
        raise InputError([Problem("pack", f'there is no rule pack "{id}"', hint=hint)])
    return Rules(_chain(id, folders))


def _country_pack(country: Country, folders: Sequence[Path]) -> str:
    wanted = country.lower()
    return wanted if _path(wanted, folders) else NEUTRAL


def _chain(first: str, folders: Sequence[Path]) -> tuple[Pack, ...]:
    packs: list[Pack] = []
    wanted: str | None = first
    while wanted:
        path = _path(wanted, folders)
        if path is None or len(packs) >= LONGEST_CHAIN or wanted in [pack.id for pack in packs]:
            message = f'the pack "{packs[-1].id}" extends "{wanted}", which is not there or leads in a circle'
            raise InputError([Problem("pack-chain", message, hint="Correct `extends`.")])
        packs.append(load_pack(path))
        wanted = packs[-1].extends
    return tuple(packs)


def _path(id: str, folders: Sequence[Path]) -> Path | None:
    return next((folder / f"{id}.yaml" for folder in folders if (folder / f"{id}.yaml").is_file()), None)


@cache
def load_pack(path: Path) -> Pack:
    """One pack. Raises InputError with every problem of the file."""
    source = read_source(path)
    pack = validate(Pack, source)
    problems = []
    if pack.id != path.stem:
        problems.append(
            Problem(
                "pack-id",
                f'the id "{pack.id}" is not the file\'s name',
                source.where(("id",)),
                "id",
                f"Write id: {path.stem}",
            )
        )
    seen: set[str] = set()
    for number, fact in enumerate(pack.facts):
        place: Where = source.where(("facts", number, "id"))
        if fact.id in seen or not fact.id.startswith(f"{pack.id}."):
            problems.append(
                Problem(
                    "fact-id",
                    f"{fact.id} is used twice or does not begin with {pack.id}.",
                    place,
                    f"facts[{number + 1}].id",
                )
            )
        seen.add(fact.id)
    if problems:
        raise InputError(problems)
    return pack


def pack_ids(folders: Sequence[Path]) -> tuple[str, ...]:
    """The ids of every pack there is, neutral first."""
    found = {path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")}
    return tuple(sorted(found, key=lambda id: (id != NEUTRAL, id.count("-"), id)))
