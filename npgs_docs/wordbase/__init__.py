"""An organization's own Word file in, what our Word files are made on out: styles, theme, heads and feet, never its text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from npgs_docs.style import WordBase, WordPart

_USUAL = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "theme": "theme/theme1.xml",
    "settings": "settings.xml",
    "fontTable": "fontTable.xml",
}
"""Parts that are taken over as they are, by their relation; the writer joins them with ours."""
_ROOTS = {"fontTable": "fonts"}
"""Their first elements, where these have another name."""


def read_base(path: Path) -> WordBase:
    """The Word template of a .docx or .dotx file, known by its content. Raises UnfitError.

    Macros, text, comments, tracked changes and links to other templates do not come along.
    """
    from npgs_docs.wordbase.around import around, pages_of
    from npgs_docs.wordbase.colors import heading_color
    from npgs_docs.wordbase.package import open_package

    package, data = open_package(path)
    names = {kind: found for kind in _USUAL if (found := package.related(package.main, kind))}
    trees = {kind: package.tree(name, _ROOTS.get(kind, kind)) for kind, name in names.items()}
    pages = pages_of(package, trees.get("settings"))
    usual = [WordPart(f"word/{_USUAL[kind]}", "", package.data(name)) for kind, name in names.items()]
    return WordBase(
        path.name,
        hashlib.sha256(data).hexdigest(),
        (*usual, *_pictures_of_theme(package), *around(package, pages)),
        pages.margins,
        heading_color(trees.get("styles"), trees.get("theme")),
    )


def _pictures_of_theme(package: Any) -> tuple[WordPart, ...]:
    from npgs_docs.wordbase.around import with_relations

    found = package.related(package.main, "theme")
    return tuple(with_relations(package, found, package.xml(found), _USUAL["theme"]).values()) if found else ()
