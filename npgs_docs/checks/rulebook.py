"""The folder ``content/checks`` is read into one `Rulebook`; every problem of every file is gathered, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, TypeAdapter

from npgs_docs.checks.judges import JUDGES
from npgs_docs.checks.patterns import UnknownWordsError, compiled, expand
from npgs_docs.checks.rule import Judged, Look, Missing, Model, Pattern, Phrases, Rule, RuleSource
from npgs_docs.errors import InputError, Problem
from npgs_docs.source import Source, dotted, read_source
from npgs_docs.validation import validate


def _joined(value: Any) -> Any:
    return "|".join(str(one) for one in value) if isinstance(value, list) else value


class Words(Model):
    """Word lists that patterns put in with ``<name>``, and names of laws and bodies that no list is held against."""

    lists: Mapping[str, Annotated[str, BeforeValidator(_joined)]]
    names: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every rule by its id, in the order of the ids; the pages they rest on; names that are spared everywhere."""

    rules: Mapping[str, Rule]
    sources: Mapping[str, RuleSource]
    names: tuple[re.Pattern[str], ...]


@cache
def load_rulebook(folder: Path) -> Rulebook:
    """Read the folder. Raises InputError with every problem of every file."""
    words, places = _read(folder / "words.yaml", Words)
    sources, _ = _read(folder / "sources.yaml", TypeAdapter(tuple[RuleSource, ...]))
    known = {one.id: one for one in sources}
    problems = list(_word_problems(words, places))
    rules: dict[str, Rule] = {}
    for path in sorted((folder / "rules").glob("*.yaml")):
        try:
            found, source = _read(path, TypeAdapter(tuple[Rule, ...]))
        except InputError as error:
            problems.extend(error.problems)
            continue
        for number, rule in enumerate(found):
            problems.extend(_rule_problems(rule, number, source, words, known, rules))
            rules[rule.id] = rule
    if problems:
        raise InputError(problems)
    ready = {id: _expanded(rules[id], words.lists) for id in sorted(rules, key=_order)}
    return Rulebook(ready, known, tuple(compiled(expand(one, words.lists)) for one in words.names))


FAMILIES = ("JD", "PS", "PO", "CK", "PR")


def _order(id: str) -> tuple[int, str]:
    return FAMILIES.index(id[:2]), id


def _read(path: Path, model: Any) -> tuple[Any, Source]:
    source = read_source(path)
    return validate(model, source), source


def _expanded(rule: Rule, words: Mapping[str, str]) -> Rule:
    """The rule with every ``<name>`` in its patterns put in."""

    def put(patterns: Iterable[str]) -> tuple[str, ...]:
        return tuple(expand(one, words) for one in patterns)

    look: Look = rule.look
    match look:
        case Phrases() | Missing():
            update: dict[str, Any] = {name: put(getattr(look, name)) for name in _lists_of(look)}
        case Judged():
            update = {"words": {name: put(patterns) for name, patterns in look.words.items()}}
    return rule.model_copy(update={"look": look.model_copy(update=update)})


def _lists_of(look: Phrases | Missing) -> tuple[str, ...]:
    if isinstance(look, Missing):
        return ("patterns", "only_if", "unless")
    return ("patterns", "unless", "unless_anywhere", "only_if", "sections", "outside")


# --- problems ------------------------------------------------------------------------------------------------


def _word_problems(words: Words, source: Source) -> Iterator[Problem]:
    paths = [(("lists", name), text) for name, text in words.lists.items()]
    paths += [(("names", number), text) for number, text in enumerate(words.names)]
    for path, text in paths:
        yield from _pattern_problems(text, words.lists, source, path)


def _pattern_problems(pattern: str, words: Mapping[str, str], source: Source, path: Any) -> Iterator[Problem]:
    try:
        compiled(expand(pattern, words))
    except UnknownWordsError as error:
        hint = f"The word lists are: {', '.join(sorted(words))}"
        yield Problem("pattern", str(error), source.where(path), dotted(path), hint)


def _rule_problems(
    rule: Rule, number: int, source: Source, words: Words, sources: Mapping[str, RuleSource], earlier: Mapping[str, Rule]
) -> Iterator[Problem]:
    if rule.id in earlier:
        yield Problem("rule-id", f"{rule.id} is given twice", source.where((number, "id")), dotted((number, "id")))
    for at, id in enumerate(rule.sources):
        if id not in sources:
            path = (number, "sources", at)
            yield Problem("rule-source", f'there is no source "{id}"', source.where(path), dotted(path), "Add it to sources.yaml.")
    if isinstance(rule.look, Judged) and rule.look.by not in JUDGES:
        path = (number, "look", "by")
        yield Problem("judge", f'there is no judge "{rule.look.by}"', source.where(path), dotted(path), f"The judges are: {', '.join(JUDGES)}")
    for path, pattern in _patterns_of(rule.look):
        yield from _pattern_problems(pattern, words.lists, source, (number, "look", *path))


def _patterns_of(look: Look) -> Iterator[tuple[tuple[str | int, ...], str]]:
    lists: Iterable[tuple[tuple[str, ...], Iterable[str]]]
    if isinstance(look, Judged):
        lists = [(("words", name), patterns) for name, patterns in look.words.items()]
    else:
        lists = [((name,), getattr(look, name)) for name in _lists_of(look)]
    for path, patterns in lists:
        yield from (((*path, number), pattern) for number, pattern in enumerate(patterns))
