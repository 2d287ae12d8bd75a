"""What templates may use: the names the manual promises, each text from its layer, the organization's choices in force."""

import re
from pathlib import Path
from typing import Any

import pytest

from npgs_docs.catalog import Kind
from npgs_docs.context import SECTION_NAMES, context_for
from npgs_docs.conventions import conventions_of
from npgs_docs.document import Blank, Origin
from npgs_docs.filters import filters
from npgs_docs.marks import Sourced
from npgs_docs.pipeline import Packet
from npgs_docs.profile import Profile
from tests.organizations import packet

MANUAL = (Path(__file__).parents[1] / "docs" / "templates.md").read_text(encoding="utf-8")
ONLY_IN = {
    "kind": Kind.JOB, "position": Kind.JOB, "role": Kind.JOB, "worker": Kind.JOB, "role_rules": Kind.JOB,
    "check_rules": Kind.JOB, "driving_rules": Kind.JOB, "contractor_rules": Kind.JOB, "advert": Kind.POSTING,
    "pay_rules": Kind.POSTING, "law_asks": Kind.POSTING, "turns": Kind.BINDER,
    "value": Kind.CHECKLIST, "next_value": Kind.CHECKLIST, "closest": Kind.CHECKLIST,
    "carried": Kind.CROSSWALK, "section_numbers": Kind.CROSSWALK, "standards": Kind.CROSSWALK,
    "choices": Kind.CHOICES, "blanks_by_document": Kind.CHOICES, "questions": Kind.CHOICES,
    "posting_rules": Kind.CHOICES,
}  # fmt: skip


def seen(made: Packet, code: str, **blanks: Any) -> dict[str, Any]:
    entry = next(one for one in made.entries if one.code == code)
    return context_for(made.inputs, entry, **blanks)


