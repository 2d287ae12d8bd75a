"""What a check finds: one finding for a rule and a document, with every place where the words stand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from npgs_docs.checks.reading import Passage, Place, Reading
from npgs_docs.checks.rule import Level, Rule
from npgs_docs.errors import Problem, Where
from npgs_docs.links import Crosswalk
from npgs_docs.packs import Fact


@dataclass(frozen=True, slots=True)
class Hit:
    """What a judge saw: words of a passage, or of the document as a whole (`passage` None).

    `fill` completes the rule's message; `level` stands before the rule's own severity.
    """

    passage: Passage | None = None
    start: int = 0
    end: int = 0
    words: str = ""
    level: Level | None = None
    fill: Mapping[str, str] = field(default_factory=dict)
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the profile: where its value is typed, and its key path (``positions.specialist.title``)."""

    where: Where
    path: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """The words seen and where: `section` is the nearest heading, `sentence` what they stand in.

    `answers` are those of the profile that the words came from.
    """

    words: str
    place: Place
    section: str = ""
    sentence: str = ""
    paragraph: int | None = None
    start: int = 0
    end: int = 0
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Grounds:
    """On whose word a rule stands: a page or a pack's fact, when it was looked at, and until when it may be relied on."""

    title: str
    url: str
    as_of: date
    expires: date | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a document, in words that can be printed as they are."""

    rule: Rule
    document: str
    level: Level
    message: str
    rewrite: str
    because: str
    sightings: tuple[Sighting, ...]
    grounds: tuple[Grounds, ...]

    @property
    def fingerprint(self) -> str:
        """Sixteen digits that stay the same while the rule, the document and the words do."""
        words = "|".join(sorted({one.words.lower() for one in self.sightings}))
        return hashlib.sha256(f"{self.rule.id}|{self.document}|{words}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that the organization has decided to live with, and what it says about that."""

    finding: Finding
    reason: str
    role: str
    expires: date


@dataclass(frozen=True, slots=True)
class Loose:
    """Something wrong with the waivers themselves: one that has expired, or that no finding needs."""

    message: str
    where: str


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome for one document: what stands, what is waived."""

    reading: Reading
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()

    def count(self, level: Level) -> int:
        return sum(one.level is level for one in self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run. `judged_by` names the rule packs, `today` is the day that dates were held against.

    `crosswalk` says what carries each value in a packet; None where files were read.
    """

    checked: tuple[Checked, ...]
    judged_by: str
    today: date
    loose: tuple[Loose, ...] = ()
    crosswalk: Crosswalk | None = None

    def count(self, level: Level) -> int:
        return sum(one.count(level) for one in self.checked)

    def blocking(self) -> Iterator[Problem]:
        """Why a final edition is refused: every error that no waiver covers."""
        for one in self.checked:
            for finding in one.findings:
                if finding.level is Level.ERROR:
                    message = f"{one.reading.title.strip()}: {finding.message}"
                    answer = next((told for seen in finding.sightings for told in seen.answers), None)
                    where, path = (answer.where, answer.path) if answer else (None, "")
                    yield Problem(f"check-{finding.rule.id}", message, where, path, finding.rewrite)


def fact_grounds(fact: Fact) -> tuple[Grounds, ...]:
    return tuple(Grounds(one.title, one.url, fact.as_of, fact.expires, fact.sentence) for one in fact.sources)
