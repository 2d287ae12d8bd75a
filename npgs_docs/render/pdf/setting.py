"""The setting of words: inlines as spans and lines in the voices of a style, noting what cannot be set truthfully."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from npgs_docs.document import Blank, Break, Heading, Inline, Inlines, Link, Run, runs_text
from npgs_docs.render.pdf.boxes import Text
from npgs_docs.render.pdf.fonts import Face, clean, face_of, runs
from npgs_docs.render.pdf.lines import LINE_END, Anchor, Ink, Line, LineEnd, Span, break_lines, width_of
from npgs_docs.render.pdf.problems import Findings
from npgs_docs.render.pdf.sheet import color
from npgs_docs.render.pdf.tags import Elem
from npgs_docs.style import INCH, Edition, Style, TextStyle, Typeface

_BLANK_SIZE = 0.86
_BLANK_WIDTH = 1.6 * INCH
_USUAL_SIZE = 11.0


@dataclass(eq=False)
class Setting:
    """What every block needs to be set: the looks, the document's headings and their elements by id, and the findings."""

    style: Style
    listed: tuple[Heading, ...]
    headings: dict[str, Elem]
    findings: Findings
    _inks: dict[tuple[str, str], Ink] = field(default_factory=dict)

    @property
    def pace(self) -> float:
        """How much larger than usual the words are; the spaces around them grow alike."""
        return self.voice("body").size / _USUAL_SIZE

    def voice(self, name: str) -> TextStyle:
        return self.style.scale[name]

    def text(
        self, inlines: Inlines, voice: str, width: float, elem: Elem | None, *,
        keep: bool = False, align: float = 0.0, anchor: str = "",
    ) -> Text:  # fmt: skip
        """Inlines as lines of one voice."""
        look = self.voice(voice)
        return Text(
            elem,
            self.lines(inlines, voice, width),
            width,
            look.size,
            look.leading,
            look.before,
            look.after,
            keep,
            align,
            anchor,
        )

    def lines(self, inlines: Inlines, voice: str, width: float) -> tuple[Line, ...]:
        """Inlines broken into lines. Plain words are broken once: most of a packet is said in more than one document."""
        if not all(isinstance(one, Run) for one in inlines):
            return break_lines(self.spans(inlines, voice), width)
        key = (inlines, self.voice(voice), self._shade(voice), self.style.typeface, width)
        found = _BROKEN.pop(key, None) or break_lines(self.spans(inlines, voice), width)
        if not self.findings:
            _keep(key, found)
        return found

    def width_of(self, words: str, voice: str) -> float:
        """The width of words on one line."""
        return width_of(self.spans((Run(words),), voice))

    def widest_word(self, words: str, voice: str) -> float:
        return max((self.width_of(word, voice) for word in words.split()), default=0.0)

    def ink(self, voice: str) -> Ink:
        """The upright ink of a voice."""
        found = face_of(self.style.typeface, strong=self.voice(voice).strong, emphasis=False)
        return self._ink(found, voice)

    def spans(self, inlines: Inlines, voice: str) -> list[Span | LineEnd]:
        return [span for inline in inlines for span in self._spans(inline, voice)]

    def _spans(self, inline: Inline, voice: str) -> Iterator[Span | LineEnd]:
        match inline:
            case Run():
                yield from self._run(inline, voice)
            case Link():
                anchor = Anchor(Elem("Link"), inline.target, runs_text((inline,)))
                for run in inline.runs:
                    yield from self._run(run, voice, anchor)
            case Break():
                yield LINE_END
            case Blank():
                yield from self._blank(inline, voice)

    def _run(self, run: Run, voice: str, anchor: Anchor | None = None) -> Iterator[Span]:
        strong = run.strong or self.voice(voice).strong
        yield from self._pieces(run.text, voice, strong=strong, emphasis=run.emphasis, anchor=anchor)

    def _blank(self, blank: Blank, voice: str) -> Iterator[Span]:
        """The label in brackets on a rule that goes on for long enough to write on; smaller than the words round it,
        except in large print, where nothing is.
        """
        scale = 1.0 if self.style.edition is Edition.LARGE_PRINT else _BLANK_SIZE
        small = [
            Span(span.text, Ink(span.ink.face, span.ink.size * scale, span.ink.color), underlined=True)
            for span in self._pieces(f"[{blank.label}]", voice, strong=False, emphasis=False, anchor=None)
        ]
        yield from small
        if small:
            ink = small[-1].ink
            missing = _BLANK_WIDTH - width_of(small)
            yield Span(
                "\u00a0" * max(0, round(missing / (ink.face.measure("\u00a0") * ink.size))), ink, underlined=True
            )

    def _pieces(self, text: str, voice: str, *, strong: bool, emphasis: bool, anchor: Anchor | None) -> Iterator[Span]:
        cleaned = clean(text)
        for found, piece in runs(cleaned, self.style.typeface, strong=strong, emphasis=emphasis):
            if found is None:
                self.findings.cannot_be_set(piece, cleaned)
            else:
                yield Span(piece, self._ink(found, voice), anchor, underlined=anchor is not None)

    def _ink(self, found: Face, voice: str) -> Ink:
        key = (found.name, voice)
        if key not in self._inks:
            self._inks[key] = Ink(found, self.voice(voice).size, color(self._shade(voice)))
        return self._inks[key]

    def _shade(self, voice: str) -> str:
        look = self.voice(voice)
        return self.style.accent if look.accent else self.style.muted if look.muted else self.style.text


_Key: TypeAlias = tuple[Inlines, TextStyle, str, Typeface, float]
_BROKEN: dict[_Key, tuple[Line, ...]] = {}
_MOST_BROKEN = 1 << 11


def _keep(key: _Key, lines: tuple[Line, ...]) -> None:
    """As many are kept as a packet has; what was asked for longest ago goes first."""
    if len(_BROKEN) >= _MOST_BROKEN:
        del _BROKEN[next(iter(_BROKEN))]
    _BROKEN[key] = lines
