"""A Word file and what was found in it, in; the same file with a comment at each finding, out.

Only the text part, the comments and their registration change: styles, pictures, tracked changes and other comments stay.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree

from npgs_docs.checks.files.word import paragraphs, pieces
from npgs_docs.checks.finding import Checked, Finding, Sighting
from npgs_docs.checks.package import COMMENTS, Element, Package, W, attribute, opened, parsed, tag
from npgs_docs.checks.report.words import NAMES, grounds_words

AUTHOR, INITIALS = "npgs check", "NPGS"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Note:
    """A finding at one place. `paragraph` counts from 1; of a whole document it is the first with words."""

    finding: Finding
    paragraph: int
    start: int
    end: int


def annotated(data: bytes, checked: Checked, today: date) -> bytes:
    """The bytes of the file with comments. Raises NotAPackageError for what is no Word file."""
    package = opened(data)
    body = package.document.find(tag("body"))
    found = list(paragraphs(body))
    comments = _comments(package)
    number = 1 + max((int(attribute(one, "id") or 0) for one in comments.iter(tag("comment"))), default=-1)
    for note in _notes(checked, found):
        comments.append(_comment(number, note.finding, today))
        _anchor(found[note.paragraph - 1], note, number)
        number += 1
    return package.packed()


def _notes(checked: Checked, found: Sequence[Element]) -> Iterator[Note]:
    """Every place of every finding; those of one paragraph from the last to the first, so that none moves another."""
    first = next((n for n, one in enumerate(found, start=1) if any(piece.text.strip() for piece in pieces(one))), 0)
    notes = [note for finding in checked.findings for note in _placed(finding, first) if note.paragraph]
    yield from sorted(notes, key=lambda note: (note.paragraph, -note.start, note.end))


def _placed(finding: Finding, first: int) -> Iterator[Note]:
    inside = [one for one in finding.sightings if one.paragraph]
    if not inside:
        yield Note(finding, first, 0, 0)
    for one in inside:
        yield _note(finding, one)


def _note(finding: Finding, sighting: Sighting) -> Note:
    return Note(finding, sighting.paragraph or 0, sighting.start, sighting.end)


# --- where it stands -----------------------------------------------------------------------------------------


def _anchor(paragraph: Element, note: Note, number: int) -> None:
    """Mark the words with a comment's start, end and reference. Words that cannot be found mark the whole paragraph."""
    if note.end > note.start:
        first, last = _run_from(paragraph, note.start), _run_until(paragraph, note.end)
    else:
        runs = [piece.element for piece in pieces(paragraph)]
        first, last = (runs[0].getparent(), runs[-1].getparent()) if runs else (None, None)
    start, end = _element("commentRangeStart", id=number), _element("commentRangeEnd", id=number)
    if first is None or last is None:
        paragraph.append(start)
        paragraph.append(end)
        paragraph.append(_reference(number))
        return
    first.addprevious(start)
    last.addnext(end)
    _outermost(end, paragraph).addnext(_reference(number))


def _outermost(element: Element, paragraph: Element) -> Element:
    """The child of the paragraph that holds an element: a reference is text of nobody's tracked change or link."""
    while element.getparent() is not paragraph:
        element = element.getparent()
    return element


def _run_from(paragraph: Element, offset: int) -> Element | None:
    """The run that begins at a character; one that has it inside is parted in two."""
    at = 0
    for piece in pieces(paragraph):
        if at <= offset < at + len(piece.text):
            return _parted(piece.element, offset - at)
        at += len(piece.text)
    return None


def _run_until(paragraph: Element, offset: int) -> Element | None:
    """The run that ends before a character; one that goes on is parted in two."""
    at = 0
    for piece in pieces(paragraph):
        if at < offset <= at + len(piece.text):
            _parted_after(piece.element, offset - at)
            return piece.element.getparent()
        at += len(piece.text)
    return None


def _parted(piece: Element, offset: int) -> Element:
    """The run whose first text is that of `piece` from `offset` on."""
    run = piece.getparent()
    before = [one for one in run if one.tag != tag("rPr")]
    if offset == 0 and before and before[0] is piece:
        return run
    earlier = etree.Element(run.tag, run.attrib)
    properties = run.find(tag("rPr"))
    if properties is not None:
        earlier.append(copy.deepcopy(properties))
    for one in before[: before.index(piece)]:
        earlier.append(one)
    if offset:
        head = copy.deepcopy(piece)
        _write(head, (piece.text or "")[:offset])
        _write(piece, (piece.text or "")[offset:])
        earlier.append(head)
    run.addprevious(earlier)
    return run


def _parted_after(piece: Element, offset: int) -> None:
    """Part the run so that it ends with the first `offset` characters of `piece`."""
    run = piece.getparent()
    after = list(run)[list(run).index(piece) + 1 :]
    rest = (piece.text or "")[offset:] if piece.tag == tag("t") else ""
    if not after and not rest:
        return
    later = etree.Element(run.tag, run.attrib)
    properties = run.find(tag("rPr"))
    if properties is not None:
        later.append(copy.deepcopy(properties))
    if rest:
        tail = copy.deepcopy(piece)
        _write(tail, rest)
        _write(piece, (piece.text or "")[:offset])
        later.append(tail)
    for one in after:
        later.append(one)
    run.addnext(later)


def _write(element: Element, words: str) -> None:
    element.text = words
    element.tail = None
    element.set(_SPACE, "preserve")


def _reference(number: int) -> Element:
    run = etree.Element(tag("r"))
    run.append(_element("commentReference", id=number))
    return run


def _element(name: str, **attributes: Any) -> Element:
    element = etree.Element(tag(name))
    for key, value in attributes.items():
        element.set(tag(key), str(value))
    return element


# --- what it says --------------------------------------------------------------------------------------------


def _comment(number: int, finding: Finding, today: date) -> Element:
    comment = _element("comment", id=number, author=AUTHOR, initials=INITIALS, date=f"{today:%Y-%m-%d}T00:00:00Z")
    level = NAMES[finding.level].rstrip("s")
    sources = "; ".join(grounds_words(one, today) for one in finding.grounds[:2])
    for words in (
        f"{level}, {finding.rule.id}. {finding.message}",
        finding.because,
        f"Write instead: {finding.rewrite}",
        f"Source: {sources}",
    ):
        paragraph, run, text = etree.SubElement(comment, tag("p")), etree.Element(tag("r")), etree.Element(tag("t"))
        _write(text, words)
        run.append(text)
        paragraph.append(run)
    return comment


def _comments(package: Package) -> Element:
    """The comments part, registered; an empty one is made where there is none."""
    found = package.tree(COMMENTS)
    if found is not None:
        return found
    made = etree.Element(tag("comments"), nsmap={"w": W})
    package.trees[COMMENTS] = made
    types = package.tree("[Content_Types].xml")
    etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{COMMENTS}", ContentType=_COMMENTS_TYPE)
    relations = _relations(package)
    taken = {one.get("Id") for one in relations}
    id = next(f"rIdNpgs{n}" for n in range(1, len(taken) + 2) if f"rIdNpgs{n}" not in taken)
    etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship", Id=id, Type=_COMMENTS_RELATION, Target="comments.xml")
    return made


def _relations(package: Package) -> Element:
    name = "word/_rels/document.xml.rels"
    if package.tree(name) is None:
        package.trees[name] = parsed(f'<Relationships xmlns="{_RELATIONS}"/>'.encode(), name)
    return package.trees[name]
