"""A Word file as a stranger reads it, with zipfile and lxml alone, and the words of a PDF in the order of its tree."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf
from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {
    "w": W,
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "v": "urn:schemas-microsoft-com:vml",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
    "s": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
}
BOXES = "\u2610\u2612"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


@dataclass(frozen=True, slots=True)
class Control:
    """One content control: what Word calls it, what it asks for, how it is bound and what it shows."""

    tag: str
    title: str
    kind: str
    id: str
    xpath: str
    answer: str
    shown: str
    empty: bool


class Word:
    """The parts of one file."""

    def __init__(self, data: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(data))

    def part(self, name: str) -> Any:
        return etree.fromstring(self.zip.read(name))

    @cached_property
    def document(self) -> Any:
        return self.part("word/document.xml")

    def find(self, path: str, root: Any = None) -> list[Any]:
        found: list[Any] = (self.document if root is None else root).xpath(path, namespaces=NS)
        return found

    def style(self, name: str) -> Any:
        return self.find(f"//w:style[@w:styleId='{name}']", self.part("word/styles.xml"))[0]

    def paragraphs(self, style: str) -> list[Any]:
        return self.find(f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")

    @cached_property
    def relations(self) -> dict[str, tuple[str, str]]:
        """Ids of the document's relations with the last word of their kind and their target."""
        found = self.part("word/_rels/document.xml.rels")
        return {one.get("Id"): (one.get("Type").rpartition("/")[2], one.get("Target")) for one in found}

    def controls(self) -> list[Control]:
        return [self._control(one) for one in self.find("//w:sdt[w:sdtPr/w:tag]")]

    def _control(self, sdt: Any) -> Control:
        def value(path: str) -> str:
            found = self.find(path, sdt)
            return str(found[0]) if found else ""

        kinds = [kind for kind in ("w14:checkbox", "w:date", "w:text") if self.find(f"w:sdtPr/{kind}", sdt)]
        xpath = value("w:sdtPr/w:dataBinding/@w:xpath")
        prefix, address = re.fullmatch(r"xmlns:(\w+)='(.+)'", value("w:sdtPr/w:dataBinding/@w:prefixMappings")).groups()  # type: ignore[union-attr]
        (node,) = self.part("customXml/item1.xml").xpath(xpath, namespaces={prefix: address})
        return Control(
            value("w:sdtPr/w:tag/@w:val"),
            value("w:sdtPr/w:alias/@w:val"),
            ",".join(kinds),
            value("w:sdtPr/w:id/@w:val"),
            xpath,
            node.text or "",
            "".join(self.find("w:sdtContent//w:t/text()", sdt)),
            bool(self.find("w:sdtPr/w:showingPlcHdr", sdt)),
        )

    def words(self) -> str:
        """What is read from the first line to the last, without head and foot; boxes are not words."""
        lines = []
        for paragraph in self.find("//w:body//w:p"):
            number = self._number(paragraph)
            lines.append(number + "".join(_said(node) for node in paragraph.iter(w("t"), w("tab"), w("br"))))
        return plain(" ".join(lines))

    def _number(self, paragraph: Any) -> str:
        """The mark before a paragraph, as Word counts it."""
        counted = self.find("w:pPr/w:numPr[w:numId]", paragraph)
        if not counted:
            return ""
        id, level = (int(self.find(f"w:{name}/@w:val", counted[0])[0]) for name in ("numId", "ilvl"))
        return self._counter.mark(id, level) + " "

    @cached_property
    def _counter(self) -> _Counter:
        return _Counter(self.part("word/numbering.xml"))


