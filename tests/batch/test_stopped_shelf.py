"""A packet of a batch is stopped at each step on its way to its place: the next run finds all that people put there."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from npgs_docs.batch.shelf import WORK, Shelf
from npgs_docs.batch.task import Made
from tests.stopping import How, every_step

OLD = {"a.docx": b"old a", "b.docx": b"old b", "c.pdf": b"old c"}
NEW = {"a.docx": b"new a", "b.docx": b"new b", "d.pdf": b"new d"}
NEWER = {name: data + b" again" for name, data in NEW.items()}


def made(files: dict[str, bytes]) -> Made:
    documents = {name: ("policy", name.partition(".")[2]) for name in files}
    return Made("x", files, documents, {"organization": "X"}, {"agency": "X", "folder": "x"})


def put(out: Path, files: dict[str, bytes]) -> Callable[[], None]:
    """One run of one packet, as a run begins and ends."""

    def work() -> None:
        shelf = Shelf(out, zipped=True)
        with suppress(OSError):
            shelf.open()
            try:
                shelf.put(made(files))
            finally:
                shelf.settle()

    return work


def edited(out: Path) -> Callable[[], None]:
    def prepare() -> None:
        shutil.rmtree(out, ignore_errors=True)
        put(out, OLD)()
        (out / "x" / "b.docx").write_bytes(b"edited")
        (out / "x" / "notes").mkdir()
        (out / "x" / "notes" / "mine.txt").write_bytes(b"mine")
        (out / "x" / "empty").mkdir()
        (out / "x" / "link").symlink_to("nowhere")

    return prepare


def tree(out: Path) -> dict[str, bytes]:
    files = [path for path in out.rglob("*") if path.is_file() and WORK not in path.parts]
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no links")
@pytest.mark.parametrize("how", How)
def test_nothing_of_a_person_is_lost_and_the_next_run_ends_alike(how: How, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    edited(whole)()
    put(whole, NEW)()
    steps = 0
    for _ in every_step(how, put(out, NEW), edited(out)):
        put(out, NEW)()
        assert tree(out) == tree(whole)
        assert (out / "x" / "link").is_symlink()
        assert (out / "x" / "empty").is_dir()
        steps += 1
    assert steps > 15
    assert tree(out)["x/b.docx"] == b"edited"


@pytest.mark.parametrize("how", How)
def test_another_run_takes_no_file_of_ours_for_an_edited_one(how: How, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in every_step(how, put(out, NEW), edited(out)):
        put(out, NEWER)()
        found = tree(out)
        assert {name: found[f"x/{name}"] for name in NEWER} == {**NEWER, "b.docx": b"edited"}
        assert found["x/notes/mine.txt"] == b"mine"
        assert not [name for name in found if name.startswith(("x/a.new", "x/d.new"))]
