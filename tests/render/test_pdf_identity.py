"""What a PDF says of itself, its fonts, and that it is the same file wherever and whenever it is made."""

import hashlib
import io
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from npgs_docs.render.pdf import lay_out
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Edition, style_for
from tests.render.conftest import Set, set_in
from tests.render.painting import letters
from tests.render.reading import Reading
from tests.render.story import story

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "npgs_docs" / "fonts"
FILES = {"Carlito": "Carlito-Regular", "LiberationSans": "LiberationSans-Regular"}
"""Bundled files that are not named as their fonts are."""
XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
FORBIDDEN = ("/JavaScript", "/EmbeddedFiles", "/Encrypt")


def xmp(reading: Reading) -> ET.Element:
    return ET.fromstring(reading.pdf.Root.Metadata.read_bytes())


def told(reading: Reading, name: str) -> str:
    found = xmp(reading).find(f".//{name}", XMP)
    assert found is not None, name
    return "".join(found.itertext()).strip()


# --- properties ----------------------------------------------------------------------------------------------


def test_properties_are_those_of_the_document_and_the_two_places_agree(any_pdf: Set) -> None:
    meta, reading = any_pdf.document.meta, any_pdf.reading
    info = pypdf.PdfReader(io.BytesIO(reading.data)).metadata
    assert info
    assert (info.title, info.author, info.subject) == (meta.title, meta.author, meta.subject)
    assert str(reading.pdf.docinfo.Keywords) == told(reading, "pdf:Keywords") == meta.keywords
    assert told(reading, "dc:title") == meta.title
    assert told(reading, "dc:creator") == meta.author
    assert told(reading, "dc:description") == meta.subject
    assert told(reading, "dc:language") == str(reading.pdf.Root.Lang) == meta.language


def test_dates_are_the_documents_and_agree(any_pdf: Set) -> None:
    day = any_pdf.document.meta.date
    info = any_pdf.reading.pdf.docinfo
    assert str(info.CreationDate) == str(info.ModDate) == f"D:{day.replace('-', '')}000000+00'00'"
    assert told(any_pdf.reading, "xmp:CreateDate") == told(any_pdf.reading, "xmp:ModifyDate") == f"{day}T00:00:00+00:00"


