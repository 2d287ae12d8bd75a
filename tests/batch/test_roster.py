"""A roster is checked whole: every problem of every row at once, each where it can be mended."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from npgs_docs.batch import check as check_room
from npgs_docs.batch.check import task_of
from npgs_docs.batch.locks import Deviation
from npgs_docs.batch.roster import read_roster
from npgs_docs.cli import run as npgs
from npgs_docs.errors import InputError
from npgs_docs.profile import Loaded
from npgs_docs.source import Source
from tests.batch.rosters import HEAD, POLICY, agencies, base_file, checked, csv_file

OWN = "policy.clauses.feedback"
OWN_HEAD = (*HEAD, f"{OWN}.text", f"{OWN}.reason", f"{OWN}.approver")


def told(path: Path, base: Path | None) -> list[tuple[str, str, str]]:
    """Place, key and kind of every problem."""
    _, found = checked(path, base)
    return [
        (str(one.where).removeprefix(f"{path}, "), one.path, one.id)
        for failure in found.failures
        for one in failure.problems
    ]


def test_a_row_stands_before_the_base(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("One", "5", ""), ("Two", "7", "P-2")], (*HEAD[:2], "sites[1].address.city"))
    roster, found = checked(path, base_file(tmp_path))
    one, two = (task_of(roster, agency).loaded.profile for agency in found.agencies)
    assert (one.organization.legal_name, one.organization.employee_count) == ("One", 5)
    assert (one.sites[0].address.city, two.sites[0].address.city) == ("Austin", "P-2")
    assert one.sites[0].address.postal_code == two.sites[0].address.postal_code == "78701"


def test_a_tilde_takes_the_value_of_the_base_away(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("One", "5", "~")], (*HEAD[:2], "organization.website"))
    roster, found = checked(path, base_file(tmp_path))
    assert task_of(roster, found.agencies[0]).loaded.profile.organization.website is None


def test_every_problem_of_every_row_at_once(tmp_path: Path) -> None:
    rows = [("", "x", "=1"), ("Two", "7", ""), ("Three", "", "46402"), ("Four", "4", "", "beyond")]
    path = csv_file(tmp_path, rows, (*HEAD[:2], "policy.approved"))
    base = base_file(tmp_path)
    base.write_text(base.read_text(encoding="utf-8").replace("  employee_count: 42\n", ""), encoding="utf-8")
    assert told(path, base) == [
        ("row 2, column C", "", "formula"),
        ("row 2, column A", "organization.legal_name", "missing"),
        ("row 2, column B", "organization.employee_count", "int-parsing"),
        ("row 4, column B", "organization.employee_count", "missing"),
        ("row 4, column C", "policy.approved", "date-from-datetime-inexact"),
        ("row 5, column D", "", "roster-column"),
    ]
    _, found = checked(path, base)
    assert [one.name for one in found.agencies] == ["Two"]
    assert "2027-01-15" in found.failures[1].problems[1].hint


def test_a_value_of_the_base_is_told_at_its_line(tmp_path: Path) -> None:
    base = base_file(tmp_path, "\npolicy:\n  form: shrt\n")
    line = base.read_text(encoding="utf-8").splitlines().index("  form: shrt") + 1
    assert told(csv_file(tmp_path, agencies(2)), base) == [(f"{base}:{line}:9", "policy.form", "enum")] * 2


def test_what_no_column_gives_is_told_as_that(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("P-1",), ("P-2",)], ("policy.number",))
    _, found = checked(path, base_file(tmp_path))
    problems = {one for failure in found.failures for one in failure.problems}
    assert [(one.path, str(one.where)) for one in problems] == [("organization.legal_name", str(path))]


def test_columns_that_are_no_keys_stop_the_roster(tmp_path: Path) -> None:
    head = ("organization.legal_nam", "policy.number", "policy.number", "positions.specialist.pay", "positions.specialist.pay.min", "sites", "zzz")  # fmt: skip
    with pytest.raises(InputError) as caught:
        read_roster(csv_file(tmp_path, [("a",) * 7], head))
    places = [(one.where.column if one.where else 0, one.id) for one in caught.value.problems]
    assert places == [(column, "roster-column") for column in (1, 6, 7, 2, 3, 5)]
    assert "organization.legal_name" in caught.value.problems[0].hint


def test_agencies_there_twice_are_both_refused(tmp_path: Path) -> None:
    rows = [("Casa, Inc.".replace(",", ""), "5", ""), ("Two", "5", ""), ("CASA inc!", "6", "")]
    path = csv_file(tmp_path, rows)
    assert told(path, base_file(tmp_path)) == [
        ("row 2", "organization.legal_name", "duplicate"),
        ("row 4", "organization.legal_name", "duplicate"),
    ]
    named = csv_file(tmp_path, [(*row, f"f{n}") for n, row in enumerate(rows)], (*HEAD, "folder"))
    _, found = checked(named, base_file(tmp_path))
    assert [one.folder for one in found.agencies] == ["f0", "f1", "f2"]


def test_names_are_safe_on_every_system(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("CON", "1", ""), ("../../etc", "1", ""), ("希望", "1", "")])
    _, found = checked(path, base_file(tmp_path))
    assert [one.folder for one in found.agencies][:2] == ["con-packet", "etc"]
    assert found.agencies[2].folder.startswith("organization-")


def test_an_agency_there_twice_is_told_even_where_something_else_is_wrong(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("Casa Nueva", "x", ""), ("Casa Nueva", "7", ""), ("", "7", ""), ("", "8", "")])
    _, found = checked(path, base_file(tmp_path))
    assert found.agencies == ()
    assert [(one.name, [each.id for each in one.problems]) for one in found.failures] == [
        ("Casa Nueva (row 2)", ["int-parsing", "duplicate"]),
        ("Casa Nueva (row 3)", ["duplicate"]),
        ("row 4", ["missing"]),
        ("row 5", ["missing"]),
    ]
    assert [one.folder for one in found.failures] == ["casa-nueva", "casa-nueva", "", ""]


def test_one_agency_in_two_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    for file, name in (("a", "Casa  Nueva"), ("b", "casa nueva"), ("c", "Two")):
        (tmp_path / "all" / f"{file}.yaml").write_text(f"organization: {{legal_name: {name}}}\n", encoding="utf-8")
    _, found = checked(tmp_path / "all", base_file(tmp_path))
    assert [one.name for one in found.agencies] == ["Two"]
    assert [one.problems[0].id for one in found.failures] == ["duplicate"] * 2
    assert "see b.yaml" in found.failures[0].problems[0].message


def test_what_stands_beside_profiles_is_none(tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    base = base_file(tmp_path / "all")
    (tmp_path / "all" / "overlay.yaml").write_text("x: y\n", encoding="utf-8")
    (tmp_path / "all" / "One.YAML").write_text("organization: {legal_name: One}\n", encoding="utf-8")
    _, found = checked(tmp_path / "all", base)
    assert [(one.name, one.folder) for one in found.agencies] == [("One", "one")]
    assert found.failures == ()


@pytest.mark.parametrize("cell", ["²", "1" * 5000, "４６４０２"])
def test_an_odd_cell_is_a_problem_of_its_row(tmp_path: Path, cell: str) -> None:
    rows = [("One", "5", cell), ("Two", "5", "2027-01-15")]
    path = csv_file(tmp_path, rows, (*HEAD[:2], "policy.approved"))
    assert [place for place, _, _ in told(path, base_file(tmp_path))] == ["row 2, column C"]


def test_our_mistake_in_one_row_is_a_problem_of_that_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = check_room.loaded_profile

    def loaded_profile(source: Source) -> Loaded:
        if "One" in str(source.value):
            raise ZeroDivisionError("secret")
        return real(source)

    monkeypatch.setattr(check_room, "loaded_profile", loaded_profile)
    path, base = csv_file(tmp_path, [("One", "5", ""), ("Two", "x", "")]), base_file(tmp_path)
    assert told(path, base) == [
        ("row 2", "", "bug"),
        ("row 3, column B", "organization.employee_count", "int-parsing"),
    ]
    assert npgs(["batch", str(path), "--base", str(base), "--out", str(tmp_path / "out"), "--check"]) == 3
    assert "secret" not in capsys.readouterr().err


def test_columns_of_a_list_stand_in_any_order(tmp_path: Path) -> None:
    keys = ("policy.approvers[2].role", "policy.approvers[1].role")
    path = csv_file(tmp_path, [("One", "Second", "First"), ("Two", "Second", "")], (HEAD[0], *keys))
    roster, found = checked(path, base_file(tmp_path))
    profile = task_of(roster, found.agencies[0]).loaded.profile
    assert [one.role for one in profile.policy.approvers] == ["First", "Second"]
    assert [one.name for one in found.failures] == ["Two (row 3)"]
    assert "item 2 is given, but item 1 is not" in found.failures[0].problems[0].message


# --- locked and open clauses -------------------------------------------------------------------------------------


def test_a_locked_clause_is_refused_with_its_place(tmp_path: Path) -> None:
    base = base_file(tmp_path, POLICY.replace("[records]", "[records, feedback]"))
    path = csv_file(tmp_path, [("One", "5", "", "Our way", "A law", "Board Chair"), ("Two", "5", "")], OWN_HEAD)
    assert told(path, base) == [("row 2, column D", OWN, "locked")]


@pytest.mark.parametrize("clause", ["records", "no-such"])
def test_a_wrong_clause_is_told_together_with_a_wrong_number(tmp_path: Path, clause: str) -> None:
    own = f"policy.clauses.{clause}"
    rows = [("One", "x", "", "Our way", "A law", "Board Chair")]
    path = csv_file(tmp_path, rows, (*HEAD, f"{own}.text", f"{own}.reason", f"{own}.approver"))
    assert told(path, base_file(tmp_path)) == [
        ("row 2, column B", HEAD[1], "int-parsing"),
        ("row 2, column D", own, "locked" if clause == "records" else "clause"),
    ]


def test_a_locked_clause_is_told_together_with_what_needs_the_whole_profile(tmp_path: Path) -> None:
    keys = [
        f"policy.clauses.{clause}.{key}" for clause in ("records", "no-such") for key in ("text", "reason", "approver")
    ]
    path = csv_file(tmp_path, [("One", "5", *("Our way", "A law", "Board Chair") * 2)], (*HEAD[:2], *keys))
    assert [id for _, _, id in told(path, base_file(tmp_path))] == ["locked", "clause"]


FORM_HEAD = ("organization.legal_name", "policy.form")


def test_a_short_form_that_drops_a_locked_clause_is_refused_at_its_cell(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("One", "short"), ("Two", "full"), ("Three", "")], FORM_HEAD)
    full = POLICY.replace("  form: short\n", "")
    base = base_file(tmp_path, full.replace("[records]", "[records, urgent, feedback]"))
    assert told(path, base) == [("row 2, column B", "policy.form", "locked")]
    (failure,) = checked(path, base)[1].failures
    assert failure.problems[0].message == "urgent and feedback are locked and do not stand in a short policy"
    assert told(path, base_file(tmp_path, full)) == []
    assert told(path, base_file(tmp_path, POLICY.replace("[records]", "[urgent]"))) == []


def test_an_open_clause_is_a_deviation(tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("One", "5", "", "Our way", "A law", "Board Chair"), ("Two", "5", "")], OWN_HEAD)
    roster, found = checked(path, base_file(tmp_path))
    lists = [task_of(roster, one).deviations for one in found.agencies]
    (mine,) = lists[0]
    assert (mine.clause, mine.reason, mine.approver) == ("feedback", "A law", "Board Chair")
    assert isinstance(mine, Deviation)
    assert lists[1] == ()


def test_the_states_own_wording_of_a_locked_clause_is_no_deviation(tmp_path: Path) -> None:
    words = "  clauses:\n    records: {text: As the state says., reason: State rule, approver: Commissioner}\n"
    roster, found = checked(csv_file(tmp_path, agencies(1)), base_file(tmp_path, POLICY + words))
    assert task_of(roster, found.agencies[0]).deviations == ()


def test_profiles_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "agencies"
    folder.mkdir()
    base = base_file(folder)
    (folder / "one.yaml").write_text("organization:\n  legal_name: One\n", encoding="utf-8")
    (folder / "two.yaml").write_text(
        "organization:\n  legal_name: Two\npolicy:\n  locked: []\n  clauses:\n    records:\n      text: x\n"
        "      reason: y\n      approver: Board Chair\n", encoding="utf-8")  # fmt: skip
    (folder / "three.yaml").write_text("organization:\n  legal_nme: Two\n", encoding="utf-8")
    (folder / "notes.txt").write_text("not a profile", encoding="utf-8")
    _, found = checked(folder, base)
    assert [(one.name, one.folder) for one in found.agencies] == [("One", "one")]
    problems = [(str(one.where), one.id) for failure in found.failures for one in failure.problems]
    assert problems == [
        (f"{folder / 'three.yaml'}:2:3", "extra-forbidden"),
        (f"{folder / 'two.yaml'}:6:5", "locked"),
        (f"{folder / 'two.yaml'}:4:3", "locked"),
    ]


# --- size --------------------------------------------------------------------------------------------------------


def test_ten_thousand_rows_are_read(tmp_path: Path) -> None:
    path = csv_file(tmp_path, ((f"Agency {n}", "5", "") for n in range(10_000)))
    roster = read_roster(path, base_file(tmp_path))
    assert len(roster) == 10_000
    assert roster.read(9_999).value["organization"]["legal_name"] == "Agency 9999"  # type: ignore[index,call-overload]


def test_ten_thousand_rows_of_a_workbook_are_read(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Agencies")
    sheet.append(HEAD)
    for number in range(10_000):
        sheet.append([f"Agency {number}", 5])
    book.save(tmp_path / "roster.xlsx")
    assert len(read_roster(tmp_path / "roster.xlsx", base_file(tmp_path))) == 10_000
