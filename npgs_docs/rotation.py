"""How often pairs meet and how the values take turns come in; when each of the twelve has its turn in a year goes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from npgs_docs.conventions import MONTHS
from npgs_docs.profile.supervision import Rotation, Supervision
from npgs_docs.profile.supervisors import Frequency

VALUES = 12
_WEEKS = 52


@dataclass(frozen=True, slots=True)
class Turns:
    """One column of the year: whom it is for (``new``, ``experienced`` or ``all``), how often they meet ("" where that
    does not matter), and when each value has its turn, the first value first."""

    who: str
    rhythm: str
    when: tuple[str, ...]


def turns_of_a_year(supervision: Supervision, start: date | None) -> tuple[Turns, ...]:
    """The columns of the rotation table. `start` gives the first month; without it the year begins in January."""
    month = start.month if start else 1
    match supervision.rotation:
        case Rotation.EACH_MONTH:
            return (Turns("all", "", _months(month)),)
        case Rotation.AS_NEEDED:
            return (Turns("all", "", tuple(f"Session {number}" for number in range(1, VALUES + 1))),)
        case Rotation.EACH_SESSION:
            return tuple(Turns(who, rhythm.value, _sessions(rhythm, month)) for who, rhythm in _rhythms(supervision))


def _rhythms(supervision: Supervision) -> Iterator[tuple[str, Frequency]]:
    """Who meets how often; one entry where new and experienced specialists meet equally often."""
    new = supervision.frequency_new or Frequency.WEEKLY
    experienced = supervision.frequency_experienced or Frequency.MONTHLY
    if new is experienced:
        yield "all", new
    else:
        yield from (("new", new), ("experienced", experienced))


def _sessions(rhythm: Frequency, month: int) -> tuple[str, ...]:
    """A value a session: the weeks of a year, its months, or the quarters of three years."""
    numbers = range(VALUES)
    match rhythm:
        case Frequency.WEEKLY:
            return tuple(_weeks(number + 1, VALUES) for number in numbers)
        case Frequency.EVERY_TWO_WEEKS:
            return tuple(_weeks(2 * number + 1, 2 * VALUES) for number in numbers)
        case Frequency.MONTHLY:
            return _months(month)
        case Frequency.QUARTERLY:
            return tuple(f"Year {number // 4 + 1}, quarter {number % 4 + 1}" for number in numbers)


def _weeks(first: int, round_of: int) -> str:
    """``Weeks 1, 13, 25, 37, 49``: every week of the year in which a value comes round."""
    return f"Weeks {', '.join(str(week) for week in range(first, _WEEKS + 1, round_of))}"


def _months(first: int) -> tuple[str, ...]:
    return tuple(MONTHS[(first - 1 + number) % len(MONTHS)] for number in range(VALUES))
