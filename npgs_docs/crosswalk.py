"""What carries each of the twelve values, and where it stands: sections of the policy, duties, checklist items, rules, standards.

The links are data: clauses, functions and checklists name the values they serve. A link is made only to what stands in
the finished documents, so that own words, own duties and own templates are seen for what they carry.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from npgs_docs import catalog
from npgs_docs.catalog import Entry
from npgs_docs.content import Clause, Statement
from npgs_docs.conventions import Conventions
from npgs_docs.document import Block, Heading, Marks, Origin, inlines_of, runs_text, walk
from npgs_docs.inputs import Inputs, binding
from npgs_docs.links import CARRIERS, Crosswalk, Kind, Link, spans
from npgs_docs.marks import Sourced
from npgs_docs.packs import Fact, Pack
from npgs_docs.profile.policy import Form, OwnClause
from npgs_docs.profile.positions import OwnFunction
from npgs_docs.view import View

LONGEST = 160
"""How many letters of an organization's own clause are quoted."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands in finished documents: numbers of the policy's sections by id, words of each job description, items."""

    sections: Mapping[str, str]
    jobs: Mapping[str, str]
    items: frozenset[str]


def crosswalk_of(inputs: Inputs, documents: Mapping[str, tuple[Block, ...]] | None = None) -> Crosswalk:
    """The crosswalk of an organization. `documents` are the blocks of its policy, job descriptions and checklists by code.

    Without them, all that the content and the profile name is taken to stand.
    """
    printed = _printed(documents) if documents is not None else None
    sections = printed.sections if printed else _planned(inputs)
    links = (
        *_sections(inputs, sections),
        *(link for role in ("specialist", "supervisor") for link in _duties(inputs, role, printed)),
        *_items(inputs, printed),
    )
    by_value = sorted(links, key=lambda link: (link.value or 0, list(Kind).index(link.kind)))
    every = (*by_value, *_rules(inputs, sections), *_standards(inputs, sections))
    return Crosswalk(tuple(_spelled(link, inputs.conventions) for link in every), sections)


def _spelled(link: Link, conventions: Conventions) -> Link:
    """Our words in the country's spelling, as documents have them; the organization's as typed."""
    layer = link.words.origin
    return (
        link if layer is Origin.ORGANIZATION else replace(link, words=Sourced(conventions.spelled(link.words), layer))
    )


# --- what stands there ---------------------------------------------------------------------------------------


def _printed(documents: Mapping[str, tuple[Block, ...]]) -> Printed:
    headings = [block for block in walk(documents["policy"]) if isinstance(block, Heading)]
    jobs = {
        code.removeprefix("job-"): _plain(_words(blocks))
        for code, blocks in documents.items()
        if code.startswith("job-")
    }
    marks = [block for blocks in documents.values() for block in walk(blocks) if isinstance(block, Marks)]
    return Printed(
        {heading.id: heading.number for heading in headings if heading.number},
        jobs,
        frozenset(item.name for block in marks for item in block.items),
    )


def _words(blocks: Iterable[Block]) -> str:
    return " ".join(runs_text(inlines) for block in walk(blocks) for inlines in inlines_of(block))


def _plain(text: str) -> str:
    """Letters and digits only, so that quotation marks and line ends do not matter."""
    return re.sub(r"\W+", " ", text.lower())


def _planned(inputs: Inputs) -> dict[str, str]:
    short = inputs.decided.profile.policy.form is Form.SHORT
    clauses = [clause.id for clause in inputs.library.clauses if clause.short or not short]
    return {id: str(number) for number, id in enumerate(clauses, start=1)}


def _entry(inputs: Inputs, code: str) -> Entry:
    return next(entry for entry in inputs.entries if entry.code == code)


# --- sections of the policy ----------------------------------------------------------------------------------


def _sections(inputs: Inputs, sections: Mapping[str, str]) -> Iterator[Link]:
    for clause in inputs.library.clauses:
        if clause.id in sections:
            yield from _section(inputs, clause, f"Section {sections[clause.id]}")


def _section(inputs: Inputs, clause: Clause, place: str) -> Iterator[Link]:
    """What a clause carries: by our data for our words, by the organization's word for its own."""
    policy = inputs.decided.profile.policy
    document = inputs.number(_entry(inputs, "policy"))
    if own := policy.clauses.get(clause.id):
        for value in own.values:
            source = f"profile: policy.clauses.{clause.id}, approved by {own.approver}"
            yield Link(Kind.SECTION, document, place, clause.id, _own(_quoted(own)), source, value)
    elif clause.id in inputs.own_clauses:
        for value in inputs.own_clauses[clause.id]:
            source = f"templates/clauses/{clause.id}.md"
            yield Link(Kind.SECTION, document, place, clause.id, _own(clause.title), source, value)
    else:
        served = clause.short_serves if policy.form is Form.SHORT else clause.serves
        for value, words in served.items():
            told = Sourced(inputs.wording.fill(words), Origin.OWN)
            yield Link(Kind.SECTION, document, place, clause.id, told, *_content(inputs, value))


def _quoted(own: OwnClause) -> str:
    text = own.text[0]
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def _content(inputs: Inputs, value: int, origin: str = "own") -> tuple[str, int, date]:
    """Source, value and day of words of the guideline layer: the page they rest on, or this project's own drafting."""
    guideline = inputs.library.guideline
    if origin in inputs.library.sources:
        page = inputs.library.sources[origin]
        return (
            f"npgs-docs content {guideline.content_version}, after: {page.title}",
            value,
            date.fromisoformat(page.as_of),
        )
    return f"npgs-docs content {guideline.content_version}", value, guideline.content_date


