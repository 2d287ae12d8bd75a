"""Styles and direct formatting in; the color, ground, size and weight of words out, where they can be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from npgs_docs.verify.contrast import WHITE, Color, from_hex
from npgs_docs.verify.word.package import W

Formats: TypeAlias = dict[str, Any]
"""Elements of run properties by their names."""

_PROPERTIES = f"{W}pPr"
_DEFAULT_SIZE = 10.0
_DEEPEST = 30
_HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0", "black": "000000", "white": "FFFFFF",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How words look. `color` None is the automatic color, which suits its ground; `ground` None cannot be told."""

    color: Color | None
    ground: Color | None
    size: float
    bold: bool
    certain: bool


@dataclass(eq=False)
class Looks:
    """The styles of one file (`root` may be None) and the color of its pages."""

    root: Any
    paper: Color = WHITE

    @cached_property
    def by_id(self) -> dict[str, Any]:
        found = self.root.iterchildren(f"{W}style") if self.root is not None else ()
        return {one.get(f"{W}styleId", ""): one for one in found}

    @cached_property
    def _defaults(self) -> Any:
        return self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if self.root is not None else None

    @cached_property
    def usual(self) -> str:
        """The paragraph style of paragraphs that name none."""
        for id, one in self.by_id.items():
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true"):
                return id
        return ""

    @cached_property
    def _chains(self) -> dict[str, tuple[Any, ...]]:
        return {}

    def chain(self, id: str) -> tuple[Any, ...]:
        """A style and those it is based on, nearest first."""
        if id not in self._chains:
            self._chains[id] = tuple(self._based(id))
        return self._chains[id]

    def _based(self, id: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self.by_id.get(id)
            if style is None:
                return
            yield style
            above = style.find(f"{W}basedOn")
            id = "" if above is None else above.get(f"{W}val", "")

    def style_of(self, paragraph: Any) -> str:
        return self._named(_properties(paragraph))

    def _named(self, properties: Formats) -> str:
        found = properties.get("pStyle")
        return self.usual if found is None else found.get(f"{W}val", "")

    def level(self, paragraph: Any) -> int:
        """The heading level of a paragraph, 0 for body text."""
        properties = _properties(paragraph)
        own = properties.get("outlineLvl")
        return self._level_of_style(self._named(properties)) if own is None else _outline(own)

    def _level_of_style(self, id: str) -> int:
        if id not in self._levels:
            found = (style.find(f"{W}pPr/{W}outlineLvl") for style in self.chain(id))
            first = next((one for one in found if one is not None), None)
            self._levels[id] = 0 if first is None else _outline(first)
        return self._levels[id]

    @cached_property
    def _levels(self) -> dict[str, int]:
        return {}

    def look(self, run: Any, paragraph: Any, cell: Any) -> Look:
        """The look of a run in a paragraph, in a cell (None outside tables)."""
        own = run.find(f"{W}rPr")
        layers = ([_formats(own)] if own is not None else []) + self._layers(own, self.style_of(paragraph))
        color, size, bold = (_first(layers, name) for name in ("color", "sz", "b"))
        table = self._table_styles(cell)
        ground, told = self._ground(layers, paragraph, cell, table)
        certain = told and not (color is None and any(one.find(f".//{W}color") is not None for one in table))
        return Look(
            None if color is None else from_hex(color.get(f"{W}val", "auto")),
            ground,
            _DEFAULT_SIZE if size is None else float(size.get(f"{W}val", "20")) / 2,
            bold is not None and bold.get(f"{W}val", "1") not in ("0", "false", "off"),
            certain,
        )

    def _layers(self, own: Any, style: str) -> list[Formats]:
        """The formats of the styles that count for a run, strongest first, and the file's usual ones."""
        named = own.find(f"{W}rStyle") if own is not None else None
        key = ("" if named is None else named.get(f"{W}val", ""), style)
        if key not in self._known:
            styles = [one for id in key for one in self.chain(id)]
            found = [one.find(f"{W}rPr") for one in styles] + [self._defaults]
            self._known[key] = [_formats(one) for one in found if one is not None]
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, str], list[Formats]]:
        return {}

    def colored_by(self, run: Any, paragraph: Any) -> str:
        """The name of the style that a run has its color from; "" where it has its own, or the file's usual one."""
        own = run.find(f"{W}rPr")
        if own is not None and own.find(f"{W}color") is not None:
            return ""
        named = own.find(f"{W}rStyle") if own is not None else None
        ids = ("" if named is None else named.get(f"{W}val", ""), self.style_of(paragraph))
        found = (style for id in ids for style in self.chain(id) if style.find(f"{W}rPr/{W}color") is not None)
        style = next(found, None)
        name = style.find(f"{W}name") if style is not None else None
        return "" if name is None else str(name.get(f"{W}val", ""))

    def _shade_of_style(self, id: str) -> Any:
        """The shade that a style lays under its paragraphs; None where it lays none."""
        if id not in self._shades:
            found = (one.find(f"{W}pPr/{W}shd") for one in self.chain(id))
            self._shades[id] = next((one for one in found if one is not None), None)
        return self._shades[id]

    @cached_property
    def _shades(self) -> dict[str, Any]:
        return {}

    def _table_styles(self, cell: Any) -> tuple[Any, ...]:
        table = next(cell.iterancestors(f"{W}tbl"), None) if cell is not None else None
        named = table.find(f"{W}tblPr/{W}tblStyle") if table is not None else None
        return () if named is None else self.chain(named.get(f"{W}val", ""))

    def _ground(
        self, layers: list[Formats], paragraph: Any, cell: Any, table: tuple[Any, ...]
    ) -> tuple[Color | None, bool]:
        marked = layers[0].get("highlight") if layers else None
        if marked is not None and marked.get(f"{W}val") in _HIGHLIGHTS:
            return from_hex(_HIGHLIGHTS[marked.get(f"{W}val")]), True
        shades = [
            _first(layers, "shd"),
            paragraph.find(f"{W}pPr/{W}shd"),
            self._shade_of_style(self.style_of(paragraph)),
        ]
        shades += [cell.find(f"{W}tcPr/{W}shd")] if cell is not None else []
        for shade in shades:
            fill = from_hex(shade.get(f"{W}fill", "auto")) if shade is not None else None
            if fill:
                return fill, shade.get(f"{W}val", "clear") in ("clear", "nil")
        shaded = any(one.find(f".//{W}shd") is not None for one in table)
        return self.paper, not shaded


def _properties(paragraph: Any) -> Formats:
    """The properties of a paragraph itself, by name. Steps over children, which is quicker than a path."""
    found = next(paragraph.iterchildren(_PROPERTIES), None)
    return {} if found is None else _formats(found)


def _outline(element: Any) -> int:
    digits = element.get(f"{W}val", "9")
    return int(digits) + 1 if digits in "012345678" and digits else 0


def _formats(properties: Any) -> Formats:
    return {one.tag.removeprefix(W): one for one in reversed(properties)}


def _first(layers: list[Formats], name: str) -> Any:
    for layer in layers:
        if name in layer:
            return layer[name]
    return None
