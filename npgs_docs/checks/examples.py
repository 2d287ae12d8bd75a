"""A rule's example in; the reading and the circumstances that it stands for, out. The tests hold every rule against its own."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from npgs_docs.catalog import catalog
from npgs_docs.checks.answers import read_profile
from npgs_docs.checks.bench import Bench, bench_of
from npgs_docs.checks.files import read_bytes
from npgs_docs.checks.reading import Form, FormField, Kind, Reading
from npgs_docs.checks.rule import Example, Rule
from npgs_docs.checks.rulebook import Rulebook
from npgs_docs.conventions import conventions_of
from npgs_docs.crosswalk import crosswalk_of
from npgs_docs.decisions import decide
from npgs_docs.document import Picture
from npgs_docs.inputs import Inputs
from npgs_docs.library import load_library
from npgs_docs.links import Crosswalk
from npgs_docs.locations import content_folder
from npgs_docs.profile import Loaded, loaded_profile
from npgs_docs.profile.files import Look
from npgs_docs.rules import Rules, load_chain
from npgs_docs.source import read_source
from npgs_docs.style import Edition

MM = 72 / 25.4


def example_case(rule: Rule, example: Example, book: Rulebook, sample: Path, packs: Path) -> tuple[Reading, Bench]:
    """What a rule's example is read as, and by whose rules. `sample` is the profile that `change` is laid over."""
    loaded = changed_profile(sample, example.change) if example.change or example.logo else None
    if loaded and example.logo:
        loaded = replace(loaded, look=Look(Picture(b"", *example.logo)))
    rules = load_chain(example.pack, [packs])
    crosswalk = _crosswalk(loaded, rules) if loaded else None
    bench = bench_of(rules, example.today, loaded=loaded, employees=example.employees, crosswalk=crosswalk)
    kind = example.kind or rule.kinds[0]
    if kind is Kind.PROFILE:
        return read_profile(loaded or changed_profile(sample, {})), bench
    return _text_reading(rule, example, kind, book), bench


def _crosswalk(loaded: Loaded, rules: Rules) -> Crosswalk:
    """What the profile would carry with our templates; nothing is composed for an example."""
    library = load_library(content_folder())
    conventions = conventions_of(loaded.profile.jurisdiction.country.value)
    entries = catalog({"specialist": "", "supervisor": ""})
    decided = decide(loaded.profile, rules, conventions)
    return crosswalk_of(Inputs(library, rules, decided, conventions, entries, Edition.STANDARD))


def _text_reading(rule: Rule, example: Example, kind: Kind, book: Rulebook) -> Reading:
    by_words = example.reads_as in {Form.TEXT, Form.HTML, Form.MARKDOWN}
    form = example.reads_as if by_words else Form.MARKDOWN
    reading = read_bytes(example.text.encode(), "example", form, kind, example.subject or rule.subjects[0], book.names)
    fields = [FormField(f"box{n}", "box", True, size * MM, size * MM, 1) for n, size in enumerate(example.boxes)]
    fields += [FormField(title, title) for title in example.controls]
    traits = replace(
        reading.traits, fields=(*reading.traits.fields, *fields), pages=example.pages, letters=example.letters
    )
    return replace(reading, form=example.reads_as, traits=traits, whole=True)


def changed_profile(sample: Path, change: Mapping[str, Any]) -> Loaded:
    """A sample profile with some of its keys set anew."""
    source = read_source(sample)
    value: Any = copy.deepcopy(source.value)
    for path, given in change.items():
        *above, last = path.split(".")
        inner = value
        for step in above:
            inner = inner.setdefault(step, {})
        inner[last] = _plain(given)
    return loaded_profile(replace(source, value=value))


def _plain(given: Any) -> Any:
    """A value as our YAML reader gives it: text, lists and mappings only."""
    match given:
        case dict():
            return {key: _plain(inner) for key, inner in given.items()}
        case list() | tuple():
            return [_plain(inner) for inner in given]
        case _:
            return str(given)
