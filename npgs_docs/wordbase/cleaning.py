"""What does not belong into files made on a head or foot is taken out: old changes, comments, controls bound elsewhere."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from npgs_docs.wordbase.package import W

_GONE = (
    "del", "moveFrom", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "rPrChange", "pPrChange",
    "sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange", "numberingChange", "cellDel", "cellIns",
    "cellMerge", "commentRangeStart", "commentRangeEnd", "commentReference", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd",
    "altChunk", "subDoc",
)  # fmt: skip
_OPENED = ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent")
_FIELDS = {"title": "TITLE", "creator": "AUTHOR", "subject": "SUBJECT", "keywords": "KEYWORDS"}
"""Fields of Word's for controls that show a property of the file."""


def cleaned(root: Any) -> Any:
    """The same head or foot with its words and pictures as they look now, and nothing that refers to other parts."""
    root = copy.deepcopy(root)
    for control in list(root.iter(f"{W}sdt")):
        _shown_as_field(control)
    for one in list(root.iter(*(f"{W}{name}" for name in _GONE))):
        _remove(one)
    for one in list(root.iter(f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}customXmlPr")):
        _remove(one)
    for one in list(root.iter(*(f"{W}{name}" for name in _OPENED))):
        _open(one)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _open(element: Any) -> None:
    """What is in an element takes its place."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _shown_as_field(control: Any) -> None:
    """A control that shows the file's title is put as the field TITLE, which Word fills from our title."""
    binding = control.find(f"{W}sdtPr/{W}dataBinding")
    path = "" if binding is None else binding.get(f"{W}xpath", "")
    code = _FIELDS.get(path.rpartition(":")[2].partition("[")[0])
    first = next(control.iter(f"{W}r"), None)
    if not code or not path.startswith("/") or "coreProperties" not in path or first is None:
        return
    field = etree.Element(f"{W}fldSimple")
    field.set(f"{W}instr", f" {code} ")
    first.addprevious(field)
    for run in list(control.iter(f"{W}r"))[1:]:
        _remove(run)
    field.append(first)
