"""A clause in an organization's own words replaces the whole of ours; the check says what went with it."""

from pathlib import Path

import pytest

from npgs_docs.cli import run as npgs
from npgs_docs.locations import samples_folder

LACKING = "Supervision notes are kept for seven years, apart from personnel files."
WHOLE = f"{LACKING} They never hold names or health facts. Only the two and the compliance officer may read them."


@pytest.mark.parametrize("form", ["full", "short"])
@pytest.mark.parametrize(("words", "told"), [(LACKING, True), (WHOLE, False), ("", False)])
def test_a_records_clause_without_limits_and_readers_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, words: str, told: bool
) -> None:
    profile = tmp_path / "mine.yaml"
    text = (samples_folder() / "harbor-light.yaml").read_text(encoding="utf-8") + f"\npolicy:\n  form: {form}\n"
    clause = f"  clauses:\n    records: {{text: '{words}', reason: State rule, approver: Commissioner}}\n"
    profile.write_text(text + (clause if words else ""), encoding="utf-8")
    npgs(["check", str(profile), "--format", "json"])
    said = capsys.readouterr().out
    assert ("what is never written down, who may read the notes" in said) == told
    assert ("PO-33" in said) == told
