"""Questions about a PDF as a whole: what it says of itself, and what lets people in or keeps them out."""

from __future__ import annotations

import pikepdf

from npgs_docs.verify.pdf.objects import array, dictionary, text, true
from npgs_docs.verify.pdf.reading import PdfFile
from npgs_docs.verify.report import Finding, Findings, shortened
from npgs_docs.verify.words import is_language

LONG = 10
"""Pages from which a reader needs bookmarks."""

_SAME = (
    ("/Title", "dc:title"),
    ("/Author", "dc:creator"),
    ("/Subject", "dc:description"),
    ("/Keywords", "pdf:Keywords"),
)
_FOR_READING_ALOUD = 1 << 9
_KNOWN_UA = ("1", "2")


def title(file: PdfFile) -> Findings:
    if not file.xmp["dc:title"]:
        inside = text(file.pdf.trailer.get("/Info", pikepdf.Dictionary()), "/Title").strip()
        hint = f' (an older property says "{shortened(inside)}")' if inside else ""
        yield Finding(f"the file has no title of its own; readers hear the file's name{hint}")


def title_shown(file: PdfFile) -> Findings:
    if not true(dictionary(file.root, "/ViewerPreferences"), "/DisplayDocTitle"):
        yield Finding("the window shows the file's name and not its title")


def language(file: PdfFile) -> Findings:
    if not text(file.root, "/Lang").strip():
        yield Finding("the file does not say which language it is in")


def language_codes(file: PdfFile) -> Findings:
    codes = {text(file.root, "/Lang")} | {text(node.entries, "/Lang") for node in file.tree.nodes}
    for code in sorted(codes - {""}):
        if not is_language(code):
            yield Finding(f'"{shortened(code)}" is no language code')


def tagged(file: PdfFile) -> Findings:
    if not file.has_tree:
        yield Finding("the file has no tags: a screen reader has to guess headings, lists, tables and order")
    elif not file.tagged:
        yield Finding("the file has tags but does not say so")


def suspects(file: PdfFile) -> Findings:
    if dictionary(file.root, "/MarkInfo").get("/Suspects") is True:
        yield Finding("the program that tagged the file says that its tags may be wrong")


def words(file: PdfFile) -> Findings:
    shown = {piece.page for piece in file.content.pieces if piece.text.strip()}
    scanned = [
        number for number in range(1, len(file.pages) + 1) if number not in shown and file.content.pictures[number]
    ]
    if scanned and not file.worded:
        yield Finding("the file is a picture of pages without words (a scan); it needs text recognition, then tags")
    else:
        yield from (Finding("the page is a picture without words", f"page {number}") for number in scanned)
    if not file.worded and not scanned:
        yield Finding("the file has no words")


def access(file: PdfFile) -> Findings:
    if file.pdf.is_encrypted and not file.pdf.encryption.P & _FOR_READING_ALOUD:
        yield Finding("the file's protection keeps screen readers out")


def encrypted(file: PdfFile) -> Findings:
    if file.pdf.is_encrypted:
        yield Finding("the file is encrypted; a file for the archive must not be")


def forms_of_xml(file: PdfFile) -> Findings:
    if "/XFA" in dictionary(file.root, "/AcroForm"):
        yield Finding("the form is of a kind (XFA) that many readers cannot open")


def claim_of_access(file: PdfFile) -> Findings:
    part = file.xmp["pdfuaid:part"]
    if not part:
        yield Finding("the file does not claim to follow PDF/UA, the standard for accessible PDF")
    elif part not in _KNOWN_UA:
        yield Finding(f'the file claims a part of PDF/UA that there is not ("{shortened(part)}")')


def packet(file: PdfFile) -> Findings:
    if not file.xmp.there:
        yield Finding("the file has no XMP packet, where title and standards are said")
    elif not file.xmp.sound:
        yield Finding("the XMP packet cannot be read as XML")


def properties(file: PdfFile) -> Findings:
    info = file.pdf.trailer.get("/Info", pikepdf.Dictionary())
    for old, new in _SAME:
        said = text(info, old).strip()
        if said and " ".join(said.split()) != " ".join(file.xmp[new].split()):
            there = shortened(file.xmp[new])
            yield Finding(f'{old[1:]} is "{shortened(said)}" in one place and "{there}" in the other')


def intent(file: PdfFile) -> Findings:
    intents = [one for one in array(file.root, "/OutputIntents") if isinstance(one, pikepdf.Dictionary)]
    if not any(text(one, "/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents):
        yield Finding("the file does not say which colors its numbers mean")


def scripts(file: PdfFile) -> Findings:
    if "/JavaScript" in dictionary(file.root, "/Names") or "/AA" in file.root:
        yield Finding("the file holds programs (JavaScript)")
    if text(dictionary(file.root, "/OpenAction"), "/S") in ("/JavaScript", "/Launch"):
        yield Finding("a program runs when the file is opened")


def bookmarks(file: PdfFile) -> Findings:
    if not text(dictionary(dictionary(file.root, "/Outlines"), "/First"), "/Title").strip():
        yield Finding(f"{len(file.pages)} pages and no bookmarks to move by")


def bookmarks_lead(file: PdfFile) -> Findings:
    todo, seen = [dictionary(dictionary(file.root, "/Outlines"), "/First")], 0
    while todo and seen < 20_000:
        one = todo.pop()
        if not len(one):
            continue
        seen += 1
        name = text(one, "/Title").strip()
        if not name:
            yield Finding("a bookmark has no words")
        if "/Dest" not in one and "/A" not in one and "/First" not in one:
            yield Finding(f'the bookmark "{shortened(name)}" leads nowhere')
        todo += [dictionary(one, "/Next"), dictionary(one, "/First")]


def attachments(file: PdfFile) -> Findings:
    for name, one in file.pdf.attachments.items():
        if not text(one.obj, "/F") or not text(one.obj, "/UF"):
            yield Finding(f'the attached file "{shortened(str(name))}" is named in one way only')


def layers(file: PdfFile) -> Findings:
    entries = dictionary(file.root, "/OCProperties")
    settings = [dictionary(entries, "/D"), *array(entries, "/Configs")]
    for one in settings:
        if not text(one, "/Name").strip():
            yield Finding("a setting of the layers has no name")
        if "/AS" in one:
            yield Finding("layers switch on and off by themselves")


# --- where a question applies ----------------------------------------------------------------------------------


def is_long(file: PdfFile) -> bool:
    return len(file.pages) >= LONG


def has_bookmarks(file: PdfFile) -> bool:
    return "/First" in dictionary(file.root, "/Outlines")


def claims_archive(file: PdfFile) -> bool:
    return bool(file.xmp["pdfaid:part"])


def has_attachments(file: PdfFile) -> bool:
    return bool(len(file.pdf.attachments))


def has_layers(file: PdfFile) -> bool:
    return "/OCProperties" in file.root


def is_encrypted(file: PdfFile) -> bool:
    return bool(file.pdf.is_encrypted)


def has_form(file: PdfFile) -> bool:
    return "/AcroForm" in file.root


def has_languages(file: PdfFile) -> bool:
    return bool(text(file.root, "/Lang")) or any("/Lang" in node.entries for node in file.tree.nodes)
