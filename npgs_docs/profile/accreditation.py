"""Standards of accreditors by their ids, and where this organization meets them. The standards' own text stays with them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from npgs_docs.profile.fields import Line, Model, ask
from npgs_docs.profile.policy import ClauseId
from npgs_docs.validation import Kind, MisfitError

DocumentCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), Kind("the code of a document")]


class Standard(Model):
    """One standard and what meets it: sections of the policy, documents of the packet, or both."""

    accreditor: Line = ask("The accreditor or the payer's manual.", example="Example Accreditor", used_by="crosswalk")
    standard: Line = ask(
        "The standard's id, never its text, which belongs to the accreditor.", example='"3.2"', used_by="crosswalk"
    )
    sections: tuple[ClauseId, ...] = ask(
        "The policy's clauses that meet it, by name.",
        default=(),
        example="[sessions, records]",
        used_by="crosswalk",
        otherwise="a document has to be named",
    )
    documents: tuple[DocumentCode, ...] = ask(
        "The documents that meet it, by their codes (see `npgs list documents`).",
        default=(),
        example="[job-supervisor, checklists]",
        used_by="crosswalk",
        otherwise="a section has to be named",
    )
    note: Line | None = ask(
        "A remark in your own words.",
        default=None,
        example="The log for the year is kept by HR.",
        used_by="crosswalk",
        otherwise="not printed",
    )

    @model_validator(mode="after")
    def _met(self) -> Standard:
        if not self.sections and not self.documents:
            raise MisfitError(
                "standard", "nothing says where this standard is met | Add sections: [sessions] or documents: [policy]."
            )
        return self


class Accreditation(Model):
    crosswalk: Annotated[tuple[Standard, ...], Field(max_length=300)] = ask(
        "The standards you are held to, by id, and what meets each.",
        default=(),
        example='[{accreditor: Example Accreditor, standard: "3.2", sections: [sessions]}]',
        used_by="crosswalk",
        otherwise="the crosswalk lists none",
    )
