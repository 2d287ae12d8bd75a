"""The contents list: a field of Word's own, filled already, so that it is right before anyone updates it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from npgs_docs.document import Contents, Heading, runs_text
from npgs_docs.render.word.paragraphs import TAB, Shape, field_code, run
from npgs_docs.render.word.setting import Setting
from npgs_docs.render.word.styles import DEEPEST_HEADING

_LAST_SPACE = 4
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def contents(setting: Setting, block: Contents, listed: Sequence[Heading]) -> Iterator[str]:
    """A title that is no heading, then one entry for each heading of levels 2 to `depth`."""
    title = setting.paragraph("TOCHeading", run(block.title))
    entries = [heading for heading in listed if 2 <= heading.level <= block.depth]
    if not entries:
        yield title
        return
    code = f'TOC \\o "2-{min(block.depth, DEEPEST_HEADING)}" \\h \\z'
    opening = f'{_BEGIN}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{_SEPARATE}'
    made = [
        _entry(setting, block, heading, opening if at == 0 else "", last=at == len(entries) - 1)
        for at, heading in enumerate(entries)
    ]
    yield (
        '<w:sdt><w:sdtPr><w:id w:val="1001"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>{title}{''.join(made)}</w:sdtContent></w:sdt>"
    )


def _entry(setting: Setting, block: Contents, heading: Heading, opening: str, *, last: bool) -> str:
    """Number, words and page, all of them a link; the field of the whole list ends in its last entry."""
    anchor = setting.bookmarks[heading.id]
    number = run(f"{heading.number}.") + TAB if heading.number else ""
    page = field_code(f"PAGEREF {anchor} \\h", run(str(block.pages.get(heading.id, ""))))
    inner = f"{number}{run(runs_text(heading.inlines))}{TAB}{page}"
    link = f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inner}</w:hyperlink>'
    shape = Shape(after=setting.voice("contents").after * _LAST_SPACE) if last else Shape()
    return setting.paragraph(f"TOC{min(heading.level, 4)}", f"{opening}{link}{_END if last else ''}", shape)
