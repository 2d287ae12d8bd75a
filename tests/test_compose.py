"""Composing: sections are counted, our words are spelled and quoted the country's way, the organization's are left alone."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from npgs_docs.catalog import Kind
from npgs_docs.compose import Composer, content_hash, numbered, polished
from npgs_docs.conventions import conventions_of
from npgs_docs.document import (
    Blank,
    Block,
    Cell,
    Choice,
    Document,
    Field,
    Fields,
    Heading,
    Link,
    MarkItem,
    Marks,
    Option,
    Origin,
    PageBreak,
    Paragraph,
    Run,
    Table,
    Ticks,
    headings,
    inlines_of,
    runs_text,
    walk,
)
from npgs_docs.errors import TemplateError
from npgs_docs.pipeline import Packet
from npgs_docs.templating import Shelf, Templates
from tests.organizations import packet

CANADA, US = conventions_of("CA"), conventions_of("US")


def heading(level: int, id: str) -> Heading:
    return Heading(level, (Run(id),), id)


def polished_line(*inlines: Any, country: str = "CA") -> str:
    (block,) = polished((Paragraph(inlines),), conventions_of(country))
    return runs_text(next(inlines_of(block)))


def document(made: Packet, code: str) -> Document:
    return made.composer.document(next(entry for entry in made.entries if entry.code == code))


def own_templates(made: Packet, folder: Path, **files: str) -> Composer:
    """The packet's composer with templates that stand before ours (``policy="# Title"``)."""
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return replace(made.composer, templates=Templates([Shelf(folder), *made.composer.templates._shelves]))


# --- numbers -------------------------------------------------------------------------------------------------


def test_sections_are_counted_and_titles_parts_appendices_and_approval_are_not() -> None:
    blocks = [heading(1, "title"), heading(2, "approval"), heading(2, "a"), heading(3, "a1"), heading(2, "b")]
    found = numbered([*blocks, heading(2, "appendix-values"), heading(2, "c")])
    assert [block.number for block in found if isinstance(block, Heading)] == ["", "", "1", "", "2", "", "3"]


