"""How a document reads: its words for people, its abbreviations, how hard it is, and references that lead nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.level import grade
from npgs_docs.checks.marking import sentence_at
from npgs_docs.checks.patterns import any_of, compiled
from npgs_docs.checks.reading import Form, Passage, Reading, Role
from npgs_docs.checks.rule import Judged, Level

_ACRONYM = re.compile(r"(?<![\w/.@#-])(?P<word>[A-Z]{3,6})s?(?![\w/@-]|\.\d)")


def terms(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Words for people served other than the one that the profile chose."""
    chosen = bench.terms.get("person", "")
    others = [word for word in look.words["people"] if word not in chosen.lower()]
    hits = [hit for passage in reading.prose() for hit in _words(passage, others)]
    if chosen and hits:
        for hit in hits:
            yield Hit(hit.passage, hit.start, hit.end, hit.words, fill={"chosen": chosen})


def _words(passage: Passage, others: list[str]) -> Iterator[Hit]:
    for found in compiled(rf"(?:{'|'.join(others)})s?").finditer(passage.text) if others else ():
        if not any(span.covers(*found.span()) for span in passage.spared) and passage.text[found.start()].islower():
            yield Hit(passage, *found.span(), found.group())


def acronyms(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Abbreviations that are never written out. Well-known ones and words in a line of capitals are left alone."""
    known, everyday, text = set(look.words["known"]), set(look.words["everyday"]), reading.text
    seen: set[str] = set()
    for passage in reading.passages:
        if (passage.role is Role.HEADING and passage.text.isupper()) or passage.role is Role.FIELD:
            continue
        for found in _ACRONYM.finditer(passage.text):
            word = found["word"]
            around = passage.text[max(0, found.start() - 25) : found.end() + 25]
            if (
                word in known | everyday | seen
                or _explained(word, text)
                or _shouting(around, word)
                or _stressed(passage, found, everyday)
                or _cited(passage, found)
            ):
                continue
            if any(span.covers(*found.span()) for span in passage.spared):
                continue
            seen.add(word)
            yield Hit(passage, *found.span("word"), word, fill={"word": word})


def _cited(passage: Passage, found: re.Match[str]) -> bool:
    """Whether it stands in the name of a source: a rule with its number, a list of sources, an address with its date."""
    sentence = sentence_at(passage.text, found.start())
    words = passage.text[sentence.start : sentence.end]
    numbered = re.match(r"\s+(?:\d|c\.)", passage.text[found.end() :])
    return bool(
        numbered
        or re.search(r"\bchecked [A-Z][a-z]+ \d|^Sources?:|^\s*\(.*\)\s*$", words)
        or re.search("source", passage.section, re.IGNORECASE)
        or re.match("Sources?:", passage.text)
    )


def _explained(word: str, text: str) -> bool:
    """Whether it stands in brackets after its words, is followed by them ("QCC means …"), or its words stand somewhere."""
    told = (
        rf"\({word}s?\)|(?:shortened to|short for|known as|called) {word}|\b{word}s?\s*(?:\(|means|stands for|[–—:=]\s)"
    )
    spelled = r"[\s-]+(?:(?:of|the|and|for|in|on)[\s-]+)?".join(rf"{letter}[a-z]+" for letter in word)
    return re.search(told, text) is not None or re.search(rf"\b{spelled}", text) is not None


def _stressed(passage: Passage, found: re.Match[str], everyday: set[str]) -> bool:
    """Whether capitals lend weight to a word, or it is a code: "where YOUR ideas MATTER", "JOB DESCRIPTION", "Code: PSS"."""
    sentence = sentence_at(passage.text, found.start())
    words = re.findall(r"\b[A-Z]{3,}\b", passage.text[sentence.start : sentence.end])
    code = re.search(r"\b(?:code|number|no\.|id)\s*[:#]\s*$", passage.text[: found.start()], re.IGNORECASE)
    return code is not None or any(word in everyday for word in words)


def _shouting(around: str, word: str) -> bool:
    return len([one for one in re.findall(r"\b[A-Z]{3,}\b", around) if one != word]) > 1


def reading_level(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A document harder to read than its kind should be. Names, dates, titles and fixed texts are set aside."""
    most = look.figures.get(reading.kind.value)
    found = grade(reading, bench)
    if most is None or found is None or found.grade <= most:
        return
    longest = found.longest
    passage = next((one for one in reading.passages if longest in one.text), None)
    start = passage.text.find(longest) if passage else 0
    fill = {"grade": f"{found.grade:.1f}", "most": f"{most:g}", "count": str(len(longest.split()))}
    yield Hit(passage, start, start + len(longest), longest[:90], fill=fill)


def dead_forms(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Forms that are named and not part of the packet or the file."""
    pattern = compiled(r"(?:see|use|complete|attached|on|in) (?:the )?form (?P<n>[A-Z]{0,4}-?\d{1,4}[a-z]?)")
    known = {one.upper() for one in bench.forms}
    count = Counter(re.findall(r"\bform\s+([A-Z]{0,4}-?\d{1,4}[a-z]?)\b", reading.text, re.IGNORECASE))
    for passage in reading.prose():
        for found in pattern.finditer(passage.text):
            number = found["n"]
            if number.upper() not in known and count[number] < 2:
                level = None if reading.form is Form.TREE else Level.WARN
                yield Hit(passage, *found.span(), found.group(), level, {"number": number})


def old_translation(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A translation that says what version it was made from, where another is in force."""
    current = bench.loaded.profile.policy.version if bench.loaded else ""
    for passage in reading.passages:
        for pattern in look.words["source"]:
            found = compiled(pattern).search(passage.text)
            if current and found and found["version"].rstrip(".") != current:
                yield Hit(passage, *found.span(), found.group(), fill={"current": current})


def mixed_duties(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """The same duty with two verbs: "should" here and "must" there."""
    seen: dict[str, tuple[str, Hit]] = {}
    for passage in reading.prose():
        for found in re.finditer(
            r"\b(?P<verb>must|shall|should|may)\s+(?P<duty>[a-z]+(?:\s+[a-z]+){2,4})", passage.text, re.IGNORECASE
        ):
            verb, duty = found["verb"].lower(), found["duty"].lower()
            hit = Hit(passage, *found.span(), found.group(), fill={"verb": verb})
            if duty in seen and seen[duty][0] != verb:
                yield Hit(passage, *found.span(), found.group(), fill={"other": f"{seen[duty][0]} {duty}"})
            seen.setdefault(duty, (verb, hit))


def placeholders(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Text that was meant to be replaced."""
    for passage in reading.passages:
        found = next((one for pattern in look.words["left"] if (one := re.search(pattern, passage.text))), None)
        if found and not any_of(look.words["meant"], found.group()):
            yield Hit(passage, *found.span(), found.group())
