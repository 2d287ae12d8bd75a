"""The names a template may use: the three layers of input as views, each text marked with the layer it came from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from npgs_docs.catalog import Entry, Kind
from npgs_docs.content import Clause, Value
from npgs_docs.crosswalk import crosswalk_names, crosswalk_of
from npgs_docs.decisions import Choice
from npgs_docs.document import Blank, Origin
from npgs_docs.inputs import Inputs, binding, fact_view, facts, own
from npgs_docs.jobs import job_context, role_view
from npgs_docs.links import Crosswalk
from npgs_docs.marks import Sourced, slug
from npgs_docs.origins import Provenance
from npgs_docs.packs import Fact, Pack
from npgs_docs.profile.policy import Form, Policy
from npgs_docs.rotation import turns_of_a_year
from npgs_docs.settling import open_questions, posting_rules
from npgs_docs.view import View

SECTION_NAMES = {
    "organization": "Organization", "sites": "Sites", "contacts": "Contacts", "terms": "Words", "jurisdiction": "Place and rules",
    "supervision": "Supervision", "policy": "Policy", "positions": "Positions", "postings": "Postings", "legal": "Legal wording",
    "accreditation": "Accreditation", "output": "Looks", "waivers": "Waivers",
}  # fmt: skip


def context_for(
    inputs: Inputs,
    entry: Entry,
    blanks: Mapping[str, Sequence[Blank]] | None = None,
    crosswalk: Crosswalk | None = None,
    sources: Sequence[Provenance] = (),
) -> dict[str, Any]:
    """Every name the template of `entry` may use. `blanks` (for the choices page) maps titles to what is left blank.

    `crosswalk` is what stands in the finished documents; without it, what would stand in ours. `sources` say where the
    words of the document come from, where that is asked for.
    """
    shared = _shared(inputs, entry) | {"word_sources": list(sources)}
    match entry.kind:
        case Kind.JOB | Kind.POSTING:
            return shared | job_context(inputs, entry.subject)
        case Kind.CHECKLIST:
            return shared | _checklist(inputs, entry.subject)
        case Kind.CHOICES:
            return shared | {
                "choices": _choices(inputs.decided.choices),
                "blanks_by_document": _blank_rows(blanks or {}),
                "questions": open_questions(inputs),
                "posting_rules": posting_rules(inputs),
            }
        case Kind.BINDER:
            return shared | {"turns": _turns(inputs)}
        case Kind.CROSSWALK:
            return shared | crosswalk_names(inputs, crosswalk or crosswalk_of(inputs), shared["values"])
        case Kind.POLICY:
            return shared


# --- every template ------------------------------------------------------------------------------------------


def _shared(inputs: Inputs, entry: Entry) -> dict[str, Any]:
    profile, library, terms = inputs.decided.profile, inputs.library, inputs.decided.terms
    clauses = [clause for clause in library.clauses if clause.short or profile.policy.form is Form.FULL]
    topics = policy_topics(inputs)
    numbers = _numbers(inputs, topics)
    contacts = profile.contacts
    return {
        "organization": own(profile.organization),
        "site": own(profile.sites[0]),
        "sites": [own(site) for site in profile.sites],
        "contacts": own(contacts, accommodation=own(contacts.for_accommodation), concerns=own(contacts.for_concerns)),
        "jurisdiction": own(profile.jurisdiction),
        "supervision": own(profile.supervision),
        "policy": own(profile.policy),
        "waivers": [own(waiver) for waiver in profile.waivers],
        "legal": own(profile.legal),
        "specialist": terms["specialist"],
        "supervisor": terms["supervisor"],
        "person": terms["person"],
        "program": terms["program"],
        "team": terms["team"],
        "workplace": terms["organization"],
        "lived_experience": Sourced(profile.terms.lived_experience, Origin.ORGANIZATION),
        "pack": View(inputs.rules.nearest, Origin.PACK),
        "facts": lambda *names: facts(inputs, names, numbers),
        "used_facts": facts(inputs, topics, numbers),
        "rule_sources": _rule_sources(inputs, numbers),
        "clauses": [_clause_view(clause, profile.policy) for clause in clauses],
        "values": [value_view(inputs, value) for value in library.values],
        "value_names": {value.number: value.name for value in library.values},
        "roles": {kind: role_view(inputs, kind) for kind in library.roles},
        "guideline": View(library.guideline, Origin.OWN),
        "documents": list(inputs.entries),
        "this": entry,
        "edition": inputs.edition.value,
    }


def policy_topics(inputs: Inputs) -> tuple[str, ...]:
    """What the policy tells rules about. The short form tells in its appendix what the full one says under all clauses."""
    return tuple(dict.fromkeys(topic.value for clause in inputs.library.clauses for topic in clause.topics))


def _numbers(inputs: Inputs, topics: Iterable[str]) -> dict[str, int]:
    """The number of each fact's source, by the fact's id."""
    numbers: dict[object, int] = {}
    found = binding(inputs, topics)
    return {fact.id: numbers.setdefault(_source_of(fact), len(numbers) + 1) for _, fact in found}


def _source_of(fact: Fact) -> object:
    """What two facts have in common that are printed as one row of sources."""
    pages = tuple(source.url for source in fact.sources)
    return pages, fact.as_of, fact.expires, fact.effective, fact.confidence, fact.differs


def _rule_sources(inputs: Inputs, numbers: Mapping[str, int]) -> list[View]:
    """A fact of each source that the policy quotes, with the sections and the sentences that rest on it."""
    rows: dict[int, list[tuple[Pack, Fact, str]]] = {}
    for clause in inputs.library.clauses:
        for pack, fact in binding(inputs, (topic.value for topic in clause.topics)):
            rows.setdefault(numbers[fact.id], []).append((pack, fact, clause.title))
    return [_rule_source(inputs, number, found) for number, found in sorted(rows.items())]


def _rule_source(inputs: Inputs, number: int, found: Sequence[tuple[Pack, Fact, str]]) -> View:
    titles = dict.fromkeys(title for _, _, title in found)
    sentences = dict.fromkeys(inputs.conventions.dated(fact.sentence) for _, fact, _ in found)
    pack, fact, _ = found[0]
    return fact_view(
        inputs,
        pack,
        fact,
        number,
        sections=[Sourced(title, Origin.OWN) for title in titles],
        sentences=[Sourced(sentence, Origin.PACK) for sentence in sentences],
    )


def _clause_view(clause: Clause, policy: Policy) -> View:
    """A clause with the organization's own paragraphs, if it has put any in the place of ours."""
    own_words = policy.clauses.get(clause.id)
    paragraphs = [Sourced(text, Origin.ORGANIZATION) for text in own_words.text] if own_words else []
    return View(clause, Origin.OWN, extra={"own_text": paragraphs})


