"""A report as JSON: every document, finding, place, source and waiver, in a shape that stays the same."""

from __future__ import annotations

import json
from typing import Any

from npgs_docs.checks.finding import Checked, Finding, Report, Sighting
from npgs_docs.checks.rule import Level


def report_json(report: Report) -> str:
    value = {
        "judged_by": report.judged_by,
        "as_of": str(report.today),
        "counts": {level.value: report.count(level) for level in Level},
        "documents": [_document(one) for one in report.checked],
        "waivers": [{"where": one.where, "message": one.message} for one in report.loose],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _document(checked: Checked) -> dict[str, Any]:
    reading = checked.reading
    return {
        "name": reading.name,
        "kind": reading.kind.value,
        "kind_guessed": reading.guessed,
        "title": reading.title.strip(),
        "findings": [finding_data(one) for one in checked.findings],
        "waived": [
            {
                "finding": finding_data(one.finding),
                "reason": one.reason,
                "approved_by": one.role,
                "expires": str(one.expires),
            }
            for one in checked.waived
        ],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "title": finding.rule.title,
        "level": finding.level.value,
        "message": finding.message,
        "because": finding.because,
        "rewrite": finding.rewrite,
        "places": [_place(one) for one in finding.sightings],
        "sources": [
            {
                "title": one.title,
                "url": one.url,
                "as_of": str(one.as_of),
                "expires": str(one.expires) if one.expires else None,
            }
            for one in finding.grounds
        ],
        "fingerprint": finding.fingerprint,
    }


def _place(sighting: Sighting) -> dict[str, Any]:
    place = sighting.place
    return {
        "words": sighting.words, "sentence": sighting.sentence, "section": sighting.section,
        "page": place.page, "paragraph": place.paragraph, "line": place.line, "column": place.column,
        "answers": [
            {"file": one.where.file, "line": one.where.line, "column": one.where.column, "key": one.path} for one in sighting.answers
        ],
    }  # fmt: skip
