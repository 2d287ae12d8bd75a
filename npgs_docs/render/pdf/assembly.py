"""The finished file: pages, fonts, fields, the tree and the properties, put together once all is painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from npgs_docs.document import Document, headings
from npgs_docs.render.pdf.acroform import Form
from npgs_docs.render.pdf.meta import information, output_intents, packet
from npgs_docs.render.pdf.navigation import Ways, write_bookmarks
from npgs_docs.render.pdf.objects import File, Slot, array, dictionary, number, string
from npgs_docs.render.pdf.pictures import write_picture
from npgs_docs.render.pdf.sheet import Book, Sheet
from npgs_docs.render.pdf.structure import Structure
from npgs_docs.render.pdf.tags import Annotation, Elem, Leads
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Style

_PRINTED = "4"


def assemble(document: Document, style: Style, root: Elem, book: Book, standard: PdfStandard) -> bytes:
    """The bytes of a painted book."""
    return _Assembly(document, style, book, standard).write(root)


@dataclass(slots=True, eq=False)
class _Assembly:
    document: Document
    style: Style
    book: Book
    standard: PdfStandard
    file: File = field(init=False)
    page_tree: Slot = field(init=False)
    pages: list[Slot] = field(init=False)
    annotations: dict[Annotation, Slot] = field(init=False)

    def __post_init__(self) -> None:
        self.file = File(self.standard.version)
        self.page_tree = self.file.slot()
        self.pages = [self.file.slot() for _ in self.book.sheets]
        self.annotations = {each: self.file.slot() for sheet in self.book.sheets for each in sheet.annotations}

    def write(self, root: Elem) -> bytes:
        meta = self.document.meta
        structure = Structure(self.file, self.pages, self.annotations)
        structure.use_namespaces(self.standard)
        tree = structure.write(root, self.book)
        ways = Ways(self.book, structure, self.pages)
        form = Form(self.file, self.style.typeface.typing, self.style.scale["body"].size)
        self._write_annotations(ways, form)
        contents = self._write_pages()
        for embedded in self.book.fonts.values():
            self.file.fonts[embedded.name] = embedded.write(self.file)
        properties = packet(meta, self.standard)
        identity = sha256(b"".join((properties, *contents))).digest()[:16]
        return self.file.finish(self._catalog(tree, ways, form, properties), information(meta), identity)

    def _catalog(self, tree: str, ways: Ways, form: Form, properties: bytes) -> str:
        entries = {
            "Type": "/Catalog",
            "Pages": self.page_tree.reference,
            "Lang": string(self.document.meta.language),
            "MarkInfo": "<</Marked true>>",
            "StructTreeRoot": tree,
            "ViewerPreferences": "<</DisplayDocTitle true>>",
            "Metadata": self.file.stream(properties, Type="/Metadata", Subtype="/XML"),
            "OutputIntents": output_intents(self.file),
        }
        if found := headings(self.document):
            entries |= {"Outlines": write_bookmarks(self.file, ways, found), "PageMode": "/UseOutlines"}
        if form.fields:
            entries["AcroForm"] = form.write()
        return dictionary(entries)

    def _write_pages(self) -> list[bytes]:
        """The page objects; the content of each page is given back."""
        contents = [sheet.content().encode("ascii") for sheet in self.book.sheets]
        for sheet, slot, content in zip(self.book.sheets, self.pages, contents, strict=True):
            slot.fill(self._page(sheet, self.file.compressed(content)))
        kids = array(slot.reference for slot in self.pages)
        self.page_tree.fill(dictionary({"Type": "/Pages", "Count": str(len(self.pages)), "Kids": kids}))
        return contents

    def _page(self, sheet: Sheet, contents: str) -> str:
        entries = {
            "Type": "/Page",
            "Parent": self.page_tree.reference,
            "MediaBox": array(map(number, (0, 0, *self.book.page_size))),
            "Resources": self._resources(sheet),
            "Contents": contents,
            "StructParents": str(sheet.number),
            "Tabs": "/S",
        }
        if sheet.annotations:
            entries["Annots"] = array(self.annotations[each].reference for each in sheet.annotations)
        return dictionary(entries)

    def _resources(self, sheet: Sheet) -> str:
        entries = {"Font": self.file.font_resources}
        if sheet.pictures:
            pictures = {name: write_picture(self.file, picture) for name, picture in sheet.pictures.items()}
            entries["XObject"] = dictionary(pictures)
        return dictionary(entries)

    def _write_annotations(self, ways: Ways, form: Form) -> None:
        for key, (annotation, slot) in enumerate(self.annotations.items(), len(self.pages)):
            entries = {
                "Type": "/Annot",
                "Rect": array(map(number, annotation.rectangle)),
                "F": _PRINTED,
                "P": self.pages[annotation.page].reference,
                "StructParent": str(key),
                "Contents": string(annotation.label),
            }
            match annotation.purpose:
                case Leads():
                    entries |= {"Subtype": "/Link", "Border": "[0 0 0]"} | ways.link(annotation.purpose.target)
                case purpose:
                    entries |= form.entries(purpose, slot, annotation)
            slot.fill(dictionary(entries))
