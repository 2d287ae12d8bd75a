"""The settings of a document made on a file of theirs: ours, with what belongs to their look in its place."""

from __future__ import annotations

from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

_NO_TREE = b'<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_KEPT = (
    "mirrorMargins", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop", "autoHyphenation",
    "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders", "clrSchemeMapping",
)  # fmt: skip
"""What is taken over; passwords, macros, mail merges, change tracking and templates elsewhere are not."""
_ORDER = (
    "zoom", "mirrorMargins", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop",
    "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders",
    "characterSpacingControl", "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip


def settings_of_both(theirs: bytes, ours: bytes) -> bytes:
    """`theirs` may be b"": then they are ours."""
    tree = parse_xml(ours)
    own = parse_xml(theirs or _NO_TREE)
    for name in _KEPT:
        if (found := own.find(qn(f"w:{name}"))) is not None:
            _replace(tree, name, found)
    tree[:] = sorted(tree, key=lambda one: _ORDER.index(one.tag.rpartition("}")[2]))
    return bytes(serialize_part_xml(tree))


def _replace(tree: Any, name: str, found: Any) -> None:
    for one in tree.findall(qn(f"w:{name}")):
        tree.remove(one)
    tree.append(found)
