"""Names of persons where a role belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.patterns import compiled
from npgs_docs.checks.reading import Reading
from npgs_docs.checks.rule import Judged
from npgs_docs.profile.roles import looks_like_a_person

_NAME = r"(?P<name>(?:(?:Dr|Mr|Ms|Mrs|Mx)\.?\s+)?[A-Z][a-z]+(?:\s[A-Z]\.)?\s[A-Z][a-z]+)"


def persons(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A person's name as the doer of a duty ("Jane Doe keeps …") or behind a label ("Owner: Jane Doe")."""
    doing = re.compile(rf"(?:^|[.;]\s){_NAME}\s+(?:{'|'.join(look.words['does'])})\b")
    for passage in reading.passages:
        label, _, said = passage.text.rpartition(":")
        label = label or passage.row
        starts = [(found["name"], found.start("name")) for found in doing.finditer(passage.text)]
        if label and any(compiled(one).search(label) for one in look.words["labels"]) and len(label) < 40:
            name = re.match(rf"\s*{_NAME}\s*(?:,|$)", said)
            starts += [(name["name"], passage.text.find(name["name"]))] if name else []
        for name_, start in starts:
            if looks_like_a_person(name_):
                yield Hit(passage, start, start + len(name_), name_)
