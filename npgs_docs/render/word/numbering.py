"""Numbers that Word counts by itself: of headings, of bulleted lists, and of each ordered list afresh."""

from __future__ import annotations

from dataclasses import dataclass, field

from npgs_docs.document import Heading
from npgs_docs.render.word.paragraphs import indent
from npgs_docs.render.word.xml import DECLARED, HEAD
from npgs_docs.style import Style

HEADINGS, BULLETS = 1, 2
_HEADINGS_PLAN, _BULLETS_PLAN, _NUMBERS_PLAN = 1, 2, 3
_LEVELS = 9
_LIST_INDENT = 1.5
_BULLETS = ("\u2022", "\u2013")


@dataclass(slots=True)
class Numbering:
    """The numberings of one document: each is a number that paragraphs name, and may start anew on a level."""

    nums: list[str] = field(default_factory=lambda: [_num(HEADINGS, _HEADINGS_PLAN), _num(BULLETS, _BULLETS_PLAN)])
    counts: list[int] = field(default_factory=list)
    of_headings: int = HEADINGS

    def ordered(self, level: int, start: int) -> int:
        """The number of a fresh ordered list that counts from `start` on its level."""
        return self._add(_NUMBERS_PLAN, level, start)

    def heading(self, heading: Heading) -> tuple[int, int] | None:
        """Number and level of a numbered heading; None where Word could not count to what the heading says.

        Where a section starts counting again, a fresh numbering starts with it.
        """
        parts = heading.number.split(".")
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
        return f"{HEAD}<w:numbering {DECLARED}>{_plans(style)}{''.join(self.nums)}</w:numbering>"


def list_indent(style: Style, level: int) -> tuple[float, float]:
    """Where the words of an item start on a level, and how far its mark hangs before them."""
    step = style.scale["item"].size * _LIST_INDENT
    return step * (level + 1), step


def _num(number: int, plan: int, anew: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{plan}"/>{anew}</w:num>'


def _plans(style: Style) -> str:
    levels = range(_LEVELS)
    return (
        _plan(_HEADINGS_PLAN, "".join(_heading_level(level) for level in levels))
        + _plan(_BULLETS_PLAN, "".join(_bullet_level(style, level) for level in levels))
        + _plan(_NUMBERS_PLAN, "".join(_number_level(style, level) for level in levels))
    )


def _plan(plan: int, levels: str) -> str:
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{plan}">{kind}{levels}</w:abstractNum>'


def _heading_level(level: int) -> str:
    words = ".".join(f"%{part}" for part in range(1, level + 2)) + "."
    return _level(level, "decimal", words, '<w:suff w:val="space"/>', indent(0, None, 0))


def _bullet_level(style: Style, level: int) -> str:
    mark = _BULLETS[min(level, len(_BULLETS) - 1)]
    left, hanging = list_indent(style, level)
    named = '<w:pStyle w:val="ListBullet"/>' if level == 0 else ""
    return _level(level, "bullet", mark, named, indent(left, None, hanging))


def _number_level(style: Style, level: int) -> str:
    left, hanging = list_indent(style, level)
    return _level(level, "decimal", f"%{level + 1}.", "", indent(left, None, hanging))


def _level(level: int, kind: str, words: str, middle: str, placed: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{middle}'
        f'<w:lvlText w:val="{words}"/><w:lvlJc w:val="left"/><w:pPr>{placed}</w:pPr></w:lvl>'
    )
