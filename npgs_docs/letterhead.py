"""What the user should know of an organization's own Word template before its packet goes out."""

from __future__ import annotations

from collections.abc import Iterator

from npgs_docs.pipeline import Packet
from npgs_docs.render import Format
from npgs_docs.style import WordBase


def notes_on(packet: Packet) -> tuple[str, ...]:
    """Sentences on the styles it lacks, and on what of it gives way to what; none without a template."""
    base, formats = packet.base, packet.request.formats
    if base is None:
        return ()
    notes = list(_notes_on_word(packet, base)) if Format.DOCX in formats else []
    if Format.PDF in formats and packet.pale_accent:
        notes.append(
            f"The color of Heading 1 in your Word template ({base.accent}) is too pale for small words; the PDFs use black."
        )
    return tuple(notes)


def _notes_on_word(packet: Packet, base: WordBase) -> Iterator[str]:
    from npgs_docs.render.word import lacking  # a PDF alone never loads the Word library

    if names := lacking(base):
        yield f"Your Word template has no style {', '.join(names)}; ours were used."
    if base.has_head and packet.request.loaded.look.logo:
        yield "Your Word template has a header of its own, so the logo of your profile stands in the PDFs only."
