"""A link from one of the twelve values to what carries it, and all of an organization's links as one crosswalk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from npgs_docs.marks import Sourced
from npgs_docs.profile.accreditation import Standard
from npgs_docs.values import VALUE_NAMES


class Kind(StrEnum):
    """What a link leads to. The first four carry values; rules belong to sections, standards to whoever meets them."""

    SECTION = "policy section"
    SPECIALIST = "specialist duty"
    SUPERVISOR = "supervisor duty"
    ITEM = "checklist item"
    RULE = "rule"
    STANDARD = "standard"


CARRIERS = {
    Kind.SECTION: "Policy sections",
    Kind.SPECIALIST: "Duties of the specialist",
    Kind.SUPERVISOR: "Duties of the supervisor",
    Kind.ITEM: "Checklist items",
}
"""What a value can be carried by, in the order of the columns, with what a column is called."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link. `value` is the value's number (None for rules and standards, which belong to a section or document).

    `document` is the number printed on the document, `place` where in it (``Section 8``, ``Duty 2``, ``V1-S3``; "" for
    the whole), `id` the stable name of what is there. `words` know the layer they come from; `source` says where they
    rest, and `as_of` when that was last looked at.
    """

    kind: Kind
    document: str
    place: str
    id: str
    words: Sourced
    source: str
    value: int | None = None
    as_of: date | None = None

    @property
    def number(self) -> str:
        """The place without what kind of place it is: ``8``, ``V1-S3``."""
        return self.place.rpartition(" ")[2]

    @property
    def document_and_place(self) -> str:
        return f"{self.document}, {self.place.lower()}" if self.place else self.document


def spans(ids: Iterable[str]) -> str:
    """Ids that follow one another, told by the first and the last: ``V1-S1 to V1-S7, V1-R1 to V1-R4``."""
    groups: list[list[str]] = []
    for id in ids:
        if groups and _next(groups[-1][-1]) == id:
            groups[-1].append(id)
        else:
            groups.append([id])
    return ", ".join(group[0] if len(group) == 1 else f"{group[0]} to {group[-1]}" for group in groups)


def _next(id: str) -> str:
    found = re.fullmatch(r"(.*?)(\d+)", id)
    return f"{found[1]}{int(found[2]) + 1}" if found else ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A value that nothing of `kinds` carries."""

    value: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Every link, values first, then rules and standards. `sections` are the numbers of the policy's sections by id."""

    links: tuple[Link, ...]
    sections: Mapping[str, str]

    def carriers(self, value: int, kind: Kind) -> tuple[Link, ...]:
        return tuple(link for link in self.links if link.value == value and link.kind is kind)

    def meeting(self, standard: Standard) -> tuple[Link, ...]:
        """The links of one standard of the profile."""
        return tuple(
            link
            for link in self.links
            if link.kind is Kind.STANDARD and (link.source, link.id) == (standard.accreditor, standard.standard)
        )

    def gaps(self) -> Iterator[Gap]:
        """Every value without a section, without a duty in one of the jobs, or without an item."""
        for value in range(1, len(VALUE_NAMES) + 1):
            missing = tuple(kind for kind in CARRIERS if not self.carriers(value, kind))
            if missing:
                yield Gap(value, missing)
