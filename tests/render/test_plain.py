"""Trees of every kind as the elements and the lines that any system takes: nothing lost, nothing added, nothing nested wrong."""

import re

import pytest
from lxml import html as reader

from npgs_docs.document import Break, Cell, Document, Heading, Item, Link, List, Meta, Paragraph, Run, Table
from npgs_docs.drafting import as_draft
from npgs_docs.render import Format, render
from npgs_docs.render.plain.sections import parts, section
from npgs_docs.style import style_for
from npgs_docs.verify import promises
from tests.render.chance import Chance
from tests.render.story import story


def paragraph(*words: str) -> Paragraph:
    return Paragraph(tuple(Run(one) for one in words))


def written(*blocks: object) -> tuple[str, str]:
    """The blocks as HTML and as text."""
    document = Document(Meta("T"), blocks)  # type: ignore[arg-type]
    html, text = render(document, style_for(), (Format.HTML, Format.TXT))
    assert (promises(html.data, "html"), promises(text.data, "txt")) == ((), ())
    return html.data.decode().rstrip("\n"), text.data.decode().rstrip("\n")


def letters(words: str) -> list[str]:
    return re.findall(r"\w+", words)


@pytest.mark.parametrize("document", [story(), as_draft(story())], ids=["story", "draft"])
def test_a_story_of_every_kind_says_the_same_in_both(document: Document) -> None:
    html, text = written(*document.blocks)
    said = letters(reader.fromstring(f"<div>{html}</div>").text_content())
    assert len(said) > 100
    assert said == letters(text)


@pytest.mark.parametrize("seed", range(20))
def test_documents_by_chance_keep_the_promises(seed: int) -> None:
    html, text = written(*Chance(seed).document().blocks)
    assert letters(reader.fromstring(f"<div>{html}</div>").text_content()) == letters(text)


def test_words_are_escaped_and_written_in_ascii() -> None:
    html, text = written(paragraph('a < b & "c" – Zoë'))
    assert html == '<p>a &lt; b &amp; "c" &#8211; Zo&#235;</p>'
    assert text == 'a < b & "c" - Zoë'


def test_headings_are_strong_paragraphs_with_their_number() -> None:
    assert written(Heading(2, (Run("Scope"),), "scope", "3")) == ("<p><strong>3. Scope</strong></p>", "3. Scope")


def test_lists_inside_lists() -> None:
    inner = List((Item((paragraph("b"),)), Item((paragraph("c"),))))
    html, text = written(List((Item((paragraph("a"), inner)), Item((paragraph("d"), paragraph("e"))))))
    assert html == "<ul>\n<li>a\n<ul>\n<li>b</li>\n<li>c</li>\n</ul></li>\n<li><p>d</p>\n<p>e</p></li>\n</ul>"
    assert text == "- a\n  - b\n  - c\n- d\n  e"


def test_the_order_of_steps_is_in_the_words() -> None:
    html, text = written(List((Item((paragraph("a"),)), Item((paragraph("b"),))), ordered=True, start=3))
    assert (html, text) == ("<p>3. a</p>\n<p>4. b</p>", "3. a\n4. b")


def test_a_line_break_ends_a_paragraph() -> None:
    broken = Paragraph((Run("a"), Break(), Run("b", strong=True)))
    assert written(broken) == ("<p>a</p>\n<p><strong>b</strong></p>", "a\n\nb")


@pytest.mark.parametrize(
    ("words", "target", "told"),
    [
        ("the form", "https://a.example/f", "the form (https://a.example/f)"),
        ("https://a.example", "https://a.example", "https://a.example"),
        ("hr@a.example", "mailto:hr@a.example", "hr@a.example"),
        ("above", "#scope", "above"),
    ],
)
def test_a_link_says_where_it_leads_once(words: str, target: str, told: str) -> None:
    assert written(Paragraph((Link((Run(words),), target),)))[1] == told


def test_rows_are_items_and_a_row_of_name_and_value_says_both() -> None:
    def row(*cells: str) -> tuple[Cell, ...]:
        return tuple(Cell((Run(cell),)) for cell in cells)

    named = Table("At a glance", row("Item", "Entry"), (row("Pay", "$20"),), (1, 1), row_heads=True, quiet=True)
    assert written(named) == ("<ul>\n<li><strong>Pay:</strong> $20</li>\n</ul>", "- Pay: $20")
    wide = Table("Who", row("Task", "Who", "When"), (row("Read", "Ann", "Monday"),), (1, 1, 1), row_heads=True)
    assert written(wide)[1] == "Who\n\n- Read; Who: Ann; When: Monday"


def test_sections_and_parts_by_their_names() -> None:
    offer = List((Item((Paragraph((Run("Benefits:", strong=True), Run(" leave"))),)), Item((paragraph("a desk"),))))
    blocks = (Heading(1, (Run("Job"),), "job"), paragraph("Come."), Heading(2, (Run("What we offer"),), "offer"), offer)
    assert section(blocks, "offer") == (offer,)
    assert section(blocks, "nowhere") == ()
    assert [(part.label, part.id) for part in parts(blocks)] == [
        ("Summary", ""),
        ("What we offer", "offer"),
        ("Benefits", ""),
    ]
