"""A logo on the first page: a figure with its description for those who do not see it, or decoration."""

from __future__ import annotations

from npgs_docs.document import Picture
from npgs_docs.render.pdf.objects import File, array, dictionary, number
from npgs_docs.render.pdf.sheet import Sheet
from npgs_docs.render.pdf.tags import Elem
from npgs_docs.style import Style

_ABOVE_TEXT = 8.0
_SIGNATURE_LENGTH = 8
_CHUNK_EXTRA = 12


def figure(picture: Picture | None, root: Elem) -> Elem | None:
    """The element of a picture that says something; None where there is none or it is decoration."""
    if picture is None or not picture.alt:
        return None
    elem = root.add("Figure")
    elem.alt = picture.alt
    return elem


def place_logo(sheet: Sheet, picture: Picture, elem: Elem | None, style: Style) -> None:
    """Draws the logo above the text of a page, where other pages have their running head."""
    width, height = style.logo_size(picture.width, picture.height)
    left, bottom = style.margin_left, style.page[1] - style.margin_top + _ABOVE_TEXT
    if elem is not None:
        corners = array(map(number, (left, bottom, left + width, bottom + height)))
        elem.attributes = f"<</O /Layout /Placement /Block /BBox {corners}>>"
    name = sheet.show_picture(picture)
    drawn = f"q {width:.3f} 0 0 {height:.3f} {left:.2f} {bottom:.2f} cm /{name} Do Q"
    sheet.figures.append(f"{sheet.mark(elem)} {drawn} EMC")


def write_picture(file: File, picture: Picture) -> str:
    """The picture as an object. PDF reads the packed rows of a PNG as they are (ISO 32000-1, 7.4.4.4)."""
    rows = {"Predictor": "15", "Colors": "3", "BitsPerComponent": "8", "Columns": str(picture.width)}
    return file.deflated(
        _packed_rows(picture.png),
        Type="/XObject",
        Subtype="/Image",
        Width=str(picture.width),
        Height=str(picture.height),
        ColorSpace="/DeviceRGB",
        BitsPerComponent="8",
        DecodeParms=dictionary(rows),
    )


def _packed_rows(png: bytes) -> bytes:
    """The data chunks of a PNG, one after the other."""
    parts, at = [], _SIGNATURE_LENGTH
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            parts.append(png[at + 8 : at + 8 + length])
        at += length + _CHUNK_EXTRA
    return b"".join(parts)
