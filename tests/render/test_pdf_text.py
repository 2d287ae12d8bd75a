"""Words come out of a PDF as they went in, or are refused by name: nothing is swapped, dropped or turned."""

import io
import unicodedata

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from npgs_docs.document import (
    Blank,
    Document,
    Field,
    FieldKind,
    Fields,
    Heading,
    Link,
    Meta,
    Option,
    Paragraph,
    Run,
    Table,
    Ticks,
)
from npgs_docs.errors import RenderError
from npgs_docs.render.pdf import lay_out
from npgs_docs.style import style_for
from tests.render.reading import Reading
from tests.render.story import row, say

HOSTILE = [
    "& < > \" ' * _ # [ ] { } ( ) \\ ~ ` | ^ $ % @ !",
    "{{ 7*7 }} {% raw %} {# note #}",
    '<img src="x" onerror="alert(1)"> <script>',
    "%PDF-1.7 endobj stream endstream trailer",
    "(unbalanced ((( \\) paren",
    "1. not a list - neither * this + nor that",
    "# no heading ::: no container",
    "-- --- ... 'quotes' \"double\"",
    "a",
    "x" * 120,
    "Ελληνικά: Κέντρο Ψυχικής Υγείας",
    "Українська та русский: Жанна Ёлкина",
    "Tiếng Việt: Trung tâm Hỗ trợ đồng đẳng Nguyễn Thị Hằng",
    "Łukasz Šárka Ğül İstanbul ẞ ñ ç ø å œ æ",
    "𝔸 𝔹 beyond the basic plane",
    "no\u00a0break and a – dash — and “quotes” ‘too’ …",
    "100 % · ½ ¼ × ÷ € £ ¥ © ® ™ § ¶ † ‡",
]


def written(text: str) -> Document:
    return Document(
        Meta(title=text, author=text, head=(text[:20], "right"), foot="foot", language="en"),
        (Heading(1, say(text), "title"), Paragraph((Run(text, strong=True), Run(" | "), Run(text, emphasis=True)))),
    )


def read(document: Document) -> Reading:
    return Reading(lay_out(document, style_for()).data)


def refusal(document: Document) -> list[tuple[str, str]]:
    with pytest.raises(RenderError) as caught:
        lay_out(document, style_for())
    return [(problem.id, problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize("text", HOSTILE)
def test_words_come_out_as_typed(text: str) -> None:
    reading = read(written(text))
    said = " ".join(text.split(" "))
    assert reading.text(reading.tree.all("H1")[0]) == said
    assert reading.text(reading.tree.all("P")[0]) == f"{said} | {said}"
    assert reading.bookmarks()[0][1] == " ".join(text.split())


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 60])
def test_another_reader_takes_out_the_same(text: str) -> None:
    (page,) = pypdf.PdfReader(io.BytesIO(read(written(text)).data)).pages
    assert "".join(text.split()) in "".join(page.extract_text().split())


def test_letters_typed_apart_are_set_together() -> None:
    """A letter and its accent typed as two are one letter to every reader, on paper and on screen."""
    reading = read(written("Zoe\u0308 Nguye\u0302\u0303n"))
    assert reading.text(reading.tree.all("H1")[0]) == "Zoë Nguyễn"


def test_every_place_for_words_takes_hostile_ones() -> None:
    text = "A & B <i>{{ 7*7 }}</i> (C\\) Ж"
    document = Document(
        Meta(text),
        (
            Heading(1, say(text), "t"),
            Paragraph((Blank(text), Link((Run(text),), "https://example.org"))),
            Table(text, row(text, text), (row(text, text),), (1, 1)),
            Table(text, row("a", "b"), (row("c", "d"),), (1, 1), quiet=True),
            Fields((Field("f", text, hint=text),)),
            Ticks((Option("o", text),)),
        ),
    )
    reading = read(document)
    assert reading.text(reading.tree).count(text) == 1 + 2 + 5 + 2 + 1
    assert {one.tooltip for one in reading.fields} == {text}
    assert [str(one.Contents) for _, one in reading.annotations("Link")] == [text]
    assert [node.attributes["Summary"] for node in reading.tree.all("Table") if "Summary" in node.attributes] == [text]


