"""The styles of a document: the type scale as Word's own styles, so that a reader's tools and an editor find them."""

from __future__ import annotations

from dataclasses import dataclass

from npgs_docs.render.word.numbering import BULLETS, HEADINGS, SECTION, list_indent
from npgs_docs.render.word.paragraphs import Rule, borders, indent, spacing, stops
from npgs_docs.render.word.xml import DECLARED, HEAD, eighths, halves, rgb, twips, value
from npgs_docs.style import Edition, Style, TextStyle

DEEPEST_HEADING = 6
ASIDE_BAR = 2.5
ASIDE_INDENT = 12.0
ASIDE_EDGE = ASIDE_BAR + ASIDE_INDENT
ASIDE_SPACE = 10.0
CELL_PADDING = 3.5
GUTTER = 12.0
HEAD_RULE = 1.0
TO_RULE = 4.0
CONTENTS_INDENT = 16.0
_BLANK_SIZE = 0.86
BOX_FONT = "MS Gothic"
BOX_GLYPH = 0.82
_USUAL_SIZE = 11.0


@dataclass(frozen=True, slots=True)
class _Named:
    """A paragraph style: its id and name, the voice it takes its look from, and what else it has.

    `ahead` (borders, tabs) and `indent` are properties as text; in the schema the spacing stands between them.
    """

    id: str
    name: str
    voice: str
    numbering: str = ""
    ahead: str = ""
    indent: str = ""
    outline: int | None = None
    keep: bool = False
    custom: bool = False
    next: str = "Normal"
    before: float | None = None
    after: float | None = None


def pace(style: Style) -> float:
    """How much larger than usual the words are; the spaces around them grow alike."""
    return style.scale["body"].size / _USUAL_SIZE


def letter_width(style: Style) -> float:
    """How much wider letters may be than ours: those of a file of theirs are of any font."""
    return 1.4 if style.base else 1.0


def styles_xml(style: Style, language: str, *, counted: bool) -> str:
    """The part that holds the styles. Where sections are `counted`, a section that an editor adds is counted too."""
    paragraphs = "".join(_paragraph_style(style, named) for named in _named(style, counted=counted))
    return (
        f"{HEAD}<w:styles {DECLARED}>{_defaults(style, language)}{_normal(style)}"
        f"{paragraphs}{_characters(style)}{_tables(style)}</w:styles>"
    )


def _defaults(style: Style, language: str) -> str:
    body = style.scale["body"]
    size = halves(body.size)
    face = value(style.typeface.word)
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="Arial"/>'
        f'<w:color w:val="{rgb(style.text)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{value(language)}" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )


def _normal(style: Style) -> str:
    body = style.scale["body"]
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{spacing(body.before, body.after, body.leading)}</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _named(style: Style, *, counted: bool) -> list[_Named]:
    return [*_headings(counted=counted), *_contents(style), *_words(style), *_forms(style)]


def _headings(*, counted: bool) -> list[_Named]:
    numbering = {SECTION: _numbering(HEADINGS)} if counted else {}
    return [
        _Named(
            f"Heading{level}",
            f"heading {level}",
            f"heading-{min(level, 4)}",
            numbering.get(level, ""),
            outline=level - 1,
            keep=True,
        )
        for level in range(1, DEEPEST_HEADING + 1)
    ]


def _contents(style: Style) -> list[_Named]:
    entries = [
        _Named(f"TOC{level}", f"toc {level}", "contents", ahead=_dots(style, level), indent=_entry(style, level))
        for level in range(1, 5)
    ]
    return [_Named("TOCHeading", "TOC Heading", "heading-2", keep=True), *entries]


