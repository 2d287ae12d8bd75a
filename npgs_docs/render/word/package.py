"""A package that python-docx holds, as bytes: parts in a fixed order, without the time of day."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

_EPOCH = (1980, 1, 1, 0, 0, 0)
_CONTENT_TYPES = "[Content_Types].xml"
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
}
_COMPRESSION = 6


def packed(package: Any, texts: Mapping[str, bytes]) -> bytes:
    """The bytes of python-docx's `package` (an OpcPackage), which is done with then.

    `texts` are parts by name that go in as they are, whatever the package holds under their name.
    """
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as file:
        _add(file, _CONTENT_TYPES, _content_types(parts))
        _add(file, "_rels/.rels", package.rels.xml)
        for part in parts:
            name = part.partname.membername
            _add(file, name, texts.get(name) or part.blob)
            if len(part.rels):
                _add(file, part.partname.rels_uri.membername, part.rels.xml)
    for holder in (package, *parts):
        vars(holder).clear()  # parts know each other both ways; such circles, body and all, outlive their document
    return written.getvalue()


def _add(file: zipfile.ZipFile, name: str, data: bytes | str) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
    file.writestr(entry, data)


def _content_types(parts: Iterable[Any]) -> str:
    defaults = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in _DEFAULTS.items())
    overrides = "".join(
        f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>'
        for part in parts
        if _DEFAULTS.get(part.partname.ext.lower()) != part.content_type
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{defaults}{overrides}</Types>"
    )
