"""Finished files in, what is wrong with them out: for anybody as a report, for our own pipeline as broken promises."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import assert_never

from npgs_docs.errors import InputError, Problem
from npgs_docs.verify.files import Kind, TooMuchError, damaged, kind_of, load, refusal
from npgs_docs.verify.job_posting import jsonld_faults
from npgs_docs.verify.pasted import fields_faults, html_faults, text_faults
from npgs_docs.verify.report import Report, Status

__all__ = ["Kind", "examine", "promises", "report_on"]

_CLAIMS = (("PDF/UA-1", "PDF/A-2A"), ("PDF/UA-2",))
"""What PDFs of ours claim: one or the other."""


def report_on(path: Path) -> Report:
    """The report on a file anywhere. What cannot be read is a report too, with the reason; nothing is raised for it."""
    name = str(path)
    try:
        data = load(path)
        return examine(name, data)
    except InputError as error:
        return Report(name, refused=error.problems[0])


def examine(name: str, data: bytes) -> Report:
    """The report on the bytes of a file. Raises InputError where they cannot be read as PDF or Word.

    A stranger's file may be wrong in ways nobody thought of; that is its damage and not our bug.
    """
    kind = kind_of(name, data)
    try:
        return _examine(kind, name, data)
    except InputError:
        raise
    except (MemoryError, RecursionError):
        raise damaged(name, "it is built so deep that it cannot be followed") from None
    except TooMuchError:
        raise refusal("file-huge", name, "the file unpacks to more than can be looked at") from None
    except Exception as error:
        raise damaged(name, f"something in it is not what it should be ({type(error).__name__})") from None


def _examine(kind: Kind, name: str, data: bytes) -> Report:
    """Each format's library is imported when a file of it comes."""
    match kind:
        case Kind.PDF:
            from npgs_docs.verify import pdf

            return pdf.examine(name, data)
        case Kind.DOCX:
            from npgs_docs.verify import word

            return word.examine(name, data)
        case _:
            assert_never(kind)


def promises(data: bytes, format: str, *, based: bool = False) -> tuple[Problem, ...]:
    """What a file of our own does not keep of what we promise; empty when all is well. `format` is its name in the packet.

    A page says one thing for each question. One that is `based` on an organization's own Word file is asked for its colors
    too, and says everything that is wrong, because somebody has to mend it. Raises KeyError for a format about which
    nothing is promised.
    """
    match format:
        case Kind.PDF | Kind.DOCX:
            return tuple(_pages_faults(Kind(format), data, based=based))
        case _:
            return tuple(_PASTED[format](data))


_PASTED = {"html": html_faults, "txt": text_faults, "jsonld": jsonld_faults, "fields": fields_faults}


def _pages_faults(kind: Kind, data: bytes, *, based: bool) -> Iterator[Problem]:
    report = _promised(kind, f"our {kind}", data, based=based)
    for failed in report.of(Status.FAIL):
        for finding in failed.findings[: None if based else 1]:
            yield Problem(failed.id, f"{failed.asks} No: {finding}")
    if kind is Kind.PDF and report.claims not in _CLAIMS:
        yield Problem("pdf-claims", f"the file claims {', '.join(report.claims) or 'no standard'}")


def _promised(kind: Kind, name: str, data: bytes, *, based: bool) -> Report:
    match kind:
        case Kind.PDF:
            from npgs_docs.verify import pdf

            return pdf.examine(name, data, pdf.PROMISED)
        case Kind.DOCX:
            from npgs_docs.verify import word

            return word.examine(name, data, word.PROMISED_BASED if based else word.PROMISED)
        case _:
            assert_never(kind)
