"""A run makes what can be made, can be stopped at any moment, and ends in the same bytes as if it never was."""

import errno
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from npgs_docs.batch import journal as journal_room
from npgs_docs.batch import proof as proof_room
from npgs_docs.batch import shelf as shelf_room
from npgs_docs.batch.crew import local_crew
from npgs_docs.batch.holding import alone
from npgs_docs.batch.journal import JOURNAL
from npgs_docs.batch.run import Step
from npgs_docs.batch.shelf import WORK
from npgs_docs.batch.task import BUG, Order, Outcome, Task, make_packet
from npgs_docs.batch.travel import Layers
from npgs_docs.cli import run as npgs
from npgs_docs.errors import OutputError
from npgs_docs.render import Format
from tests.batch.rosters import agencies, base_file, csv_file, half_packets, made_in, order_in, run, tree

OVERFLOWING = "\U0001f9ff\U00013000"  # letters that no font of ours has


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return base_file(tmp_path)


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return csv_file(tmp_path, agencies(4))


@pytest.fixture
def whole(tmp_path: Path, roster: Path, base: Path) -> dict[str, str]:
    """The files of a run that nothing disturbed."""
    report = run(tmp_path / "whole", roster, base)
    assert (report.made, report.failures, report.stopped) == (4, [], None)
    return tree(tmp_path / "whole")


def test_a_run_is_packets_a_journal_and_manifests(whole: dict[str, str]) -> None:
    folders = {name.split("/")[0] for name in whole if "/" in name}
    assert folders == {"agency-001", "agency-002", "agency-003", "agency-004"}
    assert {name for name in whole if "/" not in name} == {"journal.jsonl", "manifest.json", "manifest.csv"}


def test_two_processes_make_the_same_bytes_as_one(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str]
) -> None:
    crew = local_crew(2, tmp_path / "desk")
    run(tmp_path / "two", roster, base, crew=crew)
    crew.close()
    assert tree(tmp_path / "two") == whole


def test_one_failure_stops_no_other(tmp_path: Path, base: Path) -> None:
    rows = [*agencies(2), (f"Agency {OVERFLOWING}", "5", "P"), ("", "x", "")]
    steps: list[Step] = []
    report = run(tmp_path / "out", csv_file(tmp_path, rows), base, steps=steps)
    assert report.made == 2
    assert [one.name for one in report.failures] == [f"Agency {OVERFLOWING}", "row 5"]
    assert all(one.problems for one in report.failures)
    assert steps[-1].done == steps[-1].total == 3
    failed = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["failed"]
    assert [one["agency"] for one in failed] == [f"Agency {OVERFLOWING}", "row 5"]
    assert half_packets(tmp_path / "out") == []


