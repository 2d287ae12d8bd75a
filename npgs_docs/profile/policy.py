"""The policy as a controlled document: its number, dates, approvals and history."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, WithJsonSchema, model_validator

from npgs_docs.profile.fields import Clean, Day, Line, Model, Paragraphs, Prose, RoleName, ask
from npgs_docs.validation import Kind, MisfitError


class Level(StrEnum):
    BOARD = "board"
    ADMINISTRATIVE = "administrative"


class Status(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    RETIRED = "retired"


Version = Annotated[
    str, StringConstraints(pattern=r"^\d+(\.\d+){0,2}$"), Kind("a version's number, in digits and points")
]


class Form(StrEnum):
    FULL = "full"
    SHORT = "short"


_BOARD_WORDS = frozenset({"board", "chair", "chairperson", "chairman", "chairwoman", "trustee", "trustees"})


class Approver(Model):
    role: RoleName = ask("The role that signs.", example="Board Chair", used_by="policy")
    body: Line | None = ask(
        "The body it signs for.", default=None, example="Board of Directors", used_by="policy", otherwise="not printed"
    )

    @property
    def speaks_for_the_board(self) -> bool:
        return not _BOARD_WORDS.isdisjoint(self.role.lower().split())


class Revision(Model):
    version: Line = ask("The version's number.", example='"1.0"', used_by="policy")
    date: Day = ask("Its date.", example="2027-01-15", used_by="policy")
    role: RoleName = ask("The role that made the change.", example="Director of Peer Services", used_by="policy")
    summary: Line = ask("What changed.", example="First adopted", used_by="policy")


class Related(Model):
    title: Line = ask("The title of the related policy or form.", example="Incident reporting", used_by="policy")
    number: Line | None = ask("Its number.", default=None, example="HR-12", used_by="policy", otherwise="not printed")


class Review(Model):
    role: RoleName = ask("Who reviewed it.", example="General Counsel", used_by="policy")
    date: Day = ask("When.", example="2026-12-10", used_by="policy")


ClauseId = Annotated[
    str,
    StringConstraints(min_length=1, max_length=120),
    Clean,
    Kind("the name of a clause"),
    WithJsonSchema({"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"}),
]
"""Held against the clauses there are by `clauses`, which knows the nearest name."""


class OwnClause(Model):
    """One clause of the policy in the organization's own words."""

    text: Paragraphs = ask(
        "The clause in your own words; an empty line begins a new paragraph.",
        example="The two meet every week, for as long as both find it useful.",
        used_by="policy",
    )
    reason: Line = ask("Why our wording does not fit.", example="Our union agreement asks for it", used_by="policy")
    approver: RoleName = ask("The role that approved it.", example="Board Chair", used_by="policy")
    values: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ask(
        "Numbers of the values that your words carry.",
        default=(),
        example="[1, 9]",
        used_by="crosswalk",
        otherwise="your words are taken to carry none",
    )


