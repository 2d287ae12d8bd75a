"""Questions about what a Word file brings along or fetches: templates and pictures elsewhere, declarations of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from npgs_docs.verify.report import Finding, Findings, shortened
from npgs_docs.verify.word.package import Package, Relation
from npgs_docs.verify.word.reading import WordFile

_FETCHED = {
    "attachedTemplate": "its template", "oleObject": "an object", "subDocument": "a part of its text", "frame": "a frame",
    "aFChunk": "a part of its text", "image": "a picture", "package": "an object",
}  # fmt: skip
"""What Word fetches by itself when it opens a file, by the last word of the relation's type; links wait for a click."""
_TEMPLATE = "attachedTemplate"
_OTHER_SCHEME = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:")
_HERE = re.compile(r"localhost/|[a-z]:")


def fetches(file: WordFile) -> Findings:
    for one in _fetched(file.package):
        if not _on_a_disk(one.target):
            yield Finding(f"Word fetches {_FETCHED[_kind(one)]} from {shortened(one.target)} when the file is opened")


def lost_template(file: WordFile) -> Findings:
    for one in _fetched(file.package):
        if _kind(one) == _TEMPLATE and _on_a_disk(one.target):
            yield Finding(f"its template stands on the disk of who made it: {shortened(one.target)}")


def _fetched(package: Package) -> Iterator[Relation]:
    """What is related to any part, stands outside the file, and is not left until somebody clicks. Each once."""
    seen: set[tuple[str, str]] = set()
    for part in package.parts_with_relations():
        for one in package.relations(part):
            if one.outside and _kind(one) in _FETCHED and (_kind(one), one.target) not in seen:
                seen.add((_kind(one), one.target))
                yield one


def _kind(one: Relation) -> str:
    return one.kind.rpartition("/")[2]


def _on_a_disk(target: str) -> bool:
    """Whether an address leads to a disk of the computer it is read on: no page of the web, no share (``\\\\server``)."""
    plain = target.strip().replace("\\", "/").lower()
    if _OTHER_SCHEME.match(plain):
        return False
    path = plain.removeprefix("file:")
    name = path.lstrip("/")
    slashes = len(path) - len(name)
    return slashes < 2 or bool(_HERE.match(name)) or (slashes == 3 and path != plain)


def declares_nothing(file: WordFile) -> Findings:
    for name in sorted(file.package.names):
        if name.lower().endswith((".xml", ".rels")) and file.package.declares(name):
            yield Finding(f"the part {name} holds declarations (DTD) that no Word file has")
