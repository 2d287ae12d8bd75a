"""A reading in, the school grade out that its sentences ask for (Flesch-Kincaid), with names, dates and titles set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.marking import sentences
from npgs_docs.checks.reading import Passage, Reading, Role

LEAST_WORDS = 60
"""Words below which a grade says nothing."""
_ADDRESS = re.compile(r"https?://\S+|[\w.+-]{1,64}@\S+|\b\d{3}-\d{3}-\d{4}\b")
_BRACKETS = re.compile(r"\([^()]*\)")
_NAME = re.compile(
    r"(?<=[a-z,] )(?:[A-Z][\w’'-]+|[A-Z]{2,})(?: (?:[A-Z][\w’'-]+|of|for|and|the)(?= [A-Z])| [A-Z][\w’'-]+)*"
)
_DATE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}\b"
)


@dataclass(frozen=True, slots=True)
class Grade:
    """`grade` in school years; `longest` is the sentence with the most words, as it stands."""

    grade: float
    longest: str


def grade(reading: Reading, bench: Bench) -> Grade | None:
    """The grade of a document's sentences; None where there are too few words."""
    found = list(_sentences(reading, bench))
    words = [re.findall(r"[A-Za-z’'-]+", plain) for _, plain in found]
    count = sum(len(one) for one in words)
    if count < LEAST_WORDS:
        return None
    beats = sum(syllables(word.lower()) for one in words for word in one)
    figure = 0.39 * count / len(found) + 11.8 * beats / count - 15.59
    longest = max(zip(found, words, strict=True), key=lambda pair: len(pair[1]))[0][0]
    return Grade(max(0.0, figure), longest)


def _sentences(reading: Reading, bench: Bench) -> Iterator[tuple[str, str]]:
    titles = sorted((word for word in bench.terms.values() if word), key=len, reverse=True)
    fixed = re.compile("|".join(rf"\b{re.escape(word)}s?\b" for word in titles), re.IGNORECASE) if titles else None
    for passage in reading.passages:
        if not _read(passage):
            continue
        for sentence in sentences(passage.text):
            for piece in re.split(r";\s", sentence):
                plain = _BRACKETS.sub(" ", _DATE.sub("then", _ADDRESS.sub(" ", piece)))
                plain = fixed.sub("them", plain) if fixed else plain
                plain = _NAME.sub("it", plain)
                if len(plain.split()) >= 4:
                    yield sentence, plain


def _read(passage: Passage) -> bool:
    """Sentences count; headings, labels and short cells do not."""
    return passage.role in {Role.PARAGRAPH, Role.ITEM} or (passage.role is Role.CELL and len(passage.text.split()) > 8)


@cache
def syllables(word: str) -> int:
    """About how many beats an English word has."""
    plain = re.sub(r"[^a-z]", "", word)
    plain = re.sub(r"(?:[^laeiouy]es|[^dt]ed|[^laeiouy]e)$", lambda found: found.group()[0], plain)
    return max(1, len(re.findall(r"[aeiouy]+", plain)))
