"""What is pasted into other systems: which elements, signs and controls a file of ours may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser

from npgs_docs.errors import Problem

ELEMENTS = frozenset({"p", "ul", "li", "strong"})
_INSIDE = {"p": {"", "li"}, "ul": {"", "li"}, "li": {"ul"}, "strong": {"p", "li"}}
"""What may stand around each element; "" is the top."""
_LOADING = frozenset({"src", "href", "action", "srcset", "data"})
_PRINTERS = frozenset({"Pd", "Pi", "Pf", "Zs", "Zl", "Zp", "Cf", "Cc"})
_BULLETS = frozenset("•‣▪▫◦●○…′″−")


def markup_faults(words: str) -> Iterator[Problem]:
    """Whatever is not a paragraph, a list, an item or strong words: applicant-tracking systems drop or garble it."""
    reader = _Elements()
    reader.feed(words)
    reader.close()
    for fault in dict.fromkeys([*reader.faults, *(f"<{name}> has no end" for name in reader.open)]):
        yield Problem("html-elements", fault)


def html_faults(data: bytes) -> Iterator[Problem]:
    """Markup to paste: four elements, and only ASCII, because nothing in it could name another encoding."""
    if not data.isascii():
        yield Problem("html-letters", "a letter is not written as a character reference")
    yield from markup_faults(data.decode("utf-8", "replace"))


def text_faults(data: bytes) -> Iterator[Problem]:
    """Plain text: no tabs, no signs of a printer in the place of typed ones."""
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError:
        yield Problem("txt-encoding", "the text is not UTF-8")
        return
    for sign in sorted({sign for sign in words if is_printers(sign)}):
        yield Problem("txt-signs", f"the text holds U+{ord(sign):04X}")


def is_printers(sign: str) -> bool:
    """Whether a sign is one that keyboards have not: curly quotes, dashes, bullets, tabs, special and unseen spaces."""
    if sign == "\n" or " " <= sign <= "~":
        return False
    return sign in _BULLETS or unicodedata.category(sign) in _PRINTERS


def fields_faults(data: bytes) -> Iterator[Problem]:
    """A page of boxes: it runs and loads nothing, has a language, and every box has a label of its own and plain words."""
    reader = _Page()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    if not reader.language:
        yield Problem("fields-language", "the page says no language")
    for fault in dict.fromkeys(reader.faults):
        yield Problem("fields-alone", fault)
    if not reader.boxes or reader.boxes != reader.labels or len(set(reader.boxes)) != len(reader.boxes):
        yield Problem("fields-labels", "a box has no label, or one that is not its own")
    if any(is_printers(sign) for sign in reader.words):
        yield Problem("fields-signs", "a box holds signs of a printer")


class _Elements(HTMLParser):
    """Follows which elements are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = self.open[-1] if self.open else ""
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}> is no element to paste")
        elif around not in _INSIDE[tag]:
            self.faults.append(f"<{tag}> stands in <{around}>")
        if attrs:
            self.faults.append(f"<{tag}> has attributes")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> ends what is not open")

    def handle_data(self, data: str) -> None:
        if data.strip() and (not self.open or self.open[-1] == "ul"):
            self.faults.append("words stand outside of every paragraph and item")

    def handle_comment(self, data: str) -> None:
        self.faults.append("there is a comment")

    def handle_decl(self, decl: str) -> None:
        self.faults.append("there is a declaration")


class _Page(HTMLParser):
    """Gathers the boxes and labels of a page, and what it would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.labels: list[str] = []
        self.boxes: list[str] = []
        self.faults: list[str] = []
        self.words = ""
        self._in_box = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "html":
                self.language = given.get("lang", "")
            case "label":
                self.labels.append(given.get("for", ""))
            case "input" | "textarea":
                self.boxes.append(given.get("id", ""))
                self.words += given.get("value", "")
                self._in_box = tag == "textarea"
            case "script" | "link" | "iframe" | "object" | "form" | "img":
                self.faults.append(f"<{tag}> has no place on the page")
            case _:
                pass
        self.faults += [f"<{tag} {name}>" for name in given if name in _LOADING or name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self._in_box = self._in_box and tag != "textarea"

    def handle_data(self, data: str) -> None:
        if self._in_box:
            self.words += data
