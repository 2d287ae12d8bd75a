"""The content folder is read into one `Library`; every problem of every file is gathered, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter

from npgs_docs.content import Clause, Guideline, Overlay, Role, SourceEntry, Value, Variation
from npgs_docs.errors import InputError, Problem
from npgs_docs.source import Source, dotted, read_source
from npgs_docs.terms import token_plural, tokens
from npgs_docs.validation import validate
from npgs_docs.values import CORE_VALUES, VALUE_NAMES

NOUNS = ("specialist", "supervisor", "person", "organization", "program", "team")
PHRASES = ("lived_experience",)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Library:
    """Everything the guideline layer says. `exact` holds an organization's overlay of permitted guideline text."""

    values: tuple[Value, ...]
    roles: Mapping[str, Role]
    settings: Mapping[str, Variation]
    populations: Mapping[str, Variation]
    clauses: tuple[Clause, ...]
    sources: Mapping[str, SourceEntry]
    guideline: Guideline
    exact: Overlay | None = None

    def with_overlay(self, overlay: Overlay | None) -> Library:
        return replace(self, exact=overlay)


class _Gathered:
    """Problems of many files, gathered before any is raised."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def read(self, path: Path, model: Any, checks: Iterable[Callable[[Any, Source], Iterator[Problem]]] = ()) -> Any:
        try:
            source = read_source(path)
            found = validate(model, source)
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        for check in (token_problems, *checks):
            self.problems.extend(check(found, source))
        return found


@cache
def load_library(folder: Path) -> Library:
    """Read the content folder. Raises InputError with every problem of every file."""
    gathered = _Gathered()
    values = [gathered.read(path, Value, (_value_problems,)) for path in sorted((folder / "values").glob("*.yaml"))]
    roles = [gathered.read(path, Role, (_share_problems,)) for path in sorted((folder / "roles").glob("*.yaml"))]
    settings = gathered.read(folder / "settings.yaml", TypeAdapter(tuple[Variation, ...]))
    populations = gathered.read(folder / "populations.yaml", TypeAdapter(tuple[Variation, ...]))
    clauses = gathered.read(folder / "clauses" / "clauses.yaml", TypeAdapter(tuple[Clause, ...]), (_clause_problems,))
    sources = gathered.read(folder / "sources.yaml", TypeAdapter(tuple[SourceEntry, ...]))
    guideline = gathered.read(folder / "guideline.yaml", Guideline)
    if not gathered.problems:
        gathered.problems.extend(_whole_problems(values, folder))
    if gathered.problems:
        raise InputError(gathered.problems)
    return Library(
        tuple(sorted(values, key=lambda value: value.number)),
        _by_id(roles), _by_id(settings), _by_id(populations), clauses, _by_id(sources), guideline,
    )  # fmt: skip


def load_overlay(path: Path) -> Overlay:
    """An organization's own file of exact guideline text. Raises InputError with every problem."""
    return validate(Overlay, read_source(path))


def _by_id(entries: Iterable[T]) -> dict[str, T]:
    return {entry.id: entry for entry in entries}  # type: ignore[attr-defined]


# --- what the models cannot say -------------------------------------------------------------------------------


