"""A folder to build in, beside what it will replace: gone when it is done with, however that comes about.

It is held while it is in use, so that one that a killed run left is known by nobody holding it, and is swept by the next.
What was built there goes into place all together (`move_all`).
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_PREFIX = ".npgs-"


@contextmanager
def staging_in(folder: Path) -> Iterator[Path]:
    """A new folder in `folder`. Raises OSError where it cannot be made."""
    for left in folder.glob(f"{_PREFIX}*"):
        _sweep(left)
    made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder))
    grip = _hold(made)
    try:
        yield made
    finally:
        _let_go(grip)
        shutil.rmtree(made, ignore_errors=True)


def move_all(moves: Sequence[tuple[Path, Path]], old: Path) -> None:
    """Every file from where it was made to its place, in this order; or, if one cannot be moved, all as it was.

    `old` is a folder on the same disk for what is replaced. Who asks us to stop meanwhile is heard when it is done.
    """
    old.mkdir()
    done: list[tuple[Path, Path | None]] = []
    with _undisturbed():
        try:
            for number, (made, target) in enumerate(moves):
                done.append((target, _second_name(target, old / str(number))))
                made.replace(target)
        except BaseException:
            for target, before in reversed(done):
                with suppress(OSError):
                    _put_back(target, before)
            raise


def _second_name(target: Path, name: Path) -> Path | None:
    """What is there under one more name; None where nothing is. Raises OSError."""
    if not os.path.lexists(target):
        return None
    try:
        os.link(target, name, follow_symlinks=False)
    except (OSError, NotImplementedError):  # not every disk can; a folder in the way is an error here as well
        shutil.copy2(target, name, follow_symlinks=False)
    return name


def _put_back(target: Path, before: Path | None) -> None:
    if before is None:
        target.unlink(missing_ok=True)
    else:
        before.replace(target)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A signal to stop waits until we are through. (Other threads get none.)"""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    handlers = {
        one: signal.signal(one, lambda number, frame: heard.append(number)) for one in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for one, handler in handlers.items():
            signal.signal(one, signal.SIG_DFL if handler is None else handler)
        if heard:
            signal.raise_signal(heard[0])


def _sweep(left: Path) -> None:
    grip = _hold(left)
    if grip is not None:
        shutil.rmtree(left, ignore_errors=True)
        _let_go(grip)


def _let_go(grip: int | None) -> None:
    if grip is not None:
        os.close(grip)


if sys.platform == "win32":

    def _hold(folder: Path) -> int | None:
        """Folders cannot be held here, so what is left stays."""
        return None

else:
    import fcntl

    def _hold(folder: Path) -> int | None:
        """A grip on a folder, which the system loosens when this process ends; None where another has it."""
        try:
            grip = os.open(folder, os.O_RDONLY)
        except OSError:
            return None
        try:
            fcntl.flock(grip, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(grip)
            return None
        return grip