class Policy(Model):
    number: Line | None = ask(
        "The policy's number in your scheme; the word none where policies have no numbers.",
        default=None,
        example="HR-430.1",
        used_by="policy",
        because="a blank to be filled when the policy is adopted",
    )
    category: Line = ask(
        "The part of your manual it belongs to.",
        default="Human resources",
        example="Human resources",
        used_by="policy",
        because="the usual place",
    )
    level: Level = ask(
        "Who adopts it: board or administrative.",
        default=Level.ADMINISTRATIVE,
        example="board",
        used_by="policy",
        because="adopted by management unless you say otherwise",
    )
    version: Version = ask(
        "The version's number.", default="1.0", example='"1.0"', used_by="policy", because="the first version"
    )
    status: Status = ask(
        "Where it stands: draft, review, approved or retired.",
        default=Status.DRAFT,
        example="draft",
        used_by="policy",
        because="a draft until it is approved",
    )
    form: Form = ask(
        "full, or short for a small organization.",
        default=Form.FULL,
        example="full",
        used_by="policy",
        because="says everything an auditor asks for",
    )
    original_effective: Day | None = ask(
        "The day the first version took effect.",
        default=None,
        example="2027-01-15",
        used_by="policy",
        because="the same as this version",
    )
    effective: Day | None = ask(
        "The day this version takes effect.",
        default=None,
        example="2027-01-15",
        used_by="policy",
        because="a blank to be filled when the policy is adopted",
    )
    approved: Day | None = ask(
        "The day it was approved.",
        default=None,
        example="2027-01-12",
        used_by="policy",
        because="a blank to be filled when the policy is adopted",
    )
    last_reviewed: Day | None = ask(
        "The day it was last reviewed.",
        default=None,
        example="2027-01-12",
        used_by="policy",
        because="not applicable to a first version",
    )
    next_review: Day | None = ask(
        "The day by which it is reviewed again.",
        default=None,
        example="2028-01-12",
        used_by="policy",
        because="12 months after approval",
    )
    approvers: Annotated[tuple[Approver, ...], Field(min_length=1, max_length=6)] = ask(
        "Who signs.",
        default=(Approver(role="Executive Director"),),
        used_by="policy",
        because="the head of the organization; the chair too, where a board adopts the policy",
    )
    report_to: Line | None = ask(
        "Who receives the yearly report on supervision.",
        default=None,
        example="the leadership team",
        used_by="policy",
        because="the board, where it adopts the policy; else a blank to be filled",
    )
    board_meeting: Day | None = ask(
        "The day of the board meeting.", default=None, example="2027-01-12", used_by="policy", because="left blank"
    )
    motion: Line | None = ask(
        "The number of the board's motion.", default=None, example="27-004", used_by="policy", because="left blank"
    )
    supersedes: Line | None = ask(
        "The policy it replaces.",
        default=None,
        example="HR-12 Supervision",
        used_by="policy",
        because="it replaces none",
    )
    revisions: tuple[Revision, ...] = ask(
        "Earlier versions, oldest first.", default=(), used_by="policy", because="this is the first"
    )
    related: tuple[Related, ...] = ask(
        "Related policies.", default=(), used_by="policy", because="only the forms of this packet are listed"
    )
    scope_note: Prose | None = ask(
        "A sentence to add on whom the policy covers.",
        default=None,
        example="Volunteers who offer peer support are covered as well.",
        used_by="policy",
        because="all sites and programs are covered",
    )
    acknowledgement: bool = ask(
        "Whether staff sign that they have read it.",
        default=True,
        example="yes",
        used_by="policy",
        because="an auditor asks for it",
    )
    acknowledgement_days: Annotated[int, Field(ge=1, le=365)] = ask(
        "Days in which they sign.", default=30, example=30, used_by="policy", because="a month is usual"
    )
    legal_review: Review | None = ask(
        "Who reviewed it for legal questions, and when.",
        default=None,
        used_by="policy",
        because="printed as not recorded",
    )

    clauses: dict[ClauseId, OwnClause] = ask(
        "Clauses in your own words, each under the name of the clause it replaces.",
        default={},
        example="{feedback: {text: ..., reason: ..., approver: Board Chair}}",
        used_by="policy",
        otherwise="our wording is printed",
    )
    locked: tuple[ClauseId, ...] = ask(
        "Clauses that no agency may reword: for the base profile of a batch.",
        default=(),
        example="[records, urgent]",
        used_by="policy",
        otherwise="every clause is open",
    )

    @property
    def chair(self) -> Approver | None:
        """Who signs for the board, where a board adopts the policy."""
        return next((one for one in self.approvers if self.level is Level.BOARD and one.speaks_for_the_board), None)

    @property
    def head(self) -> Approver | None:
        """Who signs as head of the organization."""
        return next((one for one in self.approvers if one is not self.chair), None)

    @model_validator(mode="after")
    def _in_order(self) -> Policy:
        if self.approved and self.effective and self.effective < self.approved:
            raise MisfitError(
                "effective",
                f"effective ({self.effective}) comes before approved ({self.approved}) | Correct one of the two dates.",
            )
        if self.next_review and self.approved and self.next_review <= self.approved:
            raise MisfitError(
                "next_review",
                f"next_review ({self.next_review}) is not after approved ({self.approved}) | Give a later date.",
            )
        if self.status is Status.APPROVED and not self.approved:
            raise MisfitError(
                "status",
                "the status is approved, but approved has no date | Add approved: with the date, or use status: draft.",
            )
        return self

    @property
    def numbered(self) -> bool:
        """Whether the policy has a number, or a blank for one: not where the profile says that there is none."""
        return (self.number or "").lower() != "none"
