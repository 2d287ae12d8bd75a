"""A folder of fonts becomes one typeface, or is refused with what to do."""

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from npgs_docs.errors import UnfitError
from npgs_docs.typefaces import read_typeface

FONTS = Path(__file__).resolve().parents[1] / "npgs_docs" / "fonts"


def folder_of(tmp_path: Path, *names: str) -> Path:
    folder = tmp_path / "fonts"
    folder.mkdir()
    for name in names:
        shutil.copy(FONTS / name, folder)
    return folder


def changed(path: Path, **tables: object) -> None:
    """Sets ``OS/2.fsType`` and the like, given as ``fsType=2``."""
    with TTFont(path) as font:
        for key, value in tables.items():
            setattr(font["OS/2"], key, value)
        font.save(path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def test_four_faces_are_known_by_what_they_say_and_not_by_their_names(tmp_path: Path) -> None:
    folder = folder_of(
        tmp_path, *(f"LiberationSans-{look}.ttf" for look in ("Regular", "Bold", "Italic", "BoldItalic"))
    )
    (folder / "LiberationSans-Bold.ttf").rename(folder / "a.TTF")
    made = read_typeface(folder)
    assert made.word == "Liberation Sans"
    assert [Path(one).name for one in (made.regular, made.bold, made.italic, made.bold_italic)] == [
        "LiberationSans-Regular.ttf", "a.TTF", "LiberationSans-Italic.ttf", "LiberationSans-BoldItalic.ttf",
    ]  # fmt: skip


def test_without_italics_emphasis_is_left_to_the_words(tmp_path: Path) -> None:
    made = read_typeface(folder_of(tmp_path, "Carlito-Regular.ttf", "Carlito-Bold.ttf"))
    assert (made.italic, made.bold_italic) == (made.regular, made.bold)


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        ((), "holds no fonts"),
        (("Carlito-Regular.ttf",), "no bold face of Carlito"),
        (("Carlito-Bold.ttf",), "no regular face of Carlito"),
        (("Carlito-Regular.ttf", "LiberationSans-Bold.ttf"), "2 families: Carlito, Liberation Sans"),
    ],
)
def test_a_folder_that_is_not_one_family_is_refused(tmp_path: Path, names: tuple[str, ...], fault: str) -> None:
    with pytest.raises(UnfitError, match=fault):
        read_typeface(folder_of(tmp_path, *names))


def test_a_missing_folder_and_other_kinds_of_font_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnfitError, match="not a folder"):
        read_typeface(tmp_path / "nowhere")
    folder = folder_of(tmp_path)
    (folder / "Ours.otf").write_bytes(b"OTTO")
    with pytest.raises(UnfitError, match="other kinds only"):
        read_typeface(folder)


def test_a_broken_font_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "Carlito-Regular.ttf")
    whole = (folder / "Carlito-Regular.ttf").read_bytes()
    for data in (b"", b"not a font", whole[:40_000]):
        (folder / "Carlito-Regular.ttf").write_bytes(data)
        with pytest.raises(UnfitError, match="not a whole TrueType font"):
            read_typeface(folder)


def test_a_font_that_may_not_be_embedded_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "NpgsForm-Carlito.ttf")
    changed(folder / "NpgsForm-Carlito.ttf", fsType=2)
    with pytest.raises(UnfitError, match="forbids embedding"):
        read_typeface(folder)
