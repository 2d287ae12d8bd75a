"""The fourteen questions: what they ask for, how answers are read, and what is said about one that does not fit."""

import pytest

from npgs_docs.errors import InputError
from npgs_docs.profile import Profile
from npgs_docs.questions import (
    PARTS,
    QUESTIONS,
    Part,
    answered,
    answers_as_profile,
    answers_kept,
    answers_text,
    asked,
    faults,
    heading,
    help_for,
    next_part,
    profile_values,
    source_of,
)
from npgs_docs.source import parse_source, undotted
from npgs_docs.validation import field_at

GOOD = {
    "organization.legal_name": "Harbor & Sons: #1",
    "jurisdiction.state": "Texas",
    "sites[1].address.street": "12 Oak Street",
    "sites[1].address.city": "Austin",
    "sites[1].address.region": "TX",
    "sites[1].address.postal_code": "01234",
    "organization.employee_count": "1,200",
    "contacts.hr.role": "HR Office",
    "contacts.hr.email": "",
    "contacts.hr.phone": "512-555-0142",
    "supervision.peer_supervisor_available": "y",
    "supervision.urgent_contact": "the on-call supervisor, 512-555-0199",
    "supervision.records.location": "the restricted folder",
    "supervision.records.retention_years": "7",
    "policy.level": "management",
    "positions.supervisor.flsa": "no",
    "positions.specialist.pay": "20 to 22 per hour",
    "positions.supervisor.pay": "60,000 - 70,000 a year",
    "postings.benefits": "health insurance; leave",
    "postings.closes": "until filled",
    "postings.apply_url": "jobs@harbor.example",
}


def part(path: str) -> Part:
    return next(one for one in PARTS if one.path == path)


def test_there_are_fourteen_and_they_make_a_profile() -> None:
    assert len(QUESTIONS) == 14
    assert list(GOOD) == [one.path for one in asked(GOOD)]
    made = Profile.model_validate(profile_values(source_of(GOOD)))
    assert made.organization.legal_name == "Harbor & Sons: #1"
    assert (made.organization.employee_count, made.jurisdiction.state) == (1200, "TX")
    assert made.sites[0].address.postal_code == "01234"
    assert (made.policy.level, made.positions.supervisor.flsa) == ("administrative", "exempt")
    assert (made.contacts.hr.email, made.contacts.hr.phone) == (None, "512-555-0142")
    assert (made.postings.until_filled, made.postings.apply_email) == (True, "jobs@harbor.example")


def test_every_question_comes_with_help_example_and_use() -> None:
    for one in PARTS:
        assert field_at(Profile, undotted(one.path)) is not None, one.path
        assert "For example: " in help_for(one)
        number, used = heading(one)
        assert number.startswith("Question ")
        assert used.startswith("Used by: ")
    assert heading(PARTS[0])[0] == "Question 1 of 14. What is your organization called?"


def test_one_after_another_is_asked() -> None:
    answers: dict[str, str] = {}
    order = []
    while (one := next_part(answers)) is not None:
        order.append(one.path)
        answers[one.path] = GOOD[one.path]
        assert faults(one, answers) == (), one.path
    assert order == list(GOOD)


@pytest.mark.parametrize(("state", "questions"), [("TX", 21), ("BC, Canada", 20), ("New Zealand", 20)])
def test_overtime_law_of_the_us_is_asked_in_the_us(state: str, questions: int) -> None:
    assert len(asked({"jurisdiction.state": state})) == questions


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("TX", {"state": "TX"}),
        ("texas", {"state": "TX"}),
        ("California", {"state": "CA"}),
        ("TX, USA", {"state": "TX"}),
        ("US-TX", {"state": "TX"}),
        ("BC", {"state": "BC", "country": "CA"}),
        ("British Columbia, Canada", {"state": "BC", "country": "CA"}),
        ("CA-BC", {"state": "BC", "country": "CA"}),
        ("ON, CA", {"state": "ON", "country": "CA"}),
        ("NSW, Australia", {"state": "NSW", "country": "AU"}),
        ("New Zealand", {"country": "NZ"}),
        ("UK", {"country": "GB"}),
        ("Elsewhere", {"state": "Elsewhere"}),
    ],
)
def test_a_place_in_many_spellings(typed: str, read: dict[str, str]) -> None:
    assert answers_as_profile(source_of({"jurisdiction.state": typed})).value == {"jurisdiction": read}


