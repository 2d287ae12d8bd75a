"""The chain of packs: a state's, its country's, the neutral one; the stricter figure; the user's folder first."""

from pathlib import Path
from typing import Any

import pytest

from npgs_docs.errors import InputError, Problem
from npgs_docs.locations import packs_folder
from npgs_docs.packfiles import NEUTRAL, load_pack, pack_ids
from npgs_docs.packs import Topic
from npgs_docs.profile.regions import REGIONS, Country
from npgs_docs.rules import Rules, load_rules, pack_id_for
from tests.organizations import loaded, profile

OURS = packs_folder()
FACT = """\
  - id: {id}.{name}
    topic: {topic}
    sentence: A rule.
    value: {value}
    sources: [{{title: T, url: "https://law.example"}}]
    as_of: 2026-11-23
    expires: 2027-11-23
    confidence: high
"""


def write(folder: Path, id: str, extends: str | None, *facts: tuple[str, str, str]) -> Path:
    """A pack file with facts of (name, topic, value)."""
    lines = [f"id: {id}", f"name: {id}", 'version: "2026.1"', "confirm_with: the authority"]
    lines += [f"extends: {extends}"] if extends else []
    lines += ["facts:" if facts else "facts: []"]
    body = "".join(FACT.format(id=id, name=name, topic=topic, value=value) for name, topic, value in facts)
    path = folder / f"{id}.yaml"
    path.write_text("\n".join(lines) + "\n" + body, encoding="utf-8")
    return path


def place(**answers: str) -> Any:
    return loaded(changes={"jurisdiction": answers})


def rules(folders: list[Path], **answers: str) -> Rules:
    return load_rules(place(**answers), folders)


