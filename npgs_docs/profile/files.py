"""The files a profile names are there, and are what they say they are."""

from __future__ import annotations

from pathlib import Path

from npgs_docs.errors import Problem
from npgs_docs.profile.organization import Organization
from npgs_docs.source import Source

LARGEST_PICTURE = 5_000_000
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_LOGO = ("organization", "logo", "file")


def check_files(organization: Organization, source: Source) -> list[Problem]:
    """Every problem with the files that the profile names. Paths count from the profile's own folder."""
    if organization.logo is None:
        return []
    fault = _picture_fault(Path(source.file).parent, organization.logo.file)
    return [Problem("picture", fault[0], source.where(_LOGO), ".".join(_LOGO), fault[1])] if fault else []


def _picture_fault(folder: Path, name: str) -> tuple[str, str] | None:
    """What is wrong with a picture file, and what to do; None where nothing is."""
    path = folder / name
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
    except (OSError, ValueError):
        return f'"{name}" cannot be read as a file beside the profile', "Put the picture there, or remove logo."
    if not any(start.startswith(signature) for signature in _SIGNATURES):
        return f'"{name}" is neither a PNG nor a JPEG picture', "Save the logo as PNG or JPEG, and give that file."
    if size > LARGEST_PICTURE:
        return f'"{name}" is {size:,} bytes', f"Save the logo smaller: at most {LARGEST_PICTURE:,} bytes."
    return None
