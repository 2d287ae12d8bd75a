"""Fields in rows of twelve twelfths: how wide each may be in an edition, and which stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from npgs_docs.document import Choice, Field, FieldKind
from npgs_docs.style import Style

TWELVE = 12
_SHORT_KINDS = (FieldKind.LINE, FieldKind.DATE)
_SHORT_FIELD = 4
_SHORT_CHOICE = 3


def share_of(one: Field | Choice, style: Style) -> int:
    """Twelfths of the column. Large print sets short fields in halves, and gives everything else the whole width."""
    share = min(max(one.share, 1), TWELVE)
    if not style.stacked:
        return share
    return TWELVE // 2 if _short(one, share) else TWELVE


def _short(one: Field | Choice, share: int) -> bool:
    match one:
        case Field():
            return one.kind in _SHORT_KINDS and share <= _SHORT_FIELD
        case Choice():
            return share <= _SHORT_CHOICE


def rows_of_twelve(entries: Iterable[Field | Choice], style: Style) -> Iterator[list[Field | Choice]]:
    """The entries in rows of twelve twelfths at most."""
    row: list[Field | Choice] = []
    used = 0
    for one in entries:
        share = share_of(one, style)
        if row and used + share > TWELVE:
            yield row
            row, used = [], 0
        row.append(one)
        used += share
    if row:
        yield row
