"""The Word writer: a document tree and a style in, one accessible, editable, fillable file out.

The body is written as text and parsed once, because making it of objects takes ten times as long; python-docx opens a
slim package made from the style, keeps its parts and relationships, and gives them back to be packed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from npgs_docs.document import Document, Meta, headings
from npgs_docs.errors import RenderError
from npgs_docs.render.word.base import base
from npgs_docs.render.word.controls import Controls, store_properties
from npgs_docs.render.word.furniture import LOGO, furniture, section
from npgs_docs.render.word.package import packed
from npgs_docs.render.word.problems import impossible_characters, problems_before
from npgs_docs.render.word.setting import Setting, bookmarked
from npgs_docs.render.word.story import story
from npgs_docs.render.word.xml import DECLARED
from npgs_docs.style import Style

__all__ = ["write"]

_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"
_NO_DATE = "2000-01-01"
_KINDS = {
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
}
_STORE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def write(document: Document, style: Style) -> bytes:
    """The document as a Word file. Raises RenderError with every problem at once."""
    if problems := problems_before(document):
        raise RenderError(problems)
    meta, listed = document.meta, headings(document)
    opened: Any = docx.Document(BytesIO(base(style, meta.language)))
    part = opened.part
    setting = Setting(style, bookmarked(heading.id for heading in listed), Controls(meta.language), _relate(part))
    body = "".join(story(setting, document.blocks, style.text_width, listed)) + setting.cell_ends()
    heads_and_feet = furniture(meta, style)
    if problems := impossible_characters(
        (body, *heads_and_feet.values(), meta.title, meta.subject, meta.author, meta.keywords)
    ):
        raise RenderError(problems)
    _fill_body(opened, body + _add_furniture(part, heads_and_feet, meta, style))
    _add(
        part,
        "/word/numbering.xml",
        CONTENT_TYPE.WML_NUMBERING,
        RELATIONSHIP_TYPE.NUMBERING,
        setting.numbering.xml(style),
    )
    _add_answers(part, setting.controls)
    _fill_properties(opened.core_properties, meta)
    return packed(part.package)


def _relate(part: Any) -> Callable[[str], str]:
    def relate(address: str) -> str:
        relation: str = part.relate_to(
            quote(address, safe=_IN_ADDRESSES), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        return relation

    return relate


def _fill_body(opened: Any, inner: str) -> None:
    """Parses the body, which is how it is known to be well formed, and puts it into the package."""
    made = parse_xml(f"<w:document {DECLARED}><w:body>{inner}</w:body></w:document>")
    opened.element.replace(opened.element.body, made.body)


def _add(holder: Any, name: str, content_type: str, relation: str, text: str) -> Any:
    """A part of ours, related to the part that holds it."""
    part = Part(PackURI(name), content_type, text.encode(), holder.package)
    holder.relate_to(part, relation)
    return part


def _add_furniture(part: Any, texts: Mapping[tuple[str, str], str], meta: Meta, style: Style) -> str:
    """Heads and feet as parts; gives the section that names them."""
    relations = {}
    for (kind, page), text in texts.items():
        made = _add(part, f"/word/{kind}-{page}.xml", *_KINDS[kind], text)
        relations[kind, page] = part.relate_to(made, _KINDS[kind][1])
        if meta.logo and (kind, page) == ("header", "first"):
            image = part.package.get_or_add_image_part(BytesIO(meta.logo.png))
            made.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, LOGO)
    return section(style, relations, meta.logo)


def _add_answers(part: Any, controls: Controls) -> None:
    """The part that every control is bound to; a document without controls has none."""
    if controls.answers:
        answers = _add(part, "/customXml/item1.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML, controls.xml())
        _add(answers, "/customXml/itemProps1.xml", _STORE, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS, store_properties())


def _fill_properties(properties: Any, meta: Meta) -> None:
    moment = datetime.fromisoformat(meta.date or _NO_DATE).replace(tzinfo=UTC)
    properties.title, properties.subject = meta.title, meta.subject
    properties.author = properties.last_modified_by = meta.author
    properties.keywords, properties.language = meta.keywords, meta.language
    properties.created = properties.modified = moment
    properties.revision = 1
