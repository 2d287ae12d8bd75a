"""What a PDF's page shows, operator by operator: words with their place and owner, and every other stroke."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf

_CODE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_ASCENT, _DESCENT = 0.75, 0.25


@dataclass(frozen=True, slots=True)
class Painted:
    """Words shown by one operator. `owner` is the marked-content id they stand in; an artifact has none.

    `right` leaves out a space at the end; it may hang over the margin unseen. `artifact` is None for what is read, else the artifact's properties (``{"Type": "/Pagination"}``, maybe empty).
    """

    page: int
    text: str
    size: float
    font: str
    left: float
    baseline: float
    right: float
    owner: int | None
    artifact: dict[str, str] | None

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.left, self.baseline - _DESCENT * self.size, self.right, self.baseline + _ASCENT * self.size


@dataclass(frozen=True, slots=True)
class Stroke:
    """Everything else that leaves a trace: the points a path goes through, and whether it is an artifact."""

    page: int
    points: tuple[tuple[float, float], ...]
    owner: int | None
    artifact: dict[str, str] | None


def letters(font: Any) -> dict[int, str]:
    """What each code of a font stands for, by its ToUnicode map."""
    pairs = [pair for block in _BLOCK.findall(font.ToUnicode.read_bytes()) for pair in _CODE.findall(block)]
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


class _Font:
    """What a font says of its codes: their text (ToUnicode) and their width in ems."""

    def __init__(self, font: Any) -> None:
        self.name = str(font.BaseFont)[1:].partition("+")[2]
        self.text = letters(font)
        self.width = {}
        flat = list(font.DescendantFonts[0].W)
        for first, widths in zip(flat[::2], flat[1::2], strict=True):
            for at, width in enumerate(widths):
                self.width[int(first) + at] = float(width) / 1000

    def read(self, data: bytes) -> tuple[str, float, float]:
        """The text, its width in ems, and the width of a space at its end, which nobody sees."""
        codes = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]
        text = "".join(self.text[code] for code in codes)
        unseen = self.width[codes[-1]] if text.endswith(" ") else 0.0
        return text, sum(self.width[code] for code in codes), unseen


def painted_on(page: Any, number: int) -> Iterator[Painted | Stroke]:
    """Everything that leaves a trace on a page, in the order of painting."""
    return _Painter(page, number).marks()


class _Painter:
    """One page's content, operator by operator."""

    def __init__(self, page: Any, number: int) -> None:
        self.page, self.number = page, number
        self.fonts = {name: _Font(font) for name, font in self.page.Resources.Font.items()}
        self.stack: list[tuple[int | None, dict[str, str] | None]] = []

    def marks(self) -> Iterator[Painted | Stroke]:
        x = y = size = 0.0
        turned = False
        font: _Font | None = None
        path: list[tuple[float, float]] = []
        for operands, operator in pikepdf.parse_content_stream(self.page):
            match str(operator):
                case "BDC" | "BMC":
                    self.stack.append(self._marked(operands))
                case "EMC":
                    self.stack.pop()
                case "Tf":
                    font, size = self.fonts[str(operands[0])], float(operands[1])
                case "Tm":
                    a, b, c, d, x, y = (float(one) for one in operands)
                    turned = (a, b, c, d) != (1, 0, 0, 1)
                case "Tj":
                    assert font
                    text, width, unseen = font.read(bytes(operands[0]))
                    right = x if turned else x + width * size
                    yield Painted(self.number, text, size, font.name, x, y, right - unseen * size, *self._where())
                    x = right
                case "m" | "l" | "c":
                    numbers = [float(one) for one in operands]
                    path += zip(numbers[::2], numbers[1::2], strict=True)
                case "re":
                    left, bottom, width, height = (float(one) for one in operands)
                    path += [(left, bottom), (left + width, bottom + height)]
                case "S" | "f" | "B" | "s" | "F" | "f*" | "B*" | "b":
                    yield Stroke(self.number, tuple(path), *self._where())
                    path = []
                case "n":
                    path = []
                case "BT" | "ET" | "q" | "Q" | "g" | "G" | "rg" | "RG" | "w" | "d" | "J" | "j" | "cm" | "W" | "W*":
                    pass
                case "Do":
                    yield Stroke(self.number, (), *self._where())
                case other:
                    raise AssertionError(f"an operator this reader does not know: {other}")
        assert not self.stack, "marked content is left open"

    def _marked(self, operands: Any) -> tuple[int | None, dict[str, str] | None]:
        assert not self.stack, "marked content in marked content"
        properties = operands[1] if len(operands) > 1 else {}
        if str(operands[0]) == "/Artifact":
            return None, {str(key)[1:]: str(value) for key, value in properties.items()}
        return int(properties["/MCID"]), None

    def _where(self) -> tuple[int | None, dict[str, str] | None]:
        assert self.stack, "something is painted outside marked content"
        return self.stack[-1]
