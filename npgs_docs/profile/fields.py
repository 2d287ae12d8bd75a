"""The kinds of answer a profile holds: a line, a longer text, a role (never a person's name), an address, an amount."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator


class Model(BaseModel):
    """Frozen, and no key that is not named here. Every field says what it is for (`ask`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def ask(description: str, **keywords: Any) -> Any:
    """A field with its one-sentence help. `example` is what to type, `used_by` the documents that print it.

    `because` gives the reason for the default; it is printed on the "choices made for you" page.
    """
    example = keywords.pop("example", None)
    used_by = keywords.pop("used_by", "all documents")
    extra: dict[str, Any] = {"used_by": used_by}
    if "because" in keywords:
        extra["because"] = keywords.pop("because")
    examples = None if example is None else [example]
    return Field(description=description, examples=examples, json_schema_extra=extra, **keywords)


# --- text ----------------------------------------------------------------------------------------------------


def _clean(text: str) -> str:
    """Text without control characters; white space runs become one space. Raises ValueError naming the character."""
    for letter in text:
        if unicodedata.category(letter) == "Cc" and letter not in "\n\t\r":
            raise ValueError(f"a control character (U+{ord(letter):04X}) is in the text | Delete it.")
        if unicodedata.category(letter) in {"Cs", "Co"} or letter == "\ufffd":
            raise ValueError(f"a character that is not text (U+{ord(letter):04X}) is in it | Type the letter anew.")
    return " ".join(unicodedata.normalize("NFC", text).split())


Line = Annotated[str, StringConstraints(min_length=1, max_length=120), AfterValidator(_clean)]
Prose = Annotated[str, StringConstraints(min_length=1, max_length=3000), AfterValidator(_clean)]

_ROLE_WORDS = frozenset(
    """access accommodation ada administration administrative administrator adviser advisor advisory advocate affairs
    agency assistant association authority board bureau captain case center centre chair chairperson chief civil clerk
    clinical clinic clinician committee community compliance consultant contact control controller coordinator council
    counsel counselor counsellor county crisis delegate department deputy desk developer development director division
    duty employment equity ethics executive facility finance general governing governor group head health helpline help
    hospital hotline hr human inclusion integrity intake leader lead leadership legal liaison lieutenant line lived
    experience manager management medical member mentor nurse office officer ombuds ombudsman on-call call operations
    organization owner partner peer people people's personnel policy practice practitioner president privacy program
    programme project psychiatrist psychologist quality records recovery recruiter recruitment relations representative
    resources rights safety secretary senior service services social specialist staff state steward supervisor supervision
    support talent team therapist training treasurer trustee trustees union unit vice volunteer wellness wellbeing worker
    workforce workplace line-manager manager's superintendent principal registrar""".split()
)
_HONORIFIC = re.compile(r"^(mr|mrs|ms|mx|miss|dr|prof|rev|sr|fr)\.?\s", re.IGNORECASE)


def looks_like_a_person(words: str) -> bool:
    """Whether words read as somebody's name ("Jane Doe", "Dr. Lee"), not as a role ("HR Director")."""
    if _HONORIFIC.match(words):
        return True
    parts = re.findall(r"[^\W\d_][\w'’.-]*", words)
    known = any(part.lower().strip(".,") in _ROLE_WORDS or part.isupper() for part in parts)
    return len(parts) in (2, 3) and not known and all(part[0].isupper() for part in parts)


def _role(words: str) -> str:
    if looks_like_a_person(words):
        raise ValueError(f'"{words}" reads like a person\'s name | Name the role, for example: HR Director. People change; roles stay.')
    return words


RoleName = Annotated[str, StringConstraints(min_length=2, max_length=80), AfterValidator(_clean), AfterValidator(_role)]

Email = Annotated[
    str,
    StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=120),
]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+\.[^\s<>\"]+$", max_length=300)]
Phone = Annotated[str, StringConstraints(pattern=r"^[+()0-9][-+()0-9 .x/]{4,30}$")]


