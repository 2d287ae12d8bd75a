"""``npgs crosswalk``: for the eye, and for a spreadsheet that must not take words for formulas."""

import csv
import io
from pathlib import Path

from tests.cli.conftest import Type, names
from tests.organizations import answers

HEAD = ["value", "kind", "document", "place", "id", "words", "layer", "source", "as_of"]


def written(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_the_values_by_number(npgs: Type) -> None:
    said = npgs("crosswalk", "profile.yaml")
    assert (said.code, said.err) == (0, "")
    head, first, *rest = said.out.splitlines()
    assert head.split("  ")[0] == "Value"
    assert first.split() == [
        "1.",
        "Peer",
        "support",
        "is",
        "voluntary",
        "8,",
        "10,",
        "13",
        "1",
        "1,",
        "2",
        "V1-S1",
        "to",
        "V1-S7,",
        "V1-R1",
        "to",
        "V1-R4",
    ]
    assert len(rest) == 11
    assert names(Path()) == ["profile.yaml"]


def test_one_row_a_link_for_a_spreadsheet(npgs: Type) -> None:
    assert npgs("crosswalk", "profile.yaml", "--format", "csv", "--out", "x.csv").code == 0
    assert Path("x.csv").read_bytes().startswith(b"\xef\xbb\xbfvalue,kind,")
    rows = written(Path("x.csv"))
    assert list(rows[0]) == HEAD
    assert {row["kind"] for row in rows} == {
        "policy section",
        "specialist duty",
        "supervisor duty",
        "checklist item",
        "rule",
    }
    item = next(row for row in rows if row["id"] == "V3-S4")
    assert item["value"] == "V3 Peer supporters are open minded"
    assert (item["document"], item["place"], item["layer"], item["as_of"]) == (
        "PS-13",
        "V3-S4",
        "guideline",
        "2026-11-24",
    )
    rule = next(row for row in rows if row["id"] == "us-tx.frequency-new")
    assert (rule["value"], rule["place"], rule["layer"], rule["as_of"]) == ("", "Section 7", "pack", "2026-11-23")


def test_no_cell_can_be_taken_for_a_formula(npgs: Type, here: Path) -> None:
    own = [{"text": "=1+1 is not support", "share": "100", "values": [str(number) for number in range(1, 13)]}]
    standard = {"accreditor": "@CARF", "standard": "-2.A", "documents": ["policy"], "note": "+1"}
    changes = {"positions.specialist.functions": own, "accreditation": {"crosswalk": [standard]}}
    (here / "profile.yaml").write_text(answers(changes=changes), encoding="utf-8")
    assert npgs("crosswalk", "profile.yaml", "--format", "csv", "--out", "x.csv").code == 0
    rows = written(Path("x.csv"))
    assert next(row for row in rows if row["id"] == "OF-1")["words"] == "'=1+1 is not support"
    assert (rows[-1]["source"], rows[-1]["id"], rows[-1]["words"]) == ("'@CARF", "'-2.A", "'+1")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_the_csv_on_the_screen_is_the_one_in_the_file(npgs: Type) -> None:
    npgs("crosswalk", "profile.yaml", "--format", "csv", "--out", "x.csv")
    said = npgs("crosswalk", "profile.yaml", "--format", "csv")
    assert said.out.splitlines() == Path("x.csv").read_bytes().decode().splitlines()


def test_a_place_that_cannot_be_written_is_told(npgs: Type) -> None:
    said = npgs("crosswalk", "profile.yaml", "--out", "nowhere/x.csv")
    assert said.code == 1
    assert "cannot be written" in said.err


def test_a_templates_folder_beside_the_profile_is_used(npgs: Type, here: Path) -> None:
    (here / "templates" / "clauses").mkdir(parents=True)
    (here / "templates" / "clauses" / "peer-role.md").write_text("<!-- values: 7 -->\nOurs.\n", encoding="utf-8")
    line = npgs("crosswalk", "profile.yaml").out.splitlines()[7]
    assert "9, 10, 12, 14" in line
