"""Whatever a packet is made of counts: what changed is made anew, what did not is not, and the manifests say what it was."""

import csv
import hashlib
import io
import json
import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from npgs_docs.batch import ingredients
from npgs_docs.batch.check import task_of
from npgs_docs.batch.task import Made, Order, make_packet
from npgs_docs.batch.travel import Layers
from npgs_docs.cli import run as npgs
from npgs_docs.locations import packs_folder
from tests.batch.rosters import agencies, base_file, checked, csv_file, order_in, run, tree

INCLUDING = "# {{ this.title }}\n\n{% include 'note.txt' %}\n\n{% include 'deep/NOTE' %}\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return base_file(tmp_path)


def including(folder: Path) -> Order:
    """An order with a template that includes files of other kinds, one of them without a dot in its name."""
    order = order_in(folder)
    own = folder / "templates"
    (own / "deep").mkdir()
    (own / "policy.md").write_text(INCLUDING, encoding="utf-8")
    (own / "note.txt").write_text("First words.\n", encoding="utf-8")
    (own / "deep" / "NOTE").write_text("Deep words.\n", encoding="utf-8")
    return order


def rows(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((out / "manifest.csv").read_text(encoding="utf-8-sig"))))


def digest_of(order: Order, roster: Path, base: Path) -> str:
    return checked(roster, base, order)[1].agencies[0].digest


# --- what counts as changed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["note.txt", "deep/NOTE"])
def test_a_file_that_a_template_includes_counts(tmp_path: Path, base: Path, name: str) -> None:
    order, roster, out = including(tmp_path), csv_file(tmp_path, agencies(2)), tmp_path / "out"
    run(out, roster, base, order=order)
    (tmp_path / "templates" / name).write_text("Other words.\n", encoding="utf-8")
    report = run(out, roster, base, order=order, resume=True)
    assert (report.made, report.unchanged) == (2, 0)
    run(tmp_path / "fresh", roster, base, order=order)
    assert tree(out) == tree(tmp_path / "fresh")
    assert run(out, roster, base, order=order, resume=True).unchanged == 2


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
def test_what_a_link_in_the_folder_leads_to_counts(tmp_path: Path, base: Path) -> None:
    order, roster = including(tmp_path), csv_file(tmp_path, agencies(1))
    (tmp_path / "templates" / "deep").rename(tmp_path / "elsewhere")
    (tmp_path / "templates" / "deep").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "templates" / "circle").symlink_to(tmp_path / "templates")
    before = digest_of(order, roster, base)
    (tmp_path / "elsewhere" / "NOTE").write_text("Other words.\n", encoding="utf-8")
    assert digest_of(order, roster, base) != before


def another_library(monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.0.1" if name == "reportlab" else real(name))


def other_code(monkeypatch: pytest.MonkeyPatch) -> None:
    real = ingredients.folder_hash
    monkeypatch.setattr(ingredients, "folder_hash", lambda *of: real(*of)[::-1])


@pytest.mark.parametrize("change", [another_library, other_code])
def test_another_program_or_library_counts_and_is_another_edition(
    tmp_path: Path, base: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[pytest.MonkeyPatch], None]
) -> None:
    roster, out = csv_file(tmp_path, agencies(1)), tmp_path / "out"
    run(out, roster, base)
    found, order = checked(roster, base, order_in(tmp_path)), order_in(tmp_path)
    sent = task_of(found[0], found[1].agencies[0]).packed()
    monkeypatch.setattr(ingredients, "edition", ingredients.edition.__wrapped__)
    monkeypatch.setattr("npgs_docs.batch.task.edition", ingredients.edition)
    assert run(out, roster, base, resume=True).unchanged == 1
    change(monkeypatch)
    outcome = make_packet(order, sent)
    assert [one.id for one in getattr(outcome, "problems", ())] == ["edition"]
    assert run(out, roster, base, resume=True).made == 1


