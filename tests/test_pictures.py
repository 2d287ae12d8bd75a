"""Logos of every kind come out upright, on white and in proportion, or are refused with what to do."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from npgs_docs.errors import UnfitError
from npgs_docs.pictures import LARGEST_FILE, read_picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100">{}</svg>'
DOT = '<circle cx="50" cy="50" r="40" fill="#123456"/>'


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def read(folder: Path, data: bytes, name: str = "logo.png") -> Image.Image:
    (folder / name).write_bytes(data)
    picture = read_picture(folder / name, "A lighthouse")
    opened = Image.open(io.BytesIO(picture.png))
    assert (opened.format, opened.mode, opened.size) == ("PNG", "RGB", (picture.width, picture.height))
    return opened


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_png_of_every_kind_of_pixel(tmp_path: Path, mode: str) -> None:
    assert read(tmp_path, saved(Image.new(mode, (60, 20)), "PNG")).size == (60, 20)


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    assert read(tmp_path, saved(Image.new("RGBA", (60, 20), (9, 9, 9, 0)), "PNG")).getpixel((5, 5)) == (255, 255, 255)


def test_sixteen_bit_greys_keep_their_shade(tmp_path: Path) -> None:
    shade = read(tmp_path, saved(Image.new("I;16", (20, 20), 32768), "PNG")).getpixel((5, 5))
    assert shade in {(127, 127, 127), (128, 128, 128)}


def test_a_print_shop_picture_keeps_its_color(tmp_path: Path) -> None:
    red, green, blue = read(tmp_path, saved(Image.new("CMYK", (60, 20), (0, 255, 255, 0)), "JPEG")).getpixel((5, 5))  # type: ignore[misc]
    assert red > 200
    assert green < 60
    assert blue < 60


def test_a_picture_on_its_side_is_turned_upright(tmp_path: Path) -> None:
    notes = Image.Exif()
    notes[0x0112] = 6
    assert read(tmp_path, saved(Image.new("RGB", (60, 20)), "JPEG", exif=notes.tobytes())).size == (20, 60)


def test_the_content_says_what_it_is_and_not_the_name(tmp_path: Path) -> None:
    assert read(tmp_path, saved(Image.new("RGB", (60, 20)), "JPEG"), "logo.png").size == (60, 20)


def test_a_large_picture_is_made_smaller_in_proportion(tmp_path: Path) -> None:
    assert read(tmp_path, saved(Image.new("RGB", (4000, 1000)), "PNG")).size == (1600, 400)


def test_a_drawing_becomes_pixels_in_its_proportions(tmp_path: Path) -> None:
    drawn = read(tmp_path, ('<?xml version="1.0"?>\n<!-- ours -->' + SVG.format(DOT)).encode(), "logo.svg")
    assert drawn.size == (1600, 534)
    assert drawn.getpixel((266, 266)) == (0x12, 0x34, 0x56)
    assert drawn.getpixel((1000, 266)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "is empty"),
        (b"GIF89a" + b"\0" * 40, "not a PNG, JPEG or SVG|broken"),
        (saved(Image.new("RGB", (60, 20)), "GIF"), "is a GIF picture"),
        (saved(Image.new("RGB", (1, 1)), "PNG"), "only 1 by 1 pixels"),
        (saved(Image.effect_noise((200, 200), 90), "PNG")[:9000], "broken"),
        (saved(Image.effect_noise((200, 200), 90), "JPEG")[:3000], "broken"),
        (saved(Image.new("1", (10_000, 9_000)), "PNG"), "more than 50,000,000 pixels"),
        (b"\0" * (LARGEST_FILE + 1), "5,000,001 bytes"),
        (b"<html><body>a page</body></html>", "not a PNG, JPEG or SVG"),
        (SVG.format("<text x='5' y='5'>Harbor</text>").encode(), "words as text"),
        (SVG.format('<image href="/etc/passwd"/>').encode(), "another file"),
        (SVG.format("<g>").encode(), "broken"),
        (SVG.format("").encode("utf-16"), "not a PNG, JPEG or SVG"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_cure(tmp_path: Path, data: bytes, fault: str) -> None:
    with pytest.raises(UnfitError, match=fault) as refused:
        read(tmp_path, data)
    assert refused.value.cure.endswith(".")


def test_a_pipe_is_no_picture(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "logo.png")
    with pytest.raises(UnfitError, match="cannot be read"):
        read_picture(tmp_path / "logo.png", "")


def test_a_missing_picture_and_a_folder_are_refused(tmp_path: Path) -> None:
    for name in ("nowhere.png", "", "a\0b.png"):
        with pytest.raises(UnfitError, match="cannot be read"):
            read_picture(tmp_path / name, "")
