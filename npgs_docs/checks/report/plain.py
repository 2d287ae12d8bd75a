"""A report as text for a terminal: document by document, worst first, each finding with place, why, source and rewrite."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from npgs_docs.checks.finding import Checked, Finding, Report
from npgs_docs.checks.reading import Kind
from npgs_docs.checks.report.words import (
    KIND_NAMES,
    MEANS,
    NAMES,
    answer_words,
    counted,
    grounds_words,
    place_words,
    tally,
)
from npgs_docs.checks.rule import Level

WIDTH = 100
SHOWN = 5
"""Places told of one finding; the rest are counted."""


def report_text(report: Report) -> str:
    lines = [line for checked in report.checked if _says(checked) for line in _document(checked, report)]
    clean = [checked.reading.name for checked in report.checked if not _says(checked)]
    if clean:
        lines += [*_wrapped(f"Nothing found in: {', '.join(clean)}."), ""]
    if report.loose:
        lines += ["Waivers", *(f"  {one.where}: {one.message}" for one in report.loose), ""]
    lines += [
        f"{counted(len(report.checked), 'document')} checked: {tally(report)}.",
        f"Judged by {report.judged_by}, as of {report.today}.",
    ]
    lines.append("This is advice from a program, not legal advice.")
    return "\n".join(lines) + "\n"


def _says(checked: Checked) -> bool:
    return bool(checked.findings or checked.waived or checked.reading.guessed or checked.reading.kind is Kind.CHOICES)


def _document(checked: Checked, report: Report) -> Iterator[str]:
    reading = checked.reading
    yield f"{reading.name} – {reading.title.strip()}" if reading.title.strip() != reading.name else reading.name
    if reading.guessed:
        yield f"Read as {KIND_NAMES[reading.kind]}, by its words. (--kind says otherwise.)"
    if reading.kind is Kind.CHOICES:
        yield "It lists the choices made for you and is no document of the packet: no rule is held against it. Check the profile."
    elif not reading.whole:
        yield "It is short, so it was not asked what is missing from it."
    yield ""
    for level in Level:
        found = [one for one in checked.findings if one.level is level]
        if found:
            yield f"{NAMES[level]} ({len(found)}). {MEANS[level]}"
            yield ""
        for one in found:
            yield from _finding(one, checked, report)
    for waived in checked.waived:
        words = f"Waived: {waived.finding.rule.id} {waived.finding.message} {waived.reason} ({waived.role}, until {waived.expires})"
        yield from _wrapped(words, "  ")
    if not checked.findings and reading.kind is not Kind.CHOICES:
        yield "Nothing found."
    yield ""


def _finding(finding: Finding, checked: Checked, report: Report) -> Iterator[str]:
    yield from _wrapped(f"{finding.rule.id}  {finding.message}", "  ", "         ")
    places = dict.fromkeys(_sightings(finding, checked))
    yield from list(places)[:SHOWN]
    if len(places) > SHOWN:
        yield f"         and in {len(places) - SHOWN} more places"
    yield from _wrapped(f"Why:     {finding.because}", "         ", " " * 18)
    yield from _wrapped(f"Write:   {finding.rewrite}", "         ", " " * 18)
    for number, one in enumerate(finding.grounds[:3]):
        yield from _wrapped(
            f"{'Source:' if not number else '       '}  {grounds_words(one, report.today)}", "         ", " " * 18
        )
    yield ""


def _sightings(finding: Finding, checked: Checked) -> Iterator[str]:
    for one in finding.sightings:
        place = place_words(one, checked.reading.form)
        words = f": {one.sentence}" if one.sentence and one.sentence != place else f": {one.words}" if one.words else ""
        lines = _wrapped(f"{place or 'in it'}{words}", "         ", "           ")
        lines += [f"           from {answer_words(answer)}" for answer in one.answers]
        yield "\n".join(lines)


def _wrapped(words: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest or first,
        break_long_words=False,
        break_on_hyphens=False,
    )
