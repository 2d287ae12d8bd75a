"""The journal knows the last whole line of every agency, whatever else stands in it, and is written an agency at a time."""

import json
import os
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from npgs_docs.batch import members as members_room
from npgs_docs.batch.adoption import rollup
from npgs_docs.batch.journal import JOURNAL, Journal
from npgs_docs.batch.manifest import File, Line, UnlikeError, as_line
from npgs_docs.batch.members import members
from npgs_docs.batch.proof import Proof, read_run, write_manifests
from npgs_docs.batch.task import Order
from npgs_docs.batch.verify import verify_run
from tests.batch.rosters import line_of

HASH = "0123456789abcdef" * 4


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def noted(folder: Path, work: Path, *lines: Line) -> Journal:
    journal = Journal(folder, work)
    journal.begin(())
    for line in lines:
        journal.add(line)
    return journal


def version(folder: str, number: int) -> Line:
    return line_of(folder).model_copy(update={"version": f"{number}.0"})


def test_the_last_line_of_an_agency_counts(tmp_path: Path, work: Path) -> None:
    noted(tmp_path, work, version("a", 1), version("b", 1), version("a", 2))
    journal = Journal(tmp_path, work)
    assert len(journal) == 2
    assert [journal.last(one) for one in ("a", "b", "c")] == [version("a", 2), version("b", 1), None]
    journal.begin({"a", "b"})
    assert (tmp_path / JOURNAL).read_bytes() == as_line(version("b", 1)) + as_line(version("a", 2))


@pytest.mark.parametrize(
    "noise", [b"half a li", b'{"folder": []}\n', b"\xff\n", b"[" * 100_000 + b"\n", b"\n", as_line(line_of("b"))[:-9]]
)
def test_what_is_no_line_is_as_if_it_were_not_there(tmp_path: Path, work: Path, noise: bytes) -> None:
    noted(tmp_path, work, line_of("a"))
    with (tmp_path / JOURNAL).open("ab") as file:
        file.write(noise)
    journal = Journal(tmp_path, work)
    journal.begin({"a"})
    journal.add(line_of("c"))
    assert (tmp_path / JOURNAL).read_bytes() == as_line(line_of("a")) + as_line(line_of("c"))


def test_a_whole_last_line_without_its_end_is_a_line(tmp_path: Path, work: Path) -> None:
    (tmp_path / JOURNAL).write_bytes(as_line(line_of("a")).rstrip())
    journal = Journal(tmp_path, work)
    journal.begin({"a"})
    journal.add(line_of("b"))
    assert [line.folder for line in Journal(tmp_path, work).lines(["b", "a"])] == ["b", "a"]


def test_lines_are_kept_in_the_order_asked_for(tmp_path: Path, work: Path) -> None:
    journal = noted(tmp_path, work, *map(line_of, "abc"))
    journal.keep(["c", "x", "a"])
    assert [json.loads(line)["folder"] for line in (tmp_path / JOURNAL).read_bytes().splitlines()] == ["c", "a"]
    journal.add(line_of("d"))
    assert [line.folder for line in journal.lines("dac")] == ["d", "a", "c"]


# --- size --------------------------------------------------------------------------------------------------------


def packet(number: int) -> Line:
    folder = f"agency-{number:05}"
    names = (f"{folder}/PS-{at:02}_checklist_v1.0_en-US.docx" for at in range(49))
    files = [File(document="values", format="docx", file=name, sha256=HASH, bytes=1) for name in names]
    return line_of(folder).model_copy(update={"files": tuple(files)})


def proved(folder: Path, work: Path, count: int) -> None:
    journal = noted(folder, work)
    for number in range(count):
        journal.add(packet(number))
    everybody = [f"agency-{number:05}" for number in range(count)]
    journal.keep(everybody)
    made_from = Order().ingredients()
    write_manifests(Proof(made_from, lambda: journal.lines(everybody), ()), folder, work)


def peak(count: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    (folder / ".npgs").mkdir(parents=True)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    proved(folder, folder / ".npgs", 1)
    tracemalloc.start()
    try:
        proved(folder, folder / ".npgs", count)
        assert sum(1 for _ in read_run(folder).lines()) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_files_of_the_roster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (peak(count, tmp_path / str(count), monkeypatch) for count in (20, 320))
    assert (tmp_path / "320" / "manifest.json").stat().st_size > 3_000_000
    assert many - few < 300_000


# --- a manifest, however it is laid out --------------------------------------------------------------------------


@pytest.mark.parametrize("indent", [None, 0, 4])
@pytest.mark.parametrize("chunk", [7, 1 << 16])
def test_any_layout_of_a_manifest_says_the_same(
    tmp_path: Path, work: Path, indent: int | None, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    proved(tmp_path, work, 3)
    ours = list(read_run(tmp_path).lines())
    values = json.loads((tmp_path / "manifest.json").read_bytes())
    turned = dict(sorted(values.items(), reverse=True))
    (tmp_path / "manifest.json").write_text(json.dumps(turned, indent=indent), encoding="utf-8-sig")
    monkeypatch.setattr(members_room, "CHUNK", chunk)
    run = read_run(tmp_path)
    assert list(run.lines()) == ours == list(map(packet, range(3)))
    assert run.head.made_from == Order().ingredients()


FAULTS = {
    "cut": '{"a": [1, 2',
    "no comma": '{"a": [1 2]}',
    "comma at the end": '{"a": [1,]}',
    "twice": '{"a": [], "a": []}',
    "more behind": '{"a": []} x',
    "no list": '{"a": 1}',
    "no key": "{1: 2}",
}


@pytest.mark.parametrize("text", FAULTS.values(), ids=FAULTS)
def test_what_is_no_json_object_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(UnlikeError):
        list(members(tmp_path / "x.json", ["a"]))


def test_numbers_at_the_end_of_a_part_are_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(members_room, "CHUNK", 1)
    (tmp_path / "x.json").write_text('{ "n" : 12345 , "a" : [ 678 , 9 ] }', encoding="utf-8")
    assert list(members(tmp_path / "x.json", ["a"])) == [("n", 0, 12345), ("a", 0, None), ("a", 1, 678), ("a", 2, 9)]


# --- proofs of other versions ------------------------------------------------------------------------------------


def older(run: dict[str, object]) -> Iterator[dict[str, object]]:
    """A manifest as it was before hashes of journal and table, check results and hashes of packs were in it."""
    for line in run["agencies"]:  # type: ignore[attr-defined]
        for key in ("checks", "approved", "effective"):
            line.pop(key)
        line["packs"] = [{"id": "us", "name": "US", "version": "2026.1", "expires": {}}]
        yield line


def test_an_older_manifest_is_summed_up_and_verified(tmp_path: Path, work: Path) -> None:
    proved(tmp_path, work, 2)
    run = json.loads((tmp_path / "manifest.json").read_bytes())
    made_from = {key: run["made_from"][key] for key in ("tool", "content_sha256", "templates_sha256")}
    old = {"kind": run["kind"], "made_from": made_from, "agencies": list(older(run)), "failed": []}
    (tmp_path / "manifest.json").write_text(json.dumps(old), encoding="utf-8")
    found = rollup([tmp_path], date(2027, 1, 1), 0)
    assert [one.failures("error") for one in found.agencies] == ["", ""]
    assert {one.fault.value for one in verify_run(tmp_path).findings} == {"missing"}
