"""Word files as Word's own parts say them: styles, numbers, tables, contents, heads and feet, properties, packages."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from openxml_audit import OpenXmlValidator
from PIL import Image

from npgs_docs.document import (
    Aside,
    Blank,
    Block,
    Contents,
    Document,
    Heading,
    Item,
    Keep,
    Link,
    List,
    Meta,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    Weight,
    with_pages,
)  # fmt: skip
from npgs_docs.drafting import as_draft
from npgs_docs.errors import RenderError
from npgs_docs.render import Format, render
from npgs_docs.render.word import write
from npgs_docs.style import Edition, Paper, style_for
from tests.render.story import row, say, story
from tests.render.word_reading import NS, Word

LARGE = style_for(edition=Edition.LARGE_PRINT)
TITLE = Heading(1, say("Title"), "title")


def made(*blocks: Block, meta: Meta | None = None) -> Word:
    return Word(write(Document(meta or Meta("Title"), (TITLE, *blocks)), style_for()))


@pytest.fixture(scope="module")
def told() -> Word:
    (file,) = render(story(), style_for(), (Format.DOCX,))
    return Word(file.data)


# --- the package ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("draft", [False, True])
def test_the_rules_of_open_xml_are_kept(tmp_path: Path, edition: Edition, draft: bool) -> None:
    document = as_draft(story()) if draft else story()
    path = tmp_path / "story.docx"
    path.write_bytes(write(document, style_for(edition=edition)))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


def test_python_docx_opens_and_saves_it(told: Word) -> None:
    opened = docx.Document(io.BytesIO(write(story(), style_for())))
    opened.save(io.BytesIO())
    headings = [one.text for one in opened.paragraphs if one.style.name.startswith("Heading")]
    assert headings == ["A story of every kind", "Words", "Lists & tables", "A table", "A form", "Signatures"]


def test_same_bytes_in_other_processes() -> None:
    code = (
        "import hashlib; from tests.render.story import story; from npgs_docs.style import style_for;"
        "from npgs_docs.render.word import write; print(hashlib.sha256(write(story(), style_for())).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("77", "America/Chicago"))
    }
    assert len(hashes) == 1


def test_one_document_does_not_leak_into_the_next() -> None:
    before = write(story(), style_for())
    write(as_draft(story()), LARGE)
    assert write(story(), style_for()) == before


def test_a_package_holds_no_time_and_nobody_elses_parts(told: Word) -> None:
    entries = told.zip.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert not [entry for entry in entries if "thumbnail" in entry.filename or "Effects" in entry.filename]
    assert b"python-docx" not in b"".join(told.zip.read(entry) for entry in entries)


def test_settings_are_those_of_todays_word_and_ask_nothing(told: Word) -> None:
    settings = told.part("word/settings.xml")
    assert told.find("//w:compatSetting[@w:name='compatibilityMode']/@w:val", settings) == ["15"]
    assert told.find("//w:updateFields", settings) == []
    assert told.find("//w:documentProtection", settings) == []


def test_properties_are_ours(told: Word) -> None:
    core = told.part("docProps/core.xml")
    values = {name: str(core.xpath(f"string(//{name})", namespaces=NS)) for name in ("dc:title", "dc:creator")}
    assert values == {"dc:title": "A story of every kind", "dc:creator": "Harbor Light Recovery, Inc."}
    assert core.xpath("string(//dc:subject)", namespaces=NS) == "What the writers can draw"
    assert core.xpath("string(//cp:keywords)", namespaces=NS) == "peer support, supervision"
    assert core.xpath("string(//dc:language)", namespaces=NS) == "en-US"
    assert core.xpath("string(//dcterms:created)", namespaces=NS) == "2026-11-24T00:00:00Z"
    assert core.xpath("string(//dcterms:modified)", namespaces=NS) == "2026-11-24T00:00:00Z"


def test_the_language_is_that_of_the_document() -> None:
    word = made(meta=Meta("Title", language="en-GB"))
    styles = word.part("word/styles.xml")
    assert word.find("//w:docDefaults//w:lang/@w:val", styles) == ["en-GB"]
    assert word.find("//w:themeFontLang/@w:val", word.part("word/settings.xml")) == ["en-GB"]


@pytest.mark.parametrize(("paper", "size"), [(Paper.LETTER, ("12240", "15840")), (Paper.A4, ("11906", "16838"))])
def test_paper_is_as_asked(paper: Paper, size: tuple[str, str]) -> None:
    word = Word(write(story(), style_for(paper=paper)))
    (found,) = word.find("//w:sectPr/w:pgSz")
    assert (found.get(f"{{{NS['w']}}}w"), found.get(f"{{{NS['w']}}}h")) == size


# --- styles --------------------------------------------------------------------------------------------------


def test_every_style_that_is_used_is_defined(told: Word) -> None:
    styles = told.part("word/styles.xml")
    defined = set(told.find("//w:style/@w:styleId", styles))
    for name in told.zip.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            used = set(told.find("//w:pStyle/@w:val|//w:rStyle/@w:val|//w:tblStyle/@w:val", told.part(name)))
            assert used <= defined, name


@pytest.mark.parametrize("style", [style_for(), LARGE], ids=["standard", "large"])
@pytest.mark.parametrize(
    ("id", "voice"), [("Heading1", "heading-1"), ("Heading2", "heading-2"), ("Caption", "caption")]
)
def test_styles_have_the_sizes_of_the_scale(style, id: str, voice: str) -> None:  # type: ignore[no-untyped-def]
    word = Word(write(story(), style))
    look = style.scale[voice]
    assert word.find("w:rPr/w:sz/@w:val", word.style(id)) == [str(round(look.size * 2))]
    assert word.find("w:pPr/w:spacing/@w:line", word.style(id)) == [str(round(look.leading * 20))]


def test_nothing_is_small_in_large_print() -> None:
    word = Word(write(story(), LARGE))
    sizes = {int(size) for size in word.find("//w:style//w:sz/@w:val", word.part("word/styles.xml"))}
    assert min(sizes - {word_blank_size(word)}) >= 36


def word_blank_size(word: Word) -> int:
    """The label of a blank is a hint for whoever fills it, set a little smaller as in the PDF."""
    return int(word.find("w:rPr/w:sz/@w:val", word.style("BlankText"))[0])


def test_headings_stay_with_what_follows(told: Word) -> None:
    for level in range(1, 5):
        assert told.find("w:pPr/w:keepNext", told.style(f"Heading{level}"))
        assert told.find("w:pPr/w:outlineLvl/@w:val", told.style(f"Heading{level}")) == [str(level - 1)]


# --- words ---------------------------------------------------------------------------------------------------


def test_words_come_out_as_they_were_typed() -> None:
    hostile = "A*B_<C> & {{ D }} \"quotes\" 'too' ]]> &amp; é e\u0301"
    word = made(Paragraph(say(hostile)), Table(hostile, row(hostile), (row(hostile),), (1,)))
    assert word.words().count("A*B_<C> & {{ D }} \"quotes\" 'too' ]]> &amp; é é") == 4


def test_looks_of_words(told: Word) -> None:
    assert told.find("//w:r[w:rPr/w:b]/w:t[.='strong']")
    assert told.find("//w:r[w:rPr/w:i]/w:t[.='emphatic']")
    assert len(told.find("//w:p[contains(., 'a second line')]//w:br")) == 1


def test_links_lead_where_they_say(told: Word) -> None:
    (outside,) = told.find("//w:hyperlink[contains(., 'handbook')]/@r:id")
    assert told.relations[outside] == ("hyperlink", "https://www.example.org/handbook")
    (inside,) = told.find("//w:hyperlink[contains(., 'way to section')]/@w:anchor")
    assert told.find(f"//w:p[w:bookmarkStart/@w:name='{inside}']//w:t/text()") == ["Lists & tables"]


def test_an_address_with_spaces_stays_an_address() -> None:
    word = made(Paragraph((Link((Run("there"),), "https://example.org/a b/é?x=1&y=2#z"),)))
    targets = [target for kind, target in word.relations.values() if kind == "hyperlink"]
    assert targets == ["https://example.org/a%20b/%C3%A9?x=1&y=2#z"]


def test_bookmarks_are_names_that_word_accepts_and_differ() -> None:
    ids = ("a-b", "a_b", "Ünïcode words", "x" * 90, "x" * 91)
    word = made(*(Heading(2, say(id), id) for id in ids))
    names = word.find("//w:bookmarkStart/@w:name")
    assert len(set(names)) == len(ids) + 1
    assert all(
        len(name) <= 40 and name.replace("_", "a").isascii() and name.replace("_", "a").isalnum() for name in names
    )
    assert sorted(word.find("//w:bookmarkStart/@w:id")) == sorted(word.find("//w:bookmarkEnd/@w:id"))


def test_hebrew_and_arabic_run_from_right_to_left() -> None:
    word = made(Paragraph(say("שלום עולם")), Paragraph(say("We say مرحبا to all")))
    hebrew, english = word.find("//w:p[not(w:pPr/w:pStyle)]")
    assert word.find("w:pPr/w:bidi", hebrew)
    assert word.find("w:r/w:rPr/w:lang/@w:bidi", hebrew) == ["he-IL"]
    assert not word.find("w:pPr/w:bidi", english)
    assert word.find("w:r[w:rPr/w:rtl]/w:t/text()", english) == ["مرحبا"]
    assert "".join(word.find("w:r/w:t/text()", english)) == "We say مرحبا to all"


# --- numbers -------------------------------------------------------------------------------------------------


def test_word_counts_the_headings(told: Word) -> None:
    numbered = [one for one in told.paragraphs("Heading2") if told.find("w:pPr/w:numPr", one)]
    assert [" ".join(told.find(".//w:t/text()", one)) for one in numbered] == ["Words", "Lists & tables", "A form"]
    assert "1. Words" in told.words()
    assert "3. A form" in told.words()


def test_a_section_that_an_editor_adds_is_counted_where_sections_are() -> None:
    def linked(*numbers: str) -> tuple[list[str], list[str]]:
        word = made(*(Heading(2, say("Part"), f"part-{at}", number) for at, number in enumerate(numbers)))
        level = word.find("//w:lvl[w:pStyle/@w:val='Heading2']/@w:ilvl", word.part("word/numbering.xml"))
        return word.find("w:pPr/w:numPr/w:numId/@w:val", word.style("Heading2")), level

    assert linked("1", "", "2") == (["1"], ["0"])
    assert linked("", "") == ([], [])


@pytest.mark.parametrize(
    "numbers", [("1", "2", "3"), ("1", "1.1", "1.2", "2", "2.1"), ("1", "2", "1", "2"), ("4", "7"), ("A", "1")]
)
def test_headings_show_the_numbers_of_the_tree_whatever_they_are(numbers: tuple[str, ...]) -> None:
    headings = (Heading(2, say(f"Part {at}"), f"part-{at}", number) for at, number in enumerate(numbers))
    said = made(*headings).words()
    assert said == " ".join(["Title", *(f"{number}. Part {at}" for at, number in enumerate(numbers))])


def test_each_ordered_list_counts_afresh() -> None:
    def counted(*words: str, start: int = 1) -> List:
        return List(tuple(Item((Paragraph(say(word)),)) for word in words), ordered=True, start=start)

    inner = List((Item((Paragraph(say("outer")), counted("x", "y"))), Item((Paragraph(say("next")),))), ordered=True)
    said = made(counted("a", "b"), counted("c"), counted("d", "e", start=7), inner).words()
    assert said == "Title 1. a 2. b 1. c 7. d 8. e 1. outer 1. x 2. y 2. next"


def test_lists_are_words_own(told: Word) -> None:
    assert len(told.paragraphs("ListBullet")) == 4
    assert len(told.paragraphs("ListNumber")) == 3


# --- blocks --------------------------------------------------------------------------------------------------


def test_a_table_repeats_its_head_and_keeps_its_rows_whole(told: Word) -> None:
    (table,) = told.find("//w:tbl[w:tblPr/w:tblCaption/@w:val='Who does what']")
    rows = told.find("w:tr", table)
    assert len(rows) == 31
    assert [bool(told.find("w:trPr/w:tblHeader", one)) for one in rows] == [True] + [False] * 30
    assert all(told.find("w:trPr/w:cantSplit", one) for one in rows)
    grid = told.find("w:tblGrid/w:gridCol/@w:w", table)
    assert all(told.find("w:tc/w:tcPr/w:tcW/@w:w", one) == grid for one in rows)
    assert told.find("w:tblPr/w:tblLook/@w:firstColumn", table) == ["1"]


def test_a_quiet_table_is_still_named() -> None:
    word = made(Table("Quiet", row("a"), (row("b"),), (1,), quiet=True))
    assert word.paragraphs("Caption") == []
    assert word.find("//w:tblCaption/@w:val") == ["Quiet"]


def test_two_tables_stay_two() -> None:
    table = Table("One", row("a"), (row("b"),), (1,), quiet=True)
    word = made(table, replace(table, caption="Two"))
    assert len(word.find("//w:tbl")) == 2
    assert word.find("//w:tbl/following-sibling::*[1][self::w:tbl]") == []
    assert word.find("//w:body/*[last()-1][self::w:p]")


def test_tables_are_stacked_in_large_print() -> None:
    word = Word(write(story(), LARGE))
    assert word.find("//w:tbl[w:tblPr/w:tblCaption]") == []
    assert "Role 30 Duty: Duty 30" in word.words()


@pytest.mark.parametrize(("weight", "style"), [(Weight.NOTE, "Note"), (Weight.WARNING, "Warning")])
def test_asides_of_words_are_paragraphs_with_a_rule(weight: Weight, style: str) -> None:
    word = made(Aside((Paragraph(say("Remark")), Paragraph(say("and more"))), weight))
    assert len(word.paragraphs(style)) == 2
    assert word.find("w:pPr/w:pBdr/w:left", word.style(style))
    assert bool(word.find("w:pPr/w:pBdr/w:right", word.style(style))) is (weight is Weight.WARNING)


def test_a_list_in_a_note_stands_beside_the_same_bar() -> None:
    word = made(Aside((Paragraph(say("Remark")), List((Item((Paragraph(say("point")),)),)))))
    (item,) = word.paragraphs("ListBullet")
    (note,) = word.find("w:pPr", word.style("Note"))

    def bar(properties: Any, space: str) -> int:
        """Where the bar is drawn: the words' left edge less what hangs and less the distance of the rule."""
        left, hanging = (int(word.find(f"string(w:ind/@w:{name})", properties) or 0) for name in ("left", "hanging"))
        assert hanging <= left
        return left - hanging - int(word.find(f"string(w:pBdr/w:left/@w:{space})", properties)) * 20

    assert bar(word.find("w:pPr", item)[0], "space") == bar(note, "space")


