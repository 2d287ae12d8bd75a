"""Questions about what the pages of a PDF hold: marks, letters, fonts, colors."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from npgs_docs.verify.contrast import enough, ratio, to_hex
from npgs_docs.verify.pdf.content import Piece
from npgs_docs.verify.pdf.fonts import UNKNOWN
from npgs_docs.verify.pdf.reading import PdfFile
from npgs_docs.verify.report import Finding, Findings, shortened
from npgs_docs.verify.words import unreadable


def untagged(file: PdfFile) -> Findings:
    """One finding a page: a page without tags has thousands of untagged words."""
    for finding, count in Counter(file.content.untagged).items():
        yield Finding(f"{finding.message} ({count} time{'s' if count > 1 else ''})", finding.place)


def artifact_inside(file: PdfFile) -> Findings:
    yield from file.content.artifact_inside


def tagged_inside(file: PdfFile) -> Findings:
    yield from file.content.tagged_inside


def balanced(file: PdfFile) -> Findings:
    yield from file.content.unbalanced


def marked_once(file: PdfFile) -> Findings:
    yield from file.content.twice


def claimed(file: PdfFile) -> Findings:
    yield from file.tree.astray
    for page, marks in file.content.order.items():
        lost = [mark for mark in marks if mark not in file.tree.claimed]
        if lost:
            quoted = shortened(" ".join(file.content.texts[mark] for mark in lost).strip())
            yield Finding(f'{len(lost)} tagged part(s) stand in no element: "{quoted}"', f"page {page}")


def way_back(file: PdfFile) -> Findings:
    yield from file.tree.back


def order(file: PdfFile) -> Findings:
    """The order of the tags against the order in which the page was painted; a hint, for both may be right."""
    told = {mark: place for place, mark in enumerate(mark for top in file.tree.top for mark in top.order())}
    for page, marks in file.content.order.items():
        places = [told[mark] for mark in marks if mark in told]
        back = sum(later < earlier for earlier, later in pairwise(places))
        if back * 4 > len(places) > 3:
            yield Finding("the tags read the page in another order than it was written in", f"page {page}")


def letters(file: PdfFile) -> Findings:
    found: dict[tuple[str, int], int] = Counter()
    for piece in file.content.pieces:
        if UNKNOWN in piece.text and not piece.artifact:
            found[piece.font.name, piece.page] += piece.text.count(UNKNOWN)
    for (font, page), count in found.items():
        yield Finding(f"{count} letter(s) in {font} are drawn but cannot be read out or searched", f"page {page}")


def readable(file: PdfFile) -> Findings:
    for piece in file.content.pieces:
        for one in sorted(unreadable(piece.text)):
            yield Finding(f"{piece.font.name} has a letter that is none (U+{ord(one):04X})", f"page {piece.page}")


def embedded(file: PdfFile) -> Findings:
    for font in file.content.fonts.values():
        if font.used and not font.embedded:
            yield Finding(f"{font.name} is not in the file, so letters may look wrong or be missing")
    yield from file.content.fontless


def glyphs(file: PdfFile) -> Findings:
    for font in file.content.fonts.values():
        missing = list(font.missing())
        if missing:
            words = shortened(font.words(missing))
            yield Finding(f'{font.name} shows an empty box for {len(missing)} letter(s) in use: "{words}"')


def widths(file: PdfFile) -> Findings:
    for font in file.content.fonts.values():
        misfits = list(font.misfits())
        if misfits:
            words = shortened(font.words(misfits))
            yield Finding(f'{font.name} has other widths in the file than in the font, for "{words}"')


def contrast(file: PdfFile) -> Findings:
    for weak, pages in weak_pieces(file).items():
        text, ground, size, quoted, there = weak
        place = f"page {', '.join(map(str, sorted(pages)[:5]))}"
        yield Finding(f'{text} on {ground} is {there}:1 at {size:g} points: "{quoted}"', place)


Weak = tuple[str, str, float, str, str]


def weak_pieces(file: PdfFile) -> dict[Weak, set[int]]:
    """The pairs of colors that are too alike, each with the first words it was seen in, and its pages."""
    first: dict[tuple[str, str, float], Weak] = {}
    found: dict[Weak, set[int]] = defaultdict(set)
    for piece in file.content.pieces:
        if _is_weak(piece) and piece.color and piece.ground:
            pair = to_hex(piece.color), to_hex(piece.ground), round(piece.size, 1)
            there = f"{ratio(piece.color, piece.ground):.1f}"
            found[first.setdefault(pair, (*pair, shortened(piece.text), there))].add(piece.page)
    return found


def _is_weak(piece: Piece) -> bool:
    if not piece.visible or not piece.text.strip() or piece.color is None or piece.ground is None:
        return False
    return not enough(piece.color, piece.ground, piece.size, bold=piece.font.bold)


# --- where a question applies ----------------------------------------------------------------------------------


def has_words(file: PdfFile) -> bool:
    return file.worded


def has_tree(file: PdfFile) -> bool:
    return file.has_tree


def has_marks(file: PdfFile) -> bool:
    return bool(file.content.texts) and file.has_tree


def says_colors(file: PdfFile) -> bool:
    """Whether there are words whose color and ground can both be told."""
    return any(piece.visible and piece.color and piece.ground for piece in file.content.pieces)


def has_programs(file: PdfFile) -> bool:
    return any(font.program for font in file.content.fonts.values())
