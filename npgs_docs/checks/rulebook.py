"""The folder ``content/checks`` is read into one `Rulebook`; every problem of every file is gathered, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from npgs_docs.checks.faults import patterns_of, rule_faults, word_faults
from npgs_docs.checks.patterns import compiled, expand
from npgs_docs.checks.rule import Judged, Rule, RuleSource, Words
from npgs_docs.errors import InputError, Problem
from npgs_docs.source import Source, read_source
from npgs_docs.validation import validate

FAMILIES = {
    "JD": "Job descriptions and postings", "PS": "Postings", "PO": "Policies", "CK": "Checklists and forms", "PR": "The profile",
}  # fmt: skip
"""The families of rules by the letters that their ids begin with."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Every rule by its id, in the order of the ids; the pages they rest on; names that are spared everywhere."""

    rules: Mapping[str, Rule]
    sources: Mapping[str, RuleSource]
    names: tuple[re.Pattern[str], ...]


@cache
def load_rulebook(folder: Path) -> Rulebook:
    """Read the folder. Raises InputError with every problem of every file."""
    words, written = _read(folder / "words.yaml", Words)
    listed, _ = _read(folder / "sources.yaml", TypeAdapter(tuple[RuleSource, ...]))
    sources = {one.id: one for one in listed}
    problems = list(word_faults(words, written))
    rules: dict[str, Rule] = {}
    for path in sorted((folder / "rules").glob("*.yaml")):
        try:
            found, source = _read(path, TypeAdapter(tuple[Rule, ...]))
        except InputError as error:
            problems.extend(error.problems)
            continue
        for at, rule in enumerate(found):
            problems.extend(rule_faults(rule, at, source, words.lists, sources, rules))
            rules[rule.id] = rule
    return _book(rules, sources, words, problems)


def _book(
    rules: Mapping[str, Rule], sources: Mapping[str, RuleSource], words: Words, problems: list[Problem]
) -> Rulebook:
    if problems:
        raise InputError(problems)
    ready = {id: _expanded(rules[id], words.lists) for id in sorted(rules, key=_order)}
    return Rulebook(ready, sources, tuple(compiled(expand(one, words.lists)) for one in words.names))


def _order(id: str) -> tuple[int, str]:
    return list(FAMILIES).index(id[:2]), id


def _read(path: Path, model: Any) -> tuple[Any, Source]:
    source = read_source(path)
    return validate(model, source), source


def _expanded(rule: Rule, lists: Mapping[str, str]) -> Rule:
    """The rule with every ``<name>`` in its patterns put in."""

    def put(patterns: Iterable[str]) -> tuple[str, ...]:
        return tuple(expand(one, lists) for one in patterns)

    ready = {path[-1]: put(patterns) for path, patterns in patterns_of(rule.look)}
    update: dict[str, Any] = {"words": ready} if isinstance(rule.look, Judged) else ready
    return rule.model_copy(update={"look": rule.look.model_copy(update=update)})
