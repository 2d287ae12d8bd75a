"""The three layers of input for one organization, and the windows that templates have on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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


def facts(rules: Rules, topics: Iterable[str], notes: Mapping[str, int] = MappingProxyType({})) -> list[View]:
    """The facts on the topics as templates see them; `notes` are the numbers under which the policy lists sources."""
    found = rules.facts(*(str(topic) for topic in topics))
    return [fact_view(pack, fact, notes.get(fact.id)) for pack, fact in found]


def fact_view(pack: Pack, fact: Fact, note: int | None) -> View:
    extra = {
        "note": note,
        "pack": Sourced(pack.name, Origin.PACK),
        "confirm_with": Sourced(fact.confirm_with or pack.confirm_with, Origin.PACK),
    }
    return View(fact, Origin.PACK, extra=extra)
