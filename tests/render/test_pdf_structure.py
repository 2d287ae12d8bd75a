"""The logical tree of a PDF: complete both ways, in the document's order, with its headings, lists and tables."""

import io
import itertools
import re

import pytest

from npgs_docs.document import (
    Aside,
    Block,
    Break,
    Contents,
    Document,
    Fields,
    Heading,
    Item,
    Keep,
    List,
    Marks,
    Meta,
    PageBreak,
    Paragraph,
    Table,
    Ticks,
    headings,
    runs_text,
    walk,
)
from npgs_docs.style import Edition, style_for
from tests.render.conftest import Set, set_in
from tests.render.reading import Annot, Node, Reading
from tests.render.story import row, say
from tests.render.telling import numbered, words_of

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
STANDARD = {
    "Document", "P", *HEADINGS, "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Caption",
    "TOC", "TOCI", "Link", "Form", "Div",
}  # fmt: skip
"""Roles that ISO 32000-1 knows, so that no role map is needed."""
MAY_STAND_IN = {
    "LI": {"L"}, "Lbl": {"LI"}, "LBody": {"LI"}, "TR": {"THead", "TBody"}, "THead": {"Table"}, "TBody": {"Table"},
    "TH": {"TR"}, "TD": {"TR"}, "TOCI": {"TOC"}, "Caption": {"Table", "L"},
}  # fmt: skip


def parent_of(tree: Node) -> dict[int, Node]:
    return {id(kid): node for node in tree.walk() for kid in node.kids if isinstance(kid, Node)}


def test_the_file_says_that_it_is_tagged(any_pdf: Set) -> None:
    root = any_pdf.reading.pdf.Root
    assert root.MarkInfo.Marked
    assert not root.MarkInfo.get("/Suspects", False)
    assert str(root.StructTreeRoot.Type) == "/StructTreeRoot"
    assert any_pdf.reading.tree.role == "Document"
    assert "/RoleMap" not in root.StructTreeRoot


def test_every_word_stands_in_one_element_and_every_element_has_its_words(any_pdf: Set) -> None:
    reading = any_pdf.reading
    in_tree = [kid for node in reading.tree.walk() for kid in node.kids if isinstance(kid, tuple)]
    assert len(in_tree) == len(set(in_tree))
    assert set(in_tree) == set(reading.content)
    assert all(text for text in reading.content.values())
    assert not [mark for mark in reading.marks if mark.owner is None and mark.artifact is None]


def test_the_parent_tree_leads_from_every_content_to_its_element(any_pdf: Set) -> None:
    reading = any_pdf.reading
    parents = reading.parents()
    owner = {kid: node.obj.objgen for node in reading.tree.walk() for kid in node.kids if isinstance(kid, tuple)}
    for number, page in enumerate(reading.pages):
        listed = parents.pop(int(page.StructParents))
        for content, elem in enumerate(listed):
            assert elem.objgen == owner.pop((number, content))
    assert not owner


def test_the_parent_tree_leads_from_every_annotation_to_its_element(any_pdf: Set) -> None:
    reading = any_pdf.reading
    parents = reading.parents()
    owner = {kid.number: node for node in reading.tree.walk() for kid in node.kids if isinstance(kid, Annot)}
    found = [one for kind in ("Link", "Widget") for _, one in reading.annotations(kind)]
    keys = {int(one.StructParent) for one in found} | {int(page.StructParents) for page in reading.pages}
    assert len(keys) == len(found) + len(reading.pages)
    assert keys == set(parents)
    assert max(keys) + 1 == int(reading.pdf.Root.StructTreeRoot.ParentTreeNextKey)
    for one in found:
        node = owner.pop(one.objgen[0])
        assert parents[int(one.StructParent)].objgen == node.obj.objgen
        assert node.role == ("Link" if str(one.Subtype) == "/Link" else "Form")
    assert not owner


def test_every_element_knows_its_parent(any_pdf: Set) -> None:
    for node in any_pdf.reading.tree.walk():
        for kid in node.kids:
            if isinstance(kid, Node):
                assert kid.obj.P.objgen == node.obj.objgen


