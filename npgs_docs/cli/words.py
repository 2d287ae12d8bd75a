"""Words that several commands say in the same way."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path


def counted(number: int, one: str, many: str = "") -> str:
    """``1 file``, ``1,200 files``; `many` where it is not `one` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def called() -> str:
    """What to type for `npgs`: the name alone where the terminal finds it, else the way this one was called."""
    typed = Path(sys.argv[0])
    if typed.name == "__main__.py":
        return f"{Path(sys.executable).name} -m npgs_docs"
    if typed.stem != "npgs":
        return "npgs"
    found = shutil.which("npgs")
    same = found is not None and Path(found).resolve() == typed.resolve()
    return "npgs" if same else shlex.quote(sys.argv[0])
