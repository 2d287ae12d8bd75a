"""A rollup comes in; one self-contained, accessible HTML page with a picture of it goes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from npgs_docs.batch.adoption import Adopted, Rollup, Standing

_FILLS = {
    Standing.APPROVED: "#0b5d3b", Standing.OVERDUE: "#8a3b00", Standing.REVIEW: "#1f4e8c", Standing.DRAFT: "#5b5b5b",
    Standing.RETIRED: "#6b3d7a", Standing.FAILED: "#9b1c1c",
}  # fmt: skip
_STYLE = """
:root { color-scheme: light }
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
h1, h2 { line-height: 1.25 }
.wide { overflow-x: auto }
table { border-collapse: collapse; margin: 1rem 0 }
caption { text-align: left; font-weight: 600; padding: .25rem 0 }
th, td { border: 1px solid #767676; padding: .35rem .6rem; text-align: left; vertical-align: top }
thead th { background: #eee }
svg { max-width: 100%; height: auto }
@media print { body { margin: 0 } .wide { overflow: visible } tr { break-inside: avoid } thead { display: table-header-group } }
"""
_LABEL, _LONGEST, _ROW, _BAR = 190, 440, 34, 22


def rollup_page(found: Rollup) -> bytes:
    """The page as UTF-8. Everything in the picture also stands in a table."""
    title = "Adoption of the supervision policy"
    parts = [
        f"<h1>{title}</h1>",
        f"<p>As of {found.day.isoformat()}: {_counted(len(found.agencies), 'agency', 'agencies')}, "
        f"{_counted(sum(len(one.deviations) for one in found.agencies), 'deviation', 'deviations')}, "
        f"{_counted(len(found.packs), 'rule pack', 'rule packs')} with facts due within {found.days} days.</p>",
        "<h2>Where agencies stand</h2>",
        _picture(found),
        *_table(
            "Agencies by standing", ("Standing", "Agencies"), [(one.value, n) for one, n in found.counts().items()]
        ),
        "<h2>Deviations</h2>",
        *(_deviations(found) or ["<p>No agency rewords a clause.</p>"]),
        "<h2>Failing checks</h2>",
        *(_checks(found) or [f"<p>{_no_check_fails(found)}</p>"]),
        "<h2>Rule packs to look at</h2>",
        *(_packs(found) or [f"<p>No fact of a rule pack is due within {found.days} days.</p>"]),
        "<h2>All agencies</h2>",
        *_table("Every agency of every run", _HEAD, [_row(one) for one in found.agencies]),
    ]
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    ).encode()


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


# --- tables ------------------------------------------------------------------------------------------------------

_HEAD = (
    "Agency",
    "Run",
    "Standing",
    "Version",
    "Documents",
    "Next review",
    "Rule packs",
    "Facts due",
    "Errors",
    "Warnings",
    "Problems",
)


def _row(one: Adopted) -> tuple[object, ...]:
    problems = "; ".join(one.problems)
    return (
        one.agency, one.run, one.standing.value, one.version, one.documents, one.next_review, one.packs, one.expiring,
        one.failures("error"), one.failures("warning"), problems,
    )  # fmt: skip


def _deviations(found: Rollup) -> list[str]:
    rows = [(one.agency, each.clause, each.reason, each.approver) for one in found.agencies for each in one.deviations]
    return list(
        _table("Clauses that agencies word in their own way", ("Agency", "Clause", "Reason", "Approved by"), rows)
    )


def _checks(found: Rollup) -> list[str]:
    rows = [(one.id, one.title, one.weight, one.findings, one.agencies) for one in found.failing]
    caption = "Rules of npgs check that packets fail, without waived findings"
    return list(_table(caption, ("Rule", "What it asks", "Weight", "Findings", "Agencies"), rows))


def _no_check_fails(found: Rollup) -> str:
    asked = any(one.checks for one in found.agencies)
    return "No check fails." if asked else "These runs were made without checks."


def _packs(found: Rollup) -> list[str]:
    rows = [(one.name, one.version, one.first, one.expired, one.soon, one.agencies) for one in found.packs]
    head = ("Rule pack", "Version", "First day", "Expired", f"Due within {found.days} days", "Agencies")
    return list(_table("Rule packs with facts that must be looked at again", head, rows))


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """A table whose first column names its rows; it scrolls by keyboard where it is wider than the window."""
    if not rows:
        return
    yield f'<div class="wide" role="region" aria-label="{escape(caption)}" tabindex="0"><table>'
    yield f"<caption>{escape(caption)}</caption>"
    yield "<thead><tr>" + "".join(f'<th scope="col">{escape(one)}</th>' for one in head) + "</tr></thead><tbody>"
    for first, *rest in rows:
        cells = "".join(f"<td>{escape(str(one))}</td>" for one in rest)
        yield f'<tr><th scope="row">{escape(str(first))}</th>{cells}</tr>'
    yield "</tbody></table></div>"


# --- the picture -------------------------------------------------------------------------------------------------


def _picture(found: Rollup) -> str:
    """One bar for each standing, with its name and number beside it: color says nothing that words do not."""
    counts = found.counts()
    told = "; ".join(f"{standing.value}: {count}" for standing, count in counts.items()) or "no agencies"
    height = _ROW * max(len(counts), 1)
    width = _LABEL + _LONGEST + 60
    bars = "".join(_bars(counts.items(), max(counts.values(), default=1)))
    return (
        f'<svg role="img" aria-labelledby="picture-title picture-words" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="system-ui, sans-serif" font-size="15">'
        f'<title id="picture-title">Agencies by standing</title><desc id="picture-words">{escape(told)}</desc>{bars}</svg>'
    )


def _bars(counts: Iterable[tuple[Standing, int]], most: int) -> Iterator[str]:
    for number, (standing, count) in enumerate(counts):
        top, length = number * _ROW, max(2, round(_LONGEST * count / most))
        yield f'<text x="{_LABEL - 12}" y="{top + 22}" text-anchor="end" fill="#1a1a1a">{escape(standing.value)}</text>'
        yield f'<rect x="{_LABEL}" y="{top + 6}" width="{length}" height="{_BAR}" fill="{_FILLS[standing]}"/>'
        yield f'<text x="{_LABEL + length + 8}" y="{top + 22}" fill="#1a1a1a">{count}</text>'
