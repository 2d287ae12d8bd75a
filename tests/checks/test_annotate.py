"""A user's Word file comes back with comments at the words, and nothing else of it changed."""

import re
import zipfile
from datetime import date
from pathlib import Path

import docx
from docx.oxml import parse_xml

from npgs_docs.checks.annotate import annotated
from npgs_docs.checks.bench import bench_of
from npgs_docs.checks.files import read_file
from npgs_docs.checks.reading import Kind
from npgs_docs.checks.review import review
from npgs_docs.checks.rulebook import load_rulebook
from npgs_docs.locations import checks_folder, packs_folder
from npgs_docs.rules import load_chain

DAY = date(2026, 12, 1)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOOK = load_rulebook(checks_folder())


def theirs(path: Path, *, comment: bool = True) -> Path:
    document = docx.Document()
    document.add_heading("Peer Support Specialist", 1)
    paragraph = document.add_paragraph("We need ")
    paragraph.add_run("two years").bold = True
    paragraph.add_run(" of recovery, and a bachelor")
    paragraph.add_run("'s degree is required.").italic = True
    tracked = document.add_paragraph("Lead groups and ", style="List Bullet")
    tracked._p.append(
        parse_xml(f'<w:ins {W} w:id="90" w:author="Ann"><w:r><w:t>collect urine samples</w:t></w:r></w:ins>')
    )
    tracked._p.append(
        parse_xml(f'<w:del {W} w:id="91" w:author="Ann"><w:r><w:delText>enforce rules</w:delText></w:r></w:del>')
    )
    kept = document.add_paragraph("Other duties as assigned.")
    if comment:
        document.add_comment(kept.runs, text="Keep me", author="Ann", initials="A")
    linked = document.add_paragraph("")
    linked._p.append(
        parse_xml(
            f'<w:hyperlink {W} w:anchor="x"><w:r><w:t>Valid driver</w:t></w:r><w:r><w:t>\'s license</w:t></w:r></w:hyperlink>'
        )
    )
    document.save(str(path))
    return path


def commented(path: Path) -> Path:
    reading = read_file(path, Kind.POSTING, names=BOOK.names)
    report = review([reading], BOOK, bench_of(load_chain("us-ca", [packs_folder()]), DAY))
    out = path.with_name("checked.docx")
    out.write_bytes(annotated(path.read_bytes(), report.checked[0], DAY))
    return out


def marked_words(path: Path) -> dict[str, str]:
    """The first line of each comment, and the words between its start and its end."""
    said = {str(one.comment_id): one.text.split("\n")[0] for one in docx.Document(str(path)).comments}
    return {said[number]: words for number, words in marks(path)}


def marks(path: Path) -> list[tuple[str, str]]:
    """The number of each comment, and the words between its start and its end."""
    text = zipfile.ZipFile(path).read("word/document.xml").decode()
    found = re.finditer(r'(?=<w:commentRangeStart w:id="(\d+)"/>(.*?)<w:commentRangeEnd w:id="\1"/>)', text, re.DOTALL)
    return [(one[1], re.sub("<w:delText>.*?</w:delText>|<[^>]+>", "", one[2])) for one in found]


def test_comments_stand_at_the_words(tmp_path: Path) -> None:
    marks = marked_words(commented(theirs(tmp_path / "a.docx")))
    by_rule = {re.search(r"[A-Z]{2}-\d\d", said)[0] if "-" in said else said: words for said, words in marks.items()}
    assert by_rule["JD-02"] == "two years of recovery"
    assert by_rule["JD-10"] == "bachelor's degree is required"
    assert by_rule["JD-19"] == "collect urine"
    assert by_rule["JD-38"] == "Other duties as assigned"
    assert by_rule["JD-34"] == "Valid driver's license"
    assert by_rule["Keep me"] == "Other duties as assigned."


def test_words_looks_tracked_changes_and_other_parts_stay(tmp_path: Path) -> None:
    before, after = theirs(tmp_path / "a.docx"), commented(tmp_path / "a.docx")
    old, new = docx.Document(str(before)), docx.Document(str(after))
    assert [one.text for one in old.paragraphs] == [one.text for one in new.paragraphs]
    looks = [
        [(letter, run.bold, run.italic) for run in one.paragraphs[1].runs for letter in run.text] for one in (old, new)
    ]
    assert looks[0] == looks[1]
    parts = [zipfile.ZipFile(path) for path in (before, after)]
    changed = [
        name
        for name in parts[1].namelist()
        if name not in parts[0].namelist() or parts[0].read(name) != parts[1].read(name)
    ]
    assert changed == ["word/document.xml", "word/comments.xml"]
    text = parts[1].read("word/document.xml").decode()
    assert text.count("<w:ins ") == 1
    assert "<w:delText>enforce rules</w:delText>" in text


