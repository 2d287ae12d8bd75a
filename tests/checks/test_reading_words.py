"""What is denied, quoted, defined or a name is not told; what is meant is."""

import pytest

from npgs_docs.checks.engine import findings
from npgs_docs.checks.examples import example_case
from npgs_docs.checks.rule import Example
from npgs_docs.checks.rulebook import load_rulebook
from npgs_docs.locations import checks_folder, packs_folder, samples_folder

BOOK = load_rulebook(checks_folder())


def told(rule: str, text: str) -> list[str]:
    example = Example(text=text)
    reading, bench = example_case(
        BOOK.rules[rule], example, BOOK, samples_folder() / "harbor-light.yaml", packs_folder()
    )
    return [one.words for finding in findings(BOOK.rules[rule], reading, BOOK, bench) for one in finding.sightings]


@pytest.mark.parametrize(
    "text",
    [
        "The specialist will not conduct room searches.",
        "Specialists never collect urine samples.",
        "Nobody asks a peer to conduct room searches.",
        "## Outside this role\n\n- conduct room searches",
        "A peer specialist does not:\n\n- conduct room searches\n- collect urine samples",
        "## Definitions\n\nControl: to conduct room searches.",
        "The old text said “conduct room searches”.",
        "| Do | Do not |\n| --- | --- |\n| listen | conduct room searches |",
        "Peers support people rather than conduct room searches.",
    ],
)
def test_what_is_denied_is_not_told(text: str) -> None:
    assert told("JD-19", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Specialists conduct room searches.",
        "Specialists do not supervise, but must conduct room searches.",
        "Duties include but are not limited to: conduct room searches.",
        "## What you will do\n\n- conduct room searches",
        "No later than noon each day, conduct room searches.",
        "| Do | Do not |\n| --- | --- |\n| conduct room searches | shout |",
    ],
)
def test_what_is_meant_is_told(text: str) -> None:
    assert told("JD-19", text) == ["conduct room searches"]


def test_names_of_laws_and_bodies_keep_their_old_words() -> None:
    text = "The Substance Abuse and Mental Health Services Administration pays for help with substance abuse."
    assert told("JD-27", text) == ["substance abuse"]