def test_a_list_in_a_warning_stands_in_a_frame() -> None:
    word = made(Aside((Paragraph(say("Never")), List((Item((Paragraph(say("point")),)),))), Weight.WARNING))
    assert [one.tag.rpartition("}")[2] for one in word.find("//w:tbl//w:tcBorders/*")] == [
        "top",
        "left",
        "bottom",
        "right",
    ]
    assert word.find("//w:tbl//w:t/text()") == ["Never", "point"]


def test_what_is_kept_together_stays_with_the_next_but_for_the_last() -> None:
    word = made(
        Keep((Paragraph(say("one")), Table("T", row("a"), (row("b"), row("c")), (1,), quiet=True))),
        Paragraph(say("after")),
    )
    kept = {
        text: bool(word.find(f"//w:p[w:pPr/w:keepNext][.//w:t='{text}']")) for text in ("one", "a", "b", "c", "after")
    }
    assert kept == {"one": True, "a": True, "b": True, "c": False, "after": False}


def test_a_page_break_starts_a_page_and_none_stays_empty() -> None:
    word = made(PageBreak(), PageBreak(), Paragraph(say("fresh")), PageBreak())
    assert word.find("//w:p[w:pPr/w:pageBreakBefore]//w:t/text()") == ["fresh"]


def test_contents_are_filled_and_can_be_updated() -> None:
    blocks = (
        TITLE,
        Contents("Contents", depth=3),
        Heading(2, say("First"), "first", "1"),
        Heading(3, say("Inside"), "inside"),
    )
    word = Word(write(with_pages(Document(Meta("Title"), blocks), {"first": 4, "inside": 12}), style_for()))
    assert word.words().startswith("Title Contents 1. First 4 Inside 12")
    codes = [code.strip() for code in word.find("//w:instrText/text()")]
    assert codes == ['TOC \\o "2-3" \\h \\z', "PAGEREF _first \\h", "PAGEREF _inside \\h"]
    kinds = word.find("//w:body//w:fldChar/@w:fldCharType")
    assert [kinds.count(kind) for kind in ("begin", "separate", "end")] == [3, 3, 3]
    assert [len(word.paragraphs(f"TOC{level}")) for level in (1, 2, 3)] == [0, 1, 1]
    assert word.find("//w:docPartGallery/@w:val") == ["Table of Contents"]


