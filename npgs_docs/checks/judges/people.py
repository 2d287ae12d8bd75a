"""Names of persons where a role belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.marking import lines_of
from npgs_docs.checks.patterns import any_of
from npgs_docs.checks.reading import Passage, Reading
from npgs_docs.checks.rule import Judged
from npgs_docs.profile.roles import looks_like_a_person

_NAME = r"(?P<name>(?:(?:Dr|Mr|Ms|Mrs|Mx)\.?\s+)?[A-Z][a-z]+(?:\s[A-Z]\.)?\s[A-Z][a-z]+)"


def persons(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A person's name as the doer of a duty ("Jane Doe keeps …") or behind a label ("Owner: Jane Doe")."""
    doing = re.compile(rf"(?:^|[.;]\s){_NAME}\s+(?:{'|'.join(look.words['does'])})\b")
    for passage in reading.passages:
        found = [*doing.finditer(passage.text), *_behind_labels(passage, look.words["labels"])]
        yield from (Hit(passage, *one.span("name"), one["name"]) for one in found if looks_like_a_person(one["name"]))


def _behind_labels(passage: Passage, labels: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Names that are all that stands behind a label, or in the row that the label heads."""
    for start, line in lines_of(passage.text):
        label = line.rpartition(":")[0] or passage.row
        at = start + (len(label) + 1 if ":" in line else 0)
        name = re.compile(rf"\s*{_NAME}\s*(?:,|$)", re.MULTILINE).match(passage.text, at)
        if label and name and len(label) < 40 and any_of(labels, label):
            yield name
