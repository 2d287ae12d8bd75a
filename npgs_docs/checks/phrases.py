"""The two plain ways of looking: words that should not stand there, and words that should stand somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from npgs_docs.checks.finding import Hit
from npgs_docs.checks.marking import denied, sentence_at
from npgs_docs.checks.patterns import any_of, compiled
from npgs_docs.checks.reading import Passage, Reading
from npgs_docs.checks.rule import Missing, Phrases


def phrase_hits(reading: Reading, look: Phrases) -> Iterator[Hit]:
    """Every place where the words stand and are meant."""
    if look.only_if and not any_of(look.only_if, reading.text):
        return
    if not any_of(look.patterns, reading.text):
        return
    if look.unless_anywhere and any_of(look.unless_anywhere, reading.text):
        return
    hits = [hit for passage in reading.passages if _looked_at(passage, look) for hit in _in_passage(passage, look)]
    if len(hits) >= look.at_least:
        yield from hits


def _looked_at(passage: Passage, look: Phrases) -> bool:
    if look.roles and passage.role.value not in look.roles:
        return False
    if look.denials == "spare" and passage.negated:
        return False
    section = passage.section or " "
    wanted = not look.sections or any_of(look.sections, section) is not None
    return wanted and not passage.defining and not (look.outside and any_of(look.outside, section))


def _in_passage(passage: Passage, look: Phrases) -> Iterator[Hit]:
    """The words of a passage from its start on; of words that overlap, those that begin first and reach farthest."""
    taken = 0
    for start, end in sorted(_matches(passage.text, look.patterns), key=lambda one: (one[0], -one[1])):
        if start >= taken and meant(passage, start, end, look):
            taken = end
            yield Hit(passage, start, end, passage.text[start:end])


def _matches(text: str, patterns: Iterable[str]) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        yield from (found.span() for found in compiled(pattern).finditer(text))


def meant(passage: Passage, start: int, end: int, look: Phrases) -> bool:
    """Whether words are said in earnest: not quoted, no name, not denied, not spared by the rest of their sentence."""
    if look.quotations == "spare" and any(span.covers(start, end) for span in passage.spared):
        return False
    if look.denials == "spare" and denied(passage.text, start, end):
        return False
    sentence = sentence_at(passage.text, start)
    return any_of(look.unless, passage.text[sentence.start : sentence.end]) is None


def missing_hits(reading: Reading, look: Missing) -> Iterator[Hit]:
    """One hit for the document as a whole where none of the words stands in a whole text."""
    text = reading.text
    if not reading.whole or (look.only_if and not any_of(look.only_if, text)) or any_of(look.unless, text):
        return
    if not any_of(look.patterns, text):
        yield Hit()
