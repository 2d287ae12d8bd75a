"""The files a profile names, read and held to what they should be. A path counts from the file that it is written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from npgs_docs.document import Picture
from npgs_docs.errors import InputError, Problem, UnfitError
from npgs_docs.pictures import read_picture
from npgs_docs.profile.organization import Logo
from npgs_docs.source import Source
from npgs_docs.style import Typeface, WordBase
from npgs_docs.typefaces import read_typeface
from npgs_docs.wordbase import read_base

T = TypeVar("T")
_DECORATIVE = "decorative"


@dataclass(frozen=True, slots=True)
class Look:
    """What an organization's pages bear of its own."""

    logo: Picture | None = None
    typeface: Typeface | None = None
    base: WordBase | None = None


def look_of(logo: Logo | None, fonts: str | None, base: str | None, source: Source) -> Look:
    """The logo, the fonts and the Word template that a profile names. Raises InputError with every problem they have."""
    problems = list[Problem]()

    def tried(read: Callable[[Path], T], *keys: str) -> T | None:
        try:
            return read(Path(source.where(keys).file).parent)
        except UnfitError as unfit:
            problems.append(Problem("file", unfit.fault, source.where(keys), ".".join(keys), unfit.cure))
            return None

    picture = logo and tried(lambda folder: _picture(folder, logo), "organization", "logo", "file")
    typeface = fonts and tried(lambda folder: read_typeface(folder / fonts), "output", "fonts")
    template = base and tried(lambda folder: read_base(folder / base), "output", "base_docx")
    if problems:
        raise InputError(problems)
    return Look(picture or None, typeface or None, template or None)


def _picture(folder: Path, logo: Logo) -> Picture:
    return read_picture(folder / logo.file, "" if logo.alt == _DECORATIVE else logo.alt)
