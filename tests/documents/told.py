"""What a posting tells, read back from each of its forms as a stranger would read it: title, pay, place and dates."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

import docx
from lxml import html

from npgs_docs.render import Format
from tests.render.reading import Node, Reading

ROWS = ("Pay", "Place", "Dates")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAY = re.compile(rf"({'|'.join(MONTHS)}) (\d+), (\d{{4}})")
_PAY = re.compile(r"\$([\d,.]+)(?: to \$([\d,.]+))?(?: [A-Z]{3})? per (\w+)")
_TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-"})


@dataclass(frozen=True)
class Told:
    """What has to agree. `pay` is lowest, highest and unit; `posted` and `closes` are None where there is no day."""

    title: str
    pay: tuple[Decimal, Decimal, str] | None
    place: str
    posted: datetime.date | None
    closes: datetime.date | None


def told(format: Format, data: bytes) -> Told:
    return READERS[format](data)


def disagreements(files: Mapping[Format, bytes]) -> set[tuple[str, frozenset[Format]]]:
    """Each fact on which the forms differ, with those that stand against the most."""
    said = {format: asdict(told(format, data)) for format, data in files.items()}
    found = set()
    for fact in ("title", "pay", "place", "posted", "closes"):
        values = [said[format][fact] for format in files]
        common = max(values, key=values.count)
        if odd := frozenset(format for format in files if said[format][fact] != common):
            found.add((fact, odd))
    return found


# --- words -------------------------------------------------------------------------------------------------------


def _from_words(title: str, rows: Mapping[str, str]) -> Told:
    words = {name: _straight(rows[name]) for name in ROWS}
    posted = re.search(r"Posted ([^;]+)", words["Dates"])
    closes = re.search(r"[Aa]pply by (.+)", words["Dates"])
    return Told(
        _straight(title), _pay(words["Pay"]), words["Place"], posted and _day(posted[1]), closes and _day(closes[1])
    )


def _straight(words: str) -> str:
    """Words with typed signs in the place of printers', the one thing in which forms may differ."""
    return words.translate(_TYPED).strip()


def _pay(words: str) -> tuple[Decimal, Decimal, str] | None:
    found = _PAY.search(words)
    if not found:
        return None
    low, high, unit = found.groups()
    return Decimal(low.replace(",", "")), Decimal((high or low).replace(",", "")), unit


def _day(words: str) -> datetime.date:
    month, day, year = _DAY.search(words).groups()  # type: ignore[union-attr]
    return datetime.date(int(year), MONTHS.index(month) + 1, int(day))


# --- the forms ---------------------------------------------------------------------------------------------------


def _of_word(data: bytes) -> Told:
    document = docx.Document(io.BytesIO(data))
    title = next(one.text for one in document.paragraphs if one.style.name == "Heading 1")
    return _from_words(title, {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows})


def _of_pdf(data: bytes) -> Told:
    reading = Reading(data)
    table = reading.tree.all("Table")[0]

    def cells(row: Node) -> list[str]:
        return [reading.text(cell) for cell in row.all("TH", "TD")]

    return _from_words(reading.text(reading.tree.all("H1")[0]), dict(map(cells, table.all("TR"))))


def _of_html(data: bytes) -> Told:
    tree = html.fromstring(f"<div>{data.decode('ascii')}</div>")
    title = tree.xpath("string(./p[strong][1])")
    return _from_words(title, _named(item.text_content() for item in tree.xpath("./ul[1]/li")))


def _of_text(data: bytes) -> Told:
    lines = data.decode().splitlines()
    return _from_words(lines[2], _named(line.removeprefix("- ") for line in lines if line.startswith("- ")))


def _named(lines: Any) -> dict[str, str]:
    """The first line of each name."""
    pairs = [line.partition(": ") for line in lines]
    return {name: value for name, _, value in reversed(pairs)}


def _of_data(data: bytes) -> Told:
    found = json.loads(data)
    salary, at = found.get("baseSalary"), found["jobLocation"]
    return Told(
        _straight(found["title"]),
        _salary(salary["value"]) if salary else None,
        _place(at["name"], **{name: at["address"][name] for name in _ADDRESS}),
        _iso(found.get("datePosted")),
        _iso(found.get("validThrough")),
    )


_ADDRESS = ("streetAddress", "addressLocality", "addressRegion", "postalCode")


def _place(name: str, streetAddress: str, addressLocality: str, addressRegion: str, postalCode: str) -> str:  # noqa: N803
    return _straight(f"{name}, {streetAddress}, {addressLocality}, {addressRegion} {postalCode}")


def _salary(value: Mapping[str, Any]) -> tuple[Decimal, Decimal, str]:
    low, high = value.get("minValue", value.get("value")), value.get("maxValue", value.get("value"))
    return Decimal(str(low)), Decimal(str(high)), value["unitText"].lower()


def _iso(words: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(words) if words else None


def _of_boxes(data: bytes) -> Told:
    """The bare facts; what the boxes of words say must be the same."""
    facts, words = boxes(data)
    pay = (
        (Decimal(facts["Lowest pay"]), Decimal(facts["Highest pay"]), facts["Pay is per"])
        if "Currency" in facts
        else None
    )
    place = f"{facts['Site']}, {facts['Street']}, {facts['City']}, {facts['State or region']} {facts['Postal code']}"
    bare = Told(facts["Job title"], pay, place, _iso(facts.get("Date posted")), _iso(facts.get("Last day to apply")))
    assert _from_words(facts["Job title"], words) == bare
    return bare


def boxes(data: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """The boxes of a page by their labels, facts and texts, as a browser gives them out."""
    page = html.document_fromstring(data)
    groups = [{}, {}]  # type: list[dict[str, str]]
    for label in page.iter("label"):
        (control,) = page.xpath("//*[@id=$id]", id=label.get("for"))
        words = control.get("value") if control.tag == "input" else control.text.removeprefix("\n")
        groups[label.get("for").startswith("texts")][label.text] = words
    return groups[0], groups[1]


READERS: Mapping[Format, Callable[[bytes], Told]] = {
    Format.DOCX: _of_word,
    Format.PDF: _of_pdf,
    Format.HTML: _of_html,
    Format.TXT: _of_text,
    Format.JSONLD: _of_data,
    Format.FIELDS: _of_boxes,
}
