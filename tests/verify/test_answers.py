"""Answers entered by other people's programs come out as they went in."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pikepdf.form
import pypdf
import pytest
from lxml import etree

from npgs_docs.answers import Answer, Filled, Value, read_answers
from npgs_docs.answers.sheet import as_csv, as_json, as_table
from npgs_docs.batch.spreadsheet import csv_bytes
from npgs_docs.cells import harmless
from npgs_docs.cli import run
from npgs_docs.document import fillable
from npgs_docs.render import Format
from tests.render.story import story
from tests.verify.good_files import good

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
ANSWERS = "{urn:npgs-docs:answers}"

TEXTS = {
    "minutes": "45",
    "date": "2026-11-24",
    "example": "Zoë & Łukasz said: „it <works>”\nΚαλημέρα, Жанна\n\nlast line",
    "sign.supervisor": "Ana María Ñandú",
    "sign.date": "",
}
TICKED = {"mode.video", "V1-S1.yes", "V1-S2.not-today", "copy"}

Filler = Callable[[bytes], bytes]


def values(data: bytes) -> dict[str, Value]:
    return {one.name: one.value for one in read_answers("form", data).answers}


def expected() -> dict[str, Value]:
    return {one.name: (one.name in TICKED) if one.box else TEXTS[one.name] for one in fillable(story())}


def saved(writer: Any, **how: Any) -> bytes:
    made = io.BytesIO()
    writer(made, **how)
    return made.getvalue()


# --- filling ---------------------------------------------------------------------------------------------------


def by_pypdf(data: bytes) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    entered = TEXTS | dict.fromkeys(TICKED, "/Yes")
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, entered, auto_regenerate=False)
    return saved(writer.write)


def by_pikepdf(data: bytes) -> bytes:
    pdf = pikepdf.open(io.BytesIO(data))
    form = pikepdf.form.Form(pdf)
    for name, text in TEXTS.items():
        form[name].value = text
    for name in TICKED:
        form[name].checked = True
    return saved(pdf.save)


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


def by_the_kept_part(data: bytes) -> bytes:
    """As a program fills a form that knows nothing of Word: one small part is replaced."""

    def change(name: str, part: bytes) -> bytes:
        if name != "customXml/item1.xml":
            return part
        root = etree.fromstring(part)
        for one in root.iter(f"{ANSWERS}field"):
            key = one.get("name")
            one.text = TEXTS[key] if key in TEXTS else str(key in TICKED).lower()
        return etree.tostring(root)

    return repacked(data, change)


def fill_controls(root: Any) -> None:
    for one in root.iter(f"{W}sdt"):
        tag = one.find(f"{W}sdtPr/{W}tag")
        key = None if tag is None else tag.get(f"{W}val")
        if key in TICKED:
            one.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(f"{W14}val", "1")
            next(one.iter(f"{W}t")).text = "\u2612"
        elif TEXTS.get(key):
            one.find(f"{W}sdtPr").remove(one.find(f"{W}sdtPr/{W}showingPlcHdr"))
            run = one.find(f"{W}sdtContent/{W}r")
            run.remove(run.find(f"{W}t"))
            for number, line in enumerate(TEXTS[key].split("\n")):
                if number:
                    etree.SubElement(run, f"{W}br")
                etree.SubElement(run, f"{W}t").text = line


def by_python_docx(data: bytes) -> bytes:
    """Both places, as Word does it."""
    document = docx.Document(io.BytesIO(by_the_kept_part(data)))
    fill_controls(document.element)
    return saved(document.save)


def by_a_program_that_loses_the_part(data: bytes) -> bytes:
    document = docx.Document(io.BytesIO(data))
    fill_controls(document.element)
    for one in document.element.iter(f"{W}sdtPr"):
        for binding in one.findall(f"{W}dataBinding"):
            one.remove(binding)
    return saved(document.save)


@pytest.mark.parametrize("fill", [by_pypdf, by_pikepdf])
def test_a_filled_pdf_is_read_as_it_was_filled(fill: Filler) -> None:
    assert values(fill(good(Format.PDF))) == expected()


@pytest.mark.parametrize("fill", [by_the_kept_part, by_python_docx, by_a_program_that_loses_the_part])
def test_a_filled_word_file_is_read_as_it_was_filled(fill: Filler) -> None:
    assert values(fill(good(Format.DOCX))) == {"policy number": "", **expected()}


@pytest.mark.parametrize("format", [Format.DOCX, Format.PDF])
def test_an_empty_form_has_every_field_and_no_answer(format: Format) -> None:
    form = read_answers("form", good(format))
    assert [one.name for one in form.answers if one.name != "policy number"] == [one.name for one in fillable(story())]
    assert [one.name for one in form.answers if one.filled] == []
    assert form.differences() == ()


def test_a_field_comes_with_its_label() -> None:
    labels = {one.name: one.label for one in fillable(story())}
    for format in (Format.PDF, Format.DOCX):
        read = {one.name: one.label for one in read_answers("form", good(format)).answers}
        assert read["V1-S1.yes"].startswith("Yes: We asked how people came")
        assert all(read[name][:60] == label[:60] for name, label in labels.items())


# --- two places that differ ------------------------------------------------------------------------------------


def test_what_is_kept_counts_and_what_is_shown_is_told() -> None:
    document = docx.Document(io.BytesIO(good(Format.DOCX)))
    fill_controls(document.element)
    form = read_answers("form", saved(document.save))
    told = {one.name: (one.value, one.other) for one in form.answers}
    assert told["minutes"] == ("", "45")
    assert told["copy"] == (False, True)
    assert told["next"] == (False, None)
    assert {problem.path for problem in form.differences()} == TICKED | {name for name, text in TEXTS.items() if text}


def test_an_invitation_is_no_answer() -> None:
    """Some programs keep what a control shows while it is empty."""

    def change(name: str, part: bytes) -> bytes:
        root = etree.fromstring(part) if name == "customXml/item1.xml" else None
        if root is None:
            return part
        for one in root:
            if one.text is None:
                one.text = "[policy number]      " if one.get("name") == "policy number" else "\u00a0" * 8
        return etree.tostring(root)

    form = read_answers("form", repacked(good(Format.DOCX), change))
    assert [one.name for one in form.answers if one.filled] == []


def test_answers_outlive_the_names_of_controls() -> None:
    def change(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        root = etree.fromstring(part)
        for one in root.iter(f"{W}sdtPr"):
            for tag in one.findall(f"{W}tag"):
                one.remove(tag)
        return etree.tostring(root)

    assert values(repacked(by_the_kept_part(good(Format.DOCX)), change)) == {"policy number": "", **expected()}


def test_choices_and_radio_buttons_of_strangers_are_read() -> None:
    pdf = pikepdf.open(io.BytesIO(good(Format.PDF)))
    name = pikepdf.Name
    one_of = pikepdf.Dictionary(FT=name.Ch, T="color", Opt=["red", "blue"], V="blue")
    several = pikepdf.Dictionary(FT=name.Ch, T="days", V=pikepdf.Array(["Mon", "Fri"]))
    radio = pikepdf.Dictionary(FT=name.Btn, Ff=1 << 15, T="sex", V=name("/not said"))
    button = pikepdf.Dictionary(FT=name.Btn, Ff=1 << 16, T="send")
    pdf.Root.AcroForm.Fields.extend([pdf.make_indirect(one) for one in (one_of, several, radio, button)])
    read = values(saved(pdf.save))
    assert (read["color"], read["days"], read["sex"]) == ("blue", ("Mon", "Fri"), "not said")
    assert "send" not in read


def test_a_drop_down_of_a_stranger_is_read_by_its_value() -> None:
    document = docx.Document()
    control = (
        f'<w:sdt xmlns:w="{W[1:-1]}"><w:sdtPr><w:alias w:val="State"/><w:tag w:val="state"/><w:dropDownList>'
        '<w:listItem w:displayText="Ohio" w:value="OH"/></w:dropDownList></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>Ohio</w:t></w:r></w:sdtContent></w:sdt>"
    )
    document.add_paragraph()._p.append(etree.fromstring(control))
    assert read_answers("form", saved(document.save)).answers == (Answer("state", "State", "choice", "OH"),)


# --- ways to print ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\u00a0-1", "\uff1d1"])
def test_no_cell_of_a_csv_is_a_formula(cell: str) -> None:
    assert harmless(cell) == "'" + cell
    assert csv_bytes(["a"], [[cell]]).decode("utf-8-sig").removeprefix("a\r\n").lstrip('"').startswith("'")
    form = Filled("=a.pdf", (Answer(cell, cell, "text", cell),))
    row = list(csv.reader(io.StringIO(as_csv([form]))))[1]
    assert all(not one or one[0] not in "=+-@\t\r\uff1d" for one in row)
    assert row[4].startswith("'")


def test_plain_cells_of_a_csv_stay_as_they_are() -> None:
    form = Filled("a.pdf", (Answer("a", 'say "b", c', "text", "one\ntwo; 3-4 = 5"),))
    assert list(csv.reader(io.StringIO(as_csv([form]), newline="")))[1][1:5] == [
        "a",
        'say "b", c',
        "text",
        "one\ntwo; 3-4 = 5",
    ]


def test_json_holds_values_and_the_table_holds_words() -> None:
    form = Filled(
        "a.docx",
        (Answer("met", "Did you meet?", "box", True, other=False), Answer("days", "", "choice", ("Mon", "Fri"))),
    )
    (data,) = json.loads(as_json([form]))
    assert data["answers"][0] == {"name": "met", "label": "Did you meet?", "kind": "box", "value": True, "shown": False}
    assert data["answers"][1]["value"] == ["Mon", "Fri"]
    assert "yes (shown: no)" in as_table([form])
    assert "2 of 2 answered" in as_table([form])


def test_a_table_never_steers_the_terminal_nor_fills_it_for_ever() -> None:
    form = Filled("a\nb.pdf", (Answer("n", "l", "text", "\x1b[31mred"), Answer("m", "l", "text", "x" * 3_000_000)))
    table = as_table([form])
    assert table.startswith("a<U+000A>b.pdf\n")
    assert "<U+001B>[31mred" in table
    assert "3,000,000" in table
    assert len(table) < 20_000


# --- the command -----------------------------------------------------------------------------------------------


def test_the_command_prints_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "form.pdf"
    file.write_bytes(by_pikepdf(good(Format.PDF)))
    assert run(["read", str(file), "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["name"] for row in rows if row["answer"] == "yes"} == TICKED
    assert next(row for row in rows if row["name"] == "example")["answer"] == TEXTS["example"]


def test_the_command_tells_of_every_file_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = docx.Document()
    plain.add_paragraph("No form")
    (tmp_path / "letter.docx").write_bytes(saved(plain.save))
    (tmp_path / "note.txt").write_text("hello")
    assert run(["read", str(tmp_path / "letter.docx"), str(tmp_path / "note.txt"), str(tmp_path / "gone.pdf")]) == 1
    told = capsys.readouterr().err
    assert "nothing to fill in" in told
    assert "neither a PDF nor a Word file" in told
    assert "no such file" in told
