"""A Word file in, the size that most of its letters have out: a run's own, else that of its paragraph's style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from npgs_docs.checks.package import Element, Package, attribute, tag

DEEPEST = 10
"""Styles that may be based on one another; a ring of styles ends here."""


def usual_size(package: Package) -> float:
    """In points; 0 where nothing says it."""
    styles = {attribute(one, "styleId"): one for one in _all(package.styles, "style")}
    normal = next(
        (id for id, one in styles.items() if attribute(one, "default") and attribute(one, "type") == "paragraph"), ""
    )
    standard = _own(next(_all(package.styles, "rPrDefault"), None))
    sizes: Counter[float] = Counter()
    for paragraph in package.document.iter(tag("p")):
        style = attribute(paragraph.find(f"{tag('pPr')}/{tag('pStyle')}"), "val") or normal
        usual = _by_style(style, styles) or standard
        for run in paragraph.iter(tag("r")):
            letters = sum(len((one.text or "").strip()) for one in run.iter(tag("t")))
            sizes[_own(run) or usual] += letters
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _all(styles: Element | None, name: str) -> Element:
    return iter(()) if styles is None else styles.iter(tag(name))


def _by_style(id: str, styles: Mapping[str, Element]) -> float:
    """The size that a style sets, or one that it is based on; 0 where none does."""
    for _ in range(DEEPEST):
        style = styles.get(id)
        if style is None:
            return 0.0
        if size := _own(style):
            return size
        id = attribute(style.find(tag("basedOn")), "val")
    return 0.0


def _own(element: Element | None) -> float:
    """The size an element's own properties set; Word counts half points."""
    value = attribute(None if element is None else element.find(f"{tag('rPr')}/{tag('sz')}"), "val")
    return int(value) / 2 if value.isdigit() else 0.0
