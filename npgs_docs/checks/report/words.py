"""Phrases that every shape of a report shares: where words stand, on whose word a rule stands, how many there are."""

from __future__ import annotations

from datetime import date

from npgs_docs.checks.finding import Answer, Checked, Grounds, Report, Sighting
from npgs_docs.checks.reading import Form
from npgs_docs.checks.rule import Level

NAMES = {Level.ERROR: "Errors", Level.WARN: "Warnings", Level.INFO: "Advice"}
MEANS = {
    Level.ERROR: "A final edition waits until these are put right.",
    Level.WARN: "Each wants a fix, or a written reason.",
    Level.INFO: "Worth a thought.",
}
KIND_NAMES = {
    "posting": "a posting", "job-description": "a job description", "policy": "a policy", "checklist": "a checklist or form",
    "profile": "a profile", "choices": "the page of choices made for you",
}  # fmt: skip


def place_words(sighting: Sighting, form: Form) -> str:
    """ "page 2, line 14", "line 3, column 5", "paragraph 12", with the heading above; "" for the document as a whole."""
    place = sighting.place
    parts = [f"page {place.page}"] if place.page else []
    if place.line:
        parts.append(
            f"line {place.line}" + (f", column {place.column}" if place.column and form is not Form.PDF else "")
        )
    elif place.paragraph and not place.page:
        parts.append(f"paragraph {place.paragraph}")
    if sighting.section:
        parts.append(f"under “{sighting.section.strip()}”" if form is not Form.YAML else sighting.section)
    return ", ".join(parts)


def answer_words(answer: Answer) -> str:
    """ "harbor-light.yaml:12:9 positions.specialist.title": where somebody can put it right."""
    return f"{answer.where} {answer.path}"


def grounds_words(grounds: Grounds, today: date) -> str:
    old = "; to be checked again" if grounds.expires and grounds.expires < today else ""
    return f"{grounds.title} (checked {grounds.as_of:%Y-%m-%d}{old})"


def counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def tally(report: Report | Checked) -> str:
    """ "2 errors, 1 warning, no advice"."""
    errors, warnings, infos = (report.count(level) for level in Level)
    return ", ".join(
        (counted(errors, "error") if errors else "no errors", counted(warnings, "warning") if warnings else "no warnings",
         counted(infos, "piece", "pieces") + " of advice" if infos else "no advice")
    )  # fmt: skip
