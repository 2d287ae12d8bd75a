"""How the positions are advertised, and the wording that counsel wants with them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from npgs_docs.profile.fields import Day, Email, Line, Model, Phone, Prose, SomeLines, WebAddress, ask
from npgs_docs.validation import MisfitError


class Advert(Model):
    """What one posting says in its own way. Everything left out is taken from the keys above it."""

    requisition: Line | None = ask(
        "The requisition number.", default=None, example="REQ-2026-044", used_by="postings", because="left out"
    )
    posted: Day | None = ask(
        "The day the posting goes up.", default=None, example="2026-12-01", used_by="postings", because="left out"
    )
    closes: Day | None = ask(
        "The last day to apply.", default=None, example="2027-01-08", used_by="postings", otherwise="that of postings"
    )
    openings: Annotated[int, Field(ge=1, le=500)] | None = ask(
        "How many are hired.", default=None, example=2, used_by="postings", because="one"
    )
    starts: Day | None = ask(
        "The first day of work.", default=None, example="2027-02-01", used_by="postings", because="left out"
    )
    apply_url: WebAddress | None = ask(
        "Where to apply on the web.",
        default=None,
        example="https://jobs.example.org/44",
        used_by="postings",
        otherwise="that of postings",
    )
    existing_vacancy: bool | None = ask(
        "Whether a job is vacant now, and not one that may open later.",
        default=None,
        example="yes",
        used_by="postings",
        otherwise="that of postings",
    )
    ai_screening: bool | None = ask(
        "Whether artificial intelligence is used to screen, assess or select applicants.",
        default=None,
        example="no",
        used_by="postings",
        otherwise="that of postings",
    )
    process: Annotated[tuple[Prose, ...], Field(max_length=10)] | None = ask(
        "The steps from application to offer for this job.",
        default=None,
        example='["We read every application.", "A talk with two peers and the program director.", "An answer within a week, either way."]',
        used_by="postings",
        otherwise="those of postings",
    )


class Postings(Model):
    benefits: SomeLines = ask(
        "The benefits, one after another.",
        example="health and dental insurance; 15 days of leave; retirement match",
        used_by="postings",
    )
    closes: Day | None = ask(
        "The last day to apply, or leave out and say until_filled: yes.",
        default=None,
        example="2027-01-08",
        used_by="postings",
        otherwise="needed, unless applications are taken until the job is filled",
    )
    until_filled: bool = ask(
        "Whether applications are taken until the job is filled.",
        default=False,
        example="no",
        used_by="postings",
        because="there is a closing date",
    )
    apply_url: WebAddress | None = ask(
        "Where to apply on the web.",
        default=None,
        example="https://jobs.example.org/44",
        used_by="postings",
        otherwise="needed, unless there is an e-mail address",
    )
    apply_email: Email | None = ask(
        "Where to apply by e-mail.", default=None, example="jobs@example.org", used_by="postings", because="left out"
    )
    apply_phone: Phone | None = ask(
        "A number for applying another way, relay calls included.",
        default=None,
        example="512-555-0142",
        used_by="postings",
        because="the HR contact is named",
    )
    posted: Day | None = ask(
        "The day the postings go up.", default=None, example="2026-12-01", used_by="postings", because="left out"
    )
    openings: Annotated[int, Field(ge=1, le=500)] = ask(
        "How many are hired for each job.", default=1, example=1, used_by="postings", because="one"
    )
    starts: Day | None = ask(
        "The first day of work.", default=None, example="2027-02-01", used_by="postings", because="left out"
    )
    existing_vacancy: bool | None = ask(
        "Whether a job is vacant now, and not one that may open later.",
        default=None,
        example="yes",
        used_by="postings",
        because="left out; a blank where the law asks for it",
    )
    ai_screening: bool | None = ask(
        "Whether artificial intelligence is used to screen, assess or select applicants.",
        default=None,
        example="no",
        used_by="postings",
        because="left out; a blank where the law asks for it",
    )
    direct_apply: bool | None = ask(
        "Whether people can apply on the very page where the posting stands, without going elsewhere.",
        default=None,
        example="yes",
        used_by="postings, in the data for search engines",
        because="left out",
    )
    process: Annotated[tuple[Prose, ...], Field(max_length=10)] = ask(
        "The steps from application to offer.",
        default=(),
        example='["We read every application.", "A talk of an hour with two peers and the supervisor.", "An answer within a week, either way."]',
        used_by="postings",
        because="four usual steps",
    )
    specialist: Advert = ask("What differs for the specialist's posting.", default=Advert(), used_by="postings")
    supervisor: Advert = ask("What differs for the supervisor's posting.", default=Advert(), used_by="postings")

    @model_validator(mode="after")
    def _answerable(self) -> Postings:
        if not self.apply_url and not self.apply_email:
            raise ValueError("neither apply_url nor apply_email is given | Say how people apply.")
        if not self.until_filled and not self.closes and not (self.specialist.closes and self.supervisor.closes):
            raise ValueError("closes is missing | Give the last day to apply, or write until_filled: yes.")
        if self.posted and self.closes and self.closes < self.posted:
            raise MisfitError(
                "closes", f"closes ({self.closes}) comes before posted ({self.posted}) | Correct one of the two dates."
            )
        return self


class Legal(Model):
    eeo_text: Prose | None = ask(
        "Your counsel's equal-opportunity statement.",
        default=None,
        example="We decide on hiring by skill and experience, and welcome people of every background.",
        used_by="job descriptions, postings",
        because="a plain statement of ours",
    )
    accommodation_text: Prose | None = ask(
        "Your counsel's accommodation statement.",
        default=None,
        example="Tell us what you need at any step, and we will arrange it.",
        used_by="job descriptions, postings",
        because="a plain statement of ours",
    )
    pay_text: Prose | None = ask(
        "A sentence about pay to print with the range.",
        default=None,
        example="Where you start in the range depends on experience, lived experience included.",
        used_by="postings",
        because="left out",
    )
    at_will_text: Prose | None = ask(
        "Your at-will statement, if counsel wants one.",
        default=None,
        example="Employment is at will, within the law of the state.",
        used_by="job descriptions",
        because="left out",
    )
    fair_chance_text: Prose | None = ask(
        "Your fair-chance statement on conviction records.",
        default=None,
        example="We ask about convictions only after an offer, and look at each one on its own.",
        used_by="postings",
        because="a plain statement of ours",
    )
    nondiscrimination_notice: Prose | None = ask(
        "A notice for documents that people served read.",
        default=None,
        example="We do not turn anyone away because of who they are.",
        because="left out",
    )
