"""The XMP packet of a PDF in, what the file says about itself out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_NAMES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
}


@dataclass(frozen=True, slots=True)
class Xmp:
    """Properties by short name (``dc:title``). `there` is False without a packet, `sound` where it is no XML."""

    there: bool = False
    sound: bool = False
    properties: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.properties.get(name, "")

    @property
    def claims(self) -> tuple[str, ...]:
        """The standards the file says it follows: ``PDF/UA-1``, ``PDF/A-2A``."""
        ua, a = self["pdfuaid:part"], self["pdfaid:part"]
        return (*((f"PDF/UA-{ua}",) if ua else ()), *((f"PDF/A-{a}{self['pdfaid:conformance']}",) if a else ()))


def read_xmp(packet: bytes | None) -> Xmp:
    if packet is None:
        return Xmp()
    try:
        root = etree.fromstring(packet.strip(b"\0 \r\n\t"), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return Xmp(there=True)
    found: dict[str, str] = {}
    for description in root.iter(f"{_RDF}Description"):
        for key, value in description.attrib.items():
            _note(found, str(key), str(value))
        for one in description.iterchildren("*"):
            listed = " ".join(each.text.strip() for each in one.iter(f"{_RDF}li") if each.text)
            _note(found, str(one.tag), listed or (one.text or ""))
    return Xmp(there=True, sound=True, properties=found)


def _note(found: dict[str, str], tag: str, value: str) -> None:
    namespace, _, name = tag.removeprefix("{").rpartition("}")
    if namespace in _NAMES and value.strip():
        found.setdefault(f"{_NAMES[namespace]}:{name}", value.strip())
