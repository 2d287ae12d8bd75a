"""The controls of a Word file in, their answers out: what is kept in the bound part counts first, then what is shown.

Word writes both. A program that fills only the part is read rightly, and so is one that saves the controls and loses
the part or the names; where both are there and say different things, both are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from npgs_docs.answers import Answer, Value, one_kind_of_line_end
from npgs_docs.verify.word.controls import Control, ControlKind, bound_nodes, node_text
from npgs_docs.verify.word.package import W
from npgs_docs.verify.word.reading import WordFile, open_word

_YES = ("true", "1", "on", "yes")
_DATE = len("2026-11-24")


def read(name: str, data: bytes) -> Iterator[Answer]:
    """Raises InputError where the file cannot be opened."""
    file = open_word(name, data)
    told: set[str] = set()
    for control in _one_for_each_place(file.answerable):
        answer = _answer(file, control)
        if answer.name not in told:
            told.add(answer.name)
            yield answer
    yield from _lost(file, told)


def _one_for_each_place(controls: Iterable[Control]) -> list[Control]:
    """One control for each place that answers are kept in.

    Several may show one answer, and some programs put a box and its label into two controls, one inside the other.
    """
    places: dict[object, Control] = {}
    for number, one in enumerate(controls):
        place = (one.binding.store, one.binding.path) if one.binding else number
        places[place] = _together(places[place], one) if place in places else one
    return list(places.values())


def _together(one: Control, other: Control) -> Control:
    """What two controls of one answer know between them."""
    best = other if other.kind is ControlKind.BOX and one.kind is not ControlKind.BOX else one
    return replace(best, tag=one.tag or other.tag, title=one.title or other.title)


def _answer(file: WordFile, control: Control) -> Answer:
    nodes = bound_nodes(control.binding, file.stores) if control.binding else None
    node = nodes[0] if nodes else None
    name = _name(node) or control.tag or control.title or _place(control)
    shown = _shown(control)
    if node is None:
        return Answer(name, control.title, control.kind.value, shown)
    kept = _kept(control, node_text(node), shown)
    return Answer(name, control.title, control.kind.value, kept, None if _same(kept, shown) else shown)


def _name(node: Any) -> str:
    """The name of an answer in a part of ours, which outlives programs that lose the names of controls."""
    return node.get("name", "") if hasattr(node, "get") else ""


def _place(control: Control) -> str:
    """The last resort of a field whose name and label were lost: where its answer would be kept."""
    return control.binding.path.rpartition("/")[2] if control.binding else "without a name"


def _shown(control: Control) -> Value:
    match control.kind:
        case ControlKind.BOX:
            return bool(control.ticked)
        case ControlKind.DATE if not control.placeholder:
            date = control.properties.find(f"{W}date")
            day = date.get(f"{W}fullDate", "")[:_DATE] if date is not None else ""
            return day or control.shown.strip()
        case ControlKind.CHOICE if not control.placeholder:
            return _chosen(control)
        case _:
            return "" if control.placeholder else _typed(control, control.shown)


def _chosen(control: Control) -> str:
    """The value behind the words that a list shows."""
    for item in control.properties.iter(f"{W}listItem"):
        if item.get(f"{W}displayText") == control.shown:
            return str(item.get(f"{W}value") or control.shown)
    return _typed(control, control.shown)


def _kept(control: Control, kept: str, shown: Value) -> Value:
    if control.kind is ControlKind.BOX:
        return kept.strip().lower() in _YES
    if control.kind is ControlKind.DATE and kept[_DATE : _DATE + 1] == "T":
        kept = kept[:_DATE]
    if control.placeholder and kept.strip() == control.shown.strip():
        return ""
    return _typed(control, kept)


def _typed(control: Control, words: str) -> str:
    """What was typed; an invitation that a program took for an answer is none."""
    plain = words.strip()
    if not plain or plain in (f"[{control.title}]", f"[{control.tag}]"):
        return ""
    return one_kind_of_line_end(words)


def _same(kept: Value, shown: Value) -> bool:
    if isinstance(kept, str) and isinstance(shown, str):
        return kept.split() == shown.split()
    return kept == shown


def _lost(file: WordFile, told: set[str]) -> Iterator[Answer]:
    """Answers that are kept and have no control any more."""
    for root in file.stores.values():
        for node in root.iter("{urn:npgs-docs:answers}field", "{urn:npgs-docs:answers}blank"):
            name, words = node.get("name", ""), one_kind_of_line_end("".join(node.itertext()))
            if name and name not in told:
                told.add(name)
                box = words in ("true", "false")
                yield Answer(name, "", "box" if box else "text", words == "true" if box else words)
