"""A step on the disk at which a run is killed, interrupted, or meets a fault: every step there is, one after the other."""

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

_CHANGES = frozenset({"os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.symlink"})


class How(Enum):
    """A process that is killed does nothing more. A signal is heard by Python. A fault is one of the disk."""

    KILLED = "killed"
    INTERRUPTED = "interrupted"
    FAULT = "fault"


class Killed(BaseException):
    """Nothing after this may touch the disk."""


@dataclass(slots=True)
class _Stop:
    how: How
    left: int
    reached: bool = False

    def step(self) -> None:
        self.left -= 1
        if self.left and not (self.reached and self.how is How.KILLED):
            return
        self.reached = True
        match self.how:
            case How.KILLED:
                raise Killed
            case How.INTERRUPTED:
                signal.raise_signal(signal.SIGINT)
            case How.FAULT:
                raise OSError(errno.EACCES, "Permission denied")


_stop: list[_Stop] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _stop and (event in _CHANGES or (event == "open" and _writes(arguments[2]))):
        _stop[0].step()


def _writes(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


sys.addaudithook(_hook)


def stopped_at(step: int, how: How, work: Callable[[], object]) -> bool:
    """Do the work, stopped at its step of this number; whether it came that far. A signal that nobody else heard ends here."""
    stop = _Stop(how, step)
    _stop.append(stop)
    try:
        work()
    except (Killed, KeyboardInterrupt):
        pass
    finally:
        _stop.clear()
    return stop.reached


def every_step(how: How, work: Callable[[], object], prepare: Callable[[], object]) -> Iterator[int]:
    """Prepare, then do the work stopped at one step, for each step that the work has."""
    step = 1
    while True:
        prepare()
        if not stopped_at(step, how, work):
            return
        yield step
        step += 1
