"""The outline says every block and every word of a document, one line each, in plain text."""

import re

import pytest

from npgs_docs.document import (
    Blank,
    Break,
    Document,
    Heading,
    Inlines,
    Item,
    Link,
    List,
    Meta,
    Paragraph,
    Run,
    fillable,
    headings,
    runs_text,
)
from npgs_docs.render import Format, render
from npgs_docs.render.outline import outline, words, write
from npgs_docs.style import Edition, style_for
from tests.render.story import say, story

STORY = write(story(), style_for()).decode()


def test_the_first_line_names_the_document() -> None:
    assert STORY.splitlines()[0] == "document story [en-US] A story of every kind"
    assert STORY.endswith("\n")


def test_every_heading_has_its_level_id_and_number() -> None:
    found = re.findall(r"^ *h(\d) #(\S+) (?:(\d+)\. )?(.+)$", STORY, re.MULTILINE)
    expected = [(str(one.level), one.id, one.number, runs_text(one.inlines)) for one in headings(story())]
    assert found == expected


@pytest.mark.parametrize(
    "line",
    [
        "p.eyebrow Harbor Light Recovery, Inc.",
        "p.lead It opens with a sentence that leads the reader in.",
        "contents to level 2: Contents",
        "list ordered from 1",
        "table Who does what",
        "  | Role | Duty | When |",
        "aside warning",
        "  p.body **Do not write** a diagnosis or a name here.",
        "page break",
        "date date 4/12: Date",
        "notes example 12/12: An example we talked about (No names, please)",
        "choice mode 6/12: How we met",
        "  tick mode.video: Video",
        "marks What we did: Yes / Partly / Not yet / Not today",
        "  V1-S2 We looked at any referral that came with pressure. (all staff)",
        "    tick V1-S2.not-yet: Not yet",
        "tick copy: The specialist was offered a copy.",
        "keep together",
        "  signature sign.supervisor 8/12: Supervisor",
    ],
)
def test_every_kind_of_block_has_its_line(line: str) -> None:
    assert f"\n  {line}\n" in STORY


@pytest.mark.parametrize(
    ("inlines", "told"),
    [
        ((Run("a", strong=True), Run("b", emphasis=True), Run("c", True, True)), "**a***b****c***"),
        ((Link((Run("page"),), "https://x.example"),), "[page](https://x.example)"),
        ((Run("one"), Break(), Run("two")), "one / two"),
        ((Blank("policy number"),), "[____ policy number]"),
        ((), ""),
    ],
)
def test_inlines_on_one_line(inlines: Inlines, told: str) -> None:
    assert words(inlines) == told


def test_what_stands_inside_is_indented_under_its_item() -> None:
    inner = List((Item((Paragraph(say("inside")),)),), ordered=True, start=3)
    block = List((Item((Paragraph(say("first")), inner)), Item(())))
    assert list(outline((block,), 1)) == [
        "  list",
        "    - p.body first",
        "      list ordered from 3",
        "        - p.body inside",
        "    - ",
    ]


def test_every_field_of_a_form_is_there_by_its_name() -> None:
    for entry in fillable(story()):
        assert re.search(rf"^ *\w+ {re.escape(entry.name)}[: ]", STORY, re.MULTILINE), entry.name


def test_hostile_words_come_out_as_typed() -> None:
    text = "& < > \" ' * _ # [ ] {{ 7*7 }} {% %} <img src=x> \U0001f600 مركز"
    document = Document(Meta("T"), (Heading(1, say(text), "t"),))
    assert f"h1 #t {text}\n" in write(document, style_for()).decode()


def test_looks_change_nothing() -> None:
    large = style_for(edition=Edition.LARGE_PRINT, form=True)
    (made,) = render(story(), large, (Format.OUTLINE,))
    assert made.data.decode() == STORY
