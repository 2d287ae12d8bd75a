"""What rule packs ask, held against what a document says: how often, how many, how sure the facts still are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.marking import denied, sentence_at
from npgs_docs.checks.patterns import any_of, compiled
from npgs_docs.checks.reading import Form, Reading
from npgs_docs.checks.rule import Judged, Level
from npgs_docs.packs import Fact, Topic

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
}  # fmt: skip
_DAYS: tuple[tuple[str, int], ...] = (
    (r"every two weeks|every other week|bi-?weekly|twice a month|fortnightly", 14), (r"every (?:two|other) months?|bi-?monthly", 60),
    (r"quarterly|every (?:three months|quarter)|once a quarter", 91), (r"annually|yearly|once a year", 365),
    (r"weekly|every week|once a week|each week|per week", 7), (r"monthly|every month|once a month|each month|per month", 30),
)  # fmt: skip


def frequency(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Supervision less often than the packs allow. A stage ("after six months") is held against its own limit."""
    for passage in reading.prose():
        for pattern, days in _DAYS:
            for found in compiled(rf"(?:{pattern})").finditer(passage.text):
                start, end = found.span()
                around = passage.text[max(0, start - 90) : end + 60]
                if (
                    not any_of(look.words["about"], around)
                    or any_of(look.words["other"], around)
                    or denied(passage.text, start, end)
                ):
                    continue
                later = any_of(look.words["later"], _sentence(passage.text, start)) is not None
                gap = bench.rules.longest_gap(new=not later)
                longest = max(gap, 31) if gap == 30 else gap
                if longest and days > longest and not passage.negated and not passage.defining:
                    yield Hit(passage, start, end, found.group(), fill={"limit": _every(gap or 0)})


def _sentence(text: str, at: int) -> str:
    span = sentence_at(text, at)
    return text[span.start : span.end]


def _every(days: int) -> str:
    return {7: "every week", 14: "every two weeks", 30: "every month"}.get(days, f"every {days} days")


def ratio(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """More specialists for a supervisor than the packs allow."""
    limit = bench.rules.strictest(Topic.SUPERVISION_RATIO, "max_ratio", min)
    for passage in reading.prose():
        for pattern in look.words["ratio"]:
            for found in compiled(pattern).finditer(passage.text):
                number = _number(found.group("n"))
                if limit and number > limit and not denied(passage.text, *found.span()):
                    yield Hit(passage, *found.span(), found.group(), fill={"limit": str(limit)})


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _WORDS.get(words.lower(), 0)


def span(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A supervisor's description: more people than a pack allows, or no time kept free for supervising them."""
    for hit in ratio(reading, bench, look):
        yield Hit(
            hit.passage,
            hit.start,
            hit.end,
            hit.words,
            Level.ERROR,
            {"fault": f"More people than the rule allows ({hit.fill['limit']})"},
        )
    if reading.whole and not any_of(look.words["protected"], reading.text):
        yield Hit(fill={"fault": "No hours are set aside for giving supervision"})


def stale_facts(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Facts of the packs on the topics that such a document rests on, past their date or close to it."""
    topics = look.words.get(reading.kind.value, ())
    if reading.form is not Form.TREE and not look.figures.get("files"):
        return
    for topic in topics:
        for _, fact in bench.rules.facts(topic):
            days = (fact.expires - bench.today).days
            if days < 0:
                yield Hit(words=fact.id, fill=_about(fact, f"expired on {fact.expires:%Y-%m-%d}"))
            elif fact.expires - bench.today <= timedelta(days=look.figures["soon_days"]):
                yield Hit(
                    words=fact.id,
                    level=Level.INFO,
                    fill=_about(fact, f"must be checked again by {fact.expires:%Y-%m-%d}"),
                )


def _about(fact: Fact, fault: str) -> Mapping[str, str]:
    return {"fact": fact.id, "sentence": fact.sentence, "fault": fault, "url": fact.sources[0].url}