# --- every page ----------------------------------------------------------------------------------------------


def test_heads_and_feet(told: Word) -> None:
    head, foot = told.part("word/header-default.xml"), told.part("word/footer-first.xml")
    assert "".join(told.find("//w:t/text()", head)) == "Harbor LightA story of every kind"
    assert "".join(told.find("//w:t/text()", told.part("word/header-first.xml"))) == ""
    assert "".join(told.find("//w:t/text()", foot)) == "PS-00 · Version 1.0 · DraftPage 1 of 1"
    assert [code.strip() for code in told.find("//w:instrText/text()", foot)] == ["PAGE", "NUMPAGES"]
    assert told.find("//w:sectPr/w:titlePg")


def test_a_draft_is_marked_on_every_page_and_a_final_on_none(told: Word) -> None:
    draft = Word(write(as_draft(story()), style_for()))
    for name in ("word/header-default.xml", "word/header-first.xml"):
        assert draft.find("//v:shape[@alt='']/v:textpath/@string", draft.part(name)) == ["DRAFT"]
        assert told.find("//v:shape", told.part(name)) == []


@pytest.mark.parametrize("alt", ["A lighthouse", ""])
def test_a_logo_is_described_or_decoration(alt: str) -> None:
    png = io.BytesIO()
    Image.new("RGB", (300, 100), "#123456").save(png, "PNG")
    word = made(meta=Meta("Title", logo=Picture(png.getvalue(), 300, 100, alt)))
    head = word.part("word/header-first.xml")
    (properties,) = word.find("//wp:docPr", head)
    assert (properties.get("descr") or "") == alt
    assert bool(properties.xpath(".//*[local-name()='decorative'][@val='1']")) == (not alt)
    (extent,) = word.find("//wp:extent", head)
    assert int(extent.get("cx")) == pytest.approx(3 * int(extent.get("cy")), abs=3)
    assert word.zip.read("word/media/image1.png") == png.getvalue()


