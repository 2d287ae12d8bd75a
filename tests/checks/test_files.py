"""Files of anybody's become readings that know where words stand; what cannot be read is said plainly."""

import io
import zipfile
from pathlib import Path

import docx
import pikepdf
import pypdf
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt
from reportlab.pdfgen.canvas import Canvas

from npgs_docs.checks import package
from npgs_docs.checks.files import read_file
from npgs_docs.checks.marking import LONGEST_SENTENCE, sentence_at, sentence_spans
from npgs_docs.checks.patterns import WIDEST, compiled
from npgs_docs.checks.reading import Kind, Role, Subject
from npgs_docs.errors import InputError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(path: Path, pages: list[list[str]], **keywords: object) -> Path:
    canvas = Canvas(str(path), invariant=1, **keywords)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 720 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return path


def word(path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Peer Support Specialist", 1)
    document.add_paragraph("You will listen.")
    document.add_paragraph("Lead groups", style="List Bullet")
    table = document.add_table(2, 2)
    for (row, column), text in {(0, 0): "Item", (0, 1): "Entry", (1, 0): "Pay", (1, 1): "$20 per hour"}.items():
        table.cell(row, column).text = text
    paragraph = document.add_paragraph("Kept ")
    paragraph._p.append(parse_xml(f'<w:ins {W} w:id="1" w:author="A"><w:r><w:t>added</w:t></w:r></w:ins>'))
    paragraph._p.append(parse_xml(f'<w:del {W} w:id="2" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>'))
    document.save(str(path))
    return path


def test_a_word_file_has_its_headings_lists_cells_and_tracked_changes(tmp_path: Path) -> None:
    reading = read_file(word(tmp_path / "job.docx"), Kind.POSTING)
    seen = [(one.role, one.text, one.paragraph) for one in reading.passages]
    assert (Role.HEADING, "Peer Support Specialist", 1) in seen
    assert (Role.ITEM, "Lead groups", 3) in seen
    assert (Role.PARAGRAPH, "Kept added", 8) in seen
    (pay,) = [one for one in reading.passages if one.text == "$20 per hour"]
    assert (pay.row, pay.column, pay.paragraph) == ("Pay", "Entry", 7)


def test_a_pdf_has_pages_and_lines(tmp_path: Path) -> None:
    path = pdf(
        tmp_path / "policy.pdf",
        [["Supervision policy", "This policy is about supervision of peers."], ["Notes are kept."]],
    )
    reading = read_file(path, Kind.POLICY)
    places = {one.text: (one.place().page, one.place().line) for one in reading.passages}
    assert places["This policy is about supervision of peers."] == (1, 2)
    assert places["Notes are kept."][0] == 2


def test_fields_of_a_pdf_are_read_with_size_and_description(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "form.pdf"), invariant=1)
    canvas.drawString(72, 720, "Supervision checklist with a date and topics")
    canvas.acroForm.checkbox(name="yes", tooltip="Yes", x=72, y=600, size=8)
    canvas.acroForm.textfield(name="Text14", x=72, y=500, width=100, height=20)
    canvas.save()
    fields = {one.name: one for one in read_file(tmp_path / "form.pdf").traits.fields}
    assert fields["yes"].box
    assert fields["yes"].label == "Yes"
    assert fields["yes"].width == pytest.approx(8)
    assert not fields["Text14"].box
    assert fields["Text14"].label == ""


def test_a_page_keeps_its_data_and_marks_and_not_its_scripts(tmp_path: Path) -> None:
    path = tmp_path / "posting.html"
    path.write_text(
        '<html lang="en"><head><title>x</title><style>p{}</style></head><body><h1>Peer Specialist</h1>\n<p>You <b>will</b>\nlisten.</p>'
        '<ul><li>Lead groups</li></ul><script>var hidden = 1</script><script type="application/ld+json">{"@type": "JobPosting"}</script></body></html>'
    )
    reading = read_file(path, Kind.POSTING)
    assert [(one.role, one.text) for one in reading.passages] == [
        (Role.HEADING, "Peer Specialist"), (Role.PARAGRAPH, "You will listen."), (Role.ITEM, "Lead groups"),
    ]  # fmt: skip
    assert reading.traits.language == "en"
    assert reading.traits.data[0]["@type"] == "JobPosting"
    assert reading.passages[1].place(9).line == 3


