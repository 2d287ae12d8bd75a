"""Job descriptions: classified by the law of the place, built on the values, interview-safe, with nothing unsourced."""

import io
import re
from typing import Any

import pypdf
import pytest

from npgs_docs.document import (
    Aside,
    Document,
    Field,
    FieldKind,
    Fields,
    Link,
    Paragraph,
    Table,
    blanks,
    runs_text,
    walk,
)
from npgs_docs.pipeline import make
from npgs_docs.render import Format
from npgs_docs.style import Paper
from tests.documents.reading import document, items, rows, section, text
from tests.organizations import GONE, packet

SAMPLES = ("harbor-light", "sierra-county", "potomac-hospital", "cedar-coast")
ROLES = ("specialist", "supervisor")
LONGEST = 4
ABOUT_HEALTH = re.compile(
    r"\b(clean|sober|sobriety|abstinen\w+ (?:required|for)|years? (?:of|in) recovery|must disclose|drug screen|"
    r"has been (?:a recipient|hospitali[sz]ed)|letter from)\b",
    re.IGNORECASE,
)


def job(role: str, name: str = "harbor-light", changes: dict[str, Any] | None = None) -> Document:
    return document(packet(name, changes), f"job-{role}")


@pytest.fixture(scope="module", params=[(name, role) for name in SAMPLES for role in ROLES], ids="-".join)
def each(request: pytest.FixtureRequest) -> Document:
    name, role = request.param
    return job(role, name)


# --- classification ------------------------------------------------------------------------------------------


def test_overtime_status_is_american() -> None:
    assert rows(job("specialist"), "The job")["FLSA status"].startswith("Non-exempt")
    assert "FLSA status" not in rows(job("specialist", "cedar-coast"), "The job")


def test_nothing_american_in_canada() -> None:
    for role in ROLES:
        said = text(job(role, "cedar-coast"))
        assert not re.search(r"\b(FLSA|exempt|federal|Medicaid|EEO|ADA|state law|center|behavior)\b", said), role


def test_the_country_says_adjustments_or_accommodation() -> None:
    british = text(job("specialist", changes={"jurisdiction": {"country": "GB"}}))
    assert "Equal opportunity and adjustments" in british
    assert "accommodation if needed" not in british
    assert "Equal opportunity and accommodation" in text(job("specialist"))


def test_what_the_profile_lacks_is_a_blank_that_names_its_key() -> None:
    changes = {"positions.supervisor.flsa": GONE, "positions.supervisor.pay": GONE}
    keys = {one.key for one in blanks(job("supervisor", changes=changes))}
    assert keys == {"positions.supervisor.flsa", "positions.supervisor.pay", "positions.supervisor.effective"}


def test_the_samples_leave_nothing_else_blank() -> None:
    left = {(name, one.key) for name in SAMPLES for role in ROLES for one in blanks(job(role, name))}
    assert left == {("harbor-light", f"positions.{role}.effective") for role in ("specialist", "supervisor")}


def test_pay_is_the_profiles() -> None:
    assert rows(job("specialist"), "The job")["Pay"] == "$22.50 to $27.00 per hour"
    assert rows(job("supervisor", "potomac-hospital"), "The job")["Pay"] == "$78,000 to $94,000 per year"


def test_the_site_is_the_positions_own() -> None:
    assert rows(job("specialist", "sierra-county"), "The job")["Place of work"].startswith(
        "Crisis Stabilization Unit, 1800"
    )
    assert rows(job("specialist"), "The job")["Place of work"].startswith("Eastside Center, 12 Oak Street")


def test_the_foot_carries_the_forms_number_not_the_policys() -> None:
    assert job("specialist", "sierra-county").meta.foot == "PS-02 · Version 2.0 · Approved"


# --- the work ------------------------------------------------------------------------------------------------


def functions(made: Document) -> Table:
    tables = [one for one in walk(made.blocks) if isinstance(one, Table)]
    return next(one for one in tables if runs_text(one.head[0].inlines) == "Function")


def test_every_value_is_served_by_some_function_and_the_time_adds_up(each: Document) -> None:
    table = functions(each)
    served = {number for row in table.rows for number in re.findall(r"\d+", runs_text(row[2].inlines))}
    assert served == {str(number) for number in range(1, 13)}
    assert sum(int(runs_text(row[1].inlines).rstrip("%")) for row in table.rows) == 100


def test_own_functions_stand_in_place_of_the_built_in() -> None:
    own = [
        {"text": "Offer support", "share": "60", "values": [1]},
        {"text": "Lead groups", "share": "40", "values": [2]},
    ]
    table = functions(job("specialist", changes={"positions.specialist.functions": own}))
    assert [runs_text(row[0].inlines) for row in table.rows] == ["1. Offer support", "2. Lead groups"]


def test_what_the_setting_rules_out_is_said_of_the_worker_only() -> None:
    assert "take part in seclusion or observation rounds" in items(
        section(job("specialist", "potomac-hospital"), "outside")
    )
    assert not any("seclusion" in one for one in items(section(job("supervisor", "potomac-hospital"), "outside")))


