"""The files a profile names, read and held to what they should be."""

from __future__ import annotations

from pathlib import Path

from npgs_docs.document import Picture
from npgs_docs.errors import InputError, Problem
from npgs_docs.pictures import UnfitError, read_picture
from npgs_docs.profile.organization import Organization
from npgs_docs.source import Source

_LOGO = ("organization", "logo", "file")
_DECORATIVE = "decorative"


def logo_of(organization: Organization, source: Source) -> Picture | None:
    """The logo a profile names; paths count from the profile's own folder. Raises InputError where it cannot be used."""
    logo = organization.logo
    if logo is None:
        return None
    try:
        return read_picture(Path(source.file).parent / logo.file, "" if logo.alt == _DECORATIVE else logo.alt)
    except UnfitError as unfit:
        where = source.where(_LOGO)
        raise InputError([Problem("picture", unfit.fault, where, ".".join(_LOGO), unfit.cure)]) from None