# --- refusals ------------------------------------------------------------------------------------------------


def refused(document: Document) -> list[str]:
    with pytest.raises(RenderError) as caught:
        write(document, style_for())
    assert all(problem.hint for problem in caught.value.problems)
    return [problem.id for problem in caught.value.problems]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\ud800", "\ufffe"])
@pytest.mark.parametrize("where", ["paragraph", "head", "title"])
def test_what_no_word_file_holds_is_refused_wherever_it_stands(character: str, where: str) -> None:
    words = dict.fromkeys(("paragraph", "head", "title"), "plain") | {where: f"copied{character}words"}
    meta = Meta(words["title"], head=(words["head"], ""))
    assert refused(Document(meta, (TITLE, Paragraph(say(words["paragraph"]))))) == ["word-impossible-character"]


def test_line_ends_inside_words_are_spaces() -> None:
    assert made(Paragraph(say("one\ntwo\tthree\x0bfour\u2028five"))).words() == "Title one two three four five"


def test_every_fault_of_a_tree_is_told_at_once() -> None:
    blocks = (
        TITLE,
        Heading(3, say("Too deep"), "title"),
        Paragraph((Link((Run("nowhere"),), "#gone"),)),
        Table("Ragged", row("a", "b"), (row("c"),), (1, 1)),
    )
    assert refused(Document(Meta(" "), blocks)) == [
        "word-no-title", "word-dead-link", "word-heading-skips", "word-heading-twice", "word-table-ragged",
    ]  # fmt: skip


def test_a_blank_in_a_heading_is_a_blank_in_words_and_text_in_the_contents() -> None:
    word = made(Contents("Contents"), Heading(2, (Run("About "), Blank("the team")), "about"))
    assert word.words().count("About [the team]") == 2
    assert len(word.controls()) == 1
