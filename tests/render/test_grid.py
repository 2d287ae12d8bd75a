"""Which fields stand side by side: by their shares in the standard edition, halves for short ones in large print."""

import pytest

from npgs_docs.document import Choice, Field, FieldKind, Option
from npgs_docs.render.grid import rows_of_twelve, share_of
from npgs_docs.style import Edition, style_for

STANDARD, LARGE = style_for(), style_for(edition=Edition.LARGE_PRINT)


@pytest.mark.parametrize(
    ("entry", "standard", "large"),
    [
        (Field("date", "Date", FieldKind.DATE, share=3), 3, 6),
        (Field("who", "Who", share=4), 4, 6),
        (Field("name", "Name", share=6), 6, 12),
        (Field("notes", "Notes", FieldKind.NOTES, share=4, lines=3), 4, 12),
        (Field("sign", "Signature", FieldKind.SIGNATURE, share=4), 4, 12),
        (Choice("copy", "Copy offered", (Option("yes", "Yes"),), share=3), 3, 6),
        (Choice("kind", "Kind", (Option("one", "One"), Option("two", "Two")), share=4), 4, 12),
    ],
)
def test_a_field_is_as_wide_as_its_edition_allows(entry: Field | Choice, standard: int, large: int) -> None:
    assert (share_of(entry, STANDARD), share_of(entry, LARGE)) == (standard, large)


def test_a_signature_in_large_print_has_a_row_of_its_own_and_its_date_follows() -> None:
    entries = [
        Field(f"{who}-{what}", what, kind, share)
        for who in ("one", "other")
        for what, kind, share in (("sign", FieldKind.SIGNATURE, 6), ("date", FieldKind.DATE, 3))
    ]
    rows = [[one.name for one in row] for row in rows_of_twelve(entries, LARGE)]
    assert rows == [["one-sign"], ["one-date"], ["other-sign"], ["other-date"]]
