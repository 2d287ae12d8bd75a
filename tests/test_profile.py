"""Profiles: what is accepted as typed, what is refused and how it is told, and what the models promise about themselves."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image
from pydantic import ValidationError

from npgs_docs.errors import InputError, Problem
from npgs_docs.profile import Profile, checked_profile, load_profile
from npgs_docs.profile.fields import Pay, contrast_on_white
from npgs_docs.profile.regions import REGIONS, WORLD, Country, country_named, region_named
from npgs_docs.profile.roles import looks_like_a_person
from npgs_docs.source import parse_source
from npgs_docs.vacancy import PayUnit

HERE = Path(__file__).parent
BROKEN = sorted((HERE / "data" / "broken").glob("*.yaml"))
CONTENT = HERE.parent / "content"
SAMPLES = sorted((CONTENT / "samples").glob("*.yaml"))
MINIMAL = """\
organization: {legal_name: NAME, employee_count: 42}
sites: [{address: {street: 12 Oak Street, city: Austin, region: TX, postal_code: "78701"}}]
contacts: {hr: {role: ROLE, email: EMAIL}}
jurisdiction: {state: TX}
supervision:
  peer_supervisor_available: yes
  urgent_contact: the on-call supervisor, 512-555-0199
  records: {location: the restricted folder, retention_years: 7}
positions: {specialist: {pay: 20 to 22 per hour}, supervisor: {pay: 25 per hour}}
postings: {benefits: health insurance; leave, closes: 2027-01-08, apply_url: URL}
"""


def text(
    name: str = "Harbor", role: str = "HR Office", email: str = "hr@harbor.example", url: str = "https://harbor.example"
) -> str:
    filled = MINIMAL
    for token, value in (("NAME", name), ("ROLE", role), ("EMAIL", email), ("URL", url)):
        filled = filled.replace(token, json.dumps(value, ensure_ascii=False))
    return filled


def profile(**answers: str) -> Profile:
    return checked_profile(parse_source(text(**answers), "p.yaml"))


def told(**answers: str) -> str:
    with pytest.raises(InputError) as caught:
        profile(**answers)
    return str(caught.value)


# --- mistakes, with the very words they get ------------------------------------------------------------------


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_profile_gets_its_message(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    with pytest.raises(InputError) as caught:
        load_profile(Path(path.name))
    assert f"{caught.value}\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_there_is_a_message_for_every_broken_profile() -> None:
    assert len(BROKEN) > 50
    assert {path.stem for path in BROKEN} == {path.stem for path in (HERE / "data" / "broken").glob("*.txt")}


# --- names as typed ------------------------------------------------------------------------------------------

HOSTILE = [
    "X", "X" * 120, "A & B <C> \"D\" 'E' *F* _G_ #H [I] {J}", "{{ 7*7 }}", "{% for x in y %}", "{# x #}", "<img src=x onerror=alert(1)>",
    "# Heading", "- item", "1. first", "> quote", "```", "| a | b |", "::: note", "[link](javascript:alert(1))", "\\newpage", "$PATH `id`",
    "Ñandú Łódź Ōtautahi", "日本語", "عربي", "🌟 Harbor 👩‍👩‍👧", "null", "012", "~", "&amp;", "%s %(x)s {0}",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_kept_as_typed(name: str) -> None:
    assert profile(name=name).organization.legal_name == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Harbor \t Light ", "Harbor Light"),
        ("Harbor\u00a0Light", "Harbor Light"),
        ("Har\u200bbor\ufeff", "Harbor"),
        ("e\u0301", "é"),
    ],
)
def test_white_space_and_forms_of_letters_are_evened_out(typed: str, kept: str) -> None:
    assert profile(name=typed).organization.legal_name == kept


@pytest.mark.parametrize(
    "name",
    [
        "a\x00b",
        "a\x1bb",
        "a\x7fb",
        "a\x85b",
        "a\u202eb",
        "a\u2066b",
        "a\ue000b",
        "a\ufffdb",
        "a\ufffeb",
        "a\U0010ffffb",
        "\U000e0041",
        "\u200d\ufe0f",
        "",
        " ",
        "\u200b",
        "X" * 121,
    ],
)
def test_a_name_that_cannot_be_printed_is_refused(name: str) -> None:
    values = yaml.safe_load(text(name="NOT YET"))
    values["organization"]["legal_name"] = name
    with pytest.raises(InputError) as caught:
        checked_profile(_typed(values))
    assert [problem.path for problem in caught.value.problems] == ["organization.legal_name"]


def _typed(values: Any) -> Any:
    """A source that holds values as they are; dates and numbers as the text they were."""
    source = parse_source(text(), "p.yaml")
    source.value = json.loads(json.dumps(values, default=str))
    return source


# --- roles, addresses, money ---------------------------------------------------------------------------------

ROLES = """Peer Support Director|Chief Executive|ADA Coordinator|Anchor Team|Care Navigator|Executive Director|Sr. Director|Board Chair|
General Counsel|Charge Nurse|HR|Human Resources Office|Director of Peer Services|Vice President, Peer Services|Office of Civil Rights|
Practice Development Lead|Chief of Staff|County Counsel|Whānau Ora Navigator|Kaiwhakahaere|Equal Opportunity Officer|Tribal Administrator|
Director, Harbor Light|Director, Texas|Theater Director|Director (Interim)|people and culture|Certified Peer Specialist|Peer Specialist II|NHS Trust HR|Integrity Line|Chief Nursing Officer"""
PEOPLE = """Jane Doe|Dr. Lee|Ms Ana Ruiz|JANE DOE|J. Doe|Jane Q. Doe|Jane Doe, HR Director|Jane Doe (HR)|Smith, Jane|Maria Lopez Garcia|
Jean-Luc Picard|Siobhán O'Neill|Peter Miller|Łukasz Żal|Jordan Lee - HR"""