@pytest.mark.parametrize(
    ("path", "typed", "message", "hint"),
    [
        ("organization.legal_name", " ", "nothing was typed", "This answer is needed."),
        ("organization.legal_name", "a\x07b", "a control character (U+0007) is in the text", "Delete it."),
        ("organization.employee_count", "many", 'expected a number, found "many"', "For example: 42"),
        ("organization.employee_count", "1,5", 'expected a number, found "1,5"', "For example: 42"),
        (
            "jurisdiction.state",
            "ZZ",
            '"ZZ" is not the code of a state',
            "Use the two letters of the postal code, for example: TX for Texas.",
        ),
        ("jurisdiction.state", "Texarkana", '"Texarkana" is not the code of a state or province', "For example: TX"),
        (
            "contacts.hr.role",
            "Jane Doe",
            '"Jane Doe" reads like a person\'s name',
            "Name the role, for example: HR Director. People change; roles stay.",
        ),
        ("supervision.peer_supervisor_available", "perhaps", 'expected yes or no, found "perhaps"', "Type yes or no."),
        (
            "positions.supervisor.flsa",
            "perhaps",
            '"perhaps" is not one of the choices',
            "Type yes (non-exempt) or no (exempt).",
        ),
        (
            "supervision.urgent_contact",
            "Clinical Director",
            '"Clinical Director" has no number to call',
            "Add it, for example: the on-call supervisor, 512-555-0199",
        ),
        ("policy.level", "committee", '"committee" is not one of the choices', "Type board or management."),
        (
            "positions.specialist.pay",
            "18-21",
            '"18-21" is not a pay range',
            "Add per hour or per year, for example: 18-21 per hour",
        ),
        (
            "sites[1].address.postal_code",
            "7001",
            '"7001" is not a ZIP code',
            'Excel drops a leading zero. Type: "07001"',
        ),
        (
            "positions.specialist.pay",
            "20 and up",
            '"20 and up" is not a pay range',
            "Type for example: 22.50 - 27.00 per hour",
        ),
        (
            "postings.closes",
            "1/8/2027",
            'expected a date, found "1/8/2027"',
            "Type year-month-day, for example 2027-01-15.",
        ),
        (
            "postings.apply_url",
            "our site",
            '"our site" is not a web address with https://',
            "For example: https://jobs.example.org/44",
        ),
        ("postings.apply_url", "jobs@", '"jobs@" is not an e-mail address', "For example: jobs@example.org"),
    ],
)
def test_an_answer_that_does_not_fit(path: str, typed: str, message: str, hint: str) -> None:
    (fault,) = faults(part(path), {**GOOD, path: typed})
    assert (fault.message, fault.hint, fault.where) == (message, hint, None)


@pytest.mark.parametrize(("typed", "read"), [("yes", "non-exempt"), ("N", "exempt"), ("non-exempt", "non-exempt")])
def test_overtime_is_answered_with_yes_or_no(typed: str, read: str) -> None:
    made = answers_as_profile(source_of({"positions.supervisor.flsa": typed})).value
    assert made == {"positions": {"supervisor": {"flsa": read}}}


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("$18 - $21/hr", "hour"), ("18-21 hourly", "hour"), ("$24 an hour", "hour"), ("41,600 to 52,000 per annum", "year"), ("52k", "")],
)  # fmt: skip
def test_pay_as_people_write_it(typed: str, unit: str) -> None:
    problems = faults(part("positions.specialist.pay"), {**GOOD, "positions.specialist.pay": typed})
    assert bool(problems) == (not unit)
    if unit:
        pay = Profile.model_validate(profile_values(source_of({**GOOD, "positions.specialist.pay": typed}))).positions
        assert pay.specialist.pay is not None
        assert pay.specialist.pay.unit == unit


