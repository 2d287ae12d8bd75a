"""The twelve core values by their exact names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.patterns import any_of
from npgs_docs.checks.reading import Passage, Reading, Role
from npgs_docs.checks.rule import Judged
from npgs_docs.values import VALUE_NAMES

_NAMED = re.compile(
    r"^\s*(?:(?:value\s+)?(?:V?\d{1,2})[.:)]?\s+)?(?P<name>(?:peer support(?:ers)?|peers|peer specialists) (?:is|are) [a-z ,-]{4,40}?|peer supporters facilitate [a-z ]{4,20})\s*[.:]?\s*$",
    re.IGNORECASE,
)


def missing_values(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Values that a document which names some, or speaks of the core values, does not name."""
    text = " ".join(reading.text.lower().replace("-", " ").split())
    missing = [name for name in VALUE_NAMES if not _there(name, text)]
    speaks = any_of(look.words["about"], reading.text)
    if missing and (speaks or len(missing) < len(VALUE_NAMES)) and reading.whole:
        yield Hit(fill={"count": str(len(missing)), "missing": "; ".join(missing)})


def _there(name: str, text: str) -> bool:
    """A value counts as named by its full name, or by its own words in a list ("equally shared power")."""
    plain = name.lower().replace("-", " ")
    own = re.sub(r"^peer support(ers)? (is|are) |^peer supporters ", "", plain)
    return plain in text or re.search(rf"\b{re.escape(own)}\b", text) is not None


def altered_values(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A heading, item or cell that reads like the name of a value and is none of the twelve."""
    exact = {_plain(name) for name in VALUE_NAMES}
    for passage in reading.passages:
        found = _NAMED.match(passage.text) if _may_name(passage) else None
        if found and _plain(found["name"]) not in exact:
            close = max(
                VALUE_NAMES, key=lambda name: SequenceMatcher(None, _plain(name), _plain(found["name"])).ratio()
            )
            yield Hit(passage, *found.span("name"), found["name"], fill={"close": close})


def _may_name(passage: Passage) -> bool:
    return passage.role in {Role.HEADING, Role.ITEM, Role.CELL} and not passage.negated


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").split())
