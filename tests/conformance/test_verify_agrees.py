"""`npgs verify` against veraPDF: what the reference validator finds, ours finds; on strangers' files they agree.

Run by `make conformance`. Where a program is missing its test is skipped with a line that says so.
"""

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pikepdf
import pypdf
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from npgs_docs.render import Format
from npgs_docs.verify import report_on
from tests.verify.good_files import good
from tests.verify.pdf_faults import FAULTS, broken

TOOLS = Path(__file__).resolve().parents[2] / ".tools"

BEYOND_VERAPDF = {
    "a_blank_title", "a_bookmark_to_nowhere", "a_bookmark_without_words", "a_box_that_deceives", "a_font_that_is_not_there",
    "a_head_of_nothing", "a_heading_without_words", "a_link_called_here", "a_link_to_an_empty_address", "a_link_to_an_unknown_place",
    "a_link_to_two_places", "a_mark_closed_twice", "a_mark_left_open", "a_mark_of_two_elements", "a_mark_that_is_on_no_page",
    "a_page_that_is_a_picture", "a_paragraph_nobody_owns", "a_picture_with_blank_words", "a_table_without_heads",
    "a_way_back_to_another", "an_element_in_no_language", "headings_as_paragraphs", "no_bookmarks", "numbers_without_a_kind",
    "one_number_for_two_marks", "pale_words", "two_fields_of_one_name", "two_titles", "words_on_a_dark_ground",
}  # fmt: skip
"""Faults that veraPDF 1.28.2 lets pass in PDF/UA-1 and in PDF/A-2a."""

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(
        os.environ.get("NPGS_CONFORMANCE") != "1", reason="the reference validators run in `make conformance`"
    ),
    pytest.mark.skipif(
        not (TOOLS / "verapdf").is_dir() or not shutil.which("java"),
        reason="veraPDF is not here (Java 17 and Maven fetch it)",
    ),
]


def failing(folder: Path, flavour: str) -> set[str]:
    """The names of the PDFs in a folder that veraPDF fails."""
    files = sorted(folder.glob("*.pdf"))
    program = ["java", "-cp", f"{TOOLS / 'verapdf'}/*", "org.verapdf.apps.GreenfieldCliWrapper"]
    done = subprocess.run(
        [*program, "--format", "text", "-f", flavour, *map(str, files)], capture_output=True, text=True, check=False
    )
    verdicts = {Path(name).stem: verdict for verdict, name in re.findall(r"^(PASS|FAIL) (\S+)", done.stdout, re.M)}
    assert set(verdicts) == {file.stem for file in files}
    return {name for name, verdict in verdicts.items() if verdict == "FAIL"}


def test_what_verapdf_finds_in_planted_faults_is_found_here(tmp_path: Path) -> None:
    for _, plant in FAULTS:
        (tmp_path / f"{plant.__name__}.pdf").write_bytes(broken(good(Format.PDF), plant))
    (tmp_path / "good.pdf").write_bytes(good(Format.PDF))
    theirs = failing(tmp_path, "ua1") | failing(tmp_path, "2a")
    assert theirs == {plant.__name__ for _, plant in FAULTS} - BEYOND_VERAPDF


# --- strangers' files ------------------------------------------------------------------------------------------


def plain_words(file: Path) -> None:
    canvas = Canvas(str(file))
    canvas.drawString(72, 700, "Hello")
    canvas.save()


def plain_story(file: Path) -> None:
    styles = getSampleStyleSheet()
    SimpleDocTemplate(str(file), title="A story", lang="en-US").build(
        [
            Paragraph("A story", styles["Heading1"]),
            Paragraph("Words", styles["Normal"]),
            Table([["a", "b"], ["1", "2"]]),
        ]
    )


def plain_form(file: Path) -> None:
    canvas = Canvas(str(file))
    canvas.drawString(72, 700, "Name")
    canvas.acroForm.textfield(name="name", tooltip="Name", x=120, y=690)
    canvas.save()


def empty_page(file: Path) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(file)


def our_own(file: Path) -> None:
    file.write_bytes(good(Format.PDF))


def ours_without_its_tree(file: Path) -> None:
    """As a program leaves it that copies pages one by one."""
    copy = pypdf.PdfWriter()
    for page in pypdf.PdfReader(io.BytesIO(good(Format.PDF))).pages:
        copy.add_page(page)
    copy.write(file)


STRANGERS = (plain_words, plain_story, plain_form, empty_page, our_own, ours_without_its_tree)


def test_on_strangers_files_the_verdict_is_the_same(tmp_path: Path) -> None:
    for one in STRANGERS:
        one(tmp_path / f"{one.__name__}.pdf")
    ours = {file.stem for file in tmp_path.glob("*.pdf") if report_on(file).failed}
    assert ours == failing(tmp_path, "ua1") == {one.__name__ for one in STRANGERS} - {"our_own"}


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_on_exports_of_libreoffice_the_verdict_is_the_same(tmp_path: Path) -> None:
    letter = docx.Document()
    letter.core_properties.title = "A letter"
    letter.add_heading("A letter", 1)
    letter.add_paragraph("Dear all, this is a letter.")
    letter.save(str(tmp_path / "letter.docx"))
    (tmp_path / "ours.docx").write_bytes(good(Format.DOCX))
    ways = {
        "tagged": '{"PDFUACompliance":{"type":"boolean","value":"true"}}',
        "bare": '{"UseTaggedPDF":{"type":"boolean","value":"false"}}',
    }
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    made = tmp_path / "made"
    for way, options in ways.items():
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            f"pdf:writer_pdf_Export:{options}",
            "--outdir",
            str(tmp_path),
        ]
        subprocess.run([*command, *map(str, tmp_path.glob("*.docx"))], capture_output=True, check=True, timeout=300)
        made.mkdir(exist_ok=True)
        for file in tmp_path.glob("*.pdf"):
            file.rename(made / f"{file.stem}-{way}.pdf")
    ours = {file.stem for file in made.glob("*.pdf") if report_on(file).failed}
    assert ours == failing(made, "ua1")
    assert {"letter-bare", "ours-bare"} <= ours
