"""Questions about what can be filled in in a Word file: content controls, what they are bound to, old form fields."""

from __future__ import annotations

from collections import Counter

from npgs_docs.verify.report import Finding, Findings, shortened
from npgs_docs.verify.word.controls import Control, ControlKind, bound_nodes, legacy_fields, node_text
from npgs_docs.verify.word.package import W
from npgs_docs.verify.word.reading import WordFile

_LONGEST = 64
_YES = ("1", "true")


def names(file: WordFile) -> Findings:
    for one in file.answerable:
        if not one.tag:
            yield Finding(
                f'the field "{shortened(one.title or one.shown)}" has no name (tag), so its answer cannot be found'
            )


def names_once(file: WordFile) -> Findings:
    """The same name twice is meant where both show one answer."""
    first: dict[str, Control] = {}
    for one in file.answerable:
        other = first.setdefault(one.tag, one)
        if one.tag and other is not one and (one.binding is None or one.binding != other.binding):
            yield Finding(f"two fields have the name {one.tag} and hold different answers")


def labels(file: WordFile) -> Findings:
    for one in file.answerable:
        if not one.title.strip():
            yield Finding(
                f"the field {one.tag or shortened(one.shown)} has no label (title) that a screen reader can say"
            )


def ids(file: WordFile) -> Findings:
    for id, count in Counter(one.id for one in file.controls if one.id).items():
        if count > 1:
            yield Finding(f"{count} fields have the number {id}; Word calls such a file damaged")


def short_enough(file: WordFile) -> Findings:
    for one in file.controls:
        if max(len(one.tag), len(one.title)) > _LONGEST:
            yield Finding(f"a field has a name or label of more than {_LONGEST} letters: {shortened(one.title)}")


def bound(file: WordFile) -> Findings:
    for one in file.answerable:
        if one.binding:
            nodes = bound_nodes(one.binding, file.stores)
            if nodes is None or len(nodes) != 1:
                yield Finding(f"the field {one.tag} is bound to {'nothing' if not nodes else f'{len(nodes)} places'}")


def agrees(file: WordFile) -> Findings:
    """What is seen, what a box says it is, and what is kept have to be the same."""
    for one in file.answerable:
        if one.kind is ControlKind.BOX and one.shown.strip() and any(one.glyphs):
            glyph = one.glyphs[bool(one.ticked)]
            if glyph and one.shown.strip() != glyph:
                yield Finding(f"the box {one.tag} is {'ticked' if one.ticked else 'empty'} and does not look so")
        nodes = bound_nodes(one.binding, file.stores) if one.binding else None
        if nodes and not _same(one, node_text(nodes[0])):
            yield Finding(f"the field {one.tag} shows one answer and keeps another")


def _same(one: Control, kept: str) -> bool:
    match one.kind:
        case ControlKind.BOX:
            return (kept.strip().lower() in _YES) == bool(one.ticked)
        case ControlKind.TEXT:
            shown = "" if one.placeholder else one.shown
            return " ".join(shown.split()) == " ".join(kept.split())
        case _:
            return not (one.placeholder and kept.strip())


def old_fields(file: WordFile) -> Findings:
    for root in file.stories.values():
        for one in legacy_fields(root):
            texts = (one.find(f"{W}{name}") for name in ("statusText", "helpText"))
            if not any(found is not None and found.get(f"{W}val", "").strip() for found in texts):
                name = one.find(f"{W}name")
                called = "" if name is None else name.get(f"{W}val", "")
                yield Finding(f"the old form field {called} has no help text that a screen reader can say")


# --- where a question applies ----------------------------------------------------------------------------------


def has_fields(file: WordFile) -> bool:
    return bool(file.answerable)


def has_controls(file: WordFile) -> bool:
    return bool(file.controls)


def has_bound(file: WordFile) -> bool:
    return any(one.binding for one in file.answerable)


def has_old_fields(file: WordFile) -> bool:
    return any(True for root in file.stories.values() for _ in legacy_fields(root))
