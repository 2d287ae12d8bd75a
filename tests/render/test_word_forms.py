"""Forms in Word: controls named as in the PDF, each bound to its place among the answers, and room for a pen."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from npgs_docs.document import (
    Blank,
    Choice,
    Document,
    Field,
    FieldKind,
    Fields,
    Heading,
    MarkItem,
    Marks,
    Meta,
    Option,
    Paragraph,
    Run,
    fillable,
    with_pages,
)  # fmt: skip
from npgs_docs.errors import RenderError
from npgs_docs.render.pdf import lay_out
from npgs_docs.render.word import write
from npgs_docs.style import MM, Edition, style_for
from tests.render.story import say, story
from tests.render.word_reading import Control, Word

EDITIONS = [style_for(), style_for(edition=Edition.LARGE_PRINT)]
TITLE = Heading(1, say("Title"), "title")


@pytest.fixture(scope="module", params=EDITIONS, ids=["standard", "large"])
def form(request: pytest.FixtureRequest) -> Word:
    return Word(write(story(), request.param))


def fields_of(word: Word) -> list[Control]:
    """The controls of the form; a blank in the text is none."""
    return [control for control in word.controls() if control.tag != "policy number"]


def written(*fields: Field | Choice) -> Word:
    return Word(write(Document(Meta("Title"), (TITLE, Fields(fields))), style_for()))


def pdf_names(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = []
        for page in pdf.pages:
            for one in page.get("/Annots", ()):
                if one.Subtype == "/Widget":
                    names.append(full_name(one))
        return names


def full_name(field: pikepdf.Object) -> str:
    own = str(field.T)
    return f"{full_name(field.Parent)}.{own}" if "/Parent" in field else own


def test_controls_are_the_fields_of_the_document_in_its_order(form: Word) -> None:
    assert [control.tag for control in fields_of(form)] == [entry.name for entry in fillable(story())]


def test_controls_are_the_fields_of_the_pdf(form: Word) -> None:
    assert sorted(control.tag for control in fields_of(form)) == sorted(pdf_names(lay_out(story(), style_for()).data))


def test_controls_say_what_the_pdf_says(form: Word) -> None:
    for control, entry in zip(fields_of(form), fillable(story()), strict=True):
        assert control.title == (entry.label if len(entry.label) <= 64 else f"{entry.label[:63].rstrip()}…")
        assert (control.kind == "w14:checkbox") is entry.box


def test_ids_differ(form: Word) -> None:
    ids = form.find("//w:sdtPr/w:id/@w:val")
    assert len(set(ids)) == len(ids)


def test_every_control_has_its_own_place_among_the_answers(form: Word) -> None:
    fields = fields_of(form)
    assert len({control.xpath for control in fields}) == len(fields)
    answers = form.part("customXml/item1.xml")
    names = [one.get("name") for one in answers if one.tag.endswith("}field")]
    assert names == [entry.name for entry in fillable(story())]
    store = form.find("//s:datastoreItem/@s:itemID", form.part("customXml/itemProps1.xml"))
    assert set(form.find("//w:dataBinding/@w:storeItemID")) == set(store)


def test_boxes_are_empty_and_say_so(form: Word) -> None:
    for control in fields_of(form):
        if control.kind == "w14:checkbox":
            assert (control.answer, control.shown, control.empty) == ("false", "\u2610", False)


def test_writing_places_are_empty_and_hold_nothing_to_delete(form: Word) -> None:
    for control in fields_of(form):
        if control.kind != "w14:checkbox":
            assert (control.answer, control.shown.strip(), control.empty) == ("", "", True)


def test_an_emptied_control_finds_its_placeholder(form: Word) -> None:
    named = set(form.find("//w:sdtPr/w:placeholder/w:docPart/@w:val"))
    assert named == set(form.find("//w:docPart/w:docPartPr/w:name/@w:val", form.part("word/glossary/document.xml")))


def test_kinds_of_fields() -> None:
    word = written(
        Field("line", "Line"), Field("date", "Date", FieldKind.DATE), Field("notes", "Notes", FieldKind.NOTES, lines=3),
        Field("one", "One line", FieldKind.NOTES), Field("sign", "Sign", FieldKind.SIGNATURE),
    )  # fmt: skip
    kinds = {control.tag: control.kind for control in word.controls()}
    assert kinds == {"line": "w:text", "date": "w:date", "notes": "w:text", "one": "w:text", "sign": "w:text"}
    assert word.find("//w:sdtPr[w:text/@w:multiLine='1']/w:tag/@w:val") == ["notes"]
    assert word.find("//w:date/w:storeMappedDataAs/@w:val") == ["date"]


@pytest.mark.parametrize(("language", "pattern"), [("en-US", "MMMM d, yyyy"), ("en-GB", "d MMMM yyyy")])
def test_days_are_written_as_the_language_does(language: str, pattern: str) -> None:
    document = Document(Meta("Title", language=language), (TITLE, Fields((Field("d", "Day", FieldKind.DATE),))))
    assert Word(write(document, style_for())).find("//w:date/w:dateFormat/@w:val") == [pattern]


def test_notes_have_as_many_lines_as_asked_and_they_are_decoration(form: Word) -> None:
    (shape,) = form.find("//w:drawing//*[local-name()='path']")
    assert len(shape.xpath(".//*[local-name()='lnTo']")) == 3
    assert form.find("//w:drawing//*[local-name()='decorative']/@val") == ["1"]


def test_boxes_are_large_enough_for_a_pen(form: Word) -> None:
    size = int(form.find("w:rPr/w:sz/@w:val", form.style("TickBox"))[0]) / 2
    assert 0.75 * size > 4 * MM  # a box glyph is about four fifths of its letter size


def test_rows_of_fields_fill_the_column() -> None:
    style = style_for()
    word = written(Field("a", "A", share=4), Field("b", "B", share=8), Field("c", "C", share=6))
    rows = word.find("//w:tbl/w:tr")
    widths = [[int(width) for width in word.find("w:tc/w:tcPr/w:tcW/@w:w", one)] for one in rows]
    assert [len(each) for each in widths] == [2, 2]
    total = sum(int(width) for width in word.find("//w:tblGrid/w:gridCol/@w:w"))
    assert total == pytest.approx((style.text_width + 14) * 20, abs=4)
    assert [sum(each) for each in widths] == pytest.approx([total, total], abs=4)


def test_a_label_stands_before_its_field(form: Word) -> None:
    read = [node.text if node.tag.endswith("}t") else node.get(form_value) for node in form.document.iter(TEXT, TAG)]
    for entry in fillable(story()):
        if not entry.box:
            assert read.index(entry.label) < read.index(entry.name)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT, TAG, form_value = f"{W}t", f"{W}tag", f"{W}val"


def test_one_answer_fills_every_blank_that_asks_for_it() -> None:
    number, other = Blank("policy number", "policy.number"), Blank("approval date", "policy.approved")
    paragraphs = (Paragraph((Run("Number "), number)), Paragraph((other, Run(" and "), number)))
    first, second, third = Word(write(Document(Meta("Title"), (TITLE, *paragraphs)), style_for())).controls()
    assert (first.tag, first.title) == ("policy.number", "policy number")
    assert first.shown.startswith("[policy number]")
    assert first.xpath == third.xpath != second.xpath
    assert first.id != third.id


def test_long_prompts_are_cut_in_titles_and_whole_on_paper() -> None:
    words = "We looked together at every single thing that had happened since the last time we met, and more"
    marks = Marks("What we did", (MarkItem("V1-S1", say(words)),), ("Yes", "Not yet"))
    word = Word(write(Document(Meta("Title"), (TITLE, marks)), style_for()))
    assert [control.tag for control in word.controls()] == ["V1-S1.yes", "V1-S1.not-yet"]
    assert all(len(control.title) <= 64 and control.title.endswith("…") for control in word.controls())
    assert words in word.words()


def test_names_that_word_would_cut_are_refused() -> None:
    with pytest.raises(RenderError) as caught:
        written(Field("n" * 65, "Name"))
    assert [problem.id for problem in caught.value.problems] == ["word-field-name-long"]


def test_a_document_without_controls_carries_no_answers() -> None:
    word = Word(write(Document(Meta("Title"), (TITLE,)), style_for()))
    assert not [name for name in word.zip.namelist() if "customXml" in name or "glossary" in name]


def test_choices_stand_after_their_question() -> None:
    word = written(Choice("mode", "How we met", (Option("mode.a", "In person"), Option("mode.b", "By video"))))
    assert word.words() == "Title How we met In person By video"


def test_answers_survive_python_docx(tmp_path: Path) -> None:
    import docx

    opened = docx.Document(io.BytesIO(write(with_pages(story(), {}), style_for())))
    opened.save(tmp_path / "again.docx")
    again = Word((tmp_path / "again.docx").read_bytes())
    assert [control.tag for control in fields_of(again)] == [entry.name for entry in fillable(story())]
