"""The dialect: each container gives its block, and what is not in the dialect is a problem with its line."""

import pytest

from npgs_docs.document import (
    Aside,
    Choice,
    Contents,
    Field,
    FieldKind,
    Fields,
    Heading,
    Keep,
    Link,
    List,
    Marks,
    Paragraph,
    Table,
    Ticks,
    Tone,
    Weight,
)
from npgs_docs.errors import TemplateError
from npgs_docs.markup import parse_markup


def test_headings_have_unique_names() -> None:
    names = [
        block.id
        for block in parse_markup("# A title\n\n## Same\n\n## Same\n\n## Named {#own}\n", "t")
        if isinstance(block, Heading)
    ]
    assert names == ["a-title", "same", "same-2", "own"]


def test_lists_nest_and_count_from_where_they_start() -> None:
    (listing,) = parse_markup("3. three\n4. four\n    - inside\n", "t")
    assert isinstance(listing, List)
    assert (listing.ordered, listing.start, len(listing.items)) == (True, 3, 2)
    assert isinstance(listing.items[1].blocks[1], List)


def test_a_table_has_caption_widths_and_row_heads() -> None:
    (table,) = parse_markup(
        '::: table Who does what {widths="1 3" .row-heads .quiet}\n| a | b |\n| --- | --- |\n| c | **d** |\n:::', "t"
    )
    assert isinstance(table, Table)
    assert (table.caption, table.widths, table.row_heads, table.quiet) == ("Who does what", (1.0, 3.0), True, True)


def test_asides_keep_and_tones() -> None:
    blocks = parse_markup(
        "::: warning\n**Stop.** x\n:::\n\n::: lead\nFirst.\n:::\n\n:::: keep\n::: small\nfine\n:::\n::::\n\n::: contents What is inside {depth=3}\n:::",
        "t",
    )
    aside, lead, keep, contents = blocks
    assert isinstance(aside, Aside)
    assert aside.weight is Weight.WARNING
    assert isinstance(lead, Paragraph)
    assert lead.tone is Tone.LEAD
    assert isinstance(keep, Keep)
    assert isinstance(keep.blocks[0], Paragraph)
    assert contents == Contents("What is inside", 3)


def test_form_parts() -> None:
    text = """::: fields
- [Date]{#V1-date kind=date share=3}
- [How we met]{#V1-mode kind=choice share=9}
    - [In person]{#V1-mode.here}
    - By video
- [Example]{#V1-example kind=notes lines=4 hint="no names"}
:::

::: marks What we did {marks="Yes|Not yet"}
- [We asked.]{#V1-S1 note="all staff"}
:::

::: ticks
- [A copy was offered.]{#V1-copy}
:::
"""
    fields, marks, ticks = parse_markup(text, "t")
    assert isinstance(fields, Fields)
    date, mode, example = fields.fields
    assert date == Field("V1-date", "Date", FieldKind.DATE, share=3)
    assert isinstance(mode, Choice)
    assert [option.name for option in mode.options] == ["V1-mode.here", "V1-mode.by-video"]
    assert example == Field("V1-example", "Example", FieldKind.NOTES, lines=4, hint="no names")
    assert isinstance(marks, Marks)
    assert (marks.marks, marks.items[0].name, marks.items[0].note) == (("Yes", "Not yet"), "V1-S1", "all staff")
    assert isinstance(ticks, Ticks)


def test_links() -> None:
    (paragraph,) = parse_markup("See [the **site**](https://example.org/a?b=1&c=2), [below](#purpose).", "t")
    assert isinstance(paragraph, Paragraph)
    assert [one.target for one in paragraph.inlines if isinstance(one, Link)] == [
        "https://example.org/a?b=1&c=2",
        "#purpose",
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("ok\n\n```\ncode\n```", 3, "a code block"),
        ("> quoted", 1, "a quotation"),
        ("a `b` c", 1, "`code`"),
        ("| a |\n| --- |\n| b |", 1, "a table stands alone"),
        ("::: tabel x\n:::", 1, 'no container "tabel"'),
        ("::: table\n| a |\n| --- |\n:::", 1, "needs a caption"),
        ('::: table C {widths="1 x"}\n| a | b |\n| --- | --- |\n:::', 1, "does not fit 2 columns"),
        ("::: fields\n- no name\n:::", 1, "has no name"),
        ("::: fields\n- [A]{#a kind=dat}\n:::", 1, 'no kind of field "dat"'),
        ("::: fields\n- [A]{#a share=13}\n:::", 1, "not 1 to 12"),
        ("::: marks M {marks=Yes}\n- [A]{#a}\n:::", 1, "two or more different marks"),
        ("::: lead\na\n\nb\n:::", 1, "holds one paragraph"),
        ("::: fields\n- [A]{#a kind=choice}\n:::", 1, "has no options"),
        ("::: fields\n- [A]{#a ???}\n:::", 1, "cannot be read"),
        ("::: fields\n- [A]{#a lines=" + "9" * 5000 + "}\n:::", 1, "is not a number"),
        ('::: table C {widths="1 ' + "9" * 400 + '"}\n| a | b |\n| --- | --- |\n:::', 1, "does not fit 2 columns"),
        ("::: table C\n| a | b |\n| --- | --- |\n| c | d\\|d |\n| c | d | lost |\n:::", 5, "3 cells"),
        ("a <b>bold</b>", 1, "HTML"),
        (":::: note\n::: ticks\n- [A]{#a}\n:::\n\n::: fields\n- [B]{#b}\n:::\n::::", 1, "a form part"),
        (":::: warning\n::: note\nx\n:::\n::::", 1, "another remark"),
        ("<div>\nx\n</div>", 1, "HTML"),
        ("a\n\n![x](y.png)", 3, "a picture"),
        ("[x](javascript:alert&#40;1&#41;)", 1, "nobody can follow"),
        ("[x](file:///etc/passwd)", 1, "nobody can follow"),
        ("[x](other.html)", 1, "nobody can follow"),
        ("[x](//elsewhere.example)", 1, "nobody can follow"),
        ("[](https://a.example)", 1, "has no words"),
        ("::: keep\nx", 1, "::: keep has no end"),
        ("x\n\n:::", 3, "ends nothing"),
        ("# A {#a b}", 1, '"{#a b}" after a heading'),
        ("a &#0; b", 1, "U+FFFD"),
        ("a\x07b", 1, "U+0007"),
        ("a\u202eb", 1, "U+202E"),
    ],
)
def test_what_is_not_in_the_dialect_is_a_problem_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse_markup(text, "policy.md")
    problem = caught.value.problems[0]
    assert words in problem.message
    assert problem.where is not None
    assert (problem.where.file, problem.where.line) == ("policy.md (expanded)", line)
    assert problem.hint


@pytest.mark.parametrize("text", ["", "\n \n", "**" * 3000 + "x" + "**" * 3000])
def test_a_page_of_nothing_or_without_end_is_no_page(text: str) -> None:
    with pytest.raises(TemplateError, match=r"policy\.md: "):
        parse_markup(text, "policy.md")


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(TemplateError) as caught:
        parse_markup("> one\n\n```\ntwo\n```\n\n::: nope\n:::", "t")
    assert len(caught.value.problems) == 3


def test_the_first_words_of_a_box_stay_with_its_list() -> None:
    (box,) = parse_markup("::: note\n**What the rules say**\n\n- One.\n- Two.\n:::\n", "page.md")
    assert [block.keep_with_next for block in box.blocks if isinstance(block, Paragraph)] == [True]