@pytest.mark.parametrize("words", ROLES.replace("\n", "").split("|"))
def test_a_role_is_accepted(words: str) -> None:
    assert profile(role=words).contacts.hr.role == words


@pytest.mark.parametrize("words", PEOPLE.replace("\n", "").split("|"))
def test_a_persons_name_is_not_a_role(words: str) -> None:
    assert looks_like_a_person(words)
    assert "reads like a person's name" in told(role=words)


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("our office manager, Dana", "Office manager"),
        ("The Executive Director", "Executive Director"),
        ("my boss", "Boss"),
        ("Office Manager, Dana", "Office Manager"),
    ],
)
def test_a_role_stands_alone_without_an_article_or_a_name(words: str, instead: str) -> None:
    assert f"A role only, such as: {instead}." in told(role=words)


@pytest.mark.parametrize("words", ["HR Director, Texas", "Vice President, Operations", "Theater Manager"])
def test_a_place_or_a_part_may_follow_a_comma(words: str) -> None:
    assert profile(role=words).contacts.hr.role == words


@pytest.mark.parametrize(
    "email", ["hr@a.example", "first.last+jobs@a-b.example.org", "o'neill@x.example", "büro@münchen.example"]
)
def test_an_email_address(email: str) -> None:
    assert profile(email=email).contacts.hr.email == email


@pytest.mark.parametrize(
    "email",
    ["hr", "hr@a", "a@b@c.org", "hr@a..org", ".hr@a.org", "hr@-a.org", "h r@a.org", "<hr@a.org>", "hr@a.org, x@a.org"],
)
def test_no_email_address(email: str) -> None:
    assert "is not an e-mail address" in told(email=email)


@pytest.mark.parametrize(
    "url", ["https://a.example", "http://jobs.a.example:8080/x?y=1&z=#top", "https://a.example/%20"]
)
def test_a_web_address(url: str) -> None:
    assert profile(url=url).postings.apply_url == url


@pytest.mark.parametrize(
    "url",
    [
        "a.example",
        "javascript:alert(1)",
        "https://",
        "https://a",
        "https://a.b/<x>",
        "https://a.b/ c",
        "ftp://a.b",
        "https://u:p@a.b",
    ],
)
def test_no_web_address(url: str) -> None:
    assert "is not a web address" in told(url=url)


@pytest.mark.parametrize(
    ("short", "low", "high", "unit"),
    [
        ("22.50 - 27.00 per hour", "22.50", "27.00", PayUnit.HOUR),
        ("$22.5 to $27 an hour", "22.5", "27", PayUnit.HOUR),
        ("48,000–52,500 / year", "48000", "52500", PayUnit.YEAR),
        ("30 per HOUR", "30", "30", PayUnit.HOUR),
    ],
)
def test_pay_in_one_line(short: str, low: str, high: str, unit: PayUnit) -> None:
    pay = Pay.model_validate(short)
    assert (str(pay.min), str(pay.max), pay.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "comma", ["150,00 per month", "22,5 per hour", "1,2,3,4 per week", "1.234,50 per month", "٢٢ per hour"]
)
def test_a_decimal_comma_is_never_taken_for_a_hundredfold(comma: str) -> None:
    with pytest.raises(ValidationError, match="is not a pay range"):
        Pay.model_validate(comma)


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)


# --- places --------------------------------------------------------------------------------------------------


