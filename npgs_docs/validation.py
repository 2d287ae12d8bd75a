"""Plain values are held against a model; every misfit becomes a problem at its line and column, in our own words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from npgs_docs.errors import InputError, Problem
from npgs_docs.source import KeyPath, Source, dotted

T = TypeVar("T")


class MisfitError(ValueError):
    """A value that does not fit its neighbours, said at the key it stands at: ``MisfitError("state", "seen | type this")``."""

    def __init__(self, key: str, words: str) -> None:
        super().__init__(words)
        self.key = key


@dataclass(frozen=True, slots=True)
class Kind:
    """Annotated to a type: what may be typed, in words that end ``is not ...`` and stand in the reference."""

    words: str


def validate(model: type[T] | TypeAdapter[T], source: Source) -> T:
    """The source's values as `model`. Raises InputError with every problem, each at its line and column."""
    adapter = model if isinstance(model, TypeAdapter) else TypeAdapter(model)
    try:
        return adapter.validate_python(source.value)
    except ValidationError as error:
        raise InputError(model_problems(error, source, model if isinstance(model, type) else None)) from None


def model_problems(error: ValidationError, source: Source, model: type[Any] | None) -> list[Problem]:
    """pydantic's errors as problems, worded by us and keyed on the error's type."""
    details = [detail for detail in error.errors(include_url=False) if not _counts_only_the_good(detail)]
    problems = list(dict.fromkeys(_model_problem(detail, source, model) for detail in details))
    misspelled = {_meant(one) for one in problems}
    return sorted((one for one in problems if one.id != "missing" or one.path not in misspelled), key=_place)


def _counts_only_the_good(detail: Any) -> bool:
    """Whether a list is called too short only because what is wrong in it (told by itself) was not counted."""
    seen = detail["input"]
    return detail["type"] == "too_short" and isinstance(seen, list) and len(seen) >= detail["ctx"]["min_length"]


def _meant(problem: Problem) -> str | None:
    """The path of the key that a misspelled one stands for; it is not also told as missing."""
    found = _DID_YOU_MEAN.fullmatch(problem.hint)
    return f"{problem.path.rpartition('.')[0]}.{found.group(1)}".lstrip(".") if found else None


def _place(problem: Problem) -> tuple[int, int]:
    return (problem.where.line or 0, problem.where.column or 0) if problem.where else (0, 0)


def _model_problem(detail: Any, source: Source, model: type[Any] | None) -> Problem:
    path = _written_path(detail["loc"], source.value)
    is_key = detail["loc"][-1:] == (_A_KEY,)
    kind, context, seen = detail["type"], detail.get("ctx", {}), detail.get("input")
    if isinstance(context.get("error"), MisfitError):
        path = (*path, context["error"].key)
    message, hint = _words(kind, context, seen, path, model)
    where = (
        source.key(path)
        if is_key or kind == "extra_forbidden"
        else source.where(path[:-1] if kind == "missing" else path)
    )
    return Problem(kind.replace("_", "-"), message, where, dotted(path), hint)


_A_KEY = "[key]"
"""What pydantic ends a location with where it is the key and not its value that does not fit."""


def _written_path(loc: Sequence[str | int], value: Any) -> KeyPath:
    """pydantic's location without the steps that name a union's branch: only keys and places that can be written."""
    path: list[str | int] = []
    loc = loc[:-1] if loc[-1:] == (_A_KEY,) else loc
    for at, step in enumerate(loc):
        last = at == len(loc) - 1
        if isinstance(step, int) and isinstance(value, list) and step < len(value):
            value = value[step]
        elif isinstance(step, str) and isinstance(value, Mapping) and (step in value or last):
            value = value.get(step)
        else:
            continue
        path.append(step)
    return tuple(path)


