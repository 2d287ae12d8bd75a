"""A posting as a page of boxes to copy from, one for each box of an applicant-tracking system.

The page opens in any browser, needs nothing else and runs no script. Each box is a form control that holds plain text:
one click or Tab goes into it, the usual keys select and copy all of it, and no formatting can come along. A screen
reader says each box by its label.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from npgs_docs.document import Document
from npgs_docs.render.plain.lines import text, typed
from npgs_docs.render.plain.sections import Part, Section, parts
from npgs_docs.style import Style
from npgs_docs.vacancy import Vacancy

_COLUMNS, _MOST_LINES = 90, 24
_KNOWN_AS = {
    Section.EMPLOYER: "About the employer",
    Section.DUTIES: "Duties and responsibilities",
    Section.QUALIFICATIONS: "Qualifications",
    Section.OFFER: "What is offered",
    Section.APPLY: "How to apply",
    Section.EQUALITY: "Equal opportunity statement",
}
"""What other systems call a section, whose heading in the document speaks to the reader."""
_LOOKS = (
    "body{font:1.125rem/1.5 sans-serif;color:#1a1a1a;background:#fff;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem}h2{font-size:1.3rem;margin-top:2.5rem}label{display:block;font-weight:bold;margin-top:1.25rem;break-after:avoid}"
    "input,textarea{box-sizing:border-box;width:100%;font:inherit;color:inherit;background:#fff;border:1px solid #595959;"
    "padding:.4rem .5rem}:focus{outline:3px solid #1f3a5f;outline-offset:1px}"
    ".facts{display:grid;grid-template-columns:minmax(8rem,1fr) 2fr;gap:.5rem 1rem;align-items:center}.facts label{margin:0}"
    "@media print{input,textarea{border:0;padding:0}textarea{field-sizing:content}}"
)
_USE = (
    "Each box below holds the words for one box of your system. Click into a box or reach it with the Tab key, select all of "
    "it (Ctrl+A, on a Mac Cmd+A), copy it (Ctrl+C, Cmd+C) and paste it there. It is plain text: no formatting comes along."
)


@dataclass(frozen=True, slots=True)
class Box:
    """One thing to copy; `known_as` says how the document heads it where other systems say it otherwise."""

    label: str
    words: str
    known_as: str = ""


def write(document: Document, style: Style) -> bytes:
    """The page as UTF-8. The document must carry a vacancy; the style changes nothing."""
    del style
    vacancy = document.vacancy
    assert vacancy is not None, "only a posting carries the facts"
    title = html.escape(f"{vacancy.title}, {vacancy.employer}: boxes to copy")
    draft = f"{document.meta.draft}: " if document.meta.draft else ""
    controls = [*_group("Facts", facts(vacancy)), *_group("Texts", texts(document))]
    page = [
        "<!DOCTYPE html>",
        f'<html lang="{html.escape(document.meta.language)}">',
        f'<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{title}</title>',
        f"<style>{_LOOKS}</style>\n</head>\n<body>\n<main>",
        f"<h1>{html.escape(draft + vacancy.title)}</h1>\n<p>{_USE}</p>",
        *controls,
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(page).encode()


def facts(vacancy: Vacancy) -> tuple[Box, ...]:
    """What systems ask for bare, in the order in which most ask; what is not said has no box."""
    place, ways, salary = vacancy.place, vacancy.application, vacancy.salary
    said = (
        ("Job title", vacancy.title),
        ("Employer", vacancy.employer),
        ("Requisition number", vacancy.requisition),
        ("Number of openings", str(vacancy.openings)),
        ("Employment type", _spoken(vacancy.employment)),
        ("Hours per week", str(vacancy.hours)),
        ("Workplace", _spoken(vacancy.remote)),
        ("Where people may live who work remotely", "; ".join(vacancy.remote_from)),
        ("Site", place.name),
        ("Street", place.street),
        ("City", place.city),
        ("State or region", place.region),
        ("Postal code", place.postal_code),
        ("Country", place.country),
        ("Lowest pay", f"{salary.low:.2f}" if salary else ""),
        ("Highest pay", f"{salary.high:.2f}" if salary else ""),
        ("Pay is per", salary.unit.value if salary else ""),
        ("Currency", salary.currency if salary else ""),
        ("Date posted", _day(vacancy.posted)),
        ("Last day to apply", _day(vacancy.closes)),
        ("First day of work", _day(vacancy.starts)),
        ("Web address to apply", ways.url),
        ("E-mail to apply", ways.email),
        ("Phone to apply", ways.phone),
    )
    return tuple(Box(label, typed(words)) for label, words in said if words)


def texts(document: Document) -> tuple[Box, ...]:
    """The whole document in its order, a box for each part that has a name."""
    return tuple(_box(part) for part in parts(document.blocks))


def _box(part: Part) -> Box:
    words, heading = text(part.blocks), typed(part.label)
    known = _KNOWN_AS.get(Section(part.id)) if part.id in set(Section) else None
    return Box(known, words, heading) if known not in (None, heading) else Box(heading, words)


def _spoken(value: str) -> str:
    return value.replace("-", " ").capitalize()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


# --- the page ----------------------------------------------------------------------------------------------------


def _group(name: str, boxes: Iterable[Box]) -> Iterator[str]:
    id = name.lower()
    yield f'<h2>{name}</h2>\n<div class="{id}">'
    for number, box in enumerate(boxes, start=1):
        yield from _control(box, f"{id}-{number}")
    yield "</div>"


def _control(box: Box, id: str) -> Iterator[str]:
    """A box with its label. A textarea begins after one newline, which browsers drop; none keeps what it held before."""
    said = f"{box.label} (in the posting: {box.known_as})" if box.known_as else box.label
    yield f'<label for="{id}">{html.escape(said)}</label>'
    if "\n" not in box.words and len(box.words) <= _COLUMNS:
        yield f'<input id="{id}" autocomplete="off" readonly value="{html.escape(box.words)}">'
    else:
        yield f'<textarea id="{id}" autocomplete="off" readonly rows="{_rows(box.words)}">\n{html.escape(box.words)}</textarea>'


def _rows(words: str) -> int:
    """How many lines a box shows: all of them, unless they would fill the screen."""
    return min(sum(1 + len(line) // _COLUMNS for line in words.split("\n")), _MOST_LINES)
