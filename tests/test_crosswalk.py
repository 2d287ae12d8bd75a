"""What carries each value: read from the finished documents, by our data and by what an organization says of its own words."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from npgs_docs.document import Heading, Origin, Table, runs_text, walk
from npgs_docs.errors import InputError
from npgs_docs.library import load_library
from npgs_docs.links import CARRIERS, Crosswalk, Kind, spans
from npgs_docs.locations import content_folder, templates_folder
from npgs_docs.pipeline import checked
from tests.documents.reading import document
from tests.organizations import loaded, packet

SAMPLES = ("harbor-light", "cedar-coast", "potomac-hospital", "sierra-county")
OWN = {"text": "=We meet when we like.", "reason": "Ours is simpler", "approver": "Board Chair"}


def crosswalk(changes: dict[str, Any] | None = None, name: str = "harbor-light", **asked: Any) -> Crosswalk:
    return packet(name, changes, **asked).composer.crosswalk()


def carrying(found: Crosswalk, id: str) -> list[int]:
    """The values that a clause or duty carries."""
    return sorted({link.value for link in found.links if link.id == id and link.value})


def lacking(found: Crosswalk) -> dict[int, tuple[Kind, ...]]:
    return {gap.value: gap.kinds for gap in found.gaps()}


# --- our own content -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["full", "short"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_is_carried_in_every_sample(name: str, form: str) -> None:
    assert lacking(crosswalk({"policy.form": form}, name)) == {}


def test_what_a_clause_carries_in_the_short_form_is_said_of_clauses_that_it_has() -> None:
    for clause in load_library(content_folder()).clauses:
        assert clause.short or not clause.short_serves, clause.id


@pytest.mark.parametrize("form", ["full", "short"])
def test_sections_have_the_numbers_that_the_policy_prints(form: str) -> None:
    made = packet(changes={"policy.form": form})
    numbers = {block.id: block.number for block in walk(document(made, "policy").blocks) if isinstance(block, Heading)}
    found = [link for link in made.composer.crosswalk().links if link.kind is Kind.SECTION]
    assert len(found) > 12
    assert all(link.place == f"Section {numbers[link.id]}" for link in found)


@pytest.mark.parametrize("role", ["specialist", "supervisor"])
def test_duties_have_the_numbers_and_words_that_the_job_description_prints(role: str) -> None:
    made = packet("cedar-coast")
    tables = [block for block in walk(document(made, f"job-{role}").blocks) if isinstance(block, Table)]
    printed = {runs_text(row[0].inlines) for table in tables for row in table.rows}
    found = [link for link in made.composer.crosswalk().links if link.kind.value == f"{role} duty"]
    assert len(found) >= 12
    assert {f"{link.number}. {link.words}".replace("'", "’") for link in found} <= printed


def test_items_are_those_of_the_values_own_checklist() -> None:
    found = crosswalk()
    for value in load_library(content_folder()).values:
        ids = [link.id for link in found.carriers(value.number, Kind.ITEM)]
        assert ids == [one.id for one in (*value.actions, *value.reflections)]


def test_rules_belong_to_a_section_with_their_source_and_day() -> None:
    made = packet()
    found = [link for link in made.composer.crosswalk().links if link.kind is Kind.RULE]
    facts = {fact.id: fact for _, fact in made.inputs.rules.facts("supervision-frequency", "supervision-records")}
    assert set(facts) <= {link.id for link in found}
    for link in found:
        assert link.value is None
        assert link.words.origin is Origin.PACK
        assert isinstance(link.as_of, date)
        assert "https://" in link.source or "http://" in link.source
    assert {link.place for link in found if link.id == "us-tx.frequency-new"} == {"Section 7"}


def test_our_words_are_in_the_countrys_spelling_and_the_organizations_as_typed() -> None:
    own = {**OWN, "text": "We color our rules.", "values": ["10"]}
    place = {"country": "GB", "pack": "us-tx"}
    words = {link.words for link in crosswalk({"policy.clauses": {"feedback": own}, "jurisdiction": place}).links}
    assert any("credentialed counsellor" in one for one in words)
    assert not any("counselor" in one for one in words)
    assert "We color our rules." in words


def test_ids_in_a_row_are_told_by_the_first_and_the_last() -> None:
    assert spans(["V1-S1", "V1-S2", "V1-S3", "V1-R1", "V1-R3"]) == "V1-S1 to V1-S3, V1-R1, V1-R3"
    assert spans([]) == ""


# --- the organization's own ----------------------------------------------------------------------------------


def test_an_own_clause_carries_what_the_organization_says_and_nothing_else() -> None:
    assert carrying(crosswalk(), "sessions") == [1, 2, 8, 9, 10, 12]
    assert carrying(crosswalk({"policy.clauses": {"sessions": OWN}}), "sessions") == []
    said = crosswalk({"policy.clauses": {"sessions": {**OWN, "values": ["3", "10"]}}})
    assert carrying(said, "sessions") == [3, 10]
    link = next(one for one in said.links if one.id == "sessions" and one.value)
    assert (link.words, link.words.origin) == ("=We meet when we like.", Origin.ORGANIZATION)
    assert link.source == "profile: policy.clauses.sessions, approved by Board Chair"


def test_own_duties_carry_what_they_name() -> None:
    own = [{"text": "Offer support", "share": "100", "values": ["1", "2"]}]
    found = crosswalk({"positions.specialist.functions": own})
    assert carrying(found, "OF-1") == [1, 2]
    assert lacking(found) == dict.fromkeys(range(3, 13), (Kind.SPECIALIST,))


def clause_template(folder: Path, id: str, text: str) -> Path:
    (folder / "clauses").mkdir(exist_ok=True)
    (folder / "clauses" / f"{id}.md").write_text(text, encoding="utf-8")
    return folder


def test_an_own_template_of_a_clause_carries_what_its_remark_names(tmp_path: Path) -> None:
    silent = clause_template(tmp_path, "sessions", "We meet.\n")
    assert carrying(crosswalk(templates=silent), "sessions") == []
    named = clause_template(tmp_path, "sessions", "<!-- values: 8, 12 -->\nWe meet.\n")
    assert carrying(crosswalk(templates=named), "sessions") == [8, 12]


def test_a_remark_that_names_no_value_is_told_with_its_file(tmp_path: Path) -> None:
    folder = clause_template(tmp_path, "sessions", "<!-- values: 8, hope, 13 -->\nWe meet.\n")
    with pytest.raises(InputError) as raised:
        packet(templates=folder)
    told = [str(problem) for problem in raised.value.problems]
    assert len(told) == 2
    assert "sessions.md" in told[0]
    assert '"hope" is no number of a value' in told[0]
    assert '"13"' in told[1]


def test_what_an_own_template_leaves_out_carries_nothing(tmp_path: Path) -> None:
    ours = (templates_folder() / "checklist.md").read_text(encoding="utf-8")
    first = ours.index("::: marks What we did together")
    second = ours.index("::: marks My own view")
    (tmp_path / "checklist.md").write_text(ours[:first] + ours[second:], encoding="utf-8")
    (tmp_path / "job.md").write_text("# {{ position.title }}\n\n{{ role.summary }}\n", encoding="utf-8")
    (tmp_path / "policy.md").write_text("# Policy\n\n## Sessions {#sessions}\n\nWe meet.\n", encoding="utf-8")
    found = crosswalk(templates=tmp_path)
    assert [link.id for link in found.carriers(1, Kind.ITEM)] == ["V1-R1", "V1-R2", "V1-R3", "V1-R4"]
    assert lacking(found)[3] == (Kind.SECTION, Kind.SPECIALIST, Kind.SUPERVISOR)
    assert lacking(found)[10] == (Kind.SPECIALIST, Kind.SUPERVISOR)
    assert found.carriers(10, Kind.SECTION)[0].place == "Section 1"


def test_a_value_that_lost_its_carriers_stands_against_a_final(tmp_path: Path) -> None:
    (tmp_path / "job.md").write_text("# {{ position.title }}\n\n{{ role.summary }}\n", encoding="utf-8")
    blocking = [str(one) for one in checked(packet(templates=tmp_path)).blocking() if one.id == "check-PR-08"]
    assert len(blocking) == 12
    assert "Value 1. Peer support is voluntary: no duty of either job serves it." in blocking[0]
    assert not [one for one in checked(packet()).blocking() if one.id == "check-PR-08"]


# --- standards -----------------------------------------------------------------------------------------------


def standards(*entries: dict[str, Any]) -> dict[str, Any]:
    return {"accreditation": {"crosswalk": list(entries)}}


CARF = {"accreditor": "CARF", "standard": "2.A.12"}


def test_a_standard_is_met_by_sections_and_documents() -> None:
    found = crosswalk(standards({**CARF, "sections": ["sessions", "records"], "documents": ["checklists"]}))
    met = [link.document_and_place for link in found.links if link.kind is Kind.STANDARD]
    assert met == ["PS-01, section 8", "PS-01, section 9", "PS-10"]


def test_the_policys_own_number_is_given() -> None:
    found = crosswalk({**standards({**CARF, "sections": ["sessions"]}), "policy.number": "HR-430.1"})
    assert {link.document for link in found.links if link.kind in {Kind.SECTION, Kind.RULE, Kind.STANDARD}} == {
        "HR-430.1"
    }


def test_every_place_that_does_not_exist_is_told_with_its_line() -> None:
    changes = standards({**CARF, "sections": ["sesions"]}, {**CARF, "documents": ["job-boss"]})
    with pytest.raises(InputError) as raised:
        packet(changes=changes)
    told = {problem.path: problem for problem in raised.value.problems}
    assert list(told) == ["accreditation.crosswalk[1].sections[1]", "accreditation.crosswalk[2].documents[1]"]
    assert all(problem.where and problem.where.line for problem in told.values())


def test_the_short_form_lacks_some_clauses() -> None:
    changes = {**standards({**CARF, "sections": ["urgent"]}), "policy.form": "short"}
    with pytest.raises(InputError, match='there is no clause in the short policy: "urgent"'):
        packet(changes=changes)
    assert len(crosswalk(standards({**CARF, "sections": ["urgent"]})).links) > len(CARRIERS)


def test_a_standard_that_nothing_meets_is_refused() -> None:
    with pytest.raises(InputError, match="nothing says where this standard is met"):
        loaded(changes=standards(CARF))