def test_every_comment_has_start_end_and_one_reference(tmp_path: Path) -> None:
    text = zipfile.ZipFile(commented(theirs(tmp_path / "a.docx"))).read("word/document.xml").decode()
    starts, ends, references = (
        sorted(re.findall(rf'<w:{name} w:id="(\d+)"/>', text))
        for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    )
    assert starts == ends == references
    assert len(starts) == len(set(starts)) >= 6
    assert not re.search(r"<w:(ins|hyperlink)[^>]*>(?:(?!</w:\1>).)*<w:commentReference", text, re.DOTALL)


def test_a_file_without_comments_gets_the_part_and_its_registration(tmp_path: Path) -> None:
    path = commented(theirs(tmp_path / "a.docx", comment=False))
    said = [one.text for one in docx.Document(str(path)).comments]
    assert len(said) >= 5
    assert all("Write instead:" in one and "Source:" in one for one in said)
    assert "comments+xml" in zipfile.ZipFile(path).read("[Content_Types].xml").decode()


def test_the_same_file_and_day_make_the_same_bytes(tmp_path: Path) -> None:
    path = theirs(tmp_path / "a.docx")
    assert commented(path).read_bytes() == commented(path).read_bytes()


def tangled(path: Path) -> Path:
    """Fields split across runs, controls around paragraphs and words, moved text, a text box in both its forms, and a footnote."""
    document = docx.Document()
    document.add_heading("Peer Support Specialist", 1)
    field = document.add_paragraph("See ")
    for inner in (
        '<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> HYPERLINK "https://x.example" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>other duties</w:t>", '<w:t xml:space="preserve"> as assigned</w:t>',
        '<w:fldChar w:fldCharType="end"/>',
    ):  # fmt: skip
        field._p.append(parse_xml(f"<w:r {W}>{inner}</w:r>"))
    run = "<w:r><w:t>Conduct room searches</w:t></w:r>"
    document.element.body.insert(
        1,
        parse_xml(
            f'<w:sdt {W}><w:sdtPr><w:tag w:val="duty"/></w:sdtPr><w:sdtContent><w:p>{run}</w:p></w:sdtContent></w:sdt>'
        ),
    )
    moved = document.add_paragraph()
    for name, number in (("moveFrom", 20), ("moveTo", 21)):
        moved._p.append(
            parse_xml(f'<w:{name} {W} w:id="{number}" w:author="A"><w:r><w:t>Enforce rules.</w:t></w:r></w:{name}>')
        )
    box = "<w:txbxContent><w:p><w:r><w:t>Administer medication daily</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    either = f'<mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>'
    boxed = document.add_paragraph("Before ")
    boxed._p.append(parse_xml(f"<w:r {W} {mc}><mc:AlternateContent>{either}</mc:AlternateContent></w:r>"))
    boxed._p.append(parse_xml(f'<w:r {W}><w:t>Collect urine samples.</w:t><w:footnoteReference w:id="2"/></w:r>'))
    document.save(str(path))
    return path


def bare(path: Path) -> str:
    """The text part without comments and without the seams between runs of one look."""
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    xml = re.sub(
        r'<w:r><w:commentReference [^>]*/></w:r>|<w:commentRange(?:Start|End) [^>]*/>| xml:space="preserve"', "", xml
    )
    return re.sub(r"</w:t></w:r><w:r><w:t>|</w:r><w:r(?=>)>", "", xml)


def test_fields_controls_moves_boxes_and_footnotes_stay_as_they_were(tmp_path: Path) -> None:
    theirs_ = tangled(tmp_path / "tangled.docx")
    checked = commented(theirs_)
    assert bare(checked) == bare(theirs_)
    marked = [words for _, words in marks(checked)]
    for words in (
        "other duties as assigned",
        "Conduct room searches",
        "Enforce rules",
        "Administer medication",
        "Collect urine",
    ):
        assert marked.count(words) == 1, words
