"""What is typed is what is read: values pass through Markdown unharmed and keep their layer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from npgs_docs.document import Blank, Heading, List, Origin, Paragraph, Run, Table, runs_text
from npgs_docs.marks import CLOSE, OPENING, blank, marked, slug, visible
from npgs_docs.markup import parse_markup

HOSTILE = [
    "A*B_<C> & {{ D }}", "<img src=x onerror=alert(1)>", "{{ 7*7 }}", "{% include 'x' %}", "[a](javascript:b)", "# not a heading",
    "1. not a list", "- not a list", "> not a quote", "``` not code", "a | b", "~~~", "&amp; &lt;", "\\ backslash \\*", "**bold**", "__x__",
    "[x]: http://y", "::: note", "***", "---", "===", "<!-- c -->", "O'Brien's \"place\"", "a\u00a0b", "x{#id .class}", "http://www.example.org", "Zoë Łukasz Ωmega",
]  # fmt: skip


def positions(value: str) -> dict[str, str]:
    """The value as Markdown in each place where a template may print it, and the text read back from there."""
    put = marked(value, Origin.ORGANIZATION)
    (paragraph,) = parse_markup(put, "t")
    (heading,) = parse_markup(f"# {put}", "t")
    (listing,) = parse_markup(f"- {put}", "t")
    (strong,) = parse_markup(f"**{put}**", "t")
    (table,) = parse_markup(f"::: table {put}\n| {put} | b |\n| --- | --- |\n| {put} | c |\n:::", "t")
    assert isinstance(paragraph, Paragraph)
    assert isinstance(heading, Heading)
    assert isinstance(listing, List)
    assert isinstance(strong, Paragraph)
    assert isinstance(table, Table)
    (item,) = listing.items[0].blocks
    assert isinstance(item, Paragraph)
    return {
        "paragraph": runs_text(paragraph.inlines), "heading": runs_text(heading.inlines), "item": runs_text(item.inlines),
        "strong": runs_text(strong.inlines), "caption": table.caption, "head": runs_text(table.head[0].inlines), "cell": runs_text(table.rows[0][0].inlines),
    }  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_comes_out_as_typed_everywhere(value: str) -> None:
    assert positions(value) == dict.fromkeys(positions("x"), value)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=40))
def test_any_value_comes_out_as_typed_everywhere(value: str) -> None:
    assert set(positions(value).values()) == {value}


def test_a_value_knows_its_layer() -> None:
    (paragraph,) = parse_markup(f"By {marked('Harbor', Origin.ORGANIZATION)}, {marked('weekly', Origin.PACK)}.", "t")
    assert isinstance(paragraph, Paragraph)
    layers = [(run.text, run.origin) for run in paragraph.inlines if isinstance(run, Run)]
    assert layers == [
        ("By ", Origin.OWN),
        ("Harbor", Origin.ORGANIZATION),
        (", ", Origin.OWN),
        ("weekly", Origin.PACK),
        (".", Origin.OWN),
    ]


def test_a_blank_is_a_place_to_write() -> None:
    (paragraph,) = parse_markup(f"Number: {blank('policy number')}", "t")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.inlines == (Run("Number: "), Blank("policy number"))


def test_people_see_no_marks() -> None:
    text = visible(f"{marked('a', Origin.PACK)}{blank('b')}")
    assert text == "ab"
    assert not set(text) & {CLOSE, *OPENING}


@pytest.mark.parametrize(("words", "name"), [("Not yet", "not-yet"), ("Zoë & Co.", "zoe-co"), ("  ", ""), ("日本", "")])
def test_slug(words: str, name: str) -> None:
    assert slug(words) == name