# --- duties and items ----------------------------------------------------------------------------------------


def _duties(inputs: Inputs, role: str, printed: Printed | None) -> Iterator[Link]:
    """The essential functions that stand in the job description, by their number there."""
    own = getattr(inputs.decided.profile.positions, role).functions
    for link in _own_duties(inputs, role, own) if own else _our_duties(inputs, role):
        if printed is None or _plain(_spelled(link, inputs.conventions).words) in printed.jobs[role]:
            yield link


def _our_duties(inputs: Inputs, role: str) -> Iterator[Link]:
    document = _entry(inputs, f"job-{role}").number
    separate = inputs.decided.profile.supervision.line_manager_separate
    for number, one in enumerate(inputs.library.roles[role].functions_where(separate), start=1):
        text, place = _guideline(inputs, one), f"Duty {number}"
        for value in one.values:
            source = _content(inputs, value, one.origin)
            yield Link(_duty(role), document, place, one.id, text, *source)


def _own_duties(inputs: Inputs, role: str, own: Iterable[OwnFunction]) -> Iterator[Link]:
    document, source = _entry(inputs, f"job-{role}").number, f"profile: positions.{role}.functions"
    for number, one in enumerate(own, start=1):
        place, id = f"Duty {number}", f"OF-{number}"
        for value in one.values:
            yield Link(_duty(role), document, place, id, _own(one.text), source, value)


def _duty(role: str) -> Kind:
    return Kind(f"{role} duty")


def _items(inputs: Inputs, printed: Printed | None) -> Iterator[Link]:
    """What is ticked on the checklist of a value."""
    for value in inputs.library.values:
        document = _entry(inputs, f"checklist-{value.number:02d}").number
        items: tuple[Statement, ...] = (*value.actions, *value.reflections)
        for item in items:
            if printed is None or item.id in printed.items:
                words, source = _guideline(inputs, item), _content(inputs, value.number, item.origin)
                yield Link(Kind.ITEM, document, item.id, item.id, words, *source)


# --- rules and standards -------------------------------------------------------------------------------------


def _rules(inputs: Inputs, sections: Mapping[str, str]) -> Iterator[Link]:
    """The facts that the rule packs give to a section, by the section's topics."""
    for clause in inputs.library.clauses:
        if clause.id in sections:
            for pack, fact in binding(inputs, (topic.value for topic in clause.topics)):
                yield _rule(inputs, pack, fact, f"Section {sections[clause.id]}")


def _rule(inputs: Inputs, pack: Pack, fact: Fact, place: str) -> Link:
    source = f"{pack.name} {pack.version}: {'; '.join(f'{one.title} <{one.url}>' for one in fact.sources)}"
    document = inputs.number(_entry(inputs, "policy"))
    return Link(
        Kind.RULE,
        document,
        place,
        fact.id,
        Sourced(inputs.conventions.dated(fact.sentence), Origin.PACK),
        source,
        as_of=fact.as_of,
    )


def _standards(inputs: Inputs, sections: Mapping[str, str]) -> Iterator[Link]:
    """What meets each standard. A section that does not stand in the policy meets nothing."""
    policy = inputs.number(_entry(inputs, "policy"))
    for standard in inputs.decided.profile.accreditation.crosswalk:
        met = [(policy, f"Section {sections[id]}") for id in standard.sections if id in sections]
        met += [(inputs.number(_entry(inputs, code)), "") for code in standard.documents]
        for document, place in met:
            note = _own(standard.note or "")
            yield Link(Kind.STANDARD, document, place, standard.standard, note, standard.accreditor)


def _own(text: str) -> Sourced:
    return Sourced(text, Origin.ORGANIZATION)


def _guideline(inputs: Inputs, statement: Statement) -> Sourced:
    return Sourced(inputs.wording.fill(statement.text), Origin.GUIDELINE)


# --- for the template ----------------------------------------------------------------------------------------


def crosswalk_names(inputs: Inputs, crosswalk: Crosswalk, values: Iterable[View]) -> dict[str, Any]:
    """What the template of the crosswalk may use. `values` are the twelve as templates see them, in their order."""
    return {
        "carried": [_carried(crosswalk, value) for value in values],
        "section_numbers": dict(crosswalk.sections),
        "standards": [
            View(
                one, Origin.ORGANIZATION, extra={"met_by": [link.document_and_place for link in crosswalk.meeting(one)]}
            )
            for one in inputs.decided.profile.accreditation.crosswalk
        ],
    }


def _carried(crosswalk: Crosswalk, value: View) -> dict[str, Any]:
    """What carries a value, by kind (``section``, ``specialist``, ``supervisor``, ``item``), and the items' ids in short."""
    carriers = {kind: crosswalk.carriers(value.number, kind) for kind in CARRIERS}
    return {kind.name.lower(): links for kind, links in carriers.items()} | {
        "value": value,
        "item_ids": spans(one.id for one in carriers[Kind.ITEM]),
        "places": sum(len(links) for links in carriers.values()),
    }


def is_read(entry: Entry) -> bool:
    """Whether links lead into a document."""
    return entry.kind in {catalog.Kind.POLICY, catalog.Kind.JOB, catalog.Kind.CHECKLIST}
