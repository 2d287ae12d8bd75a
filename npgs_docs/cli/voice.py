"""Words go out for as long as somebody takes them in; where nobody does any more, the work goes on in silence."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO


class Tireless:
    """A stream of words that never stops who speaks into it: a reader who left, a full disk, a terminal that hung up.

    `on_loss` is called once with what went wrong, but for a reader who left and wants no more.
    """

    def __init__(self, stream: TextIO, on_loss: Any = lambda error: None) -> None:
        self._stream, self._on_loss, self._lost = stream, on_loss, False

    def write(self, words: str) -> int:
        return self._tried(lambda: self._stream.write(words)) or len(words)

    def flush(self) -> None:
        self._tried(self._stream.flush)

    def _tried(self, speak: Any) -> Any:
        if self._lost:
            return None
        try:
            return speak()
        except OSError as error:
            self._lost = True
            _silence(self._stream)
            if error.errno != errno.EPIPE:
                self._on_loss(error)
        return None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _silence(stream: TextIO) -> None:
    """What was not taken in goes nowhere, also when Python ends and tries once more."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
        stream.flush()


@contextmanager
def going_on() -> Iterator[None]:
    """What is done here is done whether or not its words are taken in."""
    before = sys.stdout, sys.stderr
    sys.stderr = Tireless(before[1])
    sys.stdout = Tireless(before[0], _tell_loss)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _tell_loss(error: OSError) -> None:
    sys.stderr.write(f"What is done cannot be told any more ({error.strerror}); the work goes on.\n")
    sys.stderr.flush()
