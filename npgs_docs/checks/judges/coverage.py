"""Whether each of the twelve values is carried by the policy, by the jobs and by its checklist."""

from __future__ import annotations

from collections.abc import Iterator

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.reading import Reading
from npgs_docs.checks.rule import Judged, Level
from npgs_docs.links import Gap, Kind
from npgs_docs.values import VALUE_NAMES

DUTIES = {Kind.SPECIALIST, Kind.SUPERVISOR}


def uncarried_values(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Values without a section, a duty or an item; a value that only one of the two jobs serves is a warning."""
    for gap in bench.crosswalk.gaps() if bench.crosswalk else ():
        name = f"{gap.value}. {VALUE_NAMES[gap.value - 1]}"
        for lacking, level in _told(gap):
            yield Hit(level=level, fill={"value": name, "lacking": lacking})


def _told(gap: Gap) -> Iterator[tuple[str, Level | None]]:
    """What is lacking, and how much it weighs where that is not as the rule says."""
    missing = set(gap.kinds)
    if Kind.SECTION in missing:
        yield "no section of the policy carries it", None
    if missing >= DUTIES:
        yield "no duty of either job serves it", None
    elif missing & DUTIES:
        (kind,) = missing & DUTIES
        yield f"no {kind} serves it", Level.WARN
    if Kind.ITEM in missing:
        yield "no item of a checklist asks about it", None
