"""Where the words of each section come from: on request, in the policy and the job descriptions, and only there."""

import re
from pathlib import Path

import docx
import pytest

from npgs_docs.cli import run
from npgs_docs.document import Blank, Break, Document, Link, Origin, Run, Table, inlines_of, runs_text, walk
from npgs_docs.origins import Provenance, provenance
from npgs_docs.pipeline import Packet
from tests.documents.reading import document, section, text
from tests.organizations import answers, packet

OWN = {"text": "We ask each other how it goes.", "reason": "Our members voted for it", "approver": "Board Chair"}
HEADING = "Where the words of each section come from"


def found(made: Packet, code: str) -> dict[str, Provenance]:
    return {one.title: one for one in provenance(made.inputs, document(made, code).blocks)}


def share(one: Provenance, layer: Origin) -> tuple[int, tuple[str, ...]]:
    return next((share.words, share.sources) for share in one.shares if share.layer is layer)


def counted(made: Document, id: str) -> int:
    """Every word of a section, as a reader would count it."""
    inlines = [inline for block in walk(section(made, id)) for some in inlines_of(block) for inline in some]
    runs = [run for one in inlines for run in (one.runs if isinstance(one, Link) else (one,)) if isinstance(run, Run)]
    assert all(isinstance(one, Run | Link | Break | Blank) for one in inlines)
    return sum(len(re.findall(r"\w+", run.text)) for run in runs)


def test_every_word_of_a_section_has_its_source(harbor_light: Packet) -> None:
    policy = document(harbor_light, "policy")
    records = found(harbor_light, "policy")["Records and privacy"]
    assert records.number == "9"
    assert sum(share.words for share in records.shares) == counted(policy, "records") > 400


def test_answers_are_told_by_their_keys(harbor_light: Packet) -> None:
    words, keys = share(found(harbor_light, "policy")["Urgent questions and legal duties"], Origin.ORGANIZATION)
    assert (words > 0, keys) == (True, ("supervision.urgent_contact",))


def test_rules_are_told_by_pack_page_and_day(harbor_light: Packet) -> None:
    sessions = found(harbor_light, "policy")["Sessions"]
    _, sources = share(sessions, Origin.PACK)
    assert sources == ("Texas 2026.1, us-tx.observation: Texas, 1 TAC 354.3103 (2026-11-23)",)
    assert [share.facts for share in sessions.shares if share.layer is Origin.PACK] == [("us-tx.observation",)]


def test_pages_that_a_statement_rests_on_are_named(harbor_light: Packet) -> None:
    _, pages = share(found(harbor_light, "job-specialist")["Competencies"], Origin.GUIDELINE)
    assert pages == ("Copeland Center, what a peer specialist does (SAMHSA's twelve competency areas) (2026-11-23)",)


def test_an_own_clause_is_told_with_who_approved_it_and_why() -> None:
    made = packet(changes={"policy.clauses": {"feedback": OWN}})
    words, sources = share(found(made, "policy")["Self-assessment, feedback, and growth"], Origin.ORGANIZATION)
    assert (words, sources) == (7, ("policy.clauses.feedback, approved by Board Chair: Our members voted for it",))


def test_an_own_template_of_a_clause_is_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "urgent.md").write_text("<!-- values: 7 -->\nCall us.\n", encoding="utf-8")
    told = found(packet(templates=tmp_path), "policy")["Urgent questions and legal duties"]
    assert share(told, Origin.OWN) == (2, ("our own template clauses/urgent.md",))


def test_the_guidelines_own_text_is_told_with_its_permission(tmp_path: Path) -> None:
    overlay = tmp_path / "overlay.yaml"
    overlay.write_text("permission: Printed with permission of X.\nvalues:\n  V2: Hope is a thing that we share.\n")
    table = found(packet(overlay=overlay), "policy")["Appendix A: The twelve values in supervision"]
    _, sources = share(table, Origin.GUIDELINE)
    assert sources == ("the guideline's own text for V2: Printed with permission of X.",)


@pytest.mark.parametrize("changes", [{"output.sources": "yes"}, {"output.sources": "yes", "policy.form": "short"}])
def test_the_policy_lists_its_sources_with_the_rules_by_number(changes: dict[str, str]) -> None:
    policy = document(packet(changes=changes), "policy")
    table = next(block for block in walk(section(policy, "word-sources")) if isinstance(block, Table))
    rows = {runs_text(row[0].inlines): runs_text(row[1].inlines) for row in table.rows}
    told = next(cell for title, cell in rows.items() if title.endswith("Sessions"))
    assert re.search(r"Wording of the template \(\d+ words\)", told)
    if "policy.form" not in changes:
        assert "Rule packs (9 words): source 8, checked November 23, 2026." in told
    assert len(rows) > 10


def test_it_is_listed_only_where_it_is_asked_for_and_never_in_a_posting(harbor_light: Packet) -> None:
    asked = packet(sources=True)
    for code in ("policy", "job-specialist", "job-supervisor"):
        assert HEADING not in text(document(harbor_light, code))
        assert HEADING in text(document(asked, code))
    for code in ("posting-specialist", "checklist-01", "crosswalk"):
        assert HEADING not in text(document(asked, code))


def test_the_list_describes_the_document_and_changes_nothing_before_it() -> None:
    plain, listed = document(packet(), "job-supervisor"), document(packet(sources=True), "job-supervisor")
    assert listed.blocks[: len(plain.blocks)] == plain.blocks
    assert len(listed.blocks) > len(plain.blocks)


def test_the_files_hold_the_list(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(answers(), encoding="utf-8")
    asked = ["build", str(tmp_path / "profile.yaml"), "--out", str(tmp_path), "--only", "job-supervisor"]
    assert run([*asked, "--sources", "--quiet", "--format", "docx"]) == 0
    (path,) = tmp_path.rglob("PS-03*.docx")
    made = docx.Document(str(path))
    assert HEADING in [one.text for one in made.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert "Supervision" in [
        row.cells[0].text for row in made.tables[-1].rows if "supervision.modes" in row.cells[1].text
    ]
