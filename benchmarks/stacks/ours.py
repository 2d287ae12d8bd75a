"""This program kept in one process: ``ours.py PROFILE FOLDER docx|docx-alone|pdf|both|plain|packet``.

All but the last write documents that are composed already, as the other stacks do; ``plain`` without tags and fields.
``docx`` knows the page numbers of contents lists, as when the PDF is made too; ``docx-alone`` lays pages out for them.
``packet`` is all of a build: composed, written, and read back.
"""

from __future__ import annotations

import gc
from contextlib import nullcontext
from functools import cache
from pathlib import Path

from benchmarks.plain import untagged
from npgs_docs.cli import FEW_COLLECTIONS
from npgs_docs.document import Document, with_pages
from npgs_docs.packet import files_of
from npgs_docs.pipeline import Packet, Request, make, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import Format, render, word
from npgs_docs.render.pdf import page_numbers
from npgs_docs.style import Style

gc.set_threshold(*FEW_COLLECTIONS)
_FORMATS = {
    "docx-alone": (Format.DOCX,),
    "pdf": (Format.PDF,),
    "both": (Format.PDF, Format.DOCX),
    "plain": (Format.PDF, Format.DOCX),
}


def main(profile: str, folder: str, what: str) -> None:
    match what:
        case "packet":
            packet = _packet(profile)
            for name, data in files_of(packet, make(packet)).items():
                (Path(folder) / name).write_bytes(data)
        case "docx":
            for name, document, style in _paged(profile):
                (Path(folder) / f"{name}.docx").write_bytes(word.write(document, style))
        case _:
            with untagged() if what == "plain" else nullcontext():
                _write(profile, Path(folder), _FORMATS[what])


def _write(profile: str, folder: Path, formats: tuple[Format, ...]) -> None:
    for name, document, style in _composed(profile):
        for made in render(document, style, formats):
            (folder / f"{name}.{made.format.value}").write_bytes(made.data)


def _packet(profile: str) -> Packet:
    return prepare(Request(load_profile(Path(profile))))


@cache
def _composed(profile: str) -> list[tuple[str, Document, Style]]:
    packet = _packet(profile)
    return [(entry.stem, document, packet.style(entry)) for entry, document in packet.documents()]


@cache
def _paged(profile: str) -> list[tuple[str, Document, Style]]:
    return [(name, with_pages(one, page_numbers(one, style)), style) for name, one, style in _composed(profile)]
