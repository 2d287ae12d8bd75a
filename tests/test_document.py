"""The tree is walked in reading order, rebuilt without change to the original, and tells what can be filled in."""

from dataclasses import FrozenInstanceError, replace

import pytest

from npgs_docs.document import (
    Aside,
    Blank,
    Block,
    Break,
    Cell,
    Contents,
    Document,
    Entry,
    Heading,
    Item,
    Keep,
    Link,
    List,
    MarkItem,
    Marks,
    Meta,
    Paragraph,
    Run,
    Table,
    blanks,
    demoted,
    fillable,
    headings,
    inlines_of,
    mark_name,
    rebuild,
    runs_text,
    walk,
    with_pages,
)
from tests.render.story import row, say, story


def said(text: str) -> Paragraph:
    return Paragraph(say(text))


def deep() -> tuple[Block, ...]:
    """A paragraph in a list in an aside in a keep, between two others."""
    inner = List((Item((said("inside"), List((Item((said("further in"),)),)))),))
    return (said("before"), Keep((Heading(2, say("Kept"), "kept"), Aside((inner,)))), said("after"))


def test_a_walk_goes_in_reading_order_and_outer_before_inner() -> None:
    kinds = [type(block).__name__ for block in walk(deep())]
    assert kinds == [
        "Paragraph", "Keep", "Heading", "Aside", "List", "Paragraph", "List", "Paragraph", "Paragraph",
    ]  # fmt: skip
    words = [runs_text(block.inlines) for block in walk(deep()) if isinstance(block, Paragraph)]
    assert words == ["before", "inside", "further in", "after"]


def test_headings_are_found_however_deep_they_stand() -> None:
    found = [(heading.level, heading.id, heading.number) for heading in headings(story())]
    assert found == [
        (1, "title", ""), (2, "words", "1"), (2, "lists", "2"), (3, "table", ""), (2, "form", "3"), (3, "signatures", ""),
    ]  # fmt: skip


def test_words_of_every_inline() -> None:
    inlines = (
        Run("See "),
        Link((Run("the "), Run("page", strong=True)), "https://x.example"),
        Break(),
        Blank("number"),
    )
    assert runs_text(inlines) == "See the page\n[number]"


def test_a_table_and_marks_hold_inlines_of_their_own() -> None:
    table = Table("c", row("A", "B"), (row("1", "2"),), (1, 1))
    assert [runs_text(one) for one in inlines_of(table)] == ["A", "B", "1", "2"]
    marks = Marks("c", (MarkItem("V1-S1", say("asked")),), ("Yes",))
    assert [runs_text(one) for one in inlines_of(marks)] == ["asked"]
    assert list(inlines_of(List((Item((said("x"),)),)))) == []


def test_each_blank_is_listed_once_in_reading_order() -> None:
    number, date = Blank("number", "policy.number"), Blank("date")
    table = Table("c", (Cell((number,)),), ((Cell((date,)),),), (1,))
    marks = Marks("c", (MarkItem("V1-S1", (Blank("mark"),)),), ("Yes",))
    blocks = (Aside((Paragraph((date,)),)), table, marks, Paragraph((number,)))
    assert blanks(Document(Meta("t"), blocks)) == (date, number, Blank("mark"))


def test_the_fields_of_a_form_in_reading_order_with_what_a_reader_hears() -> None:
    found = fillable(story())
    assert found[0] == Entry("date", "Date", box=False)
    assert Entry("mode.video", "How we met: Video", box=True) in found
    assert Entry("V1-S2.not-yet", "Not yet: We looked at any referral that came with pressure.", box=True) in found
    assert found[-1].name == "sign.date"
    assert len(found) == 3 + 3 + 2 * 4 + 2 + 2
    assert len({one.name for one in found}) == len(found)


def test_a_mark_is_named_by_its_item_and_its_words() -> None:
    assert mark_name(MarkItem("V1-S3", ()), "Not yet") == "V1-S3.not-yet"


def test_rebuilding_with_no_change_gives_an_equal_tree() -> None:
    assert rebuild(story().blocks, lambda block: block) == story().blocks


def test_rebuilding_reaches_every_block_innermost_first() -> None:
    seen: list[Block] = []

    def loud(block: Block) -> Block:
        seen.append(block)
        return said(runs_text(block.inlines).upper()) if isinstance(block, Paragraph) else block

    before = deep()
    after = rebuild(before, loud)
    assert before == deep()
    assert [runs_text(block.inlines) for block in walk(after) if isinstance(block, Paragraph)] == [
        "BEFORE", "INSIDE", "FURTHER IN", "AFTER",
    ]  # fmt: skip
    kinds = [type(block).__name__ for block in seen]
    assert kinds.index("Aside") < kinds.index("Keep")
    assert len(seen) == len(list(walk(before)))


def test_demoted_headings_stand_one_level_deeper_and_nothing_else_changes() -> None:
    before, after = headings(story()), headings(replace(story(), blocks=demoted(story().blocks)))
    assert [one.level for one in after] == [one.level + 1 for one in before]
    assert [replace(one, level=one.level - 1) for one in after] == list(before)


def test_pages_fill_a_contents_list_wherever_it_stands() -> None:
    document = Document(Meta("t"), (Contents("first"), Keep((Contents("second", depth=3),))))
    pages = {"words": 2}
    filled = [block for block in walk(with_pages(document, pages).blocks) if isinstance(block, Contents)]
    assert [(one.title, one.depth, dict(one.pages)) for one in filled] == [("first", 2, pages), ("second", 3, pages)]
    pages["words"] = 9
    assert filled[0].pages["words"] == 2
    assert not document.blocks[0].pages  # type: ignore[union-attr]


def test_nothing_in_the_tree_can_be_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        story().blocks[0].inlines = ()  # type: ignore[misc,union-attr]
