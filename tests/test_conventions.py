"""A country's spelling, dates, money and quotation marks."""

from datetime import date
from decimal import Decimal

import pytest

from npgs_docs.conventions import conventions_of, typographic


@pytest.mark.parametrize(
    ("country", "text", "spelled"),
    [
        ("US", "Behavior at the Center", "Behavior at the Center"),
        ("CA", "Behavior at the Center", "Behaviour at the Centre"),
        ("CA", "our organization's program", "our organization's program"),
        ("GB", "our organization's program", "our organisation's programme"),
        ("AU", "the program is recognized", "the program is recognised"),
        ("CA", "a counselor traveling", "a counsellor travelling"),
        ("CA", "percenters", "percenters"),
    ],
)
def test_spelling(country: str, text: str, spelled: str) -> None:
    assert conventions_of(country).spelled(text) == spelled


def test_dates() -> None:
    day = date(2027, 1, 8)
    assert conventions_of("US").date(day) == "January 8, 2027"
    assert conventions_of("GB").date(day) == "8 January 2027"


@pytest.mark.parametrize(
    ("amount", "told"), [("22.5", "$22.50"), ("22", "$22.00"), ("41600", "$41,600"), ("41600.50", "$41,600.50")]
)
def test_money(amount: str, told: str) -> None:
    assert conventions_of("US").money(Decimal(amount)) == told


@pytest.mark.parametrize(
    ("text", "before", "typeset"),
    [
        ('one "no" heard', "", "one “no” heard"),
        ("the person's", "", "the person’s"),
        ("'s", "r", "’s"),
        ('("x")', "", "(“x”)"),
        ("peers' time", "", "peers’ time"),
    ],
)
def test_quotation_marks(text: str, before: str, typeset: str) -> None:
    assert typographic(text, before) == typeset
