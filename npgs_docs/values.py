"""The twelve core values by number, name and short name. Fixed text, whatever an organization's terms are.

What a value means, and what is asked and practised for it, is content; which there are is not.
"""

from __future__ import annotations

from typing import NamedTuple


class CoreValue(NamedTuple):
    """`name` is the guideline's, `key` one to three words for file names and tables."""

    number: int
    name: str
    key: str

    @property
    def id(self) -> str:
        return f"V{self.number}"


CORE_VALUES = (
    CoreValue(1, "Peer support is voluntary", "voluntary"),
    CoreValue(2, "Peer supporters are hopeful", "hopeful"),
    CoreValue(3, "Peer supporters are open minded", "open minded"),
    CoreValue(4, "Peer supporters are empathetic", "empathetic"),
    CoreValue(5, "Peer supporters are respectful", "respectful"),
    CoreValue(6, "Peer supporters facilitate change", "facilitate change"),
    CoreValue(7, "Peer supporters are honest and direct", "honest and direct"),
    CoreValue(8, "Peer support is mutual and reciprocal", "mutual and reciprocal"),
    CoreValue(9, "Peer support is equally shared power", "equally shared power"),
    CoreValue(10, "Peer support is strengths-focused", "strengths-focused"),
    CoreValue(11, "Peer support is transparent", "transparent"),
    CoreValue(12, "Peer support is person-driven", "person-driven"),
)
"""In the guideline's order."""

VALUE_NAMES = tuple(value.name for value in CORE_VALUES)