def refused(path: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        load_pack(path)
    return list(caught.value.problems)


# --- the chain -----------------------------------------------------------------------------------------------


def test_the_chain_goes_from_state_to_country_to_neutral() -> None:
    found = rules([OURS], country="US", state="TX")
    assert [pack.id for pack in found.packs] == ["us-tx", "us", NEUTRAL]
    assert found.nearest.id == "us-tx"


@pytest.mark.parametrize("country", list(Country))
def test_every_place_has_a_chain_that_ends_in_the_neutral_pack(country: Country) -> None:
    for region in REGIONS.get(country, {}):
        chain = [pack.id for pack in rules([OURS], country=country.value, state=region).packs]
        assert chain[-1] == NEUTRAL
        assert country.lower() in chain


def test_a_state_without_a_pack_is_ruled_by_its_country() -> None:
    without = next(one for one in REGIONS[Country.US] if f"us-{one.lower()}" not in pack_ids([OURS]))
    assert [pack.id for pack in rules([OURS], country="US", state=without).packs] == ["us", NEUTRAL]


def test_a_country_without_a_pack_is_ruled_by_the_neutral_one(tmp_path: Path) -> None:
    write(tmp_path, NEUTRAL, None)
    assert [pack.id for pack in rules([tmp_path], country="US", state="TX").packs] == [NEUTRAL]


def test_a_pack_asked_for_by_name_stands_before_the_place() -> None:
    assert rules([OURS], state="TX", pack="us-ca").nearest.id == "us-ca"
    assert pack_id_for(profile()) == "us-tx"


def test_a_pack_that_is_not_there_is_told_at_its_line_with_those_that_are() -> None:
    with pytest.raises(InputError) as caught:
        rules([OURS], state="TX", pack="us-xx")
    (problem,) = caught.value.problems
    assert (problem.id, problem.path) == ("pack", "jurisdiction.pack")
    assert problem.where
    assert problem.where.line
    assert "neutral, " in problem.hint
    assert "us-tx" in problem.hint


TURNS = {
    "us-zz": 'the pack "us-zz" extends itself',
    "gone": 'the pack "us-zz" extends "gone", which is not there',
    "us-yy": "these packs extend each other in a circle: us-zz → us-yy → us-zz",
}


@pytest.mark.parametrize("extends", TURNS)
def test_a_chain_that_turns_back_or_leads_nowhere_is_refused(tmp_path: Path, extends: str) -> None:
    write(tmp_path, "us-zz", extends)
    write(tmp_path, "us-yy", "us-zz")
    with pytest.raises(InputError) as caught:
        rules([tmp_path], state="TX", pack="us-zz")
    (problem,) = caught.value.problems
    assert (problem.id, problem.path, problem.message) == ("pack-chain", "extends", TURNS[extends])
    assert problem.where is not None
    assert problem.where.line == 5
    assert problem.hint


# --- a folder of the user's ----------------------------------------------------------------------------------


def test_a_folder_of_the_users_stands_before_ours(tmp_path: Path) -> None:
    write(tmp_path, "us-tx", "us", ("span", "supervision-ratio", "{max_ratio: 2}"))
    found = rules([tmp_path, OURS], country="US", state="TX")
    assert [pack.id for pack in found.packs] == ["us-tx", "us", NEUTRAL]
    assert [fact.id for fact in found.nearest.facts] == ["us-tx.span"]
    assert found.strictest(Topic.SUPERVISION_RATIO, "max_ratio", min) == 2


def test_a_pack_of_the_users_may_stand_on_ours(tmp_path: Path) -> None:
    write(tmp_path, "payer-north", "us-tx", ("span", "supervision-ratio", "{max_ratio: 2}"))
    found = rules([tmp_path, OURS], state="TX", pack="payer-north")
    assert [pack.id for pack in found.packs] == ["payer-north", "us-tx", "us", NEUTRAL]


def test_packs_are_listed_neutral_first_countries_next(tmp_path: Path) -> None:
    write(tmp_path, "aa-zz", None)
    ids = pack_ids([tmp_path, OURS, tmp_path / "not-there"])
    assert ids[0] == NEUTRAL
    assert ids.index("us") < ids.index("aa-zz") < ids.index("us-tx")
    assert len(set(ids)) == len(ids)


# --- figures -------------------------------------------------------------------------------------------------


def test_where_two_differ_the_stricter_is_taken(tmp_path: Path) -> None:
    write(tmp_path, NEUTRAL, None, ("span", "supervision-ratio", "{max_ratio: 1}"))
    write(
        tmp_path,
        "us",
        NEUTRAL,
        ("span", "supervision-ratio", "{max_ratio: 6}"),
        ("hours", "pre-service", "{hours_before_service: 40}"),
        ("gap", "supervision-frequency", "{days_between_sessions: 14}"),
    )
    write(
        tmp_path,
        "us-tx",
        "us",
        ("span", "supervision-ratio", "{max_ratio: 7}"),
        ("hours", "pre-service", "{hours_before_service: 10}"),
        ("gap", "supervision-frequency", "{days_between_sessions: 30}"),
        ("new", "supervision-frequency", "{days_between_sessions: 7, stage: new}"),
    )
    found = rules([tmp_path], country="US", state="TX")
    assert found.strictest(Topic.SUPERVISION_RATIO, "max_ratio", min) == 6
    assert found.strictest(Topic.SUPERVISION_RATIO, "max_ratio", min, neutral=True) == 1
    assert found.strictest(Topic.PRE_SERVICE, "hours_before_service", max) == 40
    assert found.strictest(Topic.CASELOAD, "max_caseload", min) is None
    assert (found.longest_gap(new=True), found.longest_gap(new=False)) == (7, 14)


def test_where_sources_differ_the_fact_says_so_and_its_figure_is_one() -> None:
    differing = [fact for id in pack_ids([OURS]) for fact in load_pack(OURS / f"{id}.yaml").facts if fact.differs]
    assert differing
    assert all(len(fact.sources) >= 1 and fact.differs != fact.sentence for fact in differing)


def test_facts_come_by_topic_asked_nearest_pack_first_and_never_from_the_neutral_pack(tmp_path: Path) -> None:
    write(tmp_path, NEUTRAL, None, ("n", "caseload", "{}"))
    write(tmp_path, "us", NEUTRAL, ("c", "caseload", "{}"), ("p", "payer", "{}"))
    write(tmp_path, "us-tx", "us", ("c", "caseload", "{}"), ("p", "payer", "{}"))
    found = rules([tmp_path], country="US", state="TX")
    assert [fact.id for _, fact in found.facts("payer", "caseload")] == ["us-tx.p", "us.p", "us-tx.c", "us.c"]
    with pytest.raises(ValueError, match="weather"):
        found.facts("weather")


# --- broken packs --------------------------------------------------------------------------------------------


def test_a_pack_tells_every_id_that_does_not_fit_at_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "us-zz", "us", ("one", "payer", "{}"), ("one", "payer", "{}"), ("two", "payer", "{}"))
    text = path.read_text(encoding="utf-8").replace("id: us-zz\n", "id: us-yy\n", 1).replace("us-zz.two", "us-yy.two")
    path.write_text(text, encoding="utf-8")
    told = [(one.id, one.where.line, one.path) for one in refused(path) if one.where]
    assert told[0] == ("pack-id", 1, "id")
    assert ("fact-id", 7, "facts[1].id") in told
    assert ("fact-id", 15, "facts[2].id") in told
    assert not any(path == "facts[3].id" for _, _, path in told)


def test_a_pack_with_several_mistakes_tells_them_all(tmp_path: Path) -> None:
    path = write(tmp_path, "us-zz", "us", ("one", "weather", "{max_ratio: many}"), ("two", "payer", "{}"))
    path.write_text(path.read_text(encoding="utf-8").replace("name: us-zz", "nmae: us-zz"), encoding="utf-8")
    told = {one.path: one.where.line for one in refused(path) if one.where}
    assert {"nmae", "facts[1].topic", "facts[1].value.max_ratio"} <= set(told)
    assert (told["nmae"], told["facts[1].topic"], told["facts[1].value.max_ratio"]) == (2, 8, 10)


def test_a_pack_that_is_no_yaml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "us-zz.yaml"
    path.write_text("id: [", encoding="utf-8")
    (problem,) = refused(path)
    assert problem.where
    assert problem.where.file == str(path)
