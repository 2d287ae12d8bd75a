"""Good files of ours to break: a long story of every kind of block, with a logo that has a description."""

import io
from dataclasses import replace
from functools import cache

from PIL import Image

from npgs_docs.document import PageBreak, Paragraph, Picture
from npgs_docs.render import Format, render
from npgs_docs.style import Edition, Paper, style_for
from tests.render.story import say, story

PAGES = 8


def _logo() -> Picture:
    png = io.BytesIO()
    Image.new("RGB", (30, 10), "#123456").save(png, "PNG")
    return Picture(png.getvalue(), 30, 10, "A lighthouse")


@cache
def good(format: Format) -> bytes:
    document = story()
    more = tuple(block for page in range(PAGES) for block in (PageBreak(), Paragraph(say(f"More words, part {page}."))))
    document = replace(document, meta=replace(document.meta, logo=_logo()), blocks=document.blocks + more)
    style = style_for(paper=Paper.LETTER, edition=Edition.STANDARD, accent="#1d5c63")
    (made,) = render(document, style, (format,))
    return made.data
