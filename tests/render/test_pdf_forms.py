"""The fields of a PDF form: named, told to a screen reader, laid out in reading order, and with looks of their own."""

import io
from typing import Any

import pypdf
import pytest

from npgs_docs.document import Choice, Field, FieldKind, Fields, fillable, walk
from tests.render.conftest import Set
from tests.render.reading import Annot

SEVERAL_LINES, REQUIRED, READ_ONLY = 1 << 12, 1 << 1, 1
PRINTED, HIDDEN = 4, 2


@pytest.fixture(params=["story_pdf", "story_large", "policy_pdf", "checklist_pdf"])
def form(request: pytest.FixtureRequest) -> Set:
    made: Set = request.getfixturevalue(request.param)
    return made


def rectangle(widget: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(one) for one in widget.Rect)
    return left, bottom, right, top


def test_fields_are_those_of_the_tree_by_name_kind_and_tooltip(form: Set) -> None:
    expected = {one.name: ("Btn" if one.box else "Tx", one.label) for one in fillable(form.document)}
    found = {one.name: (one.kind, one.tooltip) for one in form.reading.fields}
    assert found == expected
    assert len(form.reading.fields) == len(expected)
    assert expected


def test_another_reader_finds_the_same_names(form: Set) -> None:
    found = pypdf.PdfReader(io.BytesIO(form.reading.data)).get_fields() or {}
    assert {one.name for one in fillable(form.document)} <= set(found)


def test_fields_are_reached_in_reading_order_by_the_tab_key(form: Set) -> None:
    reading = form.reading
    assert {str(page.Tabs) for page in reading.pages} == {"/S"}
    by_number = {one.obj.objgen[0]: one.name for one in reading.fields}
    in_tree = [
        by_number[kid.number] for node in reading.tree.all("Form") for kid in node.kids if isinstance(kid, Annot)
    ]
    assert in_tree == [one.name for one in fillable(form.document)]


def test_notes_take_several_lines_and_nothing_is_required_or_locked(form: Set) -> None:
    fields = [
        entry
        for block in walk(form.document.blocks)
        if isinstance(block, Fields)
        for entry in block.fields
        if isinstance(entry, Field)
    ]
    several = {one.name for one in fields if one.kind is FieldKind.NOTES and one.lines > 1}
    assert {one.name for one in form.reading.fields if one.flags & SEVERAL_LINES} == several
    assert not [one for one in form.reading.fields if one.flags & (REQUIRED | READ_ONLY)]


def test_boxes_are_empty_and_have_a_look_for_either_state(form: Set) -> None:
    for one in form.reading.fields:
        assert int(one.obj.F) & PRINTED
        assert not int(one.obj.F) & HIDDEN
        if one.kind == "Btn":
            looks = one.obj.AP.N
            assert set(looks.keys()) == {"/Off", "/Yes"}
            assert (str(one.obj.AS), str(one.obj.V)) == ("/Off", "/Off")
            empty, ticked = looks["/Off"].read_bytes(), looks["/Yes"].read_bytes()
            assert ticked.startswith(empty)
            assert len(ticked) > len(empty)
            left, bottom, right, top = rectangle(one.obj)
            assert right - left == pytest.approx(top - bottom, abs=0.01)
            assert right - left == pytest.approx(form.style.box, abs=0.01)
        else:
            assert one.obj.AP.N.read_bytes() == b"/Tx BMC EMC"


def test_a_text_field_is_typed_in_at_the_size_of_the_body_in_an_embedded_font(form: Set) -> None:
    default = form.reading.pdf.Root.AcroForm
    size = f"{form.style.scale['body'].size:g}"
    for one in form.reading.fields:
        if one.kind == "Tx":
            assert str(one.obj.DA) == f"/Form {size} Tf 0 g"
            _, bottom, _, top = rectangle(one.obj)
            assert top - bottom >= form.style.scale["body"].size
    assert str(default.DA) == f"/Form {size} Tf 0 g"
    assert "/FontFile2" in default.DR.Font.Form.FontDescriptor
    assert not default.get("/NeedAppearances", False)


def test_what_is_typed_and_ticked_stays_and_can_be_read_again(story_pdf: Set) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(story_pdf.reading.data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, {"example": "Zoë & a line", "V1-S1.yes": "/Yes"})
    out = io.BytesIO()
    writer.write(out)
    found = pypdf.PdfReader(out).get_fields() or {}
    assert found["example"].value == "Zoë & a line"
    assert found["V1-S1.yes"].value == "/Yes"
    assert found["V1-S1.partly"].value == "/Off"


def test_fields_do_not_lie_on_each_other_or_on_words(form: Set) -> None:
    for page in range(len(form.reading.pages)):
        boxes = [rectangle(one.obj) for one in form.reading.fields if one.page == page]
        words = [one.box for one in form.reading.painted if one.page == page and one.text.strip()]
        for at, box in enumerate(boxes):
            assert not [other for other in boxes[at + 1 :] if overlaps(box, other)]
            assert not [other for other in words if overlaps(box, other)]


def overlaps(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.5 and up > 0.5


def test_a_choice_has_its_question_in_every_options_tooltip(story_pdf: Set) -> None:
    choices = [
        entry
        for block in walk(story_pdf.document.blocks)
        if isinstance(block, Fields)
        for entry in block.fields
        if isinstance(entry, Choice)
    ]
    tooltips = {one.name: one.tooltip for one in story_pdf.reading.fields}
    assert choices
    for choice in choices:
        assert {tooltips[option.name] for option in choice.options} == {
            f"{choice.label}: {option.label}" for option in choice.options
        }
