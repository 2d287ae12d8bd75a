"""Word files made on an organization's own: their styles, heads and feet; our structure, fields and promises."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from openxml_audit import OpenXmlValidator

from npgs_docs.document import Document
from npgs_docs.drafting import as_draft
from npgs_docs.pipeline import Packet
from npgs_docs.render import word
from npgs_docs.style import Edition, Paper, style_for
from npgs_docs.verify import promises
from npgs_docs.wordbase import read_base
from tests.render import bases
from tests.render.bases import BLUE, changed, in_head, letterhead, replaced
from tests.render.story import story
from tests.render.word_reading import Word, w

MAKERS: dict[str, Callable[[Path], Path]] = {
    "word": letterhead,
    "german": bases.german,
    "google": bases.google,
    "bare": bases.bare,
    "landscape": lambda path: letterhead(path, bases.turned),
    "two-sided": lambda path: letterhead(path, two_sided),
}


def two_sided(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    section.first_page_header.paragraphs[0].text = "Only on the first page"
    section.even_page_header.paragraphs[0].text = "Only on even pages"


def on(path: Path, document: Document | None = None, **asked: Any) -> bytes:
    return word.write(document or story(), style_for(base=read_base(path), **asked))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The story on a letterhead."""
    return on(letterhead(tmp_path_factory.mktemp("base") / "letterhead.docx"))


