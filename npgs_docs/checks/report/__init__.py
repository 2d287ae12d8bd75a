"""A report in, text out: for a terminal, as a web page, as JSON, or as SARIF for tools that show findings in place."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never

from npgs_docs.checks.finding import Report
from npgs_docs.checks.report.data import report_json
from npgs_docs.checks.report.page import report_page
from npgs_docs.checks.report.plain import report_text
from npgs_docs.checks.report.sarif import report_sarif


class Shape(StrEnum):
    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    HTML = "html"


def written(report: Report, shape: Shape) -> str:
    """The report in one shape, ending in a newline."""
    match shape:
        case Shape.TEXT:
            return report_text(report)
        case Shape.JSON:
            return report_json(report)
        case Shape.SARIF:
            return report_sarif(report)
        case Shape.HTML:
            return report_page(report)
        case _:
            assert_never(shape)
