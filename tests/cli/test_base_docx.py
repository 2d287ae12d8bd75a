"""``npgs build --base-docx``: by option or profile, told in few words, and nothing written where it does not do."""

import json
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor

from npgs_docs.letterhead import notes_on
from npgs_docs.pipeline import Request, prepare
from npgs_docs.profile import load_profile
from tests.cli.conftest import Type
from tests.organizations import answers
from tests.render.bases import changed, letterhead, png, replaced

POSTING = ("--only", "posting-specialist")


def folder(here: Path) -> Path:
    return here / "output" / "harbor-light-recovery-inc"


def built(here: Path) -> Path:
    return next(folder(here).glob("*posting-specialist*.docx"))


def named_in_profile(here: Path, name: str) -> None:
    (here / "profile.yaml").write_text(answers(changes={"output.base_docx": name}), encoding="utf-8")


def test_a_template_by_option(here: Path, npgs: Type) -> None:
    letterhead(here / "ours.docx")
    said = npgs("build", "profile.yaml", *POSTING, "--base-docx", "ours.docx")
    assert said.code == 0, said.err
    assert docx.Document(str(built(here))).styles["Normal"].font.name == "Georgia"
    assert "Your Word template has no style TOC 1, " in said.out
    assert said.out.count("; ours were used.") == 1
    manifest = json.loads((folder(here) / "manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["inputs"]["base_docx"]) == ["ours.docx"]


def test_a_template_beside_the_profile_gives_way_to_the_option(here: Path, npgs: Type) -> None:
    (here / "sub").mkdir()
    letterhead(here / "sub" / "ours.docx")
    letterhead(here / "other.docx", lambda document: setattr(document.styles["Normal"].font, "name", "Verdana"))
    named_in_profile(here, "sub/ours.docx")
    assert npgs("build", "profile.yaml", *POSTING, "--format", "docx").code == 0
    assert docx.Document(str(built(here))).styles["Normal"].font.name == "Georgia"
    assert npgs("build", "profile.yaml", *POSTING, "--format", "docx", "--base-docx", "other.docx").code == 0
    assert docx.Document(str(built(here))).styles["Normal"].font.name == "Verdana"


def test_the_pdf_takes_the_color_of_headings_unless_the_profile_has_one(here: Path, npgs: Type) -> None:
    def accent(changes: dict[str, str]) -> str:
        (here / "profile.yaml").write_text(
            answers(changes={"output.base_docx": "ours.docx"} | changes), encoding="utf-8"
        )
        packet = prepare(Request(load_profile(here / "profile.yaml")))
        return packet.style(next(one for one in packet.entries if one.code == "policy")).accent

    letterhead(here / "ours.docx")
    assert accent({"output.accent_color": "#1F3A5F"}) == "#1f3a5f"
    without = answers()
    assert "accent_color" not in without
    assert accent({}) == "#0b3d6e"


def test_a_color_too_pale_for_small_words_stays_out_of_the_pdf(here: Path) -> None:
    letterhead(
        here / "ours.docx", lambda one: setattr(one.styles["Heading 1"].font.color, "rgb", RGBColor(120, 160, 255))
    )
    named_in_profile(here, "ours.docx")
    packet = prepare(Request(load_profile(here / "profile.yaml")))
    assert packet.style(packet.entries[1]).accent == "#000000"
    assert "(#78a0ff) is too pale for small words; the PDFs use black" in " ".join(notes_on(packet))


def test_a_logo_that_gives_way_to_their_head_is_told(here: Path) -> None:
    letterhead(here / "ours.docx")
    (here / "logo.png").write_bytes(png())
    changes = {"output.base_docx": "ours.docx", "organization.logo": {"file": "logo.png", "alt": "decorative"}}
    (here / "profile.yaml").write_text(answers(changes=changes), encoding="utf-8")
    notes = notes_on(prepare(Request(load_profile(here / "profile.yaml"))))
    assert "the logo of your profile stands in the PDFs only" in " ".join(notes)


def test_a_pdf_alone_says_nothing_of_styles(here: Path, build: Type) -> None:
    letterhead(here / "ours.docx")
    assert "no style" not in build("--base-docx", "ours.docx").out


@pytest.mark.parametrize("by_option", [True, False])
def test_pale_headings_are_told_with_the_style_and_nothing_is_written(here: Path, npgs: Type, by_option: bool) -> None:
    letterhead(
        here / "pale.docx", lambda one: setattr(one.styles["Heading 2"].font.color, "rgb", RGBColor(255, 200, 0))
    )
    if not by_option:
        named_in_profile(here, "pale.docx")
    said = npgs(
        "build", "profile.yaml", *POSTING, "--only", "policy", *(["--base-docx", "pale.docx"] if by_option else [])
    )
    assert said.code == 1
    assert said.err.count("the style Heading 2: #ffc800 on #ffffff is ") == 1
    assert "a darker color" in said.err
    assert ("output.base_docx" in said.err) is not by_option
    assert not (here / "output").exists()


def test_a_picture_without_a_description_is_told(here: Path, npgs: Type) -> None:
    path = letterhead(here / "ours.docx")
    changed(path, {"word/header1.xml": replaced(' descr="Harbor Light logo"', "")})
    said = npgs("build", "profile.yaml", *POSTING, "--base-docx", "ours.docx")
    assert said.code == 1
    assert "View Alt Text" in said.err
    assert not (here / "output").exists()


def test_a_file_that_is_none_is_told_at_its_place(here: Path, npgs: Type) -> None:
    (here / "ours.docx").write_bytes(b"%PDF-1.7")
    said = npgs("build", "profile.yaml", "--base-docx", "ours.docx")
    assert (said.code, said.err.splitlines()[0]) == (
        1,
        'ours.docx: --base-docx: "ours.docx" is a PDF, whatever its name says',
    )
    named_in_profile(here, "nowhere.dotx")
    said = npgs("build", "profile.yaml")
    assert said.code == 1
    assert ': output.base_docx: "nowhere.dotx" cannot be read as a file' in said.err


def test_the_same_template_gives_the_same_bytes(here: Path, npgs: Type) -> None:
    letterhead(here / "ours.docx")
    for out in ("one", "two"):
        npgs("build", "profile.yaml", *POSTING, "--base-docx", "ours.docx", "--out", out)
    first, second = (sorted((here / out).rglob("*.*")) for out in ("one", "two"))
    assert [one.read_bytes() for one in first] == [one.read_bytes() for one in second]
    assert ".docx" in {one.suffix for one in first}
