"""Every rule pack of ours loads, stands on a chain, and each of its facts is dated and sourced."""

from datetime import date, timedelta

import pytest

from npgs_docs.errors import InputError
from npgs_docs.locations import packs_folder
from npgs_docs.packfiles import NEUTRAL, load_pack, pack_ids
from npgs_docs.packs import Fact, Machine, Pack, Topic
from npgs_docs.profile.regions import REGIONS, Country
from npgs_docs.source import parse_source
from npgs_docs.validation import validate

OURS = pack_ids([packs_folder()])
LONGEST_UNCHECKED = timedelta(days=731)
A_FACT = """
id: us-zz
name: Zed
version: "2026.1"
confirm_with: the authority
facts:
  - id: us-zz.one
    topic: caseload
    sentence: A rule.
    sources: [{title: T, url: "https://law.example"}]
    as_of: 2026-11-23
    expires: 2027-11-23
    confidence: high
"""


def ours(id: str) -> Pack:
    return load_pack(packs_folder() / f"{id}.yaml")


def every_fact() -> list[tuple[str, Fact]]:
    return [(fact.id, fact) for id in OURS for fact in ours(id).facts]


@pytest.mark.parametrize("id", OURS)
def test_every_pack_of_ours_loads_and_extends_one_that_is_there(id: str) -> None:
    pack = ours(id)
    assert pack.facts
    assert pack.extends in {*OURS, None}
    assert (pack.extends is None) == (id == NEUTRAL)


@pytest.mark.parametrize("id", [id for id in OURS if id != NEUTRAL])
def test_a_packs_place_is_one_we_know_and_its_id_says_which(id: str) -> None:
    pack = ours(id)
    assert pack.country
    assert pack.country in {one.value for one in Country}
    assert id == "-".join(part.lower() for part in (pack.country, pack.region) if part)
    if pack.region:
        assert pack.extends == pack.country.lower()
        assert pack.region in REGIONS[Country(pack.country)]


@pytest.mark.parametrize("fact", [fact for _, fact in every_fact()], ids=[id for id, _ in every_fact()])
def test_every_fact_is_sourced_dated_and_says_one_thing_in_whole_sentences(fact: Fact) -> None:
    assert fact.sources
    assert all(one.url.startswith("http") and one.title for one in fact.sources)
    assert date(2024, 1, 1) <= fact.as_of < fact.expires <= fact.as_of + LONGEST_UNCHECKED
    assert fact.sentence[0].isupper() or fact.sentence[0].isdigit()
    assert fact.sentence.endswith((".", "”"))
    assert len(fact.sentence.split()) <= 80


def test_no_two_facts_have_one_id() -> None:
    ids = [id for id, _ in every_fact()]
    assert len(set(ids)) == len(ids)


def test_money_has_its_currency() -> None:
    for id, fact in every_fact():
        value = fact.value
        assert not (value.weekly_salary or value.annual_salary) or value.currency, id


@pytest.mark.parametrize("name", Machine.model_fields)
def test_figures_are_more_than_nothing(name: str) -> None:
    """A notice to staff may be due on the very day; no other figure is nothing."""
    least = 0 if name == "internal_notice_days" else 1
    figures = [getattr(fact.value, name) for _, fact in every_fact()]
    assert all(one >= least for one in figures if isinstance(one, int | float) and not isinstance(one, bool))


def test_every_topic_a_document_asks_for_has_a_fact_somewhere() -> None:
    found = {fact.topic for _, fact in every_fact()}
    assert set(Topic) - found <= {Topic.TERMS}


# --- what is refused -----------------------------------------------------------------------------------------


def test_a_fact_that_is_whole_is_taken() -> None:
    assert validate(Pack, parse_source(A_FACT, "us-zz.yaml")).facts[0].topic is Topic.CASELOAD


@pytest.mark.parametrize(
    ("key", "line"),
    [("topic", 7), ("sentence", 7), ("sources", 7), ("as_of", 7), ("expires", 7), ("confidence", 7)],
)
def test_a_fact_that_lacks_something_is_refused_at_its_line(key: str, line: int) -> None:
    text = "\n".join(one for one in A_FACT.splitlines() if not one.strip().startswith(f"{key}:"))
    with pytest.raises(InputError) as caught:
        validate(Pack, parse_source(text, "us-zz.yaml"))
    (problem,) = caught.value.problems
    assert problem.where
    assert (problem.where.file, problem.where.line) == ("us-zz.yaml", line)
    assert key in problem.path


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("caseload", "weather", "facts[1].topic"),
        ("https://law.example", "law.example", "facts[1].sources[1].url"),
        ("[{title", "[] #{title", "facts[1].sources"),
        ("2027-11-23", "next year", "facts[1].expires"),
        ("2026.1", "one", "version"),
        ("us-zz.one", "US one", "facts[1].id"),
        ("confidence: high", "confidence: high\n    value: {max_ration: 5}", "facts[1].value.max_ration"),
    ],
)
def test_a_fact_with_a_wrong_answer_is_refused(old: str, new: str, path: str) -> None:
    with pytest.raises(InputError) as caught:
        validate(Pack, parse_source(A_FACT.replace(old, new), "us-zz.yaml"))
    assert [problem.path for problem in caught.value.problems] == [path]
    assert all(problem.where and problem.where.line for problem in caught.value.problems)
