"""Findings that the organization has decided to live with: which rule, why, which role decided, and until when."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from npgs_docs.profile.fields import Day, Line, Model, Prose, RoleName, ask
from npgs_docs.validation import Kind


class Waiver(Model):
    rule: Annotated[str, StringConstraints(pattern=r"^(JD|PS|PO|CK|PR)-\d{2}$"), Kind("the id of a rule")] = ask(
        "The rule's id, as `npgs check` prints it.", example="JD-38", used_by="policy"
    )
    reason: Prose = ask(
        "Why the finding may stand.", example="The wording is part of the agreement with Local 1407.", used_by="policy"
    )
    approved_by: RoleName = ask("The role that decided.", example="Director of Peer Services", used_by="policy")
    expires: Day = ask("The last day of the waiver.", example="2027-12-31", used_by="policy")
    document: Line | None = ask(
        "The code of the document it is for.",
        default=None,
        example="job-specialist",
        used_by="policy",
        because="it holds for all documents",
    )