# --- every program's ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("edition", Edition)
def test_files_on_any_programs_base_are_sound(maker: str, edition: Edition, tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    data = on(MAKERS[maker](tmp_path / "base.docx"), as_draft(story()), edition=edition)
    path.write_bytes(data)
    assert not OpenXmlValidator().validate(path).errors
    assert not promises(data, "docx", based=True)
    assert docx.Document(io.BytesIO(data)).core_properties.title == story().meta.title


def test_a_base_made_by_libreoffice(tmp_path: Path) -> None:
    base = bases.libre_office(tmp_path / "base.docx", tmp_path)
    path = tmp_path / "made.docx"
    path.write_bytes(on(base))
    read = docx.Document(str(path))
    assert not OpenXmlValidator().validate(path).errors
    assert str(read.styles["Heading 1"].font.color.rgb) == BLUE
    assert read.styles["Heading 1"].font.size == Pt(26)
    assert read.sections[0].footer.paragraphs[0].text == "Made in LibreOffice"


def test_words_are_the_same_on_any_base(made: bytes) -> None:
    def without_marks(data: bytes) -> str:
        return Word(data).words().replace("\u2022", "").replace("\uf0b7", "").replace("  ", " ")

    assert without_marks(made) == without_marks(word.write(story(), style_for()))


def test_old_text_does_not_come_along(made: bytes) -> None:
    assert "Nobody wants to see these" not in Word(made).words()


def test_the_same_base_gives_the_same_bytes(tmp_path: Path) -> None:
    base = letterhead(tmp_path / "base.docx")
    assert on(base) == on(base)


# --- styles ------------------------------------------------------------------------------------------------------


def test_their_styles_are_used_as_they_are(made: bytes) -> None:
    styles = docx.Document(io.BytesIO(made)).styles
    assert styles["Normal"].font.name == "Georgia"
    assert (styles["Heading 1"].font.name, styles["Heading 1"].font.size) == ("Impact", Pt(31))
    assert str(styles["Heading 2"].font.color.rgb) == BLUE


def test_styles_by_ids_of_another_language_are_found_by_their_names(tmp_path: Path) -> None:
    base = bases.german(tmp_path / "base.docx")
    read = Word(on(base))
    assert read.find("w:rPr/w:rFonts/@w:ascii", read.style("Heading1")) == ["Impact"]
    assert not read.find("//w:style[@w:styleId='berschrift1']", read.part("word/styles.xml"))
    assert "Heading 1" not in word.lacking(read_base(base))


def test_styles_they_lack_are_listed_and_given(tmp_path: Path) -> None:
    base = bases.google(tmp_path / "base.docx")
    lacking = word.lacking(read_base(base))
    assert {"TOC 1", "List Bullet", "Caption", "Note", "Field Label"} <= set(lacking)
    assert not {"Normal", "Heading 1", "Heading 6", "Normal Table"} & set(lacking)
    names = {one.name for one in docx.Document(io.BytesIO(on(base))).styles}
    assert set(lacking) <= {name.replace("toc ", "TOC ") for name in names}


def test_a_style_of_theirs_by_our_id_that_means_something_else_stays_theirs(tmp_path: Path) -> None:
    base = letterhead(tmp_path / "base.docx")
    other = '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Tick"><w:name w:val="Tick of a clock"/></w:style></w:styles>'
    read = Word(on(changed(base, {"word/styles.xml": replaced("</w:styles>", other)})))
    names = {one: read.find("w:name/@w:val", read.style(one)) for one in ("Tick", "Tick-1")}
    assert names == {"Tick": ["Tick"], "Tick-1": ["Tick of a clock"]}


def test_of_styles_with_one_id_the_first_counts(tmp_path: Path) -> None:
    base = letterhead(tmp_path / "base.docx")
    twice = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
    read = Word(on(changed(base, {"word/styles.xml": replaced("</w:styles>", twice)})))
    assert len(read.find("//w:style[@w:styleId='Heading1']", read.part("word/styles.xml"))) == 1
    assert read.find("w:rPr/w:rFonts/@w:ascii", read.style("Heading1")) == ["Impact"]


def test_a_style_of_theirs_named_like_one_of_ours_is_used(tmp_path: Path) -> None:
    base = letterhead(tmp_path / "base.docx", bases.with_note_in_green)
    assert "Note" not in word.lacking(read_base(base))
    assert str(docx.Document(io.BytesIO(on(base))).styles["Note"].font.color.rgb) == "005000"


def test_how_headings_work_stays_ours(tmp_path: Path) -> None:
    read = Word(on(bases.google(tmp_path / "base.docx")))
    for level in range(1, 7):
        style = read.style(f"Heading{level}")
        assert read.find("w:pPr/w:outlineLvl/@w:val", style) == [str(level - 1)]
        assert not read.find("w:pPr/w:pageBreakBefore", style)


def test_headings_take_no_page_break_and_no_number_from_a_style_above(tmp_path: Path) -> None:
    above = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Chapter"><w:name w:val="Chapter"/>'
        '<w:pPr><w:pageBreakBefore/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    base = letterhead(tmp_path / "base.docx", lambda one: setattr(one.styles["Heading 3"], "base_style", None))
    named = '<w:name w:val="heading 3"/>'
    base = changed(base, {"word/styles.xml": replaced("</w:styles>", above)})
    base = changed(base, {"word/styles.xml": replaced(named, f'{named}<w:basedOn w:val="Chapter"/>')})
    read = Word(on(base))
    style = read.style("Heading3")
    assert read.find("w:pPr/w:pageBreakBefore/@w:val", style) == ["0"]
    assert read.find("w:pPr/w:numPr/w:numId/@w:val", style) == ["0"]


def test_the_language_is_the_documents(tmp_path: Path) -> None:
    styles = Word(on(bases.google(tmp_path / "base.docx"))).part("word/styles.xml")
    languages = [one.get(w("val")) for one in styles.iter(w("lang"))]
    assert languages == [story().meta.language]


@pytest.mark.parametrize(("said", "kept"), [("11.5pt", ["23"]), ("23", ["23"]), ("", []), ("large", [])])
def test_sizes_are_written_as_word_writes_them(said: str, kept: list[str], tmp_path: Path) -> None:
    base = letterhead(tmp_path / "base.docx", bases.with_note_in_green)
    size = f'<w:color w:val="005000"/><w:sz w:val="{said}"/>'
    read = Word(on(changed(base, {"word/styles.xml": replaced('<w:color w:val="005000"/>', size)})))
    assert read.find("w:rPr/w:sz/@w:val", read.style("Note")) == kept


def test_indents_of_their_text_stay_out_of_our_cells_and_labels(tmp_path: Path) -> None:
    def bookish(document: Any) -> None:
        look = document.styles["Normal"].paragraph_format
        look.first_line_indent, look.alignment = Pt(36), WD_ALIGN_PARAGRAPH.JUSTIFY

    styles = docx.Document(io.BytesIO(on(letterhead(tmp_path / "base.docx", bookish)))).styles
    for name in ("Table Text", "Field Label"):
        look = styles[name].paragraph_format
        assert (look.first_line_indent, look.alignment) == (0, WD_ALIGN_PARAGRAPH.LEFT)
    assert styles["Normal"].paragraph_format.first_line_indent == Pt(36)


# --- lists -------------------------------------------------------------------------------------------------------


def test_bullets_are_theirs_and_ordered_lists_begin_anew(made: bytes) -> None:
    read = Word(made)
    numbering = read.part("word/numbering.xml")
    bullets = [one for one in read.paragraphs("ListBullet") if not read.find("w:pPr/w:numPr", one)]
    (id,) = read.find("w:pPr/w:numPr/w:numId/@w:val", read.style("ListBullet"))
    assert bullets
    assert read.find(f"w:num[@w:numId='{id}']", numbering)
    numbers = {read.find("w:pPr/w:numPr/w:numId/@w:val", one)[0] for one in read.paragraphs("ListNumber")}
    starts = [read.find(f"w:num[@w:numId='{one}']/w:lvlOverride/w:startOverride", numbering) for one in numbers]
    assert len(numbers) > 1
    assert all(starts)


def test_their_numberings_and_ours_have_different_numbers(made: bytes) -> None:
    numbering = Word(made).part("word/numbering.xml")
    for name, id in (("abstractNum", "abstractNumId"), ("num", "numId")):
        ids = [one.get(w(id)) for one in numbering.iter(w(name)) if one.get(w(id))]
        assert len(ids) == len(set(ids))
        assert len(ids) > 4


# --- heads and feet ----------------------------------------------------------------------------------------------


def test_their_head_comes_along_with_its_picture(made: bytes) -> None:
    section = docx.Document(io.BytesIO(made)).sections[0]
    for head in (section.header, section.first_page_header):
        assert head.paragraphs[0].text == "Harbor Light letterhead"
        (embedded,) = head._element.xpath(".//a:blip/@r:embed")
        assert head.part.related_parts[embedded].blob == bases.png()


def test_first_and_even_pages_keep_their_own_heads(tmp_path: Path) -> None:
    read = docx.Document(io.BytesIO(on(letterhead(tmp_path / "base.docx", two_sided))))
    section = read.sections[0]
    assert read.settings.odd_and_even_pages_header_footer
    assert section.first_page_header.paragraphs[0].text == "Only on the first page"
    assert section.even_page_header.paragraphs[0].text == "Only on even pages"
    assert section.header.paragraphs[0].text == "Harbor Light letterhead"


def test_their_foot_gets_form_number_and_page(made: bytes) -> None:
    section = docx.Document(io.BytesIO(made)).sections[0]
    for foot in (section.footer, section.first_page_footer):
        first, last = foot.paragraphs
        assert first.text == "12 Oak Street, Austin"
        assert last.text == f"{story().meta.foot} \u00b7 Page 1 of 1"


def test_a_foot_that_counts_pages_gets_the_form_number_alone(tmp_path: Path) -> None:
    def counted(document: Any) -> None:
        foot = document.sections[0].footer._element
        foot.append(
            bases.parse_xml(
                f'<w:p {bases.NS}><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
            )
        )

    read = docx.Document(io.BytesIO(on(letterhead(tmp_path / "base.docx", counted))))
    assert read.sections[0].footer.paragraphs[-1].text == story().meta.foot


def test_where_they_have_no_head_ours_stands(tmp_path: Path) -> None:
    section = docx.Document(io.BytesIO(on(bases.google(tmp_path / "base.docx")))).sections[0]
    assert section.header.paragraphs[0].text == " \u00b7 ".join(story().meta.head)


def test_a_draft_is_marked_over_their_head(tmp_path: Path) -> None:
    data = on(letterhead(tmp_path / "base.docx", two_sided), as_draft(story()))
    for page in ("default", "first", "even"):
        head = Word(data).part(f"word/header-{page}.xml")
        assert Word(data).find("//v:textpath/@string", head) == [as_draft(story()).meta.draft]


def test_a_field_for_the_title_shows_ours(tmp_path: Path) -> None:
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="7"/><w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{1}"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>[Title of the document]</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:fldSimple w:instr=" STYLEREF &quot;Heading 1&quot; "><w:r><w:t>Old title</w:t></w:r></w:fldSimple>'
    )
    data = on(letterhead(tmp_path / "base.docx", in_head(control)))
    head = Word(data).part("word/header-default.xml")
    assert Word(data).find("//w:fldSimple//w:t/text()", head) == [story().meta.title] * 2
    assert not Word(data).find("//w:sdt", head)


