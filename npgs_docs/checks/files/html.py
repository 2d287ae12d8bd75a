"""A web page in, passages out, with the JSON-LD it carries and the elements it is made of. Standard library only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

from npgs_docs.checks.files.lines import BULLET
from npgs_docs.checks.reading import Anchor, FormField, Passage, Role, Traits

_SILENT = {"script", "style", "nav", "noscript", "template", "svg", "head", "button", "select"}
_VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "ul", "ol", "dl", "dt", "dd", "table", "tr", "form",
    "fieldset", "blockquote", "pre", "figure", "figcaption", "caption", "body", "html", "br", "hr", "thead", "tbody", "tfoot", "address",
}  # fmt: skip


def html_passages(text: str) -> tuple[tuple[Passage, ...], Traits]:
    """The passages of a page and what else can be said of it."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.flush()
    found = tuple(replace(passage, paragraph=number) for number, passage in enumerate(reader.passages, start=1))
    return found, Traits(
        language=reader.language, fields=tuple(reader.fields), markup=reader.markup, data=tuple(_data(reader.scripts))
    )


def _data(scripts: list[str]) -> Iterator[Mapping[str, Any]]:
    """The objects of JSON-LD scripts; what is no JSON is left to search engines to complain about."""
    for script in scripts:
        try:
            found = json.loads(script)
        except ValueError:
            continue
        listed = found.get("@graph", [found]) if isinstance(found, dict) else found
        yield from (one for one in listed if isinstance(one, dict))


class _Reader(HTMLParser):
    """Gathers words until a block ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.passages: list[Passage] = []
        self.fields: list[FormField] = []
        self.markup: dict[str, int] = {}
        self.scripts: list[str] = []
        self.language = ""
        self.silent: list[str] = []
        self.items = 0
        self.level = 0
        self.cell = ""
        self.heads: list[str] = []
        self.at = -1
        self.row = ""
        self.text = ""
        self.anchors: list[Anchor] = []
        self.json = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name in (tag, *given):
            self.markup.setdefault(name, self.getpos()[0])
        if tag == "html":
            self.language = given.get("lang", "")
        self.json = tag == "script" and given.get("type", "").lower() == "application/ld+json"
        if tag not in _VOID and (tag in _SILENT or "hidden" in given):
            self.silent.append(tag)
        if self.silent:
            return
        if tag in {"input", "textarea"} and given.get("type") not in {"hidden", "submit"}:
            label = given.get("aria-label") or given.get("title") or given.get("id", "")
            self.fields.append(FormField(given.get("name", ""), label, given.get("type") == "checkbox"))
        self._opens(tag)

    def _opens(self, tag: str) -> None:
        if tag in _BLOCKS or tag in {"li", "td", "th"} or re.fullmatch(r"h[1-6]", tag):
            self.flush()
        if tag == "li":
            self.items += 1
        elif tag in {"td", "th"}:
            self.cell, self.at = tag, self.at + 1
        elif tag == "tr":
            self.at, self.row = -1, ""
        elif tag == "table":
            self.heads = []
        elif re.fullmatch(r"h[1-6]", tag):
            self.level = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                while self.silent.pop() != tag:
                    pass
            return
        if tag in _BLOCKS or tag in {"li", "td", "th"} or re.fullmatch(r"h[1-6]", tag):
            if tag == "td" and not self.text.strip():
                self._add("", Role.CELL)
            self.flush()
        if tag == "li":
            self.items = max(0, self.items - 1)
        elif tag in {"td", "th"}:
            self.cell = ""
        elif re.fullmatch(r"h[1-6]", tag):
            self.level = 0

    def handle_data(self, data: str) -> None:
        if self.json:
            self.scripts.append(data)
            self.json = False
        if self.silent:
            return
        line = self.getpos()[0]
        for number, piece in enumerate(re.split(r"\r?\n", data)):
            words = re.sub(r"\s+", " ", f" {piece}" if number else piece)
            if not self.text.strip():
                words = words.lstrip()
                self.text = ""
            if words.strip():
                self.anchors.append(Anchor(len(self.text), line=line + number))
            self.text += words if not (self.text.endswith(" ") and words.startswith(" ")) else words[1:]

    def flush(self) -> None:
        """End the passage that is open."""
        text, bullet = self.text.strip(), BULLET.match(self.text.strip())
        if text and self.cell == "th":
            self.heads.append(text)
        elif text:
            role = (
                Role.HEADING
                if self.level
                else Role.CELL
                if self.cell
                else Role.ITEM
                if self.items or bullet
                else Role.PARAGRAPH
            )
            self._add(text[bullet.end() :] if bullet and role is Role.ITEM else text, role)
        self.text, self.anchors = "", []

    def _add(self, text: str, role: Role) -> None:
        head = self.heads[self.at] if role is Role.CELL and 0 <= self.at < len(self.heads) else ""
        anchors = tuple(self.anchors) or (Anchor(line=self.getpos()[0]),)
        row = self.row if role is Role.CELL else ""
        self.passages.append(Passage(text, role, level=self.level, column=head, row=row, anchors=anchors))
        if role is Role.CELL and not self.row:
            self.row = text
