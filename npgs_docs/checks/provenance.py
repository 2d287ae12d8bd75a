"""Words of a document in, the answers of the profile that they came from out."""

from __future__ import annotations

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Answer, Hit
from npgs_docs.source import Source, dotted

SHORTEST = 3
"""Letters below which words are in too many answers to name one."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "})


def answers_of(hit: Hit, bench: Bench) -> tuple[Answer, ...]:
    """Where the words of a hit are typed in the profile; nothing where they are ours, the guideline's or a rule pack's.

    The answer is one that is the organization's words whole; if none is, one that holds the words of the hit.
    """
    if hit.passage is None or bench.loaded is None:
        return ()
    found: dict[Answer, None] = {}
    for span in hit.passage.told:
        start, end = max(span.start, hit.start), min(span.end, hit.end)
        if start < end:
            text = hit.passage.text
            found |= dict.fromkeys(_typed(text[span.start : span.end], text[start:end], bench.loaded.source))
    return tuple(found)


def _typed(whole: str, part: str, source: Source) -> tuple[Answer, ...]:
    wanted, inside = _plain(whole), _plain(part)
    texts = [(path, _plain(text)) for path, text in source.texts()]
    same = [path for path, text in texts if text == wanted]
    holding = [path for path, text in texts if len(inside) >= SHORTEST and inside in text]
    return tuple(Answer(source.where(path), dotted(path)) for path in same or holding)


def _plain(text: str) -> str:
    """A text as it is told from another: without the typesetter's quotation marks, capitals and breaks of lines."""
    return " ".join(text.translate(_PLAIN).casefold().split()).rstrip(".")