def promised() -> list[str]:
    table = MANUAL.split("| name | what it holds |")[1].split("\n\n")[0]
    cells = [row.split("|")[1] for row in table.splitlines() if row.count("|") == 3]
    return [name.split("(")[0] for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


@pytest.mark.parametrize("name", promised())
def test_every_name_of_the_manual_is_there(harbor_light: Packet, name: str) -> None:
    kind = ONLY_IN.get(name, Kind.POLICY)
    entry = next(one for one in harbor_light.entries if one.kind is kind)
    assert name in context_for(harbor_light.inputs, entry)


def test_the_manual_tells_every_name(harbor_light: Packet) -> None:
    names = {name for entry in harbor_light.entries for name in context_for(harbor_light.inputs, entry)}
    assert names == set(promised())


def test_the_manual_tells_every_filter() -> None:
    table = MANUAL.split("| filter | does |")[1].split("\n\n")[0]
    told = {name for row in table.splitlines() if row for name in re.findall(r"`([^`]+)`", row.split("|")[1])}
    assert told == set(filters(conventions_of("US")))


def test_each_text_comes_from_its_layer(harbor_light: Packet) -> None:
    context = seen(harbor_light, "policy")
    layers = {
        context["organization"].name: Origin.ORGANIZATION,
        context["pack"].name: Origin.PACK,
        context["used_facts"][0].sentence: Origin.PACK,
        context["used_facts"][0].confirm_with: Origin.PACK,
        context["values"][0].name: Origin.GUIDELINE,
        context["roles"]["specialist"].summary: Origin.GUIDELINE,
        context["lived_experience"]: Origin.ORGANIZATION,
    }
    assert len(layers) == 7
    assert {text: text.origin for text in layers} == layers
    assert all(isinstance(text, Sourced) for text in layers)


def test_the_organizations_words_are_in_the_guidelines_sentences_and_never_in_the_values_names() -> None:
    context = seen(packet(changes={"terms": {"specialist": "recovery coach", "person": "resident"}}), "policy")
    words = " ".join(item.text for value in context["values"] for item in value.practices)
    told = " ".join(value.meaning for value in context["values"])
    assert "a recovery coach" in told
    assert "Residents" in told
    assert "{" not in words + told
    assert [value.name for value in context["values"]] == list(context["value_names"].values())
    assert "Peer supporters are hopeful" in context["value_names"].values()


def test_facts_come_by_topic_with_the_number_of_their_source(harbor_light: Packet) -> None:
    context = seen(harbor_light, "policy")
    facts = context["used_facts"]
    assert sorted({fact.number for fact in facts}) == list(range(1, len(context["rule_sources"]) + 1))
    for fact in context["facts"]("supervision-frequency", "pre-service"):
        assert fact.number in {one.number for one in facts if one.id == fact.id}
    california = seen(packet(changes={"jurisdiction.state": "CA"}), "policy")
    assert california["facts"]("pay-posting")[0].number is None, "no clause of the policy prints this topic"


def test_facts_of_one_source_have_one_number_and_one_row(harbor_light: Packet) -> None:
    context = seen(harbor_light, "policy")
    texas = [fact for fact in context["used_facts"] if fact.id in {"us-tx.frequency-new", "us-tx.records"}]
    assert len({fact.number for fact in texas}) == 1
    (row,) = [one for one in context["rule_sources"] if one.number == texas[0].number]
    assert {"How often, how long, and in what form", "Records and privacy"} <= {*row.sections}


def test_the_short_form_tells_the_rules_of_every_clause() -> None:
    context = seen(packet(changes={"policy.form": "short"}), "policy")
    assert "us-tx.certification" in {fact.id for fact in context["used_facts"]}, "its clause is not printed"
    told = [sentence for row in context["rule_sources"] for sentence in row.sentences]
    assert sorted(told) == sorted(fact.sentence for fact in context["used_facts"])


def test_a_law_that_begins_at_a_headcount_is_not_quoted_to_those_below_it() -> None:
    small = seen(packet(changes={"organization.employee_count": 9}), "policy")
    assert not {"us.accommodation", "us.confidential-files"} & {fact.id for fact in small["used_facts"]}


def test_the_short_policy_has_its_short_clauses(harbor_light: Packet) -> None:
    whole = [clause.id for clause in seen(harbor_light, "policy")["clauses"]]
    short = [clause.id for clause in seen(packet(changes={"policy.form": "short"}), "policy")["clauses"]]
    assert set(short) < set(whole)
    assert [id for id in whole if id in short] == short


def test_a_checklist_knows_its_value_the_next_and_the_closest(harbor_light: Packet) -> None:
    context = seen(harbor_light, "checklist-03")
    assert (context["value"].number, context["next_value"].number) == (3, 4)
    assert seen(harbor_light, "checklist-12")["next_value"].number == 1
    numbers = harbor_light.inputs.library.values[2].closest
    assert [one.number for one in context["closest"]] == list(numbers)


def test_exact_text_stands_beside_ours_only_where_there_is_some(tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text("permission: By permission.\nvalues: {V1: The exact words.}\n", encoding="utf-8")
    with_text, without = seen(packet(overlay=overlay), "policy")["values"][:2]
    assert (with_text.exact, with_text.permission) == ("The exact words.", "By permission.")
    assert with_text.exact.origin is Origin.GUIDELINE
    assert (without.exact, without.permission) == (None, None)
    assert with_text.meaning != with_text.exact


# --- positions -----------------------------------------------------------------------------------------------


def test_a_role_has_what_its_setting_and_people_add(harbor_light: Packet) -> None:
    def role(*people: str) -> Any:
        return seen(packet(changes={"positions.specialist.populations": list(people)}), "job-specialist")["role"]

    one, two = role("mental-health"), role("mental-health", "veterans")
    added = harbor_light.inputs.library.populations["veterans"]
    assert [each.id for each in two.populations] == ["mental-health", "veterans"]
    for name, more in (
        ("competencies", added.competencies),
        ("here", added.specialist),
        ("demands", added.demands),
    ):
        ids = [each.id for each in getattr(one, name)]
        assert [each.id for each in getattr(two, name)] == [*ids, *(each.id for each in more)]
    assert added.competencies or added.specialist


def test_an_organizations_own_functions_stand_in_place_of_ours() -> None:
    functions = [
        {"text": "Walks along with people.", "share": "60", "values": ["1", "8"]},
        {"text": "Tells what helped.", "share": "40", "values": ["2"]},
    ]
    made = packet(changes={"positions.specialist.functions": functions})
    role = seen(made, "job-specialist")["role"]
    assert [one.id for one in role.functions] == ["OF-1", "OF-2"]
    assert all(one.text.origin is Origin.ORGANIZATION for one in role.functions)
    assert [one.share for one in role.functions] == [60, 40]


def test_a_postings_own_answers_stand_before_the_shared_ones() -> None:
    changes = {"postings.specialist": {"closes": "2027-02-01"}}
    made = packet(changes=changes)
    assert str(seen(made, "posting-specialist")["advert"].closes) == "2027-02-01"
    assert str(seen(made, "posting-supervisor")["advert"].closes) == "2027-01-08"


def test_a_rule_on_jobs_binds_by_size_place_and_day(tmp_path: Path) -> None:
    facts = {
        "everyone": ("{salary_history_banned: true}", ""),
        "large": ("{salary_history_banned: true, min_employees: 43}", ""),
        "elsewhere": ("{salary_history_banned: true, places: [Dallas]}", ""),
        "here": ("{salary_history_banned: true, places: [Austin]}", ""),
        "later": ("{salary_history_banned: true}", "2099-01-01"),
        "by-now": ("{salary_history_banned: true}", "2020-01-01"),
        "for-the-office": ("{internal_notice_days: 3}", ""),
    }
    lines = ["id: us-tx", "name: Texas", 'version: "2026.1"', "extends: us", "confirm_with: them", "facts:"]
    for name, (value, effective) in facts.items():
        lines += [
            f"  - {{id: us-tx.{name}, topic: pay-posting, sentence: A rule., value: {value}, as_of: 2026-01-01, expires: 2027-01-01,",
            f"     sources: [{{title: T, url: 'https://law.example'}}], confidence: high, effective: {effective or '~'}}}",
        ]
    (tmp_path / "us-tx.yaml").write_text("\n".join(lines), encoding="utf-8")
    rules = seen(packet(packs=tmp_path), "posting-specialist")["pay_rules"]
    ours = [fact.id.partition(".")[2] for fact in rules if fact.id.startswith("us-tx.")]
    assert ours == ["everyone", "here", "by-now"]


# --- choices -------------------------------------------------------------------------------------------------


def test_choices_are_told_by_section_under_a_persons_words(harbor_light: Packet) -> None:
    blanks = {"Policy": (Blank("number", "policy.number"),), "Posting": ()}
    context = seen(harbor_light, "choices", blanks=blanks)
    names = [one["name"] for one in context["choices"]]
    assert names == [name for name in SECTION_NAMES.values() if name in names]
    assert "Supervision" in names
    assert context["blanks_by_document"] == [{"title": "Policy", "blanks": [Blank("number", "policy.number")]}]


def test_every_section_of_a_profile_has_a_name_for_people() -> None:
    assert list(SECTION_NAMES) == list(Profile.model_fields)
