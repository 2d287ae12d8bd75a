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
from npgs_docs.style import Typeface
from npgs_docs.typefaces import read_typeface

T = TypeVar("T")
_DECORATIVE = "decorative"


@dataclass(frozen=True, slots=True)
class Look:
    """What an organization's pages bear of its own."""

    logo: Picture | None = None
    typeface: Typeface | None = None


def look_of(logo: Logo | None, fonts: str | None, source: Source) -> Look:
    """The logo and the fonts that a profile names. Raises InputError with every problem they have."""
    problems = list[Problem]()

    def tried(read: Callable[[Path], T], *keys: str) -> T | None:
        try:
            return read(Path(source.where(keys).file).parent)
        except UnfitError as unfit:
            problems.append(Problem("file", unfit.fault, source.where(keys), ".".join(keys), unfit.cure))
            return None

    picture = logo and tried(lambda folder: _picture(folder, logo), "organization", "logo", "file")
    typeface = fonts and tried(lambda folder: read_typeface(folder / fonts), "output", "fonts")
    if problems:
        raise InputError(problems)
    return Look(picture or None, typeface or None)


def _picture(folder: Path, logo: Logo) -> Picture:
    return read_picture(folder / logo.file, "" if logo.alt == _DECORATIVE else logo.alt)
