"""What a file says of itself: its properties twice over (Info and XMP, which have to agree) and its colour space."""

from __future__ import annotations

import struct
from functools import cache
from html import escape

from npgs_docs.document import Meta
from npgs_docs.render.pdf.objects import File, array, dictionary, string
from npgs_docs.render.standard import PdfStandard

PRODUCER = "npgs-docs"
_NO_DATE = "2000-01-01"
_TIME = "00:00:00"


_CLAIMS = {
    PdfStandard.UA1: "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
    PdfStandard.UA2: "<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev>",
}

_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

# PDF/A-2 knows only its own properties; one of another standard has to be described (ISO 19005-2, 6.6.2.3.3).
_UA_DESCRIBED = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    f"<pdfaSchema:namespaceURI>{_NAMESPACES['pdfuaid']}</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)


def information(meta: Meta) -> str:
    """The Info dictionary; properties that are empty are left out of it, and of the XMP packet too."""
    stamp = f"D:{_date(meta).replace('-', '')}{_TIME.replace(':', '')}+00'00'"
    entries = {"Title": meta.title, "Author": meta.author, "Subject": meta.subject, "Keywords": meta.keywords}
    entries |= {"Creator": PRODUCER, "Producer": PRODUCER, "CreationDate": stamp, "ModDate": stamp}
    return dictionary({key: string(value) for key, value in entries.items() if value})


def packet(meta: Meta, standard: PdfStandard) -> bytes:
    """The XMP packet."""
    names = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    described = _UA_DESCRIBED if standard is PdfStandard.UA1 else ""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {names}>\n{_properties(meta)}\n{_CLAIMS[standard]}{described}\n'
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()


def _properties(meta: Meta) -> str:
    moment = f"{_date(meta)}T{_TIME}+00:00"
    parts = {
        "dc:format": "application/pdf",
        "dc:title": _in_words(meta.title),
        "dc:creator": _listed("Seq", meta.author),
        "dc:description": _in_words(meta.subject),
        "dc:language": _listed("Bag", meta.language),
        "pdf:Keywords": escape(meta.keywords, quote=False),
        "pdf:Producer": PRODUCER,
        "xmp:CreatorTool": PRODUCER,
        "xmp:CreateDate": moment,
        "xmp:ModifyDate": moment,
    }
    return "".join(f"<{key}>{value}</{key}>" for key, value in parts.items() if value)


def _in_words(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text, quote=False)}</rdf:li></rdf:Alt>' if text else ""


def _listed(kind: str, text: str) -> str:
    return f"<rdf:{kind}><rdf:li>{escape(text, quote=False)}</rdf:li></rdf:{kind}>" if text else ""


def _date(meta: Meta) -> str:
    return meta.date or _NO_DATE


# --- the colour space ----------------------------------------------------------------------------------------


def output_intents(file: File) -> str:
    """The entry that says which colours the numbers of a page mean: those of sRGB (ISO 19005-2, 6.2.3)."""
    profile = file.compressed(srgb_profile(), N="3")
    intent = {"Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": profile}
    return array([dictionary(intent | {"OutputConditionIdentifier": "(sRGB)", "Info": "(sRGB)"})])


@cache
def srgb_profile() -> bytes:
    """An ICC profile (version 2.1) with the primaries of IEC 61966-2-1, adapted to D50, and its gamma of about 2.2."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"sRGB\0" + bytes(78),
        b"cprt": b"text\0\0\0\0No rights reserved\0",
        b"wtpt": _xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": _xyz(0.43607, 0.22249, 0.01392),
        b"gXYZ": _xyz(0.38515, 0.71687, 0.09708),
        b"bXYZ": _xyz(0.14307, 0.06061, 0.71410),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for key, value in tags.items():
        table += key + struct.pack(">II", start + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    return _profile_head(start + len(body)) + table + body


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in (x, y, z)))


def _profile_head(size: int) -> bytes:
    moment = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI", size, b"\0\0\0\0", 0x02100000) + b"mntrRGB XYZ " + moment + b"acsp"
    return (head + bytes(28) + _xyz(0.9642, 1.0, 0.8249)[8:]).ljust(128, b"\0")
