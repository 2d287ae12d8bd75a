"""A problem is data: where it is, what was seen, what to type instead. Everything that can go wrong ends here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a text file. Lines and columns count from 1; None means the file as a whole."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Cell(Where):
    """A place in a table: `line` is the row and `column` the column as a spreadsheet program counts them, from 1."""

    sheet: str = ""

    def __str__(self) -> str:
        parts = [self.file]
        parts += [f"sheet {self.sheet}"] if self.sheet else []
        parts += [f"row {self.line}"] if self.line else []
        parts += [f"column {column_letters(self.column)}"] if self.column else []
        return ", ".join(parts)


def column_letters(number: int) -> str:
    """The name of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Severity(StrEnum):
    """ERROR stops the run; WARNING is printed and the run goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the input.

    `path` is the key path in the user's own words (``positions.specialist.pay.min``), `message` says what was
    seen, `hint` what to type instead. `id` is stable, so that a program can tell one kind from another. `letters` are
    those a problem is about, where it is about letters.
    """

    id: str
    message: str
    where: Where | None = None
    path: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR
    letters: str = ""

    def __str__(self) -> str:
        head = visible(": ".join(part for part in (str(self.where or ""), self.path, self.message) if part))
        return f"{head}\n    {visible(self.hint)}" if self.hint else head


_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """The text in one line, with what would steer a terminal written out: ``<U+001B>``."""
    return _STEERING.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


class NpgsError(Exception):
    """The one root of what this package raises for a user's mistake. It carries every problem of the run."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(NpgsError):
    """The profile, the content or a rule pack has problems."""


class TemplateError(NpgsError):
    """A template cannot be read, cannot be expanded, or expands to text we do not understand."""


class RenderError(NpgsError):
    """A document cannot be drawn truthfully in a format: a letter no font has, a table wider than the page."""


class OutputError(NpgsError):
    """A file cannot be written where it was asked for."""


class UnfitError(Exception):
    """Why a file the profile names cannot be used, and what to do; the profile's reader makes a problem of it."""

    def __init__(self, fault: str, cure: str) -> None:
        super().__init__(fault)
        self.fault, self.cure = fault, cure


class BrokenPromise(Exception):  # noqa: N818 - it says what happened
    """A file of ours is not what we promise. Nobody's mistake but ours, so it is no NpgsError."""

    def __init__(self, document: str, problems: Iterable[Problem]) -> None:
        self.document, self.problems = document, tuple(problems)
        super().__init__(f"{document}: " + "; ".join(str(problem) for problem in self.problems))
