"""What is wrong with a PDF is found by the check that is there for it, and nothing is found in a good one."""

import io

import pypdf
import pytest
from pypdf.constants import UserAccessPermissions

from npgs_docs.render import Format
from npgs_docs.verify import examine, promises
from npgs_docs.verify.pdf import CHECKS
from npgs_docs.verify.report import Status
from tests.verify.good_files import good
from tests.verify.pdf_faults import FAULTS, Fault, broken

LOCKS = {"pdf-access", "pdf-locked-archive"}
"""Planted while saving and not in the open file."""


def failed(data: bytes) -> set[str]:
    return {one.id for one in examine("file.pdf", data).of(Status.FAIL)}


def test_a_good_file_passes_whole() -> None:
    report = examine("file.pdf", good(Format.PDF))
    assert [one for one in report.results if one.status is Status.FAIL] == []
    assert report.claims == ("PDF/UA-1", "PDF/A-2A")
    assert report.pages > 10
    assert promises(good(Format.PDF), "pdf") == ()


@pytest.mark.parametrize(("id", "plant"), FAULTS, ids=[plant.__name__ for _, plant in FAULTS])
def test_a_planted_fault_is_found_by_its_check(id: str, plant: Fault) -> None:
    assert id in failed(broken(good(Format.PDF), plant))


def test_every_check_has_a_fault_that_it_finds() -> None:
    asked = {one.id for one in CHECKS if one.look}
    assert asked == {id for id, _ in FAULTS} | LOCKS
    assert len({one.id for one in CHECKS}) == len(CHECKS)


def test_a_lock_against_screen_readers_is_found() -> None:
    locked = io.BytesIO()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(good(Format.PDF)))
    writer.encrypt("", "owner", permissions_flag=UserAccessPermissions.PRINT, algorithm="RC4-128")
    writer.write(locked)
    assert failed(locked.getvalue()) >= LOCKS


def test_a_check_for_what_is_not_there_does_not_apply() -> None:
    statuses = {one.id: one.status for one in examine("file.pdf", good(Format.PDF)).results}
    assert statuses["pdf-layers"] is Status.NOT_APPLICABLE
    assert statuses["pdf-order-by-hand"] is Status.BY_HAND


@pytest.mark.parametrize(
    ("id", "plant"),
    [
        (id, plant)
        for id, plant in FAULTS
        if id in {"pdf-untagged", "pdf-title", "pdf-field-labels", "pdf-fonts", "pdf-claim"}
    ],
)
def test_a_broken_promise_is_told(id: str, plant: Fault) -> None:
    told = {one.id for one in promises(broken(good(Format.PDF), plant), "pdf")}
    assert ({id} if id != "pdf-claim" else {"pdf-claims"}) <= told