def test_changes_and_comments_in_their_head_are_settled(tmp_path: Path) -> None:
    left = (
        '<w:ins w:id="1" w:author="A"><w:r><w:t>kept</w:t></w:r></w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>'
        '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r><w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>'
    )
    head = Word(on(letterhead(tmp_path / "base.docx", in_head(left)))).part("word/header-default.xml")
    text = bases.text_of(head)
    assert "kept" in text
    assert not any(name in text for name in ("gone", "w:ins", "w:del", "comment", "bookmark"))


def test_a_style_that_is_nowhere_is_not_named_in_their_head(tmp_path: Path) -> None:
    named = '<w:pPr><w:pStyle w:val="Nowhere"/></w:pPr><w:r><w:t>Words</w:t></w:r>'
    data = on(letterhead(tmp_path / "base.docx", in_head(named)))
    assert not Word(data).find("//w:pStyle[@w:val='Nowhere']", Word(data).part("word/header-default.xml"))
    assert not promises(data, "docx", based=True)


# --- pages and settings ------------------------------------------------------------------------------------------


def test_margins_are_theirs_and_the_paper_ours(tmp_path: Path) -> None:
    section = docx.Document(io.BytesIO(on(letterhead(tmp_path / "base.docx"), paper=Paper.A4))).sections[0]
    assert (section.left_margin, section.top_margin) == (Pt(60), Pt(100))
    assert round(section.page_width.pt) == 595


