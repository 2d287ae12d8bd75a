"""Our writers with tags and fields taken out, at the places where all of them pass: what accessibility costs is the difference.

Not part of the program: files without tags are nothing that it makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from npgs_docs.render.pdf import tags
from npgs_docs.render.pdf.sheet import ARTIFACT, Sheet
from npgs_docs.render.word.controls import Controls


@contextmanager
def untagged() -> Iterator[None]:
    """Everything painted is decoration, so no element is left; what can be filled in is shown and cannot be filled in."""

    def shown_alone(controls: Controls, name: str, label: str, kind: str, bound: str, shown: str, **_: Any) -> str:
        return shown

    with (
        patch.object(Sheet, "mark", lambda sheet, elem: ARTIFACT),
        patch.object(Sheet, "annotate", lambda *_: None),
        patch.object(tags, "_CELLS", frozenset()),
        patch.object(Controls, "_control", shown_alone),
        patch.object(Controls, "_answer", lambda *_: ""),
    ):
        yield
