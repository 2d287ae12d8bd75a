"""What job descriptions and postings are made of: a position with its role, its place, its advert and the rules that bind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from npgs_docs.content import Role, Statement, Variation
from npgs_docs.conventions import typographic
from npgs_docs.document import Origin
from npgs_docs.inputs import Inputs, facts, own
from npgs_docs.marks import Sourced
from npgs_docs.profile.fields import Pay
from npgs_docs.profile.organization import Site
from npgs_docs.profile.positions import Position
from npgs_docs.profile.regions import Country
from npgs_docs.profile.supervision import Standing
from npgs_docs.vacancy import Application, Occupation, Place, Salary, Schooling, Vacancy
from npgs_docs.view import View


def job_context(inputs: Inputs, kind: str) -> dict[str, Any]:
    profile = inputs.decided.profile
    position: Position = getattr(profile.positions, kind)
    pay_rules = facts(inputs, ["pay-posting"])
    return {
        "kind": kind,
        "position": View(position, Origin.ORGANIZATION),
        "worker": inputs.decided.terms[kind],
        "site": own(_site(inputs, position)),
        "role": role_view(inputs, kind, position),
        "advert": advert(inputs, kind),
        "pay_rules": [fact for fact in pay_rules if _shows_in_a_posting(fact)],
        "law_asks": _statements_asked(pay_rules),
        "role_rules": facts(inputs, ROLE_TOPICS[kind]),
        "check_rules": facts(inputs, ["fair-chance"]),
        "driving_rules": facts(inputs, ["driving"]),
        "contractor_rules": [
            fact
            for fact in facts(inputs, ["equal-opportunity"])
            if profile.organization.federal_contractor and fact.id == "us.section-503"
        ],
    }


def _site(inputs: Inputs, position: Position) -> Site:
    """Where the work is done."""
    sites = inputs.decided.profile.sites
    return next((site for site in sites if position.site and site.name == position.site), sites[0])


ROLE_TOPICS = {
    "specialist": ["credential"],
    "supervisor": ["who-may-supervise", "supervisor-training", "supervision-ratio"],
}


def _shows_in_a_posting(fact: View) -> bool:
    """Whether a rule tells an applicant why something is printed or not asked; the rest is for the office."""
    value = fact.value
    return bool(
        value.pay_required
        or value.benefits_required
        or value.salary_history_banned
        or value.vacancy_statement_required
        or value.ai_statement_required
    )


_STATEMENTS = ("other_pay", "vacancy_statement", "ai_statement")


def _statements_asked(rules: Iterable[View]) -> list[str]:
    """What a binding rule wants said in a posting, though the organization may have nothing of it to tell."""
    return [name for name in _STATEMENTS if any(getattr(fact.value, f"{name}_required") for fact in rules)]


def role_view(inputs: Inputs, kind: str, position: Position | None = None) -> View:
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
        "where": Sourced(inputs.wording.fill(_where(setting, kind)), Origin.GUIDELINE),
        "field": Sourced(_field(inputs, position), Origin.GUIDELINE),
        "setting": View(setting, Origin.GUIDELINE, inputs.wording),
        "populations": [View(one, Origin.GUIDELINE, inputs.wording) for one in populations],
    }
    return View(role, Origin.GUIDELINE, inputs.wording, extra)


def _where(setting: Variation, kind: str) -> str:
    """What the setting means for a role, in a few words."""
    return (setting.supervisor_summary if kind == "supervisor" else None) or setting.summary


def _added(variations: Iterable[Variation], name: str) -> list[Statement]:
    return [statement for one in variations for statement in getattr(one, name)]


def _functions(inputs: Inputs, role: Role, position: Position) -> list[View]:
    if not position.functions:
        separate = inputs.decided.profile.supervision.line_manager_separate
        return [View(one, Origin.GUIDELINE, inputs.wording) for one in role.functions_where(separate)]
    return [
        View(one, Origin.ORGANIZATION, extra={"id": f"OF-{number}", "short": Sourced(one.text, Origin.ORGANIZATION)})
        for number, one in enumerate(position.functions, start=1)
    ]


def _own_texts(texts: Iterable[str], prefix: str) -> list[View]:
    return [
        View(None, Origin.ORGANIZATION, extra={"id": f"{prefix}-{n}", "text": Sourced(text, Origin.ORGANIZATION)})
        for n, text in enumerate(texts, start=1)
    ]


def advert(inputs: Inputs, kind: str) -> View:
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
    match value:
        case str():
            return Sourced(value, Origin.ORGANIZATION)
        case tuple():
            return [_as_own(one) for one in value]
        case _:
            return value


# --- the facts a posting carries ------------------------------------------------------------------------------


def vacancy_of(inputs: Inputs, kind: str) -> Vacancy:
    """The same answers as the posting's words, as values: nothing is in them that the organization has not said."""
    profile, library = inputs.decided.profile, inputs.library
    position: Position = getattr(profile.positions, kind)
    said, organization = advert(inputs, kind), profile.organization
    return Vacancy(
        title=position.title or inputs.decided.terms[kind].title,
        employer=organization.legal_name,
        website=organization.website or "",
        place=_place(inputs, position),
        remote=position.remote,
        remote_from=position.remote_from,
        employment=position.employment,
        hours=position.hours_per_week,
        schedule=position.schedule or "",
        salary=_salary(position.pay, inputs.conventions.currency),
        other_pay="" if (position.other_pay or "none").lower() == "none" else str(position.other_pay),
        benefits=profile.postings.benefits,
        requisition=str(said.requisition or ""),
        openings=said.openings,
        posted=said.posted,
        closes=said.closes,
        starts=said.starts,
        application=_application(said),
        schooling=Schooling(position.education, bool(position.education_alternative)) if position.education else None,
        experience_months=_experience(inputs, kind, position),
        skills=tuple(_polished(inputs, one.text) for one in library.roles[kind].required),
        field=_field_of_work(inputs, position),
        occupation=_occupation(library.roles[kind], profile.jurisdiction.country),
    )


