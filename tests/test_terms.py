"""An organization's words in every form a sentence asks for."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from npgs_docs.locations import samples_folder
from npgs_docs.terms import ADDS_S, KNOWN_PLURALS, Wording, article_for, plural_for, possessive, term, token_plural

AN = """ACT worker|hour|MCO|honest broker|HR lead|SUD counselor|FBI agent|8-hour shift|80|11th|18|X-ray|uninsured person|
unidentified caller|urban guide|umbrella|usher|heir|advocate|elder|individual|oncologist|onerous|énergie|LGBTQ+ peer|NP|'ACT' worker"""
A = """unit|university|one-stop worker|once|user|utility|union rep|European|US peer|URL|NAMI peer|SAMHSA guide|hotel|person served|
peer|youth|110|euro|Certified Peer Specialist|historian|ewe|uniform|united team|whānau worker|🌟|-"""


@pytest.mark.parametrize("words", AN.replace("\n", "").split("|"))
def test_an(words: str) -> None:
    assert article_for(words) == "an"


@pytest.mark.parametrize("words", A.replace("\n", "").split("|"))
def test_a(words: str) -> None:
    assert article_for(words) == "a"


@pytest.mark.parametrize(
    ("one", "several"),
    [
        ("peer support worker", "peer support workers"),
        ("person", "people"),
        ("Person", "People"),
        ("person served", "people served"),
        ("Person Served", "People Served"),
        ("person we serve", "people we serve"),
        ("person with lived experience", "people with lived experience"),
        ("individual served", "individuals served"),
        ("guest of the house", "guests of the house"),
        ("staff member", "staff members"),
        ("staff", "staff"),
        ("youth", "youth"),
        ("child", "children"),
        ("agency", "agencies"),
        ("coach", "coaches"),
        ("MCO", "MCOs"),
        ("CPS", "CPSs"),
        ("ACT worker", "ACT workers"),
        ("peer specialist (certified)", "peer specialists (certified)"),
        ("mother-in-law", "mothers-in-law"),
        ("Peer Specialist II", "Peer Specialist IIs"),
    ],
)
def test_plurals(one: str, several: str) -> None:
    assert plural_for(one) == several


def test_the_plurals_known_here_are_those_of_the_library() -> None:
    inflect = pytest.importorskip("inflect")
    plural = inflect.engine().plural_noun
    expected = {word: f"{word}s" for word in ADDS_S} | KNOWN_PLURALS
    ours = {"staff", "youth", "kin"}  # the field uses them for many people; a dictionary adds an s
    assert {word: plural(word) for word in expected if word not in ours} == {
        word: known for word, known in expected.items() if word not in ours
    }
    assert all(plural_for(word) == known for word, known in expected.items())


def test_a_usual_packet_does_not_wait_for_the_library_of_plurals() -> None:
    script = """
import sys; from pathlib import Path
from npgs_docs.pipeline import Request, prepare
from npgs_docs.profile import load_profile
for sample in Path(sys.argv[1]).glob("*.yaml"):
    prepare(Request(load_profile(sample)))
sys.exit("inflect" in sys.modules)
"""
    subprocess.run([sys.executable, "-c", script, samples_folder()], check=True)


def test_a_term_has_all_forms_and_keeps_those_given() -> None:
    worked_out = term("ACT worker")
    assert (worked_out.a, worked_out.title, worked_out.title_plural) == ("an ACT worker", "ACT Worker", "ACT Workers")
    assert (worked_out.possessive, worked_out.plural_possessive) == ("ACT worker's", "ACT workers'")
    given_forms = term("kaimahi", plural="kaimahi", article="a", title="Kaimahi Tautoko")
    assert (given_forms.plural, given_forms.title, given_forms.title_plural) == (
        "kaimahi",
        "Kaimahi Tautoko",
        "Kaimahi Tautoko",
    )
    assert term("person in recovery").title == "Person in Recovery"


@pytest.mark.parametrize(
    ("words", "owner"), [("person", "person's"), ("people", "people's"), ("members", "members'"), ("CPS", "CPS's")]
)
def test_possessives(words: str, owner: str) -> None:
    assert possessive(words) == owner


WORDING = Wording(
    {
        "specialist": term("ACT peer"), "supervisor": term("mentor"), "person": term("person served"),
        "organization": term("agency"), "program": term("unit"), "team": term("crew"),
    },
    {"lived_experience": "lived experience of recovery"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{Specialist} and {specialist}", "ACT peer and ACT peer"),
        ("{A specialist} meets {a supervisor}.", "An ACT peer meets a mentor."),
        ("{An organization} is {an organization}", "An agency is an agency"),
        ("{A program}, {a program}", "A unit, a unit"),
        ("{Supervisors} hear {specialists}", "Mentors hear ACT peers"),
        ("{People} first; {people}", "People served first; people served"),
        (
            "{Person's} {person's} {People's} {people's}",
            "Person served's person served's People served's people served's",
        ),
        ("{Supervisor's} and {supervisors'}", "Mentor's and mentors'"),
        ("{Supervisors'} rooms", "Mentors' rooms"),
        ("{A supervisor's} word, {a specialist's} word", "A mentor's word, an ACT peer's word"),
        ("{Lived_experience}; {lived_experience}", "Lived experience of recovery; lived experience of recovery"),
        ("{Team} of {organizations}", "Crew of agencies"),
    ],
)
def test_every_token_has_its_form(text: str, filled: str) -> None:
    assert WORDING.fill(text) == filled


@pytest.mark.parametrize("name", list(WORDING.terms))
def test_a_sentence_may_begin_with_any_form(name: str) -> None:
    for token in (name, token_plural(name), f"{name}'s", f"a {name}", f"a {name}'s", f"{token_plural(name)}'"):
        small, large = WORDING.fill(f"{{{token}}}"), WORDING.fill(f"{{{token[0].upper()}{token[1:]}}}")
        assert large == small[0].upper() + small[1:]


@pytest.mark.parametrize("token", ["boss", "a boss", "specialistes", "Person served", "the person"])
def test_an_unknown_token_is_an_error(token: str) -> None:
    with pytest.raises(KeyError):
        WORDING.fill(f"{{{token}}}")


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=25))
def test_any_word_has_forms(words: str) -> None:
    made = term(words)
    assert made.singular == words
    assert made.article in ("a", "an")
