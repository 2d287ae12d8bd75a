"""What stands on every page and is read on none: the running head, the foot with its page count, the draft mark."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan, cos, hypot, sin

from npgs_docs.document import Meta, Run
from npgs_docs.render.pdf.boxes import Text
from npgs_docs.render.pdf.setting import Setting
from npgs_docs.render.pdf.sheet import Book, Sheet, color, stroke

_VOICE = "furniture"
_HEAD_SHARE = 0.48
_FOOT_SHARE = 0.72
_FROM_TEXT = 16.0
_TO_RULE = 4.0
_MARK_COLOR = "#e6e6e6"
_MARK_SPAN = 0.72
_MARK_LARGEST = 130.0
_MARK = "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC"


@dataclass(frozen=True, slots=True, eq=False)
class Furniture:
    """The running words of one document, set before its pages are known."""

    setting: Setting
    head: tuple[Text, Text]
    foot: Text
    draft: str

    @classmethod
    def of(cls, setting: Setting, meta: Meta) -> Furniture:
        width = setting.style.text_width
        left, right = meta.head
        head = (_words(setting, left, width * _HEAD_SHARE, 0), _words(setting, right, width * _HEAD_SHARE, 1))
        setting.spans((Run(meta.draft, strong=True),), _VOICE)
        return cls(setting, head, _words(setting, meta.foot, width * _FOOT_SHARE, 0), meta.draft)

    def place(self, book: Book) -> None:
        """On every page but the first a head, on every page a foot, and behind every draft its mark."""
        for sheet in book.sheets:
            if sheet.number:
                self._head(sheet)
            self._foot(sheet, len(book.sheets))
            if self.draft:
                sheet.figures.insert(0, self._mark(sheet))

    def _head(self, sheet: Sheet) -> None:
        style = self.setting.style
        if not any(line.chunks for text in self.head for line in text.lines):
            return
        rule = style.page[1] - style.margin_top + _FROM_TEXT
        top = rule + _TO_RULE + max(text.height for text in self.head)
        left, right = self.head
        left.draw(sheet, style.margin_left, top)
        right.draw(sheet, style.margin_left + style.text_width - right.width, top)
        sheet.rule(stroke(style.rule, style.hairline), style.margin_left, rule, style.text_width)

    def _foot(self, sheet: Sheet, count: int) -> None:
        style = self.setting.style
        top = style.margin_bottom - _FROM_TEXT
        width = style.text_width * (1 - _FOOT_SHARE)
        self.foot.draw(sheet, style.margin_left, top)
        number = _words(self.setting, f"Page {sheet.number + 1} of {count}", width, 1)
        number.draw(sheet, style.margin_left + style.text_width - width, top)

    def _mark(self, sheet: Sheet) -> str:
        width, height = self.setting.style.page
        ink = self.setting.ink("heading-1")
        length = ink.face.measure(self.draft)
        size = min(_MARK_LARGEST, _MARK_SPAN * hypot(width, height) / length)
        angle = atan(height / width)
        across, up = length * size / 2, size / 3
        x = width / 2 - across * cos(angle) + up * sin(angle)
        y = height / 2 - across * sin(angle) - up * cos(angle)
        turn = f"{cos(angle):.4f} {sin(angle):.4f} {-sin(angle):.4f} {cos(angle):.4f} {x:.2f} {y:.2f} Tm"
        font = f"/{sheet.fonts[ink.face].name} {size:.2f} Tf"
        return f"{_MARK} q {color(_MARK_COLOR)} BT {font} {turn} {sheet.show(self.draft, ink)} ET Q EMC"


def _words(setting: Setting, words: str, width: float, align: float) -> Text:
    return setting.text((Run(words),), _VOICE, width, None, align=align)
