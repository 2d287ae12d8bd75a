"""Questions about a Word file as a whole: properties, languages, settings, the parts it is made of."""

from __future__ import annotations

from npgs_docs.verify.report import Finding, Findings, shortened
from npgs_docs.verify.word.package import W
from npgs_docs.verify.word.reading import WordFile
from npgs_docs.verify.words import is_language

_EFFECTS = ("blinkBackground", "lights", "antsBlack", "antsRed", "shimmer", "sparkle")
_MODE = "15"


def words(file: WordFile) -> Findings:
    if not file.worded:
        pictures = "only pictures" if file.drawings else "no words"
        yield Finding(f"the file holds {pictures}")


def title(file: WordFile) -> Findings:
    if not file.core.get("title"):
        yield Finding("the file has no title among its properties; readers hear the file's name")


def language(file: WordFile) -> Findings:
    if not _default_language(file):
        yield Finding("the file does not say which language it is in")


def _default_language(file: WordFile) -> str:
    found = file.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") if file.styles is not None else None
    if found is None and file.styles is not None:
        found = next((one.find(f"{W}rPr/{W}lang") for one in file.looks.chain(file.looks.usual)), None)
    return "" if found is None else found.get(f"{W}val", "").strip()


def language_codes(file: WordFile) -> Findings:
    roots = [*file.stories.values(), *([file.styles] if file.styles is not None else [])]
    codes = {one.get(f"{W}val") for root in roots for one in root.iter(f"{W}lang")} - {None, "", "x-none"}
    for code in sorted(codes):
        if not is_language(code):
            yield Finding(f'"{shortened(code)}" is no language code')


def parts(file: WordFile) -> Findings:
    package = file.package
    for part in package.parts_with_relations():
        for one in package.relations(part):
            if not one.outside and one.target not in package.names and not one.target.startswith("#"):
                yield Finding(f"{part or 'the file'} needs the part {one.target}, which is not there")


def part_types(file: WordFile) -> Findings:
    types = file.package.xml("[Content_Types].xml")
    if types is None:
        yield Finding("the list of parts is not there, so Word cannot open the file")
        return
    known = {one.get("Extension", "").lower() for one in types.iterchildren("{*}Default")}
    named = {one.get("PartName", "").lstrip("/") for one in types.iterchildren("{*}Override")}
    for name in sorted(file.package.names - named - {"[Content_Types].xml"}):
        if not name.endswith("/") and name.rpartition(".")[2].lower() not in known:
            yield Finding(f"the part {name} is of no known kind")


def styles_defined(file: WordFile) -> Findings:
    for root in file.stories.values():
        used = {one.get(f"{W}val") for one in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")}
        for name in sorted(one for one in used if one and one not in file.looks.by_id):
            yield Finding(f"the style {name} is used but not defined")


def asks_nothing(file: WordFile) -> Findings:
    if file.settings is not None and file.settings.find(f"{W}updateFields") is not None:
        yield Finding("Word asks whether to update fields each time the file is opened")


def up_to_date(file: WordFile) -> Findings:
    found = list(file.settings.iter(f"{W}compatSetting")) if file.settings is not None else []
    modes = {one.get(f"{W}val") for one in found if one.get(f"{W}name") == "compatibilityMode"}
    if not any(mode and mode.isdigit() and int(mode) >= int(_MODE) for mode in modes):
        yield Finding("the file opens in Compatibility Mode, where newer ways to fill in and read aloud are missing")


def still(file: WordFile) -> Findings:
    for root in file.stories.values():
        for one in root.iter(f"{W}effect"):
            if one.get(f"{W}val") in _EFFECTS:
                yield Finding("words blink or sparkle")


def changes(file: WordFile) -> Findings:
    count = sum(1 for _ in file.document.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"))
    if count:
        yield Finding(f"{count} tracked change(s) are read out together with the words they replace")
