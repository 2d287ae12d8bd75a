"""A build is stopped at each of its steps: no file of a person is lost, and the next build ends as if nothing had been."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from npgs_docs.errors import OutputError
from npgs_docs.output import MANIFEST, save_packet
from tests.stopping import How, every_step

WHOSE = {"organization": "Harbor"}
OLD = {"a.docx": b"old a", "b.docx": b"old b", "c.pdf": b"old c", "left.pdf": b"old"}
NEW = {"a.docx": b"new a", "b.docx": b"new b", "c.pdf": b"old c", "more.pdf": b"more"}
NEWER = {name: data + b" again" for name, data in NEW.items()}
EDITED = b"edited by HR"


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def seen(folder: Path) -> dict[str, bytes]:
    """What a person sees in a folder: not what begins with a dot."""
    return {name: data for name, data in tree(folder).items() if not name.startswith(".")}


def save(folder: Path, files: dict[str, bytes], *, force: bool = False) -> Callable[[], None]:
    def work() -> None:
        with suppress(OutputError):
            save_packet(folder, files, WHOSE, force=force)

    return work


def with_an_edit(folder: Path) -> Callable[[], None]:
    """A packet in whose folder somebody edited one file, and put one of their own."""

    def prepare() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        save_packet(folder, OLD, WHOSE)
        (folder / "b.docx").write_bytes(EDITED)
        (folder / "mine.txt").write_bytes(b"mine")

    return prepare


def empty(folder: Path) -> Callable[[], None]:
    return lambda: shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, bytes]:
    with_an_edit(tmp_path / "whole")()
    save(tmp_path / "whole", NEW)()
    found = tree(tmp_path / "whole")
    assert (found["a.docx"], found["b.docx"], found["b.new.docx"], found["mine.txt"]) == (
        b"new a",
        EDITED,
        b"new b",
        b"mine",
    )
    return found


@pytest.mark.parametrize("how", How)
def test_the_same_build_ends_as_if_it_was_never_stopped(how: How, tmp_path: Path, whole: dict[str, bytes]) -> None:
    folder = tmp_path / "x"
    steps = 0
    for _ in every_step(how, save(folder, NEW), with_an_edit(folder)):
        assert tree(folder)["b.docx"] == EDITED
        save(folder, NEW)()
        assert tree(folder) == whole
        steps += 1
    assert steps > 15


@pytest.mark.parametrize("how", How)
def test_another_build_takes_no_file_of_ours_for_an_edited_one(how: How, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    for _ in every_step(how, save(folder, NEW), with_an_edit(folder)):
        save(folder, NEWER)()
        found = tree(folder)
        assert {name: found[name] for name in NEWER} == {**NEWER, "b.docx": EDITED}
        assert found["mine.txt"] == b"mine"
        assert NEWER["b.docx"] in (found["b.new.docx"], found.get("b.new-2.docx"))
        assert set(found) - {"b.new-2.docx"} == {*NEWER, "b.new.docx", "left.pdf", "mine.txt", MANIFEST}


@pytest.mark.parametrize("how", How)
def test_the_first_build_of_a_folder_may_be_stopped_too(how: How, tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet" / "x"
    for _ in every_step(how, save(folder, NEW), empty(tmp_path / "not")):
        save(folder, NEWER)()
        assert {name: data for name, data in tree(folder).items() if name != MANIFEST} == NEWER


@pytest.mark.parametrize("how", [How.INTERRUPTED, How.FAULT])
def test_who_can_still_tidy_up_leaves_all_as_it_was_or_all_new(
    how: How, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    folder = tmp_path / "x"
    with_an_edit(folder)()
    before = tree(folder)
    for _ in every_step(how, save(folder, NEW), with_an_edit(folder)):
        assert seen(folder) in (before, whole)


def test_an_interrupted_first_build_leaves_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet" / "x"
    for _ in every_step(How.FAULT, save(folder, NEW), empty(tmp_path / "not")):
        assert not seen(tmp_path) or set(seen(folder)) == {*NEW, MANIFEST}


@pytest.mark.parametrize("how", How)
def test_an_edit_is_given_up_by_force_alone(how: How, tmp_path: Path) -> None:
    folder = tmp_path / "x"
    for _ in every_step(how, save(folder, NEW, force=True), with_an_edit(folder)):
        assert tree(folder)["b.docx"] in (EDITED, NEW["b.docx"])
        kept = tree(folder)["b.docx"] == EDITED
        save(folder, NEWER)()
        assert tree(folder)["b.docx"] == (EDITED if kept else NEWER["b.docx"])


# --- a manifest of others --------------------------------------------------------------------------------------


def test_a_manifest_that_is_not_ours_is_kept_aside(tmp_path: Path) -> None:
    folder = tmp_path / "x"

    def prepare() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / MANIFEST).write_bytes(b'{"name": "an app"}')

    for how in How:
        for _ in every_step(how, save(folder, NEW), prepare):
            assert b'{"name": "an app"}' in tree(folder).values()
            save(folder, NEW)()
            found = tree(folder)
            assert found.pop("manifest.old.json") == b'{"name": "an app"}'
            assert set(found) == {*NEW, MANIFEST}


def test_a_folder_in_the_place_of_the_manifest_stops_a_build_before_it_begins(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).mkdir()
    with pytest.raises(OutputError):
        save_packet(tmp_path, NEW, WHOSE)
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]
