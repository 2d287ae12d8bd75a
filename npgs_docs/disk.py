"""A path in, the bytes of an ordinary file or their hash out: a pipe would be waited for without end, a device never stops giving."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path


class NotOrdinaryError(OSError):
    """A pipe, a device, or whatever else has a name among files."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "this is a pipe or a device, not an ordinary file", str(path))


def open_ordinary(path: Path) -> BufferedReader:
    """A file to read from. Raises OSError, also for a folder, and for a pipe without opening it."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise NotOrdinaryError(path)
    return path.open("rb")


def read_ordinary(path: Path, most: int = -1) -> bytes:
    """The bytes of a file, at most so many. Raises OSError, also for a folder, and for a pipe without opening it."""
    with open_ordinary(path) as file:
        return file.read(most)


def hash_ordinary(path: Path) -> str:
    """The SHA-256 of a file of any size. Raises OSError as `read_ordinary` does."""
    with open_ordinary(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_OF_THE_SYSTEM = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every ordinary file below a folder by its name there (``partials/foot.md``), in the order of names, links followed.

    What file managers leave behind is passed over. Raises OSError for a folder that cannot be read.
    """
    return _below(folder, "", ())


def _below(folder: Path, prefix: str, above: tuple[Path, ...]) -> Iterator[tuple[str, Path]]:
    here = folder.resolve()
    if here in above:  # a link that leads back to where it stands
        return
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _below(path, f"{prefix}{path.name}/", (*above, here))
        elif path.is_file() and path.name not in _OF_THE_SYSTEM:
            yield f"{prefix}{path.name}", path
