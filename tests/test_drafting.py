"""Drafts show what is blank and where words come from; finals are refused while something is blank."""

from pathlib import Path

import pytest

from npgs_docs.document import (
    Aside,
    Blank,
    Cell,
    Document,
    Heading,
    Origin,
    Paragraph,
    Run,
    Table,
    inlines_of,
    runs_text,
)
from npgs_docs.drafting import Status, as_draft, signed, unfinished
from npgs_docs.errors import InputError
from npgs_docs.pipeline import Request, make, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render import Format
from tests.render.story import story

SAMPLES = Path(__file__).resolve().parents[1] / "content" / "samples"


def document(*inlines: Run | Blank) -> Document:
    return Document(story().meta, (Heading(1, (Run("Title"),), "title"), Paragraph(inlines)))


def test_each_layer_stands_between_its_own_signs() -> None:
    inlines = (
        Run("We at "),
        Run("Harbor Light", origin=Origin.ORGANIZATION),
        Run(" follow "),
        Run("Texas", origin=Origin.PACK),
        Run("Hopeful", origin=Origin.GUIDELINE),
    )
    assert runs_text(signed(inlines)) == "We at ‹Harbor Light› follow «Texas»{Hopeful}"


def test_one_layer_in_several_runs_is_signed_once() -> None:
    inlines = (Run("Harbor ", origin=Origin.ORGANIZATION), Run("Light", strong=True, origin=Origin.ORGANIZATION))
    assert runs_text(signed(inlines)) == "‹Harbor Light›"


def test_a_draft_is_marked_and_lists_its_blanks_under_the_title() -> None:
    draft = as_draft(document(Run("Number: "), Blank("policy number", "policy.number")))
    assert draft.meta.draft == "DRAFT"
    note = draft.blocks[1]
    assert isinstance(note, Aside)
    assert "policy number (policy.number)" in str(note)


def test_a_draft_signs_words_in_asides_and_tables_too() -> None:
    told = Run("Harbor Light", origin=Origin.ORGANIZATION)
    table = Table("Who we are", (Cell((Run("Name"),)),), ((Cell((told,)),),), (1.0,))
    whole = as_draft(Document(story().meta, (Heading(1, (Run("Title"),), "title"), Aside((Paragraph((told,)), table)))))
    assert str(whole.blocks).count("‹") == str(whole.blocks).count("›")
    aside = whole.blocks[-1]
    assert isinstance(aside, Aside)
    assert "".join(runs_text(one) for block in aside.blocks for one in inlines_of(block)).count("‹Harbor Light›") == 2


def test_a_blank_stands_against_a_final_and_says_which_key_fills_it() -> None:
    (problem,) = unfinished("Supervision policy", document(Blank("policy number", "policy.number")))
    assert problem.path == "policy.number"
    assert "policy.number" in problem.hint


def test_a_final_with_blanks_is_refused_whole_with_every_blank() -> None:
    loaded = load_profile(SAMPLES / "harbor-light.yaml")
    packet = prepare(Request(loaded, only=("policy",), formats=(Format.OUTLINE,), status=Status.FINAL))
    with pytest.raises(InputError) as refused:
        make(packet)
    paths = {problem.path for problem in refused.value.problems}
    assert {"policy.number", "policy.effective", "policy.status"} <= paths