def test_the_policy_counts_its_sections_without_a_gap(policy: Document) -> None:
    numbers = [int(one.number) for one in headings(policy) if one.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= 10
    assert all(one.level == 2 for one in headings(policy) if one.number)


def test_only_the_policy_is_counted(harbor_light: Packet, tmp_path: Path) -> None:
    composer = own_templates(harbor_light, tmp_path, job="# T {#title}\n\n## Duties {#duties}\n")
    job = next(entry for entry in harbor_light.entries if entry.kind is Kind.JOB)
    assert [one.number for one in headings(composer.document(job))] == ["", ""]


# --- spelling and quotation marks ----------------------------------------------------------------------------


def test_our_words_are_in_the_countrys_spelling() -> None:
    assert polished_line(Run("Behavior and color at the Center")) == "Behaviour and colour at the Centre"
    assert polished_line(Run("Behavior and color"), country="US") == "Behavior and color"


def test_the_organizations_words_stay_as_typed() -> None:
    typed = Run('Color "Center" isn\'t', origin=Origin.ORGANIZATION)
    assert polished_line(Run("The center: "), typed, Run(" color")) == 'The centre: Color "Center" isn\'t colour'


@pytest.mark.parametrize("origin", [Origin.GUIDELINE, Origin.PACK, Origin.OWN])
def test_words_of_every_other_layer_are_polished(origin: Origin) -> None:
    assert polished_line(Run('a "center"', origin=origin)) == "a “centre”"


def test_quotes_look_at_the_word_before_across_runs_and_links() -> None:
    line = polished_line(
        Run("the "), Run("specialist", strong=True), Run("'s "), Link((Run('"page"'),), "#x"), country="US"
    )
    assert line == "the specialist’s “page”"
    assert polished_line(Blank("name"), Run("'s"), country="US") == "[name]’s"


def test_every_kind_of_words_is_polished() -> None:
    color = (Run("color"),)
    blocks: tuple[Block, ...] = (
        Heading(1, color, "title"),
        Table("color", (Cell(color),), ((Cell(color),),), (1,)),
        Fields((Field("f", "color", hint="color"), Choice("c", "color", (Option("c.o", "color"),)))),
        Marks("color", (MarkItem("V1-S1", color, note="color"),), ("Yes",)),
        Ticks((Option("o", "color"),)),
        Paragraph((Blank("color"),)),
    )
    told = repr(polished(blocks, CANADA))
    assert not re.findall(r"\bcolor\b", told)
    assert told.count("colour") == 13


def test_names_and_targets_are_never_respelled() -> None:
    (made,) = polished((Fields((Field("color", "x"),)),), CANADA)
    assert made == Fields((Field("color", "x"),))
    assert polished((heading(1, "center"),), CANADA)[0].id == "center"  # type: ignore[union-attr]
    (line,) = polished((Paragraph((Link((Run("x"),), "https://center.example/color"),)),), CANADA)
    assert "https://center.example/color" in repr(line)


def test_a_canadian_policy_is_in_canadian_english_and_keeps_what_the_organization_typed() -> None:
    made = packet(
        "cedar-coast",
        {"organization.legal_name": "The Behavior Center Society", "organization.short_name": "Color Center"},
    )
    policy = document(made, "policy")
    runs = [
        run
        for block in walk(policy.blocks)
        for inlines in inlines_of(block)
        for inline in inlines
        for run in (inline.runs if isinstance(inline, Link) else (inline,))
        if isinstance(run, Run)
    ]
    ours = " ".join(run.text for run in runs if run.origin is not Origin.ORGANIZATION)
    theirs = " ".join(run.text for run in runs if run.origin is Origin.ORGANIZATION)
    assert "The Behavior Center Society" in theirs
    assert "Color Center" in theirs
    assert not re.search(r"\b(behavior|center|color|honor|counselor)s?\b", ours, re.I)
    assert policy.meta.language == "en-CA"


# --- what a document says of itself --------------------------------------------------------------------------


def test_meta_of_the_policy(policy: Document) -> None:
    meta = policy.meta
    assert meta.title == "Supervision policy for peer support – Harbor Light"
    assert meta.author == "Harbor Light Recovery, Inc."
    assert (meta.code, meta.language) == ("policy", "en-US")
    assert meta.head == ("Harbor Light", "Supervision policy for peer support")
    assert re.fullmatch(r"PS-01 · Version 1\.0 · Draft · Content [0-9a-f]{8}", meta.foot)


def test_the_foot_has_the_organizations_number_version_and_status() -> None:
    changes = {
        "policy": {
            "number": "HR-430.1",
            "version": "2.1",
            "status": "approved",
            "approved": "2027-01-12",
            "effective": "2027-01-15",
        }
    }
    made = document(packet(changes=changes), "policy")
    assert made.meta.foot.startswith("HR-430.1 · Version 2.1 · Approved · Content ")
    assert made.meta.date == "2027-01-15"
    assert document(packet(changes=changes, date="2030-05-06"), "policy").meta.date == "2030-05-06"


def test_the_content_hash_follows_words_and_shape_and_nothing_else() -> None:
    one = (Paragraph((Run("a"),)),)
    assert content_hash(one) == content_hash((Paragraph((Run("a"),)),))
    others = [(Paragraph((Run("b"),)),), (Paragraph((Run("a", strong=True),)),), (*one, PageBreak()), ()]
    assert len({content_hash(blocks) for blocks in (one, *others)}) == 5
    assert re.fullmatch("[0-9a-f]{8}", content_hash(one))


def test_the_foot_of_two_policies_differs_where_their_words_do(policy: Document) -> None:
    other = document(packet(changes={"supervision.records.retention_years": "8"}), "policy")
    assert other.meta.foot != policy.meta.foot
    assert document(packet(), "policy").meta.foot == policy.meta.foot


# --- forms and the binder ------------------------------------------------------------------------------------

CHECKLIST = "# {{ value.name }} {#{{ this.code | id }}}\n\n## Ask {#{{ this.code | id }}-ask}\n\nA question about {{ value.name }}.\n"


def test_a_binder_holds_every_checklist_one_level_deeper_each_on_its_own_page(
    harbor_light: Packet, tmp_path: Path
) -> None:
    composer = own_templates(
        harbor_light, tmp_path, binder="# {{ this.title }} {#title}\n\nOpening.\n", checklist=CHECKLIST
    )
    binder, first = (next(e for e in harbor_light.entries if e.kind is kind) for kind in (Kind.BINDER, Kind.CHECKLIST))
    made = composer.document(binder)
    found = headings(made)
    assert [one.level for one in found] == [1, *([2, 3] * 12)]
    names = [value.name for value in harbor_light.inputs.library.values]
    assert [runs_text(one.inlines) for one in found if one.level == 2] == names
    assert sum(isinstance(block, PageBreak) for block in made.blocks) == 12
    assert made.form
    alone = composer.document(first)
    assert [one.level for one in headings(alone)] == [1, 2]
    assert made.meta.foot == f"PS-10 · Rev. {harbor_light.inputs.library.guideline.content_date:%m/%Y}"


def test_every_problem_of_a_template_is_told_at_its_line(harbor_light: Packet, tmp_path: Path) -> None:
    composer = own_templates(harbor_light, tmp_path, policy="# T {#title}\n\n> quoted\n\na `b` c\n")
    with pytest.raises(TemplateError) as caught:
        composer.document(next(entry for entry in harbor_light.entries if entry.code == "policy"))
    assert [problem.where.line for problem in caught.value.problems if problem.where] == [3, 5]
