"""The binder holds the twelve forms as they are, a year in which each value has its turn, and a way in by concern."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from npgs_docs.document import Contents, Document, Heading, Link, Paragraph, Table, fillable, runs_text, walk
from npgs_docs.profile.supervision import Rotation
from npgs_docs.profile.supervisors import Frequency
from npgs_docs.rotation import turns_of_a_year
from npgs_docs.style import Edition, Paper
from tests.documents.forms import BINDER, FORMS, SAMPLES, document, field_names, packet, packet_with, printed
from tests.documents.grade import grade, words

NAMES = [value.name for value in packet("harbor-light").inputs.library.values]
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_its_fields_are_those_of_the_forms_and_no_name_occurs_twice(sample: str) -> None:
    made = packet(sample)
    names = field_names(printed(made, BINDER))
    assert len(names) == len(set(names))
    assert set(names) == {name for code in FORMS for name in field_names(printed(made, code))}
    assert names == [one.name for one in fillable(document(made, BINDER))]


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("sample", SAMPLES)
def test_each_form_begins_on_a_front_and_is_one_sheet(sample: str, paper: Paper) -> None:
    pages = printed(packet(sample, paper), BINDER).pages
    at = {
        str(one.T): number
        for number, page in enumerate(pages, start=1)
        for one in page.get("/Annots", [])
        if "/T" in one
    }
    first = [at[f"V{number}-date"] for number in range(1, 13)]
    assert all(number % 2 for number in first)
    assert first == list(range(first[0], first[0] + 24, 2))
    assert len(pages) == first[0] + 23


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_year_gives_each_value_one_line_in_the_official_order(sample: str) -> None:
    table = _table(document(packet(sample), BINDER), "When each value has its turn")
    assert [runs_text(row[0].inlines) for row in table.rows] == [
        f"{n}. {name}" for n, name in enumerate(NAMES, start=1)
    ]
    assert all(runs_text(cell.inlines).strip() for row in table.rows for cell in row)


def test_weekly_sessions_use_every_week_of_the_year_once() -> None:
    for rhythm, weeks in ((Frequency.WEEKLY, range(1, 53)), (Frequency.EVERY_TWO_WEEKS, range(1, 53, 2))):
        (turns,) = turns_of_a_year(_supervision(rhythm, rhythm), None)
        found = [int(week) for cell in turns.when for week in re.findall(r"\d+", cell)]
        assert sorted(found) == list(weeks)


def test_monthly_sessions_begin_with_the_month_in_which_the_policy_does() -> None:
    (turns,) = turns_of_a_year(_supervision(Frequency.MONTHLY, Frequency.MONTHLY), date(2027, 3, 1))
    assert list(turns.when) == [*MONTHS[2:], *MONTHS[:2]]


def test_quarterly_sessions_take_three_years() -> None:
    (turns,) = turns_of_a_year(_supervision(Frequency.QUARTERLY, Frequency.QUARTERLY), None)
    assert turns.when[0] == "Year 1, quarter 1"
    assert turns.when[-1] == "Year 3, quarter 4"
    assert len(set(turns.when)) == 12


def test_new_and_experienced_specialists_have_a_column_each_where_they_differ() -> None:
    columns = turns_of_a_year(_supervision(Frequency.WEEKLY, Frequency.MONTHLY), None)
    assert [(one.who, one.rhythm) for one in columns] == [("new", "weekly"), ("experienced", "monthly")]


def test_a_value_a_month_is_the_same_for_all() -> None:
    (turns,) = turns_of_a_year(_supervision(Frequency.WEEKLY, Frequency.MONTHLY, Rotation.EACH_MONTH), None)
    assert list(turns.when) == MONTHS


def test_a_pair_that_chooses_is_given_an_order_to_fall_back_on() -> None:
    (turns,) = turns_of_a_year(_supervision(Frequency.WEEKLY, Frequency.WEEKLY, Rotation.AS_NEEDED), None)
    assert list(turns.when) == [f"Session {number}" for number in range(1, 13)]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_concern_leads_to_the_form_of_its_value(sample: str) -> None:
    made = packet(sample)
    binder = document(made, BINDER)
    titles = {block.id: runs_text(block.inlines) for block in walk(binder.blocks) if isinstance(block, Heading)}
    table = _table(binder, "What is on your mind, and which form may help")
    led = []
    for row in table.rows:
        (link,) = (one for one in row[1].inlines if isinstance(one, Link))
        number, _, name = runs_text((link,)).partition(". ")
        assert titles[link.target.removeprefix("#")] == name == NAMES[int(number) - 1]
        led.append(name)
    assert set(led) == set(NAMES)
    assert len({runs_text(row[0].inlines) for row in table.rows}) == len(table.rows)


def test_its_contents_list_every_form_with_its_page() -> None:
    binder = document(packet("harbor-light"), BINDER)
    assert any(isinstance(block, Contents) for block in binder.blocks)
    listed = [
        runs_text(block.inlines) for block in walk(binder.blocks) if isinstance(block, Heading) and block.level == 2
    ]
    assert listed[-12:] == NAMES


def test_its_headings_never_skip_a_level() -> None:
    for edition in Edition:
        binder = document(packet("sierra-county", edition=edition), BINDER)
        levels = [block.level for block in walk(binder.blocks) if isinstance(block, Heading)]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_copy_is_spoken_of_only_where_one_is_offered(tmp_path: Path) -> None:
    ask = "    location: the restricted supervision folder of the HR system\n"
    with_copy = packet("harbor-light")
    without = packet_with("harbor-light", tmp_path, (ask, f"{ask}    specialist_copy: no\n"))
    for made, offered in ((with_copy, True), (without, False)):
        names = {one.name for one in fillable(document(made, BINDER))}
        assert ("V1-copy.yes" in names) is offered
        assert any("a copy." in text for text in _front(document(made, BINDER))) is offered


def test_eight_years_of_school_are_enough_to_use_it() -> None:
    text = re.sub(
        r"[Pp]eer support (?:specialist|supervisor)s?",
        "peer",
        "\n".join(_front(document(packet("harbor-light"), BINDER))),
    )
    sentences = [one for one in re.split(r"[.?!:\n]+", text) if len(words(one)) > 2]
    assert grade(sentences) <= 8


def _supervision(new: Frequency, experienced: Frequency, rotation: Rotation = Rotation.EACH_SESSION):  # type: ignore[no-untyped-def]
    supervision = packet("harbor-light").inputs.decided.profile.supervision
    changes = {"frequency_new": new, "frequency_experienced": experienced, "rotation": rotation}
    return supervision.model_copy(update=changes)


def _table(binder: Document, caption: str) -> Table:
    (table,) = (block for block in walk(binder.blocks) if isinstance(block, Table) and block.caption == caption)
    return table


def _front(binder: Document) -> list[str]:
    """What stands between "How to use the forms" and the year."""
    texts, inside = [], False
    for block in walk(binder.blocks):
        if isinstance(block, Heading):
            inside = block.id == "how-to-use" or (inside and block.level > 2)
        if inside and isinstance(block, Paragraph):
            texts.append(runs_text(block.inlines))
    return texts
