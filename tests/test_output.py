"""Packets are written whole or not at all, under safe names, and never over a file someone edited."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from npgs_docs.errors import OutputError
from npgs_docs.output import MANIFEST, Fate, folder_name, replace_files, save_packet, sha256
from npgs_docs.staging import staging_in

FILES = {"a.docx": b"one", "b.pdf": b"two"}
WHOSE = {"organization": "Harbor"}


def fates(saved: object) -> dict[str, str]:
    return {one.name: one.fate.value for one in saved}  # type: ignore[attr-defined]


def test_files_and_manifest(tmp_path: Path) -> None:
    save_packet(tmp_path / "x", FILES, WHOSE)
    manifest = json.loads((tmp_path / "x" / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["outputs"] == {name: {"sha256": sha256(data), "bytes": 3} for name, data in FILES.items()}
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == ["a.docx", "b.pdf", MANIFEST]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    save_packet(tmp_path, FILES, WHOSE)
    assert set(fates(save_packet(tmp_path, FILES, WHOSE)).values()) == {Fate.UNCHANGED}


def test_a_file_of_ours_is_replaced(tmp_path: Path) -> None:
    save_packet(tmp_path, FILES, WHOSE)
    assert fates(save_packet(tmp_path, {**FILES, "a.docx": b"new"}, WHOSE))["a.docx"] == Fate.WRITTEN
    assert (tmp_path / "a.docx").read_bytes() == b"new"


def test_an_edited_file_is_kept_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    save_packet(tmp_path, FILES, WHOSE)
    (tmp_path / "a.docx").write_bytes(b"edited by HR")
    saved = save_packet(tmp_path, {**FILES, "a.docx": b"new"}, WHOSE)
    assert fates(saved)["a.docx"] == Fate.BESIDE
    assert (tmp_path / "a.docx").read_bytes() == b"edited by HR"
    assert (tmp_path / "a.new.docx").read_bytes() == b"new"
    again = save_packet(tmp_path, {**FILES, "a.docx": b"new"}, WHOSE)
    assert fates(again)["a.docx"] == Fate.BESIDE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.docx", "a.new.docx", "b.pdf", MANIFEST]
    save_packet(tmp_path, {**FILES, "a.docx": b"newer"}, WHOSE)
    assert (tmp_path / "a.docx").read_bytes() == b"edited by HR"
    save_packet(tmp_path, {**FILES, "a.docx": b"newest"}, WHOSE, force=True)
    assert (tmp_path / "a.docx").read_bytes() == b"newest"


def test_a_file_that_was_never_ours_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"somebody's")
    save_packet(tmp_path, FILES, WHOSE)
    assert (tmp_path / "a.docx").read_bytes() == b"somebody's"


def test_a_partial_build_keeps_the_rest_of_the_manifest(tmp_path: Path) -> None:
    save_packet(tmp_path, FILES, WHOSE)
    save_packet(tmp_path, {"b.pdf": b"new"}, WHOSE)
    assert set(json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))["outputs"]) == set(FILES)


def test_another_organizations_folder_is_refused(tmp_path: Path) -> None:
    save_packet(tmp_path, FILES, WHOSE)
    with pytest.raises(OutputError, match="holds the packet of"):
        save_packet(tmp_path, FILES, {"organization": "Other"})
    assert (tmp_path / "a.docx").read_bytes() == b"one"


def test_names_that_are_one_on_some_systems_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="one file on some systems"):
        save_packet(tmp_path / "x", {"A.pdf": b"", "a.PDF": b""}, WHOSE)
    assert not (tmp_path / "x").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        save_packet(tmp_path / "file" / "x", FILES, WHOSE)


def test_nothing_is_half_written_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_packet(tmp_path, FILES, WHOSE)
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(OutputError, match="the disk is full"):
        save_packet(tmp_path, {"a.docx": b"new", "b.pdf": b"new"}, WHOSE)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != MANIFEST} == FILES


def test_no_folder_is_left_of_a_packet_that_could_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    monkeypatch.setattr(os, "fsync", _full)
    for folder in (tmp_path / "there", tmp_path / "not" / "yet" / "there"):
        with pytest.raises(OutputError):
            save_packet(folder, FILES, WHOSE)
    assert [path.name for path in tmp_path.rglob("*")] == ["there"]


def _full(descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no lock for folders")
def test_what_a_killed_run_left_is_swept_and_what_a_running_one_builds_is_not(tmp_path: Path) -> None:
    code = f"""if True:
        import os, pathlib, signal, sys
        from npgs_docs.staging import staging_in
        with staging_in(pathlib.Path({str(tmp_path)!r})) as made:
            (made / "half.docx").write_bytes(b"half")
            os.kill(os.getpid(), signal.SIGKILL)"""
    subprocess.run([sys.executable, "-c", code], check=False)
    (left,) = tmp_path.iterdir()
    with staging_in(tmp_path) as running:
        assert not left.exists()
        save_packet(tmp_path, FILES, WHOSE)
        assert running.exists()
    assert {path.name for path in tmp_path.iterdir()} == {*FILES, MANIFEST}


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Harbor Light Recovery, Inc.", "harbor-light-recovery-inc"),
        ("CON", "con-packet"),
        ("../../etc", "etc"),
        ("a" * 120, "a" * 60),
        ("Ünïted", "united"),
    ],
)
def test_folder_names_are_safe(name: str, folder: str) -> None:
    assert folder_name(name) == folder


def test_a_name_without_latin_letters_still_has_a_folder() -> None:
    assert folder_name("Ωμέγα") != folder_name("日本")
    assert folder_name("日本").startswith("organization-")


def test_a_link_is_written_through_and_a_device_is_no_file_to_replace(tmp_path: Path) -> None:
    (tmp_path / "there.csv").write_bytes(b"before")
    (tmp_path / "link.csv").symlink_to(tmp_path / "there.csv")
    replace_files({tmp_path / "link.csv": b"after", Path(os.devnull): b"after"})
    assert (tmp_path / "there.csv").read_bytes() == b"after"
    assert (tmp_path / "link.csv").is_symlink()
    assert not Path(os.devnull).is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.csv", "there.csv"]
