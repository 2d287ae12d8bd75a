"""The circumstances a document is judged in: whose rules apply, how many work there, whose words, and what day it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from npgs_docs.checks.rule import Asked
from npgs_docs.decisions import terms_of
from npgs_docs.links import Crosswalk
from npgs_docs.packfiles import NEUTRAL
from npgs_docs.packs import Fact
from npgs_docs.profile import Loaded
from npgs_docs.rules import Rules


@dataclass(frozen=True, slots=True)
class Bench:
    """`employees` is None where nobody said; a law that begins at a headcount is then taken to hold.

    `loaded` is the organization's profile, if it is known; `terms` its words for specialist, supervisor and person;
    `forms` the numbers of forms that exist; `crosswalk` what carries each value in what the profile makes.
    """

    rules: Rules
    today: date
    employees: int | None = None
    loaded: Loaded | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    crosswalk: Crosswalk | None = None

    @property
    def country(self) -> str:
        return next((pack.country for pack in self.rules.packs if pack.country), "")

    def facts(self, asked: Asked) -> Iterator[Fact]:
        """The facts that answer: of the topic, with the key set and not false, in force, and reaching this headcount."""
        for pack, fact in self.rules.facts(asked.topic.value):
            if asked.local and not pack.region:
                continue
            value = getattr(fact.value, asked.key) if asked.key else True
            if value not in (None, False) and self.reaches(fact):
                yield fact

    def reaches(self, fact: Fact) -> bool:
        """Whether a fact is in force today and reaches an employer of this size."""
        floor = fact.value.min_employees
        begun = fact.effective is None or fact.effective <= self.today
        return begun and (floor is None or self.employees is None or self.employees >= floor)

    def fact(self, id: str) -> Fact | None:
        return next((fact for pack in self.rules.packs for fact in pack.facts if fact.id == id), None)

    @property
    def judged_by(self) -> str:
        names = [f"{pack.name}, version {pack.version}" for pack in self.rules.packs if pack.id != NEUTRAL]
        return "; ".join(names) or "no country's rules"


def bench_of(
    rules: Rules,
    today: date,
    *,
    loaded: Loaded | None = None,
    employees: int | None = None,
    forms: Iterable[str] = (),
    crosswalk: Crosswalk | None = None,
) -> Bench:
    """The circumstances by a profile where there is one; `employees` stands before the profile's count."""
    terms = {name: noun.singular for name, noun in terms_of(loaded.profile).items()} if loaded else {}
    count = employees or (loaded.profile.organization.employee_count if loaded else None)
    return Bench(rules, today, count, loaded, terms, frozenset(forms), crosswalk)
