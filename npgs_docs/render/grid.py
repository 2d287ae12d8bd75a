"""Fields in rows of twelve twelfths: how wide each may be in an edition, and which stand side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from npgs_docs.document import Choice, Field
from npgs_docs.style import Style

TWELVE = 12


def share_of(one: Field | Choice, style: Style) -> int:
    """Twelfths of the column. Large print has room for halves and wholes only, and gives a choice the whole."""
    share = min(max(one.share, 1), TWELVE)
    if not style.stacked:
        return share
    return TWELVE // 2 if share <= TWELVE // 2 and isinstance(one, Field) else TWELVE


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
