"""A reading, the rulebook and the circumstances in; what was found, out, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Checked, Finding, Grounds, Hit, Sighting, fact_grounds
from npgs_docs.checks.judges import JUDGES
from npgs_docs.checks.marking import sentence_at
from npgs_docs.checks.phrases import missing_hits, phrase_hits
from npgs_docs.checks.provenance import answers_of
from npgs_docs.checks.reading import Kind, Place, Reading
from npgs_docs.checks.rule import Change, Judged, Level, Missing, Phrases, Rule
from npgs_docs.checks.rulebook import Rulebook

LEVELS = tuple(Level)
"""The levels, worst first."""


def check(reading: Reading, book: Rulebook, bench: Bench) -> Checked:
    """Hold every rule that applies against a reading."""
    found = [one for rule in book.rules.values() for one in findings(rule, reading, book, bench)]
    return Checked(reading, tuple(sorted(found, key=lambda one: LEVELS.index(one.level))))


def findings(rule: Rule, reading: Reading, book: Rulebook, bench: Bench) -> Iterator[Finding]:
    """What one rule finds: a finding for each different thing it has to say."""
    if not applies(rule, reading, bench):
        return
    change = _change(rule, bench)
    hits = sorted(_hits(rule, reading, bench), key=lambda hit: _key(hit, rule, change))
    for (level, _), group in groupby(hits, key=lambda hit: _key(hit, rule, change)):
        yield _finding(rule, reading, book, bench, LEVELS[level], tuple(group), change)


def applies(rule: Rule, reading: Reading, bench: Bench) -> bool:
    """Whether a rule is about such a document, about this role, and in force in this place."""
    if reading.kind not in rule.kinds or (rule.countries and bench.country not in rule.countries):
        return False
    about_role = reading.kind in {Kind.POSTING, Kind.JOB} and reading.subject is not None
    if about_role and reading.subject not in rule.subjects:
        return False
    return rule.only_where is None or any(bench.facts(rule.only_where))


def _hits(rule: Rule, reading: Reading, bench: Bench) -> Iterable[Hit]:
    match rule.look:
        case Phrases():
            return phrase_hits(reading, rule.look)
        case Missing():
            return missing_hits(reading, rule.look)
        case Judged():
            return JUDGES[rule.look.by](reading, bench, rule.look)


def _change(rule: Rule, bench: Bench) -> Change | None:
    return next((one for one in rule.changes if any(bench.facts(one.where))), None)


def _key(hit: Hit, rule: Rule, change: Change | None) -> tuple[int, tuple[tuple[str, str], ...]]:
    level = hit.level or (change.severity if change else rule.severity)
    return LEVELS.index(level), tuple(sorted(hit.fill.items()))


def _finding(
    rule: Rule,
    reading: Reading,
    book: Rulebook,
    bench: Bench,
    level: Level,
    hits: tuple[Hit, ...],
    change: Change | None,
) -> Finding:
    sightings = tuple(dict.fromkeys(_sighting(hit, bench) for hit in hits if hit.passage or hit.place or hit.words))
    rewrite = change.rewrite if change and change.rewrite else rule.rewrite
    fill = _Fill({"seen": hits[0].words, **hits[0].fill})
    return Finding(
        rule, reading.name, level, rule.message.format_map(fill), rewrite.format_map(fill), rule.because.format_map(fill),
        sightings, tuple(_grounds(rule, book, bench, change)),
    )  # fmt: skip


class _Fill(dict[str, str]):
    """Leaves a name that nobody filled as it is."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _sighting(hit: Hit, bench: Bench) -> Sighting:
    passage = hit.passage
    if passage is None:
        return Sighting(hit.words, hit.place or Place())
    span = sentence_at(passage.text, hit.start)
    section = passage.path[-1] if passage.path else ""
    sentence = " ".join(passage.text[span.start : span.end].split())
    return Sighting(
        hit.words, hit.place or passage.place(hit.start), section, _shortened(sentence), passage.paragraph, hit.start, hit.end,
        answers_of(hit, bench),
    )  # fmt: skip


def _shortened(sentence: str, most: int = 240) -> str:
    return sentence if len(sentence) <= most else sentence[: most - 1].rsplit(" ", 1)[0] + "…"


def _grounds(rule: Rule, book: Rulebook, bench: Bench, change: Change | None) -> Iterator[Grounds]:
    """The pages a rule rests on, then the facts of the packs that apply here; each address once."""
    seen: set[str] = set()
    for one in _all_grounds(rule, book, bench, change):
        if not one.url or one.url not in seen:
            yield one
        seen.add(one.url)


def _all_grounds(rule: Rule, book: Rulebook, bench: Bench, change: Change | None) -> Iterator[Grounds]:
    for id in rule.sources:
        source = book.sources[id]
        yield Grounds(source.title, source.url or "", source.as_of, source.expires)
    facts = [fact for id in rule.rests_on if (fact := bench.fact(id))]
    for asked in (rule.only_where, change.where if change else None):
        facts.extend(bench.facts(asked) if asked else ())
    for fact in {fact.id: fact for fact in facts}.values():
        yield from fact_grounds(fact)
