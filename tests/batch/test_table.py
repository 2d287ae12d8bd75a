"""Rosters are read as spreadsheet programs save them; what cannot be read is told with sheet, row and column."""

import datetime
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from npgs_docs.batch.table import Table, read_table
from npgs_docs.errors import InputError, Severity

TEXT = 'organization.legal_name,organization.mission\n"Casa, Inc.","Two\nlines"\n\nCafé,Hope\n'


def table(folder: Path, data: bytes, name: str = "roster.csv") -> Table:
    path = folder / name
    path.write_bytes(data)
    return read_table(path)


def texts(found: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in found.rows]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").replace("Two\r\n", "Two\n").encode(),
        TEXT.replace('"Casa, Inc."', "§").replace(",", ";").replace("§", '"Casa, Inc."').encode("utf-8-sig"),
        TEXT.replace('"Casa, Inc."', "§").replace(",", "\t").replace("§", '"Casa, Inc."').encode("utf-16"),
        ("sep=;\n" + TEXT.replace('"Casa, Inc."', "§").replace(",", ";").replace("§", '"Casa, Inc."')).encode(),
        ("sep=\t\r\n" + TEXT.replace('"Casa, Inc."', "§").replace(",", "\t").replace("§", '"Casa, Inc."')).encode(),
        ("SEP=\r\n" + TEXT).encode("utf-8-sig"),
        ("sep=|\n" + TEXT.replace('"Casa, Inc."', "§").replace(",", "|").replace("§", '"Casa, Inc."')).encode("utf-16"),
        TEXT.encode("cp1252"),
    ],
    ids=[
        "utf-8",
        "bom",
        "utf-16",
        "crlf",
        "semicolons",
        "tabs",
        "sep-line",
        "sep-tab",
        "sep-nothing",
        "sep-bar",
        "windows-1252",
    ],
)
def test_a_csv_says_the_same_however_it_was_saved(tmp_path: Path, data: bytes) -> None:
    assert texts(table(tmp_path, data)) == [("Casa, Inc.", "Two\nlines"), ("Café", "Hope")]


def test_a_guess_at_the_encoding_is_told(tmp_path: Path) -> None:
    (note,) = table(tmp_path, TEXT.encode("cp1252")).notes
    assert note.severity is Severity.WARNING
    assert "Windows-1252" in note.message
    assert table(tmp_path, TEXT.encode()).notes == ()


def test_rows_count_as_a_spreadsheet_program_counts_them(tmp_path: Path) -> None:
    found = table(tmp_path, TEXT.encode())
    assert [row.number for row in found.rows] == [2, 4]
    assert str(found.where(found.rows[1], 27)).endswith("roster.csv, row 4, column AB")


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"", "roster-empty"),
        (b"\xef\xbb\xbf\r\n , \r\n", "roster-empty"),
        (b"organization.legal_name\n", "roster-empty"),
        (b'a,b\n"never closed,1\n', "csv"),
        (b"a\0b", "file-kind"),
        (b"\xd0\xcf\x11\xe0old", "roster-kind"),
        (b"PK\x03\x04 torn", "roster-kind"),
        (b"name\n\x81\x8d\xff\n", "encoding"),
    ],
)
def test_what_is_no_roster_is_told(tmp_path: Path, data: bytes, id: str) -> None:
    with pytest.raises(InputError) as caught:
        table(tmp_path, data)
    assert [one.id for one in caught.value.problems] == [id]


