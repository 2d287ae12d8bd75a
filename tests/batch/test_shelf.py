"""What people put into the folder of a run, or did to its files, is there after the next run; what it made and no longer makes is not."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from npgs_docs.batch.run import Report
from npgs_docs.batch.verify import Fault, verify_run
from npgs_docs.cli import run as npgs
from tests.batch.rosters import HEAD, agencies, base_file, csv_file, order_in, run, tree

GIVEN = ("--only", "policy", "--format", "pdf", "--jobs", "1")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    order_in(tmp_path)
    return base_file(tmp_path)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def made(out: Path, base: Path, people: str = "5", *, version: str = "1.0", zipped: bool = False) -> Report:
    """One run with one agency, whose policy has another file name for each version."""
    head = ("organization.legal_name", "organization.employee_count", "policy.version")
    roster = csv_file(out.parent, [("One", people, version)], head)
    return run(out, roster, base, zipped=zipped, resume=True)


def command(roster: Path, base: Path, *more: str) -> list[str]:
    return ["batch", str(roster), "--base", str(base), "--out", str(roster.parent / "out"), *GIVEN, *more]


# --- what is in the way ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("link", [False, True])
def test_a_file_or_a_link_in_the_place_of_a_packet_is_refused_and_stays(
    tmp_path: Path, base: Path, out: Path, link: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    out.mkdir()
    if link:
        (tmp_path / "elsewhere").mkdir()
        (out / "agency-001").symlink_to(tmp_path / "elsewhere")
    else:
        (out / "agency-001").write_text("somebody's notes", encoding="utf-8")
    roster = csv_file(tmp_path, agencies(2))
    for more in (("--check",), ()):
        assert npgs(command(roster, base, *more)) == 1
        assert f"{roster}, row 2: organization.legal_name: {out / 'agency-001'} is a" in capsys.readouterr().err
    report = run(out, roster, base)
    assert [one.problems[0].id for one in report.failures] == ["folder-taken"]
    if link:
        assert list((tmp_path / "elsewhere").iterdir()) == []
    else:
        assert (out / "agency-001").read_text(encoding="utf-8") == "somebody's notes"


def test_a_packet_that_no_run_made_is_refused_before_the_run(
    tmp_path: Path, base: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "one.yaml"
    profile.write_text(
        base.read_text(encoding="utf-8").replace("organization:\n", "organization:\n  legal_name: Agency.001\n", 1),
        encoding="utf-8",
    )
    assert npgs(["build", str(profile), "--out", str(out), "--only", "policy", "--format", "pdf"]) == 0
    before = tree(out)
    assert npgs(command(csv_file(tmp_path, agencies(1)), base, "--check")) == 1
    assert 'holds the packet of "Agency.001"' in capsys.readouterr().err
    assert npgs(command(csv_file(tmp_path, agencies(2)), base)) == 1
    assert {name: hash for name, hash in tree(out).items() if name in before} == before


# --- what people added -------------------------------------------------------------------------------------------


def test_links_and_empty_folders_stay(tmp_path: Path, base: Path, out: Path) -> None:
    made(out, base)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "a.txt").write_text("shared", encoding="utf-8")
    (out / "one" / "shared").symlink_to(tmp_path / "shared")
    (out / "one" / "nowhere").symlink_to("not-there")
    (out / "one" / "minutes" / "2027").mkdir(parents=True)
    assert made(out, base, "6").made == 1
    assert (out / "one" / "shared" / "a.txt").read_text(encoding="utf-8") == "shared"
    assert (out / "one" / "nowhere").readlink() == Path("not-there")
    assert (out / "one" / "minutes" / "2027").is_dir()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks at open files in /proc")
def test_an_edited_file_is_on_the_disk_twice_before_the_old_one_goes(
    base: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(out, base)
    (out / "one" / "notes.txt").write_text("ours", encoding="utf-8")
    synced, real = [], os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        real(descriptor)

    monkeypatch.setattr("npgs_docs.batch.shelf.os.fsync", fsync)
    made(out, base, "6")
    assert "notes.txt" in synced


def test_a_file_that_cannot_be_read_is_made_anew(tmp_path: Path, base: Path, out: Path) -> None:
    roster = csv_file(tmp_path, agencies(2))
    run(out, roster, base)
    policy = next((out / "agency-001").glob("*.pdf"))
    policy.unlink()
    policy.symlink_to(policy.name)  # leads to itself, so that nobody can read it, also who may read everything
    report = run(out, roster, base, resume=True)
    assert (report.made, report.unchanged, report.stopped) == (1, 1, None)


# --- what a run made and no longer makes -------------------------------------------------------------------------


def test_what_stood_beside_an_edited_file_goes_with_the_next_change(base: Path, out: Path) -> None:
    made(out, base)
    policy = next((out / "one").glob("*.pdf"))
    policy.write_bytes(b"edited")
    for people in ("6", "7", "8"):
        made(out, base, people)
        assert len(list((out / "one").glob("*.pdf"))) == 2
        assert npgs(["verify-run", str(out)]) == 0
    assert policy.read_bytes() == b"edited"
    new = policy.with_name(f"{policy.stem}.new.pdf")
    new.write_bytes(b"edited as well")
    made(out, base, "9")
    assert (policy.read_bytes(), new.read_bytes()) == (b"edited", b"edited as well")


def test_without_zip_the_zip_of_an_earlier_run_goes(base: Path, out: Path, tmp_path: Path) -> None:
    made(out, base, zipped=True)
    assert (out / "one.zip").exists()
    assert made(out, base).removed == 1
    made(tmp_path / "fresh", base)
    assert tree(out) == tree(tmp_path / "fresh")
    assert npgs(["verify-run", str(out)]) == 0


def edit_zip(path: Path) -> bytes:
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("one/notes.txt", "ours")
    return path.read_bytes()


@pytest.mark.parametrize("zipped", [True, False])
def test_an_edited_zip_is_kept(base: Path, out: Path, zipped: bool) -> None:
    made(out, base, zipped=True)
    edited = edit_zip(out / "one.zip")
    for people in ("6", "7"):
        report = made(out, base, people, zipped=zipped)
        assert (out / "one.zip").read_bytes() == edited
        assert sorted(path.name for path in out.glob("*.zip")) == (
            ["one.new.zip", "one.zip"] if zipped else ["one.zip"]
        )
        assert [one.path.name for one in report.kept] == (["one.new.zip"] if zipped else [])
        assert [(one.fault, one.file) for one in verify_run(out).findings] == [(Fault.KEPT, "one.zip")]
    if zipped:
        with zipfile.ZipFile(out / "one.new.zip") as packed:
            assert packed.read("one/manifest.json") == (out / "one" / "manifest.json").read_bytes()
    (out / "one.zip").unlink()
    made(out, base, zipped=True)
    assert [path.name for path in out.glob("*.zip")] == ["one.zip"]


def test_force_overwrites_an_edited_zip(base: Path, out: Path) -> None:
    made(out, base, zipped=True)
    edit_zip(out / "one.zip")
    roster = out.parent / "roster.csv"
    run(out, roster, base, zipped=True, force=True)
    assert zipfile.ZipFile(io.BytesIO((out / "one.zip").read_bytes())).namelist()[-1] == "one/manifest.json"
    assert [path.name for path in out.glob("*.zip")] == ["one.zip"]


# --- packets that a run leaves alone -----------------------------------------------------------------------------


def test_packets_left_alone_are_told_and_no_faults(
    tmp_path: Path, base: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(out, csv_file(tmp_path, agencies(3)), base, zipped=True)
    left = tree(out / "agency-001")
    roster = csv_file(tmp_path, [("Agency 001", "many", ""), ("Agency 003", "5", "")], HEAD)
    assert npgs(command(roster, base, "--zip")) == 1
    told = capsys.readouterr().out
    assert f"because this roster does not name it: 1 packet in {out}." in told
    assert f"because the agency has a problem now: 1 packet in {out}." in told
    assert tree(out / "agency-001") == left
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["left_alone"] == ["agency-001", "agency-002"]
    assert npgs(["verify-run", str(out)]) == 0
    assert "agency-002: was made by an earlier run, and this one left it alone" in capsys.readouterr().out