def _words(style: Style) -> list[_Named]:
    item, _ = list_indent(style, 0)
    return [
        _Named("Lead", "Lead", "lead", custom=True),
        _Named("FinePrint", "Fine Print", "small", custom=True),
        _Named("Eyebrow", "Eyebrow", "eyebrow", keep=True, custom=True, next="Heading1"),
        _Named("ListBullet", "List Bullet", "item", _numbering(BULLETS), next="ListBullet"),
        _Named("ListNumber", "List Number", "item", next="ListNumber"),
        _Named("ListContinue", "List Continue", "item", indent=indent(item), next="ListContinue"),
        _Named("Caption", "caption", "caption", keep=True),
        _Named("Note", "Note", "body", ahead=_rules(style, framed=False), indent=_aside(framed=False), custom=True, next="Note"),
        _Named("Warning", "Warning", "body", ahead=_rules(style, framed=True), indent=_aside(framed=True), custom=True, next="Warning"),
    ]  # fmt: skip


def _forms(style: Style) -> list[_Named]:
    """Tables, forms, heads and feet."""
    furniture = stops((("right", style.text_width),))
    return [
        _Named("TableText", "Table Text", "cell", custom=True, next="TableText"),
        _Named("TableHead", "Table Head", "cell-head", keep=True, custom=True, next="TableHead"),
        _Named("Prompt", "Prompt", "prompt", custom=True, next="Prompt"),
        _Named("PromptNote", "Prompt Note", "small", custom=True, before=0, after=0),
        _Named("PromptName", "Prompt Name", "id", keep=True, custom=True, next="Prompt"),
        _Named("AnswerMark", "Answer Mark", "mark", custom=True),
        _Named("FieldLabel", "Field Label", "label", custom=True, next="FieldEntry"),
        _Named("FieldEntry", "Field Entry", "body", custom=True, before=0, after=0, next="FieldEntry"),
        _Named("Tick", "Tick", "item", custom=True, next="Tick"),
        _Named("Separator", "Separator", "id", custom=True, before=0, after=0),
        _Named("Header", "header", "furniture", ahead=furniture, before=0, after=0),
        _Named("Footer", "footer", "furniture", ahead=furniture, before=0, after=0),
    ]  # fmt: skip


def _numbering(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


def _dots(style: Style, level: int) -> str:
    """After the number of an entry of the contents list its words, then dots and the page."""
    return stops((("left", _entry_words(style, level)), ("right.", style.text_width)))


def _entry(style: Style, level: int) -> str:
    return indent(_entry_words(style, level), None, _number_room(style))


def _entry_words(style: Style, level: int) -> float:
    """Where the words of an entry start. Levels are counted from 2, because 1 is the title."""
    return CONTENTS_INDENT * max(level - 2, 0) + _number_room(style)


def _number_room(style: Style) -> float:
    return CONTENTS_INDENT * pace(style) * letter_width(style)


def _rules(style: Style, *, framed: bool) -> str:
    return borders(aside_rules(style, framed=framed))


def _aside(*, framed: bool) -> str:
    return indent(ASIDE_EDGE, ASIDE_INDENT if framed else None)


def aside_rules(style: Style, *, framed: bool) -> dict[str, Rule]:
    bar = {"left": Rule(ASIDE_BAR, style.accent, ASIDE_INDENT)}
    thin = Rule(style.hairline, style.text, ASIDE_INDENT / 2)
    wide = Rule(style.hairline, style.text, ASIDE_INDENT)
    return bar | {"top": thin, "bottom": thin, "right": wide} if framed else bar


def _paragraph_style(style: Style, named: _Named) -> str:
    voice = style.scale[named.voice]
    before = voice.before if named.before is None else named.before
    after = voice.after if named.after is None else named.after
    outline = f'<w:outlineLvl w:val="{named.outline}"/>' if named.outline is not None else ""
    kept = "<w:keepNext/><w:keepLines/>" if named.keep else ""
    custom = ' w:customStyle="1"' if named.custom else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{named.id}"><w:name w:val="{named.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{named.next}"/><w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr>{kept}{named.numbering}{named.ahead}{spacing(before, after, voice.leading)}{named.indent}{outline}</w:pPr>"
        f"<w:rPr>{letters(style, voice)}</w:rPr></w:style>"
    )


def letters(style: Style, voice: TextStyle) -> str:
    """The look of a voice's letters."""
    strong = "<w:b/><w:bCs/>" if voice.strong else ""
    shade = style.accent if voice.accent else style.muted if voice.muted else style.text
    size = halves(voice.size)
    return f'{strong}<w:color w:val="{rgb(shade)}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _characters(style: Style) -> str:
    small = style.scale["id"]
    blank = halves(blank_size(style))
    box = halves(box_size(style))
    fonts = f'<w:rFonts w:ascii="{BOX_FONT}" w:hAnsi="{BOX_FONT}" w:eastAsia="{BOX_FONT}" w:cs="{BOX_FONT}"/>'
    return "".join(
        _character(id, name, look, custom=custom)
        for id, name, look, custom in (
            ("Hyperlink", "Hyperlink", '<w:u w:val="single"/>', False),
            ("PlaceholderText", "Placeholder Text", f'<w:color w:val="{rgb(style.muted)}"/>', False),
            (
                "BlankText",
                "Blank Text",
                f'<w:b w:val="0"/><w:bCs w:val="0"/><w:sz w:val="{blank}"/><w:szCs w:val="{blank}"/><w:u w:val="single"/>',
                True,
            ),
            ("ItemName", "Item Name", letters(style, small), True),
            ("FieldHint", "Field Hint", f'<w:b w:val="0"/><w:bCs w:val="0"/>{letters(style, style.scale["small"])}', True),
            ("TickBox", "Tick Box", f'{fonts}<w:sz w:val="{box}"/><w:szCs w:val="{box}"/>', True),
        )
    )  # fmt: skip


def blank_size(style: Style) -> float:
    """The size of what stands for a blank: a step below the words, but not in large print."""
    return style.scale["body"].size * (1.0 if style.edition is Edition.LARGE_PRINT else _BLANK_SIZE)


def box_size(style: Style) -> float:
    """The letter size at which a box glyph is as wide as a tick box."""
    return style.box / BOX_GLYPH


def _character(id: str, name: str, look: str, *, custom: bool) -> str:
    kind = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="character"{kind} w:styleId="{id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:rPr>{look}</w:rPr></w:style>'
    )