def test_the_title_stands_in_the_window_and_the_standards_are_claimed(any_pdf: Set) -> None:
    reading = any_pdf.reading
    assert reading.pdf.Root.ViewerPreferences.DisplayDocTitle
    claims = [told(reading, name) for name in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
    assert claims == ["2", "A", "1"]
    assert reading.pdf.pdf_version == "1.7"
    (intent,) = reading.pdf.Root.OutputIntents
    assert bytes(intent.DestOutputProfile.read_bytes()[36:40]) == b"acsp"


def test_the_metadata_can_be_found_without_reading_the_file(any_pdf: Set) -> None:
    assert "/Filter" not in any_pdf.reading.pdf.Root.Metadata
    assert b"<pdfuaid:part>1</pdfuaid:part>" in any_pdf.reading.data


def test_on_request_it_is_the_newer_standard() -> None:
    reading = Reading(lay_out(story(), style_for(), PdfStandard.UA2).data)
    assert reading.pdf.pdf_version == "2.0"
    assert (told(reading, "pdfuaid:part"), told(reading, "pdfuaid:rev")) == ("2", "2024")
    assert xmp(reading).find(".//pdfaid:part", XMP) is None


def test_nothing_runs_hides_or_asks_for_a_password(any_pdf: Set) -> None:
    for obj in any_pdf.reading.pdf.objects:
        if hasattr(obj, "keys"):
            assert not set(obj.keys()) & {"/JS", *FORBIDDEN}
    assert not any_pdf.reading.pdf.is_encrypted
    assert "/OpenAction" not in any_pdf.reading.pdf.Root


@pytest.mark.parametrize("title", ["A & B <C> \"D\" 'E' (F) \\ G", "Ωmega Жанна Zoë", "x" * 120, "]]>&amp;"])
def test_hostile_titles_come_out_as_typed(title: str) -> None:
    made = set_in(replace(story(), meta=replace(story().meta, title=title, author=title, keywords=title)), style_for())
    info = pypdf.PdfReader(io.BytesIO(made.reading.data)).metadata
    assert info
    assert (info.title, info.author) == (title, title)
    assert [told(made.reading, name) for name in ("dc:title", "dc:creator", "pdf:Keywords")] == [title] * 3


def test_empty_properties_are_left_out_of_both_places() -> None:
    meta = replace(story().meta, author="", subject="", keywords="")
    reading = set_in(replace(story(), meta=meta), style_for()).reading
    assert not {"/Author", "/Subject", "/Keywords"} & set(reading.pdf.docinfo.keys())
    assert [xmp(reading).find(f".//{name}", XMP) for name in ("dc:creator", "dc:description", "pdf:Keywords")] == [
        None
    ] * 3


# --- fonts ---------------------------------------------------------------------------------------------------


def test_every_font_is_embedded_as_a_subset_with_its_letters_widths(any_pdf: Set) -> None:
    found = any_pdf.reading.fonts()
    assert found
    for name, font in found.items():
        if str(font.Subtype) == "/Type0":
            assert name[6] == "+"
            assert name[:6].isalpha()
            assert name[:6].isupper()
            cid = font.DescendantFonts[0]
            _same_widths(cid)


def _same_widths(cid: Any) -> None:
    """Each code's width in the PDF is that of its glyph in the program that is embedded."""
    program = TTFont(io.BytesIO(cid.FontDescriptor.FontFile2.read_bytes()))
    units, metrics, order = program["head"].unitsPerEm, program["hmtx"], program.getGlyphOrder()
    glyphs = cid.CIDToGIDMap.read_bytes()
    first, widths = int(cid.W[0]), cid.W[1]
    for at, width in enumerate(widths):
        code = first + at
        glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
        assert metrics[order[glyph]][0] * 1000 / units == pytest.approx(float(width), abs=0.51)


def test_letters_look_like_what_they_are_read_as(story_pdf: Set) -> None:
    """The outline behind each code is that of its character in the font's own file."""
    compared = 0
    for name, font in story_pdf.reading.fonts().items():
        if str(font.Subtype) == "/Type0":
            theirs = TTFont(FOLDER / f"{FILES.get(name[7:], name[7:])}.ttf")
            cid = font.DescendantFonts[0]
            ours, glyphs = TTFont(io.BytesIO(cid.FontDescriptor.FontFile2.read_bytes())), cid.CIDToGIDMap.read_bytes()
            for code, character in letters(font).items():
                glyph = ours.getGlyphOrder()[int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")]
                assert drawn(ours, glyph) == drawn(
                    theirs, theirs.getBestCmap()[ord(" " if character == "\u00a0" else character)]
                ), character
                compared += 1
    assert compared > 200


def drawn(font: TTFont, glyph: str) -> Any:
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    return pen.value


def test_another_reader_takes_out_what_was_written(any_pdf: Set) -> None:
    """pypdf reads in the order of painting, so words are held against each other as a bag."""
    pages = pypdf.PdfReader(io.BytesIO(any_pdf.reading.data)).pages
    theirs = sorted(
        "".join(page.extract_text() for page in pages).replace("\u00a0", " ").replace(" ", "").replace("\n", "")
    )
    ours = sorted("".join(one.text for one in any_pdf.reading.painted).replace("\u00a0", " ").replace(" ", ""))
    assert theirs == ours


# --- the same bytes ------------------------------------------------------------------------------------------

MAKE = """
import sys
from hashlib import sha256
from npgs_docs.pipeline import Request, make, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import Format, render
from npgs_docs.style import Edition, style_for
from pathlib import Path
from tests.render.story import story
request = Request(load_profile(Path(sys.argv[1])), only=("policy",), formats=(Format.PDF, Format.OUTLINE))
made = [one.data for artifact in make(prepare(request)) for one in artifact.rendered]
made += [one.data for one in render(story(), style_for(), (Format.PDF,))]
print(*(sha256(data).hexdigest() for data in made))
"""


def test_the_same_input_is_the_same_bytes_in_any_process_zone_language_and_folder(tmp_path: Path) -> None:
    profile = ROOT / "content" / "samples" / "harbor-light.yaml"
    worlds = [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "LANG": "C", "PYTHONUTF8": "0"},
    ]
    running = []
    for number, world in enumerate(worlds):
        folder = tmp_path / f"folder {number}"
        folder.mkdir()
        environment = {**os.environ, **world, "PYTHONPATH": str(ROOT)}
        environment.pop("SOURCE_DATE_EPOCH", None)
        running.append(
            subprocess.Popen(
                [sys.executable, "-c", MAKE, str(profile)],
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
    told_by_each = [process.communicate(timeout=60)[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert told_by_each[0] == told_by_each[1]
    assert len(set(told_by_each[0])) == 3
    here = lay_out(story(), style_for()).data
    assert hashlib.sha256(here).hexdigest() == told_by_each[0][-1]


def test_the_same_input_is_the_same_bytes_whatever_was_made_before() -> None:
    """Lines are broken once for all documents of a process; neither a colour nor a size may come from another one."""
    looks = (style_for(), style_for(accent="#7a1f5c"), style_for(edition=Edition.LARGE_PRINT), style_for(form=True))
    there_and_back = [*looks, *reversed(looks)]
    made = [lay_out(story(), style).data for style in there_and_back]
    assert made == made[::-1]
    assert len(set(made)) == len(looks)


def test_the_id_of_a_file_follows_what_is_in_it() -> None:
    def identity(data: bytes) -> bytes:
        return bytes(Reading(data).pdf.trailer.ID[0])

    one, again = (identity(lay_out(story(), style_for()).data) for _ in range(2))
    other = identity(lay_out(replace(story(), blocks=story().blocks[:3]), style_for()).data)
    assert one == again != other
    assert len(one) == 16