def test_a_quote_that_never_closes_is_told_where_it_opens(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        table(tmp_path, b'a,b\n1,2\n"never,2\n3,4\n')
    where = caught.value.problems[0].where
    assert where is not None
    assert where.line == 3


def test_a_csv_formula_is_told_and_a_telephone_number_is_none(tmp_path: Path) -> None:
    found = table(tmp_path, b'a,b\n=1+1,+1 512 555 0100\n"=""02101""",-5\n')
    assert [[problem.id for problem in row.problems] for row in found.rows] == [["formula"], ["formula"]]


# --- workbooks ---------------------------------------------------------------------------------------------------


def workbook(folder: Path) -> tuple[Workbook, Path]:
    book = Workbook()
    book.active.title = "Agencies"
    book.active.append(["organization.legal_name", "x", "y", "z"])
    return book, folder / "roster.xlsx"


def test_cells_become_the_texts_a_person_sees(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    sheet = book.active
    sheet.append([" Casa ", 42, 22.5, datetime.date(2027, 1, 15)])
    sheet.append([None, True, 1e-7, datetime.datetime(2027, 1, 15, 9, 30)])
    sheet.append([42.0, 2101, False, "012"])
    sheet["B4"].number_format = "00000"
    book.save(path)
    assert texts(read_table(path)) == [
        ("Casa", "42", "22.5", "2027-01-15"),
        ("", "yes", "0.0000001", "2027-01-15T09:30:00"),
        ("42", "02101", "no", "012"),
    ]


def test_formulas_merged_and_broken_cells_have_their_places(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    sheet = book.active
    sheet.append(["A", "=B3", None, "#REF!"])
    sheet.append(["B", 1])
    sheet.append([None, 1])
    sheet.merge_cells("A3:A4")
    sheet["D2"].data_type = "e"
    book.save(path)
    told = [(one.id, str(one.where).removeprefix(f"{path}, ")) for row in read_table(path).rows for one in row.problems]
    assert told == [
        ("formula", "sheet Agencies, row 2, column B"),
        ("cell-error", "sheet Agencies, row 2, column D"),
        ("merged", "sheet Agencies, row 3, column A"),
        ("merged", "sheet Agencies, row 4, column A"),
    ]


def changed(path: Path, before: bytes, after: bytes) -> None:
    """The workbook with other bytes in its sheet."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            if name.startswith("xl/worksheets/"):
                assert before in data
                data = data.replace(before, after)
            packed.writestr(name, data)


@pytest.mark.parametrize("utf16", [False, True])
@pytest.mark.parametrize("range", ['<mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>', '<hyperlinks><hyperlink display="x" ref="B2:B1048576"/></hyperlinks>'])  # fmt: skip
def test_a_range_that_no_memory_holds_is_refused_before_it_is_read(tmp_path: Path, range: str, utf16: bool) -> None:
    book, path = workbook(tmp_path)
    book.active.append(["A", 1])
    book.save(path)
    changed(path, b"</sheetData>", b"</sheetData>" + range.encode())
    if utf16:
        with zipfile.ZipFile(path) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        with zipfile.ZipFile(path, "w") as packed:
            for name, data in parts.items():
                packed.writestr(name, data.decode().encode("utf-16") if name.startswith("xl/worksheets/") else data)
    with pytest.raises(InputError) as caught:
        read_table(path)
    (problem,) = caught.value.problems
    assert problem.id == "roster-size"
    assert problem.message.endswith("cells")
    assert str(problem.where).startswith(f"{path}, row {3 if 'merge' in range else 2}, column")


def test_more_cells_than_any_roster_has_are_refused_before_they_are_read(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.active.append(["A", 1])
    book.save(path)
    changed(path, b"</sheetData>", b'<row r="3">' + b"<c/>" * 3_100_000 + b"</row></sheetData>")
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="more than 3,000,000 cells"):
        read_table(path)
    changed(path, b"<c/>" * 1000, b" " * 100_000)
    with pytest.raises(InputError, match="bytes long when it is unpacked"):
        read_table(path)


def test_of_several_sheets_one_is_named(tmp_path: Path) -> None:
    book, path = workbook(tmp_path)
    book.active.append(["A"])
    book.create_sheet("Empty")
    hidden = book.create_sheet("Lists")
    hidden.append(["x"])
    hidden.append(["y"])
    hidden.sheet_state = "hidden"
    book.save(path)
    assert read_table(path).sheet == "Agencies"
    hidden.sheet_state = "visible"
    book.save(path)
    with pytest.raises(InputError, match="Agencies, Empty, Lists"):
        read_table(path)
    assert texts(read_table(path, "Lists")) == [("y",)]
    with pytest.raises(InputError, match='no sheet "Lost"'):
        read_table(path, "Lost")
