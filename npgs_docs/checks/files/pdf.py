"""A PDF in, passages with their pages out, and the form fields it holds."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from npgs_docs.checks.files.lines import Line, line_passages
from npgs_docs.checks.reading import FormField, Passage, Traits

MOST_PAGES = 400


class NotReadableError(ValueError):
    """Why a PDF cannot be read, in words for its owner, and what helps."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def pdf_passages(data: bytes) -> tuple[tuple[Passage, ...], Traits]:
    """The passages and traits of a PDF. Raises NotReadableError."""
    plain = _unlocked(data) if b"/Encrypt" in data else data
    try:
        reader = PdfReader(io.BytesIO(plain))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ImportError):
        raise NotReadableError("it is damaged", "Save it anew from the program that made it.") from None
    try:
        return _read(reader)
    except NotReadableError:
        raise
    except Exception as error:  # pypdf meets broken files with whatever fails first
        raise NotReadableError(
            f"it is damaged ({type(error).__name__})", "Save it anew from the program that made it."
        ) from None


def _unlocked(data: bytes) -> bytes:
    """The same file without its encryption, which pypdf reads only in part. Raises NotReadableError for one with a password.

    A file that opens without a password may be read by anybody; what it forbids is to print or to change it.
    """
    import pikepdf

    plain = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            file.save(plain)
    except pikepdf.PasswordError:
        raise NotReadableError(
            "it is protected by a password", "Save a copy without password and check that."
        ) from None
    except pikepdf.PdfError:
        raise NotReadableError("it is damaged", "Save it anew from the program that made it.") from None
    return plain.getvalue()


def _read(reader: PdfReader) -> tuple[tuple[Passage, ...], Traits]:
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise NotReadableError(
            f"it has {count} pages", f"Check the part that matters; at most {MOST_PAGES} pages are read."
        )
    sizes: Counter[float] = Counter()
    lines = [line for number, page in enumerate(reader.pages, start=1) for line in _lines(page, number, sizes)]
    if sum(len(line.text.split()) for line in lines) < max(3, count):
        raise NotReadableError(
            "it holds pictures of text and no text (a scan)",
            "Have the scan recognized (OCR), or check the file it was printed from.",
        )
    root: Any = reader.trailer["/Root"]
    title, subject = (str(reader.metadata.get(key) or "") if reader.metadata else "" for key in ("/Title", "/Subject"))
    traits = Traits(str(root.get("/Lang", "")), title, subject, count, _usual(sizes), tuple(_fields(reader)))
    return tuple(line_passages(lines)), traits


def _lines(page: Any, number: int, sizes: Counter[float]) -> Iterator[Line]:
    """The lines of a page; `sizes` counts its letters by the size in points that they are printed in."""

    def seen(text: str, page_matrix: Sequence[float], text_matrix: Sequence[float], _: Any, size: float) -> None:
        sizes[round(abs(size * text_matrix[3] * page_matrix[3]), 1)] += len(text.strip())

    text = page.extract_text(visitor_text=seen)
    yield from (Line(line, at, number) for at, line in enumerate(text.splitlines(), start=1))
    yield Line("", 0, number)


def _usual(sizes: Counter[float]) -> float:
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _fields(reader: PdfReader) -> Iterator[FormField]:
    for number, page in enumerate(reader.pages, start=1):
        for reference in page.get("/Annots") or ():
            widget: Any = reference.get_object()
            if widget.get("/Subtype") == "/Widget" and not int(widget.get("/F", 0)) & 2:
                yield _field(widget, number)


def _field(widget: Any, page: int) -> FormField:
    left, low, right, high = (float(one) for one in widget["/Rect"])
    kind = str(_inherited(widget, "/FT") or "")
    box = kind == "/Btn" and not int(_inherited(widget, "/Ff") or 0) & (1 << 16)
    return FormField(
        _full_name(widget), str(_inherited(widget, "/TU") or ""), box, abs(right - left), abs(high - low), page
    )


def _inherited(widget: Any, key: str) -> Any:
    while widget is not None:
        if key in widget:
            return widget[key]
        widget = widget["/Parent"].get_object() if "/Parent" in widget else None
    return None


def _full_name(widget: Any) -> str:
    names: list[str] = []
    while widget is not None:
        if "/T" in widget:
            names.insert(0, str(widget["/T"]))
        widget = widget["/Parent"].get_object() if "/Parent" in widget else None
    return ".".join(names)
