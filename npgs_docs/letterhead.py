"""What the user should know of an organization's own Word template and rule packs before its packet goes out."""

from __future__ import annotations

from collections.abc import Iterator

from npgs_docs.locations import packs_folder
from npgs_docs.packfiles import unused_packs
from npgs_docs.pipeline import Packet
from npgs_docs.render import Format
from npgs_docs.style import WordBase


def notes_on(packet: Packet) -> tuple[str, ...]:
    """Sentences on what a template lacks, what of it gives way to what, and on packs that nothing asks for."""
    return (*_notes_on_base(packet), *_notes_on_packs(packet))


def _notes_on_packs(packet: Packet) -> Iterator[str]:
    own = packet.request.packs
    used = [pack.id for pack in packet.inputs.rules.packs]
    for id in unused_packs(own, packs_folder(), used) if own else ():
        yield f"The rule pack {id} in {own} stands for no place, and is used only where a profile says jurisdiction.pack: {id}."


def _notes_on_base(packet: Packet) -> Iterator[str]:
    base, formats = packet.base, packet.request.formats
    if base is None:
        return
    if Format.DOCX in formats:
        yield from _notes_on_word(packet, base)
    if Format.PDF in formats and packet.pale_accent:
        yield f"The color of Heading 1 in your Word template ({base.accent}) is too pale for small words; the PDFs use black."


def _notes_on_word(packet: Packet, base: WordBase) -> Iterator[str]:
    from npgs_docs.render.word import lacking  # a PDF alone never loads the Word library

    if names := lacking(base):
        yield f"Your Word template has no style {', '.join(names)}; ours were used."
    if base.has_head and packet.request.loaded.look.logo:
        yield "Your Word template has a header of its own, so the logo of your profile stands in the PDFs only."
