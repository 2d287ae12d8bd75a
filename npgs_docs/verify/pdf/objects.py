"""pikepdf's objects, asked so that a file with the wrong kind of thing in a place answers "nothing" and not an error.

Where a key is seldom there, `in` is asked first: pikepdf's `get` costs six times as much when it finds nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, TypeAlias

from pikepdf import Array, Dictionary, Name, Object, PdfError, Stream, String

from npgs_docs.verify.files import TooMuchError

Key: TypeAlias = tuple[int, int] | int
"""What an object is known by: number and generation, or for a direct object its place in memory."""

LARGEST_STREAM = 64 * 1024 * 1024
_LARGEST_CONTENT = 16 * 1024 * 1024
_SURELY_SMALL = 16 * 1024
_NOTHING = Dictionary()
_NONE = Array()


def found(holder: Any, key: str, otherwise: Any = None) -> Any:
    """What stands under a key that may well be missing."""
    return holder[key] if key in holder else otherwise  # noqa: SIM401 - see above


def dictionary(holder: Any, key: str) -> Any:
    """The dictionary (or stream) under a key; an empty one where there is none."""
    if key not in holder:
        return _NOTHING
    found = holder[key]
    return found if isinstance(found, (Dictionary, Stream)) else _NOTHING


def array(holder: Any, key: str) -> Any:
    """The array under a key; a single thing counts as an array of one."""
    if key not in holder:
        return _NONE
    found = holder[key]
    return found if isinstance(found, Array) else [found]


def text(holder: Any, key: str) -> str:
    """The words under a key, "" where there are none. Names come with their slash."""
    if key not in holder:
        return ""
    found = holder[key]
    return str(found) if isinstance(found, (String, Name, str)) else ""


def whole(holder: Any, key: str, otherwise: int = 0) -> int:
    found = holder.get(key)
    try:
        return otherwise if found is None else int(found)
    except (TypeError, ValueError):
        return otherwise


def true(holder: Any, key: str) -> bool:
    return holder.get(key) is True


def known_by(thing: Any) -> Key:
    number: tuple[int, int] = thing.objgen
    return number if number[0] else id(thing)


def dictionaries(things: Any) -> Iterator[Any]:
    """The dictionaries among the things of an array."""
    return (one for one in things if isinstance(one, (Dictionary, Stream)))


def weigh_content(holder: Any) -> None:
    """Raises TooMuchError where the operators of a page or form are more than any page needs."""
    for stream in array(holder, "/Contents") if "/Contents" in holder else (holder,):
        large = is_stream(stream) and whole(stream, "/Length") > _SURELY_SMALL
        if large and len(unpacked(stream)) > _LARGEST_CONTENT:
            raise TooMuchError


def unpacked(stream: Any) -> bytes:
    """The bytes of a stream. Raises TooMuchError where they are more than any document needs."""
    if stream.get("/Filter") == Name.FlateDecode and "/DecodeParms" not in stream:
        machine = zlib.decompressobj()
        try:
            data = machine.decompress(stream.read_raw_bytes(), LARGEST_STREAM)
        except zlib.error:
            return _as_pikepdf_reads(stream)
        if machine.unconsumed_tail:
            raise TooMuchError
        return data
    return _as_pikepdf_reads(stream)


def _as_pikepdf_reads(stream: Any) -> bytes:
    try:
        data: bytes = stream.read_bytes()
    except PdfError:
        return b""
    return data


def is_stream(thing: Object | None) -> bool:
    return isinstance(thing, Stream)
