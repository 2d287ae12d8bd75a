"""The packet's documents: their codes, numbers and names, each once, in reading order."""

import re

from npgs_docs.catalog import Kind, catalog, document_codes
from npgs_docs.library import load_library
from npgs_docs.locations import content_folder

VALUES = load_library(content_folder()).values
TITLES = {"specialist": "Peer Support Specialist", "supervisor": "Peer Support Supervisor"}
ENTRIES = catalog(TITLES)


def test_the_documents_in_reading_order() -> None:
    assert [entry.code for entry in ENTRIES] == [
        "choices", "policy", "job-specialist", "job-supervisor", "posting-specialist", "posting-supervisor", "crosswalk", "checklists",
        *(f"checklist-{number:02d}" for number in range(1, 13)),
    ]  # fmt: skip
    assert document_codes() == tuple(entry.code for entry in ENTRIES)


def test_codes_numbers_and_names_of_files_are_each_used_once() -> None:
    for name in ("code", "number", "stem"):
        found = [getattr(entry, name) for entry in ENTRIES]
        assert len(set(found)) == len(found), name


def test_files_named_by_number_sort_in_reading_order() -> None:
    names = [f"{entry.number}_{entry.stem}" for entry in ENTRIES]
    assert names == sorted(names)
    assert all(re.fullmatch(r"PS-\d\d_[a-z0-9-]+", name) for name in names)


def test_titles_are_the_organizations_and_those_of_checklists_are_the_values() -> None:
    by_code = {entry.code: entry for entry in ENTRIES}
    assert by_code["job-specialist"].title == "Job description: Peer Support Specialist"
    assert by_code["posting-supervisor"].title == "Job posting: Peer Support Supervisor"
    checklists = [entry for entry in ENTRIES if entry.kind is Kind.CHECKLIST]
    assert [(entry.subject, entry.title) for entry in checklists] == [(value.id, value.name) for value in VALUES]


def test_only_checklists_and_their_binder_are_forms() -> None:
    assert {entry.kind for entry in ENTRIES if entry.form} == {Kind.CHECKLIST, Kind.BINDER}
    assert {entry.kind for entry in ENTRIES if not entry.form} == set(Kind) - {Kind.CHECKLIST, Kind.BINDER}
