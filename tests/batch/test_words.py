"""What the clerk of a roster is told: each fault once and where it can be mended, and after Ctrl-C how to go on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from npgs_docs.cli import run as npgs
from tests.batch.rosters import agencies, base_file, csv_file, order_in

GIVEN = ("--only", "policy", "--format", "pdf", "--jobs", "1")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    order_in(tmp_path)
    return base_file(tmp_path)


def command(roster: Path, base: Path, *more: str) -> list[str]:
    return ["batch", str(roster), "--base", str(base), "--out", str(roster.parent / "out"), *GIVEN, *more]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


REACH = "    email: hr@harborlight.example\n    phone: 512-555-0142\n"


def test_a_fault_of_a_section_of_the_base_is_told_once_at_its_line(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(base, REACH, "")
    assert npgs(command(csv_file(tmp_path, agencies(5)), base)) == 1
    told = capsys.readouterr().err
    line = base.read_text(encoding="utf-8").splitlines().index("  hr:") + 1
    assert told.splitlines()[0] == f"{base}:{line}:3: contacts.hr: neither email nor phone is given"
    assert told.count("neither email nor phone") == 1
    assert "(5 agencies: Agency 001 (row 2), Agency 002 (row 3), Agency 003 (row 4), ...)" in told


def test_the_same_in_a_folder_of_profiles(tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(base, REACH, "")
    folder = tmp_path / "agencies"
    folder.mkdir()
    for name in ("one", "two"):
        own = f"organization: {{legal_name: {name}}}\ncontacts:\n  grievance: {{role: Board Chair, phone: 512-555-0100}}\n"
        (folder / f"{name}.yaml").write_text(own, encoding="utf-8")
    assert npgs(command(folder, base)) == 1
    assert capsys.readouterr().err.count(f"{base}:") == 1


def test_what_nobody_gives_is_told_once_though_one_row_has_other_faults(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(base, "    location: the restricted supervision folder of the HR system\n", "")
    rows = [*agencies(3), ("Four", "=1", "")]
    assert npgs(command(csv_file(tmp_path, rows), base)) == 1
    told = capsys.readouterr().err
    assert told.count("supervision.records.location: is missing in every row") == 1
    assert "(4 agencies: Agency 001 (row 2), Agency 002 (row 3), Agency 003 (row 4), ...)" in told


def test_agencies_that_fail_alike_on_the_way_are_told_together(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(base, "mission: We walk", "mission: \u1bff We walk")
    (tmp_path / "templates" / "policy.md").write_text("# Ours\n\n{{ organization.mission }}\n", encoding="utf-8")
    assert npgs(command(csv_file(tmp_path, agencies(3)), base)) == 1
    told = capsys.readouterr().err
    assert "Not made: Agency 001; Agency 002; Agency 003\n" in told
    assert told.count("U+1BFF") == 1


def test_a_day_as_excel_writes_it_is_told_with_the_way_out(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = csv_file(
        tmp_path, [("One", "5", "1/15/2027")], ("organization.legal_name", "organization.employee_count", "policy.approved")
    )  # fmt: skip
    assert npgs(command(roster, base)) == 1
    assert "In Excel: Format Cells, Custom, yyyy-mm-dd; or save the roster as .xlsx." in capsys.readouterr().err


def test_numbers_as_excel_writes_them_are_read(tmp_path: Path, base: Path) -> None:
    edit(base, "pay: 22.50 - 27.00 per hour", "pay: {min: 22.50, max: 27.00, unit: year}")
    pay = [f"positions.specialist.pay.{end}" for end in ("min", "max")]
    roster = csv_file(
        tmp_path, [("One", '"1,200"', '"$41,600.00"', '"52,000"')],
        ("organization.legal_name", "organization.employee_count", *pay),
    )  # fmt: skip
    assert npgs(command(roster, base, "--check")) == 0


def test_a_zip_that_lost_its_zero_is_told(tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("One", "5", "7001"), ("Two", "x", "787011234"), ("Three", "5", "78701-1234")]
    roster = csv_file(
        tmp_path, rows, ("organization.legal_name", "organization.employee_count", "sites[1].address.postal_code")
    )
    assert npgs(command(roster, base, "--check")) == 1
    told = capsys.readouterr()
    assert f'{roster}, row 2, column C: sites[1].address.postal_code: "7001" is not a ZIP code' in told.err
    assert 'Excel drops a leading zero. Type: "07001"' in told.err
    assert f"{roster}, row 3, column B: organization.employee_count" in told.err
    assert "Type: 78701-1234" in told.err
    assert "In order: 1 agency; not in order: 2." in told.out


def test_one_fault_is_one_fault(tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert npgs(command(csv_file(tmp_path, agencies(1)), base)) == 0
    next((tmp_path / "out" / "agency-001").glob("PS-01*")).write_bytes(b"x")
    assert npgs(["verify-run", str(tmp_path / "out")]) == 1
    assert "4 files hashed, 1 fault." in capsys.readouterr().out


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_after_an_interrupt_one_knows_how_much_is_whole_and_how_to_go_on(tmp_path: Path, base: Path) -> None:
    roster = csv_file(tmp_path, agencies(40))
    line = [sys.executable, "-m", "npgs_docs", *command(roster, base)]
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        journal = tmp_path / "out" / "journal.jsonl"
        end = time.monotonic() + 60
        while not (journal.exists() and journal.read_bytes().count(b"\n") >= 2):
            assert time.monotonic() < end
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    whole = journal.read_bytes().count(b"\n")
    assert process.returncode == 130
    assert f"{whole} of 40 packets are whole. Go on with the same command and --resume." in said
    assert subprocess.run([*line, "--resume"], stdout=subprocess.DEVNULL, check=False).returncode == 0
    assert len(list((tmp_path / "out").glob("agency-*"))) == 40


def test_what_to_type_is_said_once_for_a_column(tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = ("organization.legal_name", "organization.employee_count", "policy.approved")
    rows = [(f"Agency {at}", "5", f"1/{at}/2027") for at in range(1, 13)]
    assert npgs(command(csv_file(tmp_path, rows, head), base, "--check")) == 1
    told = capsys.readouterr().err
    assert all(
        f'row {at + 1}, column C: policy.approved: expected a date, found "1/{at}/2027"' in told for at in range(1, 13)
    )
    assert told.count("Type year-month-day") == 1


def test_words_show_whether_the_encoding_was_guessed_right(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = csv_file(tmp_path, [("Niño y Familia", "5", ""), ("Zoë", "5", "")])
    roster.write_bytes(roster.read_text(encoding="utf-8").encode("cp1252"))
    assert npgs(command(roster, base, "--check")) == 0
    assert "Look at these words: Niño, Zoë." in capsys.readouterr().err


def test_a_title_above_the_head_is_told_with_the_row_of_the_head(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = ("organization.legal_name", "organization.employee_count")
    roster = csv_file(tmp_path, [("", ""), head, ("One", "5")], ("Agencies of the state", ""))
    assert npgs(command(roster, base, "--check")) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{roster}, row 1: the first row names no key of a profile\n")
    assert "The keys stand in row 3. Delete the rows above it." in told


def test_columns_in_plain_words_are_told_the_keys(
    tmp_path: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = csv_file(tmp_path, [("One", "5", "x")], ("Legal name", "Postal code", "Our own"))
    assert npgs(command(roster, base, "--check")) == 1
    told = capsys.readouterr().err
    assert "Did you mean organization.legal_name?" in told
    assert "Did you mean sites[1].address.postal_code?" in told
    assert "Name the column by its key, for example organization.legal_name" in told