def _tables(style: Style) -> str:
    """Table Normal and Table Grid as Word has them, our ruled table, and the grid that fields stand on."""
    hair = f'w:val="single" w:sz="{eighths(style.hairline)}" w:space="0" w:color="{rgb(style.rule)}"'
    head = f'w:val="single" w:sz="{eighths(HEAD_RULE)}" w:space="0" w:color="{rgb(style.text)}"'
    grid = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
    every = "".join(f"<w:{side} {grid}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        _table("TableNormal", "Normal Table", "", _margins(0, 5.4, 0, 5.4), default=True)
        + _table("TableGrid", "Table Grid", "TableNormal", f"<w:tblBorders>{every}</w:tblBorders>")
        + _table(
            "RuledTable", "Ruled Table", "TableNormal",
            f"<w:tblBorders><w:bottom {hair}/><w:insideH {hair}/></w:tblBorders>{_margins(CELL_PADDING, 0, CELL_PADDING, GUTTER)}",
            f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders><w:bottom {head}/></w:tcBorders></w:tcPr></w:tblStylePr>',
            custom=True,
        )
        + _table("FieldGrid", "Field Grid", "TableNormal", _margins(0, 0, 0, 0), custom=True)
    )  # fmt: skip


def _margins(top: float, left: float, bottom: float, right: float) -> str:
    sides = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    kept = "".join(f'<w:{side} w:w="{twips(length)}" w:type="dxa"/>' for side, length in sides)
    return f"<w:tblCellMar>{kept}</w:tblCellMar>"


def _table(
    id: str, name: str, based: str, properties: str, parts: str = "", *, default: bool = False, custom: bool = False
) -> str:
    kind = (' w:default="1"' if default else "") + (' w:customStyle="1"' if custom else "")
    above = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="table"{kind} w:styleId="{id}"><w:name w:val="{name}"/>{above}<w:uiPriority w:val="99"/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{properties}</w:tblPr>{parts}</w:style>'
    )
