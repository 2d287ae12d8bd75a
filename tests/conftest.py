"""What many tests read and none changes: harbor-light's packet, its policy, and that policy as a PDF."""

import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from npgs_docs.document import Document
from npgs_docs.pipeline import Packet
from tests.organizations import packet

GOLDEN = Path(__file__).parent / "golden"

if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # tests that were started in the background of a shell hear no Ctrl-C, and neither would what they start
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def harbor_light() -> Packet:
    return packet()


@pytest.fixture(scope="session")
def policy(harbor_light: Packet) -> Document:
    return harbor_light.composer.document(next(entry for entry in harbor_light.entries if entry.code == "policy"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write the golden outlines anew; look at the difference."
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Holds a text against ``tests/golden/<name>.outline.txt``; with --update-golden, writes it there."""

    def held(name: str, text: str) -> None:
        path = GOLDEN / f"{name}.outline.txt"
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), "If the change is meant: pytest --update-golden, and look."

    return held
