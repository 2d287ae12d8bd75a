"""The Word writer: a document tree and a style in, one accessible, editable, fillable file out.

The body is written as text, because making it of objects takes ten times as long; python-docx opens a slim package made
from the style, keeps its parts and relationships, and gives them back to be packed with the body.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import quote

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from npgs_docs.document import Document, Meta, headings
from npgs_docs.errors import RenderError
from npgs_docs.render.word.base import our_ground, started, texts_of
from npgs_docs.render.word.controls import Controls, store_properties
from npgs_docs.render.word.furniture import FIRST_HEAD, LOGO, furniture, section
from npgs_docs.render.word.glossary import glossary_xml
from npgs_docs.render.word.numbering import Numbering, counts_sections
from npgs_docs.render.word.package import packed
from npgs_docs.render.word.problems import impossible_characters, problems_before
from npgs_docs.render.word.setting import Setting, bookmarked
from npgs_docs.render.word.story import story
from npgs_docs.render.word.theirs import dress, lacking, laid_over, on_their_page
from npgs_docs.style import Style

__all__ = ["lacking", "write"]

_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"
_NO_DATE = "2000-01-01"
_LONGEST_PROPERTY = 255


class Kind(NamedTuple):
    """What a part holds, and how the part that names it is related to it."""

    content: str
    relation: str


NUMBERING = Kind(CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING)
HEADER = Kind(CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER)
FOOTER = Kind(CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER)
ANSWERS = Kind(CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML)
GLOSSARY = Kind(CONTENT_TYPE.WML_DOCUMENT_GLOSSARY, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT)
STYLES = Kind(CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES)
ANSWERS_IDENTITY = Kind(
    "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
)


def write(document: Document, style: Style) -> bytes:
    """The document as a Word file. Raises RenderError with every problem at once."""
    if problems := problems_before(document):
        raise RenderError(problems)
    meta, listed = document.meta, headings(document)
    counted = counts_sections(listed)
    style = on_their_page(style)
    ground = our_ground(style, meta.language, counted=counted)
    ground = laid_over(style.base, ground, style) if style.base else ground
    numbering = Numbering(counted, ground.lists)
    setting = Setting(style, bookmarked(heading.id for heading in listed), Controls(meta.language), numbering)
    body = "".join(story(setting, document.blocks, style.text_width, listed)) + setting.cell_ends()
    around = furniture(meta, style, ground.around)
    if problems := impossible_characters(
        (body, *around.values(), meta.title, meta.subject, meta.author, meta.keywords)
    ):
        raise RenderError(problems)
    opened: Any = docx.Document(BytesIO(started(ground)))
    _add_links(opened.part, setting.links)
    _add_furniture(opened.part, around, meta)
    dress(opened.part, ground.around, meta, style)
    _add(opened.part, "/word/numbering.xml", NUMBERING, numbering.xml(style))
    _add_answers(opened.part, setting.controls, ground.styles)
    _fill_properties(opened.core_properties, meta)
    return packed(opened.part.package, texts_of(body + section(style, meta.logo, ground.around), ground))


def _add(holder: Any, name: str, kind: Kind, text: str, relation: str = "") -> Any:
    """A part of ours, related to the part that holds it, by a relation of a given name if there is one."""
    part = Part(PackURI(name), kind.content, text.encode(), holder.package)
    if relation:
        holder.rels.add_relationship(kind.relation, part, relation)
    else:
        holder.relate_to(part, kind.relation)
    return part


def _add_links(part: Any, links: Mapping[str, str]) -> None:
    for address, relation in links.items():
        target = quote(address, safe=_IN_ADDRESSES)
        part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, target, relation, is_external=True)


def _add_furniture(part: Any, texts: Mapping[str, str], meta: Meta) -> None:
    for name, text in texts.items():
        made = _add(part, f"/word/{name}.xml", HEADER if name.startswith("header") else FOOTER, text, name)
        if meta.logo and name == FIRST_HEAD:
            image = part.package.get_or_add_image_part(BytesIO(meta.logo.png))
            made.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, LOGO)


def _add_answers(part: Any, controls: Controls, styles: str) -> None:
    """The part that every control is bound to, and what stands in an empty one; a document without controls has neither."""
    if controls.answers:
        answers = _add(part, "/customXml/item1.xml", ANSWERS, controls.xml())
        _add(answers, "/customXml/itemProps1.xml", ANSWERS_IDENTITY, store_properties())
    if controls.placeholders:
        glossary = _add(part, "/word/glossary/document.xml", GLOSSARY, glossary_xml(controls.placeholders))
        _add(glossary, "/word/glossary/styles.xml", STYLES, styles)


def _cut(text: str) -> str:
    """A text as long as a property may be."""
    return text if len(text) <= _LONGEST_PROPERTY else f"{text[: _LONGEST_PROPERTY - 1]}\u2026"


def _fill_properties(properties: Any, meta: Meta) -> None:
    moment = datetime.fromisoformat(meta.date or _NO_DATE).replace(tzinfo=UTC)
    properties.title, properties.subject = _cut(meta.title), meta.subject
    properties.author = properties.last_modified_by = meta.author
    properties.keywords, properties.language = meta.keywords, meta.language
    properties.created = properties.modified = moment
    properties.revision = 1
