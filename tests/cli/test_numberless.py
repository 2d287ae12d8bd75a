"""A small organization whose policies have no numbers says so, and nothing waits for one."""

from pathlib import Path

import pytest

from tests.cli.conftest import Type


@pytest.mark.parametrize("form", ["full", "short"])
def test_a_policy_without_a_number_has_no_row_for_one_and_no_blank(here: Path, npgs: Type, form: str) -> None:
    profile = here / "profile.yaml"
    answers = profile.read_text(encoding="utf-8")
    profile.write_text(f"{answers}\npolicy: {{form: {form}}}\n", encoding="utf-8")
    final = ("build", "profile.yaml", "--only", "policy", "--format", "pdf", "--status", "final")
    assert "policy.number" in npgs(*final).err
    profile.write_text(f"{answers}\npolicy: {{form: {form}, number: None}}\n", encoding="utf-8")
    assert "policy.number" not in npgs(*final).err
    shown = npgs("show", "profile.yaml", "policy", "--stage", "markdown").out
    assert "olicy number" not in shown
    assert "**Number**" not in shown
    assert ", number" not in shown