def _words(kind: str, context: Mapping[str, Any], seen: Any, path: KeyPath, model: type[Any] | None) -> tuple[str, str]:
    """Message and hint for one kind of pydantic error."""
    shown = _shown(seen)
    match kind:
        case "missing":
            return "is missing", _example(model, path)
        case "extra_forbidden":
            return "there is no such key here", _nearest(str(path[-1]), _keys_at(model, path[:-1]))
        case "enum" | "literal_error":
            return f"{shown} is not one of the choices", f"Choose one of: {_choices(context['expected'])}"
        case "string_too_short" if not seen:
            return "nothing is written here", _example(model, path)
        case "string_too_short" | "too_short":
            return f"{shown} is too short", f"At least {context['min_length']} is needed."
        case "string_too_long" | "too_long":
            return f"this is too long ({len(seen)})", f"At most {context['max_length']} fits."
        case "string_pattern_mismatch":
            wanted = kind_of(field_at(model, path)) or _kind_inside(model, path)
            message = f"{shown} is not {wanted}" if wanted else f"{shown} does not look right"
            return message, _example(model, path)
        case (
            "string_type"
            | "int_type"
            | "dict_type"
            | "model_type"
            | "model_attributes_type"
            | "tuple_type"
            | "list_type"
        ):
            return f"expected {_WANTED[kind]}, found {_found(seen)}", _example(model, path)
        case "finite_number":
            return f"{shown} is not a number that can be written down", _example(model, path)
        case "decimal_max_places":
            return f"{shown} has more than {context['decimal_places']} digits after the point", _example(model, path)
        case "decimal_max_digits" | "decimal_whole_digits" | "int_parsing_size":
            return f"{shown} is too large a number", _example(model, path)
        case "bool_parsing" | "bool_type":
            return f"expected yes or no, found {shown}", "Type yes or no."
        case "int_parsing" | "int_from_float" | "decimal_parsing" | "float_parsing" | "decimal_type" | "float_type":
            return f"expected a number, found {shown}", _example(model, path)
        case "date_from_datetime_parsing" | "date_parsing" | "date_type" | "date_from_datetime_inexact":
            if isinstance(seen, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", seen):
                return f"there is no day {seen}", "Look it up in the calendar."
            return f"expected a date, found {shown}", "Type year-month-day, for example 2027-01-15."
        case "greater_than_equal" | "less_than_equal" | "greater_than" | "less_than":
            bound, limit = next(iter(context.items()))
            return f"{shown} is out of range", f"It must be {_BOUNDS[bound]} {limit}."
        case "value_error":
            words = str(context["error"])
            message, _, hint = words.partition(" | ")
            return message, hint
        case _:
            return f"{shown} does not fit", _example(model, path)


_DID_YOU_MEAN = re.compile(r"Did you mean (\S+)\?")
_WANTED = {
    "string_type": "text", "int_type": "a number", "dict_type": "keys and values", "model_type": "keys and values",
    "model_attributes_type": "keys and values", "tuple_type": "a list", "list_type": "a list",
}  # fmt: skip
_BOUNDS = {"ge": "at least", "le": "at most", "gt": "more than", "lt": "less than"}


def _shown(seen: Any) -> str:
    text = seen if isinstance(seen, str) else _found(seen)
    short = text if len(text) <= 60 else text[:57] + "..."
    return f'"{short}"' if isinstance(seen, str) else short


def _found(seen: Any) -> str:
    match seen:
        case None:
            return "nothing"
        case str():
            return f'text ("{seen[:40]}")'
        case Mapping():
            return "keys and values"
        case list() | tuple():
            return "a list"
        case _:
            return str(seen)


def _choices(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _nearest(word: str, keys: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, keys, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    return f"The keys here are: {', '.join(keys)}" if keys else "Remove it."


# --- what a model says about itself ---------------------------------------------------------------------------


def model_at(model: Any, path: Sequence[str | int]) -> Any:
    """The model or type that stands at a key path below `model`; None where there is none."""
    for step in path:
        model = _unwrapped(model)
        if isinstance(step, int):
            inner = [a for a in getattr(model, "__args__", ()) if a is not ...]
            model = inner[0] if inner else None
        elif get_origin(model) is dict:
            model = get_args(model)[1]
        elif isinstance(model, type) and issubclass(model, BaseModel) and step in model.model_fields:
            model = model.model_fields[step].annotation
        else:
            return None
    return _unwrapped(model)


def _unwrapped(model: Any) -> Any:
    """A type without ``| None`` and ``Annotated``."""
    while True:
        if hasattr(model, "__metadata__"):
            model = model.__origin__
        elif get_origin(model) in (Union, UnionType):
            model = next(one for one in get_args(model) if one is not type(None))
        else:
            return model


def _keys_at(model: Any, path: Sequence[str | int]) -> list[str]:
    found = model_at(model, path)
    return list(found.model_fields) if isinstance(found, type) and issubclass(found, BaseModel) else []


def field_at(model: Any, path: Sequence[str | int]) -> FieldInfo | None:
    """What the model says about the key at a path; None where no such key is."""
    parent = model_at(model, path[:-1]) if path else None
    if isinstance(parent, type) and issubclass(parent, BaseModel):
        return parent.model_fields.get(str(path[-1]))
    return None


def metadata_of(info: FieldInfo) -> tuple[Any, ...]:
    """What is annotated to a field, also to one that may be left out."""
    inner = (getattr(one, "__metadata__", ()) for one in get_args(info.annotation))
    return (*info.metadata, *(piece for pieces in inner for piece in pieces))


def kind_of(info: FieldInfo | None) -> str:
    """The words of a field's `Kind`; "" where its type says enough."""
    return next((one.words for one in metadata_of(info) if isinstance(one, Kind)), "") if info else ""


def _kind_inside(model: Any, path: Sequence[str | int]) -> str:
    """The words of the `Kind` of a list's items, or of a mapping's keys."""
    info = field_at(model, path[:-1]) if path else None
    inner = get_args(_unwrapped(info.annotation))[:1] if info else ()
    pieces = (piece for one in inner for piece in getattr(one, "__metadata__", ()))
    return next((one.words for one in pieces if isinstance(one, Kind)), "")


def _example(model: Any, path: Sequence[str | int]) -> str:
    """``For example: min: 22.50``, from the examples that the model gives with the field."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    info = field_at(model, path)
    if info is None:
        return ""
    if info.examples:
        return f"For example: {path[-1]}: {info.examples[0]}"
    return " ".join((info.description or "", _needs(info.annotation))).strip()


def _needs(annotation: Any) -> str:
    """The keys that a section cannot do without."""
    inner = model_at(annotation, ())
    model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None
    needed = [name for name, info in model.model_fields.items() if info.is_required()] if model else []
    return f"It needs: {', '.join(needed)}." if needed else ""