def test_forms_take_no_wider_margins_than_ours(tmp_path: Path) -> None:
    data = on(bases.google(tmp_path / "base.docx"), form=True)
    assert docx.Document(io.BytesIO(data)).sections[0].left_margin.pt == pytest.approx(style_for(form=True).margin_left)


def test_a_section_on_its_side_gives_no_margins(tmp_path: Path) -> None:
    section = docx.Document(io.BytesIO(on(letterhead(tmp_path / "base.docx", bases.turned)))).sections[0]
    assert section.left_margin.pt == style_for().margin_left
    assert section.page_width < section.page_height
    assert section.header.paragraphs[0].text == "Harbor Light letterhead"


def test_settings_of_theirs_that_ask_or_lead_away_do_not_come_along(tmp_path: Path) -> None:
    asked = '<w:attachedTemplate r:id="rId9"/><w:trackRevisions/><w:updateFields w:val="true"/><w:evenAndOddHeaders/>'
    base = letterhead(tmp_path / "base.docx")
    end = "</w:settings>"
    read = Word(on(changed(base, {"word/settings.xml": replaced(end, asked + end)})))
    names = {one.tag.rpartition("}")[2] for one in read.part("word/settings.xml")}
    assert not {"attachedTemplate", "trackRevisions", "updateFields"} & names
    assert "evenAndOddHeaders" in names
    assert read.find("//w:compatSetting[@w:name='compatibilityMode']/@w:val", read.part("word/settings.xml")) == ["15"]


# --- large print, forms --------------------------------------------------------------------------------------------


def test_large_print_is_large_in_their_styles_too(tmp_path: Path) -> None:
    def small(document: Any) -> None:
        document.styles["Normal"].font.size = Pt(9)
        document.sections[0].header.paragraphs[0].runs[0].font.size = Pt(7)

    read = Word(on(letterhead(tmp_path / "base.docx", small), edition=Edition.LARGE_PRINT))
    parts = [read.part(f"word/{name}.xml") for name in ("styles", "header-default", "footer-default")]
    sizes = {int(one.get(w("val"))) for part in parts for one in part.iter(w("sz"), w("szCs"))}
    assert min(sizes) == 36
    assert read.find("w:rPr/w:rFonts/@w:ascii", read.style("Heading1")) == ["Impact"]
    assert read.find("w:rPr/w:sz/@w:val", read.style("Heading1")) == ["44"]


def test_fields_stay_bound(tmp_path: Path, harbor_light: Packet) -> None:
    entry = next(one for one in harbor_light.entries if one.code == "checklist-01")
    form = harbor_light.composer.document(entry)
    ours, theirs = (
        Word(word.write(form, style_for(form=True))),
        Word(on(letterhead(tmp_path / "base.docx"), form, form=True)),
    )
    assert [(one.tag, one.xpath) for one in theirs.controls()] == [(one.tag, one.xpath) for one in ours.controls()]
    assert len(ours.controls()) > 50


# --- what is said of it ----------------------------------------------------------------------------------------------


def test_the_page_on_templates_names_every_style(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "word-template.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(.+?)` \| .+ \|$", page, re.MULTILINE)
    assert sorted(listed) == sorted(word.lacking(read_base(bases.bare(tmp_path / "base.docx"))))


def test_a_file_of_ours_as_a_template_lacks_nothing(tmp_path: Path) -> None:
    ours = tmp_path / "ours.docx"
    ours.write_bytes(word.write(story(), style_for()))
    assert word.lacking(read_base(ours)) == ()