class _Counter:
    """Counts numbered paragraphs as ISO 29500-1, 17.9 says, for the plans we make."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.counts: dict[tuple[str, int], int] = {}
        self.begun: set[int] = set()

    def mark(self, id: int, level: int) -> str:
        (num,) = self.part.xpath(f"w:num[@w:numId='{id}']", namespaces=NS)
        plan = num.xpath("string(w:abstractNumId/@w:val)", namespaces=NS)
        path = f"w:abstractNum[@w:abstractNumId='{plan}']/w:lvl[@w:ilvl='{level}']"
        (look,) = self.part.xpath(path, namespaces=NS)
        text = str(look.xpath("string(w:lvlText/@w:val)", namespaces=NS))
        anew = num.xpath(f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride/@w:val", namespaces=NS)
        if anew and id not in self.begun:
            self.counts[plan, level] = int(anew[0]) - 1
        self.begun.add(id)
        self.counts[plan, level] = self.counts.get((plan, level), 0) + 1
        for deeper in range(level + 1, 9):
            self.counts.pop((plan, deeper), None)
        return re.sub(r"%(\d)", lambda found: str(self.counts.get((plan, int(found[1]) - 1), 1)), text)


def _said(node: Any) -> str:
    return node.text or "" if node.tag == w("t") else " "


def plain(words: str) -> str:
    """Words apart by one space each, without boxes and without the room to write on after a blank."""
    words = re.sub("]\u00a0+", "]", words)
    return " ".join(re.sub(f"[{BOXES}]", " ", words).split())


# --- PDF -----------------------------------------------------------------------------------------------------

_BLOCK = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CODE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def pdf_words(data: bytes) -> str:
    """What a screen reader says of a PDF: the words of its structure tree in order, artifacts left out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        shown = {page.objgen: _shown(page) for page in pdf.pages}
        return plain(" ".join(_told(pdf.Root.StructTreeRoot.K, None, shown)))


def _shown(page: Any) -> dict[int, str]:
    """The words of one page by marked-content id."""
    fonts = {name: _codes(font) for name, font in page.Resources.Font.items()}
    words: dict[int, str] = {}
    stack: list[int | None] = []
    font: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                told = operands[1] if len(operands) > 1 else {}
                stack.append(int(told["/MCID"]) if "/MCID" in told else None)
            case "EMC":
                stack.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" if stack and stack[-1] is not None:
                text = "".join(font[bytes(operands[0])[at : at + 2]] for at in range(0, len(bytes(operands[0])), 2))
                words[stack[-1]] = words.get(stack[-1], "") + text
            case "TJ" if stack and stack[-1] is not None:
                raise AssertionError("words are shown one by one, and this reader does not know it")
    return words


def _codes(font: Any) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for block in _BLOCK.findall(font.ToUnicode.read_bytes()):
        for code, text in _CODE.findall(block):
            found[bytes.fromhex(code.decode())] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return found


def _told(node: Any, page: Any, shown: dict[Any, dict[int, str]], *, entry: bool = False) -> Iterator[str]:
    """The words of an element. In an entry of a contents list the page stands apart from the words."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _told(kid, page, shown, entry=entry)
    elif isinstance(node, pikepdf.Dictionary):
        page = node.get("/Pg", page)
        if node.get("/Type") == "/MCR":
            yield shown[page.objgen][int(node.MCID)]
        elif node.get("/Type") != "/OBJR" and "/K" in node:
            entry = entry or node.S == pikepdf.Name.TOCI
            kids = _told(node.K, page, shown, entry=entry)
            yield "".join(kids) if (node.S in _LINES or _has_words(node)) and not entry else " ".join(kids)
    else:
        yield shown[page.objgen].get(int(node), "")


def _has_words(node: pikepdf.Dictionary) -> bool:
    """Whether words stand in an element itself: it is a paragraph then, whatever it is called."""
    kids = node.K if isinstance(node.K, pikepdf.Array) else [node.K]
    return any(isinstance(kid, int) or kid.get("/Type") == "/MCR" for kid in kids)


_LINES = {pikepdf.Name(f"/{name}") for name in ("P", "Lbl", "H1", "H2", "H3", "H4", "Link", "Caption")}
