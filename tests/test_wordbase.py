"""Word templates of organizations as files: what comes out of a sound one, and a plain word for every other."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from npgs_docs.errors import UnfitError
from npgs_docs.wordbase import read_base
from npgs_docs.wordbase.package import LARGEST_FILE
from tests.render.bases import BLUE, NS, bare, changed, in_head, letterhead, replaced

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:styles ' + NS.encode() + b"/>"
RELATIONS = "word/_rels/header1.xml.rels"


def with_bytes(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


def cut_off(path: Path) -> Path:
    path.write_bytes(letterhead(path).read_bytes()[:-400])
    return path


def altered(path: Path) -> Path:
    """A byte in the middle of the styles is another."""
    data = bytearray(letterhead(path).read_bytes())
    with zipfile.ZipFile(path) as file:
        at = file.getinfo("word/styles.xml").header_offset
    data[at + 300 : at + 310] = b"\0" * 10
    path.write_bytes(data)
    return path


def bomb(path: Path) -> Path:
    with zipfile.ZipFile(bare(path), "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/media/image1.png", bytes(101_000_000))
    return path


def locked_part(path: Path) -> Path:
    """As other programs lock: the parts say that they are encrypted."""
    data = bytearray(bare(path).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    return path


def with_part(name: str, data: bytes) -> Callable[[Path], Path]:
    return lambda path: changed(letterhead(path), {name: data})


def with_relation(before: str, after: str) -> Callable[[Path], Path]:
    return lambda path: changed(letterhead(path), {RELATIONS: replaced(before, after)})


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (lambda path: path, "cannot be read as a file"),
    "empty": (with_bytes(b""), "is empty"),
    "a text": (with_bytes(b"Dear all"), "is not a Word file"),
    "a PDF": (with_bytes(b"%PDF-1.7\n"), "is a PDF, whatever its name says"),
    "an old Word file": (with_bytes(OLD_OFFICE + bytes(600)), "before 2007"),
    "locked": (with_bytes(OLD_OFFICE + bytes(600) + "EncryptedPackage".encode("utf-16-le")), "locked with a password"),
    "locked inside": (locked_part, "locked with a password"),
    "too large": (with_bytes(b"PK" + bytes(LARGEST_FILE)), "is 20,000,002 bytes"),
    "a bomb": (bomb, "unpacks to more than"),
    "cut off": (cut_off, "ends too early"),
    "altered": (altered, "word/styles.xml is not whole"),
    "no XML": (with_part("word/styles.xml", b"<w:styles"), "word/styles.xml cannot be read"),
    "another part": (with_part("word/header1.xml", f"<w:p {NS}/>".encode()), "word/header1.xml is not what it should be"),
    "a declaration": (with_part("word/styles.xml", DOCTYPE), "declarations that no Word file has"),
    "macros": (with_part("word/vbaProject.bin", b"x"), "holds macros"),
    "a macro template": (
        lambda path: changed(letterhead(path), {"[Content_Types].xml": replaced("document.main+xml", "macroEnabledTemplate.main+xml")}),
        "holds macros",
    ),
    "strict": (
        with_part("word/styles.xml", b'<w:styles xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
        "is a Strict Open XML file",
    ),
    "a spreadsheet": (
        lambda path: changed(bare(path), {"word/document.xml": b"<workbook/>"}),
        "is not a Word document",
    ),
    "no parts": (lambda path: changed(bare(path), {"_rels/.rels": None}), "is not a Word document"),
    "a linked picture": (
        with_relation('Target="media/image1.png"', 'Target="https://example.org/a.png" TargetMode="External"'),
        "is only linked to",
    ),
    "a lost picture": (with_relation("media/image1.png", "media/image9.png"), "is missing from the file"),
    "a picture that is none": (with_relation("media/image1.png", "document.xml"), "word/document.xml is no picture"),
    "a chart": (with_relation("relationships/image", "relationships/chart"), "holds what cannot be copied into other files (chart)"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_used_is_told_in_plain_words(kind: str, tmp_path: Path) -> None:
    make, words = BAD[kind]
    with pytest.raises(UnfitError) as told:
        read_base(make(tmp_path / "letterhead.docx"))
    assert words in told.value.fault
    assert "letterhead.docx" in told.value.fault
    assert told.value.cure


def test_a_template_file_is_as_good_as_a_document(tmp_path: Path) -> None:
    kind = replaced("document.main+xml", "template.main+xml")
    base = read_base(changed(letterhead(tmp_path / "base.dotx"), {"[Content_Types].xml": kind}))
    assert base.accent == f"#{BLUE.lower()}"
    assert {"word/styles.xml", "word/header-default.xml", "word/media/image1.png"} <= {one.name for one in base.parts}


@pytest.mark.parametrize(
    ("color", "accent"),
    [
        ('w:val="123456"', "#123456"),
        ('w:val="FFFFFF" w:themeColor="accent1"', "#4f81bd"),
        ('w:val="FFFFFF" w:themeColor="accent1" w:themeShade="80"', "#244061"),
        ('w:val="FFFFFF" w:themeColor="text2" w:themeTint="99"', "#548dd4"),
        ('w:val="auto"', ""),
    ],
)
def test_the_color_of_headings_is_looked_up(color: str, accent: str, tmp_path: Path) -> None:
    style = f'<w:styles {NS}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="Heading 1"/><w:basedOn w:val="b"/></w:style>'
    above = f'<w:style w:type="paragraph" w:styleId="b"><w:name w:val="x"/><w:rPr><w:color {color}/></w:rPr></w:style></w:styles>'
    base = changed(letterhead(tmp_path / "base.docx"), {"word/styles.xml": (style + above).encode()})
    assert parts_of(read_base(base).accent) == pytest.approx(parts_of(accent), abs=1)


def parts_of(color: str) -> list[int]:
    """Red, green and blue; Word rounds a little otherwise than we do."""
    return [int(color[at : at + 2], 16) for at in range(1, len(color), 2)]


def test_links_in_the_head_come_along_and_others_do_not(tmp_path: Path) -> None:
    def linked(target: str) -> Path:
        base = letterhead(tmp_path / "base.docx", in_head('<w:hyperlink r:id="rId7" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'))  # fmt: skip
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        more = f'<Relationship Id="rId7" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
        return changed(base, {RELATIONS: replaced("</Relationships>", more)})

    parts = {one.name: one.data for one in read_base(linked("https://example.org")).parts}
    assert b'Target="https://example.org"' in parts["word/_rels/header-default.xml.rels"]
    with pytest.raises(UnfitError, match="hyperlink"):
        read_base(linked("file:///etc/passwd"))
