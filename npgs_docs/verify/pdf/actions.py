"""Questions about what can be clicked or filled in: links, fields, the order of the Tab key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

from npgs_docs.verify.pdf.form import FieldKind, FormField
from npgs_docs.verify.pdf.objects import Key, array, dictionary, known_by, text, true, whole
from npgs_docs.verify.pdf.reading import Annotation, PdfFile
from npgs_docs.verify.pdf.tree import Node
from npgs_docs.verify.report import Finding, Findings, shortened
from npgs_docs.verify.words import says_nothing

_UNUSUAL = frozenset({"Link", "Widget", "PrinterMark", "TrapNet"})
_PRINTED = 1 << 2


# --- links -----------------------------------------------------------------------------------------------------


def links_tagged(file: PdfFile) -> Findings:
    for link in file.links:
        if link.owner is None or not _stands_in(link.owner, ("Link", "Reference")):
            yield Finding(f"a link{_to(link)} is not tagged as a link", link.where)


def links_described(file: PdfFile) -> Findings:
    for link in file.links:
        if not text(link.entries, "/Contents").strip() and not (link.owner and link.owner.instead):
            yield Finding(f"a link{_to(link)} has no description", link.where)


def link_words(file: PdfFile) -> Findings:
    for node in file.tree.of("Link"):
        words = node.instead or node.text
        if says_nothing(words):
            said = f'says only "{shortened(words)}"' if words.strip() else "has no words"
            yield Finding(f"a link {said}", node.where)


def links_lead(file: PdfFile) -> Findings:
    for link in file.links:
        if not _leads(file, link.entries):
            yield Finding(f"a link leads nowhere: {_words(link)}", link.where)


def one_target(file: PdfFile) -> Findings:
    """A link over two lines is two places to click; they have to lead to the same."""
    targets: dict[Key, tuple[Node, set[str]]] = {}
    for link in file.links:
        if link.owner:
            node, seen = targets.setdefault(link.owner.key, (link.owner, set()))
            seen.add(_target(link.entries))
    for node, seen in targets.values():
        if len(seen) > 1:
            yield Finding(f"one link leads to {len(seen)} places: {node.quoted}", node.where)


def _target(entries: Any) -> str:
    return repr(dictionary(entries, "/A").get("/URI") or dictionary(entries, "/A").get("/D") or entries.get("/Dest"))


def _leads(file: PdfFile, entries: Any) -> bool:
    action = dictionary(entries, "/A")
    kind = text(action, "/S")
    if kind == "/URI":
        return bool(text(action, "/URI").strip())
    if kind not in ("", "/GoTo"):
        return True
    place = action.get("/D") if kind else entries.get("/Dest")
    if isinstance(place, pikepdf.Array):
        return len(place) > 0 and (known_by(place[0]) in _pages(file) if hasattr(place[0], "objgen") else True)
    return place is not None and str(place).removeprefix("/") in file.destinations


def _pages(file: PdfFile) -> set[Key]:
    return {known_by(page) for page in file.pages}


def _to(link: Annotation) -> str:
    address = text(dictionary(link.entries, "/A"), "/URI")
    return f" to {shortened(address)}" if address else ""


def _words(link: Annotation) -> str:
    words = text(link.entries, "/Contents") or (link.owner.text if link.owner else "")
    return f'"{shortened(words)}"' if words.strip() else "without words"


def _stands_in(node: Node, roles: tuple[str, ...]) -> bool:
    return node.role in roles or any(one in roles for one in node.above)


# --- everything that can be clicked ----------------------------------------------------------------------------


def tab_order(file: PdfFile) -> Findings:
    numbers = {one.page for one in file.annotations}
    for number in sorted(numbers):
        if text(file.pages[number - 1], "/Tabs") != "/S":
            yield Finding("the Tab key does not follow the tags", f"page {number}")


def others_described(file: PdfFile) -> Findings:
    for one in _others(file):
        described = text(one.entries, "/Contents").strip() or (one.owner and one.owner.instead)
        if not described:
            yield Finding(f"a remark or object ({one.kind}) has no description", one.where)


def others_tagged(file: PdfFile) -> Findings:
    for one in _others(file):
        if one.owner is None:
            yield Finding(f"a remark or object ({one.kind}) is not tagged", one.where)


def _others(file: PdfFile) -> Iterator[Annotation]:
    return (one for one in file.annotations if one.kind not in _UNUSUAL)


def annotations_back(file: PdfFile) -> Findings:
    for one in file.annotations:
        there = file.tree.parents.get(whole(one.entries, "/StructParent", -1))
        if one.owner and (not isinstance(there, pikepdf.Dictionary) or known_by(there) != one.owner.key):
            yield Finding(f"the way back from a {_called(one)} does not lead to its element", one.where)


def _called(one: Annotation) -> str:
    return {"Widget": "field", "Link": "link"}.get(one.kind, "remark")


# --- fields ----------------------------------------------------------------------------------------------------


def field_names(file: PdfFile) -> Findings:
    for name, count in Counter(field.name for field in file.fields).items():
        if not name:
            yield Finding("a field has no name")
        elif count > 1:
            yield Finding(f"{count} fields have the name {name}")


def field_labels(file: PdfFile) -> Findings:
    for field in file.fields:
        if not field.label:
            yield Finding(f"the field {field.name} has no label that a screen reader can say")


def fields_tagged(file: PdfFile) -> Findings:
    for one in file.widgets:
        if one.owner is None or one.owner.role != "Form":
            yield Finding(f"the field {_field(one)} is not tagged as a form field", one.where)


def field_looks(file: PdfFile) -> Findings:
    for field in file.fields:
        for widget in field.widgets:
            if field.kind is not FieldKind.BUTTON and not _has_look(field, widget):
                yield Finding(f"the field {field.name} has no look for what it holds")


def _has_look(field: FormField, widget: Any) -> bool:
    looks = dictionary(widget, "/AP").get("/N")
    if field.kind in (FieldKind.BOX, FieldKind.RADIO):
        state = text(widget, "/AS") or "/Off"
        return isinstance(looks, pikepdf.Dictionary) and (state in looks or state == "/Off")
    return isinstance(looks, pikepdf.Stream) or _has_no_area(widget)


def _has_no_area(widget: Any) -> bool:
    corners = [float(number) for number in array(widget, "/Rect")]
    return len(corners) == 4 and (corners[0] == corners[2] or corners[1] == corners[3])


def looks_asked_for(file: PdfFile) -> Findings:
    if true(dictionary(file.root, "/AcroForm"), "/NeedAppearances"):
        yield Finding("the viewer is asked to draw the fields anew, so answers may look different or vanish")


def field_states(file: PdfFile) -> Findings:
    """A box shows its state by /AS and tells it by /V; they have to agree."""
    for field in file.fields:
        if field.kind is FieldKind.BOX and len(field.widgets) == 1:
            shown = text(field.widgets[0], "/AS").removeprefix("/") or "Off"
            told = field.value[0] if field.value else "Off"
            if shown != told:
                yield Finding(f"the box {field.name} shows {shown} and holds {told}")


def fields_print(file: PdfFile) -> Findings:
    for one in file.widgets:
        if not whole(one.entries, "/F") & _PRINTED:
            yield Finding(f"the field {_field(one)} is not printed", one.where)


def _field(one: Annotation) -> str:
    name = text(one.entries, "/T") or text(dictionary(one.entries, "/Parent"), "/T")
    return name or "without a name"


# --- where a question applies ----------------------------------------------------------------------------------


def has_links(file: PdfFile) -> bool:
    return bool(file.links)


def has_tagged_links(file: PdfFile) -> bool:
    return bool(file.tree.of("Link"))


def has_annotations(file: PdfFile) -> bool:
    return bool(file.annotations)


def has_others(file: PdfFile) -> bool:
    return any(True for _ in _others(file))


def has_fields(file: PdfFile) -> bool:
    return bool(file.fields)


def has_boxes(file: PdfFile) -> bool:
    return any(field.kind is FieldKind.BOX for field in file.fields)


def has_widgets(file: PdfFile) -> bool:
    return bool(file.widgets)
