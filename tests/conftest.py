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
    return next(document_of(harbor_light, "policy"))


def document_of(made: Packet, code: str):  # type: ignore[no-untyped-def]
    return (made.composer.document(entry) for entry in made.entries if entry.code == code)
