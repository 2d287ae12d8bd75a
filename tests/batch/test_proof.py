"""What a run made can be proved later: every file hashed again, and adoption summed up."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from npgs_docs.batch.adoption import Standing, rollup, rollup_csv
from npgs_docs.batch.page import rollup_page
from npgs_docs.batch.spreadsheet import csv_bytes
from npgs_docs.batch.verify import Fault, verify_run
from npgs_docs.cli import run as npgs
from npgs_docs.errors import InputError
from tests.batch.rosters import HEAD, base_file, csv_file, order_in, run, tree

CLAUSE = "policy.clauses.feedback"
COLUMNS = (*HEAD, "policy.status", "policy.approved", "policy.next_review", *(f"{CLAUSE}.{one}" for one in ("text", "reason", "approver")))  # fmt: skip
ROWS = [
    ("+Casa <One>", "5", "", "approved", "2027-01-10", "2027-06-30"),
    ("Two", "5", "", "approved", "2027-01-10", "2028-01-10", "Our way", "-1 A law & custom", "Board Chair"),
    ("Three", "x"),
    ("Four", "9"),
]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proof")
    order = replace(order_in(folder), checks=True)
    run(folder / "run", csv_file(folder, ROWS, COLUMNS), base_file(folder), zipped=True, order=order)
    return folder / "run"


@pytest.fixture
def copy(out: Path, tmp_path: Path) -> Path:
    target = tmp_path / "run"
    for name in tree(out):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes((out / name).read_bytes())
    return target


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_the_manifest_names_every_file_with_hash_size_and_ingredients(out: Path) -> None:
    rows = table((out / "manifest.csv").read_bytes())
    files = tree(out)
    assert {row["file"]: row["sha256"] for row in rows} == {
        name: hash for name, hash in files.items() if name not in {"manifest.csv", "manifest.json", "journal.jsonl"}
    }
    assert all(int(row["bytes"]) == (out / row["file"]).stat().st_size for row in rows)
    for column in ("content_sha256", "templates_sha256", "profile_sha256"):
        assert all(re.fullmatch("[0-9a-f]{64}", row[column]) for row in rows)
    assert {row["packs"].split(" ")[0] for row in rows} == {"us-tx"}
    assert {row["language"] for row in rows} == {"en-US"}
    assert str(out.parent) not in (out / "manifest.json").read_text(encoding="utf-8")


def test_a_zip_holds_the_packet(out: Path) -> None:
    with zipfile.ZipFile(out / "four.zip") as packed:
        assert {info.date_time[0] for info in packed.infolist()} == {1980}
        assert {name: packed.read(name) for name in packed.namelist()} == {
            f"four/{path.name}": path.read_bytes() for path in (out / "four").iterdir()
        }


def test_an_untouched_run_is_sound(out: Path) -> None:
    verified = verify_run(out)
    assert verified.sound
    assert verified.files == 11
    assert npgs(["verify-run", str(out)]) == 0


def test_missing_altered_and_extra_files_are_found(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next((copy / "four").glob("*.pdf")).unlink()
    (copy / "two" / "manifest.json").write_text("{}", encoding="utf-8")
    (copy / "two" / "new.txt").write_text("x", encoding="utf-8")
    (copy / "manifest.csv").write_text("x", encoding="utf-8")
    found = {(one.fault, one.file.rpartition("/")[2]) for one in verify_run(copy).findings}
    assert (Fault.ALTERED, "manifest.json") in found
    assert (Fault.ALTERED, "manifest.csv") in found
    assert (Fault.EXTRA, "new.txt") in found
    assert {fault for fault, _ in found} == {Fault.ALTERED, Fault.EXTRA, Fault.MISSING}
    assert npgs(["verify-run", str(copy)]) == 1
    assert "two/new.txt: is not of this run" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["journal.jsonl", "manifest.csv"])
def test_the_runs_own_files_are_held_against_the_manifest(copy: Path, name: str) -> None:
    data = (copy / name).read_bytes()
    (copy / name).write_bytes(data + b"\n")
    assert [(one.fault, one.file) for one in verify_run(copy).findings] == [(Fault.ALTERED, name)]
    (copy / name).unlink()
    assert [(one.fault, one.file) for one in verify_run(copy).findings] == [(Fault.MISSING, name)]


def test_a_table_of_another_version_is_as_good_as_its_hash(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("npgs_docs.batch.proof.COLUMNS", ("agency", "file"))
    assert verify_run(copy).sound


def test_a_folder_without_a_finished_run_is_told(tmp_path: Path) -> None:
    for text in (None, "{", "[]", '{"kind": "else"}'):
        if text:
            (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
        with pytest.raises(InputError):
            verify_run(tmp_path)


# --- rollup ------------------------------------------------------------------------------------------------------


def test_adoption_is_summed_up(out: Path) -> None:
    found = rollup([out], date(2027, 7, 1), 30)
    standings = {one.agency: one.standing for one in found.agencies}
    assert standings == {
        "+Casa <One>": Standing.OVERDUE, "Two": Standing.APPROVED, "Four": Standing.DRAFT, "Three (row 4)": Standing.FAILED,
    }  # fmt: skip
    (deviation,) = [each for one in found.agencies for each in one.deviations]
    assert (deviation.reason, deviation.approver) == ("-1 A law & custom", "Board Chair")


def test_packs_that_fall_due_are_told_with_their_days(out: Path) -> None:
    packs = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["agencies"][0]["packs"]
    first = min(day for pack in packs for day in pack["expires"])
    due = rollup([out], date.fromisoformat(first), 0)
    assert {(pack.first, pack.expired) for pack in due.packs} == {(first, 0)}
    assert all(pack.soon and pack.agencies == 3 for pack in due.packs)
    assert rollup([out], date(2000, 1, 1), 0).packs == ()


def test_failing_checks_are_summed_up(out: Path) -> None:
    found = rollup([out], date(2027, 7, 1), 30)
    lines = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["agencies"]
    errors = {
        rule: sum(line["checks"]["errors"].get(rule, 0) for line in lines) for rule in lines[0]["checks"]["errors"]
    }
    assert {one.id: one.findings for one in found.failing if one.weight == "error"} == errors
    assert all(one.agencies == 3 and one.title for one in found.failing)
    assert [one.weight for one in found.failing] == sorted(one.weight for one in found.failing)
    rows = {row["agency"]: row for row in table(rollup_csv(found))}
    assert rows["Four"]["errors"] == str(sum(lines[2]["checks"]["errors"].values()))
    assert rows["Four"]["failing checks"].split() == sorted(
        {*lines[2]["checks"]["errors"], *lines[2]["checks"]["warnings"]}
    )
    assert rows["Three (row 4)"]["errors"] == ""
    assert "PO-02" in rollup_page(found).decode()


def test_two_packs_of_one_version_are_two_where_their_files_are(copy: Path) -> None:
    run = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    run["agencies"][0]["packs"][0]["sha256"] = "0" * 64
    (copy / "manifest.json").write_text(json.dumps(run), encoding="utf-8")
    first = min(day for pack in run["agencies"][0]["packs"] for day in pack["expires"])
    packs = rollup([copy], date.fromisoformat(first), 3650).packs
    assert sorted(pack.agencies for pack in packs if pack.id == "us-tx") == [1, 2]


def test_cells_are_no_formulas(out: Path) -> None:
    rows = table(rollup_csv(rollup([out], date(2027, 7, 1), 30)))
    assert rows[0]["agency"] == "'+Casa <One>"
    assert [row["reason"] for row in rows if row["reason"]] == ["'-1 A law & custom"]
    assert table((out / "manifest.csv").read_bytes())[0]["agency"] == "'+Casa <One>"
    for start in "=+-@\t\r":
        assert list(csv.reader(io.StringIO(csv_bytes(["a"], [[f"{start}x"]]).decode("utf-8-sig"), newline="")))[1] == [f"'{start}x"]  # fmt: skip


class Page(HTMLParser):
    """What a page holds, gathered for a look."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_is_self_contained_and_accessible(out: Path) -> None:
    text = rollup_page(rollup([out], date(2027, 7, 1), 400)).decode()
    page = Page(text)
    names = [tag for tag, _ in page.tags]
    assert names.count("h1") == names.count("main") == names.count("svg") == 1
    assert ("html", {"lang": "en"}) in page.tags
    assert names.count("table") == names.count("caption") >= 4
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")
    assert not [one for one in page.tags if one[0] in {"script", "link", "img", "iframe"}]
    assert "http" not in text
    assert "+Casa &lt;One&gt;" in text
    svg = ET.fromstring(text[text.index("<svg") : text.index("</svg>") + 6])
    assert svg.get("role") == "img"
    described = [svg.find(f"*[@id='{id}']") for id in str(svg.get("aria-labelledby")).split()]
    assert [one.text for one in described if one is not None][1] == (
        "approved: 1; overdue for review: 1; draft: 1; not made: 1"
    )


def test_rollup_on_the_command_line(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = ["--csv", str(tmp_path / "a.csv"), "--html", str(tmp_path / "a.html")]
    assert npgs(["rollup", str(out), "--date", "2027-07-01", *files]) == 0
    told = capsys.readouterr().out
    assert "Two words the clause" in told
    assert "1 approved, 1 overdue for review, 1 draft, 1 not made." in told
    assert re.search(r"^PO-02 fails in 3 agencies \(3 errors\): The next review is set, and not overdue\.$", told, re.M)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.html"]
    assert npgs(["rollup", str(tmp_path), str(tmp_path), "--date", "2027-07-01"]) == 1
