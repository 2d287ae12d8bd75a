"""``npgs verify``: what helps and what hinders a reader in a finished file, in plain words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from npgs_docs.cli.options import FILE
from npgs_docs.errors import Severity, visible
from npgs_docs.verify import report_on
from npgs_docs.verify.report import Report, Result, Status

_SHOWN = 6
"""Findings of one question that are told in text; JSON holds them all."""


@click.command("verify")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
@click.option("--all", "everything", is_flag=True, help="Tell what is in order, too.")
def command(files: tuple[Path, ...], format: str, everything: bool) -> int:
    """Say whether FILE... (PDF or DOCX, ours or anybody's) can be read by everyone.

    The exit code is 1 where something shuts readers out or a file cannot be read. What no machine can tell is
    listed as such, to be looked at.
    """
    reports = [report_on(path) for path in files]
    if format == "json":
        click.echo(json.dumps([_as_data(one) for one in reports], indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join("\n".join(_as_text(one, everything)) for one in reports))
    return 1 if any(one.failed for one in reports) else 0


# --- for people ------------------------------------------------------------------------------------------------


def _as_text(report: Report, everything: bool) -> Iterator[str]:
    yield visible(report.file)
    if report.refused:
        yield f"  Cannot be read: {report.refused.message}."
        yield from ([f"  {report.refused.hint}"] if report.refused.hint else [])
        return
    yield f"  {_verdict(report)}"
    yield f"  {_claims(report)}"
    failed = report.of(Status.FAIL)
    yield from _section("Shuts readers out", [one for one in failed if one.severity is Severity.ERROR])
    yield from _section("Makes reading harder", [one for one in failed if one.severity is Severity.WARNING])
    if everything:
        yield from _list("In order", report.of(Status.PASS))
        yield from _list("Not in this file", report.of(Status.NOT_APPLICABLE))
    yield from _list("To be looked at by a person, because no machine can tell", report.of(Status.BY_HAND))


def _verdict(report: Report) -> str:
    counts = Counter(one.severity for one in report.of(Status.FAIL))
    asked = sum(one.status in (Status.PASS, Status.FAIL) for one in report.results)
    pages = f", {_count(report.pages, 'page')}" if report.pages else ""
    kind = {"pdf": "PDF", "docx": "Word file"}[report.format]
    if not counts:
        return f"{kind}{pages}: all {asked} checks passed."
    errors, hints = counts[Severity.ERROR], counts[Severity.WARNING]
    told = [f"{_count(errors, 'barrier')}" if errors else "no barrier", *([_count(hints, "hint")] if hints else [])]
    return f"{kind}{pages}: {' and '.join(told)} in {asked} checks."


def _claims(report: Report) -> str:
    if not report.claims:
        return "It claims no standard of access." if report.format == "pdf" else "Word files claim no standard."
    kept = "The checks here bear that out." if not report.failed else "The checks here do not bear that out."
    return f"It claims {' and '.join(report.claims)}. {kept}"


def _section(title: str, results: list[Result]) -> Iterator[str]:
    if results:
        yield f"\n  {title}:"
    for one in results:
        yield f"  - {one.asks} No. {one.why}"
        yield f"    ({one.id}; {', '.join(one.sources)})"
        yield from (f"      {visible(str(finding))}" for finding in one.findings[:_SHOWN])
        if len(one.findings) > _SHOWN:
            yield f"      and {len(one.findings) - _SHOWN} more"


def _list(title: str, results: tuple[Result, ...]) -> Iterator[str]:
    if results:
        yield f"\n  {title}:"
        yield from (f"  - {one.asks} ({', '.join(one.sources)})" for one in results)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


# --- for programs ----------------------------------------------------------------------------------------------


def _as_data(report: Report) -> dict[str, object]:
    if report.refused:
        refused = {"id": report.refused.id, "message": report.refused.message, "hint": report.refused.hint}
        return {"file": report.file, "failed": True, "refused": refused}
    return {
        "file": report.file,
        "format": report.format,
        "pages": report.pages or None,
        "claims": list(report.claims),
        "failed": report.failed,
        "checks": [_check(one) for one in report.results],
    }


def _check(one: Result) -> dict[str, object]:
    return {
        "id": one.id,
        "asks": one.asks,
        "why": one.why,
        "sources": list(one.sources),
        "severity": one.severity.value,
        "status": one.status.value,
        "findings": [{"message": finding.message, "place": finding.place} for finding in one.findings],
    }
