"""Our own documents stand before our own rules; a fault in a profile stands against them."""

import re
from datetime import date
from functools import cache

import pytest

from npgs_docs.checks.examples import changed_profile
from npgs_docs.checks.finding import Report
from npgs_docs.checks.rule import Level
from npgs_docs.drafting import Status
from npgs_docs.errors import InputError
from npgs_docs.locations import samples_folder
from npgs_docs.pipeline import Request, checked, make, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import Format

DAY = date(2026, 12, 1)
HARBOR = samples_folder() / "harbor-light.yaml"
WAIVER = {"rule": "JD-38", "reason": "Agreed with Local 12.", "approved_by": "HR Director", "expires": "2027-06-30"}
CHANGE = {"positions.specialist.extra_functions": ["Other duties as assigned."]}


@cache
def of_sample(name: str) -> Report:
    return checked(prepare(Request(load_profile(samples_folder() / f"{name}.yaml"), today=DAY)))


def of_change(change: dict[str, object], today: date = DAY) -> Report:
    only = ("job-specialist", "policy")
    return checked(prepare(Request(changed_profile(HARBOR, change), only=only, today=today)))


@pytest.mark.parametrize("name", sorted(path.stem for path in samples_folder().glob("*.yaml")))
def test_documents_of_a_sample_have_no_errors_and_no_warnings(name: str) -> None:
    report = of_sample(name)
    assert len(report.checked) == 18
    told = [
        (one.document, one.rule.id, one.message)
        for each in report.checked
        for one in each.findings
        if one.level is not Level.INFO
    ]
    assert told == []


def test_a_fault_in_the_organizations_own_words_is_told_where_it_is_printed() -> None:
    report = of_change(CHANGE)
    (found,) = [one for each in report.checked for one in each.findings if one.rule.id == "JD-38"]
    assert found.document == "job-specialist"
    assert found.sightings[0].words == "Other duties as assigned"


def test_a_waiver_in_force_covers_its_finding_and_is_listed() -> None:
    report = of_change({**CHANGE, "waivers": [WAIVER]})
    assert not [one for each in report.checked for one in each.findings if one.rule.id == "JD-38"]
    (waived,) = [one for each in report.checked for one in each.waived]
    assert (waived.reason, waived.role) == ("Agreed with Local 12.", "HR Director")
    assert report.loose == ()


def test_a_waiver_past_its_day_covers_nothing() -> None:
    report = of_change({**CHANGE, "waivers": [WAIVER]}, today=date(2027, 7, 1))
    assert [one for each in report.checked for one in each.findings if one.rule.id == "JD-38"]
    assert "expired on 2027-06-30" in report.loose[0].message


def test_a_waiver_for_another_document_covers_nothing_and_is_not_needed() -> None:
    report = of_change({**CHANGE, "waivers": [WAIVER | {"document": "policy"}]})
    assert [one for each in report.checked for one in each.findings if one.rule.id == "JD-38"]
    assert "not needed" in report.loose[0].message


def test_a_waiver_of_no_rule_is_told() -> None:
    with pytest.raises(InputError, match=r"waivers\[2\]\.rule: there is no rule JD-99") as told:
        of_change({"waivers": [WAIVER, WAIVER | {"rule": "JD-99"}]})
    assert re.match(r"Did you mean JD-\d9\? ", told.value.problems[0].hint)


def test_a_waiver_is_printed_in_the_policy() -> None:
    packet = prepare(
        Request(changed_profile(HARBOR, {"waivers": [WAIVER]}), only=("policy",), formats=(Format.OUTLINE,))
    )
    (artifact,) = make(packet)
    outline = artifact.rendered[0].data.decode()
    assert "| JD-38 | Agreed with Local 12. | HR Director | June 30, 2027 |" in outline


def test_a_final_is_refused_while_an_error_stands() -> None:
    change = {"positions.specialist.extra_functions": ["Conduct room searches."]}
    request = Request(
        changed_profile(HARBOR, change),
        only=("job-specialist",),
        formats=(Format.OUTLINE,),
        status=Status.FINAL,
        today=DAY,
    )
    with pytest.raises(InputError) as raised:
        make(prepare(request))
    assert "check-JD-19" in {problem.id for problem in raised.value.problems}


def test_expired_facts_are_told_in_each_document_that_rests_on_them() -> None:
    report = of_change({}, today=date(2029, 1, 1))
    told = {
        one.document
        for each in report.checked
        for one in each.findings
        if one.rule.id == "PO-29" and one.level is Level.WARN
    }
    assert told == {"policy", "job-specialist"}