def value_view(inputs: Inputs, value: Value) -> View:
    """One value as templates see it: words filled in, and the permitted exact text where there is any."""
    exact = inputs.library.exact
    text = exact.values.get(value.id) if exact else None
    extra = {
        "slug": slug(value.key),
        "exact": Sourced(text, Origin.GUIDELINE) if text else None,
        "permission": Sourced(exact.permission, Origin.GUIDELINE) if exact and text else None,
    }
    return View(value, Origin.GUIDELINE, inputs.wording, extra)


# --- checklists and choices ----------------------------------------------------------------------------------


def _checklist(inputs: Inputs, id: str) -> dict[str, Any]:
    values = inputs.library.values
    value = next(one for one in values if one.id == id)
    by_number = {one.number: one for one in values}
    return {
        "value": value_view(inputs, value),
        "next_value": value_view(inputs, values[value.number % len(values)]),
        "closest": [value_view(inputs, by_number[number]) for number in value.closest],
    }


def _turns(inputs: Inputs) -> list[View]:
    """The columns of the binder's rotation table."""
    profile = inputs.decided.profile
    return [View(one, Origin.OWN) for one in turns_of_a_year(profile.supervision, profile.policy.effective)]


def _choices(choices: Mapping[str, Sequence[Choice]]) -> list[dict[str, Any]]:
    return [{"name": SECTION_NAMES[section], "rows": list(rows)} for section, rows in choices.items()]


def _blank_rows(blanks: Mapping[str, Sequence[Blank]]) -> list[dict[str, Any]]:
    return [{"title": title, "blanks": list(found)} for title, found in blanks.items() if found]