def test_plain_text_in_any_usual_encoding_joins_its_lines(tmp_path: Path) -> None:
    text = "PEER SUPPORT SPECIALIST\n\nThe specialist’s work is to listen and to share what has helped\nthem in their own life.\n\n- Lead groups\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        path = tmp_path / "job.txt"
        path.write_bytes(text.encode(encoding))
        reading = read_file(path)
        assert [one.role for one in reading.passages] == [Role.HEADING, Role.PARAGRAPH, Role.ITEM]
        assert reading.passages[1].text.startswith("The specialist’s work")
        assert reading.passages[1].text.endswith("own life.")


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        (
            "a.txt",
            "We are hiring. You will listen. Benefits. How to apply: write to us by January 8, 2027.",
            Kind.POSTING,
        ),
        (
            "a.txt",
            "Job description\n\nReports to: Director\n\nEssential functions\n\n- Lead groups\n\nFLSA: non-exempt",
            Kind.JOB,
        ),
        (
            "a.txt",
            "Supervision policy\n\nPurpose of this policy. Scope. Procedure. Effective date: March 1, 2026.",
            Kind.POLICY,
        ),
        (
            "a.txt",
            "Supervision session checklist\n\nSession date: ________ Minutes: ____ Topics discussed: Signatures:",
            Kind.CHECKLIST,
        ),
    ],
)
def test_the_kind_is_guessed_and_said_so(tmp_path: Path, name: str, text: str, kind: Kind) -> None:
    (tmp_path / name).write_text(text)
    reading = read_file(tmp_path / name)
    assert reading.kind is kind
    assert reading.guessed
    assert not read_file(tmp_path / name, kind).guessed


