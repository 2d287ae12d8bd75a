"""Ways through a file: where links and bookmarks lead, and the bookmarks themselves, one for each heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from npgs_docs.document import Heading, runs_text
from npgs_docs.render.pdf.contents import numbered
from npgs_docs.render.pdf.objects import File, Slot, array, dictionary, number, string
from npgs_docs.render.pdf.sheet import Book, Place
from npgs_docs.render.pdf.structure import Structure

_AS_THEY_ARE = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Destinations. PDF/UA-2 (ISO 14289-2, 8.8) wants those inside a file to name an element, not only a page."""

    book: Book
    structure: Structure
    pages: Sequence[Slot]

    def link(self, target: str) -> dict[str, str]:
        """The entries of a link annotation that say where it leads."""
        if target.startswith("#"):
            return self.to(target[1:])
        return {"A": dictionary({"S": "/URI", "URI": string(quote(target, safe=_AS_THEY_ARE))})}

    def to(self, heading: str) -> dict[str, str]:
        place = self.book.places[heading]
        page = self._destination(self.pages[place.page].reference, place)
        if not self.structure.namespaces:
            return {"Dest": page}
        element = self._destination(self.structure.elems[place.elem].reference, place)
        return {"A": dictionary({"S": "/GoTo", "D": page, "SD": element})}

    def _destination(self, reference: str, place: Place) -> str:
        return array([reference, "/XYZ", number(place.left), number(place.top + 4), "null"])


@dataclass(slots=True, eq=False)
class _Bookmark:
    slot: Slot
    heading: Heading | None
    kids: list[_Bookmark] = field(default_factory=list)


def write_bookmarks(file: File, ways: Ways, headings: Sequence[Heading]) -> str:
    """The outline of a file's headings, nested as they are; the reference of its root."""
    root = _Bookmark(file.slot(), None)
    path = [root]
    for heading in headings:
        del path[heading.level :]
        made = _Bookmark(file.slot(), heading)
        path[-1].kids.append(made)
        path.append(made)
    entries = {"Type": "/Outlines", "Count": str(len(headings))}
    root.slot.fill(dictionary(entries | _ends(root)))
    _write_level(ways, root)
    return root.slot.reference


def _write_level(ways: Ways, parent: _Bookmark) -> None:
    for at, bookmark in enumerate(parent.kids):
        if bookmark.heading:
            words = " ".join(runs_text(numbered(bookmark.heading)).split())
            entries = {"Title": string(words), "Parent": parent.slot.reference}
            entries |= _neighbours(parent.kids, at) | _ends(bookmark) | ways.to(bookmark.heading.id)
            bookmark.slot.fill(dictionary(entries))
        _write_level(ways, bookmark)


def _neighbours(kids: Sequence[_Bookmark], at: int) -> dict[str, str]:
    before = {"Prev": kids[at - 1].slot.reference} if at else {}
    after = {"Next": kids[at + 1].slot.reference} if at + 1 < len(kids) else {}
    return before | after


def _ends(bookmark: _Bookmark) -> dict[str, str]:
    if not bookmark.kids:
        return {}
    ends = {"First": bookmark.kids[0].slot.reference, "Last": bookmark.kids[-1].slot.reference}
    return ends if bookmark.heading is None else ends | {"Count": str(_shown(bookmark))}


def _shown(bookmark: _Bookmark) -> int:
    return sum(1 + _shown(kid) for kid in bookmark.kids)
