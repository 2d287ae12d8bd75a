"""What many tests read and none changes: harbor-light's packet, its policy, and that policy as a PDF."""

import pytest

from npgs_docs.document import Document
from npgs_docs.pipeline import Packet
from tests.organizations import packet


@pytest.fixture(scope="session")
def harbor_light() -> Packet:
    return packet()


@pytest.fixture(scope="session")
def policy(harbor_light: Packet) -> Document:
    return harbor_light.composer.document(next(entry for entry in harbor_light.entries if entry.code == "policy"))