def test_the_subject_is_told_by_the_title(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Job description: Peer Support Supervisor\n\nReports to the director.")
    assert read_file(path, Kind.JOB).subject is Subject.SUPERVISOR
    path.write_text("# Peer Support Specialist\n\nReports to the peer supervisor.")
    assert read_file(path, Kind.JOB).subject is Subject.SPECIALIST


# --- what cannot be read -------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        read_file(path)
    (problem,) = raised.value.problems
    assert problem.hint
    return problem.message


def test_damaged_files_are_said_to_be_damaged(tmp_path: Path) -> None:
    whole = word(tmp_path / "whole.docx").read_bytes()
    for name, data in {
        "cut.docx": whole[: len(whole) // 2], "text.docx": b"not a zip", "cut.pdf": b"%PDF-1.7\n1 0 obj\n<<", "empty.pdf": b"",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
        assert "damaged" in refused(tmp_path / name), name


def test_a_zip_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "sheet.docx", "w") as file:
        file.writestr("xl/workbook.xml", "<x/>")
    assert "no Word document" in refused(tmp_path / "sheet.docx")


def test_protected_files_are_told(tmp_path: Path) -> None:
    pdf(tmp_path / "open.pdf", [["Supervision policy for peers"]])
    with pikepdf.open(tmp_path / "open.pdf") as file:
        file.save(
            tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b", R=4, aes=False, metadata=False)
        )
        file.save(
            tmp_path / "readable.pdf", encryption=pikepdf.Encryption(owner="a", user="", R=4, aes=False, metadata=False)
        )
        file.save(tmp_path / "new.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "password" in refused(tmp_path / "locked.pdf")
    assert "password" in refused(tmp_path / "new.pdf")
    assert read_file(tmp_path / "readable.pdf").text.startswith("Supervision policy")
    (tmp_path / "locked.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert "password" in refused(tmp_path / "locked.docx")


def test_a_scan_is_told(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(612, 792)
    out = io.BytesIO()
    writer.write(out)
    (tmp_path / "scan.pdf").write_bytes(out.getvalue())
    assert "scan" in refused(tmp_path / "scan.pdf")


def test_endings_empty_and_missing_files_are_told(tmp_path: Path) -> None:
    for name, data, words in (
        ("a.pages", b"x", "cannot be read"),
        ("a.doc", b"x", "cannot be read"),
        ("a.txt", b" \n", "no text"),
    ):
        (tmp_path / name).write_bytes(data)
        assert words in refused(tmp_path / name)
    assert "cannot be read" in refused(tmp_path / "missing.docx")


def test_a_file_too_large_is_told_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "big.docx").open("wb") as file:
        file.truncate(60_000_000)
    assert "50 MB" in refused(tmp_path / "big.docx")


def test_a_package_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST", 1_000_000)
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * 1_000_001)
    assert "unpacks to more" in refused(tmp_path / "bomb.docx")


def test_entities_of_a_package_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    text = f'<!DOCTYPE w [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document {W}><w:body><w:p><w:r><w:t>Peer &e; policy</w:t></w:r></w:p></w:body></w:document>'
    with zipfile.ZipFile(tmp_path / "entity.docx", "w") as file:
        file.writestr("word/document.xml", text)
    assert "hidden" not in read_file(tmp_path / "entity.docx").text


def test_an_encrypted_pdf_without_a_password_is_read_whichever_way_it_is_encrypted(tmp_path: Path) -> None:
    pdf(tmp_path / "open.pdf", [["Supervision policy for peers"]])
    for name, told in {
        "aes-256": {"R": 6},
        "aes-128": {"R": 4},
        "rc4": {"R": 3, "aes": False, "metadata": False},
    }.items():
        with pikepdf.open(tmp_path / "open.pdf") as file:
            file.save(tmp_path / f"{name}.pdf", encryption=pikepdf.Encryption(owner="a", user="", **told))
            file.save(tmp_path / f"{name}-locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b", **told))
        assert read_file(tmp_path / f"{name}.pdf").text.startswith("Supervision policy"), name
        assert "password" in refused(tmp_path / f"{name}-locked.pdf"), name


def test_a_file_of_ours_says_itself_what_it_is(tmp_path: Path) -> None:
    path = word(tmp_path / "scan0001.docx")
    for subject, kind in {
        "Peer support: choices": Kind.CHOICES,
        "Peer support: job": Kind.JOB,
        "Peer support": None,
    }.items():
        file = docx.Document(str(path))
        file.core_properties.subject = subject
        file.save(str(path))
        reading = read_file(path)
        assert reading.guessed is (kind is None), subject
        assert kind is None or reading.kind is kind


def test_text_without_an_end_of_a_sentence_is_looked_at_piece_by_piece() -> None:
    text = "a peer notes " * 2000
    spans = sentence_spans(text)
    assert all(span.end - span.start <= LONGEST_SENTENCE for span in spans)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(sentence_at(text, span.start) == span and text[span.start] != " " for span in spans)


def test_a_pattern_gives_up_on_endless_white_space() -> None:
    assert compiled("peer ?notes").search("peer" + " " * WIDEST + "notes")
    assert not compiled("peer notes").search("peer" + " " * (WIDEST + 1) + "notes")


def test_a_pdf_says_how_large_its_letters_are_as_they_are_printed(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "enlarged.pdf"), invariant=1)
    canvas.scale(1.3, 1.3)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(50, 500, "Session checklist for supervision")
    canvas.setFont("Helvetica", 20)
    canvas.drawString(50, 540, "Title")
    canvas.save()
    assert read_file(tmp_path / "enlarged.pdf").traits.letters == pytest.approx(14.3)


def test_a_word_file_says_how_large_its_letters_are(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(18)
    document.add_paragraph("Session checklist for supervision")
    document.add_paragraph("In a style of its own", style="List Bullet")
    document.add_paragraph("").add_run("small").font.size = Pt(9)
    document.save(str(tmp_path / "large.docx"))
    assert read_file(tmp_path / "large.docx").traits.letters == 18
