"""The policy: what only the organization can know is asked or left blank, no two places disagree, the short form has two pages."""

import io
from typing import Any

import pypdf
import pytest

from npgs_docs.document import Document, Heading, Table, blanks, runs_text
from npgs_docs.errors import InputError
from npgs_docs.pipeline import make
from npgs_docs.render import Format
from tests.documents.reading import document, items, rows, section, text
from tests.organizations import GONE, packet

OVERSIGHT = "supervision.clinical_oversight_asked"


def policy(changes: dict[str, Any] | None = None, name: str = "harbor-light") -> Document:
    return document(packet(name, changes), "policy")


def keys(made: Document) -> set[str]:
    return {blank.key for blank in blanks(made)}


def job(role: str, changes: dict[str, Any] | None = None, name: str = "harbor-light") -> Document:
    return document(packet(name, changes), f"job-{role}")


def test_the_short_policy_with_its_signatures_stands_on_two_pages() -> None:
    made = packet(changes={"policy.form": "short"}, only=("policy",), formats=(Format.PDF,))
    ((artifact,),) = ([one.rendered for one in make(made)],)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(artifact[0].data)).pages]
    assert "Those who sign below approve this policy" in pages[1]
    assert "Appendix: The twelve values" in pages[2]


# --- what only the organization can know ---------------------------------------------------------------------


@pytest.mark.parametrize("form", ["full", "short"])
def test_clinical_oversight_is_a_blank_until_somebody_says(form: str) -> None:
    silent = policy({OVERSIGHT: GONE, "policy.form": form})
    assert "supervision.clinical_oversight" in keys(silent)
    assert "No payer" not in text(silent)
    denied = policy({"policy.form": form})
    assert "supervision.clinical_oversight" not in keys(denied)


def test_oversight_that_is_given_needs_no_second_answer_and_may_not_be_denied() -> None:
    given = {"role": "Clinical Director", "required_by": "the state manual"}
    made = policy({OVERSIGHT: GONE, "supervision.clinical_oversight": given})
    assert "The Clinical Director" in text(section(made, "kinds-of-supervision"))
    with pytest.raises(InputError, match="says no"):
        policy({"supervision.clinical_oversight": given})


def test_a_rule_that_wants_supervisors_supervised_asks_for_the_role() -> None:
    table = rows(policy(), "Kinds of supervision")
    assert "monthly, documented" in table["Oversight of the peer support supervisor"]
    assert "supervision.supervisor_oversight" in keys(policy({"supervision.supervisor_oversight": GONE}))
    elsewhere = policy({"supervision.supervisor_oversight": GONE, "jurisdiction.state": "OH"})
    assert "supervision.supervisor_oversight" not in keys(elsewhere)


def test_records_are_sampled_only_by_somebody_who_is_named_and_may_read_them() -> None:
    assert "sample one record" not in text(policy())
    made = policy(name="sierra-county")
    assert "The Quality Improvement Manager will also sample one record in ten" in text(section(made, "review"))
    readers = rows(made, "Keeping the records")["Who may read them"]
    assert readers.endswith("and the Quality Improvement Manager (the sample only)")
    assert "Quality reviewer" not in rows(made, "Who is responsible")


def test_a_concern_about_the_owner_and_the_yearly_report_have_an_address() -> None:
    made = policy({"contacts.owner_concerns": GONE})
    assert {"contacts.owner_concerns", "policy.report_to"} <= keys(made)
    board = policy({"contacts.owner_concerns": GONE, "policy.level": "board"})
    assert not {"contacts.owner_concerns", "policy.report_to"} & keys(board)
    assert "A concern about the Executive Director goes to the Board Chair." in text(section(board, "concerns"))
    assert "report once a year to the board" in rows(board, "Who is responsible")["Executive Director"]


def test_whom_to_call_without_a_number_leaves_a_blank_for_it() -> None:
    silent = {"supervision.urgent_contact": "the duty supervisor"}
    assert "supervision.urgent_contact" in keys(policy(silent))
    assert "supervision.urgent_contact" in keys(job("specialist", silent))
    assert "supervision.urgent_contact" not in keys(policy())


# --- who does what -------------------------------------------------------------------------------------------


def test_the_chair_leads_the_adoption_and_management_gives_the_means() -> None:
    told = rows(policy(name="sierra-county"), "Who is responsible")
    assert told["Board Chair"].startswith("Lead the adoption of this policy")
    assert "provide time, pay, and training" not in told["Board Chair"]
    assert told["Behavioral Health Director"] == "Bring this policy to the board; provide time, pay, and training"


def test_a_board_policy_is_signed_by_the_chair_and_the_head() -> None:
    signed = policy({"policy.level": "board"})
    assert {"Board Chair", "Executive Director"} <= set(text(signed).splitlines())
    assert "Board Chair" not in text(policy()).splitlines()


