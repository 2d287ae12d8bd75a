"""The kinds of answer a profile holds: a line, a longer text, a role (never a person's name), an address, an amount."""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from npgs_docs.marks import TURNING, is_unfit
from npgs_docs.profile.roles import looks_like_a_person, named_after_comma
from npgs_docs.vacancy import PayUnit
from npgs_docs.validation import Kind


class Model(BaseModel):
    """Frozen, and no key that is not named here. Every field says what it is for (`ask`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def ask(description: str, **keywords: Any) -> Any:
    """A field with its one-sentence help. `example` is what to type, `used_by` the documents that print it.

    `because` gives the reason for the default; it is printed on the "choices made for you" page. `otherwise` says
    what happens without an answer where that is no choice of ours.
    """
    example = keywords.pop("example", None)
    used_by = keywords.pop("used_by", "all documents")
    extra: dict[str, Any] = {"used_by": used_by}
    for name in ("because", "otherwise"):
        if name in keywords:
            extra[name] = keywords.pop(name)
    examples = None if example is None else [example]
    return Field(description=description, examples=examples, json_schema_extra=extra, **keywords)


# --- text ----------------------------------------------------------------------------------------------------


_INVISIBLE = str.maketrans("", "", "\u200b\ufeff")  # come along with text copied from web pages


def _clean(value: Any) -> Any:
    """Text without control characters; white space runs become one space, and what nobody sees becomes nothing.

    Raises ValueError naming the character.
    """
    if not isinstance(value, str):
        return value
    for letter in value:
        kind = unicodedata.category(letter)
        if kind == "Cc" and is_unfit(letter):
            raise ValueError(f"a control character (U+{ord(letter):04X}) is in the text | Delete it.")
        if letter in TURNING:
            raise ValueError(
                f"a mark that turns the direction of writing (U+{ord(letter):04X}) is in the text | Delete it."
            )
        if kind in {"Cs", "Co"} or is_unfit(letter):
            raise ValueError(f"a character that is not text (U+{ord(letter):04X}) is in it | Type the letter anew.")
    words = " ".join(unicodedata.normalize("NFC", value.translate(_INVISIBLE)).split())
    return words if any(unicodedata.category(letter)[0] not in "CM" for letter in words) else ""


Clean = BeforeValidator(_clean)
Line = Annotated[str, StringConstraints(min_length=1, max_length=120), Clean]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=3000), Clean]


_ARTICLE = re.compile(r"(?:our|my|the|your)\s+(?=\S)", re.IGNORECASE)


def _role(words: str) -> str:
    article = _ARTICLE.match(words)
    if article:
        rest = words[article.end() :].split(",")[0].strip()
        raise ValueError(
            f'"{words}" begins with "{article.group().strip()}" | A role only, such as: {rest[:1].upper()}{rest[1:]}. '
            'We put "the" before it.'
        )
    if looks_like_a_person(words):
        raise ValueError(
            f'"{words}" reads like a person\'s name | Name the role, for example: HR Director. People change; roles stay.'
        )
    if named_after_comma(words):
        raise ValueError(
            f'"{words}" reads like a role with a person\'s name | A role only, such as: {words.split(",")[0].strip()}. '
            "People change; roles stay. A place can be said with: in or at."
        )
    return words


RoleName = Annotated[
    str,
    StringConstraints(min_length=2, max_length=80),
    Clean,
    AfterValidator(_role),
    Kind("the name of a role"),
]

_ATOM = r"[^\s@.,:;<>()\[\]\\\"]+"
_HOST = r"[\w]([\w-]*\w)?(\.\w([\w-]*\w)?)+"
Email = Annotated[
    str, StringConstraints(pattern=rf"^{_ATOM}(\.{_ATOM})*@{_HOST}$", max_length=120), Clean, Kind("an e-mail address")
]
WebAddress = Annotated[
    str,
    StringConstraints(pattern=rf"^https?://{_HOST}(:\d{{1,5}})?([/?#][^\s<>\"\\]*)?$", max_length=300),
    Clean,
    Kind("a web address with https://"),
]
Phone = Annotated[
    str,
    StringConstraints(pattern=r"^[+(]?[0-9][-0-9A-Z() ./]{4,24}( ?(x|ext\.?) ?[0-9]{1,6})?$"),
    Clean,
    Kind("a telephone number"),
]


LEAST_CONTRAST = 4.5
"""What WCAG 2.2 asks for words of any size."""


def _accent(text: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise ValueError(f'"{text}" is not a color | Type # and six digits in quotes, for example: "#1F3A5F".')
    ratio = contrast_on_white(text)
    if ratio < LEAST_CONTRAST:
        raise ValueError(
            f"this color is too pale to read on white ({ratio:.1f} to 1; at least {LEAST_CONTRAST} is needed) | Choose a darker one."
        )
    return text.lower()


def contrast_on_white(color: str) -> float:
    """The WCAG 2.1 contrast ratio of a ``#rrggbb`` color on white, from 1 to 21."""

    def linear(part: int) -> float:
        share = part / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(color[at : at + 2], 16)) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


Color = Annotated[
    str, AfterValidator(_accent), Kind("a color as # and six digits, in quotes, dark enough to read on white")
]


# --- numbers --------------------------------------------------------------------------------------------------


def _ungrouped(value: Any) -> Any:
    """A number without the commas between its thousands, and without a dollar sign: ``1,200`` and ``$22.50``."""
    if isinstance(value, str) and re.fullmatch(rf"\s*[$]?\s*{_AMOUNT}\s*", value, re.ASCII):
        return value.replace(",", "").replace("$", "").strip()
    return value


_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
Grouped = BeforeValidator(_ungrouped)
"""Annotated to a number that may be typed as spreadsheet programs and people write large ones."""


