"""A fault of the disk comes in; what to say of it, and whether every other packet would meet it as well, goes out."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from npgs_docs.batch.journal import JOURNAL
from npgs_docs.batch.shelf import WORK
from npgs_docs.errors import Problem
from npgs_docs.output import write_file

_WHOLE_RUN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}


def disk_problem(folder: Path, error: OSError) -> Problem:
    free = shutil.disk_usage(folder).free if folder.exists() else 0
    reason = "the disk is full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else error.strerror or str(error)
    hint = f"Every packet made so far is whole and in {JOURNAL}. Mend this, then type the same command with --resume."
    return Problem("unwritable", f"{folder} cannot be written: {reason} ({free:,} bytes are free)", hint=hint)


def meets_all(folder: Path, error: OSError) -> bool:
    """Whether it is a fault of the whole folder, and not of one packet's."""
    return error.errno in _WHOLE_RUN or not _writable(folder)


def _writable(folder: Path) -> bool:
    """Whether a file can still be made in the folder and beside it."""
    try:
        for place in (folder, folder / WORK):
            write_file(place / ".try", b"")
            (place / ".try").unlink()
    except OSError:
        return False
    return True
