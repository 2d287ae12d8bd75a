"""The documents of a packet in reading order: code, template, form number, and what it is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from npgs_docs.values import CORE_VALUES, CoreValue


class Kind(StrEnum):
    POLICY = "policy"
    JOB = "job"
    POSTING = "posting"
    CHECKLIST = "checklist"
    BINDER = "binder"
    CHOICES = "choices"
    CROSSWALK = "crosswalk"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document. `code` names it on the command line, `number` is the form number printed on it.

    `subject` is ``specialist`` or ``supervisor`` for job documents, the value's id for a checklist, else "". Files are
    named by number and `stem`, so they sort in reading order. `form` says that it is filled in with a pen,
    `pasted` that it is also put into other systems, piece by piece.
    """

    code: str
    kind: Kind
    template: str
    title: str
    number: str
    stem: str
    subject: str = ""
    form: bool = False
    pasted: bool = False


def catalog(titles: Mapping[str, str]) -> tuple[Entry, ...]:
    """Every document there is. `titles` gives the job titles of ``specialist`` and ``supervisor``."""
    return (
        Entry("choices", Kind.CHOICES, "choices.md", "Choices made for you", "PS-00", "choices-made-for-you"),
        Entry("policy", Kind.POLICY, "policy.md", "Supervision policy for peer support", "PS-01", "supervision-policy"),
        *(
            Entry(f"job-{role}", Kind.JOB, "job.md", f"Job description: {titles[role]}", number, f"job-{role}", role)
            for role, number in (("specialist", "PS-02"), ("supervisor", "PS-03"))
        ),
        *(
            Entry(
                f"posting-{role}",
                Kind.POSTING,
                "posting.md",
                f"Job posting: {titles[role]}",
                number,
                f"posting-{role}",
                role,
                pasted=True,
            )
            for role, number in (("specialist", "PS-04"), ("supervisor", "PS-05"))
        ),
        Entry("crosswalk", Kind.CROSSWALK, "crosswalk.md", "Crosswalk of the 12 values", "PS-06", "crosswalk"),
        Entry(
            "checklists",
            Kind.BINDER,
            "binder.md",
            "Session checklists for the 12 values",
            "PS-10",
            "checklists",
            form=True,
        ),
        *map(_checklist, CORE_VALUES),
    )


def _checklist(value: CoreValue) -> Entry:
    code = f"checklist-{value.number:02d}"
    number, stem = f"PS-{10 + value.number}", f"{code}-{value.key.replace(' ', '-')}"
    return Entry(code, Kind.CHECKLIST, "checklist.md", value.name, number, stem, value.id, form=True)


def document_codes() -> tuple[str, ...]:
    return tuple(entry.code for entry in catalog({"specialist": "", "supervisor": ""}))
