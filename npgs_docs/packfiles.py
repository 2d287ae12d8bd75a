"""Folders of rule packs come in; packs, chains of them, and every problem of a whole folder go out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.nearest import did_you_mean
from npgs_docs.packs import Pack
from npgs_docs.profile.regions import REGIONS, Country, country_named, region_named
from npgs_docs.source import Source, read_source
from npgs_docs.validation import validate

NEUTRAL = "neutral"
LONGEST_CHAIN = 6
_MOST_NAMED = 8


def pack_path(id: str, folders: Sequence[Path]) -> Path | None:
    """Where a pack lies; an earlier folder stands before a later, and what leads out of a folder is in none."""
    if re.search(r"[/\\\0]", id):
        return None
    return next((folder / f"{id}.yaml" for folder in folders if (folder / f"{id}.yaml").is_file()), None)


def pack_ids(folders: Sequence[Path]) -> tuple[str, ...]:
    """The ids of every pack there is, neutral first."""
    found = {path.stem for folder in folders if folder.is_dir() for path in folder.glob("[!.]*.yaml")}
    return tuple(sorted(found, key=lambda id: (id != NEUTRAL, id.count("-"), id)))


@cache
def load_pack(path: Path) -> Pack:
    """One pack. Raises InputError with every problem of the file."""
    source = read_source(path)
    pack = validate(Pack, source)
    if problems := [*_id_problems(pack, path, source), *_fact_problems(pack, source)]:
        raise InputError(problems)
    return pack


def _id_problems(pack: Pack, path: Path, source: Source) -> Iterator[Problem]:
    if pack.id != path.stem:
        message = f'the id "{pack.id}" is not the file\'s name'
        yield Problem("pack-id", message, source.where(("id",)), "id", f"Write id: {path.stem}")


def _fact_problems(pack: Pack, source: Source) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, fact in enumerate(pack.facts):
        if fact.id in seen or not fact.id.startswith(f"{pack.id}."):
            message = f"{fact.id} is used twice or does not begin with {pack.id}."
            where = source.where(("facts", number, "id"))
            yield Problem("fact-id", message, where, f"facts[{number + 1}].id")
        seen.add(fact.id)


# --- chains --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Walk:
    """The ids from a pack down; `then` is what the last of them extends where that is not there, or was met before."""

    ids: tuple[str, ...]
    then: str | None

    @property
    def circle(self) -> tuple[str, ...]:
        return self.ids[self.ids.index(self.then) :] if self.then in self.ids else ()

    @property
    def fault(self) -> object:
        """Equal for walks that end in the same fault; None where there is none."""
        if self.then is None:
            return self.ids[0] if len(self.ids) > LONGEST_CHAIN else None
        return frozenset(self.circle) or (self.ids[-1], self.then)


def chain(first: str, folders: Sequence[Path]) -> tuple[Pack, ...]:
    """The pack of this id, which is there, and those below it. Raises InputError where they do not end well."""
    walk = _walk(first, folders)
    if walk.fault:
        raise InputError([_chain_problem(walk, folders)])
    return tuple(load_pack(path) for id in walk.ids if (path := pack_path(id, folders)))


def _chain_problems(ids: Sequence[str], folders: Sequence[Path]) -> Iterator[Problem]:
    """What is wrong with the chains that begin at these packs, each fault told once."""
    below = set(_extended_by(ids, folders))
    walked: set[str] = set()
    told: set[object] = {None}
    for first in sorted(ids, key=lambda id: id in below):  # those that nobody extends come first
        if first in walked:
            continue
        walk = _walk(first, folders)
        walked.update(walk.ids)
        if walk.fault not in told:
            told.add(walk.fault)
            yield _chain_problem(walk, folders)


def _walk(first: str, folders: Sequence[Path]) -> _Walk:
    ids = {first: None}
    last = first
    while then := _extended(last, folders):
        if then in ids or pack_path(then, folders) is None:
            return _Walk(tuple(ids), then)
        ids[then] = None
        last = then
    return _Walk(tuple(ids), None)


def _extended(id: str, folders: Sequence[Path]) -> str | None:
    """What a pack extends; None for one that cannot be read, which is told by itself."""
    path = pack_path(id, folders)
    try:
        return load_pack(path).extends if path else None
    except InputError:
        return None


def _chain_problem(walk: _Walk, folders: Sequence[Path]) -> Problem:
    at = walk.ids[0] if walk.then is None else _told_at(walk, folders[0])
    path = pack_path(at, folders)
    where = read_source(path).where(("extends",)) if path else None
    usual = "Let it extend the pack of its country, such as us, or neutral; or take the line out."
    if walk.then is None:
        message = (
            f"this pack stands on a chain of {len(walk.ids):,} packs ({_named(walk.ids)}); the most is {LONGEST_CHAIN}"
        )
        return Problem("pack-chain", message, where, "extends", usual)
    if len(walk.circle) == 1:
        return Problem("pack-chain", f'the pack "{at}" extends itself', where, "extends", usual)
    if circle := walk.circle:
        after = circle.index(at) + 1
        circle = (*circle[after:], *circle[:after])
        message = f"these packs extend each other in a circle: {_named((*circle, circle[0]))}"
        return Problem("pack-chain", message, where, "extends", usual)
    known = pack_ids(folders)
    hint = f"{did_you_mean(walk.then, known)}The packs are: {', '.join(known)}"
    return Problem("pack-chain", f'the pack "{at}" extends "{walk.then}", which is not there', where, "extends", hint)


def _told_at(walk: _Walk, own: Path) -> str:
    """The pack that leads back, or nowhere: of a circle the last that stands in the first folder, which is the user's."""
    theirs = [id for id in walk.circle if pack_path(id, [own])]
    return (*walk.ids, *theirs)[-1]


