"""What packets are made of beside the agencies' profiles comes in; hashes and versions, and one hash over them all, go out."""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, StrictStr

import npgs_docs
from npgs_docs import __version__
from npgs_docs.packet import content_hash, folder_hash, templates_hash

_LIBRARIES = (
    "fonttools", "inflect", "jinja2", "lxml", "markdown-it-py", "mdit-py-plugins", "openpyxl", "pillow", "pydantic", "python-docx",
    "pyyaml", "reportlab", "resvg-py",
)  # fmt: skip
"""Those that have a hand in the bytes of a file."""
_NOT_PROGRAM = ("__pycache__", "_shipped")


class Edition(BaseModel):
    """The program and the content of one installation: two that are equal make equal bytes of equal orders.

    The empty texts are those of runs from before they were noted down.
    """

    model_config = ConfigDict(frozen=True)

    tool: StrictStr
    program_sha256: StrictStr = ""
    libraries: dict[str, StrictStr] = {}
    content_sha256: StrictStr
    templates_sha256: StrictStr

    def sha256(self) -> str:
        return hash_of(self.model_dump())


class Ingredients(Edition):
    """An edition, the hashes of the user's own layers, and what was asked for. Each agency's own is its profile's."""

    own_templates_sha256: StrictStr | None = None
    own_packs_sha256: StrictStr | None = None
    overlay_sha256: StrictStr | None = None
    base_docx_sha256: StrictStr | None = None
    only: tuple[StrictStr, ...] = ()
    formats: tuple[StrictStr, ...] = ()
    edition: StrictStr | None = None
    paper: StrictStr | None = None
    status: StrictStr | None = None
    pdf_standard: StrictStr = ""
    date: StrictStr = ""
    today: StrictStr | None = None
    checks: bool = False


@cache
def edition() -> Edition:
    """That of this process, as it was when it was first asked for."""
    return Edition(
        tool=f"npgs-docs {__version__}",
        program_sha256=folder_hash(Path(npgs_docs.__file__).parent, _NOT_PROGRAM),
        libraries=_libraries(),
        content_sha256=content_hash(),
        templates_sha256=templates_hash(),
    )


def _libraries() -> dict[str, str]:
    """Versions by name; Python's own as far as bytes can hang on it: its letters, and what packs files."""
    found = {"python": f"{sys.version_info.major}.{sys.version_info.minor}", "zlib": zlib.ZLIB_RUNTIME_VERSION}
    for name in _LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "unknown"
    return found


def hash_of(parts: Any) -> str:
    """One hash over plain values, whatever the order of their keys."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
