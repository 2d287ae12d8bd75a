"""The logical tree as PDF objects, and the parent tree that leads from page content back to its element."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from npgs_docs.render.pdf.objects import File, Slot, array, dictionary, string
from npgs_docs.render.pdf.sheet import Book
from npgs_docs.render.pdf.tags import Annotation, Elem, Marked
from npgs_docs.render.standard import PdfStandard

_PDF_1 = "http://iso.org/pdf/ssn"
_PDF_2 = "http://iso.org/pdf2/ssn"
_ROLES_OF_PDF_1 = frozenset({"TOC", "TOCI"})


@dataclass(slots=True, eq=False)
class Structure:
    """A tree being written. `elems` and `annotations` are the references of what stands in it, `owners` those of the
    elements that annotations stand in.
    """

    file: File
    pages: Sequence[Slot]
    annotations: dict[Annotation, Slot]
    elems: dict[Elem, Slot] = field(default_factory=dict)
    owners: dict[Annotation, Slot] = field(default_factory=dict)
    namespaces: dict[str, str] = field(default_factory=dict)

    def write(self, root: Elem, book: Book) -> str:
        """The reference of the structure tree root."""
        tree = self.file.slot()
        self._number(root)
        self._write(root, tree.reference)
        entries = {"Type": "/StructTreeRoot", "K": self.elems[root].reference}
        entries["ParentTree"] = self._parent_tree(book)
        entries["ParentTreeNextKey"] = str(len(self.pages) + len(self.annotations))
        if self.namespaces:
            entries["Namespaces"] = array(self.namespaces.values())
        tree.fill(dictionary(entries))
        return tree.reference

    def use_namespaces(self, standard: PdfStandard) -> None:
        """PDF 2.0 tells elements of the two versions apart; PDF 1.7 knows one set."""
        if standard is PdfStandard.UA2:
            for address in (_PDF_1, _PDF_2):
                self.namespaces[address] = self.file.add(dictionary({"Type": "/Namespace", "NS": string(address)}))

    def _number(self, elem: Elem) -> None:
        self.elems[elem] = slot = self.file.slot()
        for kid in elem.kids:
            if isinstance(kid, Elem):
                self._number(kid)
            elif isinstance(kid, Annotation):
                self.owners[kid] = slot

    def _write(self, elem: Elem, parent: str) -> None:
        slot = self.elems[elem]
        entries = {"Type": "/StructElem", "S": f"/{elem.role}", "P": parent}
        home = next((kid.page for kid in elem.kids if isinstance(kid, Marked)), None)
        if home is not None:
            entries["Pg"] = self.pages[home].reference
        if elem.kids:
            entries["K"] = array([self._kid(kid, home) for kid in _read_in_order(elem.kids)])
        slot.fill(dictionary(entries | self._extras(elem)))
        for kid in elem.kids:
            if isinstance(kid, Elem):
                self._write(kid, slot.reference)

    def _extras(self, elem: Elem) -> dict[str, str]:
        entries = {}
        if elem.attributes:
            entries["A"] = elem.attributes
        if elem.title:
            entries["T"] = string(elem.title)
        if elem.alt:
            entries["Alt"] = string(elem.alt)
        if self.namespaces:
            entries["NS"] = self.namespaces[_PDF_1 if elem.role in _ROLES_OF_PDF_1 else _PDF_2]
        if elem.refers and self.namespaces:
            entries["Ref"] = array([self.elems[elem.refers].reference])
        return entries

    def _kid(self, kid: Elem | Marked | Annotation, home: int | None) -> str:
        match kid:
            case Elem():
                return self.elems[kid].reference
            case Marked() if kid.page == home:
                return str(kid.number)
            case Marked():
                return dictionary({"Type": "/MCR", "Pg": self.pages[kid.page].reference, "MCID": str(kid.number)})
            case Annotation():
                page = self.pages[kid.page].reference
                return dictionary({"Type": "/OBJR", "Pg": page, "Obj": self.annotations[kid].reference})

    def _parent_tree(self, book: Book) -> str:
        """Pages come first, each with the elements of its content; then annotations in the order of `annotations`."""
        numbers = []
        for sheet in book.sheets:
            owners = array(self.elems[elem].reference for elem in sheet.elems)
            numbers.append(f"{sheet.number} {self.file.add(owners)}")
        for key, annotation in enumerate(self.annotations, len(book.sheets)):
            numbers.append(f"{key} {self.owners[annotation].reference}")
        return self.file.add(dictionary({"Nums": array(numbers)}))


def _read_in_order(kids: Sequence[Elem | Marked | Annotation]) -> Sequence[Elem | Marked | Annotation]:
    """A link's words come before the places that can be clicked."""
    return kids if len(kids) == 1 else sorted(kids, key=lambda kid: isinstance(kid, Annotation))
