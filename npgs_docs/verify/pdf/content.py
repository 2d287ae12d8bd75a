"""The content of the pages in; the words painted, the marks around them and what lies under them out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

from npgs_docs.verify.contrast import BLACK, WHITE, Color
from npgs_docs.verify.pdf.colors import color_of, parts_of_space, see_through
from npgs_docs.verify.pdf.fonts import Font
from npgs_docs.verify.pdf.geometry import STILL, Matrix, box_around, matrix_of, through, times
from npgs_docs.verify.pdf.objects import Key, dictionary, known_by, text, weigh_content, whole
from npgs_docs.verify.pdf.pieces import Content, Mark, Piece
from npgs_docs.verify.report import Finding

_DEEPEST = 12
_INVISIBLE = 3
_EVERYWHERE = (-1e9, -1e9, 1e9, 1e9)


def read_content(pages: list[Any]) -> Content:
    """The content of all pages, in their order."""
    content = Content()
    for number, page in enumerate(pages, 1):
        painter = _Painter(content, number, known_by(page))
        painter.run(page, _inherited(page, "/Resources"))
        if painter.stack:
            content.unbalanced.append(Finding("a mark is opened and never closed", f"page {number}"))
    return content


def _inherited(page: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in page:
            return dictionary(page, key)
        page = dictionary(page, "/Parent")
    return dictionary(page, key)


@dataclass(slots=True)
class _State:
    """What the operators ``q`` and ``Q`` keep."""

    matrix: Matrix = STILL
    color: Color | None = BLACK
    parts: int = 1
    clear: bool = False
    font: Font | None = None
    size: float = 1.0
    mode: int = 0

    def copy(self) -> _State:
        return _State(self.matrix, self.color, self.parts, self.clear, self.font, self.size, self.mode)


class _Open(NamedTuple):
    """What is open at a place: whether it is inside an artifact, and the innermost mark with a number."""

    artifact: bool
    mark: Mark | None


_BARE = _Open(False, None)


@dataclass(slots=True)
class _Painter:
    content: Content
    page: int
    holder: Key
    stack: list[_Open] = field(default_factory=list)
    state: _State = field(default_factory=_State)
    kept: list[_State] = field(default_factory=list)
    line: Matrix = STILL
    path: list[tuple[float, float]] = field(default_factory=list)
    boxed: bool = True
    grounds: list[tuple[tuple[float, float, float, float], Color | None]] = field(default_factory=list)
    resources: Any = None
    fonts: dict[str, Font] = field(default_factory=dict)
    depth: int = 0

    def run(self, stream: Any, resources: Any) -> None:
        before, self.resources, self.fonts = (self.resources, self.fonts), resources, {}
        weigh_content(stream)
        for instruction in pikepdf.parse_content_stream(stream):
            name = str(instruction.operator)
            if act := _ACTS.get(name):
                act(self, instruction.operands)
            if name in _PAINTS and self.inside == _BARE:
                what = "words are" if name in _SHOWS else "something is"
                self.content.untagged.append(
                    Finding(f"{what} neither tagged nor marked as decoration", f"page {self.page}")
                )
        self.resources, self.fonts = before

    @property
    def inside(self) -> _Open:
        return self.stack[-1] if self.stack else _BARE

    # --- marks ---------------------------------------------------------------------------------------------

    def open(self, operands: Any) -> None:
        tag, properties = str(operands[0]), operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = dictionary(dictionary(self.resources, "/Properties"), str(properties))
        number = whole(properties, "/MCID") if properties is not None and "/MCID" in properties else -1
        mark = (self.holder, number) if number >= 0 else None
        around = self.inside
        if tag == "/Artifact" and around.mark:
            self.content.artifact_inside.append(Finding("decoration stands inside tagged content", f"page {self.page}"))
        if mark and around.artifact:
            self.content.tagged_inside.append(Finding("tagged content stands inside decoration", f"page {self.page}"))
        if mark:
            self._note(mark)
        self.stack.append(_Open(around.artifact or tag == "/Artifact", mark or around.mark))

    def _note(self, mark: Mark) -> None:
        if mark in self.content.texts:
            self.content.twice.append(Finding(f"mark number {mark[1]} is used twice", f"page {self.page}"))
        self.content.texts.setdefault(mark, "")
        self.content.order[self.page].append(mark)

    def close(self, operands: Any) -> None:
        if self.stack:
            self.stack.pop()
        else:
            self.content.unbalanced.append(Finding("a mark is closed that was never opened", f"page {self.page}"))

    # --- state ---------------------------------------------------------------------------------------------

    def keep(self, operands: Any) -> None:
        self.kept.append(self.state.copy())

    def restore(self, operands: Any) -> None:
        if self.kept:
            self.state = self.kept.pop()

    def transform(self, operands: Any) -> None:
        self.state.matrix = times(matrix_of(operands), self.state.matrix)

    def paint_with(self, operands: Any) -> None:
        self.state.color = color_of(operands)

    def use_space(self, operands: Any) -> None:
        parts = parts_of_space(self.resources, operands[0])
        start = {1: (0,), 3: (0, 0, 0), 4: (0, 0, 0, 1)}.get(parts, ())
        self.state.parts, self.state.color = parts, color_of(start)

    def paint_in_space(self, operands: Any) -> None:
        fits = self.state.parts and len(operands) == self.state.parts
        self.state.color = color_of(operands) if fits else None

    def use_state(self, operands: Any) -> None:
        self.state.clear = see_through(self.resources, operands[0])

    # --- words ---------------------------------------------------------------------------------------------

    def begin_text(self, operands: Any) -> None:
        self.line = STILL

    def place(self, operands: Any) -> None:
        self.line = matrix_of(operands)

    def move(self, operands: Any) -> None:
        self.line = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), self.line)

    def use_font(self, operands: Any) -> None:
        name = str(operands[0])
        if name not in self.fonts:
            self.fonts[name] = self._font(name)
        self.state.font, self.state.size = self.fonts[name], float(operands[1])

    def _font(self, name: str) -> Font:
        entries = dictionary(dictionary(self.resources, "/Font"), name)
        if not len(entries):
            self.content.fontless.append(
                Finding(f"words are set in a font that is not in the file ({name})", f"page {self.page}")
            )
        return self.content.fonts.setdefault(known_by(entries), Font(entries))

    def use_mode(self, operands: Any) -> None:
        self.state.mode = int(operands[0])

    def show(self, operands: Any) -> None:
        font = self.state.font
        if font is None:
            return
        last = operands[-1]
        pieces = last if isinstance(last, pikepdf.Array) else [last]
        codes = font.codes(b"".join([bytes(one) for one in pieces if isinstance(one, pikepdf.String)]))
        visible = self.state.mode != _INVISIBLE
        if visible:
            font.used.update(codes)
        words = font.words(codes)
        mark = self.inside.mark
        if mark:
            self.content.texts[mark] += words
        self.content.pieces.append(self._piece(font, words, mark, visible=visible))

    def _piece(self, font: Font, words: str, mark: Mark | None, *, visible: bool) -> Piece:
        matrix = times(self.line, self.state.matrix)
        size = abs(self.state.size) * (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5
        color = None if self.state.clear or self.state.mode not in (0, 2, 4, 6) else self.state.color
        place = (matrix[4] + 0.2 * size, matrix[5] + 0.3 * size)
        return Piece(self.page, words, mark, self.inside.artifact, font, size, color, self._ground(place), visible)

    def _ground(self, place: tuple[float, float]) -> Color | None:
        """The color under a place: of the last box filled there, or the white of the paper."""
        for (left, bottom, right, top), color in reversed(self.grounds):
            if left <= place[0] <= right and bottom <= place[1] <= top:
                return color
        return WHITE

    # --- what lies under words -----------------------------------------------------------------------------

    def box(self, operands: Any) -> None:
        x, y, width, height = map(float, operands)
        corners = ((x, y), (x + width, y + height))
        self.path += [through(corner, self.state.matrix) for corner in corners]

    def draw(self, operands: Any) -> None:
        self.boxed = False
        self.path.append(through((float(operands[-2]), float(operands[-1])), self.state.matrix))

    def end_path(self, operands: Any) -> None:
        self.path, self.boxed = [], True

    def fill(self, operands: Any) -> None:
        if self.path:
            plain = self.boxed and len(self.path) == 2 and not self.state.clear
            self.grounds.append((box_around(self.path), self.state.color if plain else None))
        self.end_path(operands)

    def shade(self, operands: Any) -> None:
        self.grounds.append((_EVERYWHERE, None))

    def picture(self, operands: Any) -> None:
        corners = [through(corner, self.state.matrix) for corner in ((0, 0), (0, 1), (1, 0), (1, 1))]
        self.grounds.append((box_around(corners), None))
        self.content.pictures[self.page] += 1

    def use_object(self, operands: Any) -> None:
        thing = dictionary(dictionary(self.resources, "/XObject"), str(operands[0]))
        if text(thing, "/Subtype") != "/Form":
            self.picture(operands)
        elif self.depth < _DEEPEST:
            self._run_form(thing)

    def _run_form(self, form: Any) -> None:
        state, holder, line = self.state.copy(), self.holder, self.line
        if "/Matrix" in form:
            self.transform(list(form["/Matrix"]))
        if "/StructParents" in form:
            self.holder = known_by(form)
        self.depth += 1
        self.run(form, form.get("/Resources", self.resources))
        self.depth -= 1
        self.state, self.holder, self.line = state, holder, line


_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_PAINTS = _SHOWS | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}
_ACTS: dict[str, Callable[[_Painter, Any], None]] = {
    "BDC": _Painter.open,
    "BMC": _Painter.open,
    "EMC": _Painter.close,
    "q": _Painter.keep,
    "Q": _Painter.restore,
    "cm": _Painter.transform,
    "g": _Painter.paint_with,
    "rg": _Painter.paint_with,
    "k": _Painter.paint_with,
    "cs": _Painter.use_space,
    "sc": _Painter.paint_in_space,
    "scn": _Painter.paint_in_space,
    "gs": _Painter.use_state,
    "BT": _Painter.begin_text,
    "Tm": _Painter.place,
    "Td": _Painter.move,
    "TD": _Painter.move,
    "Tf": _Painter.use_font,
    "Tr": _Painter.use_mode,
    **dict.fromkeys(_SHOWS, _Painter.show),
    "re": _Painter.box,
    **dict.fromkeys(("m", "l", "c", "v", "y"), _Painter.draw),
    **dict.fromkeys(("S", "s", "n"), _Painter.end_path),
    **dict.fromkeys(("f", "F", "f*", "B", "B*", "b", "b*"), _Painter.fill),
    "sh": _Painter.shade,
    "INLINE IMAGE": _Painter.picture,
    "Do": _Painter.use_object,
}
