"""A posting's forms: one value of everything in all of them, and each fit for the system it is put into."""

import datetime
import html as entities
import json
import re
from functools import cache
from typing import Any

import pytest
from lxml import html

from npgs_docs.drafting import Status
from npgs_docs.pipeline import make
from npgs_docs.render import PACKET_FORMATS, PASTED, Format
from npgs_docs.render.plain.lines import typed
from npgs_docs.verify import promises
from npgs_docs.verify.pasted import is_printers
from tests.documents.test_posting import ROLES, SAMPLES
from tests.documents.told import Told, boxes, disagreements, told
from tests.organizations import GONE, packet
from tests.render.word_reading import Word

EACH = pytest.mark.parametrize(("name", "role"), [(name, role) for name in SAMPLES for role in ROLES])
CHANGES: dict[str, dict[str, Any]] = {
    "title": {"positions.specialist.title": "Peer Guide"},
    "pay": {"positions.specialist.pay": "22.51 - 27.00 per hour"},
    "place": {"sites.0.address.postal_code": "78702"},
    "posted": {"postings.posted": "2026-12-02"},
    "closes": {"postings.closes": "2027-01-09"},
}


@cache
def _made(name: str, role: str, changes: str, status: Status | None) -> dict[Format, bytes]:
    asked = packet(name, json.loads(changes), only=(f"posting-{role}",), status=status)
    (artifact,) = make(asked)
    return {one.format: one.data for one in artifact.rendered}


def files(
    name: str = "harbor-light",
    role: str = "specialist",
    changes: dict[str, Any] | None = None,
    status: Status | None = None,
) -> dict[Format, bytes]:
    """The posting in every form."""
    if GONE in (changes or {}).values():
        (artifact,) = make(packet(name, changes, only=(f"posting-{role}",), status=status))
        return {one.format: one.data for one in artifact.rendered}
    return dict(_made(name, role, json.dumps(changes or {}), status))


def data(changes: dict[str, Any] | None = None, name: str = "harbor-light", role: str = "specialist") -> dict[str, Any]:
    (artifact,) = make(packet(name, changes, only=(f"posting-{role}",), formats=(Format.JSONLD,)))
    found: dict[str, Any] = json.loads(artifact.rendered[0].data)
    return found


# --- agreement -----------------------------------------------------------------------------------------------


@EACH
def test_title_pay_place_and_dates_agree_in_every_form(name: str, role: str) -> None:
    made = files(name, role)
    assert list(made) == list(PACKET_FORMATS)
    assert disagreements(made) == set()
    assert told(Format.TXT, made[Format.TXT]).pay is not None


def test_what_the_forms_are_read_to_tell() -> None:
    assert told(Format.DOCX, files("cedar-coast")[Format.DOCX]) == Told(
        "Peer Support Worker",
        (pytest.approx(27.25), pytest.approx(31.5), "hour"),  # type: ignore[arg-type]
        "Harbour Street Centre, 318 Harbour Street, Port Arbutus, BC V0V 0A1",
        datetime.date(2026, 12, 10),
        datetime.date(2027, 1, 15),
    )


@pytest.mark.parametrize("format", PACKET_FORMATS)
@pytest.mark.parametrize("fact", CHANGES)
def test_a_change_planted_in_one_form_is_noticed(fact: str, format: Format) -> None:
    made = files() | {format: files(changes=CHANGES[fact])[format]}
    assert disagreements(made) == {(fact, frozenset({format}))}


@EACH
def test_html_text_and_boxes_have_the_words_of_the_word_file(name: str, role: str) -> None:
    made = files(name, role)
    printed = _letters(Word(made[Format.DOCX]).words().replace(" What This job ", " ", 1))
    assert _letters(html.fromstring(f"<div>{made[Format.HTML].decode()}</div>").text_content()) == printed
    assert _letters(made[Format.TXT].decode()) == printed
    _, texts = boxes(made[Format.FIELDS])
    left = [words for words in texts.values() if _letters(words) not in printed]
    assert left == []


def _letters(words: str) -> str:
    """Words without signs, and without the addresses that links say where there is nothing to click."""
    plain = re.sub(r" \(https?://[^)]*\)+", "", words)
    return " ".join(re.findall(r"\w+", plain))


@EACH
def test_texts_of_the_data_are_words_of_the_word_file(name: str, role: str) -> None:
    made = files(name, role)
    printed, found = _letters(Word(made[Format.DOCX]).words()), json.loads(made[Format.JSONLD])
    texts = ("employerOverview", "responsibilities", "qualifications", "industry", "jobBenefits")
    said = [*(found[one] for one in texts), *found["skills"]]
    assert [words for words in said if _letters(words) not in printed] == []


@EACH
def test_the_description_of_the_data_is_the_html(name: str, role: str) -> None:
    made = files(name, role)
    markup = made[Format.HTML].decode().strip()
    assert entities.unescape(json.loads(made[Format.JSONLD])["description"]) == entities.unescape(markup)


