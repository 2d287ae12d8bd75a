"""Files that a packet needs are packed as data for a worker on another machine, and laid out there as files again."""

from __future__ import annotations

import atexit
import tempfile
import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from npgs_docs.disk import files_below
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
        return
    for inner, one in files_below(path):
        yield f"{name}/{inner}", one.read_bytes()


# --- folders of this process ---------------------------------------------------------------------------------------

MOST_KEPT = 8
"""Folders that stay for the next packets, which mostly need the same; those in use come on top."""
_kept: OrderedDict[Bundle, tempfile.TemporaryDirectory[str]] = OrderedDict()
"""The folder of each bundle, the one used last at the end."""
_users: Counter[Bundle] = Counter()
_lock = threading.Lock()
_own = threading.local()


@contextmanager
def folders_kept() -> Iterator[None]:
    """Folders that are laid out here by this thread stay as long as this lasts; then all but a few are removed."""
    _own.bundles = []
    try:
        yield
    finally:
        with _lock:
            _users.subtract(_own.bundles)
            unused = [bundle for bundle in _kept if _users[bundle] <= 0]
            for bundle in unused[: max(0, len(_kept) - MOST_KEPT)]:
                _kept.pop(bundle).cleanup()
                del _users[bundle]
        _own.bundles = None


def _laid_out(bundle: Bundle) -> Path:
    """The files of a bundle in a folder of this process."""
    with _lock:
        if bundle not in _kept:
            _kept[bundle] = _written(bundle)
            atexit.unregister(_remove_all)
            atexit.register(_remove_all)  # last, so that it is first
        _kept.move_to_end(bundle)
        if getattr(_own, "bundles", None) is not None:
            _own.bundles.append(bundle)
            _users[bundle] += 1
        return Path(_kept[bundle].name)


def _remove_all() -> None:
    """When the process ends."""
    while _kept:
        _kept.popitem()[1].cleanup()


def _written(bundle: Bundle) -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="npgs-")
    root = Path(folder.name)
    for name, data in bundle:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    for name in _FOLDERS:
        if not (root / name).exists():
            (root / name).mkdir()
    return folder


# --- fonts ---------------------------------------------------------------------------------------------------------


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
