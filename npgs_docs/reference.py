"""The reference of profile keys as Markdown, drawn from the models: ``python -m npgs_docs.reference``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from npgs_docs.profile import Profile
from npgs_docs.profile.fields import OrText
from npgs_docs.profile.written import example_of
from npgs_docs.validation import kind_of, metadata_of, model_at

_HEAD = """# Every key of a profile

A profile is one YAML file about your organization. Keys marked **needed** must be there; every other key has a default, and the
document "Choices made for you" lists each default that was taken.

- A text needs quotes when it holds a colon and a space, a space and `#`, or begins with one of ``* & ! % @ ` > | [ { " '``.
- Numbers, dates (`2027-01-08`), `yes` and `no` need none. What is not quoted is still kept as you typed it: `012` stays 012.
- A *list* may be written on one line, its items apart by semicolons: `Spanish; French`.
- Text fields are lines of at most 120 characters unless said otherwise. Roles are asked for, never the names of people.
- In the names of keys, `[]` stands for an item of a list. Messages count the items: `sites[2].phone`.
- No key asks about anybody's health.
- `npgs init` asks the fourteen questions that make a profile. Your editor completes and checks keys as you type when
  `profile.schema.json` (from `npgs init` or `npgs schema`) lies beside the profile.
"""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its path as users write it, and what the model says about it."""

    path: str
    info: FieldInfo

    @property
    def extra(self) -> Mapping[str, Any]:
        return self.info.json_schema_extra if isinstance(self.info.json_schema_extra, dict) else {}


def reference() -> str:
    """The whole reference, one heading for each key."""
    parts = [_HEAD, _contents()]
    for name, info in Profile.model_fields.items():
        parts.append(f"## {name}\n\n{info.description} {_standing(Key(name, info))}\n")
        parts.extend(_entry(key) for key in _keys_below(name, info.annotation))
    return "\n".join(parts)


def profile_keys() -> Iterator[Key]:
    """Every key of a profile below its sections, in the models' order."""
    for name, info in Profile.model_fields.items():
        yield from _keys_below(name, info.annotation)


def _contents() -> str:
    return "Sections: " + " · ".join(f"[{name}](#{name})" for name in Profile.model_fields) + "\n"


def _keys_below(path: str, annotation: Any) -> Iterator[Key]:
    """The keys of the section at `path`, in the models' order, each before what is inside it."""
    model, many = _section(annotation)
    if model is None:
        return
    here = f"{path}{many}"
    for name, info in model.model_fields.items():
        yield Key(f"{here}.{name}", info)
        if f"{here}.{name}" not in _SAME_KEYS:
            yield from _keys_below(f"{here}.{name}", info.annotation)


_SAME_KEYS = {
    "contacts.accommodation": "contacts.hr", "contacts.compliance": "contacts.hr",
    "terms.supervisor": "terms.specialist", "terms.person": "terms.specialist", "terms.organization": "terms.specialist",
    "terms.program": "terms.specialist", "terms.team": "terms.specialist",
    "positions.supervisor": "positions.specialist", "postings.supervisor": "postings.specialist",
}  # fmt: skip
"""Sections with the same keys as another, which tells them."""


def _entry(key: Key) -> str:
    lines = [
        f"### `{key.path}`",
        "",
        f"{key.info.description} {_standing(key)}".strip(),
        "",
        f"- Kind: {_kind(key.info)}",
    ]
    example = example_of(key.info)
    if example:
        lines.append(f"- Example: `{key.path.rpartition('.')[2]}: {example}`")
    if not key.info.is_required():
        lines.append(f"- Without it: {_default(key)}")
    lines.append(f"- Used by: {key.extra['used_by']}")
    if key.path in _SAME_KEYS:
        lines.append(f"- Its keys are those of `{_SAME_KEYS[key.path]}`.")
    return "\n".join(lines) + "\n"


def _standing(key: Key) -> str:
    return "**Needed.**" if key.info.is_required() else ""


# --- kinds ---------------------------------------------------------------------------------------------------


def _section(annotation: Any) -> tuple[type[BaseModel] | None, str]:
    """The model below a key, and how its path goes on where the key holds many of them."""
    single = model_at(annotation, ())
    if isinstance(single, type) and issubclass(single, BaseModel):
        return single, ""
    manys: dict[Any, tuple[str | int, str]] = {tuple: (0, "[]"), dict: ("<name>", ".<name>")}
    if get_origin(single) in manys:
        step, sign = manys[get_origin(single)]
        inner = model_at(annotation, (step,))
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            return inner, sign
    return None, ""


def _kind(info: FieldInfo) -> str:
    """What may be typed: ``a whole number from 1 to 60``, ``one of: hour, day``."""
    metadata = metadata_of(info)
    found = model_at(info.annotation, ())
    if get_origin(found) is tuple:
        item = get_args(found)[0]
        return f"a list; each item: {_kind_of(model_at(item, ()), _limits_in(getattr(item, '__metadata__', ())))}"
    if get_origin(found) is dict:
        return f"names, each with {_kind_of(get_args(found)[1], {})}"
    words = kind_of(info) or _kind_of(found, _limits_in(metadata))
    return f"{words}; or one line of text" if any(isinstance(one, OrText) for one in metadata) else words


def _kind_of(found: Any, limits: Mapping[str, Any]) -> str:
    match found:
        case type() if issubclass(found, BaseModel):
            return "keys: " + ", ".join(f"`{name}`" for name in found.model_fields)
        case type() if issubclass(found, Enum):
            return "one of: " + ", ".join(f"`{one.value}`" for one in found)
        case type() if issubclass(found, bool):
            return "`yes` or `no`"
        case type() if issubclass(found, int):
            return f"a whole number{_range(limits)}"
        case type() if issubclass(found, Decimal):
            return "an amount with at most two digits after the point"
        case type() if issubclass(found, date):
            return "a date, year-month-day"
        case _:
            return (
                f"text of at most {limits['max_length']} characters" if limits.get("max_length", 120) != 120 else "text"
            )


def _range(limits: Mapping[str, Any]) -> str:
    return f" from {limits['ge']} to {limits['le']}" if "ge" in limits and "le" in limits else ""


def _limits_in(metadata: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in metadata:
        for piece in (one, *getattr(one, "metadata", ())):
            for name in ("ge", "le", "max_length"):
                value = getattr(piece, name, None)
                if value is not None:
                    found[name] = value
    return found


# --- defaults ------------------------------------------------------------------------------------------------


def _default(key: Key) -> str:
    """The default in words, with its reason where the model gives one."""
    value, because = key.info.default, key.extra.get("because")
    if isinstance(value, BaseModel) and not because:
        return "the defaults of its keys."
    if value is None or value == () or value == {}:
        return f"{because or key.extra['otherwise']}."
    shown = f"`{_shown(value)}`"
    return f"{shown} ({because})." if because else f"{shown}."


def _shown(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case tuple():
            return "; ".join(_shown(one) for one in value)
        case BaseModel():
            given = {name: getattr(value, name) for name in type(value).model_fields}
            return ", ".join(_shown(one) for one in given.values() if one is not None)
        case _:
            return str(value)


if __name__ == "__main__":
    sys.stdout.write(reference())
