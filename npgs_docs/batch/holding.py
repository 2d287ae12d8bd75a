"""A run's folder comes in; it is held for one run at a time, on whatever disk it lies."""

from __future__ import annotations

import errno
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from npgs_docs.batch.shelf import WORK
from npgs_docs.errors import OutputError, Problem
from npgs_docs.output import unwritable

_NO_LOCKS = {errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOLCK, errno.EINVAL}


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the output folder for one run. Raises OutputError where another has it, or it cannot be written or held."""
    try:
        (folder / WORK).mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / WORK / "lock", timeout=0)
        with warnings.catch_warnings():
            # where the disk knows no locks, the library may write a mark instead and says so
            warnings.simplefilter("ignore")
            lock.acquire()
    except Timeout:
        hint = "Wait until it is done, or choose another folder with --out."
        raise OutputError([Problem("locked-folder", f"another run is writing into {folder}", hint=hint)]) from None
    except NotImplementedError:
        raise _unlockable(folder) from None
    except OSError as error:
        raise (_unlockable(folder) if error.errno in _NO_LOCKS else unwritable(folder, error)) from None
    try:
        yield
    finally:
        lock.release()


def _unlockable(folder: Path) -> OutputError:
    message = f"{folder} cannot be kept from other runs: its disk knows no locks, as some network drives do not"
    hint = "Choose a folder on a disk of this computer with --out, and copy the packets when they are made."
    return OutputError([Problem("no-locks", message, hint=hint)])
