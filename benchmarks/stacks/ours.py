"""This program kept in one process: ``ours.py PROFILE FOLDER docx|pdf|both|plain|packet``.

The first four write documents that are composed already, as the other stacks do; ``plain`` without tags and fields.
``packet`` is all of a build: composed, written, and read back.
"""

from __future__ import annotations

import gc
from contextlib import nullcontext
from functools import cache
from pathlib import Path

from benchmarks.plain import untagged
from npgs_docs.cli import FEW_COLLECTIONS
from npgs_docs.document import Document
from npgs_docs.packet import files_of
from npgs_docs.pipeline import Packet, Request, make, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import Format, render
from npgs_docs.style import Style

gc.set_threshold(*FEW_COLLECTIONS)
_FORMATS = {"docx": (Format.DOCX,), "pdf": (Format.PDF,), "both": (Format.PDF, Format.DOCX), "plain": (Format.PDF, Format.DOCX)}  # fmt: skip


def main(profile: str, folder: str, what: str) -> None:
    if what == "packet":
        packet = _packet(profile)
        for name, data in files_of(packet, make(packet)).items():
            (Path(folder) / name).write_bytes(data)
        return
    with untagged() if what == "plain" else nullcontext():
        for name, document, style in _composed(profile):
            for made in render(document, style, _FORMATS[what]):
                (Path(folder) / f"{name}.{made.format.value}").write_bytes(made.data)


def _packet(profile: str) -> Packet:
    return prepare(Request(load_profile(Path(profile))))


@cache
def _composed(profile: str) -> list[tuple[str, Document, Style]]:
    packet = _packet(profile)
    return [(entry.stem, document, packet.style(entry)) for entry, document in packet.documents()]
