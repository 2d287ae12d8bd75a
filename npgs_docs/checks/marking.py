"""Raw passages in; passages that know their headings, and which words are denied, defined, quoted or names, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from npgs_docs.checks.reading import Passage, Role, Span

_LIMITED = r"(?:(?:is|are|be|but|and)\s+)*not\s+(?:necessarily\s+)?limited\s+to"
_HARMLESS = re.compile(
    rf"{_LIMITED}|not\s+only|whether\s+or\s+not|no\s+(?:later|less|fewer|more)\s+than|not\s+(?:less|fewer|later)\s+than"
    r"|if\s+not|or\s+not\b|no\.\s*\d|not\s+applicable|no\s+matter|why\s+not|do\s+not\s+hesitate",
    re.IGNORECASE,
)
_NEGATIVE_SUBJECT = r"nobody|no\s+one|none|nothing|neither|no(?=\s)"
_NEGATOR = re.compile(
    rf"\b(?P<subject>{_NEGATIVE_SUBJECT})\b|\b(?:not|never|nor|without|cannot|rather\s+than|instead\s+of|avoid(?:s|ing)?"
    r"|refrain(?:s|ing)?\s+from|declin(?:e|es|ing)|refus(?:e|es|ing)|outside\s+(?:the|this|their|your|our|of)"
    r"|prohibited\s+from|opposed\s+to|as\s+distinct\s+from|differs?\s+from|different\s+from|separate\s+from|works?\s+against"
    r"|apart\s+from|beyond|regardless\s+of|free\s+(?:of|from)|stop(?:s|ping)?)\b|n['’]t\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[;.!?:]\s|\bbut\b|\bhowever\b|\balthough\b|\bunless\b|\bexcept\b|\bwhile\b|\bwho\b(?=[^,]*\bmust\b)"
    r"|,\s+(?:you\s+|applicants?\s+|candidates?\s+)?(?:must|shall|should)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(r"\b(?:must|shall|should|needs?\s+to|ha(?:s|ve)\s+to|(?:is|are)\s+required\s+to)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"^[^.;:!?,]{0,40}?\b(?:(?:is|are|was|were|will|would|does|do|can|may|must|shall|should|has|have)\s+(?:not|never)|(?:is|are|does|do|would|should|ca|wo)n['’]t|cannot)\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"\b(?:not|never|n['’]t|outside\s+(?:the|this|your|their)\s+(?:role|job|scope)|nobody|no\s+one|cannot|without|prohibited|avoid"
    r"|off\s+limits|works?\s+against|drift|(?:warning\s+)?signs?\s+(?:to|of|that)|warning\s+signs?)\b|n['’]t\b",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"\b(?:definitions?|glossary|what\s+(?:they|it)\s+means?|terms\s+used|abbreviations|acronyms)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"“[^”]{1,300}”|(?<![\w\d])\"[^\"]{1,300}\"(?!\w)|‘[^’]{3,200}’(?!\w)")
LONGEST_SENTENCE = 2000
"""Characters that are looked at as one sentence. Text without full stops would else be searched whole for each word found."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[A-Z“\"(¿\d])|\n")


def marked(passages: Iterable[Passage], names: Sequence[re.Pattern[str]] = ()) -> tuple[Passage, ...]:
    """Passages with path, negation, definition and spared spans filled. `names` are names of laws and bodies."""
    return tuple(_marked(_placed(passages), names))


def _placed(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Each passage with the headings above it. A heading that ends in a colon holds for its list only."""
    above: list[tuple[int, str]] = []
    listed = False
    for passage in passages:
        if passage.role is Role.HEADING:
            above = [one for one in above if one[0] < passage.level]
        elif listed and passage.role is Role.PARAGRAPH and above and above[-1][1].endswith(":"):
            above.pop()
        listed = passage.role is Role.ITEM
        yield replace(passage, path=tuple(text for _, text in above))
        if passage.role is Role.HEADING:
            above.append((passage.level, passage.text))


def _marked(passages: Iterable[Passage], names: Sequence[re.Pattern[str]]) -> Iterator[Passage]:
    lead = ""
    for passage in passages:
        listed = passage.role is Role.ITEM and denies(lead)
        denied = listed or any(denies(one) for one in (*passage.path, passage.column, passage.row))
        defining = any(_DEFINING.search(one) for one in (*passage.path, passage.column))
        yield replace(passage, negated=denied, defining=defining, spared=tuple(_spared(passage.text, names)))
        if passage.role is Role.PARAGRAPH:
            lead = _lead(passage.text.rstrip())
        elif passage.role is Role.HEADING:
            lead = ""


def _lead(text: str) -> str:
    """What a paragraph says of the list after it: all of it before a colon, its last words where no full stop ends it."""
    return text if text.endswith(":") else text[-60:] if text[-1:] not in {".", "!", "?", ""} else ""


def denies(text: str) -> bool:
    """Whether a heading or the lead of a list says that what follows is not done ("Outside this role", "will not:")."""
    last = sentences(text)[-1] if text else ""
    return bool(_DENYING.search(_HARMLESS.sub(" ", last)))


def _spared(text: str, names: Sequence[re.Pattern[str]]) -> Iterator[Span]:
    for pattern in (_QUOTED, *names):
        yield from (Span(*found.span()) for found in pattern.finditer(text))


# --- sentences -----------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order. Where none ends for LONGEST_SENTENCE characters, one is parted between words."""
    ends = (found.end() for found in _SENTENCE_END.finditer(text))
    cuts = [0, *ends, len(text)]
    spans = (piece for start, end in pairwise(cuts) for piece in _in_reach(text, start, end))
    return tuple(span for span in spans if text[span.start : span.end].strip())


def _in_reach(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence whole; one too long in pieces, so that what is said of its words is looked for near them only."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
        yield Span(start, cut)
        start = cut
    yield Span(start, end)


def sentences(text: str) -> tuple[str, ...]:
    return tuple(text[span.start : span.end].strip() for span in sentence_spans(text)) or ("",)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a passage, each with the character it begins at."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def sentence_at(text: str, offset: int) -> Span:
    """The sentence that holds a character."""
    spans = sentence_spans(text)
    at = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return spans[at] if at >= 0 and offset < spans[at].end else Span(0, min(len(text), LONGEST_SENTENCE))


def denied(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` are denied in their own sentence: "will not be asked to diagnose"."""
    sentence = sentence_at(text, start)
    before = _HARMLESS.sub(lambda found: " " * len(found.group()), text[sentence.start : end])
    for found in _NEGATOR.finditer(before):
        between = before[found.end() :]
        if not _BREAK.search(between) and (found["subject"] or not _DUTY.search(between)):
            return True
    after = _HARMLESS.sub(lambda found: " " * len(found.group()), text[end : sentence.end])
    return bool(_AFTER.match(after))
