"""Form fields: their looks, their names in groups, and the font a viewer types with.

A dot in a name makes a group (ISO 32000-1, 12.7.3.2): ``V1-S3.yes`` is the field ``yes`` in the group ``V1-S3``.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from functools import cache

from npgs_docs.render.pdf.embedding import descriptor
from npgs_docs.render.pdf.fonts import Face, face
from npgs_docs.render.pdf.objects import File, Slot, array, dictionary, name, number, string
from npgs_docs.render.pdf.tags import Annotation, TextField, TickField

_FORM_FONT = "Form"
_SEVERAL_LINES = 1 << 12
_NONSYMBOLIC = 32
_FIRST_CODE, _LAST_CODE = 32, 255
_BOX_RULE = 0.75
_UNUSED_CODE = "\u2022"
_SECOND_CODES = {0xA0: " ", 0xAD: "-"}


@dataclass(slots=True, eq=False)
class _Group:
    """A part of a field name: a field itself, or more parts."""

    slot: Slot
    kids: dict[str, _Group] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Form:
    """The fields of one file. `typing` is the font file that typed words are set in, a WinAnsi subset made
    by ``python -m npgs_docs.fonts.subset``; `size` is their usual size."""

    file: File
    typing: str
    size: float
    fields: dict[str, _Group] = field(default_factory=dict)
    looks: dict[tuple[float, bool], str] = field(default_factory=dict)

    def _place(self, purpose: TextField | TickField, slot: Slot) -> tuple[str, str]:
        """Enters a field into its group; gives its own name and the reference of the group or ""."""
        *groups, last = purpose.name.split(".")
        level, parent = self.fields, ""
        for part in groups:
            group = level.setdefault(part, _Group(self.file.slot()))
            level, parent = group.kids, group.slot.reference
        level[last] = _Group(slot)
        return last, parent

    def entries(self, purpose: TextField | TickField, slot: Slot, annotation: Annotation) -> dict[str, str]:
        """What makes a widget out of an annotation."""
        own, parent = self._place(purpose, slot)
        entries = {"Subtype": "/Widget", "T": string(own), "TU": string(annotation.label)}
        if parent:
            entries["Parent"] = parent
        left, bottom, right, top = annotation.rectangle
        match purpose:
            case TickField():
                return entries | self._tick(top - bottom)
            case TextField():
                return entries | self._text(purpose, right - left, top - bottom)

    def write(self) -> str:
        """The form's own entry in the catalog."""
        for part, group in self.fields.items():
            self._write_group(part, group, "")
        font = dictionary({"Font": dictionary({_FORM_FONT: _write_font(self.file, face(self.typing))})})
        fields = array(group.slot.reference for group in self.fields.values())
        return dictionary({"Fields": fields, "DA": self._typing(self.size), "DR": font})

    def _write_group(self, part: str, group: _Group, parent: str) -> None:
        if not group.kids:
            return
        entries = {"T": string(part), "Kids": array(kid.slot.reference for kid in group.kids.values())}
        if parent:
            entries["Parent"] = parent
        group.slot.fill(dictionary(entries))
        for name_of_kid, kid in group.kids.items():
            self._write_group(name_of_kid, kid, group.slot.reference)

    def _typing(self, size: float) -> str:
        return string(f"/{_FORM_FONT} {number(size)} Tf 0 g")

    def _text(self, purpose: TextField, width: float, height: float) -> dict[str, str]:
        look = self.file.stream(b"/Tx BMC EMC", **_form_object(width, height))
        entries = {"FT": "/Tx", "DA": self._typing(purpose.size), "AP": dictionary({"N": look})}
        return entries | ({"Ff": str(_SEVERAL_LINES)} if purpose.several else {})

    def _tick(self, side: float) -> dict[str, str]:
        looks = dictionary({"Yes": self._look(side, ticked=True), "Off": self._look(side, ticked=False)})
        return {
            "FT": "/Btn",
            "V": "/Off",
            "AS": "/Off",
            "AP": dictionary({"N": looks}),
            "MK": "<</BC [0] /BG [1] /CA (4)>>",
            "BS": dictionary({"W": number(_BOX_RULE)}),
        }

    def _look(self, side: float, *, ticked: bool) -> str:
        """A square, with or without a tick; all boxes of a size share the two."""
        if (side, ticked) not in self.looks:
            corner, inner = _BOX_RULE / 2, side - _BOX_RULE
            code = f"q 0 G 1 g {_BOX_RULE} w {corner} {corner} {inner:.3f} {inner:.3f} re B Q"
            code += _drawn_tick(side) if ticked else ""
            self.looks[side, ticked] = self.file.stream(code.encode("ascii"), **_form_object(side, side))
        return self.looks[side, ticked]


def _drawn_tick(side: float) -> str:
    points = [f"{side * x:.2f} {side * y:.2f}" for x, y in ((0.22, 0.52), (0.42, 0.27), (0.8, 0.78))]
    return f" q 0 G {side * 0.12:.2f} w 1 J 1 j {points[0]} m {points[1]} l {points[2]} l S Q"


def _form_object(width: float, height: float) -> dict[str, str]:
    return {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": array(map(number, (0, 0, width, height))),
        "Resources": "<<>>",
    }


# --- the font that viewers type with -------------------------------------------------------------------------


def winansi(code: int) -> str:
    """The character of a code in WinAnsiEncoding (ISO 32000-1, D.2): space and hyphen have two codes, unused ones a bullet."""
    if code in _SECOND_CODES:
        return _SECOND_CODES[code]
    character = bytes([code]).decode("cp1252", "ignore")
    return character if character and character != "\x7f" else _UNUSED_CODE


@cache
def _deflated(typing: Face) -> tuple[bytes, int]:
    program: bytes = typing.program._ttf_data
    return zlib.compress(program), len(program)


def _write_font(file: File, typing: Face) -> str:
    base = name(typing.program.name.decode("ascii"))
    program, length = _deflated(typing)
    described = descriptor(typing, base, _NONSYMBOLIC, file.deflated(program, Length1=str(length)))
    widths = [typing.advance[winansi(code)] * 1000 for code in range(_FIRST_CODE, _LAST_CODE + 1)]
    return file.add(
        dictionary({
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": base,
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": str(_FIRST_CODE),
            "LastChar": str(_LAST_CODE),
            "Widths": array(map(number, widths)),
            "FontDescriptor": file.add(described),
        })
    )  # fmt: skip
