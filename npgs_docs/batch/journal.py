"""What was made, one line of JSON a packet, written the moment the packet is whole; a half-written last line is no line.

The journal is the one store of what stands in a run's folder. Memory holds only where each agency's last line begins.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from npgs_docs.batch.manifest import Line, UnlikeError, as_line, line_of
from npgs_docs.disk import open_ordinary

JOURNAL = "journal.jsonl"


class Journal:
    """The journal of a run's folder. `work` is a folder on the same disk, for what will replace it."""

    def __init__(self, folder: Path, work: Path) -> None:
        self._path, self._beside = folder / JOURNAL, work / JOURNAL
        self._places: dict[str, int] = {}
        self._tidy = False
        self._read()

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, folder: str) -> bool:
        return folder in self._places

    def last(self, folder: str) -> Line | None:
        """What stands in an agency's folder, as it was put there."""
        return next(self.lines([folder]), None)

    def lines(self, folders: Iterable[str]) -> Iterator[Line]:
        """The last line of each of these folders that has one, read when it is asked for. Raises OSError."""
        for data in self._data(folders):
            yield line_of(data)

    def begin(self, folders: Collection[str]) -> None:
        """Ready for more lines, with just the lines of these folders. Raises OSError."""
        if not self._tidy or self._places.keys() != set(folders):
            self.keep(sorted(folders, key=lambda folder: self._places[folder]))

    def keep(self, folders: Iterable[str]) -> None:
        """The journal anew with just the lines of these folders, in this order. Raises OSError."""
        places: dict[str, int] = {}
        wanted = [folder for folder in folders if folder in self._places]
        with self._beside.open("wb") as file:
            for folder, data in zip(wanted, self._data(wanted), strict=True):
                places[folder] = file.tell()
                file.write(data.rstrip(b"\r\n") + b"\n")
            _to_disk(file)
        self._beside.replace(self._path)
        self._places, self._tidy = places, True

    def add(self, line: Line) -> None:
        """One more line, whole or not at all. Raises OSError."""
        before = self._path.stat().st_size
        try:
            with self._path.open("ab") as file:
                file.write(as_line(line))
                _to_disk(file)
        except OSError:
            os.truncate(self._path, before)
            raise
        self._places[line.folder] = before

    def _data(self, folders: Iterable[str]) -> Iterator[bytes]:
        wanted = [self._places[folder] for folder in folders if folder in self._places]
        if not wanted:
            return
        with open_ordinary(self._path) as file:
            for place in wanted:
                file.seek(place)
                yield file.readline()

    def _read(self) -> None:
        """Find the last line of every folder. Lines that are none of ours are as if they were not there."""
        at = lines = 0
        whole = True
        try:
            with open_ordinary(self._path) as file:
                for data in file:
                    folder = _folder_of(data)
                    if folder is not None:
                        self._places[folder] = at
                    at, lines, whole = at + len(data), lines + 1, data.endswith(b"\n")
            self._tidy = whole and lines == len(self._places)
        except OSError:
            self._places, self._tidy = {}, False


def _folder_of(data: bytes) -> str | None:
    try:
        return line_of(data).folder
    except UnlikeError:
        return None


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