def test_roles_are_standard_and_stand_where_they_may(any_pdf: Set) -> None:
    tree = any_pdf.reading.tree
    assert {node.role for node in tree.walk()} <= STANDARD
    parents = parent_of(tree)
    for node in tree.walk():
        allowed = MAY_STAND_IN.get(node.role)
        assert allowed is None or parents[id(node)].role in allowed, node.role


def test_no_element_is_empty_but_a_table_cell(any_pdf: Set) -> None:
    assert {node.role for node in any_pdf.reading.tree.walk() if not node.kids} <= {"TD"}


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(()),
        Paragraph(say("  ")),
        Paragraph((Break(),)),
        List(()),
        List((Item(()),)),
        Aside(()),
        Keep(()),
        Table("Nothing yet", row("a", "b"), (), (1, 1)),
        Contents("Contents"),
        Fields(()),
        Ticks(()),
        Marks("Nothing yet", (), ("Yes", "No")),
        PageBreak(),
    ],
    ids=lambda block: type(block).__name__,
)
@pytest.mark.parametrize("edition", list(Edition))
def test_a_block_with_nothing_in_it_leaves_no_empty_element(block: Block, edition: Edition) -> None:
    document = Document(Meta("T"), (Heading(1, say("T"), "t"), block, Paragraph(say("after"))))
    reading = set_in(document, style_for(edition=edition)).reading
    assert {node.role for node in reading.tree.walk() if not node.kids} <= {"TD", "TH"}
    assert reading.text(reading.tree).endswith("after")


def spoken(text: str) -> list[str]:
    """Words without the no-break spaces that draw the line to write on after a blank's label."""
    return re.sub("(?<=])\u00a0+", "", text).split()


def test_reading_order_is_the_trees_order_word_by_word(tabled_pdf: Set) -> None:
    expected = words_of(tabled_pdf.document, tabled_pdf.pages)
    assert spoken(tabled_pdf.reading.text(tabled_pdf.reading.tree)) == spoken(expected)


def test_large_print_says_every_cell_after_its_head(policy_large: Set) -> None:
    """Only a cell that names its row stands alone, and the value of a row that is but a name and a value."""
    reading = policy_large.reading
    said = reading.text(reading.tree)
    for table in walk(policy_large.document.blocks):
        if isinstance(table, Table):
            for cells in table.rows:
                for at, (head, cell) in enumerate(zip(table.head, cells, strict=True)):
                    words = runs_text(cell.inlines).replace("\n", " ")
                    alone = not words or (table.row_heads and (at == 0 or len(cells) == 2))
                    assert (words if alone else f"{runs_text(head.inlines)}: {words}") in said


def test_headings_have_their_levels_words_and_numbers(any_pdf: Set) -> None:
    reading = any_pdf.reading
    found = [(int(node.role[1]), reading.text(node)) for node in reading.tree.all(*HEADINGS)]
    expected = [(one.level, " ".join(numbered(one).split())) for one in headings(any_pdf.document)]
    assert found == expected


def test_a_heading_stands_on_the_page_the_writer_told(any_pdf: Set) -> None:
    nodes = any_pdf.reading.tree.all(*HEADINGS)
    assert [node.page for node in nodes] == [any_pdf.pages[one.id] - 1 for one in headings(any_pdf.document)]


# --- lists and tables ----------------------------------------------------------------------------------------


def test_lists_say_how_they_are_counted_and_every_item_has_label_and_body(story_pdf: Set) -> None:
    tree, reading = story_pdf.reading.tree, story_pdf.reading
    lists = [node for node in tree.all("L") if node.attributes.get("ListNumbering") != "/Square"]
    ordered = [block.ordered for block in walk(story_pdf.document.blocks) if isinstance(block, List)]
    assert [node.attributes["ListNumbering"] == "/Decimal" for node in lists] == ordered
    for node in lists:
        items = [kid for kid in node.kids if isinstance(kid, Node)]
        assert [[part.role for part in item.kids if isinstance(part, Node)] for item in items] == [
            ["Lbl", "LBody"] for _ in items
        ]
    labels = [[reading.text(item.all("Lbl")[0]) for item in node.kids if isinstance(item, Node)] for node in lists]
    assert labels == [["•", "•"], ["–"], ["1.", "2."], ["1."], ["•"]]


