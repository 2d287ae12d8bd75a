"""What a PDF promises: the standards it can be written to."""

from __future__ import annotations

from enum import StrEnum


class PdfStandard(StrEnum):
    """UA1 is PDF/UA-1 and PDF/A-2a in one file of PDF 1.7; UA2 is PDF/UA-2 in PDF 2.0."""

    UA1 = "ua-1"
    UA2 = "ua-2"

    @property
    def version(self) -> tuple[int, int]:
        return (1, 7) if self is PdfStandard.UA1 else (2, 0)