def _named(ids: Sequence[str]) -> str:
    """``us-a → us-b → us``; of a long row its ends."""
    if len(ids) > _MOST_NAMED:
        ids = (*ids[:4], "...", *ids[-2:])
    return " → ".join(ids)


# --- a folder of the user's ----------------------------------------------------------------------------------


def folder_problems(own: Path, ours: Path, named: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Everything that is wrong with a folder of packs that stands before ours, whether this profile needs it or not.

    `named` are ids that a profile asks for by name.
    """
    try:
        paths = [path for path in sorted(own.iterdir()) if _meant_as_pack(path.name)]
    except OSError as error:
        message = f"this cannot be read as a folder of rule packs: {error.strerror or error}"
        return (
            Problem("pack-folder", message, Where(str(own)), hint="Give a folder that holds files like us-tx.yaml."),
        )
    ids = [path.stem for path in paths if path.suffix == ".yaml" and path.is_file()]
    known = {*pack_ids([ours]), *named, *_extended_by(ids, [own, ours])}
    problems = [problem for path in paths for problem in _file_problems(path, known)]
    return (*problems, *sorted(_chain_problems(ids, [own, ours]), key=lambda one: str(one.where)))


def unused_packs(own: Path, ours: Path, used: Container[str]) -> list[str]:
    """The ids of packs of the user's own that stand for no place, that no other extends, and that are not `used`."""
    ids = [id for id in pack_ids([own]) if not is_place(id) and id not in used]
    extended = set(_extended_by(pack_ids([own]), [own, ours]))
    return [id for id in ids if id not in extended and pack_path(id, [ours]) is None]


def _extended_by(ids: Iterable[str], folders: Sequence[Path]) -> Iterator[str]:
    yield from (extends for id in ids if (extends := _extended(id, folders)))


def _meant_as_pack(name: str) -> bool:
    """``us-tx.yaml``, and ``us-tx.yml`` or ``us-tx.yaml.txt``; neither notes nor copies that an editor keeps."""
    return re.search(r"\.ya?ml(\.txt)?$", name, re.IGNORECASE) is not None and not name.startswith((".", "~", "#"))


def _file_problems(path: Path, known: Container[str]) -> Iterator[Problem]:
    if misnamed := _name_problem(path, known):
        yield misnamed
    if not path.is_file():
        hint = "Take it out of the folder, or put a file in its place."
        yield Problem("file", "this is no ordinary file that can be read", Where(str(path)), hint=hint)
        return
    try:
        load_pack(path) if path.suffix == ".yaml" else read_source(path)
    except InputError as error:
        yield from (one for one in error.problems if not (misnamed and one.id == "pack-id"))


def _name_problem(path: Path, known: Container[str]) -> Problem | None:
    """A name under which no pack is ever looked for, or that is most likely a slip for another."""
    if path.suffix != ".yaml":
        stem = re.sub(r"\.ya?ml(\.txt)?$", "", path.name, flags=re.IGNORECASE)
        message = "the name of a rule pack ends in .yaml, and this file is not read"
        return Problem("pack-name", message, Where(str(path)), hint=f"Name it {meant_id(stem) or stem}.yaml")
    id = path.stem
    if id in known or is_place(id):
        return None
    meant = meant_id(id)
    if meant is None and _ID.fullmatch(id) and not _PLACE.fullmatch(id):
        return None  # a payer's, or another of their own
    asked = f"Did you mean {meant}.yaml? " if meant else ""
    hint = (
        f"{asked}A pack is named after its place in small letters (us-tx.yaml, ca-bc.yaml, gb.yaml), or as jurisdiction.pack "
        "of a profile asks for it (small letters and hyphens)."
    )
    return Problem("pack-name", f'"{path.name}" is the name of no place we know', Where(str(path)), hint=hint)


_ID = re.compile(r"[a-z]+(-[a-z]+)*")
_PLACE = re.compile(r"[a-z]{2}|(us|ca)-[a-z]{2}")
"""What looks like the id of a country, a state or a province."""


def is_place(id: str) -> bool:
    """Whether a pack of this id is looked for by country and state."""
    country, _, region = id.partition("-")
    if country.upper() not in set(Country) or id != id.lower():
        return False
    regions = REGIONS.get(Country(country.upper()))
    return not region or (region.upper() in regions if regions else re.fullmatch("[a-z]{2,3}", region) is not None)


def meant_id(words: str) -> str | None:
    """The id that a name was most likely to be: ``Texas``, ``tx``, ``us_tx`` and ``us-tz`` are us-tx."""
    plain = re.sub(r"[\s_.]+", "-", words.strip().lower())
    if plain == NEUTRAL or is_place(plain):
        return plain
    region, country = region_named(plain.replace("-", " ")), country_named(plain.replace("-", " "))
    if region and not (country and len(plain) > 2):
        return f"{region[0]}-{region[1]}".lower()
    if country:
        return country.lower()
    close = difflib.get_close_matches(plain, [*_places(), NEUTRAL], n=5, cutoff=0.8)
    return max(close, key=lambda one: _alike(one, plain), default=None)


def _alike(one: str, other: str) -> int:
    """How many letters two words have in common before they part."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _places() -> list[str]:
    return [f"{country}-{code}".lower() for country, codes in REGIONS.items() for code in codes]
