"""Blocks as plain text: a paragraph is one line, an item begins with a hyphen, signs are those of a keyboard.

Letters and currency signs stay as typed, since they are names and amounts. What word processors put in the place of typed
signs (curly quotes, dashes, bullets, special spaces) is what older systems turn into question marks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from npgs_docs.document import Block
from npgs_docs.render.plain.blocks import Items, Plain, Words, plain

_TYPED = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "‹": "<", "›": ">",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": "<<", "»": ">>",
    "…": "...", "•": "-", "‣": "-", "▪": "-", "▫": "-", "◦": "-", "●": "-", "○": "-", "−": "-",
    "\t": " ",
}  # fmt: skip
_BY_CATEGORY = {"Pd": "-", "Pi": '"', "Pf": '"', "Zs": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cc": ""}
_STEP = "  "


def text(blocks: Iterable[Block]) -> str:
    """Paragraphs and lists with an empty line between them."""
    return "\n\n".join("\n".join(_lines(one)) for one in plain(blocks))


def _lines(one: Plain) -> Iterator[str]:
    match one:
        case Words():
            yield typed(one.text)
        case Items():
            for number, item in enumerate(one.items, one.start or 0):
                yield from _item(item, "-" if one.start is None else f"{number}.")


def _item(item: tuple[Plain, ...], sign: str) -> Iterator[str]:
    first, *rest = [line for one in item for line in _lines(one)] or [""]
    yield f"{sign} {first}"
    yield from (f"{_STEP}{line}" for line in rest)


def typed(words: str) -> str:
    """Words with the signs of a keyboard in the place of a printer's."""
    return "".join(map(_typed, words))


def _typed(sign: str) -> str:
    if sign.isascii() and sign.isprintable():
        return sign
    return _TYPED.get(sign) or _BY_CATEGORY.get(unicodedata.category(sign), sign)
