"""Each session checklist is one sheet of paper that two people can fill in, and that asks nothing it should not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from npgs_docs.document import (
    Choice,
    Document,
    Field,
    FieldKind,
    Fields,
    Heading,
    List,
    MarkItem,
    Marks,
    Paragraph,
    Ticks,
    fillable,
    runs_text,
    walk,
)  # fmt: skip
from npgs_docs.style import INCH, MM, Edition, Paper
from tests.documents.forms import FORMS, SAMPLES, document, field_names, packet, packet_with, printed
from tests.documents.grade import grade, syllables, words

PUNCHED = 0.75 * INCH
HEALTH = re.compile(
    r"\b(?:symptoms?|diagnos\w+|medications?|therapy|sober|sobriety|relapse\w*|mental health|illness|wellness)\b", re.I
)
LABELS = re.compile(r"\b(?:addicts?|abusers?|clean|dirty|the mentally ill|patients?|non-?compliant|suffers?)\b", re.I)
BOTH_AT_ONCE = re.compile(
    r"\band/or\b|\b(\w+ly) and (\w+ly)\b|, and (?:we|I|you|what|how|where|when|which|who)\b", re.I
)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_form_is_one_sheet_printed_on_both_sides(sample: str, paper: Paper) -> None:
    made = packet(sample, paper)
    assert {code: len(printed(made, code).pages) for code in FORMS} == dict.fromkeys(FORMS, 2)


def test_the_second_side_says_which_form_it_belongs_to() -> None:
    for code in FORMS:
        made = document(packet("harbor-light"), code)
        title = runs_text(next(block for block in walk(made.blocks) if isinstance(block, Heading)).inlines)
        assert any(isinstance(b, Paragraph) and f"{title}, second side" in runs_text(b.inlines) for b in made.blocks)


def test_large_print_says_the_same_and_fills_in_the_same() -> None:
    for code in FORMS:
        usual, large = (document(packet("harbor-light", edition=edition), code) for edition in Edition)
        assert fillable(usual) == fillable(large)


@pytest.mark.parametrize("sample", SAMPLES)
def test_field_names_are_unique_and_begin_with_the_value(sample: str) -> None:
    for number, code in enumerate(FORMS, start=1):
        names = field_names(printed(packet(sample), code))
        assert len(names) == len(set(names)) == len(fillable(document(packet(sample), code)))
        assert all(name.startswith(f"V{number}-") for name in names)


def test_boxes_and_lines_have_room_for_a_pen() -> None:
    made = packet("harbor-light")
    assert all(made.style(entry).line_pitch >= 8 * MM for entry in made.entries)
    for code in FORMS:
        lines = {one.name: one.lines for one in _entries(document_of(code)) if isinstance(one, Field)}
        for page in printed(made, code).pages:
            for field in page.Annots:
                left, low, right, high = (float(edge) for edge in field.Rect)
                assert left >= PUNCHED
                if field.FT == "/Btn":
                    assert min(right - left, high - low) >= 4.9 * MM
                elif lines[str(field.T)] > 1:
                    assert high - low >= lines[str(field.T)] * 8 * MM


def test_a_form_has_all_that_a_session_record_needs() -> None:
    for number, code in enumerate(FORMS, start=1):
        names = {name.removeprefix(f"V{number}-") for name in (one.name for one in _entries(document_of(code)))}
        assert names >= {
            "date", "minutes", "mode", "kind", "supervisor", "specialist", "others", "example", "strength", "wants", "drift",
            "step", "step-who", "step-when", "next", "next-value", "supervisor-comment", "specialist-comment",
            "supervisor-sign", "supervisor-signed", "specialist-sign", "specialist-signed", "copy",
        }  # fmt: skip


def test_both_people_have_the_same_room() -> None:
    for number, code in enumerate(FORMS, start=1):
        by_name = {one.name: one for one in _entries(document_of(code)) if isinstance(one, Field)}
        for part in ("", "-comment", "-sign", "-signed"):
            one, other = (by_name[f"V{number}-{who}{part}"] for who in ("supervisor", "specialist"))
            assert (one.share, one.lines, one.kind) == (other.share, other.lines, other.kind)


def test_answers_are_marks_and_never_scores() -> None:
    for code in FORMS:
        for block in _marks(document_of(code)):
            assert block.marks == ("Yes", "Partly", "Not yet", "Not today")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_prompt_has_at_most_twenty_words_and_asks_one_thing(sample: str) -> None:
    for code in FORMS:
        for prompt in _prompts(document(packet(sample), code)):
            assert len(words(prompt)) <= 20, prompt
            assert not BOTH_AT_ONCE.search(prompt), prompt


def test_double_barrels_are_seen() -> None:
    assert BOTH_AT_ONCE.search("Were we respectfully and openly hopeful?")
    assert BOTH_AT_ONCE.search("We rested and/or talked.")
    assert BOTH_AT_ONCE.search("We began, and we ended.")


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_asks_about_health_or_labels_anyone(sample: str) -> None:
    for code in FORMS:
        made = document(packet(sample), code)
        asked = [*_prompts(made), *(one.label for one in _entries(made))]
        assert not [words for words in asked if HEALTH.search(words) or LABELS.search(words)]


def test_the_notice_about_what_to_leave_out_comes_before_any_field() -> None:
    for code in FORMS:
        blocks = list(walk(document_of(code).blocks))
        notice = next(
            n
            for n, one in enumerate(blocks)
            if isinstance(one, Paragraph) and "Please leave out" in runs_text(one.inlines)
        )
        assert notice < next(n for n, one in enumerate(blocks) if isinstance(one, Fields))


def test_syllables_are_counted_as_they_are_spoken() -> None:
    said = {
        "we": 1,
        "talked": 1,
        "needed": 2,
        "value": 2,
        "people": 2,
        "together": 3,
        "changes": 2,
        "choice": 1,
        "noticed": 2,
    }
    assert {word: syllables(word) for word in said} == said
    assert (
        grade(["The cat sat on the mat."])
        < 1
        < 12
        < grade(["Organizational considerations necessitate documentation."])
    )


@pytest.mark.parametrize("code", FORMS)
def test_eight_years_of_school_are_enough_to_read_a_form(code: str) -> None:
    """Fixed titles are read as one word: they are the organization's and the guideline's, and people know them."""
    assert grade(_sentences(document_of(code))) <= 8


def test_an_organization_s_own_words_are_used(tmp_path: Path) -> None:
    made = packet_with("cedar-coast", tmp_path, ("specialist: peer support worker", "specialist: recovery coach"))
    for code in FORMS:
        text = " ".join(_said(document(made, code)))
        assert "ecovery coach" in text
        assert "specialist" not in text
        assert not re.search(r"\{|\}|recovery coachs|\b[Aa]n recovery coach", text)


def test_one_mode_and_no_group_leave_no_box_for_them() -> None:
    made = document(packet("potomac-hospital"), FORMS[0])
    choices = {one.name: [option.label for option in one.options] for one in _entries(made) if isinstance(one, Choice)}
    assert choices["V1-mode"] == ["In person"]
    assert choices["V1-kind"] == ["One to one", "Other"]


# --- what a form says ----------------------------------------------------------------------------------------


def document_of(code: str) -> Document:
    return document(packet("harbor-light"), code)


def _entries(made: Document) -> Iterator[Field | Choice]:
    for block in walk(made.blocks):
        match block:
            case Fields():
                yield from block.fields
            case Ticks():
                yield from (Field(option.name, option.label) for option in block.options)
            case _:
                pass


def _marks(made: Document) -> list[Marks]:
    return [block for block in walk(made.blocks) if isinstance(block, Marks)]


def _prompts(made: Document) -> list[str]:
    """Everything that asks for a tick or an answer: prompts of both grids, and the questions."""
    items: list[MarkItem] = [item for block in _marks(made) for item in block.items]
    questions = next(block for block in made.blocks if isinstance(block, List))
    texts = [runs_text(one.inlines) for item in questions.items for one in item.blocks if isinstance(one, Paragraph)]
    return [*(runs_text(item.inlines) for item in items), *texts]


def _said(made: Document) -> Iterator[str]:
    for block in walk(made.blocks):
        match block:
            case Paragraph() | Heading():
                yield runs_text(block.inlines)
            case Marks():
                yield block.caption
                yield from (runs_text(item.inlines) for item in block.items)
            case Fields():
                yield from (one.label for one in block.fields)
            case Ticks():
                yield from (option.label for option in block.options)
            case _:
                pass


def _sentences(made: Document) -> list[str]:
    text = "\n".join(one for block in walk(made.blocks) for one in _running(block))
    text = re.sub(r"[Pp]eer support (?:specialist|supervisor)", "peer", text)
    return [one for one in re.split(r"[.?!:\n]+", text) if len(words(one)) > 2]


def _running(block: object) -> Iterator[str]:
    """Sentences of a block; labels and titles are none."""
    match block:
        case Paragraph():
            yield runs_text(block.inlines)
        case Marks():
            yield from (runs_text(item.inlines) for item in block.items)
        case Ticks():
            yield from (option.label for option in block.options)
        case _:
            pass


def test_signatures_stand_on_the_same_side_as_what_was_agreed() -> None:
    for number, code in enumerate(FORMS, start=1):
        pages = printed(packet("harbor-light"), code).pages
        sides = {str(field.T): side for side, page in enumerate(pages) for field in page.Annots if "/T" in field}
        assert sides[f"V{number}-step"] == sides[f"V{number}-supervisor-sign"] == sides[f"V{number}-specialist-sign"]


def test_a_signature_has_room_to_sign() -> None:
    for code in FORMS:
        signatures = [
            one for one in _entries(document_of(code)) if isinstance(one, Field) and one.kind is FieldKind.SIGNATURE
        ]
        assert [one.share for one in signatures] == [7, 7]
