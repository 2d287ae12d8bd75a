"""A run's folder comes back cut, nested without end, from another program, or written to mislead: each is told plainly."""

import csv
import io
import json
import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from npgs_docs.batch.adoption import Rollup, rollup, rollup_csv
from npgs_docs.batch.page import rollup_page
from npgs_docs.batch.verify import Fault, verify_run
from npgs_docs.cli import run as npgs
from tests.batch.rosters import agencies, base_file, csv_file, order_in, run, tree

DAY = ["--date", "2027-07-01"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strange")
    run(folder / "run", csv_file(folder, agencies(2)), base_file(folder))
    return folder


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "run", tmp_path / "run"))


def manifest(out: Path) -> Any:
    return json.loads((out / "manifest.json").read_text(encoding="utf-8"))


def rewritten(out: Path, change: Callable[[Any], object]) -> Path:
    """The run with something changed in its manifest."""
    values = manifest(out)
    change(values)
    (out / "manifest.json").write_text(json.dumps(values), encoding="utf-8")
    return out


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What is told where a command line ends as one whose input has problems."""
    assert npgs(arguments) == 1
    told = capsys.readouterr()
    assert "Nothing was written." in told.err
    assert told.out == ""
    return told.err


NOT_ONES = {
    "nested": b"[" * 100_000,
    "nested-object": b'{"kind":' * 100_000,
    "latin": '{"kind": "npgs batch", "agencies": ["Café"]}'.encode("latin-1"),
    "utf-16": '{"kind": "npgs batch"}'.encode("utf-16"),
    "nothing": b"",
    "empty": b'{"kind": "npgs batch"}',
    "number": b"1" * 10_000,
    "other": b'{"kind": "other"}',
    "list": b"[]",
    "half-letter": b'{"kind": "npgs batch", "x": "\\ud800"}',
}


@pytest.mark.parametrize("data", NOT_ONES.values(), ids=NOT_ONES)
@pytest.mark.parametrize("command", [["verify-run"], ["rollup", *DAY]], ids=["verify-run", "rollup"])
def test_what_is_no_manifest_is_told(
    command: list[str], data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "manifest.json").write_bytes(data)
    assert f"{tmp_path / 'manifest.json'}: this is no manifest" in refused([*command, str(tmp_path)], capsys)


@pytest.mark.parametrize("command", [["verify-run"], ["rollup", *DAY]], ids=["verify-run", "rollup"])
def test_a_folder_or_a_pipe_of_the_manifests_name_is_told(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "manifest.json").mkdir()
    assert "manifest.json: this cannot be read" in refused([*command, str(tmp_path)], capsys)
    (tmp_path / "manifest.json").rmdir()
    os.mkfifo(tmp_path / "manifest.json")
    assert "a pipe" in refused([*command, str(tmp_path)], capsys)


CHANGES: dict[str, Callable[[Any], object]] = {
    "files-text": lambda run: run["agencies"][0].update(files="x"),
    "file-number": lambda run: run["agencies"][0]["files"][0].update(file=1),
    "no-packs": lambda run: run["agencies"][0].pop("packs"),
    "no-day": lambda run: run["agencies"][0].update(next_review="soon"),
    "day-without-hyphens": lambda run: run["agencies"][0]["packs"][0].update(expires={"20270101": 1}),
    "status": lambda run: run["agencies"][0].update(status="lost"),
    "failed": lambda run: run.update(failed=[{"agency": "x"}]),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_manifest_with_something_else_in_it_is_told(
    change: Callable[[Any], object], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewritten(out, change)
    assert "agencies.1" in (told := refused(["rollup", str(out), *DAY], capsys)) or "failed.1" in told
    assert "this is no manifest" in refused(["verify-run", str(out)], capsys)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:\\x", "..\\x", "a\0b", ""])
def test_files_outside_the_folder_are_not_read(name: str, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewritten(out, lambda run: run["agencies"][0]["files"][0].update(file=name))
    assert "it leads out of the folder of the run" in refused(["verify-run", str(out)], capsys)
    assert "it leads out of the folder of the run" in refused(["rollup", str(out), *DAY], capsys)


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(out: Path) -> None:
    file = next((out / "agency-001").glob("*.pdf"))
    file.unlink()
    os.mkfifo(file)
    (finding,) = [one for one in verify_run(out).findings if one.file.endswith(".pdf")]
    assert finding.fault is Fault.UNREADABLE


# --- going on with a run -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["manifest.json", "journal.jsonl", "agency-001/manifest.json"])
@pytest.mark.parametrize(
    "data", [b"[" * 100_000 + b"\n", b"\xff\xfe\n", b'{"folder": [], "digest": 1, "files": [1]}\n']
)
def test_a_run_goes_on_whatever_its_notes_have_become(name: str, data: bytes, made: Path, out: Path) -> None:
    (out / name).write_bytes(data)
    report = run(out, made / "roster.csv", made / "state.yaml", resume=True, order=order_in(made))
    assert (report.failures, report.stopped) == ([], None)
    assert tree(out) | {"agency-001/manifest.old.json": ""} == tree(made / "run") | {"agency-001/manifest.old.json": ""}


def test_a_folder_in_the_manifests_place_stops_a_run_before_it_begins(
    made: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / "manifest.json").unlink()
    (out / "manifest.json").mkdir()
    command = ["batch", str(made / "roster.csv"), "--base", str(made / "state.yaml"), "--out", str(out), "--resume"]
    assert npgs([*command, "--only", "policy", "--format", "pdf", "--jobs", "1"]) == 1
    assert "cannot be written" in capsys.readouterr().err


# --- adoption ----------------------------------------------------------------------------------------------------


def test_a_run_without_agencies_is_summed_up(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewritten(out, lambda run: run.update(agencies=[]))
    assert npgs(["rollup", str(out), *DAY, "--html", str(out.parent / "a.html")]) == 0
    assert capsys.readouterr().out.endswith("No agency is in these runs.\n")


def test_runs_of_one_name_are_told_apart(out: Path, tmp_path: Path) -> None:
    for year in ("2026", "2027"):
        shutil.copytree(out, tmp_path / year / "run")
    found = rollup([tmp_path / "2026" / "run", tmp_path / "2027" / "run", out], date(2027, 7, 1), 0)
    assert sorted({one.run for one in found.agencies}) == ["2026/run", "2027/run", f"{tmp_path.name}/run"]
    assert {one.run for one in rollup([out], date(2027, 7, 1), 0).agencies} == {"run"}


def test_one_run_named_twice_is_not_counted_twice(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "is named 2 times" in refused(["rollup", str(out), f"{out}/../run", *DAY], capsys)


def test_the_days_around_the_one_asked_about(out: Path) -> None:
    days = {"2027-06-30": 1, "2027-07-01": 2, "2027-07-31": 4, "2027-08-01": 8}
    rewritten(out, lambda run: [one.update(packs=[pack(days)]) for one in run["agencies"]])
    assert due(rollup([out], date(2027, 7, 1), 30)) == [("2027-06-30", 1, 6)]
    assert due(rollup([out], date(2027, 7, 1), 31)) == [("2027-06-30", 1, 14)]
    assert due(rollup([out], date(2027, 7, 1), 0)) == [("2027-06-30", 1, 2)]
    assert due(rollup([out], date(2027, 6, 29), 0)) == []
    assert due(rollup([out], date.max, 90)) == [("2027-06-30", 15, 0)]
    assert due(rollup([out], date.min, 3650)) == []
    assert due(rollup([out], date.max - timedelta(days=1), 3650)) == [("2027-06-30", 15, 0)]


def pack(days: dict[str, int]) -> dict[str, object]:
    return {"id": "us-tx", "name": "Texas", "version": "2026.1", "expires": days}


def due(found: Rollup) -> list[tuple[str, int, int]]:
    return [(one.first, one.expired, one.soon) for one in found.packs]


def test_packs_of_one_version_with_other_days_are_told_apart(out: Path) -> None:
    ours, theirs = pack({"2027-01-01": 3}), pack({"2027-01-01": 9})
    rewritten(out, lambda run: [one.update(packs=[p]) for one, p in zip(run["agencies"], (ours, theirs), strict=True)])
    assert sorted(one.expired for one in rollup([out], date(2027, 7, 1), 0).packs) == [3, 9]


WILD = '=cmd|"/c calc"!A1</td><script>alert(1)</script>&amp;\x1b[31m\u202e\x00'


def test_wild_names_are_words_in_every_shape(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewritten(
        out, lambda run: (run["agencies"][0].update(agency=WILD), run.update(failed=[failed("\n@x"), failed("＝1")]))
    )
    found = rollup([out], date(2027, 7, 1), 3650)
    page = Tags(rollup_page(found).decode())
    assert "script" not in page.tags
    assert not {"\x1b", "\x00", "\u202e"} & set(page.text)
    rows = list(csv.DictReader(io.StringIO(rollup_csv(found).decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\n", "＝"))]
    assert npgs(["rollup", str(out), *DAY]) == 0
    assert "\x1b" not in capsys.readouterr().out


def failed(name: str) -> dict[str, object]:
    return {"agency": name, "problems": [{"path": name, "message": f"{name} is wrong"}]}


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_ten_thousand_agencies_are_summed_up(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewritten(out, lambda run: run.update(agencies=[{**run["agencies"][0], "agency": f"A {n}"} for n in range(10_000)]))
    shapes = ["--csv", str(out.parent / "a.csv"), "--html", str(out.parent / "a.html")]
    assert npgs(["rollup", str(out), *DAY, *shapes]) == 0
    assert "10000 draft." in capsys.readouterr().out
    assert (out.parent / "a.html").read_text(encoding="utf-8").count("<tr>") > 10_000


# --- files of the table and the page -------------------------------------------------------------------------------


def test_a_table_is_not_written_where_the_page_cannot_be(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, page = out.parent / "a.csv", out.parent / "none" / "a.html"
    assert "a.html: cannot be written" in refused(["rollup", str(out), *DAY, "--csv", str(table), "--html", str(page)], capsys)  # fmt: skip
    assert not table.exists()


def test_a_neighbor_of_the_table_is_left_alone(out: Path) -> None:
    neighbor = out.parent / "a.csv.new"
    neighbor.write_text("mine", encoding="utf-8")
    assert npgs(["rollup", str(out), *DAY, "--csv", str(out.parent / "a.csv")]) == 0
    assert neighbor.read_text(encoding="utf-8") == "mine"


def test_the_table_and_the_page_need_two_files(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = str(out.parent / "a")
    assert npgs(["rollup", str(out), *DAY, "--csv", same, "--html", same]) == 2
    assert not Path(same).exists()
