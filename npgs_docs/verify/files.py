"""A path in, its bytes and their kind out; or a problem in plain words: not there, too large, locked, something else."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from npgs_docs.disk import NotOrdinaryError, read_ordinary
from npgs_docs.errors import InputError, Problem, Where

LARGEST = 200 * 1024 * 1024
"""Bytes. A document of words is far below; what is above is pictures, and would fill the machine's memory."""

_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PDF_WITHIN = 1024


class TooMuchError(Exception):
    """Something that grows beyond every use when it is unpacked."""


class Kind(StrEnum):
    """What can be read, by the name of its suffix."""

    PDF = "pdf"
    DOCX = "docx"


def load(path: Path) -> bytes:
    """The bytes of a file. Raises InputError where there are none to be had."""
    try:
        data = read_ordinary(path, LARGEST + 1)
    except FileNotFoundError:
        raise refusal("file-missing", path, "there is no such file") from None
    except IsADirectoryError:
        raise refusal("file-is-folder", path, "this is a folder", "Name the files in it.") from None
    except NotOrdinaryError as error:
        hint = "Save what it gives as a file first, and name that."
        raise refusal("file-not-ordinary", path, f"{error.strerror}", hint) from None
    except OSError as error:
        raise refusal("file-unreadable", path, f"the file cannot be read: {error.strerror or error}") from None
    if len(data) > LARGEST:
        message = f"the file is too large to be looked at (the most is {LARGEST // 1024 // 1024} MB)"
        raise refusal("file-huge", path, message, "Make its pictures smaller, or split it.")
    return data


def kind_of(name: str, data: bytes) -> Kind:
    """PDF or DOCX, by what is in the file and not by its name. Raises InputError for anything else."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Kind.PDF
    if data.startswith(b"PK\x03\x04"):
        return Kind.DOCX
    if not data:
        raise refusal("file-empty", name, "the file is empty")
    if data.startswith(_OLD_OFFICE) and _LOCKED in data:
        raise locked(name)
    if data.startswith(_OLD_OFFICE):
        raise refusal("file-old-word", name, "this is a file of Word before 2007", "Save it as .docx and try again.")
    raise refusal("file-unknown", name, "this is neither a PDF nor a Word file (.docx)")


def refusal(id: str, name: object, message: str, hint: str = "") -> InputError:
    """Why a file is not looked at."""
    return InputError([Problem(id, message, Where(str(name)), hint=hint)])


def locked(name: str) -> InputError:
    return refusal(
        "file-locked", name, "the file is locked with a password", "Save a copy without a password and try again."
    )


def damaged(name: str, seen: str) -> InputError:
    return refusal(
        "file-damaged", name, f"the file is damaged: {seen}", "Get it again from where it came, or save it anew."
    )
