"""Invisible marks that carry a value's layer through Markdown, and the escaping that keeps a value what was typed.

A value is put into a template between two private-use characters, so that the parsed text still knows which words
came from the organization, the guideline or a rule pack. Profiles cannot hold such characters (they are refused when
the profile is read), and `visible` takes them out again for people.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from npgs_docs.document import Origin

CLOSE = "\ue000"
KEY = "\ue005"
OPENING: dict[str, Origin | None] = {
    "\ue001": Origin.ORGANIZATION,
    "\ue002": Origin.GUIDELINE,
    "\ue003": Origin.PACK,
    "\ue004": None,  # a blank to be filled
}
_OPEN = {origin: mark for mark, origin in OPENING.items()}
_SPECIAL = re.compile(r"([!-/:-@\[-`{-~])")
_MARKS = str.maketrans("", "", CLOSE + KEY + "".join(OPENING))
_KEYS = re.compile(f"{KEY}[^{CLOSE}]*")


TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def is_unfit(letter: str) -> bool:
    """Whether nobody could read a character: it steers a machine, turns the writing, or stands for one that was lost."""
    lost = letter == "\ufffd" or ord(letter) & 0xFFFE == 0xFFFE or "\ufdd0" <= letter <= "\ufdef"
    return lost or letter in TURNING or (unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t\r")


class Sourced(str):
    """Text that knows which layer it came from."""

    __slots__ = ("origin",)
    origin: Origin

    def __new__(cls, text: str, origin: Origin) -> Sourced:
        made = super().__new__(cls, text)
        made.origin = origin
        return made


class Markdown(str):
    """Text that already is Markdown and is put in as it stands."""

    __slots__ = ()


def escape(text: str) -> str:
    """Text on one line with every punctuation mark escaped, so that Markdown shows it as typed."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split(" ")).replace("\n", " "))


def marked(text: str, origin: Origin) -> str:
    """Escaped text between the marks of its layer; our own words carry none."""
    if origin is Origin.OWN or not text:
        return escape(text)
    return f"{_OPEN[origin]}{escape(text)}{CLOSE}"


def blank(label: str, key: str = "") -> Markdown:
    """The Markdown of a blank to be filled by the organization, in the profile under `key` if there is one.

    Raises ValueError for one without a label.
    """
    if not label.strip():
        raise ValueError("a blank has no words to say what goes there")
    told = f"{KEY}{escape(key)}" if key else ""
    return Markdown(f"{_OPEN[None]}{escape(label)}{told}{CLOSE}")


def visible(text: str) -> str:
    """Expanded text for people: without the invisible marks."""
    return _KEYS.sub("", text).translate(_MARKS)


def address(link: str) -> str:
    """A link's address without the invisible marks, which Markdown writes as percent codes."""
    for mark in (CLOSE, *OPENING):
        link = link.replace(quote(mark), "").replace(mark, "")
    return link


def slug(text: str) -> str:
    """Words as a name: ``Not yet`` becomes ``not-yet``."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