def texts(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text below a model, list or mapping, with its key path."""
    match value:
        case str():
            yield path, value
        case BaseModel():
            for name in type(value).model_fields:
                yield from texts(getattr(value, name), (*path, name))
        case tuple():
            for number, one in enumerate(value):
                yield from texts(one, (*path, number))
        case dict():
            for key, one in value.items():
                yield from texts(one, (*path, str(key)))
        case _:
            return


def known_tokens() -> frozenset[str]:
    """Every token that content may hold, in its lower-case form."""
    plain = [form for noun in NOUNS for form in (noun, token_plural(noun))]
    owned = (
        [f"{noun}'s" for noun in NOUNS]
        + ["people's"]
        + [f"{token_plural(noun)}'" for noun in NOUNS if noun != "person"]
    )
    articled = [f"{article} {noun}" for noun in NOUNS for article in ("a", "an")]
    return frozenset((*plain, *owned, *articled, *PHRASES))


def token_problems(found: Any, source: Source) -> Iterator[Problem]:
    """Tokens that no term fills."""
    known = known_tokens()
    for path, text in texts(found):
        for token in tokens(text):
            if token[:1].lower() + token[1:] not in known:
                hint = "The tokens are {specialist}, {specialists}, {specialist's}, {a specialist} and so on."
                yield Problem("token", f'there is no word for "{{{token}}}"', source.where(path), dotted(path), hint)


def _value_problems(value: Value, source: Source) -> Iterator[Problem]:
    if value.id != f"V{value.number}":
        yield Problem("value-id", f"{value.id} does not belong to number {value.number}", source.where(("id",)), "id")
    fixed = CORE_VALUES[value.number - 1]
    for key, seen, meant in (("name", value.name, fixed.name), ("key", value.key, fixed.key)):
        if seen != meant:
            message = f'"{seen}" is not the {key} of value {value.number}'
            yield Problem(f"value-{key}", message, source.where((key,)), key, f"The {key} is fixed: {meant}")
    for kind, letter in (
        ("practices", "P"),
        ("actions", "S"),
        ("reflections", "R"),
        ("questions", "Q"),
        ("warnings", "W"),
        ("concerns", "C"),
    ):
        for number, item in enumerate(getattr(value, kind)):
            if not item.id.startswith(f"{value.id}-{letter}"):
                yield Problem(
                    "item-id",
                    f"{item.id} does not begin with {value.id}-{letter}",
                    source.where((kind, number, "id")),
                    dotted((kind, number)),
                )
    yield from _twice(value, source)


def _twice(value: Value, source: Source) -> Iterator[Problem]:
    """Ids used a second time; all of a value's begin with its own id, so those of two files never meet."""
    seen: set[str] = set()
    for path, text in texts(value):
        if path[-1] == "id" and text in seen:
            yield Problem("duplicate-id", f"{text} is used twice", source.where(path), dotted(path))
        seen |= {text} if path[-1] == "id" else set()


def _share_problems(role: Role, source: Source) -> Iterator[Problem]:
    given = (function for function in role.functions if function.line_manager != "separate")
    total = sum(function.share for function in given)
    if total != 100:
        yield Problem(
            "shares",
            f"the shares add up to {total}",
            source.where(("functions",)),
            "functions",
            "They must add up to 100.",
        )
    for function in role.functions_where(separate=True):
        if function.share < 1:
            hint = "Those with line_manager: separate may take no more time than those with line_manager: same."
            yield Problem(
                "shares", "the first function is left without time", source.where(("functions",)), "functions", hint
            )
    for number in sorted(set(range(1, 13)) - {n for function in role.functions for n in function.values}):
        yield Problem(
            "value-unserved",
            f"no function serves value {number}",
            source.where(("functions",)),
            "functions",
            VALUE_NAMES[number - 1],
        )


def _clause_problems(clauses: tuple[Clause, ...], source: Source) -> Iterator[Problem]:
    folder = Path(source.file).parent
    for number, clause in enumerate(clauses):
        if not (folder / f"{clause.id}.md").is_file():
            yield Problem(
                "clause-missing", f"{clause.id}.md is not there", source.where((number, "id")), dotted((number, "id"))
            )


def _whole_problems(values: list[Value], folder: Path) -> Iterator[Problem]:
    """What can only be seen over all files: twelve values, each once."""
    numbers = sorted(value.number for value in values)
    if numbers != list(range(1, 13)):
        told = ", ".join(str(number) for number in numbers)
        yield Problem(
            "values", f"{folder / 'values'} holds the values {told}", hint="There are twelve, 1 to 12, each once."
        )
