"""What carries each value, as a picture with every number in it, and as a table beneath."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from npgs_docs.links import CARRIERS, Crosswalk
from npgs_docs.values import VALUE_NAMES

_SHADES = (
    (0, "#ffffff", "#1a1a1a"),
    (1, "#dbe7f5", "#1a1a1a"),
    (2, "#b3cde8", "#1a1a1a"),
    (3, "#6d9fce", "#1a1a1a"),
    (5, "#1f4e8c", "#ffffff"),
)
"""From how many links on a cell has this fill, and the color of the number on it."""
_LABEL, _CELL, _ROW, _HEAD = 300, 108, 34, 46


def grid(crosswalk: Crosswalk) -> str:
    """A section of the page. A number that is nought is drawn as a dashed box with the word none."""
    counts = [
        (f"{number}. {name}", tuple(len(crosswalk.carriers(number, kind)) for kind in CARRIERS))
        for number, name in enumerate(VALUE_NAMES, start=1)
    ]
    return (
        "<section>\n<h2>What carries each value</h2>\n<p>How many sections of the policy, duties and checklist items carry "
        "each of the 12 values. <code>npgs crosswalk</code> lists them.</p>\n"
        f"{_picture(counts)}\n{''.join(_table(counts))}\n</section>"
    )


Counts = list[tuple[str, tuple[int, ...]]]


def _picture(counts: Counts) -> str:
    told = "; ".join(f"{name}: {_told(numbers)}" for name, numbers in counts)
    width, height = _LABEL + _CELL * len(CARRIERS), _HEAD + _ROW * len(counts)
    drawn = "".join(
        (*_heads(), *(part for at, (name, numbers) in enumerate(counts) for part in _row(at, name, numbers)))
    )
    return (
        f'<svg role="img" aria-labelledby="grid-title grid-words" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" style="max-width:100%;height:auto" font-family="system-ui, sans-serif" font-size="14">'
        f'<title id="grid-title">What carries each value</title><desc id="grid-words">{escape(told)}</desc>{drawn}</svg>'
    )


def _told(numbers: tuple[int, ...]) -> str:
    return ", ".join(f"{name.lower()} {number}" for name, number in zip(CARRIERS.values(), numbers, strict=True))


def _heads() -> Iterator[str]:
    for at, name in enumerate(CARRIERS.values()):
        middle = _LABEL + at * _CELL + _CELL / 2
        first, _, last = name.rpartition(" ")
        for line, words in enumerate((first, last)):
            yield f'<text x="{middle}" y="{16 + 17 * line}" text-anchor="middle" fill="#1a1a1a">{escape(words)}</text>'


def _row(at: int, name: str, numbers: tuple[int, ...]) -> Iterator[str]:
    top = _HEAD + at * _ROW
    yield f'<text x="{_LABEL - 10}" y="{top + 22}" text-anchor="end" fill="#1a1a1a">{escape(name)}</text>'
    for column, number in enumerate(numbers):
        left = _LABEL + column * _CELL
        _, fill, ink = next(shade for shade in reversed(_SHADES) if number >= shade[0])
        edge = 'stroke="#595959"' if number else 'stroke="#a4161a" stroke-width="2" stroke-dasharray="5 3"'
        yield f'<rect x="{left + 2}" y="{top + 2}" width="{_CELL - 4}" height="{_ROW - 4}" fill="{fill}" {edge}/>'
        yield f'<text x="{left + _CELL / 2}" y="{top + 22}" text-anchor="middle" fill="{ink}">{number or "none"}</text>'


def _table(counts: Counts) -> Iterator[str]:
    yield '<table>\n<caption>The same in numbers</caption>\n<thead><tr><th scope="col">Value</th>'
    yield "".join(f'<th scope="col">{escape(name)}</th>' for name in CARRIERS.values()) + "</tr></thead>\n<tbody>\n"
    for name, numbers in counts:
        cells = "".join(f"<td>{number}</td>" for number in numbers)
        yield f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>\n'
    yield "</tbody>\n</table>"
