"""What the rule packs leave to whoever drafts: questions to settle before adoption, and the rules behind the postings."""

from __future__ import annotations

from collections.abc import Iterator

from npgs_docs.document import Origin
from npgs_docs.inputs import Inputs, fact_view, facts, reaching
from npgs_docs.jobs import ROLE_TOPICS, job_context
from npgs_docs.marks import Sourced
from npgs_docs.packs import Topic
from npgs_docs.view import View


def open_questions(inputs: Inputs) -> list[View]:
    """The facts that reach this organization and leave something open: left out of its documents, or with a note."""
    found = reaching(inputs, _topics(inputs))
    return [
        fact_view(inputs, pack, fact, note=_dated(inputs, fact.note))
        for pack, fact in found
        if fact.note or not fact.settled
    ]


def _dated(inputs: Inputs, note: str | None) -> Sourced | None:
    return Sourced(inputs.conventions.dated(note), Origin.PACK) if note else None


def _topics(inputs: Inputs) -> list[str]:
    """What the documents of this organization tell rules about."""
    profile = inputs.decided.profile
    positions = (profile.positions.specialist, profile.positions.supervisor)
    said = [topic for clause in inputs.library.clauses for topic in clause.topics]
    said += [Topic(topic) for topics in ROLE_TOPICS.values() for topic in topics]
    said += [Topic.PAY_POSTING]
    said += [Topic.FAIR_CHANCE] if any(one.checks for one in positions) else []
    said += [Topic.DRIVING] if any(one.driving_essential for one in positions) else []
    said += [Topic.EQUAL_OPPORTUNITY] if profile.organization.federal_contractor else []
    return list(dict.fromkeys(topic.value for topic in said))


def posting_rules(inputs: Inputs) -> list[View]:
    """The rules that the two postings keep to, each once."""
    return list({fact.id: fact for fact in _rules_of_postings(inputs)}.values())


def _rules_of_postings(inputs: Inputs) -> Iterator[View]:
    yield from facts(inputs, ["internal-notice"])
    for kind in inputs.library.roles:
        names = job_context(inputs, kind)
        yield from names["pay_rules"]
        yield from names["driving_rules"] if names["position"].driving_essential else []
        yield from names["contractor_rules"]