def test_policy_and_job_descriptions_agree_who_is_the_line_manager() -> None:
    made = policy()
    assert "The line manager (Program Director)" in text(section(made, "kinds-of-supervision"))
    assert "Program Director (line manager)" in rows(made, "Who is responsible")
    assert rows(job("specialist"), "The job")["Reports to"] == "Peer Support Supervisor; line manager: Program Director"
    two = text(section(job("supervisor"), "functions"))
    assert "Agree with the line manager what each of the two handles" in two
    assert "Handle schedules" not in two


def test_where_one_person_is_both_the_supervisor_handles_schedules() -> None:
    change = {"supervision.line_manager_separate": "no", "supervision.peer_consultant": "a peer from elsewhere"}
    assert "Line manager" not in rows(policy(change), "Who is responsible")
    one = text(section(job("supervisor", change), "functions"))
    assert "Handle schedules, leave, and reviews" in one
    assert "Agree with the line manager" not in one
    assert "line manager" not in rows(job("specialist", change), "The job")["Reports to"]


def test_a_line_manager_who_is_somebody_else_and_is_not_is_refused() -> None:
    with pytest.raises(InputError, match="line_manager_separate"):
        policy({"supervision.line_manager_separate": "no", "supervision.line_manager": "Program Director"})


@pytest.mark.parametrize("separate", ["yes", "no"])
def test_limits_of_confidence_are_those_of_one_section(separate: str) -> None:
    change = {"supervision.line_manager_separate": separate, "supervision.peer_consultant": "a peer from elsewhere"}
    said = text(section(policy(change), "kinds-of-supervision"))
    assert "not used in discipline, except within the limits named in Records and privacy" in said


# --- rules ---------------------------------------------------------------------------------------------------


def test_what_nobody_is_sure_of_stands_in_the_questions_and_not_in_the_policy() -> None:
    made = packet("sierra-county")
    assert "BHIN 22-018" not in text(document(made, "policy"))
    asked = text(section(document(made, "choices"), "questions"))
    assert "BHIN 22-018" in asked
    assert "Read it before you appoint a supervisor." in asked


def test_a_note_stands_in_the_questions_and_nowhere_else() -> None:
    made = packet(changes={"jurisdiction.state": "MT"})
    for code in ("policy", "job-specialist", "posting-specialist", "crosswalk"):
        assert "two years of recovery" not in text(document(made, code))
    assert "two years of recovery" in text(section(document(made, "choices"), "questions"))


def test_where_nobody_may_begin_without_a_credential_no_time_is_left_to_get_it() -> None:
    for change in ({}, {"positions.specialist.credential": {"name": "state certification", "within_months": "12"}}):
        made = packet(changes={"jurisdiction.state": "MT", **change})
        for code in ("job-specialist", "posting-specialist"):
            said = text(document(made, code))
            assert "held before you begin to support people" in said
            assert "or obtained within" not in said


def test_a_credential_that_supervisors_need_stands_in_their_posting() -> None:
    said = items(section(document(packet(), "posting-supervisor"), "bring"))
    assert "Texas certification as a peer specialist supervisor: held before you begin to supervise" in said


def test_days_in_rules_are_written_as_the_country_writes_them() -> None:
    assert "by February 16, 2026: one consent" in text(section(policy(), "records"))


# --- the page of choices -------------------------------------------------------------------------------------


def test_the_page_of_choices_begins_with_promises_and_blanks() -> None:
    page = document(packet(changes={OVERSIGHT: GONE}), "choices")
    ids = [one.id for one in page.blocks if isinstance(one, Heading) and one.level == 2]
    assert ids[:3] == ["promises", "blanks", "questions"]
    promised = rows(page, "What the documents promise")
    assert promised["Clinical oversight"] == "Left blank: only you can know"
    assert promised["Sessions"] == "Weekly in the first twelve months, then monthly, 60 minutes each"
    tables = [one for one in page.blocks if isinstance(one, Table) and one.caption.startswith("Choices made")]
    assert all(runs_text(row[1].inlines) != "None" for one in tables for row in one.rows)


# --- dates of the job descriptions ---------------------------------------------------------------------------


def test_a_description_has_dates_of_its_own_and_the_policys_without() -> None:
    own = {"effective": "2026-12-15", "version": "3.1", "status": "approved"}
    made = job("specialist", {f"positions.specialist.{key}": value for key, value in own.items()})
    said = text(made)
    assert "version 3.1, approved. Takes effect December 15, 2026." in said
    assert blanks(made) == ()
    assert "version 2.0, approved. Takes effect February 1, 2027." in text(job("supervisor", name="sierra-county"))


def test_a_posting_has_steps_of_its_own() -> None:
    made = packet("sierra-county")
    assert "the peer services manager" in text(section(document(made, "posting-supervisor"), "apply"))
    assert "two certified peer specialists and the supervisor" in text(
        section(document(made, "posting-specialist"), "apply")
    )
