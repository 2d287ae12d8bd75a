"""Files that a packet needs are packed as data for a worker on another machine, and laid out there as files again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from npgs_docs.errors import Problem, Where
from npgs_docs.profile import Loaded

Bundle = tuple[tuple[str, bytes], ...]
_FOLDERS = ("templates", "packs")
_FACES = ("regular", "bold", "italic", "bold_italic")


@dataclass(frozen=True, slots=True)
class Layers:
    """The user's own templates, packs and overlay, as paths; `bundle` holds their bytes where paths will not do.

    Names in the bundle are those of the paths: ``templates/job.md``, ``packs/us-tx.yaml``, ``overlay``.
    """

    templates: Path | None = None
    packs: Path | None = None
    overlay: Path | None = None
    bundle: Bundle | None = field(default=None, repr=False)

    def packed(self) -> Layers:
        """The same with every file as data."""
        files = [*_files("templates", self.templates), *_files("packs", self.packs), *_files("overlay", self.overlay)]
        return replace(self, bundle=tuple(files))

    def laid_out(self) -> Layers:
        """The same as files on this machine: where they were, or in a temporary folder of this process."""
        if self.bundle is None:
            return self
        root = _laid_out(self.bundle)
        here = {name: root / name for name in ("templates", "packs", "overlay") if getattr(self, name)}
        return replace(self, bundle=None, **here)

    def as_told(self, problem: Problem) -> Problem:
        """A problem of a file laid out here, told at the path its owner knows."""
        if problem.where is None or self.bundle is None:
            return problem
        root = _laid_out(self.bundle)
        for name in ("templates", "packs", "overlay"):
            before, here = getattr(self, name), str(root / name)
            if before and problem.where.file.startswith(here):
                file = str(before) + problem.where.file.removeprefix(here)
                return replace(problem, where=Where(file, problem.where.line, problem.where.column))
        return problem


def _files(name: str, path: Path | None) -> Iterable[tuple[str, bytes]]:
    if path is None:
        return
    if path.is_file():
        yield name, path.read_bytes()
    for one in sorted(path.rglob("*.*")):
        if one.is_file():
            yield f"{name}/{one.relative_to(path).as_posix()}", one.read_bytes()


_KEPT: list[tempfile.TemporaryDirectory[str]] = []
"""Folders of this process, removed when it ends."""


@cache
def _laid_out(bundle: Bundle) -> Path:
    """The files of a bundle in a folder that lasts as long as this process."""
    folder = tempfile.TemporaryDirectory(prefix="npgs-")
    _KEPT.append(folder)
    root = Path(folder.name)
    for name, data in bundle:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name in _FOLDERS:
        if not (root / name).exists():
            (root / name).mkdir()
    return root


def packed_fonts(loaded: Loaded) -> Bundle | None:
    """The font files of a profile as data, each once; None where it has none of its own."""
    typeface = loaded.look.typeface
    if typeface is None:
        return None
    paths = sorted({getattr(typeface, face) for face in _FACES})
    return tuple((_file_name(path), Path(path).read_bytes()) for path in paths)


def with_fonts(loaded: Loaded, fonts: Bundle | None) -> Loaded:
    """The profile with its fonts as files on this machine."""
    typeface = loaded.look.typeface
    if fonts is None or typeface is None:
        return loaded
    root = _laid_out(fonts)
    faces = {face: str(root / _file_name(getattr(typeface, face))) for face in _FACES}
    return replace(loaded, look=replace(loaded.look, typeface=replace(typeface, **faces)))


def _file_name(path: str) -> str:
    """The last part of a path of any system: the worker's may be another."""
    return path.replace("\\", "/").rpartition("/")[2]
