"""The slim package that a document starts from: styles and settings of one Style, and nothing of anybody else's."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from npgs_docs.render.word.theme import theme_xml
from npgs_docs.render.word.xml import DECLARED, HEAD, NAMESPACES, value
from npgs_docs.style import Style

_OFFICE = "application/vnd.openxmlformats-officedocument"
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


def started(body: str, styles: str, style: Style, language: str) -> bytes:
    """The package for a style and a language, with a body and a part of styles of given text."""
    parts = _base(styles, theme_xml(style), language, value(style.typeface.word))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
        package.writestr(zipfile.ZipInfo("word/document.xml"), _document(body))
    return packed.getvalue()


def _document(body: str) -> bytes:
    return f"{HEAD}<w:document {DECLARED}><w:body>{body}</w:body></w:document>".encode()


@lru_cache(_KEPT)
def _base(styles: str, theme: str, language: str, face: str) -> Mapping[str, bytes]:
    """The parts that are the same in all documents of one look; those of the last few looks are kept."""
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml"), ("extended-properties", "docProps/app.xml")),
        "docProps/app.xml": _application(),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("theme", "theme/theme1.xml"),
        ),
        "word/styles.xml": styles,
        "word/theme/theme1.xml": theme,
        "word/settings.xml": _settings(language),
        "word/fontTable.xml": _fonts(face),
    }
    return {name: text.encode() for name, text in texts.items()}


def _content_types() -> str:
    word = f"{_OFFICE}.wordprocessingml"
    kinds = {
        "/word/document.xml": f"{word}.document.main+xml",
        "/word/styles.xml": f"{word}.styles+xml",
        "/word/settings.xml": f"{word}.settings+xml",
        "/word/fontTable.xml": f"{word}.fontTable+xml",
        "/word/theme/theme1.xml": f"{_OFFICE}.theme+xml",
        "/docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
    }
    named = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(*ways: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{NAMESPACES["r"]}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(ways, 1)
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