def test_without_a_peer_supervisor_the_peer_to_turn_to_is_asked() -> None:
    consultant = "supervision.peer_consultant"
    without = {**GOOD, "supervision.peer_supervisor_available": "No"}
    assert next_part(without) == part(consultant)
    said = {**without, consultant: "a contract with Recovery Community Network"}
    assert next_part(said) is None
    assert Profile.model_validate(profile_values(source_of(said))).supervision.peer_consultant == said[consultant]
    assert faults(part(consultant), {**said, consultant: ""}) == ()
    changed = {**said, "supervision.peer_supervisor_available": "yes"}
    assert consultant not in answered(changed)


def test_a_contact_has_to_be_within_reach() -> None:
    (fault,) = faults(part("contacts.hr.phone"), {**GOOD, "contacts.hr.phone": ""})
    assert (fault.path, fault.message) == ("contacts.hr", "neither email nor phone is given")


# --- answers in files ----------------------------------------------------------------------------------------


def test_answers_are_kept_and_read_back() -> None:
    kept = parse_source(answers_text(GOOD, "p.yaml"), "p.yaml.partial")
    assert answers_kept(kept) == GOOD
    assert profile_values(kept) == profile_values(source_of(GOOD))


def test_a_kept_answer_that_is_no_good_is_asked_again() -> None:
    edited = {**GOOD, "organization.employee_count": "many", "no.such.key": "x"}
    kept = answers_kept(parse_source(answers_text(edited, "p"), ""))
    assert kept.keys() == GOOD.keys() - {"organization.employee_count"}


def test_dotted_and_nested_keys_may_stand_together() -> None:
    source = parse_source(
        "organization.legal_name: Harbor\norganization:\n  employee_count: 3\nsites[1].address: {city: Austin}\n",
        "a.yaml",
    )
    read = answers_as_profile(source)
    assert read.value == {
        "organization": {"legal_name": "Harbor", "employee_count": "3"},
        "sites": [{"address": {"city": "Austin"}}],
    }
    assert str(read.where(("organization", "legal_name"))) == "a.yaml:1:26"
    assert str(read.where(("sites", 0, "address", "city"))) == "a.yaml:4:26"


@pytest.mark.parametrize(
    "twice",
    [
        "organization.legal_name: A\norganization:\n  legal_name: B\n",
        "positions.specialist.pay: 20 per hour\npositions.specialist.pay.min: 20\n",
    ],
)
def test_an_answer_given_twice_is_a_problem(twice: str) -> None:
    with pytest.raises(InputError, match=r"a\.yaml:[23]:.*given twice"):
        answers_as_profile(parse_source(twice, "a.yaml"))


def test_all_problems_of_a_file_come_at_once_with_their_lines() -> None:
    lines = (
        answers_text(GOOD, "p")
        .replace("Texas", "ZZ")
        .replace("the restricted folder", '""')
        .replace("'until filled'", "soon")
    )
    with pytest.raises(InputError) as caught:
        profile_values(parse_source(lines.replace("until filled", "soon"), "a.yaml"))
    found = [(problem.path, problem.where.line if problem.where else 0) for problem in caught.value.problems]
    assert ("jurisdiction.state", 3) in found
    assert ("postings.closes", 21) in found
    assert "supervision.records.location" in [path for path, _ in found]


@pytest.mark.parametrize("odd", ['"": x\n', '"[]": x\n', "a..b: x\n", "'[0]': x\n", "- x\n", "x\n"])
def test_odd_files_of_answers_are_problems_not_crashes(odd: str) -> None:
    with pytest.raises(InputError):
        profile_values(parse_source(odd, "a.yaml"))
