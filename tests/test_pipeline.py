"""From a profile to documents and bytes: every layer in its place, every problem at once, and every name as typed."""

import hashlib
import io
import json
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path

import pytest

from npgs_docs.document import Document, Link, Origin, Run, inlines_of, runs_text, walk
from npgs_docs.drafting import Status
from npgs_docs.errors import InputError, NpgsError, OutputError, RenderError, TemplateError
from npgs_docs.output import save_packet
from npgs_docs.packet import files_of, manifest_of
from npgs_docs.pipeline import Packet, make
from npgs_docs.render import Format
from npgs_docs.style import Edition, Paper
from tests.organizations import packet
from tests.render.reading import Reading

POLICY = {"only": ("policy",), "formats": (Format.PDF,)}
OUTLINE = {"only": ("policy",), "formats": (Format.OUTLINE,)}


def policy_of(made: Packet) -> Document:
    return next(document for entry, document in made.documents() if entry.code == "policy")


def bytes_of(made: Packet) -> list[bytes]:
    return [one.data for artifact in make(made) for one in artifact.rendered]


def refused(made: Packet, kind: type[NpgsError]) -> NpgsError:
    with pytest.raises(kind) as caught:
        make(made)
    return caught.value


# --- what is asked for ---------------------------------------------------------------------------------------


def test_a_packet_holds_what_was_asked_for_in_reading_order(harbor_light: Packet) -> None:
    assert [entry.code for entry in packet(only=("checklist-02", "policy")).entries] == ["policy", "checklist-02"]
    assert len(harbor_light.entries) == 20


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("polcy", "policy"), ("Policy", "policy"), ("checklist-1", "checklist-01"), ("job_supervisor", "job-supervisor")],
)
def test_an_unknown_document_is_told_with_the_nearest_name(typed: str, meant: str) -> None:
    with pytest.raises(InputError) as caught:
        packet(only=(typed,))
    (problem,) = caught.value.problems
    assert problem.message == f'there is no document "{typed}"'
    assert problem.hint.startswith(f"Did you mean {meant}? The documents are: choices, policy, ")


def test_every_unknown_document_is_told() -> None:
    with pytest.raises(InputError) as caught:
        packet(only=("xyz", "policy", "zyx"))
    assert len(caught.value.problems) == 2
    assert caught.value.problems[0].hint.startswith("The documents are: ")


def test_progress_is_told_document_by_document(tmp_path: Path) -> None:
    (tmp_path / "job.md").write_text("# T {#t}\n", encoding="utf-8")
    told: list[tuple[str, int, int]] = []
    made = packet(only=("policy", "job-specialist"), formats=(Format.OUTLINE,), templates=tmp_path)
    make(made, lambda code, number, total: told.append((code, number, total)))
    assert told == [("policy", 1, 2), ("job-specialist", 2, 2)]


def test_paper_and_edition_of_the_request_stand_before_the_profiles() -> None:
    changes = {"output": {"paper": "a4", "edition": "large-print", "accent_color": "#1F3A5F"}}
    entry = packet(**POLICY).entries[0]
    theirs = packet(changes=changes, **POLICY).style(entry)
    assert (theirs.paper, theirs.edition, theirs.accent) == (Paper.A4, Edition.LARGE_PRINT, "#1f3a5f")
    ours = packet(changes=changes, paper=Paper.LETTER, edition=Edition.STANDARD, **POLICY).style(entry)
    assert (ours.paper, ours.edition) == (Paper.LETTER, Edition.STANDARD)


def test_formats_come_in_the_order_asked_for() -> None:
    (artifact,) = make(packet(only=("policy",), formats=(Format.OUTLINE, Format.PDF)))
    assert [one.format for one in artifact.rendered] == [Format.OUTLINE, Format.PDF]
    assert artifact.rendered[1].data.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("name", ["cedar-coast", "potomac-hospital", "sierra-county"])
def test_every_sample_makes_its_policy(name: str) -> None:
    made = packet(name, **POLICY)
    (data,) = bytes_of(made)
    reading = Reading(data)
    assert made.inputs.decided.profile.organization.legal_name in reading.text(reading.tree)


def test_the_same_request_is_the_same_bytes() -> None:
    assert bytes_of(packet(**POLICY)) == bytes_of(packet(**POLICY))


# --- folders of the user's -----------------------------------------------------------------------------------


