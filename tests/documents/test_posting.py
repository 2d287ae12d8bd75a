"""Postings: pay as the place asks, everything an applicant needs on two pages, and no question that may not be asked."""

import io
import re
from typing import Any

import pypdf
import pytest

from npgs_docs.document import Document, Heading, Link, Paragraph, Table, blanks, runs_text
from npgs_docs.pipeline import make
from npgs_docs.render import Format
from npgs_docs.style import Paper
from tests.documents.reading import document, items, rows, section, text
from tests.organizations import GONE, packet

SAMPLES = ("harbor-light", "sierra-county", "potomac-hospital", "cedar-coast")
ROLES = ("specialist", "supervisor")
LONGEST = 2
GENDERED = re.compile(
    r"\b(he|she|his|her|him|manpower|ninja|rockstar|young and|able-bodied|walk unaided)\b", re.IGNORECASE
)
LABELS = re.compile(
    r"\b(addicts?|abusers?|mentally ill|suffer\w*|consumers?|clients?|non-?complian\w+|high-functioning)\b",
    re.IGNORECASE,
)


def posting(role: str = "specialist", name: str = "harbor-light", changes: dict[str, Any] | None = None) -> Document:
    return document(packet(name, changes), f"posting-{role}")


def rules(name: str = "harbor-light", changes: dict[str, Any] | None = None) -> str:
    """What the page of choices says of the rules behind the postings; "" where nothing binds."""
    page = document(packet(name, changes), "choices")
    there = any(isinstance(one, Heading) and one.id == "posting-rules" for one in page.blocks)
    return text(section(page, "posting-rules")) if there else ""


@pytest.fixture(scope="module", params=[(name, role) for name in SAMPLES for role in ROLES], ids="-".join)
def each(request: pytest.FixtureRequest) -> Document:
    name, role = request.param
    return posting(role, name)


# --- pay -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "pay", "rule"),
    [
        (
            "sierra-county",
            "$27.40 to $33.30 per hour",
            "Employers with 15 or more employees print in postings the pay range",
        ),
        ("potomac-hospital", "$24.80 to $31.00 per hour", "print the lowest and highest pay in every posting"),
        (
            "cedar-coast",
            "$27.25 to $31.50 CAD per hour",
            "Employers of any size under provincial law print the expected pay",
        ),
    ],
)
def test_pay_stands_in_the_form_the_place_asks_with_the_rule_and_its_source(name: str, pay: str, rule: str) -> None:
    made = posting(name=name)
    assert rows(made, "The job")["Pay"] == pay
    assert rule in rules(name)
    assert rule not in text(made), "the rule is for the office, not for applicants"


def test_each_rule_behind_the_postings_has_its_source_and_its_day() -> None:
    page = document(packet("sierra-county"), "choices")
    table = next(one for one in section(page, "posting-rules") if isinstance(one, Table))
    assert table.rows
    for _, source in table.rows:
        assert any(isinstance(part, Link) for part in source.inlines)
        assert "Checked November 23, 2026" in runs_text(source.inlines)


def test_where_no_rule_binds_none_is_quoted() -> None:
    assert rules() == ""


def test_a_rule_for_larger_employers_does_not_bind_a_small_one() -> None:
    said = rules("sierra-county", {"organization.employee_count": "14"})
    assert "15 or more" not in said
    assert "may not ask applicants about past pay" in said


@pytest.mark.parametrize(("city", "quoted"), [("Cleveland", True), ("Akron", False)])
def test_a_citys_rule_binds_in_the_city(city: str, quoted: bool) -> None:
    said = rules(changes={"jurisdiction": {"state": "OH", "city": city}})
    assert ("In Cleveland, employers" in said) is quoted


def test_a_rule_to_come_is_not_yet_quoted() -> None:
    assert "Until then" not in rules(changes={"jurisdiction": {"state": "DE"}})


def test_additions_to_pay_are_told() -> None:
    assert (
        "5 percent more for certified bilingual work" in rows(posting("supervisor", "sierra-county"), "The job")["Pay"]
    )


def test_pay_that_is_missing_is_a_blank() -> None:
    assert [one.key for one in blanks(posting(changes={"positions.specialist.pay": GONE}))] == [
        "positions.specialist.pay"
    ]


def test_the_samples_leave_nothing_blank(each: Document) -> None:
    assert blanks(each) == ()


def test_benefits_are_told(each: Document) -> None:
    assert any(one.startswith("Benefits:") and len(one) > 40 for one in items(section(each, "offer")))


