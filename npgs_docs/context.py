"""The names a template may use: the three layers of input as views, each text marked with the layer it came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from npgs_docs.catalog import Entry, Kind
from npgs_docs.content import Clause, Role, Statement, Value, Variation
from npgs_docs.crosswalk import crosswalk_names, crosswalk_of
from npgs_docs.decisions import Choice
from npgs_docs.document import Blank, Origin
from npgs_docs.inputs import Inputs
from npgs_docs.links import Crosswalk
from npgs_docs.marks import Sourced, slug
from npgs_docs.origins import Provenance
from npgs_docs.packs import Fact, Pack
from npgs_docs.profile.policy import Form, Policy
from npgs_docs.profile.positions import Position
from npgs_docs.rotation import turns_of_a_year
from npgs_docs.rules import Rules
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
            return shared | _job(inputs, entry.subject)
        case Kind.CHECKLIST:
            return shared | _checklist(inputs, entry.subject)
        case Kind.CHOICES:
            return shared | {
                "choices": _choices(inputs.decided.choices),
                "blanks_by_document": _blank_rows(blanks or {}),
            }
        case Kind.BINDER:
            return shared | {"turns": _turns(inputs)}
        case Kind.CROSSWALK:
            return shared | crosswalk_names(inputs, crosswalk or crosswalk_of(inputs), shared["values"])
        case Kind.POLICY:
            return shared


# --- every template ------------------------------------------------------------------------------------------


def own(model: Any, **extra: Any) -> View:
    """A section of the profile; `extra` stands before what it says itself."""
    return View(model, Origin.ORGANIZATION, extra=extra)


def _shared(inputs: Inputs, entry: Entry) -> dict[str, Any]:
    profile, library, terms = inputs.decided.profile, inputs.library, inputs.decided.terms
    clauses = [clause for clause in library.clauses if clause.short or profile.policy.form is Form.FULL]
    topics = tuple(dict.fromkeys(topic.value for clause in clauses for topic in clause.topics))
    notes = {fact.id: number for number, (_, fact) in enumerate(inputs.rules.facts(*topics), start=1)}
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
        "facts": lambda *names: _facts(inputs.rules, names, notes),
        "used_facts": _facts(inputs.rules, topics, notes),
        "clauses": [_clause_view(clause, profile.policy) for clause in clauses],
        "values": [value_view(inputs, value) for value in library.values],
        "value_names": {value.number: value.name for value in library.values},
        "roles": {kind: _role_view(inputs, kind) for kind in library.roles},
        "guideline": View(library.guideline, Origin.OWN),
        "documents": list(inputs.entries),
        "this": entry,
        "edition": inputs.edition.value,
    }


def _clause_view(clause: Clause, policy: Policy) -> View:
    """A clause with the organization's own paragraphs, if it has put any in the place of ours."""
    own_words = policy.clauses.get(clause.id)
    paragraphs = [Sourced(text, Origin.ORGANIZATION) for text in own_words.text] if own_words else []
    return View(clause, Origin.OWN, extra={"own_text": paragraphs})


def _facts(rules: Rules, topics: Iterable[str], notes: Mapping[str, int] = MappingProxyType({})) -> list[View]:
    """The facts on the topics as templates see them; `notes` are the numbers under which the policy lists sources."""
    found = rules.facts(*(str(topic) for topic in topics))
    return [_fact_view(pack, fact, notes.get(fact.id)) for pack, fact in found]


def _fact_view(pack: Pack, fact: Fact, note: int | None) -> View:
    extra = {
        "note": note,
        "pack": Sourced(pack.name, Origin.PACK),
        "confirm_with": Sourced(fact.confirm_with or pack.confirm_with, Origin.PACK),
    }
    return View(fact, Origin.PACK, extra=extra)


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


# --- job descriptions and postings ---------------------------------------------------------------------------


def _job(inputs: Inputs, kind: str) -> dict[str, Any]:
    profile = inputs.decided.profile
    position: Position = getattr(profile.positions, kind)
    place = next((site for site in profile.sites if position.site and site.name == position.site), profile.sites[0])
    return {
        "kind": kind,
        "position": View(position, Origin.ORGANIZATION),
        "worker": inputs.decided.terms[kind],
        "site": own(place),
        "role": _role_view(inputs, kind, position),
        "advert": _advert(inputs, kind),
        "pay_rules": [fact for fact in _binding(inputs, ["pay-posting"]) if _shows_in_a_posting(fact)],
        "role_rules": _binding(inputs, _ROLE_TOPICS[kind]),
        "check_rules": _binding(inputs, ["fair-chance"]),
        "driving_rules": _binding(inputs, ["driving"]),
        "contractor_rules": [
            fact
            for fact in _binding(inputs, ["equal-opportunity"])
            if profile.organization.federal_contractor and fact.id == "us.section-503"
        ],
    }


