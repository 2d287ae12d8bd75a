"""Organizations for tests: a sample's answers with some changed or taken out, as a profile or as a prepared packet."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from npgs_docs.locations import samples_folder
from npgs_docs.pipeline import Packet, Request, prepare
from npgs_docs.profile import Loaded, Profile, loaded_profile
from npgs_docs.source import parse_source

HARBOR_LIGHT = "harbor-light"
GONE = object()
"""As the new answer of a key: the key is not there."""


def sample(name: str = HARBOR_LIGHT) -> Path:
    return samples_folder() / f"{name}.yaml"


@cache
def _text(name: str) -> str:
    return sample(name).read_text(encoding="utf-8")


def answers(name: str = HARBOR_LIGHT, changes: Mapping[str, Any] | None = None) -> str:
    """The YAML of a sample in which each key path of `changes` (``policy.number``) has its new answer."""
    values = yaml.load(_text(name), yaml.BaseLoader)
    for path, answer in (changes or {}).items():
        *sections, key = path.split(".")
        place = values
        for section in sections:
            place = place[int(section)] if isinstance(place, list) else place.setdefault(section, {})
        if answer is GONE:
            place.pop(key, None)
        else:
            place[key] = answer
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)


def loaded(name: str = HARBOR_LIGHT, changes: Mapping[str, Any] | None = None) -> Loaded:
    return loaded_profile(parse_source(answers(name, changes), str(sample(name))))


def profile(name: str = HARBOR_LIGHT, changes: Mapping[str, Any] | None = None) -> Profile:
    return loaded(name, changes).profile


def packet(name: str = HARBOR_LIGHT, changes: Mapping[str, Any] | None = None, **asked: Any) -> Packet:
    """A packet of a changed sample; `asked` goes into the request."""
    return prepare(Request(loaded(name, changes), **asked))
