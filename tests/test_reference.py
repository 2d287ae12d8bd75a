"""The reference of profile keys is what the models say, whole and current."""

import re
from pathlib import Path

import pytest

from npgs_docs.profile import Profile
from npgs_docs.questions import PARTS
from npgs_docs.reference import reference
from npgs_docs.source import undotted
from npgs_docs.validation import field_at

FILE = Path(__file__).parent.parent / "docs" / "profile-reference.md"
HEADINGS = re.findall(r"^### `(.+)`$", reference(), re.MULTILINE)


def test_the_file_is_current() -> None:
    assert FILE.read_text(encoding="utf-8") == reference(), (
        "run: python -m npgs_docs.reference > docs/profile-reference.md"
    )


def test_every_key_is_told_once() -> None:
    assert len(HEADINGS) == len(set(HEADINGS)) > 150
    for heading in HEADINGS:
        assert field_at(Profile, undotted(heading.replace("[]", "[1]"))) is not None, heading
    for part in PARTS:
        told = part.path.replace("[1]", "[]").replace("positions.supervisor.", "positions.specialist.")
        assert told in HEADINGS


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (
            "organization.employee_count",
            ["**Needed.**", "- Kind: a whole number from 1 to 1000000", "- Example: `employee_count: 42`"],
        ),
        ("contacts.hr.email", ["- Kind: an e-mail address", "- Without it: a phone number has to be given."]),
        ("policy.approvers[].role", ["- Kind: the name of a role", "- Used by: policy"]),
        (
            "supervision.minutes",
            ["- Kind: a whole number from 15 to 240", "- Without it: `60` (an hour lets people think)."],
        ),
        ("positions.specialist.pay", ["or one line of text", "- Without it: a blank to be filled before posting."]),
        ("positions.specialist.languages", ["- Kind: a list; each item: text"]),
        (
            "positions.specialist.populations",
            ["`veterans`", "- Without it: `mental-health; substance-use` (the two most common)."],
        ),
        ("output.paper", ["- Kind: one of: `letter`, `a4`"]),
        ("terms.team", ["- Without it: `team` (the usual word).", "- Its keys are those of `terms.specialist`."]),
    ],
)
def test_an_entry_says_kind_default_reason_and_use(path: str, lines: list[str]) -> None:
    entry = reference().split(f"### `{path}`\n")[1].split("\n##")[0]
    for line in lines:
        assert line in entry
