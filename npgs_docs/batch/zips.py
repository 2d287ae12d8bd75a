"""The files of a packet come in, one ZIP goes out; and of a ZIP that is there, whether it is as we made it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from npgs_docs.disk import read_ordinary
from npgs_docs.output import MANIFEST, sha256

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o644 << 16
_LARGEST = 500_000_000
"""Bytes, unpacked. No packet comes near it."""


def zip_of(name: str, files: Mapping[str, bytes]) -> bytes:
    """The files in one folder of a ZIP: sorted, without the clock, so that equal packets are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(files):
            info = zipfile.ZipInfo(f"{name}/{file}", _FIRST_DAY)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, _PERMISSIONS
            packed.writestr(info, files[file])
    return out.getvalue()


def zips_there(folder: Path, name: str) -> list[Path]:
    """The ZIPs of one packet that are there."""
    return [*folder.glob(f"{name}.zip"), *sorted(folder.glob(f"{name}.new*.zip"))]


def places_for(folder: Path, name: str) -> Iterator[Path]:
    """Where a packet's ZIP may go: into its place, or beside one that was edited. Without end."""
    yield folder / f"{name}.zip"
    yield folder / f"{name}.new.zip"
    number = 2
    while True:
        yield folder / f"{name}.new-{number}.zip"
        number += 1


def is_made_by_us(path: Path, name: str) -> bool:
    """Whether a ZIP holds a packet of ours and nothing else, each file as the manifest in it says. Raises OSError."""
    if path.is_symlink():
        return False
    try:
        files = _unpacked(read_ordinary(path), name)
        outputs = json.loads(files.pop(MANIFEST))["outputs"]
        return all(sha256(data) == outputs[file]["sha256"] for file, data in files.items())
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, RecursionError, NotImplementedError, RuntimeError):
        return False


def _unpacked(data: bytes, name: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        infos = packed.infolist()
        if sum(info.file_size for info in infos) > _LARGEST or packed.comment:
            raise ValueError("not one of ours")
        return {_inside(info.filename, name): packed.read(info) for info in infos}


def _inside(file: str, name: str) -> str:
    if not file.startswith(f"{name}/"):
        raise ValueError("not in the packet's folder")
    return file.removeprefix(f"{name}/")
