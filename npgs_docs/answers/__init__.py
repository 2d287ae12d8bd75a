"""Filled-in forms in, their answers out: one row for each field, with its name, its label and what was entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, assert_never

from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.verify.files import Kind, damaged, kind_of, load, refusal

Value: TypeAlias = str | bool | tuple[str, ...]
"""Words ("" is empty), a box, or several choices."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One field of one form. `other` is what the file says at a second place, where that is something else."""

    name: str
    label: str
    kind: str
    value: Value
    other: Value | None = None

    @property
    def filled(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers of one form, in its order."""

    file: str
    answers: tuple[Answer, ...]

    def differences(self) -> tuple[Problem, ...]:
        """Where what is seen and what is kept are not the same."""
        return tuple(
            Problem(
                "answer-differs",
                f'"{spoken(one.value)}" is kept, and "{spoken(one.other)}" is shown',
                Where(self.file),
                one.name,
                "Open the file, and see which of the two is meant.",
            )
            for one in self.answers
            if one.other is not None
        )


def read_all(paths: Iterable[Path]) -> tuple[Filled, ...]:
    """The answers of several forms. Raises InputError with the problems of all files that cannot be read."""
    read: list[Filled] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            read.append(read_answers(str(path), load(path)))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(read)


def read_answers(name: str, data: bytes) -> Filled:
    """The answers in the bytes of a form. Raises InputError where there is no form to be read."""
    kind = kind_of(name, data)
    try:
        answers = _read(kind, name, data)
    except InputError:
        raise
    except Exception as error:
        raise damaged(name, f"something in it is not what it should be ({type(error).__name__})") from None
    if not answers:
        raise refusal(
            "answers-none", name, "the file has nothing to fill in", "Is it the form, or a print or scan of it?"
        )
    return Filled(name, answers)


def _read(kind: Kind, name: str, data: bytes) -> tuple[Answer, ...]:
    match kind:
        case Kind.PDF:
            from npgs_docs.answers import pdf

            return tuple(pdf.read(name, data))
        case Kind.DOCX:
            from npgs_docs.answers import word

            return tuple(word.read(name, data))
        case _:
            assert_never(kind)


def spoken(value: Value | None) -> str:
    """A value as words for people: ``yes`` and ``no`` for a box."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case _:
            return "; ".join(value)


def one_kind_of_line_end(words: str) -> str:
    """Programs end a line in four ways; answers know one."""
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
