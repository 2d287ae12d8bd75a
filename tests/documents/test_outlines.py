"""The make-up of the main documents, block by block; a change to it is seen and meant."""

from collections.abc import Callable

import pytest

from tests.documents.reading import document, skeleton
from tests.organizations import packet

LINES = 150


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("harbor-light", "policy"),
        ("harbor-light", "job-supervisor"),
        ("harbor-light", "posting-specialist"),
        ("cedar-coast", "posting-specialist"),
    ],
)
def test_the_make_up_is_as_it_was(name: str, code: str, golden: Callable[[str, str], None]) -> None:
    made = skeleton(document(packet(name), code))
    assert made.count("\n") <= LINES
    golden(f"{name}-{code}", made)