@pytest.mark.parametrize(
    "typed", ["A & B <C> \"D\" 'E' </script>", "Zoë Łódź – “Peers” <!-- x -->", "{{ 7*7 }} *a* _b_ \\ #1"]
)
def test_names_come_out_as_typed_in_every_form(typed: str) -> None:
    made = files(changes={"organization.legal_name": typed, "positions.specialist.title": typed, "sites.0.name": typed})
    assert disagreements(made) == set()
    found = json.loads(made[Format.JSONLD])
    assert found["title"] == found["hiringOrganization"]["name"] == found["jobLocation"]["name"] == typed
    assert html.fromstring(f"<div>{made[Format.HTML].decode()}</div>").text_content().count(typed) == 3
    assert boxes(made[Format.FIELDS])[0]["Site"] in made[Format.TXT].decode()
    assert b"</script>" not in made[Format.JSONLD]
    assert b"<!--" not in made[Format.JSONLD]


# --- each form -----------------------------------------------------------------------------------------------


@EACH
@pytest.mark.parametrize("status", [None, Status.DRAFT])
def test_every_form_keeps_its_promises(name: str, role: str, status: Status | None) -> None:
    made = files(name, role, status=status)
    assert [promises(made[one], one.value) for one in PASTED] == [()] * len(PASTED)


@pytest.mark.parametrize("format", PASTED)
def test_a_draft_says_so_in_every_form(format: Format) -> None:
    assert re.search("Draft, not for use", files(status=Status.DRAFT)[format].decode())
    assert not re.search("draft", files()[format].decode(), re.IGNORECASE)


def test_text_has_a_line_for_each_paragraph_and_a_hyphen_for_each_item() -> None:
    made = files("cedar-coast")[Format.TXT].decode()
    assert "\n- The ability to keep private matters private, and to write short, clear notes\n" in made
    assert "\n1. Write to us in any form you like; a letter, a recording, or a call.\n2. A conversation" in made
    assert "French, Punjabi, or Hul'q'umi'num'" in made
    assert max(map(len, made.splitlines())) > 300


def test_no_foot_and_no_form_number_is_pasted() -> None:
    made = files("sierra-county")
    word = Word(made[Format.DOCX])
    assert any(b"PS-04" in word.zip.read(name) for name in word.zip.namelist() if "footer" in name)
    assert not any("PS-04" in made[one].decode() or "Page 1" in made[one].decode() for one in PASTED)


def test_boxes_have_the_labels_of_other_systems_and_the_bare_facts() -> None:
    facts, texts = boxes(files("sierra-county")[Format.FIELDS])
    assert facts["Requisition number"] == "REQ-2026-044"
    assert (facts["Lowest pay"], facts["Currency"]) == ("27.40", "USD")
    assert texts["Benefits"].startswith("health, dental and vision insurance; county retirement plan")
    assert texts["Duties and responsibilities (in the posting: What you will do)"].startswith("- Offer one-to-one")
    assert texts["Equal opportunity statement (in the posting: Equal opportunity)"].startswith(
        "The county hires on merit."
    )
    assert {"Summary", "How to apply", "Qualifications (in the posting: What you bring)"} < {*texts}


def test_a_box_that_nobody_can_fill_is_not_there() -> None:
    facts, texts = boxes(files(changes={"positions.specialist.pay": GONE})[Format.FIELDS])
    assert not {"Lowest pay", "Currency", "Requisition number", "Date posted"} & {*facts}
    assert texts["Pay"] == "[pay range]"


# --- the data ------------------------------------------------------------------------------------------------


def test_the_data_say_what_the_organization_said() -> None:
    found = data(name="sierra-county", role="supervisor")
    assert found["hiringOrganization"] == {
        "@type": "Organization",
        "name": "Sierra Vista County Behavioral Health Department",
        "sameAs": "https://behavioralhealth.sierravista.example",
    }
    assert found["identifier"]["value"] == "REQ-2026-045"
    assert found["experienceRequirements"]["monthsOfExperience"] == 24
    assert (found["employmentType"], found["totalJobOpenings"]) == ("FULL_TIME", 1)
    assert found["jobStartDate"] == "2027-02-16"
    assert found["applicationContact"] == {
        "@type": "ContactPoint",
        "url": "https://jobs.sierravista.example/peer",
        "email": "bh-jobs@sierravista.example",
        "telephone": "530-555-0150",
    }
    assert found["responsibilities"].startswith("- Meet each certified peer specialist for supervision")
    assert found["industry"] == "Peer support in crisis services, mental health, substance use, and young people"