def test_the_organizations_own_exclusions_are_listed() -> None:
    assert "Signing or witnessing an involuntary hold." in items(section(job("specialist", "sierra-county"), "outside"))


# --- qualifications ------------------------------------------------------------------------------------------


def test_lived_experience_is_a_qualification_and_never_a_disclosure(each: Document) -> None:
    said = text(section(each, "qualifications"))
    assert "draw on" in said
    assert "Nobody will ask for health details" in said
    assert not ABOUT_HEALTH.search(text(each))
    assert "?" not in text(each)


def test_no_degree_without_a_rule() -> None:
    assert "No degree is asked for." in text(job("specialist"))
    asked = {"education": "a high school diploma", "education_rule": "Rule 12", "education_alternative": "peer work"}
    said = text(job("specialist", changes={f"positions.specialist.{key}": value for key, value in asked.items()}))
    assert "A high school diploma, as Rule 12 asks; or peer work" in said
    assert "No degree is asked for." not in said


@pytest.mark.parametrize(
    ("months", "said"),
    [(0, "held on the first day"), (12, "within one year of starting"), (18, "within 18 months of starting")],
)
def test_a_credential_has_a_window(months: int, said: str) -> None:
    changes = {"positions.specialist.credential": {"name": "the state certificate", "within_months": str(months)}}
    assert f"the state certificate: {'held now, or obtained ' if months else ''}{said}" in text(
        job("specialist", changes=changes)
    )


def test_a_supervisors_peer_background_is_required_only_where_the_profile_says_so() -> None:
    preferred = items(section(job("supervisor"), "qualifications"))
    required = items(section(job("supervisor", "sierra-county"), "qualifications"))
    assert "Direct practice of peer support, paid or unpaid (strongly preferred)" in preferred
    assert required[0] == "Direct practice of peer support, paid or unpaid"


def test_driving_is_asked_only_where_it_is_essential() -> None:
    driver, other = text(job("specialist", "sierra-county")), text(job("specialist"))
    assert "a license to drive" in driver
    assert "by any means that works" not in driver
    assert "Driving is not needed for this job." in other
    assert "a license to drive" not in other


def test_every_rule_carries_its_source(each: Document) -> None:
    for aside in [one for one in walk(each.blocks) if isinstance(one, Aside)]:
        facts = [one for one in walk(aside.blocks) if isinstance(one, Paragraph)][1:]
        assert facts
        assert all(any(isinstance(part, Link) for part in one.inlines) for one in facts)


def test_the_rules_are_those_of_the_place() -> None:
    assert "Texas, 1 TAC 354.3205" in text(section(job("specialist"), "qualifications"))
    assert "Peer Support Canada" in text(section(job("specialist", "cedar-coast"), "qualifications"))
    assert "no more than seven" in text(section(job("supervisor", "potomac-hospital"), "qualifications"))


def test_checks_name_their_law_and_come_after_an_offer() -> None:
    said = text(section(job("specialist", "potomac-hospital"), "checks"))
    assert (
        "Checks after a conditional offer: federal exclusion list (42 CFR 1001.1901); criminal background check" in said
    )
    assert "No background check is planned" in text(section(job("specialist"), "checks"))


# --- words ---------------------------------------------------------------------------------------------------


def test_other_words_for_people_are_used_throughout() -> None:
    changes = {
        "terms": {
            "specialist": "recovery coach",
            "supervisor": {"singular": "parent partner", "plural": "parents partner"},
            "person": "guest",
        },
    }
    for role in ROLES:
        said = text(job(role, changes=changes))
        assert not re.search(r"peer support specialist|peer support supervisor", said, re.IGNORECASE)
        assert "recovery coach" in said
        assert not re.search(r"\ba (?:[aeio])", said), "an article does not fit its noun"
    assert rows(job("supervisor", changes=changes), "The job")["Supervises"] == "Up to eight recovery coaches"


@pytest.mark.parametrize("title", ["A & B <C> \"D\" 'E'", "*F* _G_ #1 [H] {I}", "{{ 7*7 }} {% if x %} | J"])
def test_names_come_out_as_typed(title: str) -> None:
    changes = {"organization.legal_name": title, "positions.specialist.title": title, "contacts.hr.role": title}
    said = text(job("specialist", changes=changes))
    assert f"Job description: {title}" in said
    assert said.count(title) >= 4


def test_both_sign(each: Document) -> None:
    signed = [one for block in walk(each.blocks) if isinstance(block, Fields) for one in block.fields]
    kinds = [one.kind for one in signed if isinstance(one, Field)]
    assert kinds == [FieldKind.SIGNATURE, FieldKind.DATE] * 2


# --- pages ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("name", SAMPLES)
def test_a_description_has_four_pages_at_most_and_the_last_is_worth_turning(name: str, paper: Paper) -> None:
    made = packet(name, only=("job-specialist", "job-supervisor"), formats=(Format.PDF,), paper=paper)
    for artifact in make(made):
        pages = pypdf.PdfReader(io.BytesIO(artifact.rendered[0].data)).pages
        assert len(pages) <= LONGEST, artifact.entry.code
        assert len(pages[-1].extract_text().splitlines()) > 8, artifact.entry.code
