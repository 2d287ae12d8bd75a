"""Word templates of organizations, made as Word, LibreOffice and Google Docs make them, and broken ones."""

import io
import re
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.shared import Pt, RGBColor
from lxml import etree

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BLUE = "0B3D6E"


def png(red: int = 200) -> bytes:
    """A picture of 40 by 20 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((red, 30, 30)) * 40 for _ in range(20))
    head = struct.pack(">IIBBBBB", 40, 20, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def dark(document: Any) -> None:
    """Give every style that has a color one that can be read."""
    for color in document.styles.element.iter(qn("w:color")):
        color.attrib.clear()
        color.set(qn("w:val"), BLUE)


def letterhead(path: Path, change: Callable[[Any], None] = lambda document: None) -> Path:
    """A template as a Word user makes it: Georgia, blue headings, a logo in the head, an address in the foot, old text."""
    document = docx.Document()
    dark(document)
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Heading 1"].font.name = "Impact"
    document.styles["Heading 1"].font.size = Pt(31)
    section = document.sections[0]
    section.left_margin = section.right_margin = Pt(60)
    section.top_margin = Pt(100)
    head = section.header.paragraphs[0]
    head.text = "Harbor Light letterhead"
    drawn = head.add_run().add_picture(io.BytesIO(png()), width=Pt(80))
    drawn._inline.docPr.set("descr", "Harbor Light logo")
    section.footer.paragraphs[0].text = "12 Oak Street, Austin"
    document.add_heading("Old words", 1)
    document.add_paragraph("Nobody wants to see these in a policy.")
    change(document)
    document.save(str(path))
    return path


def changed(path: Path, changes: Mapping[str, Callable[[bytes], bytes] | bytes | None]) -> Path:
    """The file at `path` with some of its parts replaced, added or (None) taken out."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for name, change in changes.items():
        if change is None:
            del parts[name]
        else:
            parts[name] = change if isinstance(change, bytes) else change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def replaced(before: str, after: str) -> Callable[[bytes], bytes]:
    """A part with some of its text replaced; what is not there would make a test say nothing."""

    def change(data: bytes) -> bytes:
        assert before.encode() in data, before
        return data.replace(before.encode(), after.encode())

    return change


def german(path: Path) -> Path:
    """As a German Word writes it: ids in German, names in English and small letters."""
    ids = {
        "Heading1": "berschrift1",
        "Heading2": "berschrift2",
        "Normal": "Standard",
        "ListBullet": "Aufzhlungszeichen",
    }

    def renamed(data: bytes) -> bytes:
        text = data.decode()
        for id, other in ids.items():
            text = re.sub(rf'(w:(?:styleId|val)=")({id})"', rf'\g<1>{other}"', text)
        text = re.sub(r'(<w:name w:val=")Standard"', r'\g<1>Normal"', text)
        return text.replace('<w:name w:val="List Bullet"/>', '<w:name w:val="list bullet"/>').encode()

    letterhead(path)
    return changed(path, {"word/styles.xml": renamed, "word/numbering.xml": renamed})


def google(path: Path) -> Path:
    """As Google Docs writes it: few styles, no numbering, no outline levels, a theme without a font table."""
    styles = (
        f'<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Lora" w:hAnsi="Lora"/><w:sz w:val="22"/>'
        '<w:lang w:val="de"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="276" w:lineRule="auto"/></w:pPr>'
        '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Normal" w:default="1"><w:name w:val="normal"/></w:style>'
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
            '<w:next w:val="Normal"/><w:pPr><w:keepNext w:val="1"/><w:pageBreakBefore w:val="1"/></w:pPr>'
            f'<w:rPr><w:color w:val="{BLUE}"/><w:sz w:val="{44 - 4 * level}"/></w:rPr></w:style>'
            for level in range(1, 7)
        )
        + '<w:style w:type="table" w:styleId="TableNormal" w:default="1"><w:name w:val="Table Normal"/></w:style></w:styles>'
    )
    document = (
        f'<w:document {NS}><w:body><w:p><w:r><w:t>Old</w:t></w:r></w:p><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1440.5" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720"/></w:sectPr></w:body></w:document>'
    )
    return _package(path, {"word/document.xml": document, "word/styles.xml": styles})


def bare(path: Path) -> Path:
    """The least that is a Word document: one part, no styles."""
    return _package(path, {"word/document.xml": f"<w:document {NS}><w:body><w:p/></w:body></w:document>"})


def _package(path: Path, parts: Mapping[str, str]) -> Path:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = '<Override PartName="/word/document.xml" ContentType="' + kinds + '.document.main+xml"/>'
    if "word/styles.xml" in parts:
        overrides += f'<Override PartName="/word/styles.xml" ContentType="{kinds}.styles+xml"/>'
    every = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in every.items():
            file.writestr(name, text)
    return path


def libre_office(path: Path, folder: Path) -> Path:
    """As LibreOffice writes it, from a page of its own; skips where it is not installed."""
    page = folder / "page.fodt"
    page.write_text(_FODT, encoding="utf-8")
    user = f"-env:UserInstallation=file://{folder}/lo"
    command = ["soffice", user, "--headless", "--convert-to", "docx", "--outdir", str(folder), str(page)]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    except FileNotFoundError:
        pytest.skip("LibreOffice is not installed")
    return (folder / "page.docx").rename(path)


_FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:font-family="Gentium"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard"
 style:default-outline-level="1"><style:text-properties fo:color="#0b3d6e" fo:font-size="26pt"/></style:style>
</office:styles>
<office:automatic-styles><style:page-layout style:name="p"><style:page-layout-properties fo:page-width="8.5in" fo:page-height="11in"
 fo:margin="0.9in"/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p"><style:footer><text:p>Made in LibreOffice</text:p>
</style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:h text:style-name="Heading_20_1" text:outline-level="1">Old</text:h><text:p>Old words</text:p>
</office:text></office:body></office:document>
"""


def turned(document: Any) -> None:
    """A section on its side before an upright one."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Pt(792), Pt(612)


def with_note_in_green(document: Any) -> None:
    """A paragraph style of theirs by the name of one of ours."""
    style = document.styles.add_style("Note", WD_STYLE_TYPE.PARAGRAPH)
    style.font.color.rgb = RGBColor(0, 80, 0)


def in_head(text: str) -> Callable[[Any], None]:
    """A document whose head ends in a paragraph of given text."""

    def change(document: Any) -> None:
        document.sections[0].header._element.append(parse_xml(f"<w:p {NS}>{text}</w:p>"))

    return change


def text_of(root: Any) -> str:
    """A part as text, for names that must not be in it."""
    return str(etree.tostring(root, encoding="unicode"))
