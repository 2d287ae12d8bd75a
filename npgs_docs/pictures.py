"""A picture file in, a picture every writer can place out: upright, in red, green and blue on white, as plain PNG."""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path
from typing import Any

from npgs_docs.document import Picture
from npgs_docs.errors import UnfitError

LARGEST_FILE = 5_000_000
LARGEST_PIXELS = 50_000_000
_SMALLEST_SIDE = 16
_KEPT = (1600, 640)
_KINDS = ("PNG", "JPEG")
_COMPRESSION = 9

_SVG_START = re.compile(rb"\A\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]", re.DOTALL)
_SVG_TEXT = re.compile(r"<(?:\w+:)?(?:text|foreignObject)[\s>]")
_SVG_ELSEWHERE = re.compile(r"""href\s*=\s*["'](?!#|data:)""")


def read_picture(path: Path, alt: str) -> Picture:
    """The picture of a PNG, JPEG or SVG file, known by its content and not by its name. Raises UnfitError.

    It is turned as its camera notes say, laid on white and made no larger than 1600 by 640 pixels; its proportions
    stay. `alt` says what it shows, "" where it is decoration.
    """
    data = _bytes_of(path)
    drawn = _drawn_from_svg(data) if _SVG_START.match(data[:4096]) else data
    width, height, png = _upright_on_white(path.name, drawn)
    return Picture(png, width, height, alt)


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise OSError
        data = path.read_bytes() if size <= LARGEST_FILE else b""
    except (OSError, ValueError):
        raise UnfitError(
            f'"{path.name}" cannot be read as a file beside the profile', "Put it there, or remove logo."
        ) from None
    if size > LARGEST_FILE:
        raise UnfitError(f'"{path.name}" is {size:,} bytes', f"Save it smaller: at most {LARGEST_FILE:,} bytes.")
    if not data:
        raise UnfitError(f'"{path.name}" is empty', "Save the picture again.")
    return data


# --- drawings ------------------------------------------------------------------------------------------------


def _drawn_from_svg(data: bytes) -> bytes:
    """An SVG drawing as PNG. Words in it would depend on the fonts of a machine, so they must be shapes."""
    import resvg_py

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnfitError("the SVG drawing is not UTF-8 text", "Save it again as SVG, or as PNG.") from None
    if _SVG_TEXT.search(text):
        raise UnfitError(
            "the SVG drawing holds words as text", "Turn its text into paths (outlines), or save it as PNG."
        )
    if _SVG_ELSEWHERE.search(text):
        raise UnfitError(
            "the SVG drawing refers to another file", "Embed the picture in the drawing, or save it as PNG."
        )
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=text, width=_KEPT[0], skip_system_fonts=True))
    except ValueError as error:
        raise UnfitError(f"the SVG drawing is broken ({error})", "Save it again as SVG, or as PNG.") from None


# --- photographs and pixels ------------------------------------------------------------------------------------


def _upright_on_white(name: str, data: bytes) -> tuple[int, int, bytes]:
    """Width and height in pixels, and the picture as PNG without anything else in it."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(data))
            _refuse_unfit(name, opened)
            upright = _flat(ImageOps.exif_transpose(opened))
    except UnidentifiedImageError:
        raise UnfitError(f'"{name}" is not a PNG, JPEG or SVG picture', "Save the logo as one of these.") from None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_many_pixels(name) from None
    except (OSError, SyntaxError, ValueError):
        raise UnfitError(f'"{name}" is broken: it cannot be read to its end', "Save the picture again.") from None
    upright.thumbnail(_KEPT, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    upright.save(out, "PNG", compress_level=_COMPRESSION)
    return upright.width, upright.height, out.getvalue()


def _refuse_unfit(name: str, opened: Any) -> None:
    """Raises UnfitError for a picture of another kind, too small to print, or too large to hold."""
    if opened.format not in _KINDS:
        raise UnfitError(f'"{name}" is a {opened.format} picture', "Save the logo as PNG, JPEG or SVG.")
    if min(opened.size) < _SMALLEST_SIDE:
        size = f"{opened.width} by {opened.height} pixels"
        raise UnfitError(f'"{name}" is only {size}', "Use a larger picture: it would print as a blur.")
    if opened.width * opened.height > LARGEST_PIXELS:
        raise _too_many_pixels(name)


def _too_many_pixels(name: str) -> UnfitError:
    return UnfitError(
        f'"{name}" has more than {LARGEST_PIXELS:,} pixels', "Save it smaller: 1600 pixels across is plenty."
    )


def _flat(picture: Any) -> Any:
    """Any kind of pixels as red, green and blue, what is transparent on white."""
    from PIL import Image

    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 257).convert("L")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")
