"""The theme part: the document's own face and colours, so that what an editor adds looks like what is there."""

from __future__ import annotations

from npgs_docs.render.word.xml import HEAD, NAMESPACES, rgb, value
from npgs_docs.style import Style

_FLAT = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{_FLAT}<a:prstDash val="solid"/></a:ln>'
_NOTHING = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_STYLES_OF_A_KIND = 3
_ACCENTS = 6


def theme_xml(style: Style) -> str:
    face = f'<a:latin typeface="{value(style.typeface.word)}"/><a:ea typeface=""/><a:cs typeface=""/>'
    kinds = (("fillStyleLst", _FLAT), ("lnStyleLst", _LINE), ("effectStyleLst", _NOTHING), ("bgFillStyleLst", _FLAT))
    looks = "".join(f"<a:{kind}>{look * _STYLES_OF_A_KIND}</a:{kind}>" for kind, look in kinds)
    return (
        f'{HEAD}<a:theme xmlns:a="{NAMESPACES["a"]}" name="npgs-docs"><a:themeElements>'
        f'<a:clrScheme name="npgs-docs">{_colors(style)}</a:clrScheme>'
        f'<a:fontScheme name="npgs-docs"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="npgs-docs">{looks}</a:fmtScheme></a:themeElements></a:theme>'
    )


def _colors(style: Style) -> str:
    accents = {f"accent{number}": style.accent for number in range(1, _ACCENTS + 1)}
    named = {"dk1": style.text, "lt1": "#ffffff", "dk2": style.muted, "lt2": style.fill, **accents}
    named |= {"hlink": style.text, "folHlink": style.text}
    return "".join(f'<a:{name}><a:srgbClr val="{rgb(color)}"/></a:{name}>' for name, color in named.items())
