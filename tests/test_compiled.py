"""Our templates stay compiled from one process to the next, and nobody can tell by what is made of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from npgs_docs.locations import samples_folder, templates_folder

COUNTING = """
import sys, jinja2, json
compile_one, names = jinja2.Environment.compile, []
jinja2.Environment.compile = lambda self, *a, **k: names.append(a[1]) or compile_one(self, *a, **k)
from npgs_docs.cli import run
code = run(sys.argv[1:])
print(len(names), file=sys.stderr)
sys.exit(code)
"""


def build(folder: Path, kept: Path, *more: str, writes: bool = True) -> tuple[int, dict[str, bytes]]:
    """How many templates were compiled for a build in a process of its own, and what it made."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(kept), "PYTHONDONTWRITEBYTECODE": "" if writes else "1"}
    sample = str(samples_folder() / "harbor-light.yaml")
    given = ["build", sample, "--only", "job-supervisor", "--format", "docx", "--quiet", "--out", str(folder), *more]
    done = subprocess.run(
        [sys.executable, "-c", COUNTING, *given], env=environment, capture_output=True, text=True, check=True
    )
    return int(done.stderr), {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def kept_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.jinja"))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    kept = tmp_path_factory.mktemp("kept")
    count, made = build(tmp_path_factory.mktemp("first"), kept)
    assert count == len(kept_files(kept)) > 0
    return kept, made


def test_the_next_process_compiles_nothing_and_makes_the_same(
    first: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    kept, made = first
    assert build(tmp_path, kept) == (0, made)


def test_damaged_files_are_as_good_as_none(first: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    kept, made = first
    for number, path in enumerate(kept_files(kept)):
        whole = path.read_bytes()
        path.write_bytes((b"", whole[:40], whole[:-30], b"\x80\x05nonsense", b"j2" + b"\xff" * 200)[number % 5])
    count, again = build(tmp_path, kept)
    assert (count > 0, again) == (True, made)
    assert build(tmp_path, kept)[0] == 0


def test_who_wants_no_compiled_code_gets_none(first: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    count, made = build(tmp_path / "made", tmp_path / "kept", writes=False)
    assert (count > 0, made) == (True, first[1])
    assert kept_files(tmp_path) == []


def test_no_place_to_write_is_no_problem(first: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    place = tmp_path / "kept"
    place.write_text("a file where a folder would be", encoding="utf-8")
    assert build(tmp_path / "made", place)[1] == first[1]


def test_templates_of_an_organization_leave_no_trace(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    text = (templates_folder() / "job.md").read_text(encoding="utf-8")
    (own / "job.md").write_text(f"{text}\nWords of their own.\n", encoding="utf-8")
    build(tmp_path / "made", tmp_path / "kept", "--templates", str(own))
    assert b"Words of their own." not in b"".join(path.read_bytes() for path in kept_files(tmp_path / "kept"))
