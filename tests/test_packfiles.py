"""A folder of the user's packs is read whole: what is broken, misnamed or goes in a circle is told, needed or not."""

import os
from pathlib import Path

import pytest

from npgs_docs.cli import run as npgs
from npgs_docs.errors import InputError, Problem
from npgs_docs.letterhead import notes_on
from npgs_docs.locations import packs_folder, samples_folder
from npgs_docs.packfiles import folder_problems, meant_id
from npgs_docs.pipeline import Request, prepare
from npgs_docs.profile import load_profile
from tests.test_rules import write

HARBOR = samples_folder() / "harbor-light.yaml"
OURS = packs_folder()


def told(folder: Path, *named: str) -> list[Problem]:
    return list(folder_problems(folder, OURS, named))


def test_every_problem_of_every_file_is_told_at_once_though_no_pack_needs_it(tmp_path: Path) -> None:
    write(tmp_path, "us-me", "us", ("one", "weather", "{}"))
    write(tmp_path, "us-ny", "us", ("one", "payer", "{}"), ("one", "payer", "{}"))
    (tmp_path / "us-ca.yaml").write_text("id: [\n", encoding="utf-8")
    (tmp_path / "us-ak.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError) as caught:
        prepare(Request(load_profile(HARBOR), packs=tmp_path))
    places = [str(one.where).removeprefix(f"{tmp_path}/") for one in caught.value.problems]
    assert places == ["us-ak.yaml", "us-ca.yaml:2:1", "us-me.yaml:8:12", "us-ny.yaml:15:9"]


def test_the_folder_beside_a_profile_is_read_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.yaml").write_bytes(HARBOR.read_bytes())
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "us-me.yaml").write_text("id: us-me\n", encoding="utf-8")
    for command in ("build", "check", "crosswalk"):
        out = ["--out", str(tmp_path / "out")] if command == "build" else []
        assert npgs([command, str(tmp_path / "p.yaml"), *out]) == 1
        assert "us-me.yaml:1:1: facts: is missing" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert npgs(["packs", "--packs", str(tmp_path / "packs")]) == 1


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("texas.yaml", "us-tx.yaml"),
        ("us_tx.yaml", "us-tx.yaml"),
        ("US-TX.yaml", "us-tx.yaml"),
        ("us-tz.yaml", "us-tx.yaml"),
        ("neutrl.yaml", "neutral.yaml"),
        ("england.yaml", "gb.yaml"),
        ("us-tx.yml", "us-tx.yaml"),
        ("us-tx.yaml.txt", "us-tx.yaml"),
        ("US-TX.YAML", "us-tx.yaml"),
    ],
)
def test_a_file_with_the_name_of_no_pack_is_told_with_the_nearest(name: str, meant: str, tmp_path: Path) -> None:
    path = write(tmp_path, "us-tx", "us")
    (tmp_path / name).write_bytes(path.read_bytes().replace(b"us-tx", name.removesuffix(".yaml").encode()))
    names = [one for one in told(tmp_path) if one.where and one.where.file == str(tmp_path / name)]
    assert names[0].id == "pack-name"
    assert meant in names[0].hint


def test_a_pack_of_a_payer_is_used_where_it_is_asked_for_and_noted_where_not(tmp_path: Path) -> None:
    write(tmp_path, "north-plan", "us-tx", ("span", "supervision-ratio", "{max_ratio: 2}"))
    write(tmp_path, "gb-sct", "gb")
    for other in ("README.md", "notes.txt", ".us-tx.yaml", "us-tx.yaml~", "us-tx.yaml.bak"):
        (tmp_path / other).write_text("id: [", encoding="utf-8")
    (tmp_path / "old").mkdir()
    assert told(tmp_path) == []
    packet = prepare(Request(load_profile(HARBOR), packs=tmp_path))
    (note,) = notes_on(packet)
    assert "north-plan" in note
    assert "jurisdiction.pack: north-plan" in note
    write(tmp_path, "us-ca", "north-plan")
    assert notes_on(packet) == ()


def test_what_is_no_file_or_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "us-ca.yaml").mkdir()
    (tmp_path / "us-ny.yaml").symlink_to("us-ny.yaml")
    os.mkfifo(tmp_path / "us-tx.yaml")
    assert [one.id for one in told(tmp_path)] == ["file"] * 3
    (tmp_path / "packs").write_text("", encoding="utf-8")
    assert [one.id for one in told(tmp_path / "packs")] == ["pack-folder"]


# --- chains ------------------------------------------------------------------------------------------------------


def test_a_circle_is_told_once_and_named_whole(tmp_path: Path) -> None:
    for id, extends in (("us-ca", "us-ny"), ("us-ny", "us-wa"), ("us-wa", "us-ca"), ("us-tx", "us-ca")):
        write(tmp_path, id, extends)
    (problem,) = told(tmp_path)
    assert problem.id == "pack-chain"
    assert "us-ca → us-ny → us-wa → us-ca" in problem.message
    assert str(problem.where) == f"{tmp_path / 'us-wa.yaml'}:5:10"


def test_a_circle_through_a_pack_of_ours_is_seen(tmp_path: Path) -> None:
    write(tmp_path, "us", "us-tx")
    (problem,) = told(tmp_path)
    assert "in a circle: us-tx → us → us-tx" in problem.message
    assert str(problem.where) == f"{tmp_path / 'us.yaml'}:5:10"


def test_a_pack_outside_the_folders_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path, "us-ny", None)
    write(tmp_path / "in", "us-ca", "../us-ny")
    (problem,) = told(tmp_path / "in")
    assert 'extends "../us-ny", which is not there' in problem.message


def test_a_pack_that_extends_itself_and_one_that_extends_nothing_there(tmp_path: Path) -> None:
    write(tmp_path, "us-ca", "us-ca")
    write(tmp_path, "us-ny", "us-txx")
    first, second = told(tmp_path)
    assert first.message == 'the pack "us-ca" extends itself'
    assert second.message == 'the pack "us-ny" extends "us-txx", which is not there'
    assert second.hint.startswith("Did you mean us-tx? ")


def test_a_chain_of_a_thousand_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = ["x-" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}") for number in range(1000)]
    for id, extends in zip(ids, [*ids[1:], "us-tx"], strict=True):
        write(tmp_path, id, extends)
    (problem,) = told(tmp_path)
    assert "1,003 packs (x-aaa → x-aab → x-aac → x-aad → ... → us → neutral); the most is 6" in problem.message
    profile = tmp_path / "p.yml"
    profile.write_text(
        HARBOR.read_text(encoding="utf-8").replace("state: TX", "state: TX\n  pack: x-aaa"), encoding="utf-8"
    )
    (tmp_path / "p.yml").rename(tmp_path.parent / "p.yml")
    assert npgs(["check", str(tmp_path.parent / "p.yml")]) == 1
    capsys.readouterr()


def test_a_circle_of_a_thousand_is_told_once(tmp_path: Path) -> None:
    ids = ["x-" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}") for number in range(1000)]
    for id, extends in zip(ids, [*ids[1:], ids[0]], strict=True):
        write(tmp_path, id, extends)
    (problem,) = told(tmp_path)
    assert "in a circle: x-aaa → x-aab → x-aac → x-aad → ... → x-jjj → x-aaa" in problem.message


# --- names -------------------------------------------------------------------------------------------------------


def test_names_that_are_like_no_place_mean_none() -> None:
    assert [meant_id(one) for one in ("optum", "county-travis", "medicaid", "state")] == [None] * 4
    assert meant_id("New Mexico") == "us-nm"
    assert meant_id("bc") == "ca-bc"
