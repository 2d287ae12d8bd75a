"""What is wrong with a Word file is found by the check that is there for it, and nothing is found in a good one."""

import pytest

from npgs_docs.render import Format
from npgs_docs.verify import examine, promises
from npgs_docs.verify.report import Status
from npgs_docs.verify.word import CHECKS
from tests.verify.good_files import good
from tests.verify.word_faults import FAULTS, Fault, broken


def failed(data: bytes) -> set[str]:
    return {one.id for one in examine("file.docx", data).of(Status.FAIL)}


def test_a_good_file_passes_whole() -> None:
    assert [one for one in examine("file.docx", good(Format.DOCX)).results if one.status is Status.FAIL] == []
    assert promises(good(Format.DOCX), "docx") == ()


@pytest.mark.parametrize(("id", "plant"), FAULTS, ids=[plant.__name__ for _, plant in FAULTS])
def test_a_planted_fault_is_found_by_its_check(id: str, plant: Fault) -> None:
    assert id in failed(broken(good(Format.DOCX), plant))


def test_every_check_has_a_fault_that_it_finds() -> None:
    assert {one.id for one in CHECKS if one.look} == {id for id, _ in FAULTS}
    assert len({one.id for one in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(
    ("id", "plant"),
    [(id, plant) for id, plant in FAULTS if id in {"word-field-bound", "word-codes", "word-cells-whole"}],
)
def test_a_broken_promise_is_told(id: str, plant: Fault) -> None:
    assert id in {one.id for one in promises(broken(good(Format.DOCX), plant), "docx")}
