"""A path in, the bytes of an ordinary file out: a pipe would be waited for without end, a device never stops giving."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


class NotOrdinaryError(OSError):
    """A pipe, a device, or whatever else has a name among files."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "this is a pipe or a device, not an ordinary file", str(path))


def read_ordinary(path: Path, most: int = -1) -> bytes:
    """The bytes of a file, at most so many. Raises OSError, also for a folder, and for a pipe without opening it."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise NotOrdinaryError(path)
    with path.open("rb") as file:
        return file.read(most)
