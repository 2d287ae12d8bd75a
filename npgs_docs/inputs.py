"""What every document of one organization is made from: the three layers, decided and worded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from npgs_docs.catalog import Entry, Kind
from npgs_docs.conventions import Conventions
from npgs_docs.decisions import Decided
from npgs_docs.library import Library
from npgs_docs.rules import Rules
from npgs_docs.style import Edition
from npgs_docs.terms import Wording


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
        own = self.decided.profile.policy.number if entry.kind is Kind.POLICY else None
        return own or entry.number
