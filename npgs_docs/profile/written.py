"""A profile's values as a commented YAML file: what was answered, and every key that can still be added."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from npgs_docs.profile import Profile
from npgs_docs.source import Plain, write_scalar
from npgs_docs.validation import model_at

SCHEMA_FILE = "profile.schema.json"
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"
_HEAD = f"""{SCHEMA_LINE}
#
# A profile for npgs. Every key is explained in the profile reference (docs/profile-reference.md).
# A line such as "# short_name: ..." is a key you can add: take away the # and the space after it.
"""
_STEP = "  "


def write_profile(values: Mapping[str, Plain]) -> str:
    """Values that make a valid profile, as a file that reads well and reads back as the same values."""
    writer = _Writer()
    parts = [_HEAD]
    for name, info in Profile.model_fields.items():
        given = values.get(name)
        lines = [
            f"# {info.description}",
            *(writer.given(name, info, given, "") if given else writer.offered_section(name, info)),
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


class _Writer:
    """Remembers whose keys were shown already, so that each is offered once."""

    def __init__(self) -> None:
        self.shown: set[type[BaseModel]] = set()

    def given(self, name: str, info: FieldInfo, value: Plain, pad: str) -> Iterator[str]:
        match value:
            case dict():
                yield f"{pad}{name}:"
                yield from self.mapping(model_at(info.annotation, ()), value, pad + _STEP)
            case list():
                yield f"{pad}{name}:"
                for item in value:
                    yield from self.item(info, item, pad + _STEP)
            case str():
                yield f"{pad}{name}: {write_scalar(value, as_text=_is_text(info))}"
            case None:
                return

    def item(self, info: FieldInfo, value: Plain, pad: str) -> Iterator[str]:
        model = model_at(info.annotation, (0,))
        if isinstance(value, dict):
            first, *rest = self.mapping(model, value, pad + _STEP)
            yield f"{pad}- {first.strip()}"
            yield from rest
        else:
            yield f"{pad}- {write_scalar(str(value), as_text=True)}"

    def mapping(self, model: Any, values: Mapping[str, Plain], pad: str) -> Iterator[str]:
        """The keys that are given, in the model's order, then those that can be added."""
        fields: Mapping[str, FieldInfo] = model.model_fields
        for name, info in fields.items():
            if name in values:
                yield from self.given(name, info, values[name], pad)
        if model not in self.shown:
            self.shown.add(model)
            yield from (f"{pad}# {_offer(name, info)}" for name, info in fields.items() if name not in values)

    def offered_section(self, name: str, info: FieldInfo) -> Iterator[str]:
        """A section that was left out, every line of it commented; a list of things on one line."""
        model = model_at(info.annotation, ())
        if not issubclass(model, BaseModel):
            yield f"# {_offer(name, info)}"
            return
        yield f"# {name}:"
        yield from (f"# {_STEP}{_offer(key, one)}" for key, one in model.model_fields.items())


def _offer(name: str, info: FieldInfo) -> str:
    return f"{name}: {example_of(info)}  # {info.description}"


def example_of(info: FieldInfo) -> str:
    """What one may write after the key, on one line of YAML: the field's example, or its keys with theirs."""
    if info.examples:
        return str(info.examples[0])
    model = model_at(info.annotation, ())
    if isinstance(model, type) and issubclass(model, BaseModel):
        return _example_mapping(model)
    inner = model_at(info.annotation, (0,)) if get_args(model) else None
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return f"[{_example_mapping(inner)}]"
    return ""


def _example_mapping(model: type[BaseModel]) -> str:
    """The needed keys of a model with their examples; all of them where none is needed."""
    fields = model.model_fields
    chosen = [name for name, info in fields.items() if info.is_required()] or list(fields)
    return "{" + ", ".join(f"{name}: {_inside(example_of(fields[name]))}" for name in chosen) + "}"


def _inside(example: str) -> str:
    """An example as it may stand between braces."""
    bare = example[:1] in ("[", "{", '"') or not set(example) & set(",[]{}")
    return example if bare else json.dumps(example, ensure_ascii=False)


def _is_text(info: FieldInfo) -> bool:
    return model_at(info.annotation, ()) is str
