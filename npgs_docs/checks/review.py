"""Readings, the rulebook and the circumstances in; a report out, with waivers held against what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from npgs_docs import catalog
from npgs_docs.catalog import Entry
from npgs_docs.checks.answers import read_profile
from npgs_docs.checks.bench import Bench
from npgs_docs.checks.engine import check
from npgs_docs.checks.finding import Checked, Finding, Loose, Report, Waived
from npgs_docs.checks.reading import Kind, Reading, Subject
from npgs_docs.checks.rulebook import Rulebook
from npgs_docs.checks.tree import read_document
from npgs_docs.document import Document
from npgs_docs.profile.waivers import Waiver

KINDS = {
    catalog.Kind.POLICY: Kind.POLICY, catalog.Kind.JOB: Kind.JOB, catalog.Kind.POSTING: Kind.POSTING,
    catalog.Kind.CHECKLIST: Kind.CHECKLIST,
}  # fmt: skip
"""What our own documents are read as. The binder holds the checklists once more, the choices page is no document of theirs."""


def is_read(entry: Entry) -> bool:
    return entry.kind in KINDS


def review_packet(documents: Iterable[tuple[Entry, Document]], book: Rulebook, bench: Bench) -> Report:
    """The profile of the circumstances and every document made of it that `is_read`."""
    readings = [read_profile(bench.loaded)] if bench.loaded else []
    for entry, document in documents:
        kind = KINDS[entry.kind]
        about = Subject(entry.subject) if kind in {Kind.JOB, Kind.POSTING} else None
        readings.append(read_document(document, kind, about, book.names))
    waivers = bench.loaded.profile.waivers if bench.loaded else ()
    return review(readings, book, bench, waivers)


def review(readings: Sequence[Reading], book: Rulebook, bench: Bench, waivers: Sequence[Waiver] = ()) -> Report:
    """Every reading checked; a finding that a waiver in force covers is listed as waived."""
    checked = tuple(_waived(check(reading, book, bench), waivers, bench) for reading in readings)
    loose = tuple(_loose(checked, waivers, book, bench))
    return Report(checked, bench.judged_by, bench.today, loose, bench.crosswalk)


def _waived(checked: Checked, waivers: Sequence[Waiver], bench: Bench) -> Checked:
    stands, covered = [], []
    for finding in checked.findings:
        waiver = next((one for one in waivers if one.expires >= bench.today and covers(one, finding)), None)
        if waiver:
            covered.append(Waived(finding, waiver.reason, waiver.approved_by, waiver.expires))
        else:
            stands.append(finding)
    return replace(checked, findings=tuple(stands), waived=tuple(covered))


def covers(waiver: Waiver, finding: Finding) -> bool:
    return waiver.rule == finding.rule.id and waiver.document in (None, finding.document)


def _loose(checked: Sequence[Checked], waivers: Sequence[Waiver], book: Rulebook, bench: Bench) -> Iterator[Loose]:
    """Waivers that do nothing: expired, of no rule, or needed by no finding."""
    found = [finding for one in checked for finding in (*one.findings, *(waived.finding for waived in one.waived))]
    for number, waiver in enumerate(waivers):
        where = f"waivers[{number + 1}]"
        if waiver.rule not in book.rules:
            yield Loose(f"There is no rule {waiver.rule}.", where)
        elif waiver.expires < bench.today:
            yield Loose(f"The waiver of {waiver.rule} expired on {waiver.expires}; its findings stand again.", where)
        elif not any(covers(waiver, finding) for finding in found):
            yield Loose(f"The waiver of {waiver.rule} is not needed: nothing is found. Remove it.", where)
