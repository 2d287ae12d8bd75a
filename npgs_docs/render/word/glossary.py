"""What Word shows again in a control that has been emptied: it looks for those words in a part of their own."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from npgs_docs.render.word.xml import DECLARED, HEAD


def glossary_xml(placeholders: Mapping[str, str]) -> str:
    """The part that holds the placeholders; `placeholders` are names by runs as text."""
    parts = "".join(_part(name, shown) for shown, name in placeholders.items())
    return f"{HEAD}<w:glossaryDocument {DECLARED}><w:docParts>{parts}</w:docParts></w:glossaryDocument>"


def _part(name: str, shown: str) -> str:
    identity = str(uuid5(NAMESPACE_URL, f"npgs-docs:{name}:{shown}")).upper()
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{name}"/><w:category><w:name w:val="General"/>'
        '<w:gallery w:val="placeholder"/></w:category>'
        f'<w:behaviors><w:behavior w:val="content"/></w:behaviors><w:guid w:val="{{{identity}}}"/></w:docPartPr>'
        f"<w:docPartBody><w:p>{shown}</w:p></w:docPartBody></w:docPart>"
    )