def _experience(inputs: Inputs, kind: str, position: Position) -> int | None:
    """The months asked for; a supervisor may be asked to have done the work, however long."""
    required = inputs.decided.profile.supervision.lived_experience is Standing.REQUIRED
    return position.experience_months or (None if kind == "supervisor" and required else 0)


def _place(inputs: Inputs, position: Position) -> Place:
    site, country = _site(inputs, position), inputs.decided.profile.jurisdiction.country
    address = site.address
    return Place(site.name or "", address.street, address.city, address.region, address.postal_code, country.value)


def _salary(pay: Pay | None, currency: str) -> Salary | None:
    return Salary(pay.min, pay.max, pay.unit, currency) if pay else None


def _application(said: View) -> Application:
    ways = {name: str(getattr(said, f"apply_{name}") or "") for name in ("url", "email", "phone")}
    return Application(**ways, direct=said.direct_apply)


def _field_of_work(inputs: Inputs, position: Position) -> str:
    return _polished(inputs, _field(inputs, position))


def _field(inputs: Inputs, position: Position) -> str:
    """``Community peer support, mental health and substance use``."""
    setting = inputs.library.settings[position.setting.value]
    names = [inputs.library.populations[one.value].name for one in position.populations]
    *most, last = [f"{name[:1].lower()}{name[1:]}" for name in names]
    people = f"{', '.join(most)}{',' if len(most) > 1 else ''} and {last}" if most else last
    return f"{setting.field or setting.name}, {people}"


def _polished(inputs: Inputs, text: str) -> str:
    """Words of ours as the document prints them: the organization's nouns, the country's spelling, printers' quotes."""
    return typographic(inputs.conventions.spelled(inputs.wording.fill(text)))


def _occupation(role: Role, country: Country) -> Occupation | None:
    found = role.occupation
    return Occupation(found.code, found.name, found.taxonomy) if found and found.country == country.value else None
