"""A run that makes a part of each packet leaves the rest; a whole run says what it took away."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from npgs_docs.cli import run as npgs
from npgs_docs.output import MANIFEST
from tests.batch.rosters import agencies, base_file, csv_file, tree


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return base_file(tmp_path)


def command(out: Path, roster: Path, base: Path) -> list[str]:
    return ["batch", str(roster), "--base", str(base), "--out", str(out), "--jobs", "1"]


def test_a_part_of_the_packets_removes_nothing(tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, roster = tmp_path / "out", csv_file(tmp_path, agencies(1))
    for document, format in (("posting-supervisor", "docx"), ("posting-specialist", "txt"), ("policy", "pdf")):
        assert npgs([*command(out, roster, base), "--only", document, "--format", format, "--zip"]) == 0
    made = sorted(name for name in tree(out) if name.startswith("agency-001/PS"))
    assert [name.split("_")[1] for name in made] == ["supervision-policy", "posting-specialist", "posting-supervisor"]
    assert zipfile.ZipFile(out / "agency-001.zip").namelist() == [*made, f"agency-001/{MANIFEST}"]
    assert "removed" not in capsys.readouterr().out
    assert npgs(["verify-run", str(out)]) == 0
    rows = list(csv.DictReader(io.StringIO((out / "manifest.csv").read_text(encoding="utf-8-sig"))))
    assert [(one["document"], bool(one["tool"])) for one in rows if one["file"] in made] == [
        ("policy", True), ("posting-specialist", False), ("posting-supervisor", False),
    ]  # fmt: skip
    (out / made[2]).unlink()
    assert npgs(["verify-run", str(out)]) == 1


def test_a_whole_run_says_how_many_files_it_removed(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = ("organization.legal_name", "organization.employee_count", "policy.version")
    roster = csv_file(tmp_path, [("One", "5", "1.0")], head)
    part = ["--only", "policy", "--format", "pdf"]
    assert npgs([*command(tmp_path / "out", roster, base), *part]) == 0
    csv_file(tmp_path, [("One", "5", "1.1")], head)
    assert npgs([*command(tmp_path / "out", roster, base), "--resume"]) == 0
    assert "1 file that this run no longer makes was removed." in capsys.readouterr().out
    assert npgs(command(tmp_path / "fresh", roster, base)) == 0
    assert "removed" not in capsys.readouterr().out
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")