def test_tables_have_rows_of_cells_with_heads_that_say_what_they_head(tabled_pdf: Set) -> None:
    reading = tabled_pdf.reading
    blocks = [one for one in walk(tabled_pdf.document.blocks) if isinstance(one, Table | Marks)]
    nodes = reading.tree.all("Table")
    assert len(nodes) == len(blocks) >= 1
    for node, block in zip(nodes, blocks, strict=True):
        head, *rows = node.all("TR")
        columns = len(block.head) if isinstance(block, Table) else 1 + len(block.marks)
        assert [cell.role for cell in head.kids if isinstance(cell, Node)] == ["TH"] * columns
        assert {cell.attributes["Scope"] for cell in head.all("TH")} == {"/Column"}
        assert len(rows) == len(block.rows if isinstance(block, Table) else block.items)
        named = block.row_heads if isinstance(block, Table) else True
        for line in rows:
            assert [cell.role for cell in line.kids if isinstance(cell, Node)] == [
                "TH" if named else "TD", *["TD"] * (columns - 1),
            ]  # fmt: skip
            assert {cell.attributes["Scope"] for cell in line.all("TH")} <= {"/Row"}


def test_a_table_is_named_by_its_caption_or_by_a_summary(tabled_pdf: Set) -> None:
    blocks = [one for one in walk(tabled_pdf.document.blocks) if isinstance(one, Table | Marks)]
    for node, block in zip(tabled_pdf.reading.tree.all("Table"), blocks, strict=True):
        if isinstance(block, Table) and block.quiet:
            assert node.attributes["Summary"] == block.caption
            assert not node.all("Caption")
        else:
            (caption,) = node.all("Caption")
            assert tabled_pdf.reading.text(caption) == " ".join(block.caption.split())


def test_a_head_painted_again_on_the_next_page_is_decoration(story_pdf: Set) -> None:
    reading = story_pdf.reading
    table = reading.tree.all("Table")[0]
    pages = {node.page for node in table.walk() if node.page is not None}
    assert len(pages) > 1, "the table of thirty rows goes over a page"
    again = [one for one in reading.painted if one.text == "Duty"]
    assert [one.artifact for one in again] == [None, *[{"Type": "/Pagination"}] * (len(pages) - 1)]


def test_a_contents_entry_is_a_link_and_ends_in_its_page(story_pdf: Set) -> None:
    reading = story_pdf.reading
    entries = reading.tree.all("TOCI")
    expected = [one for one in headings(story_pdf.document) if one.level == 2]
    told = [f"{numbered(one)} {story_pdf.pages[one.id]}" for one in expected]
    assert [reading.text(node) for node in entries] == told
    assert all(node.all("Link") for node in entries)


def test_the_reader_itself_sees_what_is_wrong(story_pdf: Set) -> None:
    """A file whose marked content is unmarked does not pass as a tagged one."""
    pdf = Reading(story_pdf.reading.data)
    page = pdf.pages[0]
    page.Contents.write(page.Contents.read_bytes().replace(b"/P <</MCID 0>> BDC", b"/Artifact BMC"))
    in_tree = {kid for node in pdf.tree.walk() for kid in node.kids if isinstance(kid, tuple)}
    assert in_tree - set(pdf.content) == {(0, 0)}
    page.Contents.write(b"1 g 0 0 10 10 re f")
    with pytest.raises(AssertionError, match="outside marked content"):
        list(Reading(_saved(pdf)).marks)


def _saved(reading: Reading) -> bytes:

    out = io.BytesIO()
    reading.pdf.save(out)
    return out.getvalue()


def test_levels_never_skip(policy_pdf: Set) -> None:
    levels = [one.level for one in walk(policy_pdf.document.blocks) if isinstance(one, Heading)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert levels[0] == 1
    assert levels.count(1) == 1