def test_the_programs_own_code_is_hashed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "package"
    (package / "__pycache__").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(ingredients.npgs_docs, "__file__", str(package / "__init__.py"))
    first = ingredients.edition.__wrapped__().program_sha256
    (package / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert ingredients.edition.__wrapped__().program_sha256 == first
    (package / "__init__.py").write_text("edited = True\n", encoding="utf-8")
    assert ingredients.edition.__wrapped__().program_sha256 != first


def test_a_renamed_roster_changes_no_byte(tmp_path: Path, base: Path) -> None:
    out = tmp_path / "out"
    run(out, csv_file(tmp_path, agencies(2)), base)
    first = csv_file(tmp_path, agencies(1), name="agencies of 2027.csv")
    assert run(out, first, base, resume=True).unchanged == 1
    both = csv_file(tmp_path, agencies(2), name="other.csv")
    assert (run(out, both, base, resume=True).made, run(tmp_path / "fresh", both, base).made) == (1, 2)
    assert tree(out) == tree(tmp_path / "fresh")


def test_files_without_a_dot_travel_to_workers(tmp_path: Path, base: Path) -> None:
    order = including(tmp_path)
    roster, found = checked(csv_file(tmp_path, agencies(1)), base, order)
    task = task_of(roster, found.agencies[0])
    here = make_packet(order, task)
    sent = pickle.dumps((replace(order, layers=order.layers.packed()), task.packed()))
    shutil.rmtree(tmp_path)
    there = make_packet(*pickle.loads(sent))
    assert isinstance(here, Made)
    assert isinstance(there, Made)
    assert (here.files, here.record) == (there.files, there.record)


# --- what the manifests say --------------------------------------------------------------------------------------


def test_the_table_says_what_of_the_users_own_was_used(tmp_path: Path, base: Path) -> None:
    packs, overlay = tmp_path / "packs", tmp_path / "overlay.yaml"
    packs.mkdir()
    shutil.copy(packs_folder() / "us-tx.yaml", packs)
    overlay.write_text("permission: P\nvalues: {V1: words}\n", encoding="utf-8")
    order = order_in(tmp_path)
    order = replace(order, layers=Layers(order.layers.templates, packs, overlay))
    run(tmp_path / "out", csv_file(tmp_path, agencies(1)), base, order=order)
    (row, _) = rows(tmp_path / "out")
    made_from = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["made_from"]
    for column in ("own_templates_sha256", "own_packs_sha256", "overlay_sha256", "program_sha256", "templates_sha256"):
        assert row[column] == made_from[column]
        assert len(row[column]) == 64
    assert row["base_docx_sha256"] == ""
    assert made_from["libraries"]["reportlab"] == metadata.version("reportlab")
    texas = hashlib.sha256((packs / "us-tx.yaml").read_bytes()).hexdigest()
    assert row["packs_sha256"].split(" + ")[0] == texas


def test_the_manifest_holds_no_paths_of_a_machine(tmp_path: Path, base: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "agency-002").write_text("mine", encoding="utf-8")
    run(tmp_path / "out", csv_file(tmp_path, [*agencies(2), ("Three", "x", "")]), base)
    text = (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert "agency-002 is a file" in text
    assert str(tmp_path) not in text


def test_check_results_are_noted_for_each_agency(tmp_path: Path, base: Path) -> None:
    out = tmp_path / "out"
    run(out, csv_file(tmp_path, agencies(1)), base, order=replace(order_in(tmp_path), checks=True))
    (agency,) = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["agencies"]
    errors, warnings = agency["checks"]["errors"], agency["checks"]["warnings"]
    row = rows(out)[0]
    assert errors
    assert (row["errors"], row["warnings"]) == (str(sum(errors.values())), str(sum(warnings.values())))
    assert row["failing_checks"].split() == sorted({*errors, *warnings})
    assert row["checked_on"] == agency["checks"]["day"]


def test_checks_can_be_left_out(tmp_path: Path, base: Path) -> None:
    out, roster = tmp_path / "out", csv_file(tmp_path, agencies(1))
    given = ["batch", str(roster), "--base", str(base), "--out", str(out), "--only", "policy", "--format", "pdf"]
    assert npgs([*given, "--jobs", "1", "--no-checks"]) == 0
    assert {(row["checked_on"], row["errors"], row["failing_checks"]) for row in rows(out)} == {("", "", "")}


# --- the day -----------------------------------------------------------------------------------------------------

FINAL = ("--only", "policy", "--format", "pdf", "--jobs", "1", "--status", "final")


def test_a_final_needs_a_day(tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["batch", str(csv_file(tmp_path, agencies(1))), "--base", str(base), "--out", str(tmp_path / "out"), *FINAL]
    assert npgs(given) == 2
    assert "--date 2027-01-15" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert npgs([*given, "--date", "soon"]) == 2


def test_the_day_of_the_environment_will_do(tmp_path: Path, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    given = ["batch", str(csv_file(tmp_path, agencies(1))), "--base", str(base), "--out", str(tmp_path / "out"), *FINAL]
    assert npgs(given) == 1


def test_finals_are_judged_on_the_day_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = ("organization.legal_name", "policy.status", "policy.approved", "policy.effective", "policy.next_review")
    roster = csv_file(tmp_path, [("One", "approved", "2027-01-10", "2027-01-15", "2028-01-15")], head)
    given = ["batch", str(roster), "--base", str(base_file(tmp_path)), "--out", str(tmp_path / "out"), *FINAL]
    told = {}
    for day in ("2027-06-01", "2029-06-01"):
        npgs([*given, "--date", day])
        told[day] = capsys.readouterr().err
    assert "review" in told["2029-06-01"]
    assert told["2027-06-01"] != told["2029-06-01"]


def test_the_day_is_noted_and_counts(tmp_path: Path, base: Path) -> None:
    out, roster = tmp_path / "out", csv_file(tmp_path, agencies(1))
    given = ["batch", str(roster), "--base", str(base), "--out", str(out), *FINAL[:-2], "--resume"]
    assert npgs([*given, "--date", "2027-06-01"]) == 0
    assert {row["checked_on"] for row in rows(out)} == {"2027-06-01"}
    first = tree(out)
    assert npgs([*given, "--date", "2027-06-01"]) == 0
    assert tree(out) == first
    assert npgs([*given, "--date", "2029-06-01"]) == 0
    assert {row["checked_on"] for row in rows(out)} == {"2029-06-01"}
