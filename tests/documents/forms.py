"""The checklists and the binder of an organization, composed and printed, and what independent readers find in them."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pikepdf

from npgs_docs.document import Document
from npgs_docs.pipeline import Packet, Request, prepare
from npgs_docs.profile import load_profile, loaded_profile
from npgs_docs.render import Format, render
from npgs_docs.source import read_source
from npgs_docs.style import Edition, Paper

CONTENT = Path(__file__).parents[2] / "content"
SAMPLES = tuple(sorted(path.stem for path in (CONTENT / "samples").glob("*.yaml")))
FORMS = tuple(f"checklist-{number:02d}" for number in range(1, 13))
BINDER = "checklists"


@cache
def packet(sample: str, paper: Paper = Paper.LETTER, edition: Edition = Edition.STANDARD) -> Packet:
    loaded = load_profile(CONTENT / "samples" / f"{sample}.yaml")
    return prepare(Request(loaded, only=(*FORMS, BINDER), paper=paper, edition=edition))


def packet_with(sample: str, folder: Path, *changes: tuple[str, str]) -> Packet:
    """A sample's packet with lines of its profile replaced; every replaced text must be there."""
    text = (CONTENT / "samples" / f"{sample}.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    return prepare(Request(loaded_profile(read_source(path)), only=(*FORMS, BINDER)))


def document(made: Packet, code: str) -> Document:
    (entry,) = (entry for entry in made.entries if entry.code == code)
    return made.composer.document(entry)


def printed(made: Packet, code: str) -> pikepdf.Pdf:
    (entry,) = (entry for entry in made.entries if entry.code == code)
    (rendered,) = render(made.composer.document(entry), made.style(entry), (Format.PDF,))
    return pikepdf.open(io.BytesIO(rendered.data))


def field_names(pdf: pikepdf.Pdf) -> list[str]:
    """The full name of every field of a PDF that is filled in."""
    return [name for field in pdf.Root.AcroForm.Fields for name in _names(field, "")]


def _names(field: pikepdf.Object, above: str) -> list[str]:
    name = ".".join(part for part in (above, str(field.get("/T", ""))) if part)
    kids = [kid for kid in field.get("/Kids", []) if "/T" in kid]
    return [inner for kid in kids for inner in _names(kid, name)] if kids else [name]
