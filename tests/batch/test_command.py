"""``npgs batch`` as a user meets it: lines, counts, exit codes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from npgs_docs.batch.check import Failure
from npgs_docs.cli import run as npgs
from tests.batch.rosters import agencies, base_file, csv_file, order_in

GIVEN = ("--only", "policy", "--format", "pdf", "--jobs", "1")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    order_in(tmp_path)
    return base_file(tmp_path)


def batch(roster: Path, base: Path, *more: str) -> int:
    return npgs(["batch", str(roster), "--base", str(base), "--out", str(roster.parent / "out"), *GIVEN, *more])


def test_plain_lines_counts_and_the_way_on(tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(csv_file(tmp_path, agencies(2)), base) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == ["1/2 Agency 001: 1 file", "2/2 Agency 002: 1 file", "2 packets made, 0 unchanged, 0 failed."]
    assert lines[3].endswith(f"npgs verify-run {tmp_path / 'out'}")
    assert npgs(["verify-run", str(tmp_path / "out")]) == 0


def test_failures_are_told_before_and_listed_after(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = csv_file(tmp_path, [*agencies(1), ("Two", "x", "")])
    assert batch(roster, base) == 1
    told = capsys.readouterr()
    assert (
        told.err.splitlines()[0]
        == f'{roster}, row 3, column B: organization.employee_count: expected a number, found "x"'
    )
    assert told.err.splitlines()[-1] == (
        'Not made: Two (row 3): organization.employee_count: expected a number, found "x"'
    )
    assert "1 packet made, 0 unchanged, 1 failed." in told.out


def test_a_problem_of_many_agencies_is_told_once(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base.write_text(base.read_text(encoding="utf-8").replace("form: short", "form: shrt"), encoding="utf-8")
    assert batch(csv_file(tmp_path, agencies(5)), base) == 1
    told = capsys.readouterr()
    assert told.err.count("shrt") == 1
    assert "(5 agencies: Agency 001 (row 2), Agency 002 (row 3), Agency 003 (row 4), ...)" in told.err
    assert "Nothing was written" in told.out
    assert not (tmp_path / "out").exists()


def test_forms_of_postings_for_every_agency(tmp_path: Path, base: Path) -> None:
    out, roster = tmp_path / "out", csv_file(tmp_path, agencies(1))
    forms = ("--format", "txt", "--format", "fields")
    assert npgs(["batch", str(roster), "--base", str(base), "--out", str(out), "--jobs", "1", *forms]) == 0
    assert sorted(path.name[5:] for path in (out / "agency-001").glob("PS-*")) == [
        f"_posting-{role}_v1.0_en-US{end}" for role in ("specialist", "supervisor") for end in (".txt", "_fields.html")
    ]
    assert "agency-001,posting-specialist,fields," in (out / "manifest.csv").read_text(encoding="utf-8-sig")
    assert npgs(["verify-run", str(out)]) == 0


def test_a_form_that_no_document_asked_for_has_is_told_before_the_run(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(csv_file(tmp_path, agencies(1)), base, "--format", "html") == 0
    asked = ["--out", str(tmp_path / "other"), "--only", "policy", "--format", "html"]
    assert npgs(["batch", str(tmp_path / "roster.csv"), "--base", str(base), *asked]) == 1
    assert 'the document "policy" does not come as html' in capsys.readouterr().err
    assert not (tmp_path / "other").exists()


def test_check_makes_nothing(tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(csv_file(tmp_path, agencies(2)), base, "--check") == 0
    assert batch(csv_file(tmp_path, [*agencies(2), ("X", "x", "")]), base, "--check") == 1
    assert "In order: 2 agencies; not in order: 1. Nothing was written." in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_quiet_is_quiet(tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(csv_file(tmp_path, agencies(1)), base, "--quiet") == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--only", "nothing"), 1),
        (("--jobs", "0"), 2),
        (("--dask", "tcp://x:1"), 2),
        (("--sheet", "A"), 1),
        (("--format", "x"), 2),
    ],
)
def test_wrong_options(
    tmp_path: Path, base: Path, more: tuple[str, ...], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(csv_file(tmp_path, agencies(1)), base, *more) == code
    assert capsys.readouterr().err
    assert not (tmp_path / "out").exists()


JUMPING = """import itertools, sys, time
clock = itertools.cycle([2e9, 1e9])
time.time = lambda: next(clock)
from npgs_docs.cli import run
sys.exit(run(sys.argv[1:]))"""


def on_a_terminal(roster: Path, base: Path, *more: str) -> str:
    """What a person sees, on a computer whose clock is set forward and back meanwhile."""
    ours, theirs = os.openpty()
    given = ["batch", str(roster), "--base", str(base), "--out", str(roster.parent / "out"), *GIVEN, *more]
    subprocess.run([sys.executable, "-c", JUMPING, *given], stderr=theirs, stdout=subprocess.PIPE, check=True)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    return shown


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals here")
def test_a_terminal_gets_a_bar_with_rate_and_time_left(tmp_path: Path, base: Path) -> None:
    roster = csv_file(tmp_path, agencies(3))
    shown = on_a_terminal(roster, base)
    assert "3/3" in shown
    assert re.findall(r"a second, (\S+) left", shown)[-1] == "0:00:00"
    assert all(left.startswith("0:00:") for left in re.findall(r"a second, (\S+) left", shown))
    csv_file(tmp_path, [*agencies(3), ("Four", "4", "")])
    shown = on_a_terminal(roster, base, "--resume")
    assert "3/4" in shown
    assert "there already" in shown
    assert "4/4" in shown
    assert "4/4" in on_a_terminal(roster, base, "--resume")


def test_failures_are_not_searched_for_each_other(
    tmp_path: Path, base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    compared = []
    monkeypatch.setattr(Failure, "__eq__", lambda one, other: compared.append(one) or one is other)
    assert batch(csv_file(tmp_path, [*agencies(1), *[(f"A {n}", "x", "") for n in range(50)]]), base) == 1
    assert compared == []
    assert capsys.readouterr().err.count("Not made: A ") == 50


def test_an_agency_there_very_often_names_three_others(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert batch(csv_file(tmp_path, [("Same", "5", "")] * 6), base) == 1
    told = capsys.readouterr().err
    assert 'row 2: organization.legal_name: "Same" is there twice (see row 3; row 4; row 5)' in told
    assert 'row 7: organization.legal_name: "Same" is there twice (see row 2; row 3; row 4)' in told