def _accent(text: str) -> str:
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        raise ValueError(f'"{text}" is not a color | Type # and six digits in quotes, for example: "#1F3A5F".')
    ratio = contrast_on_white(text)
    if ratio < 4.5:
        raise ValueError(f"this color is too pale to read on white ({ratio:.1f} to 1; at least 4.5 is needed) | Choose a darker one.")
    return text.lower()


def contrast_on_white(color: str) -> float:
    """The WCAG 2.1 contrast ratio of a ``#rrggbb`` color on white, from 1 to 21."""

    def linear(part: int) -> float:
        share = part / 255
        return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(color[at : at + 2], 16)) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


Color = Annotated[str, AfterValidator(_accent)]


# --- addresses and contacts ----------------------------------------------------------------------------------


class Address(Model):
    street: Line = ask("Street and number.", example="12 Oak Street")
    city: Line = ask("City or town.", example="Austin")
    region: Line = ask("State, province or county, as in a postal address.", example="TX")
    postal_code: Line = ask("Postal code or ZIP.", example='"78701"')

    def one_line(self) -> str:
        return f"{self.street}, {self.city}, {self.region} {self.postal_code}"


class Contact(Model):
    """A role with at least one way to reach it. A person's name is not needed, and ages badly."""

    role: RoleName = ask("The office or role to turn to.", example="Human Resources Office")
    email: Email | None = ask("E-mail address.", default=None, example="hr@example.org")
    phone: Phone | None = ask("Telephone number, best one that takes relay calls and texts.", default=None, example="512-555-0142")

    @model_validator(mode="after")
    def _reachable(self) -> Contact:
        if not self.email and not self.phone:
            raise ValueError("neither email nor phone is given | Add at least one of them.")
        return self


# --- money ---------------------------------------------------------------------------------------------------


class PayUnit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_PLAUSIBLE = {
    PayUnit.HOUR: (5, 250),
    PayUnit.DAY: (40, 2000),
    PayUnit.WEEK: (150, 10_000),
    PayUnit.MONTH: (600, 40_000),
    PayUnit.YEAR: (8_000, 400_000),
}
_PAY_LINE = re.compile(
    r"^\s*[$]?\s*(?P<min>[\d,.]+)\s*(?:(?:-|–|—|to)\s*[$]?\s*(?P<max>[\d,.]+))?\s*(?:per|an|a|/)?\s*(?P<unit>hour|day|week|month|year)\s*$",
    re.IGNORECASE,
)


class Pay(Model):
    """A pay range with its unit. Written short: ``22.50 - 27.00 per hour``."""

    min: Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2)] = ask("The lowest pay you expect in good faith to offer.", example="22.50")
    max: Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2)] = ask("The highest pay you expect in good faith to offer.", example="27.00")
    unit: PayUnit = ask("The unit of both: hour, day, week, month or year.", example="hour")
    differentials: Line | None = ask("Additions to the range, for example for evening shifts.", default=None, example="$1.50 more per hour on evenings and weekends")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = _PAY_LINE.match(value)
        if not found:
            raise ValueError(f'"{value}" is not a pay range | Type for example: 22.50 - 27.00 per hour')
        low = found["min"].replace(",", "")
        return {"min": low, "max": (found["max"] or low).replace(",", ""), "unit": found["unit"].lower()}

    @model_validator(mode="after")
    def _sensible(self) -> Pay:
        if self.min > self.max:
            raise ValueError(f"the lowest pay ({self.min}) is above the highest ({self.max}) | Swap them.")
        low, high = _PLAUSIBLE[self.unit]
        if not low <= self.min or not self.max <= high:
            raise ValueError(f"{self.min} to {self.max} per {self.unit} is not a likely pay | Check the unit: hour, day, week, month or year.")
        return self


# --- lists ---------------------------------------------------------------------------------------------------


def _as_list(value: Any) -> Any:
    """A single text where a list is asked becomes a list of one, split at semicolons."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


def lines(**limits: Any) -> Any:
    return Annotated[tuple[Line, ...], BeforeValidator(_as_list), Field(**limits)]

