"""Checklists and forms: their scales, their prompts, their fields and boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.patterns import any_of
from npgs_docs.checks.reading import Form, FormField, Place, Reading, Role
from npgs_docs.checks.rule import Judged

_ANCHOR = re.compile(
    r"(?<![\d./])(?P<number>[0-9]|10)\s*(?:=|-|–|:|\.)?\s+(?P<words>[A-Za-z][A-Za-z' ]{2,30}?)(?=\s*(?:[,;/|]|\s\d\s|$))"
)
_VERBS = r"(?:is|are|was|were|did|do|does|can|have|has|how|what|when)"
_DOUBLE = re.compile(rf"^{_VERBS}\b[^?.]{{3,80}}?\b(?P<one>[a-z-]+) (?:and|or) (?P<two>[a-z-]+)\s*\?$", re.IGNORECASE)
MM = 72 / 25.4


def anchors(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A scale whose numbers share a word, or do not run in order."""
    for passage in reading.passages:
        found = list(_ANCHOR.finditer(passage.text))
        words = [one["words"].strip().lower() for one in found]
        numbers = [int(one["number"]) for one in found]
        if len(found) < 3 or passage.role is Role.HEADING:
            continue
        twice = next((word for word, count in Counter(words).items() if count > 1), "")
        if twice:
            yield Hit(
                passage,
                found[0].start(),
                found[-1].end(),
                passage.text[found[0].start() : found[-1].end()],
                fill={"fault": f"“{twice}” stands for two numbers"},
            )
        elif numbers not in (sorted(numbers), sorted(numbers, reverse=True)):
            yield Hit(
                passage,
                found[0].start(),
                found[-1].end(),
                passage.text[found[0].start() : found[-1].end()],
                fill={"fault": "The numbers are out of order"},
            )


def prompts(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A prompt that asks two things, or that is long."""
    for passage in reading.passages:
        if passage.role not in {Role.ITEM, Role.CELL} or passage.negated:
            continue
        text = passage.text.strip()
        double, count = _DOUBLE.match(text), len(text.split())
        if double and not any_of(look.words["pairs"], text):
            yield Hit(passage, 0, len(passage.text), text, fill={"fault": "asks two things at once"})
        elif text.endswith("?") and count > look.figures["words"]:
            yield Hit(passage, 0, len(passage.text), text, fill={"fault": f"has {count} words"})


def small_boxes(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Boxes in a PDF too small for a pen, told once a page."""
    small = [
        one
        for one in reading.traits.fields
        if one.box and 0 < min(one.width, one.height) < look.figures["box_mm"] * MM - 0.1
    ]
    for page, field in {one.page: one for one in small}.items():
        size = min(field.width, field.height) / MM
        yield Hit(words=field.name, place=Place(page=page), fill={"fault": f"A box is {size:.1f} mm wide"})


def unnamed_fields(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Fields of a PDF or page that a screen reader cannot name, or that share a name."""
    fields = reading.traits.fields if reading.form in {Form.PDF, Form.HTML} else ()
    nameless = [one for one in fields if not one.label.strip()]
    if nameless:
        yield Hit(
            words=nameless[0].name,
            place=Place(page=nameless[0].page),
            fill={"fault": f"{_fields(nameless)} without a description"},
        )
    twice = [name for name, count in Counter(_key(one) for one in fields if not one.box).items() if count > 1 and name]
    for name in twice:
        yield Hit(words=name, fill={"fault": f"Two fields are called “{name}”"})


def _key(field: FormField) -> str:
    return field.name


def _fields(fields: list[FormField]) -> str:
    return "1 field" if len(fields) == 1 else f"{len(fields)} fields"


def word_controls(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A fillable Word file whose controls have no title or tag, or whose boxes are typed letters."""
    if reading.form is not Form.WORD or not reading.traits.fields:
        return
    nameless = [one for one in reading.traits.fields if not one.label or not one.name]
    if nameless:
        yield Hit(
            words=nameless[0].label or nameless[0].name, fill={"fault": f"{_fields(nameless)} without title or tag"}
        )
    if not any(one.box for one in reading.traits.fields):
        for passage in reading.passages:
            typed = re.search("[☐☑☒□]", passage.text)
            if typed:
                yield Hit(
                    passage,
                    typed.start(),
                    typed.end(),
                    typed.group(),
                    fill={"fault": "A box is a typed letter that nobody can tick"},
                )


def pages(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A sheet of more than one leaf, or signatures alone on its last page."""
    count = reading.traits.pages
    if not count or any_of(look.words["binder"], reading.title):
        return
    if count > look.figures["pages"]:
        yield Hit(words=f"{count} pages", fill={"fault": f"The sheet has {count} pages; one leaf has two"})
    last = [one for one in reading.passages if one.place().page == count]
    if (
        count > 1
        and last
        and any_of(look.words["sign"], last[0].text)
        and sum(len(one.text.split()) for one in last) < 40
    ):
        yield Hit(
            last[0], 0, len(last[0].text), last[0].text[:60], fill={"fault": "Signatures stand alone on the last page"}
        )


def large_print(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A file that calls itself large print and whose letters are small: a copy that was only enlarged, or not even that."""
    named = any_of(look.words["named"], re.sub(r"[._-]", " ", f"{reading.name} {reading.title}"))
    size = reading.traits.letters
    if named and 0 < size < look.figures["points"] - 0.25:
        yield Hit(words=named.group(), fill={"size": f"{size:g}", "points": f"{look.figures['points']:g}"})


def language(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A file that says neither in its name nor in its properties what language it is in."""
    if reading.form not in {Form.WORD, Form.PDF, Form.HTML} or reading.traits.language:
        return
    if not re.search(
        r"[._-](?:en|es|fr|de|zh|vi|ko|ru|ar|pt|ht|tl)(?:[._-]|$)", reading.name.rsplit(".", 1)[0], re.IGNORECASE
    ):
        yield Hit(words=reading.name)
