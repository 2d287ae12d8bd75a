"""Pictures of every document of the sample packet, standard and large print: ``make gallery``.

One small PNG per document shows its first pages side by side; ``packet.png`` is the picture at the top of the README.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from npgs_docs.locations import samples_folder
from npgs_docs.pipeline import Request, make, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import Format
from npgs_docs.style import Edition

HERE = Path(__file__).parent
SAMPLE = samples_folder() / "harbor-light.yaml"
ON_THE_COVER = (("policy", 0), ("job-supervisor", 0), ("posting-specialist", 0), ("checklist-01", 0))
PAGES_SHOWN = 4
SCALE, COVER_SCALE = 0.62, 0.78
SHADES = 16
GAP, DESK = 14, 214


def documents(edition: Edition) -> dict[str, bytes]:
    """The PDF of every document by its code."""
    packet = prepare(Request(load_profile(SAMPLE), formats=(Format.PDF,), edition=edition))
    return {one.entry.code: one.rendered[0].data for one in make(packet)}


def pages(pdf: bytes, numbers: Iterable[int], scale: float) -> list[Image.Image]:
    """Pages as grey pictures, counted from 0; what is past the end is left out."""
    opened = pypdfium2.PdfDocument(io.BytesIO(pdf))
    try:
        opened.init_forms()
        return [opened[n].render(scale=scale).to_pil().convert("L") for n in numbers if n < len(opened)]
    finally:
        opened.close()


def side_by_side(sheets: Sequence[Image.Image]) -> Image.Image:
    """Sheets of paper on a grey desk."""
    framed = [ImageOps.expand(sheet, border=1, fill=150) for sheet in sheets]
    width = sum(sheet.width for sheet in framed) + GAP * (len(framed) + 1)
    desk = Image.new("L", (width, max(sheet.height for sheet in framed) + 2 * GAP), DESK)
    left = GAP
    for sheet in framed:
        desk.paste(sheet, (left, GAP))
        left += sheet.width + GAP
    return desk


def save(picture: Image.Image, name: str) -> None:
    picture.quantize(SHADES).save(HERE / name, optimize=True)


def main() -> None:
    standard = documents(Edition.STANDARD)
    cover = [page for code, number in ON_THE_COVER for page in pages(standard[code], [number], COVER_SCALE)]
    save(side_by_side(cover), "packet.png")
    for edition, made in ((Edition.STANDARD, standard), (Edition.LARGE_PRINT, documents(Edition.LARGE_PRINT))):
        for code, pdf in made.items():
            save(side_by_side(pages(pdf, range(PAGES_SHOWN), SCALE)), f"{code}.{edition.value}.png")


if __name__ == "__main__":
    main()
