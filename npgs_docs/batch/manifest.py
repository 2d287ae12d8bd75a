"""What the manifest and the journal of a run have to say: written from these models, and held against them when it is read.

A run's folder travels: by the time it comes back it may be another program's, cut short, or written to mislead. Whoever
reads it is asked for nothing that is not here, and for no file outside the run's folder.
"""

from __future__ import annotations

import json
import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictInt,
    StrictStr,
    StringConstraints,
    ValidationError,
)

from npgs_docs.batch.ingredients import Ingredients

_HALF_A_LETTER = re.compile(r"\\u[dD]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


_OUT = re.compile(r"^$|^[/\\]|^[A-Za-z]:|\0|(^|[/\\])\.\.([/\\]|$)")


def _inside(name: str) -> str:
    """Below the run's folder on every system. (pathlib would keep every part of every name in memory.)"""
    if _OUT.search(name):
        raise ValueError("it leads out of the folder of the run")
    return name


@lru_cache(maxsize=1000)
def _day(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise ValueError("it is no day")
    date.fromisoformat(text)
    return text


Day: TypeAlias = Annotated[StrictStr, AfterValidator(_day)]
Inside: TypeAlias = Annotated[StrictStr, AfterValidator(_inside)]
Hash: TypeAlias = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Count: TypeAlias = Annotated[StrictInt, Field(ge=0)]
M = TypeVar("M", bound=BaseModel)


class Noted(BaseModel):
    model_config = ConfigDict(frozen=True)


class File(Noted):
    """A file by its place below the run's folder: where it was put, whatever name it was made under. An `earlier` one was
    made by another run, which this one left in its place."""

    document: StrictStr
    format: StrictStr
    file: Inside
    sha256: Hash
    bytes: Count
    earlier: bool = False


class PackUsed(Noted):
    """`sha256` is that of the pack's file; `expires` counts the facts that must be looked at again after each day."""

    id: StrictStr
    name: StrictStr
    version: StrictStr
    sha256: StrictStr = ""
    expires: dict[Day, Count]


class Reworded(Noted):
    clause: StrictStr
    title: StrictStr
    reason: StrictStr
    approver: StrictStr


class Checks(Noted):
    """What the checks found in a packet on a day: each rule with the number of its findings. `waived` are not among them."""

    day: Day
    errors: dict[str, Count]
    warnings: dict[str, Count]
    waived: Count


class Line(Noted):
    """One agency: a line of the journal, and of the manifest. Where `checks` is None, nobody asked for them.

    `kept` are files that were edited and left as they are.
    """

    agency: StrictStr
    folder: Inside
    digest: StrictStr
    language: StrictStr
    edition: StrictStr
    version: StrictStr
    status: Literal["draft", "review", "approved", "retired"]
    approved: Day | None = None
    effective: Day | None = None
    next_review: Day | None
    profile_sha256: StrictStr
    packs: tuple[PackUsed, ...]
    deviations: tuple[Reworded, ...]
    checks: Checks | None = None
    files: tuple[File, ...] = ()
    kept: tuple[Inside, ...] = ()


class Told(Noted):
    id: StrictStr = ""
    path: StrictStr
    message: StrictStr


class Unmade(Noted):
    """An agency without a packet, and why."""

    agency: StrictStr
    problems: tuple[Told, ...]


class Proven(Noted):
    """The hash of a file of the run itself."""

    file: Literal["manifest.csv", "journal.jsonl"]
    sha256: Hash


class Head(Noted):
    """What a manifest says beside its agencies. `left_alone` are folders of earlier runs that this one did not touch."""

    kind: Literal["npgs batch"] = "npgs batch"
    made_from: Ingredients
    proves: tuple[Proven, ...] = ()
    left_alone: tuple[Inside, ...] = ()


class UnlikeError(ValueError):
    """What is not as in a manifest of ours: where in it, and what."""


def line_of(data: bytes) -> Line:
    """A line of the journal. Raises UnlikeError for what is none."""
    return held_to(Line, parsed(data))


def as_line(values: BaseModel) -> bytes:
    """A value as one line of JSON; equal values are equal bytes."""
    return json.dumps(values.model_dump(), ensure_ascii=False, sort_keys=True).encode() + b"\n"


def parsed(data: bytes) -> Any:
    """The value of a JSON text. Raises UnlikeError for one that is cut, nested without end, or not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text)
        refuse_half_letters(text, found)
        return found
    except UnicodeDecodeError:
        raise UnlikeError("it is not UTF-8 text") from None
    except RecursionError:
        raise UnlikeError("it is nested deeper than any file of ours") from None
    except UnlikeError:
        raise
    except ValueError:
        raise UnlikeError("it is not whole") from None


def refuse_half_letters(text: str, found: Any) -> None:
    """JSON can hold half of a letter, which no text can. Raises UnlikeError."""
    try:
        if _HALF_A_LETTER.search(text):
            json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise UnlikeError("it is not UTF-8 text") from None


def held_to(model: type[M], found: Any, place: str = "") -> M:
    """The value as the model has it. Raises UnlikeError with the first thing that is not."""
    try:
        return model.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        steps = [place, *(str(step + 1 if isinstance(step, int) else step) for step in first["loc"])]
        inner = ".".join(step for step in steps if step)
        raise UnlikeError(f"{inner}: {_in_words(first)}" if inner else _in_words(first)) from None


def _in_words(detail: Any) -> str:
    match detail["type"]:
        case "missing":
            return "this is missing"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return "this is not what it should be"
