"""What a packet needs travels as data: a worker that sees none of the user's files makes the same bytes."""

import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from npgs_docs.batch.check import task_of
from npgs_docs.batch.task import Made, Unmade, make_packet
from npgs_docs.render import Format
from npgs_docs.wordbase import read_base
from tests.batch.rosters import agencies, base_file, checked, csv_file, order_in
from tests.render.bases import letterhead

FONTS = Path(__file__).parents[2] / "npgs_docs" / "fonts"


def test_own_templates_and_fonts_travel(tmp_path: Path) -> None:
    base = base_file(tmp_path, "\noutput:\n  fonts: fonts\n")
    (tmp_path / "fonts").mkdir()
    for look in ("Regular", "Bold", "Italic"):
        shutil.copy(FONTS / f"LiberationSans-{look}.ttf", tmp_path / "fonts")
    order = order_in(tmp_path)
    roster, found = checked(csv_file(tmp_path, agencies(1)), base, order)
    task = task_of(roster, found.agencies[0])
    here = make_packet(order, task)
    sent = pickle.dumps((replace(order, layers=order.layers.packed()), task.packed()))
    shutil.rmtree(tmp_path)
    there = make_packet(*pickle.loads(sent))
    assert isinstance(here, Made)
    assert isinstance(there, Made)
    assert here.files == there.files
    assert here.record == there.record


def test_empty_folders_travel(tmp_path: Path) -> None:
    """As a folder that holds nothing, and not as one that is not there."""
    base, order = base_file(tmp_path), order_in(tmp_path)
    (tmp_path / "packs").mkdir()
    order = replace(order, layers=replace(order.layers, packs=tmp_path / "packs"))
    roster, found = checked(csv_file(tmp_path, agencies(1)), base, order)
    sent = pickle.dumps((replace(order, layers=order.layers.packed()), task_of(roster, found.agencies[0]).packed()))
    shutil.rmtree(tmp_path)
    assert isinstance(make_packet(*pickle.loads(sent)), Made)


@pytest.mark.parametrize("by_order", [True, False])
def test_word_templates_travel(tmp_path: Path, by_order: bool) -> None:
    template = letterhead(tmp_path / "ours.docx")
    base = base_file(tmp_path, "" if by_order else "\noutput:\n  base_docx: ours.docx\n")
    order = replace(order_in(tmp_path), formats=(Format.DOCX,), base=read_base(template) if by_order else None)
    roster, found = checked(csv_file(tmp_path, agencies(1)), base, order)
    assert found.agencies[0].notes[0].startswith("Your Word template has no style")
    task = task_of(roster, found.agencies[0])
    here = make_packet(order, task)
    sent = pickle.dumps((replace(order, layers=order.layers.packed()), task.packed()))
    shutil.rmtree(tmp_path)
    there = make_packet(*pickle.loads(sent))
    assert isinstance(here, Made)
    assert isinstance(there, Made)
    assert here.files == there.files
    assert b"word/header-first.xml" in next(iter(here.files.values()))


def test_another_word_template_makes_a_packet_anew(tmp_path: Path) -> None:
    base, order = base_file(tmp_path, "\noutput:\n  base_docx: ours.docx\n"), order_in(tmp_path)
    digests = set()
    for name in ("Georgia", "Verdana"):
        letterhead(tmp_path / "ours.docx", lambda one, name=name: setattr(one.styles["Normal"].font, "name", name))
        _, found = checked(csv_file(tmp_path, agencies(1)), base, order)
        digests.add(found.agencies[0].digest)
    assert len(digests) == 2


def test_a_problem_is_told_at_the_users_path(tmp_path: Path) -> None:
    base, order = base_file(tmp_path), order_in(tmp_path)
    template = tmp_path / "templates" / "policy.md"
    template.write_text("# Title\n\n{{ nobody }}\n", encoding="utf-8")
    roster, found = checked(csv_file(tmp_path, agencies(1)), base, order)
    outcome = make_packet(replace(order, layers=order.layers.packed()), task_of(roster, found.agencies[0]).packed())
    assert isinstance(outcome, Unmade)
    assert [str(one.where) for one in outcome.problems] == [f"{template}:3"]


def test_a_worker_with_other_content_says_so(tmp_path: Path) -> None:
    order = order_in(tmp_path)
    roster, found = checked(csv_file(tmp_path, agencies(1)), base_file(tmp_path), order)
    outcome = make_packet(order, replace(task_of(roster, found.agencies[0]), edition_hash="other"))
    assert isinstance(outcome, Unmade)
    assert [one.id for one in outcome.problems] == ["edition"]