VACANCY, SCREENING = "postings.existing_vacancy", "postings.ai_screening"
ONTARIO = {"jurisdiction": {"state": "ON", "country": "CA"}}
COLORADO = {"jurisdiction": {"state": "CO"}}
OTHER_PAY = "positions.specialist.other_pay"


@pytest.mark.parametrize(("employees", "keys"), [("25", {VACANCY, SCREENING}), ("24", set())])
def test_what_ontario_wants_said_is_a_blank_from_25_employees_on(employees: str, keys: set[str]) -> None:
    change = ONTARIO | {"organization.employee_count": employees}
    made = posting(changes=change)
    assert {one.key for one in blanks(made)} == keys
    assert ("say whether there is a real vacancy" in rules(changes=change)) is bool(keys)


@pytest.mark.parametrize(("answer", "vacancy", "screening"), [
    ("yes", "This posting is for an existing vacancy", "We use artificial intelligence to screen, assess, or select"),
    ("no", "This posting is not for an existing vacancy", "We do not use artificial intelligence to screen"),
])  # fmt: skip
@pytest.mark.parametrize("place", [ONTARIO, {}], ids=["Ontario", "Texas"])
def test_vacancy_and_screening_are_told_wherever_they_are_answered(
    place: dict[str, Any], answer: str, vacancy: str, screening: str
) -> None:
    made = posting(changes=place | {VACANCY: answer, SCREENING: answer})
    assert rows(made, "The job")["Vacancy"] == vacancy
    assert screening in text(section(made, "apply"))
    assert blanks(made) == ()


def test_one_posting_may_answer_otherwise() -> None:
    changes = ONTARIO | {VACANCY: "yes", SCREENING: "no", "postings.supervisor": {"existing_vacancy": "no"}}
    assert "not for" not in rows(posting("specialist", changes=changes), "The job")["Vacancy"]
    assert "not for" in rows(posting("supervisor", changes=changes), "The job")["Vacancy"]


def test_where_nothing_is_asked_or_answered_nothing_is_said() -> None:
    assert not {"Vacancy", "Other pay"} & {*rows(posting(), "The job")}
    assert "artificial intelligence" not in text(posting())


def test_other_pay_is_a_blank_where_the_law_asks_for_it() -> None:
    assert [one.key for one in blanks(posting(changes=COLORADO))] == [OTHER_PAY]
    volunteer = {"positions.specialist.employment": "volunteer", "positions.specialist.pay": GONE}
    assert blanks(posting(changes=COLORADO | volunteer)) == ()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("none", "No bonus, commission, or other pay goes with this job"),
        ("None", "No bonus, commission, or other pay goes with this job"),
        ("a yearly bonus of up to $500", "a yearly bonus of up to $500"),
    ],
)
@pytest.mark.parametrize("place", [COLORADO, {}], ids=["Colorado", "Texas"])
def test_other_pay_or_that_there_is_none(place: dict[str, Any], answer: str, told: str) -> None:
    made = posting(changes=place | {OTHER_PAY: answer})
    assert rows(made, "The job")["Other pay"] == told
    assert blanks(made) == ()


# --- dates and ways to apply ---------------------------------------------------------------------------------


def test_dates() -> None:
    assert rows(posting(), "The job")["Dates"] == "Apply by January 8, 2027"
    assert (
        rows(posting(name="sierra-county"), "The job")["Dates"] == "Posted December 1, 2026; apply by January 8, 2027"
    )
    assert rows(posting(name="potomac-hospital"), "The job")["Dates"] == "Open until the job is filled"


def test_what_one_posting_says_stands_before_what_both_say() -> None:
    assert rows(posting("specialist", "sierra-county"), "The job")["Openings"].startswith("Two, reference REQ-2026-044")
    assert rows(posting("supervisor", "sierra-county"), "The job")["Openings"].startswith("One, reference REQ-2026-045")


def test_every_way_to_apply_is_a_link_or_a_number() -> None:
    targets = {part.target for block in section(posting(name="sierra-county"), "apply") if isinstance(block, Paragraph)
               for part in block.inlines if isinstance(part, Link)}  # fmt: skip
    assert targets >= {
        "https://jobs.sierravista.example/peer",
        "mailto:bh-jobs@sierravista.example",
        "mailto:ada@sierravista.example",
    }
    assert "relay, call 530-555-0150" in text(section(posting(name="sierra-county"), "apply"))


def test_one_office_is_named_once() -> None:
    assert text(section(posting(), "apply")).count("Human Resources Office") == 1


def test_the_organizations_own_steps_stand_in_place_of_ours() -> None:
    assert (
        items(section(posting(name="sierra-county"), "apply"))[0] == "We read every application and answer every one."
    )
    assert items(section(posting(), "apply"))[0].startswith("Send us your application.")


