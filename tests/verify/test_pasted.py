"""What is promised of pasted forms is noticed when it is broken, by a planted fault for each."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from npgs_docs.errors import BrokenPromise
from npgs_docs.pipeline import make
from npgs_docs.render import PASTED, Format
from npgs_docs.verify import promises
from tests.organizations import packet


@cache
def good(format: Format) -> bytes:
    (artifact,) = make(packet("sierra-county", only=("posting-supervisor",), formats=(format,)))
    return artifact.rendered[0].data


def ids(format: Format, data: bytes) -> set[str]:
    return {problem.id for problem in promises(data, format.value)}


@pytest.mark.parametrize("format", PASTED)
def test_ours_are_in_order(format: Format) -> None:
    assert ids(format, good(format)) == set()


@pytest.mark.parametrize(
    "fault",
    [
        b"<h2>Pay</h2>", b"<p class='a'>Pay</p>", b"<p><span>Pay</span></p>", b"<p>Pay", b"<li>Pay</li>", b"Pay", b"<!-- Pay -->",
        b"<!DOCTYPE html>", b"<ul>Pay</ul>", b"<p><p>Pay</p></p>", b"<p>Pay<br></p>", b"<style>p{}</style>", b"</p>",
        b"<strong>Pay</strong>", b"<p><ul></ul></p>",
    ],
)  # fmt: skip
def test_html_that_is_more_than_four_elements(fault: bytes) -> None:
    assert ids(Format.HTML, good(Format.HTML) + fault) == {"html-elements"}


def test_html_that_needs_an_encoding() -> None:
    assert ids(Format.HTML, good(Format.HTML) + "<p>Zoë</p>".encode()) == {"html-letters"}


@pytest.mark.parametrize("sign", ["\t", "’", "“", "–", "—", "•", "…", "\u00a0", "\u200b", "\r", "\u2028", "′"])
def test_text_with_signs_of_a_printer(sign: str) -> None:
    assert ids(Format.TXT, good(Format.TXT) + sign.encode()) == {"txt-signs"}


def test_text_that_is_not_utf_8() -> None:
    assert ids(Format.TXT, "Zoë".encode("latin-1")) == {"txt-encoding"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"</main>", b"<script>1</script></main>", "fields-alone"),
        (b"</main>", b"<img src='a.png'></main>", "fields-alone"),
        (b"<main>", b"<main onclick='x()'>", "fields-alone"),
        (b' lang="en-US"', b"", "fields-language"),
        (b'<label for="facts-1">', b'<label for="facts-x">', "fields-labels"),
        (b'id="facts-2"', b'id="facts-1"', "fields-labels"),
        (b"Peer Services Supervisor", b"Peer \xe2\x80\x93 Supervisor", "fields-signs"),
        (b"- Meet each", b"\xe2\x80\xa2 Meet each", "fields-signs"),
    ],
)
def test_boxes_that_are_not_plain(old: bytes, new: bytes, fault: str) -> None:
    assert old in good(Format.FIELDS)
    assert fault in ids(Format.FIELDS, good(Format.FIELDS).replace(old, new))


Change = Callable[[dict[str, Any]], object]
FAULTS: list[tuple[str, Change]] = [
    ("jsonld-type", lambda posting: posting.update({"@context": "http://example.org"})),
    ("jsonld-type", lambda posting: posting.update({"@type": "Person"})),
    ("jsonld-property", lambda posting: posting.update(salary=1)),
    ("jsonld-property", lambda posting: posting["jobLocation"].update(city="Austin")),
    ("jsonld-word", lambda posting: posting.update(employmentType="Regular")),
    ("jsonld-word", lambda posting: posting.update(jobLocationType="REMOTE")),
    ("jsonld-word", lambda posting: posting["baseSalary"]["value"].update(unitText="hour")),
    ("jsonld-word", lambda posting: posting["baseSalary"].update(currency="dollars")),
    ("jsonld-word", lambda posting: posting["jobLocation"]["address"].update(addressCountry="USA")),
    ("jsonld-value", lambda posting: posting.update(datePosted="December 1, 2026")),
    ("jsonld-value", lambda posting: posting.update(datePosted="2026-02-30")),
    ("jsonld-value", lambda posting: posting.update(title="")),
    ("jsonld-value", lambda posting: posting.update(title=None)),
    ("jsonld-value", lambda posting: posting.update(skills=[])),
    ("jsonld-value", lambda posting: posting.update(directApply="yes")),
    ("jsonld-value", lambda posting: posting.update(totalJobOpenings="two")),
    ("jsonld-value", lambda posting: posting.update(totalJobOpenings=True)),
    ("jsonld-value", lambda posting: posting.update(hiringOrganization="Harbor Light")),
    ("jsonld-value", lambda posting: posting.update(jobLocation=posting["hiringOrganization"])),
    ("jsonld-value", lambda posting: posting["hiringOrganization"].update(sameAs="harborlight.example")),
    ("jsonld-value", lambda posting: posting["baseSalary"]["value"].update(minValue="36.10")),
    ("jsonld-needed", lambda posting: posting.pop("jobLocation")),
    ("jsonld-needed", lambda posting: posting.pop("hiringOrganization")),
    ("jsonld-needed", lambda posting: posting.update(jobLocationType="TELECOMMUTE")),
    ("jsonld-description", lambda posting: posting.update(description=posting["title"])),
    ("html-elements", lambda posting: posting.update(description="<h1>Job</h1>")),
    ("jsonld-salary", lambda posting: posting["baseSalary"]["value"].pop("maxValue")),
    ("jsonld-salary", lambda posting: posting["baseSalary"]["value"].update(minValue=100)),
    ("jsonld-salary", lambda posting: posting["baseSalary"]["value"].pop("unitText")),
    ("jsonld-salary", lambda posting: posting["baseSalary"].pop("currency")),
]


@pytest.mark.parametrize(("fault", "change"), FAULTS)
def test_data_that_search_engines_do_not_take(fault: str, change: Change) -> None:
    posting = json.loads(good(Format.JSONLD))
    change(posting)
    assert fault in ids(Format.JSONLD, json.dumps(posting).encode())


def test_data_that_are_no_json() -> None:
    assert ids(Format.JSONLD, b"{") == {"jsonld-json"}
    assert ids(Format.JSONLD, b"[]") == {"jsonld-type"}


def test_no_file_leaves_that_breaks_a_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("npgs_docs.render.text.text", lambda blocks: "• Pay")
    with pytest.raises(BrokenPromise) as told:
        make(packet(only=("posting-specialist",), formats=(Format.TXT,)))
    assert told.value.document == "posting-specialist.txt"
    assert [problem.id for problem in told.value.problems] == ["txt-signs"]
