"""The form parts of the dialect: ``- [Words]{#name kind=date share=3}`` becomes a field, a choice or a tick box."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from npgs_docs.commonmark import Node
from npgs_docs.document import Choice, Field, FieldKind, Fields, Option
from npgs_docs.marks import slug, visible

_NAMED = re.compile(r"^\[(?P<label>.*)\]\{(?P<attributes>[^{}]*)\}$", re.DOTALL)
_ATTRIBUTE = re.compile(
    r'#(?P<name>[A-Za-z0-9.-]+)|\.(?P<class>[a-z-]+)|(?P<key>[a-z]+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))|(?P<stray>\S+)'
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")

Words = Callable[[str], str]


class AttributeFault(Exception):  # noqa: N818 - it never leaves the parser
    """Something in braces, or the shape around it, that cannot be read."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Named:
    """What stands in braces after a text, and the text."""

    label: str = ""
    name: str = ""
    classes: frozenset[str] = frozenset()
    values: dict[str, str] = field(default_factory=dict)

    def number(self, key: str, default: int) -> int:
        text = self.values.get(key, str(default))
        if not re.fullmatch(r"[0-9]{1,4}", text):
            raise AttributeFault(f'{key}="{text}" is not a number', f"Write {key}={default}.")
        return int(text)


def parse_attributes(text: str, label: str = "") -> Named:
    """``#name .class key=value key="two words"``. Raises AttributeFault for anything else."""
    name, classes, values = "", set(), {}
    for found in _ATTRIBUTE.finditer(text):
        if found["stray"]:
            raise AttributeFault(f'"{found["stray"]}" in braces cannot be read', 'Write #name, .class or key="value".')
        if found["name"]:
            name = found["name"]
        elif found["class"]:
            classes.add(found["class"])
        else:
            value = found["quoted"] if found["quoted"] is not None else found["bare"]
            values[found["key"]] = visible(_ESCAPED.sub(r"\1", value))
    return Named(label, name, frozenset(classes), values)


def named(item: Node) -> Named:
    """The text and attributes of a form's list item. Raises AttributeFault for an item that has no name."""
    first = item.children[0] if item.children else None
    content = first.children[0].content if first is not None and first.type == "paragraph" else ""
    found = _NAMED.match(content.strip())
    if not found:
        raise AttributeFault(f'"{visible(content)[:50]}" has no name to fill it in by', "Write `- [Words]{#name}`.")
    one = parse_attributes(found["attributes"], found["label"])
    if not one.name:
        raise AttributeFault(f'"{visible(one.label)[:50]}" has no name', "Begin the braces with #name.")
    return one


def fields_block(items: Sequence[Node], words: Words) -> Fields:
    return Fields(tuple(_field(item, words) for item in items))


def _field(item: Node, words: Words) -> Field | Choice:
    one = named(item)
    share = one.number("share", 12)
    if not 1 <= share <= 12:
        raise AttributeFault(f"share={share} is not 1 to 12", "A row has twelve shares.")
    kind = one.values.get("kind", "line")
    if kind == "choice":
        return Choice(one.name, words(one.label), _options(item, one, words), share)
    if kind not in {known.value for known in FieldKind}:
        raise AttributeFault(f'there is no kind of field "{kind}"', f"The kinds are: choice, {', '.join(FieldKind)}.")
    return Field(
        one.name, words(one.label), FieldKind(kind), share, max(1, one.number("lines", 1)), one.values.get("hint", "")
    )


def _options(item: Node, choice: Named, words: Words) -> tuple[Option, ...]:
    inner = [child for child in item.children if child.type == "bullet_list"]
    if len(inner) != 1:
        raise AttributeFault(
            f'the choice "{choice.name}" has no options', "List them one step further in, a line each."
        )
    return tuple(_option(child, choice, words) for child in inner[0].children)


def _option(item: Node, choice: Named, words: Words) -> Option:
    """An option by its own name, or named after the choice and its words."""
    content = item.children[0].children[0].content if item.children and item.children[0].children else ""
    if _NAMED.match(content.strip()):
        one = named(item)
        return Option(one.name, words(one.label))
    label = words(content)
    return Option(f"{choice.name}.{slug(label)}", label)


def tick_options(items: Sequence[Node], words: Words) -> tuple[Option, ...]:
    return tuple(Option(one.name, words(one.label)) for one in (named(item) for item in items))