def test_what_nobody_said_is_left_out() -> None:
    found = data({"postings": {"benefits": "leave", "until_filled": "yes", "apply_email": "a@b.example"}})
    assert not {
        "datePosted", "validThrough", "jobStartDate", "directApply", "identifier", "incentiveCompensation",
        "experienceInPlaceOfEducation", "jobLocationType", "applicantLocationRequirements",
    } & {*found}  # fmt: skip
    assert "sameAs" in found["hiringOrganization"]
    assert "sameAs" not in data({"organization.website": GONE})["hiringOrganization"]


@pytest.mark.parametrize(("remote", "place"), [("on-site", True), ("hybrid", True), ("remote", False)])
def test_only_work_that_is_all_remote_is_called_so(remote: str, place: bool) -> None:
    found = data({"positions.specialist.remote": remote})
    assert ("jobLocation" in found) is place
    assert found.get("jobLocationType") == (None if place else "TELECOMMUTE")
    areas = [{"@type": "AdministrativeArea", "name": "Texas"}]
    assert found.get("applicantLocationRequirements") == (None if place else areas)


def test_where_remote_workers_may_live_is_what_the_organization_says() -> None:
    found = data({"positions.specialist.remote": "remote", "positions.specialist.remote_from": "Texas; Oklahoma"})
    assert [one["name"] for one in found["applicantLocationRequirements"]] == ["Texas", "Oklahoma"]
    assert "Remote, for people who live in Texas or Oklahoma; the office is" in found["description"]
    abroad = data({"positions.specialist.remote": "remote", "jurisdiction": {"country": "GB"}})
    assert [one["name"] for one in abroad["applicantLocationRequirements"]] == ["United Kingdom"]


@pytest.mark.parametrize(
    ("employment", "word"),
    [("part-time", "PART_TIME"), ("contractor", "CONTRACTOR"), ("temporary", "TEMPORARY"), ("per-diem", "PER_DIEM"), ("volunteer", "VOLUNTEER")],
)  # fmt: skip
def test_types_of_employment_in_the_words_of_the_vocabulary(employment: str, word: str) -> None:
    assert data({"positions.specialist.employment": employment})["employmentType"] == word


@pytest.mark.parametrize("unit", ["hour", "day", "week", "month", "year"])
def test_units_of_pay_in_the_words_of_the_vocabulary(unit: str) -> None:
    amount = {"hour": "30", "day": "240", "week": "1200", "month": "5000", "year": "61,000"}[unit]
    value = data({"positions.specialist.pay": f"{amount} per {unit}"})["baseSalary"]["value"]
    assert value == {"@type": "QuantitativeValue", "value": int(amount.replace(",", "")), "unitText": unit.upper()}


def test_schooling_is_asked_only_with_its_other_way() -> None:
    assert data()["educationRequirements"] == "no requirements"
    asked = {
        "positions.specialist.education": "a high school diploma",
        "positions.specialist.education_rule": "55 Pa. Code 5230",
    }
    found = data(asked)
    assert found["educationRequirements"]["credentialCategory"] == "a high school diploma"
    assert "experienceInPlaceOfEducation" not in found
    assert data(asked | {"positions.specialist.education_alternative": "four years of practice"})[
        "experienceInPlaceOfEducation"
    ]


def test_experience_that_is_asked_without_months_is_not_called_none() -> None:
    assert data(role="supervisor")["experienceRequirements"] == "no requirements"
    assert "experienceRequirements" not in data({"supervision.lived_experience": "required"}, role="supervisor")


@pytest.mark.parametrize(("answer", "value"), [("yes", True), ("no", False)])
def test_direct_application_is_told_only_where_it_was_answered(answer: str, value: bool) -> None:
    assert data({"postings.direct_apply": answer})["directApply"] is value


def test_an_occupation_has_a_code_only_where_its_classification_holds() -> None:
    category = data()["occupationalCategory"]
    assert (category["codeValue"], category["name"]) == ("21-1094", "Community Health Workers")
    assert "occupationalCategory" not in data(role="supervisor")
    assert "occupationalCategory" not in data(name="cedar-coast")


def test_other_pay_is_told_where_there_is_some() -> None:
    assert (
        data({"positions.specialist.other_pay": "a yearly bonus of up to $500"})["incentiveCompensation"]
        == "a yearly bonus of up to $500"
    )
    assert "incentiveCompensation" not in data({"positions.specialist.other_pay": "none"})


# --- signs ---------------------------------------------------------------------------------------------------


def test_no_sign_of_a_printer_is_left_whatever_was_typed() -> None:
    every = (chr(code) for code in range(0x20, 0x10000) if not 0xD800 <= code < 0xF900)
    assert [sign for sign in every if any(map(is_printers, typed(sign)))] == []
    assert typed("Łódź é ñ ø ß ¿ € £ §") == "Łódź é ñ ø ß ¿ € £ §"
    assert typed("“a” – b… • c\u00a0d\u00ad") == '"a" - b... - c d'
