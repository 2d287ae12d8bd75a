"""A report as SARIF 2.1.0, the shape that code hosts and editors show in place."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from npgs_docs.checks.finding import Checked, Finding, Report, Sighting
from npgs_docs.checks.rule import Level, Rule

LEVELS = {Level.ERROR: "error", Level.WARN: "warning", Level.INFO: "note"}


def report_sarif(report: Report) -> str:
    rules = {
        one.rule.id: one
        for checked in report.checked
        for one in (*checked.findings, *(waived.finding for waived in checked.waived))
    }
    ids = list(rules)
    run = {
        "tool": {"driver": {"name": "npgs check", "rules": [_rule(rules[id].rule, rules[id]) for id in ids]}},
        "results": [
            *(_result(one, checked, ids) for checked in report.checked for one in checked.findings),
            *(
                _result(one.finding, checked, ids)
                | {"suppressions": [{"kind": "external", "justification": one.reason}]}
                for checked in report.checked
                for one in checked.waived
            ),
        ],
        "columnKind": "unicodeCodePoints",
    }
    value = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, finding: Finding) -> dict[str, Any]:
    address = next((one.url for one in finding.grounds if one.url), "")
    described: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": finding.because},
        "help": {"text": finding.rewrite},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }
    return described | ({"helpUri": address} if address else {})


def _result(finding: Finding, checked: Checked, ids: list[str]) -> dict[str, Any]:
    places = [_location(one, checked) for one in finding.sightings] or [_whole(checked)]
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": ids.index(finding.rule.id),
        "level": LEVELS[finding.level],
        "message": {"text": f"{finding.message} Write: {finding.rewrite}"},
        "locations": places[:1],
        "relatedLocations": places[1:],
        "partialFingerprints": {"finding/v1": finding.fingerprint},
    }


def _whole(checked: Checked) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": quote(checked.reading.name)}}}


def _typed(sighting: Sighting) -> dict[str, Any]:
    """The place in the profile where the words are typed: the line that an editor can show, and the one to put right."""
    where = sighting.answers[0].where
    region = {"startLine": where.line or 1, "startColumn": where.column or 1, "snippet": {"text": sighting.words}}
    return {"artifactLocation": {"uri": quote(where.file)}, "region": region}


def _location(sighting: Sighting, checked: Checked) -> dict[str, Any]:
    found = _whole(checked)
    place = sighting.place
    region: dict[str, Any] = {"snippet": {"text": sighting.sentence or sighting.words}}
    if place.line and not place.page:
        region["startLine"] = place.line
        if place.column:
            region["startColumn"] = place.column
        found["physicalLocation"]["region"] = region
    name = (
        f"page {place.page}" if place.page else f"paragraph {place.paragraph}" if place.paragraph else sighting.section
    )
    if sighting.answers:
        found["physicalLocation"] = _typed(sighting)
    return found | (
        {"logicalLocations": [{"name": name, "fullyQualifiedName": sighting.section or name}]} if name else {}
    )
