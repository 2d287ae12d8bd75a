"""A report as one web page without scripts: to read, to print, and to send to counsel."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from npgs_docs.checks.finding import Checked, Finding, Report, Sighting
from npgs_docs.checks.report.grid import grid
from npgs_docs.checks.report.words import KIND_NAMES, MEANS, NAMES, answer_words, grounds_words, place_words, tally
from npgs_docs.checks.rule import Level

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.7rem; line-height: 1.25 } h2 { margin-top: 2.5rem; border-top: 2px solid #1a1a1a; padding-top: 1rem }
article { border-left: 4px solid #595959; padding-left: 1rem; margin: 1.5rem 0; break-inside: avoid }
article.error { border-color: #a4161a } article.warn { border-color: #8a5a00 } h4 { margin: 0 0 .3rem; font-size: 1.05rem }
mark { background: #fff2b3; color: inherit } dl { margin: 0 } dt { font-weight: 600 } dd { margin: 0 0 .5rem } ul { padding-left: 1.2rem; margin: .2rem 0 }
table { border-collapse: collapse; margin: 1rem 0 } caption { text-align: left; font-weight: 600; padding: .25rem 0 }
th, td { border: 1px solid #767676; padding: .25rem .6rem; text-align: left; vertical-align: top } thead th { background: #eee }
"""


def report_page(report: Report) -> str:
    body = "\n".join(line for checked in report.checked for line in _document(checked, report))
    carried = grid(report.crosswalk) if report.crosswalk else ""
    loose = "".join(f"<li>{escape(one.where)}: {escape(one.message)}</li>" for one in report.loose)
    waivers = f"<h2>Waivers</h2><ul>{loose}</ul>" if loose else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>Check of {len(report.checked)} documents</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n<h1>What the check found</h1>\n"
        f"<p>{escape(tally(report).capitalize())}. Judged by {escape(report.judged_by)}, as of {report.today}. "
        f"This is advice from a program, not legal advice.</p>\n{body}\n{carried}\n{waivers}\n</main>\n</body>\n</html>\n"
    )


def _document(checked: Checked, report: Report) -> Iterator[str]:
    reading = checked.reading
    yield f"<section>\n<h2>{escape(reading.title.strip() or reading.name)}</h2>"
    guessed = ", by its words" if reading.guessed else ""
    yield f"<p>{escape(reading.name)}, read as {KIND_NAMES[reading.kind]}{guessed}: {escape(tally(checked))}.</p>"
    for level in Level:
        found = [one for one in checked.findings if one.level is level]
        if found:
            yield f"<h3>{NAMES[level]}</h3>\n<p>{MEANS[level]}</p>"
        for one in found:
            yield from _finding(one, checked, report)
    if checked.waived:
        rows = (
            f"<li>{escape(one.finding.rule.id)}: {escape(one.finding.message)} {escape(one.reason)} ({escape(one.role)}, until {one.expires})</li>"
            for one in checked.waived
        )
        yield f"<h3>Waived</h3>\n<ul>{''.join(rows)}</ul>"
    yield "</section>"


def _finding(finding: Finding, checked: Checked, report: Report) -> Iterator[str]:
    yield f'<article class="{finding.level}">\n<h4>{escape(finding.rule.id)}. {escape(finding.message)}</h4>\n<dl>'
    places = "".join(f"<li>{_place(one, checked)}</li>" for one in finding.sightings)
    if places:
        yield f"<dt>Where</dt><dd><ul>{places}</ul></dd>"
    yield f"<dt>Why</dt><dd>{escape(finding.because)}</dd>\n<dt>Write instead</dt><dd>{escape(finding.rewrite)}</dd>"
    sources = "".join(f"<li>{_source(one.url, grounds_words(one, report.today))}</li>" for one in finding.grounds)
    yield f"<dt>Who says so</dt><dd><ul>{sources}</ul></dd>\n</dl>\n</article>"


def _source(url: str, words: str) -> str:
    return f'<a href="{escape(url)}">{escape(words)}</a>' if url else escape(words)


def _place(sighting: Sighting, checked: Checked) -> str:
    place = escape(place_words(sighting, checked.reading.form))
    words = escape(" ".join(sighting.words.split()))
    sentence = escape(sighting.sentence or sighting.words)
    shown = sentence.replace(words, f"<mark>{words}</mark>", 1) if words else sentence
    told = "".join(f"<br>from {escape(answer_words(answer))}" for answer in sighting.answers)
    return f"{place}: {shown}{told}" if place else f"{shown}{told}"
