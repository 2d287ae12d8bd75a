"""A rule or the word lists in; what is wrong with them, each at its line, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from npgs_docs.checks.judges import JUDGES
from npgs_docs.checks.patterns import UnknownWordsError, compiled, expand
from npgs_docs.checks.rule import Judged, Look, Missing, Phrases, Rule, RuleSource, Words
from npgs_docs.errors import Problem
from npgs_docs.source import KeyPath, Source, dotted

Lists = Mapping[str, str]


def word_faults(words: Words, source: Source) -> Iterator[Problem]:
    """Lists and names that are no regular expressions."""
    for name, text in words.lists.items():
        yield from _pattern(text, words.lists, source, ("lists", name))
    for number, text in enumerate(words.names):
        yield from _pattern(text, words.lists, source, ("names", number))


def rule_faults(
    rule: Rule, at: int, source: Source, lists: Lists, sources: Mapping[str, RuleSource], taken: Mapping[str, Rule]
) -> Iterator[Problem]:
    """An id given twice, a source or judge that is not there, a pattern that cannot be used. `at` counts from 0."""
    if rule.id in taken:
        yield _problem("rule-id", f"{rule.id} is given twice", source, (at, "id"), "Take the next free number.")
    for number, id in enumerate(rule.sources):
        if id not in sources:
            path: KeyPath = (at, "sources", number)
            yield _problem("rule-source", f'there is no source "{id}"', source, path, "Add it to sources.yaml.")
    if isinstance(rule.look, Judged) and rule.look.by not in JUDGES:
        hint = f"The judges are: {', '.join(JUDGES)}"
        yield _problem("judge", f'there is no judge "{rule.look.by}"', source, (at, "look", "by"), hint)
    for keys, patterns in patterns_of(rule.look):
        for number, pattern in enumerate(patterns):
            yield from _pattern(pattern, lists, source, (at, "look", *keys, number))


def patterns_of(look: Look) -> Iterator[tuple[tuple[str, ...], Sequence[str]]]:
    """Every list of patterns with the keys that lead to it."""
    match look:
        case Phrases():
            names = ("patterns", "unless", "unless_anywhere", "only_if", "sections", "outside")
            yield from (((name,), getattr(look, name)) for name in names)
        case Missing():
            yield from (((name,), getattr(look, name)) for name in ("patterns", "only_if", "unless"))
        case Judged():
            yield from ((("words", name), patterns) for name, patterns in look.words.items())


def _pattern(pattern: str, lists: Lists, source: Source, path: KeyPath) -> Iterator[Problem]:
    try:
        compiled(expand(pattern, lists))
    except UnknownWordsError as error:
        yield _problem("pattern", str(error), source, path, f"The word lists are: {', '.join(sorted(lists))}")


def _problem(id: str, message: str, source: Source, path: KeyPath, hint: str) -> Problem:
    return Problem(id, message, source.where(path), dotted(path), hint)
