"""Their numberings beside ours: numbers moved out of the way, and only what their styles, heads and feet use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from npgs_docs.render.word.numbering import Lists
from npgs_docs.render.word.theirs.properties import as_word_writes
from npgs_docs.render.word.theirs.styles import rename

_AWAY = 1_000_000
"""Numbers of theirs begin here; a document of ours has one numbering for each ordered list."""
_OF_WORD = qn("w:val").removesuffix("val")
_NO_TREE = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_OURS_ALONE = tuple(f"Heading{level}" for level in range(1, 7))


@dataclass(frozen=True, slots=True)
class Numberings:
    """Plans (abstractNum) and numberings (num) of theirs as elements, by their new numbers."""

    plans: Mapping[str, Any]
    nums: Mapping[str, Any]

    def plan_of(self, num: str) -> Any:
        named = self.nums[num].find(qn("w:abstractNumId")) if num in self.nums else None
        return None if named is None else self.plans.get(named.get(qn("w:val"), ""))


def moved(data: bytes, renamed: Mapping[str, str], used_in: Iterable[Any]) -> Numberings:
    """Their numberings with new numbers; the trees of `used_in`, which name them, are changed alike."""
    tree = parse_xml(data or _NO_TREE)
    as_word_writes(tree)
    rename(tree, renamed)
    for one in list(tree.iter(qn("w:lvlPicBulletId"))):
        one.getparent().remove(one)
    plans = {_away(one, "abstractNumId"): one for one in tree.iterchildren(qn("w:abstractNum"))}
    nums = {_away(one, "numId"): one for one in tree.iterchildren(qn("w:num"))}
    for one in nums.values():
        named = one.find(qn("w:abstractNumId"))
        if named is not None:
            _away(named, "val")
    found = Numberings(plans, {key: one for key, one in nums.items() if _is_whole(one, plans)})
    for root in used_in:
        _follow(root, found)
    return found


def _is_whole(num: Any, plans: Mapping[str, Any]) -> bool:
    named = num.find(qn("w:abstractNumId"))
    return named is not None and named.get(qn("w:val")) in plans


def _away(element: Any, name: str) -> str:
    """Move a number out of the way of ours; what is no number names nothing."""
    said = element.get(qn(f"w:{name}"), "")
    number = str(int(said) + _AWAY) if said.isascii() and said.isdigit() else "0"
    element.set(qn(f"w:{name}"), number)
    return number


def _follow(root: Any, found: Numberings) -> None:
    """What names a numbering names its new number; 0 is no number and stays, and what is not there is not named."""
    for one in list(root.iter(qn("w:numId"))):
        if one.get(qn("w:val")) != "0" and _away(one, "val") not in found.nums:
            properties = one.getparent()
            properties.getparent().remove(properties)


def lists_of(styles: Any, found: Numberings) -> Lists:
    """Which marks of lists are theirs: those that their List Bullet and List Number count by."""
    bullets, numbers = (_plan_of_style(styles, id, found) for id in ("ListBullet", "ListNumber"))
    own = numbers is not None and _counts(numbers)
    return Lists(
        bullets=bullets is not None,
        numbers=int(numbers.get(qn("w:abstractNumId"))) if own else None,
        plans="".join(_text(_untied(one)) for one in found.plans.values()),
        nums="".join(_text(one) for one in found.nums.values()),
    )


def _plan_of_style(styles: Any, id: str, found: Numberings) -> Any:
    for style in styles.iterchildren(qn("w:style")):
        if style.get(qn("w:styleId")) == id:
            named = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            return None if named is None else found.plan_of(named.get(qn("w:val"), ""))
    return None


def _counts(plan: Any) -> bool:
    """Whether the first level of a plan has numbers or letters, and says so itself."""
    kind = plan.find(f"{qn('w:lvl')}/{qn('w:numFmt')}")
    return kind is not None and kind.get(qn("w:val")) not in ("bullet", "none")


def _untied(plan: Any) -> Any:
    """A plan with no level tied to a heading: those count as ours do."""
    for one in list(plan.iter(qn("w:pStyle"))):
        if one.get(qn("w:val")) in _OURS_ALONE:
            one.getparent().remove(one)
    return plan


def _text(element: Any) -> str:
    """An element as text, without what only newer programs know, which the part would have to announce."""
    for one in element.iter():
        for name in [name for name in one.attrib if name.startswith("{") and not name.startswith(_OF_WORD)]:
            del one.attrib[name]
    return str(serialize_part_xml(element).decode().partition("?>")[2].strip())