def test_a_templates_folder_stands_before_ours_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "clauses").mkdir()
    (tmp_path / "clauses" / "purpose.md").write_text("We have a purpose of our own.\n", encoding="utf-8")
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "approvals.md").write_text(
        "## Approval {#approval}\n\nSigned elsewhere.\n", encoding="utf-8"
    )
    theirs, ours = (bytes_of(packet(templates=folder, **OUTLINE))[0].decode() for folder in (tmp_path, None))
    for words in ("We have a purpose of our own.", "Signed elsewhere."):
        assert words in theirs
        assert words not in ours
    scope = next(line for line in ours.splitlines() if "#scope" in line)
    assert scope in theirs


def test_a_packs_folder_stands_before_ours(tmp_path: Path) -> None:
    text = """\
id: us-tx
name: Texas by our payer
version: "2030.1"
extends: us
confirm_with: our payer
facts:
  - id: us-tx.gap
    topic: supervision-frequency
    sentence: Every week, says our payer.
    value: {days_between_sessions: 7}
    sources: [{title: Contract, url: "https://payer.example"}]
    as_of: 2026-11-23
    expires: 2027-11-23
    confidence: high
"""
    (tmp_path / "us-tx.yaml").write_text(text, encoding="utf-8")
    made = packet(packs=tmp_path, **OUTLINE)
    assert made.inputs.decided.profile.supervision.frequency_experienced == "weekly"
    assert "Every week, says our payer." in bytes_of(made)[0].decode()
    theirs = hashlib.sha256((tmp_path / "us-tx.yaml").read_bytes()).hexdigest()
    assert manifest_of(made)["inputs"]["packs"]["us-tx"] == {"version": "2030.1", "sha256": theirs}


