"""Pages of a PDF: paper, margins, sizes of type, running words, and the draft mark behind them."""

from dataclasses import replace

import pytest

from npgs_docs.document import (
    Aside,
    Block,
    Document,
    Field,
    Fields,
    Heading,
    Item,
    Keep,
    List,
    MarkItem,
    Marks,
    Meta,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Tone,
    Weight,
    walk,
)
from npgs_docs.render.pdf import lay_out
from npgs_docs.style import Edition, Paper, Style, style_for
from tests.render.conftest import Set, set_in
from tests.render.painting import Painted, Stroke
from tests.render.reading import Reading
from tests.render.story import row, say, story

PAPERS = {Paper.LETTER: (612.0, 792.0), Paper.A4: (595.28, 841.89)}
LEAST_LARGE_PRINT = 18.0
HAIR = 0.75


def short(words: str = "Words.", **meta: str) -> Document:
    return Document(
        replace(story().meta, **meta),
        (Heading(1, say("Title"), "title"), Paragraph(say(words))),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("paper", list(Paper))
def test_every_page_has_the_paper_asked_for(paper: Paper, edition: Edition) -> None:
    reading = set_in(short("Words. " * 900), style_for(paper=paper, edition=edition)).reading
    assert len(reading.pages) > 1
    for page in reading.pages:
        assert [float(one) for one in page.MediaBox] == pytest.approx([0, 0, *PAPERS[paper]], abs=0.01)
        assert "/Rotate" not in page


def test_nothing_that_is_read_or_filled_in_leaves_the_margins(any_pdf: Set) -> None:
    style = any_pdf.style
    width, height = style.page
    for mark in any_pdf.reading.painted:
        if mark.owner is not None:
            _left, bottom, right, top = mark.box
            assert right <= width - style.margin_right + HAIR or not mark.text.strip(), mark
            assert bottom >= style.margin_bottom - HAIR - 0.3 * mark.size, mark
            assert top <= height - style.margin_top + HAIR + 0.2 * mark.size, mark
    for one in any_pdf.reading.fields:
        assert float(one.obj.Rect[0]) >= style.margin_left - HAIR
        assert float(one.obj.Rect[2]) <= width - style.margin_right + HAIR


def test_nothing_at_all_leaves_the_page(any_pdf: Set) -> None:
    width, height = any_pdf.style.page
    for mark in any_pdf.reading.marks:
        points = mark.points if isinstance(mark, Stroke) else (mark.box[:2], mark.box[2:])
        for x, y in points:
            assert 0 < x < width
            assert 0 < y < height


def test_lines_of_words_do_not_lie_on_each_other(any_pdf: Set) -> None:
    for page in range(len(any_pdf.reading.pages)):
        words = [
            one
            for one in any_pdf.reading.painted
            if one.page == page and one.text.strip() and (one.artifact or {}).get("Subtype") != "/Watermark"
        ]
        for at, one in enumerate(words):
            for other in words[at + 1 :]:
                assert not _collide(one, other), (one.text, other.text)


def _collide(one: Painted, other: Painted) -> bool:
    """Whether two pieces share more than a hair of their x-height."""
    across = min(one.right, other.right) - max(one.left, other.left)
    up = min(one.baseline + one.size / 2, other.baseline + other.size / 2) - max(one.baseline, other.baseline)
    return across > HAIR and up > HAIR


def test_large_print_has_no_letter_under_18_points(story_large: Set, policy_large: Set) -> None:
    for made in (story_large, policy_large):
        small = {(one.size, one.text) for one in made.reading.painted if one.size < LEAST_LARGE_PRINT}
        assert not small
        assert {one.font for one in made.reading.painted} <= {
            "LiberationSans",
            "LiberationSans-Bold",
            "LiberationSans-Italic",
            "LiberationSans-BoldItalic",
        }


def test_the_standard_edition_is_set_in_its_sizes(story_pdf: Set) -> None:
    sizes = {one.size for one in story_pdf.reading.painted if one.artifact is None}
    assert min(sizes) >= min(style.size for style in story_pdf.style.scale.values())
    body = next(one for one in story_pdf.reading.painted if one.text.startswith("Plain, "))
    assert body.size == story_pdf.style.scale["body"].size


# --- running words -------------------------------------------------------------------------------------------


def running(reading: Reading, page: int) -> list[str]:
    return [
        one.text
        for one in reading.painted
        if one.page == page and one.artifact is not None and one.size < 20 and one.text.strip()
    ]


def test_every_page_says_which_it_is_of_how_many(any_pdf: Set) -> None:
    count = len(any_pdf.reading.pages)
    for number in range(count):
        said = running(any_pdf.reading, number)
        assert said.count(f"Page {number + 1} of {count}") == 1


def test_the_foot_stands_on_every_page_and_the_head_on_all_but_the_first(any_pdf: Set) -> None:
    meta = any_pdf.document.meta
    for number in range(len(any_pdf.reading.pages)):
        said = " ".join(" ".join(running(any_pdf.reading, number)).split())
        assert meta.foot in said
        assert [words in said for words in meta.head] == [number > 0] * 2


def test_running_words_are_no_part_of_what_is_read(any_pdf: Set) -> None:
    reading = any_pdf.reading
    said = reading.text(reading.tree)
    assert any_pdf.document.meta.foot not in said
    assert "Page 1 of" not in said


# --- drafts --------------------------------------------------------------------------------------------------


def watermarks(reading: Reading) -> list[Painted]:
    return [one for one in reading.painted if one.artifact and one.artifact.get("Subtype") == "/Watermark"]


def test_a_draft_has_its_mark_behind_every_page_and_it_is_never_read(story_draft: Set) -> None:
    reading = story_draft.reading
    found = watermarks(reading)
    assert [(one.page, one.text) for one in found] == [(page, "DRAFT") for page in range(len(reading.pages))]
    assert all(one.owner is None and one.artifact == {"Type": "/Pagination", "Subtype": "/Watermark"} for one in found)
    assert "DRAFT" not in reading.text(reading.tree)
    for page in range(len(reading.pages)):
        first = next(mark for mark in reading.marks if mark.page == page)
        assert first in found, "the mark is painted first, so that it lies behind the words"


def test_only_a_draft_has_the_mark(story_pdf: Set, policy_pdf: Set) -> None:
    assert not watermarks(story_pdf.reading)
    assert not watermarks(policy_pdf.reading)


# --- breaking ------------------------------------------------------------------------------------------------


def test_a_page_break_begins_a_page_and_makes_no_empty_one(story_pdf: Set) -> None:
    form = next(node for node in story_pdf.reading.tree.all("H2") if story_pdf.reading.text(node) == "3. A form")
    words = [one for one in story_pdf.reading.painted if one.page == form.page and one.owner is not None]
    assert max(words, key=lambda one: one.baseline).text.startswith("3. ")
    for page in range(len(story_pdf.reading.pages)):
        assert [one for one in story_pdf.reading.painted if one.page == page and one.owner is not None]


LONG = tuple(Paragraph(say(f"Sentence {number} of a long aside. " * 8)) for number in range(30))


@pytest.mark.parametrize("kind", [Aside, Keep])
@pytest.mark.parametrize("inner", [Aside, Keep])
def test_a_box_that_begins_with_a_page_break_begins_on_a_fresh_page(
    kind: type[Aside | Keep], inner: type[Aside | Keep]
) -> None:
    blocks = (Heading(1, say("Title"), "title"), kind((inner((PageBreak(), *LONG)),)))
    pages = _pages_of(Document(Meta("T"), blocks), "Sentence")
    assert pages["Sentence 0"] == 1
    assert max(pages.values()) > 2


@pytest.mark.parametrize("kind", [Aside, Keep])
def test_a_page_break_in_a_box_begins_a_page_there(kind: type[Aside | Keep]) -> None:
    blocks = (Heading(1, say("Title"), "title"), kind((*LONG[:2], PageBreak(), *LONG[2:4])))
    pages = _pages_of(Document(Meta("T"), blocks), "Sentence")
    assert [pages[f"Sentence {number}"] for number in range(4)] == [0, 0, 1, 1]


def test_a_page_break_in_a_list_item_loses_no_words() -> None:
    blocks = (Heading(1, say("Title"), "title"), List((Item((PageBreak(), *LONG)),)))
    assert len(_pages_of(Document(Meta("T"), blocks), "Sentence")) == len(LONG)


@pytest.mark.parametrize("lines", range(36, 44))
def test_what_is_kept_together_inside_a_frame_may_be_as_tall_as_a_page(lines: int) -> None:
    kept = Keep(tuple(Paragraph(say(f"Line {number} of it."), Tone.SMALL) for number in range(lines)))
    blocks = (Heading(1, say("Title"), "title"), Aside((kept,), Weight.WARNING))
    assert len(_pages_of(Document(Meta("T"), blocks), "Line")) == lines


def _pages_of(document: Document, word: str) -> dict[str, int]:
    """The page, counted from 0, on which each ``word number`` begins."""
    found: dict[str, int] = {}
    for one in set_in(document, style_for()).reading.painted:
        if one.artifact is None and one.text.startswith(f"{word} "):
            found.setdefault(" ".join(one.text.split()[:2]), one.page)
    return found


def test_a_word_longer_than_the_line_is_broken_and_stays_one_word() -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
    made = set_in(short(word), style_for())
    assert made.reading.text(made.reading.tree) == f"Title {word}"
    test_nothing_that_is_read_or_filled_in_leaves_the_margins(made)


CROWDED: dict[str, Block] = {
    "a row over pages": Table("c", row("a", "b"), (row("word " * 3000, "y"),), (1, 1)),
    "a kept part over pages": Keep((Paragraph(say("word " * 6000)),)),
    "an aside over pages": Aside((Paragraph(say("word " * 6000)),)),
    "twelve columns": Table("c", row(*["Head"] * 12), (row(*["Responsibilities"] * 12),), (1,) * 12),
    "a long label": Fields((Field("f", "Label " * 60, share=2),)),
    "nine answers": Marks("c", (MarkItem("V1", say("word " * 50)),), tuple(f"Answer {number}" for number in range(9))),
}


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("name", CROWDED)
def test_what_is_crowded_stays_inside_the_margins_and_loses_no_word(name: str, edition: Edition) -> None:
    document = Document(Meta("T"), (Heading(1, say("T"), "t"), CROWDED[name]))
    made = set_in(document, style_for(edition=edition))
    test_nothing_that_is_read_or_filled_in_leaves_the_margins(made)
    said = made.reading.text(made.reading.tree)
    for word, count in (("word", 3000 if "row" in name else 6000 if "over" in name else 0), ("Responsibilities", 12)):
        assert not count or word not in str(CROWDED[name]) or said.count(word) == count


def test_a_heading_is_never_the_last_line_of_a_page() -> None:
    style: Style = style_for()
    for lines in range(34, 46):
        blocks = [Paragraph((Run(f"Line {number}"),)) for number in range(lines)]
        document = Document(
            Meta("T"), (Heading(1, say("T"), "t"), *blocks, Heading(2, say("Next"), "next"), *blocks[:3])
        )
        reading = Reading(lay_out(document, style).data)
        (heading,) = reading.tree.all("H2")
        after = [node for node in reading.tree.all("P") if reading.text(node) == "Line 0"][1]
        assert heading.page == after.page


def test_every_block_of_the_story_is_drawn(story_pdf: Set) -> None:
    """The story holds every kind of block, so a kind that draws nothing is seen here."""
    kinds = {type(block).__name__ for block in walk(story_pdf.document.blocks)}
    assert kinds == {
        "Heading", "Paragraph", "List", "Table", "Aside", "Contents", "PageBreak", "Keep", "Fields", "Marks", "Ticks",
    }  # fmt: skip
