"""The slim package that a document starts from: styles and settings of one Style, and nothing of anybody else's.

A ground of ours may be laid over with parts of an organization's own file (`theirs`).
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from npgs_docs.render.word.numbering import NO_LISTS, Lists
from npgs_docs.render.word.styles import styles_xml
from npgs_docs.render.word.theme import theme_xml
from npgs_docs.render.word.xml import DECLARED, HEAD, NAMESPACES, value
from npgs_docs.style import Style, WordPart

_OFFICE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_OFFICE}.wordprocessingml"
_APPLICATION = f"{_OFFICE}.extended-properties+xml"
_MAIN = "word/document.xml"
STYLES, SETTINGS, FONTS = (f"word/{name}.xml" for name in ("styles", "settings", "fontTable"))
THEME = "word/theme/theme1.xml"
_WAYS = (
    ("rId1", "styles", "styles.xml"),
    ("rId2", "settings", "settings.xml"),
    ("rId3", "fontTable", "fontTable.xml"),
    ("rId4", "theme", "theme/theme1.xml"),
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMPATIBILITY = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
    ("useWord2013TrackBottomHyphenation", "0"),
)
_KEPT = 8


@dataclass(frozen=True, slots=True)
class Ground:
    """What a document is set on: the parts of its package but for its text and its numbers.

    `styles` is the text of that part. `around` names the heads and feet that are an organization's own (``header-first``),
    `lists` what its lists are like.
    """

    parts: tuple[WordPart, ...]
    styles: str
    around: tuple[str, ...] = ()
    lists: Lists = NO_LISTS


def our_ground(style: Style, language: str, *, counted: bool) -> Ground:
    """The ground of a style and a language; those of the last few looks are kept."""
    return _ground(styles_xml(style, language, counted=counted), theme_xml(style), language, value(style.typeface.word))


@lru_cache(_KEPT)
def _ground(styles: str, theme: str, language: str, face: str) -> Ground:
    texts = (
        ("docProps/app.xml", _APPLICATION, _application()),
        (STYLES, f"{_WORD}.styles+xml", styles),
        (THEME, f"{_OFFICE}.theme+xml", theme),
        (SETTINGS, f"{_WORD}.settings+xml", _settings(language)),
        (FONTS, f"{_WORD}.fontTable+xml", _fonts(face)),
    )
    return Ground(tuple(WordPart(name, kind, text.encode()) for name, kind, text in texts), styles)


@lru_cache(_KEPT)
def started(ground: Ground) -> bytes:
    """The package of a ground, for python-docx to open. What is only handed on comes when the package is packed
    (`texts_of`), and in its place stands next to nothing, for python-docx would read it and write it anew.
    """
    main = WordPart(_MAIN, f"{_WORD}.document.main+xml", _document(""))
    stand_in = WordPart(STYLES, f"{_WORD}.styles+xml", f"{HEAD}<w:styles {DECLARED}/>".encode())
    parts = tuple(stand_in if one.name == STYLES else one for one in ground.parts)
    around = ((name, name.partition("-")[0], f"{name}.xml") for name in ground.around)
    package = {
        "[Content_Types].xml": _content_types((*parts, main)),
        "_rels/.rels": _relations(
            ("rId1", "officeDocument", _MAIN), ("rId2", "extended-properties", "docProps/app.xml")
        ),
        "word/_rels/document.xml.rels": _relations(*_WAYS, *around),
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as file:
        for name, text in package.items():
            file.writestr(zipfile.ZipInfo(name), text)
        for part in (*parts, main):
            file.writestr(zipfile.ZipInfo(part.name), part.data)
    return packed.getvalue()


def texts_of(body: str, ground: Ground) -> dict[str, bytes]:
    """The parts that are only handed on: the document with a body of given text, and the ground's styles."""
    styles = next(one.data for one in ground.parts if one.name == STYLES)
    return {_MAIN: _document(body), STYLES: styles}


def _document(body: str) -> bytes:
    return f"{HEAD}<w:document {DECLARED}><w:body>{body}</w:body></w:document>".encode()


def _content_types(parts: Sequence[WordPart]) -> str:
    named = "".join(f'<Override PartName="/{one.name}" ContentType="{one.kind}"/>' for one in parts if one.kind)
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(*ways: tuple[str, str, str]) -> str:
    made = "".join(
        f'<Relationship Id="{id}" Type="{NAMESPACES["r"]}/{kind}" Target="{target}"/>' for id, kind, target in ways
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'


def _application() -> str:
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>npgs-docs</Application></Properties>"
    )


def _settings(language: str) -> str:
    address = "http://schemas.microsoft.com/office/word"
    compatible = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{address}" w:val="{value}"/>' for name, value in _COMPATIBILITY
    )
    return (
        f'{HEAD}<w:settings {DECLARED}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:compat>{compatible}</w:compat>"
        f'<w:themeFontLang w:val="{value(language)}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts(face: str) -> str:
    return f'{HEAD}<w:fonts {DECLARED}><w:font w:name="{face}"/></w:fonts>'