def test_our_own_mistake_is_one_agencys_too(
    tmp_path: Path, roster: Path, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret of the agency")

    monkeypatch.setattr("npgs_docs.batch.task.make", broken)
    report = run(tmp_path / "out", roster, base)
    assert {one.id for failure in report.failures for one in failure.problems} == {BUG}
    assert "secret" not in "".join(one.message for failure in report.failures for one in failure.problems)


# --- stopped and resumed -----------------------------------------------------------------------------------------


def command(out: Path, roster: Path, base: Path, *more: str) -> list[str]:
    given = ["--base", str(base), "--out", str(out), "--only", "policy", "--format", "pdf", "--no-checks"]
    return [sys.executable, "-m", "npgs_docs", "batch", str(roster), *given, *more]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_and_resumed(tmp_path: Path, roster: Path, base: Path, whole: dict[str, str], jobs: str) -> None:
    out = tmp_path / "killed"
    process = subprocess.Popen(
        command(out, roster, base, "--jobs", jobs), stdout=subprocess.DEVNULL, start_new_session=True
    )
    wait_until(lambda: made_in(out) > 0)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    made = made_in(out)
    assert made >= 1
    assert half_packets(out) == []
    assert "manifest.json" not in tree(out)
    report = run(out, roster, base, resume=True)
    assert report.unchanged >= made
    assert report.made + report.unchanged == 4
    assert tree(out) == whole
    assert [path.name for path in (out / WORK).iterdir()] == ["lock"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_no_worker_outlives_a_run_that_was_killed(tmp_path: Path, base: Path) -> None:
    out, roster = tmp_path / "orphans", csv_file(tmp_path, agencies(40))
    process = subprocess.Popen(
        command(out, roster, base, "--jobs", "2"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until(lambda: made_in(out) > 0)
    process.kill()
    process.wait()
    wait_until(lambda: not members(process.pid), 10)
    assert members(process.pid) == []


def wait_until(done: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not done() and time.monotonic() < deadline:
        time.sleep(0.005)


def members(session: int) -> list[str]:
    """Living processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, owner = path.read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if owner == str(session) and state != "Z":
            found.append(path.parent.name)
    return found


def test_a_resume_makes_only_what_is_missing_or_changed(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str]
) -> None:
    out = tmp_path / "whole"
    (next((out / "agency-002").glob("*.pdf"))).unlink()
    csv_file(tmp_path, [*agencies(3), ("Agency 004", "99", "P-4")])
    steps: list[Step] = []
    report = run(out, roster, base, resume=True, steps=steps)
    assert (report.made, report.unchanged) == (2, 2)
    assert [step.name for step in steps] == ["Agency 002", "Agency 004"]
    assert run(tmp_path / "fresh", roster, base).made == 4
    assert tree(out) == tree(tmp_path / "fresh") != whole


@pytest.mark.parametrize("change", ["template", "format", "zip"])
def test_what_all_packets_are_made_of_counts_as_changed(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str], change: str
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "policy.md").write_text("# Ours\n\nOther words.\n", encoding="utf-8")
    order = {
        "template": replace(order_in(tmp_path), layers=Layers(templates=own)),
        "format": replace(order_in(tmp_path), formats=(Format.OUTLINE,)),
        "zip": order_in(tmp_path),
    }[change]
    report = run(tmp_path / "whole", roster, base, resume=True, order=order, zipped=change == "zip")
    assert (report.made, report.unchanged) == (4, 0)
    run(tmp_path / "fresh", roster, base, order=order, zipped=change == "zip")
    if change == "format":  # what another run made of the packets stays
        made = {name for name in tree(tmp_path / "whole") if name.startswith("agency-001/PS")}
        assert {name.rpartition(".")[2] for name in made} == {"pdf", "outline"}
    else:
        assert tree(tmp_path / "whole") == tree(tmp_path / "fresh")


def test_a_packet_that_was_being_replaced_comes_back(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str]
) -> None:
    out = tmp_path / "whole"
    (out / WORK / "old").mkdir()
    (out / "agency-003").rename(out / WORK / "old" / "agency-003")
    (out / WORK / "new" / "agency-003").mkdir(parents=True)
    (out / JOURNAL).write_bytes((out / JOURNAL).read_bytes()[:-30])
    assert run(out, roster, base, resume=True).unchanged == 3
    assert tree(out) == whole


def test_two_runs_do_not_share_a_folder(tmp_path: Path, roster: Path, base: Path) -> None:
    with alone(tmp_path / "out"):
        result = subprocess.run(command(tmp_path / "out", roster, base), capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "another run is writing into" in result.stderr
    assert tree(tmp_path / "out") == {}


def test_a_build_does_not_write_into_the_folder_of_a_run_that_works(
    tmp_path: Path, roster: Path, base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "five.yaml"
    text = base.read_text(encoding="utf-8").replace("organization:\n", "organization:\n  legal_name: Five\n", 1)
    profile.write_text(text, encoding="utf-8")
    build = ["build", str(profile), "--out", str(tmp_path / "out"), "--only", "policy", "--format", "pdf"]
    with alone(tmp_path / "out"):
        assert npgs(build) == 1
        assert "another run is writing into" in capsys.readouterr().err
    assert tree(tmp_path / "out") == {}
    assert npgs(build) == 0


@pytest.mark.parametrize("fault", [OSError(errno.ENOLCK, "No locks available"), NotImplementedError("no flock")])
def test_a_disk_without_locks_is_told_in_plain_words(
    tmp_path: Path, roster: Path, base: Path, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def acquire(*_: object) -> None:
        raise fault

    monkeypatch.setattr("npgs_docs.batch.holding.FileLock.acquire", acquire)
    with pytest.raises(OutputError, match="its disk knows no locks"):
        run(tmp_path / "out", roster, base)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other locks")
def test_a_disk_whose_system_has_no_locks_at_all_is_no_hindrance(
    tmp_path: Path, roster: Path, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", flock)
    assert run(tmp_path / "out", roster, base).made == 4


# --- what users did to the files ---------------------------------------------------------------------------------


def test_edited_files_are_kept_and_told(tmp_path: Path, roster: Path, base: Path, whole: dict[str, str]) -> None:
    packet = tmp_path / "whole" / "agency-001"
    policy = next(packet.glob("*.pdf"))
    policy.write_bytes(b"edited")
    (packet / "notes").mkdir()
    (packet / "notes" / "minutes.txt").write_text("ours", encoding="utf-8")
    report = run(tmp_path / "whole", roster, base, resume=True)
    assert [one.name for one in report.kept] == [policy.name]
    assert policy.read_bytes() == b"edited"
    assert (packet / "notes" / "minutes.txt").read_text(encoding="utf-8") == "ours"
    new = policy.with_name(f"{policy.stem}.new.pdf")
    assert tree(tmp_path / "whole")[f"agency-001/{new.name}"] == whole[f"agency-001/{policy.name}"]
    assert run(tmp_path / "whole", roster, base, resume=True).unchanged == 4


def test_a_corrected_name_takes_the_place_of_the_wrong_one(tmp_path: Path, base: Path) -> None:
    out = tmp_path / "out"
    run(out, csv_file(tmp_path, [("Casa nueva", "5", "")]), base)
    assert run(out, csv_file(tmp_path, [("Casa Nueva!", "5", "")]), base, resume=True).made == 1
    run(tmp_path / "fresh", csv_file(tmp_path, [("Casa Nueva!", "5", "")]), base)
    assert tree(out) == tree(tmp_path / "fresh")


# --- disks -------------------------------------------------------------------------------------------------------


def test_a_full_disk_ends_the_run_with_whole_packets(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, out, room = shelf_room.write_file, tmp_path / "full", [5]

    def write_file(path: Path, data: bytes) -> None:
        room[0] -= 1
        if room[0] < 0:
            path.write_bytes(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        real(path, data)

    monkeypatch.setattr(shelf_room, "write_file", write_file)
    report = run(out, roster, base)
    assert report.made == 2
    assert report.stopped is not None
    assert "the disk is full" in report.stopped.message
    assert half_packets(out) == []
    assert [path.name for path in (out / WORK).iterdir()] == ["lock"]
    monkeypatch.undo()
    assert run(out, roster, base, resume=True).unchanged == 2
    assert tree(out) == whole


def test_a_line_that_the_disk_has_no_room_for_is_taken_out_of_the_journal(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, out, room = os.fsync, tmp_path / "full", [1]

    def fsync(descriptor: int) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(journal_room.os, "fsync", fsync)
    monkeypatch.setattr(shelf_room, "write_file", Path.write_bytes)
    report = run(out, roster, base)
    assert report.stopped is not None
    assert (out / JOURNAL).read_bytes() == b""
    monkeypatch.undo()
    run(out, roster, base, resume=True)
    assert tree(out) == whole


@pytest.mark.parametrize("name", ["manifest.csv", "manifest.json"])
def test_no_manifest_is_there_unless_both_are_whole(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, out = proof_room.os.fsync, tmp_path / "full"

    def fsync(descriptor: int) -> None:
        beside = out / WORK / name
        if beside.exists() and os.path.samestat(os.fstat(descriptor), beside.stat()):
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(proof_room.os, "fsync", fsync)
    assert run(out, roster, base).stopped is not None
    assert not {"manifest.csv", "manifest.json"} & tree(out).keys()
    monkeypatch.undo()
    assert run(out, roster, base, resume=True).unchanged == 4
    assert tree(out) == whole


def test_one_folder_that_cannot_be_written_is_one_failure(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if path.name == "agency-002" and path.parent == tmp_path / "whole":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    report = run(tmp_path / "whole", roster, base)
    assert [(one.name, one.problems[0].id) for one in report.failures] == [("Agency 002", "unwritable")]
    assert (report.made, report.stopped) == (3, None)
    assert half_packets(tmp_path / "whole") == []


def test_an_output_folder_that_is_a_file_is_told(tmp_path: Path, roster: Path, base: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        run(tmp_path / "out", roster, base)


def test_a_folder_that_becomes_unwritable_ends_the_run(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, out, room = shelf_room.write_file, tmp_path / "gone", [5]

    def write_file(path: Path, data: bytes) -> None:
        room[0] -= 1
        if room[0] < 0:
            raise OSError(errno.EROFS, "Read-only file system")
        real(path, data)

    monkeypatch.setattr(shelf_room, "write_file", write_file)
    report = run(out, roster, base)
    assert report.stopped is not None
    assert "Read-only" in report.stopped.message
    monkeypatch.undo()
    run(out, roster, base, resume=True)
    assert tree(out) == whole


# --- lost processes ----------------------------------------------------------------------------------------------


def test_a_process_that_is_killed_loses_nothing(
    tmp_path: Path, roster: Path, base: Path, whole: dict[str, str]
) -> None:
    crew, killed = local_crew(2, tmp_path / "desk"), []

    class Killing(list[Step]):
        def append(self, step: Step) -> None:
            if not killed:
                child = multiprocessing.active_children()[0]
                killed.append(child.pid)
                child.kill()
                child.join()

    report = run(tmp_path / "out", roster, base, crew=crew, steps=Killing())
    crew.close()
    assert killed
    assert (report.made, report.failures) == (4, [])
    assert tree(tmp_path / "out") == whole


class Poisoned:
    """A crew whose process ends whenever it has one certain agency in hand."""

    width = 3

    def __init__(self, folder: str) -> None:
        self.folder, self.renewed, self.broken = folder, 0, False
        self.waiting: list[tuple[Future[Outcome], Order, Task]] = []

    def make(self, order: Order, task: Task) -> Future[Outcome]:
        future: Future[Outcome] = Future()
        if task.folder == self.folder:
            future.set_exception(BrokenProcessPool("ended"))
        else:
            future.set_result(make_packet(order, task))
        return future

    def renew(self) -> None:
        self.renewed += 1

    def close(self, *, abandon: bool = False) -> None:
        return


def test_windows_can_wait_for_no_more_than_61_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    crew = local_crew(100, tmp_path / "desk")
    monkeypatch.undo()
    assert crew.width == 62
    crew.close()


def test_an_agency_that_kills_its_process_fails_alone(tmp_path: Path, roster: Path, base: Path) -> None:
    crew: Any = Poisoned("agency-002")
    report = run(tmp_path / "out", roster, base, crew=crew)
    assert [(one.name, one.problems[0].id) for one in report.failures] == [("Agency 002", "lost")]
    assert report.made == 3
    assert crew.renewed >= 2
