"""The three layers of input for one organization, and the windows that templates have on them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from npgs_docs.catalog import Entry, Kind
from npgs_docs.conventions import Conventions
from npgs_docs.decisions import Decided
from npgs_docs.document import Origin
from npgs_docs.library import Library
from npgs_docs.marks import Sourced
from npgs_docs.packs import Fact, Pack
from npgs_docs.rules import Rules
from npgs_docs.style import Edition
from npgs_docs.terms import Wording
from npgs_docs.view import View


@dataclass(frozen=True, slots=True)
class Inputs:
    """The three layers, decided and worded, for one organization.

    `own_clauses` are the clauses whose template the organization has replaced, by id, each with the numbers of the
    values that the file says it carries.
    """

    library: Library
    rules: Rules
    decided: Decided
    conventions: Conventions
    entries: tuple[Entry, ...]
    edition: Edition
    own_clauses: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def wording(self) -> Wording:
        return Wording(self.decided.terms, {"lived_experience": self.decided.profile.terms.lived_experience})

    def number(self, entry: Entry) -> str:
        """The number printed on a document: the organization's own for the policy, where it has given one."""
        policy = self.decided.profile.policy
        given = policy.number if entry.kind is Kind.POLICY and policy.numbered else None
        return given or entry.number


def own(model: Any, **extra: Any) -> View:
    """A section of the profile; `extra` stands before what it says itself."""
    return View(model, Origin.ORGANIZATION, extra=extra)


def facts(inputs: Inputs, topics: Iterable[str], numbers: Mapping[str, int] = MappingProxyType({})) -> list[View]:
    """The facts a document may print on the topics; `numbers` are those under which the policy lists sources."""
    return [fact_view(inputs, pack, fact, numbers.get(fact.id)) for pack, fact in binding(inputs, topics)]


def binding(inputs: Inputs, topics: Iterable[str]) -> tuple[tuple[Pack, Fact], ...]:
    """The facts on the topics that hold for this organization (its size, its place, the day) and are settled."""
    return tuple(one for one in reaching(inputs, topics) if one[1].settled)


def reaching(inputs: Inputs, topics: Iterable[str]) -> tuple[tuple[Pack, Fact], ...]:
    """The facts on the topics that reach this organization, those among them that nobody is sure of."""
    profile = inputs.decided.profile
    day = profile.postings.posted or inputs.library.guideline.content_date
    places = {profile.jurisdiction.city, profile.jurisdiction.county, *(site.address.city for site in profile.sites)}
    found = inputs.rules.facts(*(str(topic) for topic in topics))
    return tuple(one for one in found if _holds(one[1], profile.organization.employee_count, places, day))


def _holds(fact: Fact, employees: int, places: Collection[str | None], day: date) -> bool:
    """Whether a fact binds an employer of this size in these places on this day."""
    big_enough = employees >= (fact.value.min_employees or 0)
    here = not fact.value.places or not {*fact.value.places}.isdisjoint(places)
    return big_enough and here and (fact.effective is None or fact.effective <= day)


def fact_view(inputs: Inputs, pack: Pack, fact: Fact, number: int | None = None, **more: Any) -> View:
    extra = {
        "number": number,
        "sentence": Sourced(inputs.conventions.dated(fact.sentence), Origin.PACK),
        "pack": Sourced(pack.name, Origin.PACK),
        "confirm_with": Sourced(fact.confirm_with or pack.confirm_with, Origin.PACK),
        **more,
    }
    return View(fact, Origin.PACK, extra=extra)
