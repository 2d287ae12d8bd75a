"""The make-up of the main documents, block by block; a change to it is seen and meant."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from npgs_docs.document import Heading
from tests.documents.reading import document, skeleton
from tests.organizations import packet

LINES = 150


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("harbor-light", "policy"),
        ("harbor-light", "checklist-01"),
        ("harbor-light", "crosswalk"),
        ("harbor-light", "job-supervisor"),
        ("harbor-light", "posting-specialist"),
        ("cedar-coast", "posting-specialist"),
    ],
)
def test_the_make_up_is_as_it_was(name: str, code: str, golden: Callable[[str, str], None]) -> None:
    made = skeleton(document(packet(name), code))
    assert made.count("\n") <= LINES
    golden(f"{name}-{code}", made)


def test_the_front_of_the_binder_is_as_it_was(golden: Callable[[str, str], None]) -> None:
    made = document(packet("harbor-light"), "checklists")
    front = next(at for at, block in enumerate(made.blocks) if isinstance(block, Heading) and block.id == "V1")
    golden("harbor-light-checklists-front", skeleton(replace(made, blocks=made.blocks[: front - 2])))
