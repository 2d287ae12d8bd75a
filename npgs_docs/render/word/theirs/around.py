"""Their heads and feet in a document of ours: the mark of a draft, form number and page, and fields that know the title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from npgs_docs.document import Meta
from npgs_docs.render.word.furniture import BETWEEN, draft_mark, page_count
from npgs_docs.render.word.paragraphs import paragraph, run
from npgs_docs.render.word.xml import DECLARED
from npgs_docs.style import Style

_FIRST_SHAPE = 101
_PAGE = re.compile(r"\s*PAGE\b")
_TITLE = re.compile(r"\s*(TITLE\b|STYLEREF\s+(\"heading 1\"|1\b))", re.IGNORECASE)


def dress(part: Any, theirs: Collection[str], meta: Meta, style: Style) -> None:
    """Add to their heads and feet, which the document's `part` is related to, what no document of ours goes without."""
    for number, name in enumerate(theirs, _FIRST_SHAPE):
        root = part.rels[name].target_part.element
        _fill_titles(root, meta.title)
        if name.startswith("header") and meta.draft:
            _add_mark(root, draft_mark(meta, style, number))
        if name.startswith("footer"):
            _add_foot(root, meta)


def _add_mark(root: Any, mark: str) -> None:
    """The mark hangs on the first paragraph, so that no line is added."""
    if (first := next(root.iterchildren(qn("w:p")), None)) is None:
        first = parse_xml(f"<w:p {DECLARED}/>")
        root.append(first)
    first.append(next(iter(_parsed(f"<w:p>{mark}</w:p>"))))


def _add_foot(root: Any, meta: Meta) -> None:
    """The last line: form number and version, and the page where their foot does not count pages."""
    words = [run(meta.foot)] if meta.foot else []
    if not _counts_pages(root):
        words.append(page_count())
    if words:
        root.append(_parsed(paragraph("Footer", run(BETWEEN).join(words))))


def _parsed(text: str) -> Any:
    """A paragraph given as text."""
    return parse_xml(f"<w:ftr {DECLARED}>{text}</w:ftr>")[0]


def _counts_pages(root: Any) -> bool:
    codes = [one.text or "" for one in root.iter(qn("w:instrText"))]
    codes += [one.get(qn("w:instr"), "") for one in root.iter(qn("w:fldSimple"))]
    return any(_PAGE.match(code) for code in codes)


# --- fields that show the title --------------------------------------------------------------------------------


def _fill_titles(root: Any, title: str) -> None:
    """Word shows what a field last said until it is asked again; theirs said something of another document."""
    for field in root.iter(qn("w:fldSimple")):
        if _TITLE.match(field.get(qn("w:instr"), "")):
            _say(list(field.iter(qn("w:t"))), title)
    for code in root.iter(qn("w:instrText")):
        if _TITLE.match(code.text or ""):
            _say(list(_result(code)), title)


def _say(shown: list[Any], title: str) -> None:
    for at, one in enumerate(shown):
        one.text = title if at == 0 else ""


def _result(code: Any) -> Iterator[Any]:
    """The words that a field shows: from its separator to its end."""
    shows = False
    for after in code.getparent().itersiblings(qn("w:r")):
        for one in after:
            kind = one.get(qn("w:fldCharType")) if one.tag == qn("w:fldChar") else ""
            if kind == "end":
                return
            shows = shows or kind == "separate"
            if shows and one.tag == qn("w:t"):
                yield one
