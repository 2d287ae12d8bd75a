"""The documents of a packet in reading order: code, template, form number, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from npgs_docs.content import Value
from npgs_docs.marks import slug


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
    named by number and `stem`, so they sort in reading order. `form` says that it is filled in with a pen.
    """

    code: str
    kind: Kind
    template: str
    title: str
    number: str
    stem: str
    subject: str = ""
    form: bool = False


def catalog(values: Sequence[Value], titles: dict[str, str]) -> tuple[Entry, ...]:
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
        *(_checklist(value) for value in values),
    )


def _checklist(value: Value) -> Entry:
    code = f"checklist-{value.number:02d}"
    number = f"PS-{10 + value.number}"
    return Entry(
        code, Kind.CHECKLIST, "checklist.md", value.name, number, f"{code}-{slug(value.key)}", value.id, form=True
    )


def document_codes(values: Sequence[Value]) -> tuple[str, ...]:
    return tuple(entry.code for entry in catalog(values, {"specialist": "", "supervisor": ""}))