def test_regions_have_codes_and_names() -> None:
    assert len(REGIONS[Country.US]) == 56
    assert len(REGIONS[Country.CA]) == 13
    assert region_named("texas") == (Country.US, "TX")
    assert region_named("bc") == (Country.CA, "BC")
    assert region_named("Texarkana") is None
    assert country_named("Canada") is Country.CA
    assert country_named("Atlantis") is None


@pytest.mark.parametrize(
    "place", ["{country: NZ}", "{country: AU, state: NSW}", "{country: CA, state: bc}", "{country: CA}", "{state: dc}"]
)
def test_places_in_five_countries(place: str) -> None:
    made = checked_profile(parse_source(text().replace("{state: TX}", place), ""))
    assert made.jurisdiction.state in (None, "NSW", "BC", "DC")


# --- accepted by mistake -------------------------------------------------------------------------------------


def refused(text: str) -> Problem:
    with pytest.raises(InputError) as caught:
        checked_profile(parse_source(text, "p.yaml"))
    (problem,) = caught.value.problems
    return problem


def test_two_sites_of_one_name_are_told_at_the_second() -> None:
    address = "address: {street: 1 Elm, city: Austin, region: TX, postal_code: 78701}"
    sites = "\n".join(f"  - {{name: {name}, {address}}}" for name in ("East", "west", "EAST"))
    problem = refused(re.sub("(?m)^sites: .*", f"sites:\n{sites}", text()))
    assert (str(problem.where), problem.path) == ("p.yaml:5:12", "sites[3].name")
    assert problem.message == '"EAST" is the name of sites[1] too'
    assert problem.hint


@pytest.mark.parametrize(("region", "meant"), [("ZZ", False), ("UK", True), ("XX", False)])
def test_a_language_of_a_region_nobody_knows_is_told(region: str, meant: bool) -> None:
    problem = refused(text() + f"output: {{language: en-{region}}}\n")
    assert (problem.path, problem.message) == ("output.language", f'"{region}" is not the code of a country')
    assert ("Did you mean en-GB?" in problem.hint) == meant
    assert "en-US" in problem.hint


@pytest.mark.parametrize("language", ["en", "en-US", "en-GB", "en-IE", "en-ZA", "en-PR"])
def test_english_of_every_country_is_known(language: str) -> None:
    made = checked_profile(parse_source(text() + f"output: {{language: {language}}}\n", ""))
    assert made.output.language == language
    assert len(WORLD) == 249


# --- files ---------------------------------------------------------------------------------------------------


def _with_logo(folder: Path, data: bytes, alt: str = "A lighthouse") -> Path:
    (folder / "logo.png").write_bytes(data)
    path = folder / "p.yaml"
    logo = f"employee_count: 42, logo: {{file: logo.png, alt: {alt}}}"
    path.write_text(text().replace("employee_count: 42", logo), encoding="utf-8")
    return path


def _png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 20)).save(out, "PNG")
    return out.getvalue()


def test_a_logo_is_read_with_its_description(tmp_path: Path) -> None:
    logo = load_profile(_with_logo(tmp_path, _png())).look.logo
    assert logo is not None
    assert (logo.width, logo.height, logo.alt) == (60, 20, "A lighthouse")


def test_a_decorative_logo_has_no_description(tmp_path: Path) -> None:
    logo = load_profile(_with_logo(tmp_path, _png(), "decorative")).look.logo
    assert logo is not None
    assert logo.alt == ""


def test_a_logo_that_is_no_picture_is_a_problem_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"p\.yaml:1:.*organization\.logo\.file.*not a PNG, JPEG or SVG"):
        load_profile(_with_logo(tmp_path, b"a letter, not a picture"))


# --- samples -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_loads_and_is_fictional(path: Path) -> None:
    loaded = load_profile(path)
    written = path.read_text(encoding="utf-8")
    assert written.startswith("# yaml-language-server: $schema=../profile.schema.json\n")
    assert loaded.profile.organization.website is None or ".example" in loaded.profile.organization.website
    assert all(".example" in line for line in written.splitlines() if "@" in line or "://" in line)
    assert all("555" in line for line in written.splitlines() if "phone:" in line or "urgent_contact:" in line)


def test_the_samples_show_different_organizations() -> None:
    samples = [load_profile(path).profile for path in SAMPLES]
    assert len({one.organization.type for one in samples}) == len(samples) == 4
    assert {one.jurisdiction.state for one in samples} == {"TX", "CA", "DC", "BC"}
    assert {one.positions.specialist.setting.value for one in samples} >= {"community", "crisis", "inpatient"}
    assert {one.supervision.peer_supervisor_available for one in samples} == {True, False}
