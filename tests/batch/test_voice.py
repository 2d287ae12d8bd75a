"""Words that nobody takes in, and a terminal that is closed, leave no half a run and no wrong exit code."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from npgs_docs.batch.shelf import WORK
from tests.batch.rosters import agencies, base_file, csv_file, made_in, order_in, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other pipes and signals")
COUNT = 12


@pytest.fixture
def batch(tmp_path: Path) -> list[str]:
    order_in(tmp_path)
    given = ["--base", str(base_file(tmp_path)), "--out", str(tmp_path / "out"), "--only", "policy", "--format", "pdf"]
    roster = csv_file(tmp_path, [*agencies(COUNT), ("", "x", "")])
    return [sys.executable, "-m", "npgs_docs", "batch", str(roster), *given, "--jobs", "1"]


def packets(tmp_path: Path) -> int:
    return sum(name.endswith(".pdf") for name in tree(tmp_path / "out"))


def left_after_a_line(command: list[str], stream: str) -> int:
    """The exit code of a command whose reader leaves after the first line."""
    with subprocess.Popen(command, **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: subprocess.PIPE}) as process:  # type: ignore[call-overload]  # fmt: skip
        reader = getattr(process, stream)
        reader.readline()
        reader.close()
        return int(process.wait(120))


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_reader_who_leaves_does_not_stop_the_run(tmp_path: Path, batch: list[str], stream: str) -> None:
    assert left_after_a_line(batch, stream) == 1  # for the one row that is wrong
    assert packets(tmp_path) == COUNT
    assert (tmp_path / "out" / "manifest.json").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_full_disk_for_the_words_does_not_stop_the_run(tmp_path: Path, batch: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(batch, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert done.stderr.count("cannot be told any more (No space left on device); the work goes on.") == 1
    assert "Nothing was written" not in done.stderr
    assert packets(tmp_path) == COUNT


def test_a_reader_who_leaves_does_not_stop_a_build(tmp_path: Path) -> None:
    profile = base_file(tmp_path)
    text = profile.read_text(encoding="utf-8").replace("organization:\n", "organization:\n  legal_name: One\n", 1)
    profile.write_text(text, encoding="utf-8")
    build = [sys.executable, "-m", "npgs_docs", "build", str(profile), "--out", str(tmp_path / "out"), "--verbose"]
    assert left_after_a_line([*build, "--only", "policy", "--format", "pdf"], "stderr") == 0
    assert packets(tmp_path) == 1


@pytest.mark.parametrize("ignored", [False, True])
def test_a_closed_terminal_stops_a_run_that_does_not_ignore_it(tmp_path: Path, batch: list[str], ignored: bool) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN if ignored else signal.SIG_DFL)
    try:
        process = subprocess.Popen(
            [*batch[:-1], "2"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    finally:
        signal.signal(signal.SIGHUP, before)
    deadline = time.monotonic() + 60
    while not made_in(tmp_path / "out") and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGHUP)
    assert process.wait(120) == (1 if ignored else 130)
    assert [path.name for path in (tmp_path / "out" / WORK).iterdir()] == ["lock"]
    assert (packets(tmp_path) == COUNT) is ignored
