"""Drawings: lines to write on behind a notes field, and the logo. Decoration says that it is decoration."""

from __future__ import annotations

from npgs_docs.document import Picture
from npgs_docs.render.word.xml import emus, rgb, value
from npgs_docs.style import Style

LOGO_DRAWING = 1
"""The first number of a drawing in a file; those of the body follow."""

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def ruled_lines(number: int, width: float, pitch: float, lines: int, style: Style) -> str:
    """Rules `pitch` points apart, from the first line of the paragraph they hang on, as one shape behind its words."""
    across, step = emus(width), emus(pitch)
    tall = step * lines
    path = "".join(
        f'<a:moveTo><a:pt x="0" y="{step * line}"/></a:moveTo><a:lnTo><a:pt x="{across}" y="{step * line}"/></a:lnTo>'
        for line in range(1, lines + 1)
    )
    shape = (
        '<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{across}" cy="{tall}"/></a:xfrm><a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>'
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{across}" h="{tall}" fill="none">{path}</a:path></a:pathLst>'
        f'</a:custGeom><a:noFill/><a:ln w="{emus(style.hairline)}"><a:solidFill><a:srgbClr val="{rgb(style.rule)}"/>'
        "</a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
    )
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" '
        'locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{across}" cy="{tall}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="Writing lines {number}">{_DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}">{shape}</a:graphicData></a:graphic></wp:anchor>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        "</mc:AlternateContent></w:r>"
    )


def logo_picture(image: Picture, relation: str, style: Style) -> str:
    """The logo in the line of its paragraph; without a description it is decoration."""
    width, height = style.logo_size(image.width, image.height)
    extent = f'cx="{emus(width)}" cy="{emus(height)}"'
    described = f' descr="{value(image.alt)}"' if image.alt else ""
    inside = "" if image.alt else _DECORATIVE
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{LOGO_DRAWING}" name="Logo"{described}>{inside}</wp:docPr><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{LOGO_DRAWING}" name="Logo"{described}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
