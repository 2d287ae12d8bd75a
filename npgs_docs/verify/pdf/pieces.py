"""What the pages of a PDF hold, as data: words with their marks and colors, and what is wrong with the marks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from npgs_docs.verify.contrast import Color
from npgs_docs.verify.pdf.fonts import Font
from npgs_docs.verify.pdf.objects import Key
from npgs_docs.verify.report import Finding

Mark = tuple[Key, int]
"""A marked content: the page (or form) that holds it, and its number (MCID)."""


class Piece(NamedTuple):
    """Words shown by one operator. `mark` is None outside marked content with a number; `size` is points on the page.

    `color` and `ground` are None where they cannot be told.
    """

    page: int
    text: str
    mark: Mark | None
    artifact: bool
    font: Font
    size: float
    color: Color | None
    ground: Color | None
    visible: bool


@dataclass(slots=True)
class Content:
    """What all pages hold. `order` lists the marks of each page as they are painted."""

    pieces: list[Piece] = field(default_factory=list)
    texts: dict[Mark, str] = field(default_factory=dict)
    order: dict[int, list[Mark]] = field(default_factory=lambda: defaultdict(list))
    fonts: dict[Key, Font] = field(default_factory=dict)
    pictures: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    untagged: list[Finding] = field(default_factory=list)
    artifact_inside: list[Finding] = field(default_factory=list)
    tagged_inside: list[Finding] = field(default_factory=list)
    unbalanced: list[Finding] = field(default_factory=list)
    twice: list[Finding] = field(default_factory=list)
    fontless: list[Finding] = field(default_factory=list)