# --- addresses and contacts ----------------------------------------------------------------------------------


class Address(Model):
    street: Line = ask("Street and number.", example="12 Oak Street", used_by="policy, job descriptions, postings")
    city: Line = ask("City or town.", example="Austin", used_by="policy, job descriptions, postings")
    region: Line = ask(
        "State, province or county, as in a postal address.", example="TX", used_by="policy, job descriptions, postings"
    )
    postal_code: Line = ask("Postal code or ZIP.", example='"78701"', used_by="policy, job descriptions, postings")

    def one_line(self) -> str:
        return f"{self.street}, {self.city}, {self.region} {self.postal_code}"


class Contact(Model):
    """A role with at least one way to reach it. A person's name is not needed, and ages badly."""

    role: RoleName = ask(
        "The office or role to turn to.", example="Human Resources Office", used_by="policy, job descriptions, postings"
    )
    email: Email | None = ask(
        "E-mail address.",
        default=None,
        example="hr@example.org",
        used_by="policy, job descriptions, postings",
        otherwise="a phone number has to be given",
    )
    phone: Phone | None = ask(
        "Telephone number, best one that takes relay calls and texts.",
        default=None,
        example="512-555-0142",
        used_by="policy, job descriptions, postings",
        otherwise="an e-mail address has to be given",
    )

    @model_validator(mode="after")
    def _reachable(self) -> Contact:
        if not self.email and not self.phone:
            raise ValueError("neither email nor phone is given | Add at least one of them.")
        return self


# --- money ---------------------------------------------------------------------------------------------------


_PLAUSIBLE = {
    PayUnit.HOUR: (5, 250),
    PayUnit.DAY: (40, 2000),
    PayUnit.WEEK: (150, 10_000),
    PayUnit.MONTH: (600, 40_000),
    PayUnit.YEAR: (8_000, 400_000),
}
_UNITS = {
    PayUnit.HOUR: r"hours?|hourly|hrs?\.?|h",
    PayUnit.DAY: r"days?|daily",
    PayUnit.WEEK: r"weeks?|weekly|wks?\.?",
    PayUnit.MONTH: r"months?|monthly|mos?\.?",
    PayUnit.YEAR: r"years?|yearly|annually|annum|yrs?\.?",
}
_UNIT = "|".join(_UNITS.values())
_PAY_LINE = re.compile(
    rf"^\s*[$]?\s*(?P<min>{_AMOUNT})\s*(?:(?:-|–|—|to)\s*[$]?\s*(?P<max>{_AMOUNT}))?\s*(?:per|an|a|/)?\s*(?P<unit>{_UNIT})\s*$",
    re.IGNORECASE | re.ASCII,
)


class Pay(Model):
    """A pay range with its unit. Written short: ``22.50 - 27.00 per hour``."""

    min: Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2), Grouped] = ask(
        "The lowest pay you expect in good faith to offer.", example="22.50", used_by="job descriptions, postings"
    )
    max: Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2), Grouped] = ask(
        "The highest pay you expect in good faith to offer.", example="27.00", used_by="job descriptions, postings"
    )
    unit: PayUnit = ask(
        "The unit of both: hour, day, week, month or year.", example="hour", used_by="job descriptions, postings"
    )
    differentials: Line | None = ask(
        "Additions to the range, for example for evening shifts.",
        default=None,
        example="$1.50 more per hour on evenings and weekends",
        used_by="job descriptions, postings",
        otherwise="none are printed",
    )

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = _PAY_LINE.match(value)
        if not found:
            raise ValueError(f'"{value}" is not a pay range | {_pay_cure(value)}')
        low = found["min"].replace(",", "")
        return {"min": low, "max": (found["max"] or low).replace(",", ""), "unit": _unit(found["unit"])}

    @model_validator(mode="after")
    def _sensible(self) -> Pay:
        if self.min > self.max:
            raise ValueError(f"the lowest pay ({self.min}) is above the highest ({self.max}) | Swap them.")
        low, high = _PLAUSIBLE[self.unit]
        if not low <= self.min or not self.max <= high:
            raise ValueError(
                f"{self.min} to {self.max} per {self.unit} is not a likely pay | Check the unit: hour, day, week, month or year."
            )
        return self


def _unit(words: str) -> PayUnit:
    return next(unit for unit, pattern in _UNITS.items() if re.fullmatch(pattern, words, re.IGNORECASE))


def _pay_cure(typed: str) -> str:
    if _PAY_LINE.match(f"{typed} per hour"):
        return f"Add per hour or per year, for example: {typed.strip()} per hour"
    return "Type for example: 22.50 - 27.00 per hour"


# --- days -----------------------------------------------------------------------------------------------------

Day: TypeAlias = datetime.date


# --- short forms ---------------------------------------------------------------------------------------------


class OrText:
    """Tells the JSON Schema that a value may also be written as one text."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(core)]}


# --- lists ---------------------------------------------------------------------------------------------------


def _as_list(value: Any) -> Any:
    """A single text where a list is asked becomes a list of one, split at semicolons."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


Lines = Annotated[tuple[Line, ...], BeforeValidator(_as_list), OrText()]
SomeLines = Annotated[tuple[Line, ...], BeforeValidator(_as_list), Field(min_length=1), OrText()]


def _as_paragraphs(value: Any) -> Any:
    """One text becomes a list of its paragraphs, which empty lines part."""
    if isinstance(value, str):
        return [part for part in re.split(r"\n[ \t]*\r?\n", value) if part.strip()]
    return value


Paragraphs = Annotated[tuple[Prose, ...], BeforeValidator(_as_paragraphs), Field(min_length=1, max_length=40), OrText()]
