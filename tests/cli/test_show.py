"""``npgs show``: a document on its way, on the screen and nowhere else."""

from pathlib import Path

import pytest

from npgs_docs.marks import CLOSE, KEY, OPENING
from tests.cli.conftest import Type, names


def test_the_outline_unless_something_else_is_asked(npgs: Type) -> None:
    said = npgs("show", "profile.yaml", "policy")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("document policy [en-US] Supervision policy for peer support – Harbor Light\n")
    assert said.out == npgs("show", "profile.yaml", "policy", "--stage", "outline").out


def test_the_markdown_is_filled_in_and_holds_no_mark_of_ours(npgs: Type) -> None:
    said = npgs("show", "profile.yaml", "policy", "--stage", "markdown")
    assert said.code == 0
    assert "# Supervision policy for peer support" in said.out
    assert "Harbor Light Recovery" in said.out
    assert "{{" not in said.out
    assert not set(said.out) & {CLOSE, KEY, *OPENING}


def test_it_writes_nothing(npgs: Type, here: Path) -> None:
    npgs("show", "profile.yaml", "policy")
    assert names(here) == ["profile.yaml"]


def test_a_templates_folder_beside_the_profile_is_used(npgs: Type) -> None:
    Path("templates").mkdir()
    Path("templates", "policy.md").write_text("# Ours alone {#t}\n", encoding="utf-8")
    assert npgs("show", "profile.yaml", "policy").out.endswith("  h1 #t Ours alone\n\n")


def test_an_unknown_document_is_told_with_the_nearest(npgs: Type) -> None:
    said = npgs("show", "profile.yaml", "polizy")
    assert (said.code, said.out) == (1, "")
    assert "Did you mean policy?" in said.err


@pytest.mark.parametrize("arguments", [(), ("profile.yaml",), ("profile.yaml", "policy", "--stage", "pdf")])
def test_what_is_missing_or_unknown_is_usage(npgs: Type, arguments: tuple[str, ...]) -> None:
    said = npgs("show", *arguments)
    assert said.code == 2
    assert "Usage: npgs show" in said.err
