"""What a template prints, and the filters it may use: values as Markdown that shows what was typed, each in its layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import Undefined

from npgs_docs.conventions import Conventions
from npgs_docs.marks import Markdown, Sourced, escape, marked, slug
from npgs_docs.terms import Term, capital

SMALL_NUMBERS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
]  # fmt: skip


def printed(value: Any) -> str:
    """One value as Markdown that shows what was typed. Raises TypeError for what cannot be printed."""
    match value:
        case Markdown():
            return value
        case Sourced():
            return marked(value, value.origin)
        case Undefined():
            return str(value)  # raises, and says what is undefined
        case str():
            return escape(value)
        case Term():
            return escape(value.singular)
        case bool() | None:
            raise TypeError("there is nothing to print here")
        case int() | Decimal():
            return escape(str(value))
        case _:
            raise TypeError(f"a {type(value).__name__} cannot be printed; use a filter such as date or together")


def filters(conventions: Conventions) -> dict[str, Callable[..., Any]]:
    """The filters a template may use, by name."""
    return {
        "capital": lambda value: _same_layer(value, capital(str(value))),
        "lower_first": lambda value: _same_layer(value, str(value)[:1].lower() + str(value)[1:]),
        "date": lambda value: _date(value, conventions),
        "pay": lambda value: _pay(value, conventions),
        "money": lambda value: conventions.money(Decimal(str(value))),
        "together": lambda values: _series(values, "and"),
        "either": lambda values: _series(values, "or"),
        "id": _name,
        "slug": lambda value: slug(str(value)),
        "md": lambda value: Markdown(str(value)),
        "words": _in_words,
        "months": _months,
    }


def _in_words(value: int) -> str:
    return SMALL_NUMBERS[value] if 0 <= int(value) < len(SMALL_NUMBERS) else str(value)


def _months(value: int) -> str:
    """``one month``, ``18 months``, ``two years``."""
    years, rest = divmod(int(value), 12)
    number, unit = (years, "year") if years and not rest else (int(value), "month")
    return f"{_in_words(number)} {unit}{'' if number == 1 else 's'}"


def _same_layer(value: Any, text: str) -> str:
    return Sourced(text, value.origin) if isinstance(value, Sourced) else text


def _date(value: Any, conventions: Conventions) -> str:
    if isinstance(value, date):
        return conventions.date(value)
    raise TypeError("the filter date needs a date")


def _pay(value: Any, conventions: Conventions) -> str:
    """``$22.50 to $27.00 per hour``, with the currency's code where the sign alone could mislead."""
    low, high, unit = Decimal(str(value.min)), Decimal(str(value.max)), str(value.unit)
    span = conventions.money(low) if low == high else f"{conventions.money(low)} to {conventions.money(high)}"
    code = "" if conventions.currency in {"USD", "GBP"} else f" {conventions.currency}"
    return f"{span}{code} per {unit}"


def _series(values: Iterable[Any], joint: str) -> Markdown:
    """``a, b, and c`` with each part keeping its layer."""
    parts = [printed(value) for value in values]
    if len(parts) < 3:
        return Markdown(f" {joint} ".join(parts))
    return Markdown(f"{', '.join(parts[:-1])}, {joint} {parts[-1]}")


def _name(value: Any) -> Markdown:
    """A name for use in ``{#…}``. Raises ValueError for one with other letters."""
    text = str(value)
    if not text or not all(letter.isascii() and (letter.isalnum() or letter in ".-") for letter in text):
        raise ValueError(f'"{text}" cannot be a name: letters, digits, dots and hyphens only')
    return Markdown(text)