# --- refused by name -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["heart \U0001f9e1", "flag \U0001f1fa\U0001f1f8", "family \U0001f468\u200d\U0001f469"])
def test_emoji_are_refused_by_character_and_word(text: str) -> None:
    found = [one for one in text if ord(one) > 0xFFFF]
    told = refusal(written(text))
    assert [id for id, _ in told] == ["pdf-letter-without-font"] * len(found)
    for character, (_, message) in zip(sorted(found), told, strict=True):
        assert f"U+{ord(character):04X}" in message
        assert text.split()[1].replace("\u200d", "") in message


@pytest.mark.parametrize("text", ["مركز الدعم", "בית התקווה", "١٢٣ numbers"])
def test_words_from_right_to_left_are_refused_by_word(text: str) -> None:
    ((id, message),) = refusal(written(text))
    assert id == "pdf-right-to-left"
    assert all(word in message for word in text.split() if not word.isascii())


def test_chinese_is_refused_and_not_left_blank() -> None:
    told = refusal(written("支援"))
    assert [id for id, _ in told] == ["pdf-letter-without-font"] * 2
    assert all("支援" in message for _, message in told)


def test_a_refusal_says_what_to_do() -> None:
    with pytest.raises(RenderError) as caught:
        lay_out(written("\U0001f9e1 بيت"), style_for())
    assert len(caught.value.problems) == 2
    assert all("Word file only" in problem.hint for problem in caught.value.problems)


@pytest.mark.parametrize("where", ["head", "foot", "draft", "cell", "caption", "label", "hint"])
def test_no_place_for_words_is_forgotten(where: str) -> None:
    heart = "\U0001f9e1"
    words = dict.fromkeys(("head", "foot", "draft", "cell", "caption", "label", "hint"), "plain") | {where: heart}
    meta = Meta("T", head=("left", words["head"]), foot=words["foot"], draft=words["draft"])
    table = Table(words["caption"], row("a"), (row(words["cell"]),), (1,))
    fields = Fields((Field("f", words["label"], hint=words["hint"]),))
    assert [id for id, _ in refusal(Document(meta, (Heading(1, say("T"), "t"), table, fields)))] == [
        "pdf-letter-without-font"
    ]


# --- trees that no PDF can say -------------------------------------------------------------------------------


def test_every_fault_of_a_tree_is_told_at_once() -> None:
    blocks = (
        Heading(1, say("T"), "t"),
        Heading(3, say("Too deep"), "deep"),
        Heading(2, say(" "), "empty"),
        Heading(2, say("Twice"), "t"),
        Paragraph((Link((Run("nowhere"),), "#gone"),)),
        Table("Ragged", row("a", "b"), (row("c"),), (1, 1)),
        Fields(
            (Field("f", "One"), Field("f", "Two"), Field("f.g", "Inside"), Field("x..y", "Empty part"), Field("z", " "))
        ),
    )
    ids = {id for id, _ in refusal(Document(Meta(" "), blocks))}
    assert ids == {
        "pdf-no-title", "pdf-dead-link", "pdf-heading-skips", "pdf-empty-heading", "pdf-heading-twice", "pdf-field-twice",
        "pdf-field-nested", "pdf-field-name", "pdf-field-unlabelled", "pdf-table-ragged",
    }  # fmt: skip


def test_notes_taller_than_a_page_are_refused() -> None:
    fields = Fields((Field("f", "Notes", FieldKind.NOTES, lines=60),))
    ((id, _),) = refusal(Document(Meta("T"), (Heading(1, say("T"), "t"), fields)))
    assert id == "pdf-taller-than-page"


# --- any words at all ----------------------------------------------------------------------------------------

LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "M", "Zs"), max_codepoint=0x24FF)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(LETTERS, min_size=1, max_size=60))
def test_any_words_come_out_composed_or_are_refused_by_character(text: str) -> None:
    document = Document(Meta("T"), (Heading(1, say("T"), "t"), Paragraph((Run(text),))))
    try:
        reading = read(document)
    except RenderError as error:
        named = " ".join(problem.message for problem in error.problems)
        composed = unicodedata.normalize("NFC", text)
        assert any(f"U+{ord(one):04X}" in named for one in composed) or "right to left" in named
        return
    painted = "".join(one.text for one in reading.painted if one.owner is not None and one.baseline < 690)
    assert squeezed(painted) == squeezed(unicodedata.normalize("NFC", text))


def squeezed(text: str) -> str:
    return "".join(text.split())
