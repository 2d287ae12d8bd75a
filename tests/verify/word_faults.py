"""Faults to plant in a good Word file. Each has the name of the check that has to find it."""

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NAMES = {
    "w": W[1:-1],
    "w14": W14[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "dc": "http://purl.org/dc/elements/1.1/",
}
BODY, STYLES, SETTINGS, CORE = "word/document.xml", "word/styles.xml", "word/settings.xml", "docProps/core.xml"

Parts = dict[str, bytes]
Fault = Callable[[Parts], None]
FAULTS: list[tuple[str, Fault]] = []


def broken(data: bytes, plant: Fault) -> bytes:
    """The file with one fault in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    before = dict(parts)
    plant(parts)
    assert parts != before, "the fault was not planted"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return made.getvalue()


def fault(id: str, part: str = BODY) -> Callable[[Callable[[Any], None]], Callable[[Any], None]]:
    """A fault planted in the element tree of one part."""

    def note(change: Callable[[Any], None]) -> Callable[[Any], None]:
        def plant(parts: Parts) -> None:
            root = etree.fromstring(parts[part])
            change(root)
            parts[part] = etree.tostring(root)

        plant.__name__ = change.__name__
        FAULTS.append((id, plant))
        return change

    return note


def fault_of_parts(id: str) -> Callable[[Fault], Fault]:
    def note(plant: Fault) -> Fault:
        FAULTS.append((id, plant))
        return plant

    return note


def every(root: Any, path: str) -> list[Any]:
    found = root.xpath(path, namespaces=NAMES)
    assert found, f"nothing to break at {path}"
    return list(found)


def first(root: Any, path: str) -> Any:
    return every(root, path)[0]


def remove(element: Any) -> None:
    element.getparent().remove(element)


def put(root: Any, text: str, place: int = 4) -> None:
    """Paragraphs or tables as text, into the body."""
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in {**NAMES, "r": R[1:-1]}.items())
    body = root.find(f"{W}body")
    for at, one in enumerate(etree.fromstring(f"<all {names}>{text}</all>")):
        body.insert(place + at, one)


def words(text: str, look: str = "", paragraph: str = "") -> str:
    style = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    return f'<w:p>{style}<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


HEADING = '//w:p[w:pPr/w:pStyle[@w:val="Heading{}"]]'
TABLE = "//w:tbl[w:tr[1]/w:trPr/w:tblHeader]"
CONTROL = "//w:sdt[w:sdtPr/w:tag]"
BOX = "//w:sdt[w:sdtPr/w14:checkbox]"


# --- the file as a whole ---------------------------------------------------------------------------------------


@fault("word-text")
def no_words(root: Any) -> None:
    for one in every(root, "//w:t"):
        one.text = ""


@fault("word-title", CORE)
def no_title(root: Any) -> None:
    remove(first(root, "//dc:title"))


@fault("word-language", STYLES)
def no_language(root: Any) -> None:
    remove(first(root, "//w:docDefaults//w:lang"))


@fault("word-language-codes", STYLES)
def a_language_in_words(root: Any) -> None:
    first(root, "//w:docDefaults//w:lang").set(f"{W}val", "American English")


@fault_of_parts("word-parts")
def a_part_lost(parts: Parts) -> None:
    del parts["word/numbering.xml"]


@fault_of_parts("word-declarations")
def a_document_type(parts: Parts) -> None:
    parts[BODY] = with_type(parts[BODY], b'<!DOCTYPE document [<!ENTITY a "aaaa">]>')


@fault_of_parts("word-declarations")
def a_document_type_elsewhere(parts: Parts) -> None:
    parts["word/_rels/document.xml.rels"] = with_type(
        parts["word/_rels/document.xml.rels"], b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'
    )


@fault_of_parts("word-declarations")
def a_document_type_in_another_alphabet(parts: Parts) -> None:
    text = with_type(etree.tostring(etree.fromstring(parts[STYLES])), b"<!DOCTYPE x>").decode()
    parts[STYLES] = text.encode("utf-16")


def with_type(part: bytes, type: bytes) -> bytes:
    head, mark, rest = part.rpartition(b"?>")
    return head + mark + type + rest


@fault_of_parts("word-fetches")
def a_template_on_the_web(parts: Parts) -> None:
    relate(parts, "attachedTemplate", "https://example.org/evil.dotm")


@fault_of_parts("word-fetches")
def a_template_on_a_share(parts: Parts) -> None:
    relate(parts, "attachedTemplate", "file:///\\\\server\\share\\a.dotm")


@fault_of_parts("word-fetches")
def a_picture_from_the_web(parts: Parts) -> None:
    relate(parts, "image", "http://example.org/seen.png")


@fault_of_parts("word-template-lost")
def a_template_on_a_disk(parts: Parts) -> None:
    relate(parts, "attachedTemplate", "file:///C:\\Users\\ann\\Our%20template.dotx")


def relate(parts: Parts, kind: str, target: str) -> None:
    """A part of its own that is related to something outside the file."""
    names = "http://schemas.openxmlformats.org"
    one = f'<Relationship Id="r1" Type="{names}/officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/>'
    parts["word/_rels/settings.xml.rels"] = (
        f'<Relationships xmlns="{names}/package/2006/relationships">{one}</Relationships>'.encode()
    )


@fault_of_parts("word-part-kinds")
def a_part_of_no_kind(parts: Parts) -> None:
    parts["word/film.mov"] = b"film"


@fault("word-styles")
def a_style_that_is_not_there(root: Any) -> None:
    first(root, HEADING.format(2)).find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Ueberschrift")


@fault("word-asks-nothing", SETTINGS)
def a_question_at_opening(root: Any) -> None:
    etree.SubElement(root, f"{W}updateFields").set(f"{W}val", "true")


@fault("word-compatibility", SETTINGS)
def an_old_mode(root: Any) -> None:
    first(root, '//w:compatSetting[@w:name="compatibilityMode"]').set(f"{W}val", "14")


@fault("word-still")
def sparkling_words(root: Any) -> None:
    put(root, words("Look!", '<w:effect w:val="sparkle"/>'))


@fault("word-changes")
def a_change_not_settled(root: Any) -> None:
    put(root, '<w:p><w:ins w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins></w:p>')


# --- the body --------------------------------------------------------------------------------------------------


@fault("word-headings")
def no_headings(root: Any) -> None:
    for level in (1, 2, 3):
        for one in every(root, HEADING.format(level)):
            one.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Lead")


@fault("word-first-heading")
def a_second_level_first(root: Any) -> None:
    first(root, HEADING.format(1)).find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Heading2")


@fault("word-heading-skips")
def a_level_left_out(root: Any) -> None:
    first(root, HEADING.format(2)).find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Heading4")


@fault("word-heading-skips")
def a_level_left_out_by_hand(root: Any) -> None:
    put(root, words("Deep", paragraph='<w:outlineLvl w:val="5"/>'))


@fault("word-heading-empty")
def a_heading_without_words(root: Any) -> None:
    for one in first(root, HEADING.format(2)).iter(f"{W}t"):
        one.text = ""


@fault("word-heading-fake")
def bold_words_for_a_heading(root: Any) -> None:
    put(root, words("What we believe", "<w:b/>"))


@fault("word-list-typed")
def a_list_of_dashes(root: Any) -> None:
    put(root, words("- first") + words("- second"))


@fault("word-list-typed")
def a_list_of_typed_numbers(root: Any) -> None:
    put(root, words("1. first") + words("2. second"))


@fault("word-space-typed")
def a_row_of_spaces(root: Any) -> None:
    put(root, words("Name          Date"))


@fault("word-empty-lines")
def a_row_of_empty_paragraphs(root: Any) -> None:
    put(root, "<w:p/><w:p/><w:p/>")


@fault_of_parts("word-alt-text")
def a_picture_without_words(parts: Parts) -> None:
    for name, part in parts.items():
        parts[name] = part.replace(b' descr="A lighthouse"', b"") if name.endswith(".xml") else part


@fault("word-text-boxes")
def words_in_a_floating_box(root: Any) -> None:
    put(
        root,
        "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Afloat</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
    )


@fault("word-table-heads")
def a_table_without_a_head(root: Any) -> None:
    remove(first(root, f"{TABLE}/w:tr[1]/w:trPr/w:tblHeader"))


@fault("word-table-names")
def a_table_without_a_name(root: Any) -> None:
    remove(first(root, f"{TABLE}/w:tblPr/w:tblCaption"))


@fault("word-table-shape")
def a_row_too_short(root: Any) -> None:
    remove(first(root, f"{TABLE}/w:tr[3]/w:tc[2]"))


@fault("word-table-merged")
def cells_merged_over_rows(root: Any) -> None:
    etree.SubElement(first(root, f"{TABLE}/w:tr[2]/w:tc[1]/w:tcPr"), f"{W}vMerge").set(f"{W}val", "restart")


@fault("word-table-nested")
def a_table_in_a_table(root: Any) -> None:
    cell = first(root, f"{TABLE}/w:tr[2]/w:tc[1]")
    cell.insert(1, deepcopy(first(root, TABLE)))


@fault("word-cells-whole")
def a_cell_without_a_paragraph(root: Any) -> None:
    cell = first(root, f"{TABLE}/w:tr[2]/w:tc[2]")
    remove(cell.find(f"{W}p"))


@fault("word-contrast")
def pale_words(root: Any) -> None:
    put(root, words("Pale", '<w:color w:val="AAAAAA"/>'))


@fault("word-contrast")
def black_words_on_a_dark_ground(root: Any) -> None:
    put(root, words("Dark", '<w:color w:val="000000"/>', '<w:shd w:val="clear" w:fill="203040"/>'))


@fault("word-contrast")
def yellow_marker_under_white_words(root: Any) -> None:
    put(root, words("Bright", '<w:color w:val="FFFFFF"/><w:highlight w:val="yellow"/>'))


@fault("word-contrast", STYLES)
def a_pale_style(root: Any) -> None:
    first(root, '//w:style[@w:styleId="Heading2"]/w:rPr').insert(
        0, etree.fromstring(f'<w:color xmlns:w="{W[1:-1]}" w:val="CCCCCC"/>')
    )


# --- links and codes -------------------------------------------------------------------------------------------


def link(text: str, target: str) -> str:
    return f"<w:p><w:hyperlink {target}><w:r><w:t>{text}</w:t></w:r></w:hyperlink></w:p>"


@fault("word-link-words")
def a_link_called_here(root: Any) -> None:
    put(root, link("here", 'w:anchor="_words"'))


@fault("word-link-words")
def a_link_without_words(root: Any) -> None:
    put(root, link("", 'w:anchor="_words"'))


@fault("word-link-addresses")
def a_long_bare_address(root: Any) -> None:
    put(root, link("https://www.example.org/a/very/long/way/to/a/page?that=nobody&amp;can=read", 'w:anchor="_words"'))


@fault("word-links-lead")
def a_link_to_an_unknown_place(root: Any) -> None:
    put(root, link("the way to nowhere", 'w:anchor="_nowhere"'))


@fault("word-links-lead")
def a_link_to_an_unknown_address(root: Any) -> None:
    put(root, link("the way to nowhere", 'r:id="link-99"'))


@fault("word-references")
def a_page_number_of_nothing(root: Any) -> None:
    code = next(one for one in every(root, "//w:instrText") if "PAGEREF" in one.text)
    code.text = " PAGEREF _nowhere \\h "


@fault("word-bookmarks")
def a_bookmark_without_an_end(root: Any) -> None:
    remove(first(root, "//w:bookmarkEnd"))


@fault("word-bookmarks")
def two_bookmarks_of_one_name(root: Any) -> None:
    one, other, *_ = every(root, "//w:bookmarkStart")
    other.set(f"{W}name", one.get(f"{W}name"))


@fault("word-codes")
def a_code_without_an_end(root: Any) -> None:
    remove(every(root, '//w:fldChar[@w:fldCharType="end"]')[-1])


# --- what can be filled in -------------------------------------------------------------------------------------


@fault("word-field-labels")
def a_field_without_a_label(root: Any) -> None:
    remove(first(root, f"{CONTROL}/w:sdtPr/w:alias"))


@fault("word-field-names")
def a_field_without_a_name(root: Any) -> None:
    remove(first(root, f"{CONTROL}/w:sdtPr/w:tag"))


@fault("word-field-names-once")
def two_fields_of_one_name(root: Any) -> None:
    one, other, *_ = every(root, f"{BOX}/w:sdtPr/w:tag")
    other.set(f"{W}val", one.get(f"{W}val"))


@fault("word-field-numbers")
def two_fields_of_one_number(root: Any) -> None:
    one, other, *_ = every(root, "//w:sdtPr/w:id")
    other.set(f"{W}val", one.get(f"{W}val"))


@fault("word-field-short")
def a_label_too_long_for_word(root: Any) -> None:
    first(root, f"{CONTROL}/w:sdtPr/w:alias").set(f"{W}val", "long " * 20)


@fault("word-field-bound")
def a_field_bound_to_nothing(root: Any) -> None:
    first(root, f"{BOX}/w:sdtPr/w:dataBinding").set(f"{W}xpath", "/a:answers[1]/a:*[999]")


@fault("word-field-bound")
def a_field_bound_to_a_lost_part(root: Any) -> None:
    first(root, f"{BOX}/w:sdtPr/w:dataBinding").set(f"{W}storeItemID", "{00000000-0000-0000-0000-000000000000}")


@fault("word-field-agrees")
def a_box_that_deceives(root: Any) -> None:
    first(root, f"{BOX}//w14:checked").set(f"{W14}val", "1")


@fault("word-field-agrees", "customXml/item1.xml")
def an_answer_that_is_not_shown(root: Any) -> None:
    next(one for one in root if one.get("name") == "date").text = "2026-11-24"


@fault("word-field-old")
def an_old_field_without_help(root: Any) -> None:
    put(root, '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Text1"/></w:ffData></w:fldChar></w:r>'
              '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')  # fmt: skip
