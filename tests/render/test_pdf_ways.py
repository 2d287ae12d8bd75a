"""Ways through a PDF: links say where they lead and get there, bookmarks follow the headings."""

from npgs_docs.document import (
    Contents,
    Document,
    Heading,
    Link,
    Meta,
    Paragraph,
    Run,
    headings,
    inlines_of,
    runs_text,
    walk,
)
from npgs_docs.style import style_for
from tests.render.conftest import Set, set_in
from tests.render.reading import Annot
from tests.render.telling import numbered

ABOVE_A_HEADING = 40.0
"""Points within which a heading begins under the place a link leads to."""


def links_of(document: Document) -> list[Link]:
    return [
        inline
        for block in walk(document.blocks)
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Link)
    ]


def lists_contents(document: Document) -> bool:
    return any(isinstance(block, Contents) for block in walk(document.blocks))


def test_every_link_says_in_words_where_it_leads(any_pdf: Set) -> None:
    found = any_pdf.reading.annotations("Link")
    assert bool(found) == bool(links_of(any_pdf.document) or lists_contents(any_pdf.document))
    for _, one in found:
        assert str(one.Contents).strip()
        assert ("/Dest" in one) != ("/A" in one)


def test_links_to_addresses_have_them(any_pdf: Set) -> None:
    expected = {(one.target, runs_text((one,))) for one in links_of(any_pdf.document) if one.target[0] != "#"}
    found = {(str(one.A.URI), str(one.Contents)) for _, one in any_pdf.reading.annotations("Link") if "/A" in one}
    assert found == expected


def test_links_inside_lead_to_just_above_their_heading(any_pdf: Set) -> None:
    reading = any_pdf.reading
    nodes = dict(zip((one.id for one in headings(any_pdf.document)), _headings_of(any_pdf), strict=True))
    targets = {runs_text((one,)): one.target[1:] for one in links_of(any_pdf.document) if one.target[0] == "#"}
    targets |= {numbered(one): one.id for one in headings(any_pdf.document) if one.level == 2}
    inside = [one for _, one in reading.annotations("Link") if "/Dest" in one]
    leading = [one for one in links_of(any_pdf.document) if one.target[0] == "#"]
    assert bool(inside) == bool(leading or lists_contents(any_pdf.document))
    for one in inside:
        page, left, top = reading.destination(one.Dest)
        number, first = next(kid for kid in nodes[targets[str(one.Contents)]].kids if isinstance(kid, tuple))
        words = next(mark for mark in reading.painted if (mark.page, mark.owner) == (number, first))
        assert page == number
        assert left == words.left
        assert words.box[3] <= top <= words.box[3] + ABOVE_A_HEADING


def _headings_of(one: Set) -> list:  # type: ignore[type-arg]
    return [node for node in one.reading.tree.walk() if node.role[0] == "H" and node.role[1:].isdigit()]


def test_a_links_rectangle_covers_its_words(story_pdf: Set) -> None:
    reading = story_pdf.reading
    numbers = {one.objgen[0]: (page, one) for page, one in reading.annotations("Link")}
    for node in reading.tree.all("Link"):
        rectangles = [numbers[kid.number] for kid in node.kids if isinstance(kid, Annot)]
        words = next(kid for kid in node.kids if isinstance(kid, tuple))
        painted = next(mark for mark in reading.painted if (mark.page, mark.owner) == words)
        page, annotation = rectangles[0]
        left, bottom, right, top = (float(one) for one in annotation.Rect)
        assert page == painted.page
        assert left <= painted.left + 0.1
        assert right >= painted.right - 0.1
        assert bottom < painted.baseline < top


def test_an_address_with_letters_of_other_scripts_is_written_in_percent_codes() -> None:
    link = Link((Run("the café"),), "https://example.org/café?q=a b&r=(1)")
    made = set_in(Document(Meta("T"), (Heading(1, (Run("T"),), "t"), Paragraph((link,)))), style_for())
    ((_, annotation),) = made.reading.annotations("Link")
    assert str(annotation.A.URI) == "https://example.org/caf%C3%A9?q=a%20b&r=(1)"
    assert str(annotation.Contents) == "the café"


def test_a_link_over_two_lines_can_be_clicked_on_both() -> None:
    words = "a link of many words " * 12
    link = Link((Run(words.strip()),), "https://example.org")
    made = set_in(Document(Meta("T"), (Heading(1, (Run("T"),), "t"), Paragraph((link,)))), style_for())
    heights = {float(one.Rect[1]) for _, one in made.reading.annotations("Link")}
    assert len(heights) >= 2
    (node,) = made.reading.tree.all("Link")
    assert made.reading.text(node) == words.strip()


def test_bookmarks_are_the_headings_nested_as_they_are(any_pdf: Set) -> None:
    expected = [
        (one.level, " ".join(numbered(one).split()), any_pdf.pages[one.id] - 1) for one in headings(any_pdf.document)
    ]
    assert any_pdf.reading.bookmarks() == expected
    assert str(any_pdf.reading.pdf.Root.PageMode) == "/UseOutlines"
    assert int(any_pdf.reading.pdf.Root.Outlines.Count) == len(expected)
