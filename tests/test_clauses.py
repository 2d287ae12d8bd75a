"""An organization may put its own words in the place of a clause; the policy prints them, and a wrong name is told."""

from pathlib import Path

import pytest

from npgs_docs.document import Heading, Origin, Paragraph, Run, runs_text, walk
from npgs_docs.errors import InputError
from npgs_docs.locations import samples_folder
from npgs_docs.pipeline import Request, prepare
from npgs_docs.profile import load_profile

SAMPLE = (samples_folder() / "harbor-light.yaml").read_text(encoding="utf-8")
OWN = """
policy:
  clauses:
    feedback:
      text: |
        We ask *each other* how it goes.

        Twice a year we write it down.
      reason: Our members voted for it
      approver: Board Chair
"""


def profile(folder: Path, more: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(SAMPLE + more, encoding="utf-8")
    return path


def test_own_words_stand_in_the_place_of_the_clause(tmp_path: Path) -> None:
    packet = prepare(Request(load_profile(profile(tmp_path, OWN)), only=("policy",)))
    ((_, document),) = packet.documents()
    blocks = list(walk(document.blocks))
    at = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.id == "feedback")
    ours = [block for block in blocks[at + 1 : at + 3] if isinstance(block, Paragraph)]
    assert [runs_text(block.inlines) for block in ours] == [
        "We ask *each other* how it goes.",
        "Twice a year we write it down.",
    ]
    assert {run.origin for block in ours for run in block.inlines if isinstance(run, Run)} == {Origin.ORGANIZATION}
    assert isinstance(blocks[at + 3], Heading)


def test_reason_and_approver_are_needed(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_profile(profile(tmp_path, OWN.split("      reason")[0]))
    assert {one.path for one in caught.value.problems} == {
        "policy.clauses.feedback.reason",
        "policy.clauses.feedback.approver",
    }


def test_a_clause_that_is_not_there_is_told_with_its_place(tmp_path: Path) -> None:
    path = profile(tmp_path, OWN.replace("feedback:", "feedbak:") + "  locked: [records, recrods]\n")
    with pytest.raises(InputError) as caught:
        prepare(Request(load_profile(path)))
    told = [(one.path, one.where.line if one.where else None) for one in caught.value.problems]
    first = SAMPLE.count("\n")
    assert told == [("policy.clauses.feedbak", first + 4), ("policy.locked[2]", first + 11)]
    assert [one.hint.split("?")[0] for one in caught.value.problems] == [
        "Did you mean feedback",
        "Did you mean records",
    ]


@pytest.mark.parametrize("wrong", ["Records!", "who may supervise", "RECORDS", "peer_role"])
def test_what_to_type_for_a_clause_is_said_in_words(wrong: str, tmp_path: Path) -> None:
    for more in (f"policy: {{locked: [{wrong}]}}\n", OWN.replace("feedback", f'"{wrong}"')):
        with pytest.raises(InputError) as caught:
            prepare(Request(load_profile(profile(tmp_path, more))))
        (problem,) = caught.value.problems
        assert problem.hint.startswith("Did you mean ")
        assert "Type the name of a clause: purpose, scope, " in problem.hint
        assert "^" not in str(problem)
        assert ("locked: [purpose, scope]" in problem.hint) == ("locked" in more)
