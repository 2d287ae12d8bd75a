"""A folder to build in, beside what it will replace: gone when it is done with, however that comes about.

It is held while it is in use, so that one that a killed run left is known by nobody holding it, and is swept by the next.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = ".npgs-"


@contextmanager
def staging_in(folder: Path) -> Iterator[Path]:
    """A new folder in `folder`. Raises OSError where it cannot be made."""
    for left in folder.glob(f"{_PREFIX}*"):
        _sweep(left)
    made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    grip = _hold(made)
    try:
        yield made
    finally:
        _let_go(grip)
        shutil.rmtree(made, ignore_errors=True)


def _sweep(left: Path) -> None:
    grip = _hold(left)
    if grip is not None:
        shutil.rmtree(left, ignore_errors=True)
        _let_go(grip)


def _let_go(grip: int | None) -> None:
    if grip is not None:
        os.close(grip)


if sys.platform == "win32":

    def _hold(folder: Path) -> int | None:
        """Folders cannot be held here, so what is left stays."""
        return None

else:
    import fcntl

    def _hold(folder: Path) -> int | None:
        """A grip on a folder, which the system loosens when this process ends; None where another has it."""
        try:
            grip = os.open(folder, os.O_RDONLY)
        except OSError:
            return None
        try:
            fcntl.flock(grip, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(grip)
            return None
        return grip
