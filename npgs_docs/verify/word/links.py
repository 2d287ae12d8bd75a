"""Questions about links, bookmarks, field codes and colors of a Word file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from npgs_docs.verify.contrast import Color, enough, ratio, to_hex
from npgs_docs.verify.report import Finding, Findings, shortened
from npgs_docs.verify.word.looks import Look
from npgs_docs.verify.word.package import R, W
from npgs_docs.verify.word.reading import WordFile
from npgs_docs.verify.words import says_nothing

_BARE = re.compile(r"(https?://|www\.)\S{40,}")
_REFERENCE = re.compile(r"\b(?:PAGEREF|REF|HYPERLINK\s+\\l)\s+\"?([^\s\"]+)")
_BUILT_IN = frozenset({"_top", "_top_of_document"})
_BALANCE = {"begin": 1, "end": -1}


def _links(file: WordFile) -> Iterator[tuple[str, Any]]:
    for part, root in file.stories.items():
        for one in root.iter(f"{W}hyperlink"):
            yield part, one


def _words(link: Any) -> str:
    return "".join(one.text or "" for one in link.iter(f"{W}t"))


def link_words(file: WordFile) -> Findings:
    for _, link in _links(file):
        words = _words(link)
        holds_picture = link.find(f".//{W}drawing") is not None
        if says_nothing(words) and not holds_picture:
            yield Finding(f'a link says only "{shortened(words)}"' if words.strip() else "a link has no words")


def bare_addresses(file: WordFile) -> Findings:
    for _, link in _links(file):
        if _BARE.fullmatch(_words(link).strip()):
            yield Finding(f"a link is its bare address, read out letter by letter: {shortened(_words(link))}")


def links_lead(file: WordFile) -> Findings:
    marks = {one.get(f"{W}name") for one in file.bookmarks}
    for part, link in _links(file):
        anchor, id = link.get(f"{W}anchor"), link.get(f"{R}id")
        targets = {one.id: one.target for one in file.package.relations(part)} if id else {}
        if id and not targets.get(id, "").strip():
            yield Finding(f'a link leads nowhere: "{shortened(_words(link))}"')
        elif not id and (not anchor or (anchor not in marks and anchor not in _BUILT_IN)):
            yield Finding(f'a link leads to no place in the file: "{shortened(_words(link))}"')


def references(file: WordFile) -> Findings:
    marks = {one.get(f"{W}name") for one in file.bookmarks}
    codes = " ".join(one.text or "" for root in file.stories.values() for one in root.iter(f"{W}instrText"))
    for name in dict.fromkeys(_REFERENCE.findall(codes)):
        if name not in marks:
            yield Finding(f"a page number or reference points to {name}, which is not in the file")


def bookmarks(file: WordFile) -> Findings:
    starts = Counter(one.get(f"{W}id") for one in file.bookmarks)
    ends = Counter(one.get(f"{W}id") for one in file.document.iter(f"{W}bookmarkEnd"))
    if starts != ends:
        yield Finding("bookmarks begin that never end, or end that never began")
    for name, count in Counter(one.get(f"{W}name") for one in file.bookmarks).items():
        if count > 1:
            yield Finding(f"{count} bookmarks have the name {name}")


def codes_balanced(file: WordFile) -> Findings:
    for part, root in file.stories.items():
        depth = 0
        for one in root.iter(f"{W}fldChar"):
            depth += _BALANCE.get(one.get(f"{W}fldCharType", ""), 0)
            if depth < 0:
                break
        if depth:
            yield Finding(f"a field code in {part} has a beginning or an end only")


# --- colors ----------------------------------------------------------------------------------------------------


def contrast(file: WordFile) -> Findings:
    """One finding for each pair of colors at a size, with the first words it is seen in."""
    weak: dict[tuple[Color, Color, float], str] = {}
    for color, ground, size, words, _ in _pale(file):
        weak.setdefault((color, ground, size), words)
    for (color, ground, size), words in weak.items():
        yield Finding(f'{_told(color, ground, size)}: "{shortened(words)}"')


def pale_styles(file: WordFile) -> Findings:
    """One finding for each style that makes words pale; words with a color of their own are quoted in its place."""
    weak: dict[str, str] = {}
    for color, ground, size, words, style in _pale(file):
        weak.setdefault(
            f"the style {style[:1].upper()}{style[1:]}" if style else f'"{shortened(words)}"',
            _told(color, ground, size),
        )
    for place, told in weak.items():
        yield Finding(told, place)


def _told(color: Color, ground: Color, size: float) -> str:
    return f"{to_hex(color)} on {to_hex(ground)} is {ratio(color, ground):.1f}:1 at {size:g} points"


def _pale(file: WordFile) -> Iterator[tuple[Color, Color, float, str, str]]:
    """Color, ground and size of words that do not stand out, the words, and the style that gives them their color."""
    for run, paragraph, look, words in _looks(file):
        if look.color and look.ground and not enough(look.color, look.ground, look.size, bold=look.bold):
            yield look.color, look.ground, look.size, words, file.looks.colored_by(run, paragraph)


def _looks(file: WordFile) -> Iterator[tuple[Any, Any, Look, str]]:
    """Runs and their paragraphs with their look, where it is certain; an automatic color suits its ground by itself."""
    for root in file.stories.values():
        for paragraph in root.iter(f"{W}p"):
            cell = next(paragraph.iterancestors(f"{W}tc", f"{W}txbxContent"), None)
            if cell is None or cell.tag == f"{W}tc":
                yield from _looks_in(file, paragraph, cell)


def _looks_in(file: WordFile, paragraph: Any, cell: Any) -> Iterator[tuple[Any, Any, Look, str]]:
    for run in paragraph.iter(f"{W}r"):
        words = "".join(one.text or "" for one in run.iterchildren(f"{W}t"))
        if words.strip():
            look = file.looks.look(run, paragraph, cell)
            if look.certain and look.color is not None:
                yield run, paragraph, look, words


# --- where a question applies ----------------------------------------------------------------------------------


def has_links(file: WordFile) -> bool:
    return any(True for _ in _links(file))


def has_bookmarks(file: WordFile) -> bool:
    return bool(file.bookmarks) or file.document.find(f".//{W}bookmarkEnd") is not None


def has_codes(file: WordFile) -> bool:
    return any(root.find(f".//{W}fldChar") is not None for root in file.stories.values())
