"""What is asked of a file and what was found: questions are a table, findings are data, text is made elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from npgs_docs.errors import Problem, Severity

F = TypeVar("F")
"""A file that was read: what the questions of one format look at."""


class Status(StrEnum):
    """BY_HAND is what no machine can tell; the reader of the report has to look."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen in a file. `place` says where in a reader's words: ``page 3``, ``table 2, "Who does what"``."""

    message: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


Findings = Iterator[Finding]


def always(file: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Check(Generic[F]):
    """One question.

    `sources` are clauses such as ``PDF/UA-1 7.1`` or ``WCAG 2.2 1.1.1``. `look` yields what is wrong; None stands for
    a question that a person has to answer. Where `applies` says no, the file has nothing of the kind.
    An ERROR shuts somebody out or breaks a claim; a WARNING makes reading harder.
    """

    id: str
    asks: str
    why: str
    sources: tuple[str, ...]
    look: Callable[[F], Iterable[Finding]] | None
    severity: Severity = Severity.ERROR
    applies: Callable[[F], bool] = always


@dataclass(frozen=True, slots=True)
class Result:
    """A question and its answer for one file. `findings` are empty unless the status is FAIL."""

    id: str
    asks: str
    why: str
    sources: tuple[str, ...]
    severity: Severity
    status: Status
    findings: tuple[Finding, ...] = ()

    @property
    def stops(self) -> bool:
        return self.status is Status.FAIL and self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found out about one file. `refused` says why it could not be read; then there are no results."""

    file: str
    format: str = ""
    pages: int = 0
    claims: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    refused: Problem | None = None

    @property
    def failed(self) -> bool:
        return self.refused is not None or any(result.stops for result in self.results)

    def of(self, status: Status) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.status is status)


def ask(file: F, checks: Sequence[Check[F]]) -> tuple[Result, ...]:
    """Every question of a table, answered in its order."""
    return tuple(_answer(file, check) for check in checks)


def _answer(file: F, check: Check[F]) -> Result:
    status, findings = _status(file, check)
    return Result(check.id, check.asks, check.why, check.sources, check.severity, status, findings)


def _status(file: F, check: Check[F]) -> tuple[Status, tuple[Finding, ...]]:
    if not check.applies(file):
        return Status.NOT_APPLICABLE, ()
    if check.look is None:
        return Status.BY_HAND, ()
    findings = tuple(dict.fromkeys(check.look(file)))
    return (Status.FAIL if findings else Status.PASS), findings


def shortened(text: str, longest: int = 48) -> str:
    """Words of a file on one line and cut, for quoting them in a finding."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
