"""The command ``npgs``, also as ``python -m npgs_docs``.

Ctrl-C is heard from the first moment that Python leaves to us: nothing that takes time is imported before, not even ``typing``.
"""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import NoReturn

INTERRUPTED = 130
_NO_PLUGINS = ("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""What else is installed changes nothing here; looking for plugins of pydantic in it would take longer than reading a profile."""


def main() -> NoReturn:
    """Run the command line. Who interrupts it before it has begun anything sees nothing more of it."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a shell may want it ignored
        signal.signal(signal.SIGINT, leave)
    os.environ.setdefault(*_NO_PLUGINS)
    from npgs_docs.cli import main as command_line

    command_line()


def leave(number: int, frame: FrameType | None) -> NoReturn:
    """End at once: nothing is begun, or all is done, and there is nothing to tidy up."""
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    main()