def test_an_overlay_of_exact_text_changes_no_name(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text("permission: By permission.\nvalues: {V1: Words of the guideline.}\n", encoding="utf-8")
    made = packet(overlay=path, **OUTLINE)
    assert made.inputs.library.exact
    assert "Peer support is voluntary" in bytes_of(made)[0].decode()


# --- problems, all of them -----------------------------------------------------------------------------------


def test_problems_of_every_template_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text("# T {#t}\n\n> quoted\n", encoding="utf-8")
    (tmp_path / "job.md").write_text("# T {#t}\n\n{{ organisation.name }}\n", encoding="utf-8")
    made = packet(only=("policy", "job-specialist", "job-supervisor"), formats=(Format.OUTLINE,), templates=tmp_path)
    problems = refused(made, TemplateError).problems
    assert [(problem.id, Path(problem.where.file).name if problem.where else "") for problem in problems] == [
        ("markup", "policy.md (expanded)"),
        ("template-undefined", "job.md"),
    ], "what two documents share is told once"


def test_letters_without_a_font_are_told_at_the_answers_that_hold_them() -> None:
    changes = {
        "organization.mission": "We care \U0001f9e1 together",
        "organization.short_name": "Harbor \U0001f9e1",
        "supervision.urgent_contact": "مركز, 512-555-0199",
        "supervision.records.location": "支",
    }
    problems = refused(packet(changes=changes, **POLICY), RenderError).problems
    told = {(problem.path, problem.letters) for problem in problems}
    assert {
        ("organization.short_name", "\U0001f9e1"),
        ("supervision.records.location", "支"),
    } <= told
    (turned,) = [problem for problem in problems if problem.id == "pdf-right-to-left"]
    assert turned.path == "supervision.urgent_contact"
    assert set(turned.letters) == set("مركز")
    assert "“مركز,”" in turned.message
    for problem in problems:
        assert problem.where
        assert problem.where.line


def test_letters_that_a_template_holds_are_told_without_a_place_in_the_profile(tmp_path: Path) -> None:
    (tmp_path / "policy.md").write_text("# T \U0001f9e1 {#t}\n", encoding="utf-8")
    (problem,) = refused(packet(templates=tmp_path, **POLICY), RenderError).problems
    assert problem.path == ""
    assert "U+1F9E1 ORANGE HEART" in problem.message


def test_a_packet_for_the_screen_alone_takes_any_letters() -> None:
    made = packet(changes={"organization.short_name": "Harbor \U0001f9e1"}, **OUTLINE)
    assert "Harbor \U0001f9e1" in bytes_of(made)[0].decode()


def test_a_final_is_refused_with_every_blank_of_every_document() -> None:
    paths = {problem.path for problem in refused(packet(status=Status.FINAL, **OUTLINE), InputError).problems}
    assert {"policy.number", "policy.effective", "policy.status"} <= paths


def test_two_documents_that_would_take_one_name_are_refused(tmp_path: Path) -> None:
    made = packet(**POLICY)
    ((name, data),) = files_of(made, make(made)).items()
    with pytest.raises(OutputError) as caught:
        save_packet(tmp_path / "out", {name: data, name.upper(): data}, manifest_of(made))
    assert f"{name.upper()} and {name} would be one file" in str(caught.value)
    assert not (tmp_path / "out").exists()


# --- hostile names through the whole pipeline ----------------------------------------------------------------

HOSTILE = {
    "markdown": "*A* _B_ **C** `D` [E](F) # G ~~H~~ | I > J",
    "braces": "{{ 7*7 }} {% raw %} {# note #} {specialist} <!-- c -->",
    "html": '<img src="x" onerror="alert(1)"> & &amp; <b>bold</b>',
    "quotes": "\"A\" 'B' it's — “C” ‘D’ \\n \\",
    "containers": "::: note {#id} [Box]{#box} 1. one - two + three",
    "percent": "100% of %PDF (a) ((b) \\( endobj",
    "greek and cyrillic": "Κέντρο Ψυχικής Υγείας, Центр підтримки Жанна",
    "marks": "Zoë Nguyễn Łukasz Ğül ñ ẞ ﬁ",
    "beyond the basic plane": "𝔸𝔹 Center",
    "one letter": "Z",
    "120 letters": "Wide " * 23 + "Names",
    "one long word": "W" * 120,
    "spelling": "The Behavior Center of Color, Organization for Programs",
}
PLACES = (
    "organization.legal_name",
    "organization.short_name",
    "supervision.peer_consultant",
    "supervision.records.location",
)


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_names_come_out_of_every_stage_exactly_as_typed(typed: str) -> None:
    changes = dict.fromkeys(PLACES, typed) | {
        "policy": {"number": typed, "related": [{"title": typed, "number": typed}]}
    }
    made = packet(changes=changes, only=("policy",), formats=(Format.PDF, Format.OUTLINE))
    assert made.inputs.decided.profile.organization.legal_name == typed
    ((_, document),) = made.documents()
    held = [run.text for run in organization_runs(document)]
    assert held.count(typed) >= 5
    pdf, outline = bytes_of(made)
    assert outline.decode().count(typed) >= 5
    reading = Reading(pdf)
    said = reading.text(reading.tree)
    assert said.count(typed) == whole_words(document).count(typed)
    assert document.meta.author == str(reading.pdf.docinfo.Author) == typed
    assert json.loads(json.dumps(manifest_of(made)))["organization"] == typed


def test_the_same_names_come_out_of_the_word_file() -> None:
    related = [{"title": typed} for typed in HOSTILE.values()]
    (word,) = bytes_of(packet(changes={"policy.related": related}, only=("policy",), formats=(Format.DOCX,)))
    said = words_of_word(word)
    assert [name for name, typed in HOSTILE.items() if typed not in said] == []


def words_of_word(data: bytes) -> str:
    """The text of a Word file's body, a space between paragraphs."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = ET.fromstring(archive.read("word/document.xml"))
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return " ".join("".join(text.text or "" for text in one.iter(f"{name}t")) for one in body.iter(f"{name}p"))


def organization_runs(document: Document) -> list[Run]:
    return [
        run
        for block in walk(document.blocks)
        for inlines in inlines_of(block)
        for inline in inlines
        for run in (inline.runs if isinstance(inline, Link) else (inline,))
        if isinstance(run, Run) and run.origin is Origin.ORGANIZATION
    ]


def whole_words(document: Document) -> str:
    return " ".join(runs_text(inlines) for block in walk(document.blocks) for inlines in inlines_of(block))


def test_terms_of_the_organization_come_out_as_typed_too() -> None:
    changes = {"terms": {"specialist": "ally *A* & <b>", "person": "neighbor {{ 1 }}", "team": "crew_of_[x]"}}
    made = packet(changes=changes, **POLICY)
    reading = Reading(bytes_of(made)[0])
    said = reading.text(reading.tree)
    assert "ally *A* & <b>" in said
    assert "neighbor {{ 1 }}" in said
    assert "\\" not in said
