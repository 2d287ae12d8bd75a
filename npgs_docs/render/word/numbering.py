"""Numbers that Word counts by itself: of headings, of bulleted lists, and of each ordered list afresh."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from npgs_docs.document import Heading
from npgs_docs.render.word.paragraphs import indent
from npgs_docs.render.word.xml import DECLARED, HEAD
from npgs_docs.style import Style

HEADINGS, BULLETS, UNCOUNTED = 1, 2, 3
SECTION = 2
"""The level of headings that sections have: the first below the title."""
_HEADINGS_PLAN, _BULLETS_PLAN, _NO_PLAN, _NUMBERS_PLAN = 1, 2, 3, 4
_ALWAYS = ((HEADINGS, _HEADINGS_PLAN), (BULLETS, _BULLETS_PLAN), (UNCOUNTED, _NO_PLAN))
_LEVELS = 9
_LIST_INDENT = 1.5
_BULLETS = ("\u2022", "\u2013")


class Lists(NamedTuple):
    """What an organization's own file brings along: whether bullets are its own, the plan of its numbers, its plans and
    numberings as text."""

    bullets: bool = False
    numbers: int | None = None
    plans: str = ""
    nums: str = ""


NO_LISTS = Lists()


@dataclass(slots=True)
class Numbering:
    """The numberings of one document: each is a number that paragraphs name, and may start anew on a level.

    Where sections are `counted`, the style of their headings counts, and one without a number has to say so.
    """

    counted: bool = False
    own: Lists = NO_LISTS
    nums: list[str] = field(default_factory=lambda: [_num(number, plan) for number, plan in _ALWAYS])
    counts: list[int] = field(default_factory=list)
    of_headings: int = HEADINGS

    def ordered(self, level: int, start: int) -> int:
        """The number of a fresh ordered list that counts from `start` on its level."""
        plan = _NUMBERS_PLAN if level or self.own.numbers is None else self.own.numbers
        return self._add(plan, level, start)

    def bulleted(self, level: int) -> tuple[int, int] | None:
        """Numbering and level of a bulleted list; None where the style of the list brings its own."""
        return None if self.own.bullets and level == 0 else (BULLETS, level)

    def heading(self, heading: Heading) -> tuple[int, int] | None:
        """Numbering and level of a heading; None where Word does not count it, because it has no number or an odd one."""
        if found := self._count(heading.number.split(".")):
            return found
        return (UNCOUNTED, 0) if self.counted and heading.level == SECTION else None

    def _count(self, parts: list[str]) -> tuple[int, int] | None:
        """Where a section starts counting again, a fresh numbering starts with it."""
        if not all(part.isascii() and part.isdigit() for part in parts):
            return None
        wanted = [int(part) for part in parts]
        counted = [*self.counts, *[0] * len(wanted)][: len(wanted)]
        counted[-1] += 1
        if counted != wanted:
            if counted[:-1] != wanted[:-1]:
                return None
            self.of_headings = self._add(_HEADINGS_PLAN, len(wanted) - 1, wanted[-1])
        self.counts = wanted
        return self.of_headings, len(wanted) - 1

    def _add(self, plan: int, level: int, start: int) -> int:
        number = len(self.nums) + 1
        anew = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        self.nums.append(_num(number, plan, anew))
        return number

    def xml(self, style: Style) -> str:
        """The part that holds every plan and every numbering."""
        plans = _plans(style, counted=self.counted, bullets=not self.own.bullets) + self.own.plans
        return f"{HEAD}<w:numbering {DECLARED}>{plans}{''.join(self.nums)}{self.own.nums}</w:numbering>"


def counts_sections(listed: Iterable[Heading]) -> bool:
    return any(heading.level == SECTION and heading.number for heading in listed)


def list_indent(style: Style, level: int) -> tuple[float, float]:
    """Where the words of an item start on a level, and how far its mark hangs before them."""
    step = style.scale["item"].size * _LIST_INDENT
    return step * (level + 1), step


def _num(number: int, plan: int, anew: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{plan}"/>{anew}</w:num>'


def _plans(style: Style, *, counted: bool, bullets: bool) -> str:
    levels = range(_LEVELS)
    return (
        _plan(_HEADINGS_PLAN, "".join(_heading_level(level, counted=counted) for level in levels))
        + _plan(_BULLETS_PLAN, "".join(_bullet_level(style, level, named=bullets) for level in levels))
        + _plan(_NO_PLAN, _level(0, "none", "", '<w:suff w:val="nothing"/>', indent(0, None, 0)))
        + _plan(_NUMBERS_PLAN, "".join(_number_level(style, level) for level in levels))
    )


def _plan(plan: int, levels: str) -> str:
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{plan}">{kind}{levels}</w:abstractNum>'


def _heading_level(level: int, *, counted: bool) -> str:
    """Level 0 counts sections; the style of their headings and this level name each other."""
    named = f'<w:pStyle w:val="Heading{SECTION}"/>' if counted and level == 0 else ""
    words = ".".join(f"%{part}" for part in range(1, level + 2)) + "."
    return _level(level, "decimal", words, f'{named}<w:suff w:val="space"/>', indent(0, None, 0))


def _bullet_level(style: Style, level: int, *, named: bool) -> str:
    mark = _BULLETS[min(level, len(_BULLETS) - 1)]
    left, hanging = list_indent(style, level)
    tied = '<w:pStyle w:val="ListBullet"/>' if named and level == 0 else ""
    return _level(level, "bullet", mark, tied, indent(left, None, hanging))


def _number_level(style: Style, level: int) -> str:
    left, hanging = list_indent(style, level)
    return _level(level, "decimal", f"%{level + 1}.", "", indent(left, None, hanging))


def _level(level: int, kind: str, words: str, middle: str, placed: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{middle}'
        f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/><w:pPr>{placed}</w:pPr></w:lvl>'
    )