_ROLE_TOPICS = {
    "specialist": ["credential"],
    "supervisor": ["who-may-supervise", "supervisor-training", "supervision-ratio"],
}


def _binding(inputs: Inputs, topics: Iterable[str]) -> list[View]:
    """The facts on the topics that hold for this organization: its size, its place, the day of its postings."""
    profile = inputs.decided.profile
    day = profile.postings.posted or inputs.library.guideline.content_date
    places = {profile.jurisdiction.city, profile.jurisdiction.county, *(site.address.city for site in profile.sites)}
    found = inputs.rules.facts(*topics)
    return [
        _fact_view(pack, fact, None)
        for pack, fact in found
        if _holds(fact, profile.organization.employee_count, places, day)
    ]


def _shows_in_a_posting(fact: View) -> bool:
    """Whether a rule on pay tells an applicant why pay is printed or what is not asked; the rest is for the office."""
    return bool(fact.value.pay_required or fact.value.benefits_required or fact.value.salary_history_banned)


def _holds(fact: Fact, employees: int, places: Collection[str | None], day: date) -> bool:
    """Whether a fact binds an employer of this size in these places on this day."""
    big_enough = employees >= (fact.value.min_employees or 0)
    here = not fact.value.places or not {*fact.value.places}.isdisjoint(places)
    return big_enough and here and (fact.effective is None or fact.effective <= day)


def _role_view(inputs: Inputs, kind: str, position: Position | None = None) -> View:
    """A role with the additions of its setting and populations, and the organization's own.

    `here` is what the setting and the populations make of the functions; what the setting rules out is said of the
    worker, not of the supervisor.
    """
    library = inputs.library
    role: Role = library.roles[kind]
    position = position or getattr(inputs.decided.profile.positions, kind)
    setting = library.settings[position.setting.value]
    populations = [library.populations[one.value] for one in position.populations]
    variations = [setting, *populations]
    outside = _added(variations, "outside") if kind == "specialist" else []

    def statements(own: Iterable[Statement], added: Iterable[Statement]) -> list[View]:
        return [View(one, Origin.GUIDELINE, inputs.wording) for one in (*own, *added)]

    extra = {
        "functions": _functions(inputs, role, position),
        "here": statements((), _added(variations, kind)),
        "other_functions": [*statements(role.other_functions, ()), *_own_texts(position.extra_functions, "OX")],
        "outside": statements(role.outside, outside),
        "own_outside": _own_texts(position.outside, "ON"),
        "competencies": statements(role.competencies, _added(variations, "competencies")),
        "demands": statements(role.demands, _added(variations, "demands")),
        "setting": View(setting, Origin.GUIDELINE, inputs.wording),
        "populations": [View(one, Origin.GUIDELINE, inputs.wording) for one in populations],
    }
    return View(role, Origin.GUIDELINE, inputs.wording, extra)


def _added(variations: Iterable[Variation], name: str) -> list[Statement]:
    return [statement for one in variations for statement in getattr(one, name)]


def _functions(inputs: Inputs, role: Role, position: Position) -> list[View]:
    if not position.functions:
        return [View(one, Origin.GUIDELINE, inputs.wording) for one in role.functions]
    return [
        View(one, Origin.ORGANIZATION, extra={"id": f"OF-{number}", "short": Sourced(one.text, Origin.ORGANIZATION)})
        for number, one in enumerate(position.functions, start=1)
    ]


def _own_texts(texts: Iterable[str], prefix: str) -> list[View]:
    return [
        View(None, Origin.ORGANIZATION, extra={"id": f"{prefix}-{n}", "text": Sourced(text, Origin.ORGANIZATION)})
        for n, text in enumerate(texts, start=1)
    ]


def _advert(inputs: Inputs, kind: str) -> View:
    """The postings' shared answers with those of one posting before them."""
    postings = inputs.decided.profile.postings
    one = getattr(postings, kind)
    return View(
        postings,
        Origin.ORGANIZATION,
        extra={name: _as_own(value) for name in type(one).model_fields if (value := getattr(one, name)) is not None}
        | ({} if one.requisition else {"requisition": None}),
    )


def _as_own(value: Any) -> Any:
    return Sourced(value, Origin.ORGANIZATION) if isinstance(value, str) else value


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