# --- what is asked and what is not ---------------------------------------------------------------------------


def test_the_one_question_is_about_the_work(each: Document) -> None:
    (question,) = re.findall(r"[^.:?]*\?", text(each))
    assert re.search(r"trust|task", question)
    assert not re.search(r"health|diagnos|treat|medic|in recovery|disab", question)


def test_what_will_never_be_asked_is_told(each: Document) -> None:
    said = text(section(each, "never"))
    for subject in ("a diagnosis", "medication", "in recovery", "health professional", "anyone close to you"):
        assert subject in said


def test_past_pay_is_never_asked_where_the_law_says_so() -> None:
    assert "what you earned before" in text(section(posting(name="cedar-coast"), "never"))
    assert "what you earned before" not in text(posting())


def test_words_are_open_to_everyone(each: Document) -> None:
    assert not GENDERED.search(text(each))
    assert not LABELS.search(text(each))


def test_a_license_is_asked_only_with_the_rule_that_limits_it() -> None:
    driver = posting(name="sierra-county")
    assert "a license to drive" in text(driver)
    assert "A posting may ask for a driver’s license only if" in rules("sierra-county")
    assert not re.search("licen[cs]e to drive", text(posting("supervisor", "sierra-county")))


def test_checks_come_after_an_offer() -> None:
    assert "Checks after a conditional offer: federal exclusion list" in text(
        section(posting(name="potomac-hospital"), "equal-opportunity")
    )
    assert "Checks" not in text(posting())


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"state": "TX"}, "protected by federal, state, or local law"),
        ({"state": "BC", "country": "CA"}, "protected by the human rights law of British Columbia"),
        ({"country": "GB"}, "protected by equality law"),
        ({"country": "NZ"}, "protected by human rights law"),
    ],
)
def test_equal_opportunity_in_the_words_of_the_place(place: dict[str, str], words: str) -> None:
    assert words in text(section(posting(changes={"jurisdiction": place}), "equal-opportunity"))


def test_counsels_words_stand_in_place_of_ours() -> None:
    said = text(section(posting(name="cedar-coast"), "equal-opportunity"))
    assert "follows the Human Rights Code of British Columbia" in said
    assert "We choose people" not in said


def test_only_a_federal_contractor_speaks_of_affirmative_action() -> None:
    contractor = posting(name="potomac-hospital")
    assert "affirmative action to hire and promote qualified people with disabilities and protected veterans" in text(
        contractor
    )
    assert "Haynes Boone" in rules("potomac-hospital")
    assert "affirmative action" not in text(posting())


# --- whole ---------------------------------------------------------------------------------------------------


def test_a_posting_agrees_with_its_description() -> None:
    made = packet("sierra-county")
    for role in ROLES:
        advert, description = document(made, f"posting-{role}"), document(made, f"job-{role}")
        told, described = rows(advert, "The job"), rows(description, "The job")
        assert described["Pay"].startswith(told["Pay"])
        assert described["Place of work"] == told["Place"]
        assert described["Reports to"].startswith(told["Reports to"])
        assert {*items(section(advert, "bring"))} <= {*items(section(description, "qualifications"))}


def test_a_volunteer_is_promised_no_pay() -> None:
    made = posting(changes={"positions.specialist.employment": "volunteer", "positions.specialist.pay": GONE})
    assert rows(made, "The job")["Pay"] == "None: this is volunteer work"
    assert "paid time" not in text(section(made, "offer"))


@pytest.mark.parametrize("title", ["A & B <C> \"D\" 'E'", "*F* _G_ #1 [H] {I}", "{{ 7*7 }} {% if x %} | J"])
def test_names_come_out_as_typed(title: str) -> None:
    changes = {
        "organization.legal_name": title,
        "positions.specialist.title": title,
        "postings.benefits": title,
        "sites.0.name": title,
    }
    assert text(posting(changes=changes)).count(title) == 4


def test_nothing_is_said_twice(each: Document) -> None:
    lines = [line for line in text(each).splitlines() if len(line) > 30]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_posting_has_two_pages_at_most(name: str, paper: Paper) -> None:
    made = packet(name, only=("posting-specialist", "posting-supervisor"), formats=(Format.PDF,), paper=paper)
    for artifact in make(made):
        pages = pypdf.PdfReader(io.BytesIO(artifact.rendered[0].data)).pages
        assert len(pages) <= LONGEST, artifact.entry.code
        assert "Equal opportunity" in pages[-1].extract_text()
