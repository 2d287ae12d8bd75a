"""Every rule finds what its examples show, and leaves their near misses alone."""

from datetime import date
from pathlib import Path

import pytest

from npgs_docs.checks.engine import findings
from npgs_docs.checks.examples import example_case
from npgs_docs.checks.finding import Finding
from npgs_docs.checks.handbook import handbook
from npgs_docs.checks.rule import Example, Level, Rule
from npgs_docs.checks.rulebook import load_rulebook
from npgs_docs.errors import InputError
from npgs_docs.locations import checks_folder, packs_folder, samples_folder
from npgs_docs.packfiles import pack_ids
from npgs_docs.rules import load_chain

BOOK = load_rulebook(checks_folder())
SAMPLE = samples_folder() / "harbor-light.yaml"
PAGE = Path(__file__).parents[2] / "docs" / "checks.md"
RULES = tuple(BOOK.rules.values())


def found(rule: Rule, example: Example) -> list[Finding]:
    reading, bench = example_case(rule, example, BOOK, SAMPLE, packs_folder())
    return list(findings(rule, reading, BOOK, bench))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_tells_its_trips_in_whole_sentences(rule: Rule) -> None:
    for example in rule.trips:
        seen = found(rule, example)
        assert seen, example
        for finding in seen:
            said = f"{finding.message} {finding.rewrite}"
            assert "{" not in said, said
            assert finding.grounds
            assert finding.because
            assert finding.rewrite


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_near_misses_alone(rule: Rule) -> None:
    for example in rule.near:
        assert not found(rule, example), example


def test_there_are_rules_of_every_family_and_each_knows_its_sources() -> None:
    assert len(RULES) >= 105
    facts = {fact.id for id in pack_ids([packs_folder()]) for fact in load_chain(id, [packs_folder()]).nearest.facts}
    for rule in RULES:
        assert set(rule.sources) <= set(BOOK.sources)
        assert set(rule.rests_on) <= facts, rule.id
    used = {id for rule in RULES for id in rule.sources}
    assert used == set(BOOK.sources), set(BOOK.sources) - used


def test_what_is_law_in_one_state_is_advice_in_another() -> None:
    rule = BOOK.rules["PS-01"]
    assert found(rule, Example(text="Salary: competitive.", pack="us-co"))[0].level is Level.ERROR
    assert found(rule, Example(text="Salary: competitive.", pack="us-tx"))[0].level is Level.WARN


def test_a_law_that_begins_at_a_headcount_minds_it() -> None:
    rule = BOOK.rules["PS-01"]
    small, large = (Example(text="Salary: competitive.", pack="us-ca", employees=count) for count in (9, 20))
    assert found(rule, small)[0].level is Level.WARN
    assert found(rule, large)[0].level is Level.ERROR


def test_a_law_holds_from_its_first_day() -> None:
    rule = BOOK.rules["PS-01"]
    before, after = (
        Example(text="Salary: competitive.", pack="us-va", today=day) for day in (date(2026, 6, 30), date(2026, 7, 1))
    )
    assert found(rule, before)[0].level is Level.WARN
    assert found(rule, after)[0].level is Level.ERROR


def test_the_page_of_rules_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == handbook(BOOK), (
        "run: python -m npgs_docs.checks.handbook > docs/checks.md"
    )


def test_every_fault_of_a_rule_is_told_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "words.yaml").write_text("lists: {a: '('}\nnames: []\n")
    (tmp_path / "sources.yaml").write_text("- {id: one, title: One, as_of: 2026-01-01}\n")
    entry = (
        "- id: JD-01\n  title: T\n  kinds: [posting]\n  severity: warn\n  message: M\n  rewrite: R\n  because: B\n"
        "  sources: [two]\n  trips: [x]\n  near: [y]\n  look: {for: phrases, patterns: ['<b> x']}\n"
    )
    (tmp_path / "rules" / "job.yaml").write_text(
        entry + entry.replace("for: phrases, patterns: ['<b> x']", "for: judge, by: nobody")
    )
    with pytest.raises(InputError) as raised:
        load_rulebook(tmp_path)
    told = [(problem.id, problem.where.line) for problem in raised.value.problems if problem.where]
    assert told == [
        ("pattern", 1), ("rule-source", 8), ("pattern", 11), ("rule-id", 12), ("rule-source", 19), ("judge", 22),
    ]  # fmt: skip
