"""What the manifest and the journal of a run have to say, held against what anybody's file says.

A run's folder travels: by the time it comes back it may be another program's, cut short, or written to mislead. Whoever
reads it is asked for nothing that is not here, and for no file outside the run's folder.
"""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, Field, StrictInt, StrictStr, StringConstraints, ValidationError

_HALF_A_LETTER = re.compile(r"\\u[dD]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _inside(name: str) -> str:
    windows = PureWindowsPath(name)
    out = not name or "\0" in name or ".." in windows.parts or windows.drive or windows.root
    if out or PurePosixPath(name).is_absolute():
        raise ValueError("it leads out of the folder of the run")
    return name


def _day(text: str) -> str:
    if not _DAY.fullmatch(text):
        raise ValueError("it is no day")
    date.fromisoformat(text)
    return text


Day: TypeAlias = Annotated[StrictStr, AfterValidator(_day)]
Inside: TypeAlias = Annotated[StrictStr, AfterValidator(_inside)]
Hash: TypeAlias = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


Count: TypeAlias = Annotated[StrictInt, Field(ge=0)]


class File(BaseModel):
    document: StrictStr
    format: StrictStr
    file: Inside
    sha256: Hash
    bytes: Count


class PackUsed(BaseModel):
    id: StrictStr
    name: StrictStr
    version: StrictStr
    expires: dict[Day, Count]


class Reworded(BaseModel):
    clause: StrictStr
    title: StrictStr
    reason: StrictStr
    approver: StrictStr


class Line(BaseModel):
    """One agency: a line of the journal, and of the manifest."""

    agency: StrictStr
    folder: Inside
    digest: StrictStr
    language: StrictStr
    edition: StrictStr
    version: StrictStr
    status: Literal["draft", "review", "approved", "retired"]
    next_review: Day | None
    profile_sha256: StrictStr
    packs: tuple[PackUsed, ...]
    deviations: tuple[Reworded, ...]
    files: tuple[File, ...]
    kept: tuple[Inside, ...] = ()


class Told(BaseModel):
    path: StrictStr
    message: StrictStr


class Unmade(BaseModel):
    agency: StrictStr
    problems: tuple[Told, ...]


class MadeFrom(BaseModel):
    tool: StrictStr
    content_sha256: StrictStr
    templates_sha256: StrictStr


class Run(BaseModel):
    made_from: MadeFrom
    agencies: tuple[Line, ...]
    failed: tuple[Unmade, ...]


class UnlikeError(ValueError):
    """What is not as in a manifest of ours: where in it, and what."""


def parsed(data: bytes) -> Any:
    """The value of a JSON text. Raises UnlikeError for one that is cut, nested without end, or not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
        found = json.loads(text)
        if _HALF_A_LETTER.search(text):
            json.dumps(found, ensure_ascii=False).encode()
        return found
    except (UnicodeDecodeError, UnicodeEncodeError):
        raise UnlikeError("it is not UTF-8 text") from None
    except RecursionError:
        raise UnlikeError("it is nested deeper than any file of ours") from None
    except ValueError:
        raise UnlikeError("it is not whole") from None


def refuse_unlike(model: type[BaseModel], found: Any) -> None:
    """Raises UnlikeError with the first thing that is not as `model` has it."""
    try:
        model.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step + 1 if isinstance(step, int) else step) for step in first["loc"])
        raise UnlikeError(f"{place}: {_in_words(first)}" if place else _in_words(first)) from None


def _in_words(detail: Any) -> str:
    match detail["type"]:
        case "missing":
            return "this is missing"
        case "value_error":
            return str(detail["ctx"]["error"])
        case _:
            return "this is not what it should be"
