"""``npgs init`` as it is used: from questions, from answers, from a sample; it keeps what was typed and overwrites nothing."""

import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from npgs_docs.cli import run
from npgs_docs.locations import samples_folder
from npgs_docs.profile import load_profile, schema_text
from tests.test_questions import GOOD


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def talk(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Answer the prompts in turn, as on a terminal; where the answers end, so does the talk (Ctrl-C)."""
    left: Iterator[str] = iter(answers)

    def prompt(words: str, **options: object) -> str:
        try:
            return next(left)
        except StopIteration:
            raise click.Abort from None

    monkeypatch.setattr(click, "prompt", prompt)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)


def test_questions_make_a_profile(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    talk(monkeypatch, *GOOD.values())
    assert run(["init", "mine.yaml"]) == 0
    said = capsys.readouterr().out
    assert "Question 14 of 14." in said
    assert "Used by: postings." in said
    assert "For example: 22.50 - 27.00 per hour" in said
    made = load_profile(Path("mine.yaml")).profile
    assert (made.organization.legal_name, made.jurisdiction.state) == ("Harbor & Sons: #1", "TX")
    assert (
        Path("mine.yaml")
        .read_text(encoding="utf-8")
        .startswith("# yaml-language-server: $schema=profile.schema.json\n")
    )
    assert Path("profile.schema.json").read_text(encoding="utf-8") == schema_text()
    assert sorted(path.name for path in Path().iterdir()) == ["mine.yaml", "profile.schema.json"]


def test_a_talk_can_stop_and_go_on(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    answers = list(GOOD.values())
    talk(monkeypatch, *answers[:8])
    assert run(["init"]) == 130
    assert "Your answers are kept in profile.yaml.partial" in capsys.readouterr().err
    assert [path.name for path in Path().iterdir()] == ["profile.yaml.partial"]
    talk(monkeypatch, *answers[8:])
    assert run(["init"]) == 0
    said = capsys.readouterr().out
    assert "Going on with the answers kept in profile.yaml.partial." in said
    assert "Question 5 of 14." in said
    assert "Question 4 of 14." not in said
    assert load_profile(Path("profile.yaml")).profile.organization.employee_count == 1200
    assert not Path("profile.yaml.partial").exists()


def test_a_wrong_answer_is_asked_again_with_what_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    talk(monkeypatch, "", "Harbor", "ZZ", "TX")
    run(["init"])
    said = capsys.readouterr().out
    assert "nothing was typed" in said
    assert '"ZZ" is not the code of a state.\n  Use the two letters' in said
    assert "Question 3 of 14." in said
    assert "ZZ" not in Path("profile.yaml.partial").read_text(encoding="utf-8")


def test_an_empty_part_asks_for_itself_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = list(GOOD.values())
    talk(monkeypatch, *answers[:5], "")
    assert run(["init"]) == 130
    kept = Path("profile.yaml.partial").read_text(encoding="utf-8")
    assert all(f"sites[1].address.{key}: " in kept for key in ("street", "city", "region"))
    talk(monkeypatch, *answers[5:17], "", *answers[17:])  # an empty pay of the supervisor
    assert run(["init"]) == 0
    assert capsys.readouterr().out.count("This answer is needed.") == 2
    made = load_profile(Path("profile.yaml")).profile
    assert (made.sites[0].address.street, made.positions.specialist.pay.max) == ("12 Oak Street", 22)


@pytest.mark.parametrize(
    ("typed", "on_the_path", "told"),
    [
        (".venv/bin/npgs", False, ".venv/bin/npgs build"),
        ("bin/npgs", True, "npgs build"),
        ("npgs_docs/__main__.py", False, f"{Path(sys.executable).name} -m npgs_docs build"),
    ],
)
def test_the_way_on_is_told_as_it_was_called(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str, on_the_path: bool, told: str
) -> None:
    Path("bin").mkdir()
    Path("bin/npgs").write_text("#!/bin/sh\n", encoding="utf-8")
    Path("bin/npgs").chmod(0o755)
    monkeypatch.setenv("PATH", str(Path("bin").resolve()) if on_the_path else "/nowhere")
    monkeypatch.setattr(sys, "argv", [typed])
    assert run(["init", "mine.yaml", "--sample", "harbor-light"]) == 0
    assert capsys.readouterr().out == f"mine.yaml is written. Next: {told} mine.yaml\n"


def test_one_can_go_back(monkeypatch: pytest.MonkeyPatch) -> None:
    talk(monkeypatch, "back", "Harbour", "back", "Harbor", "TX")
    run(["init"])
    assert "organization.legal_name: Harbor\n" in Path("profile.yaml.partial").read_text(encoding="utf-8")


def test_a_contact_out_of_reach_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = list(GOOD.values())
    talk(monkeypatch, *answers[:8], "", "", "Personnel Office", "", "512-555-0142", *answers[10:])
    assert run(["init"]) == 0
    assert load_profile(Path("profile.yaml")).profile.contacts.hr.role == "Personnel Office"


def test_a_profile_is_never_overwritten(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    Path("profile.yaml").write_text("mine", encoding="utf-8")
    Path("profile.schema.json").write_text("mine too", encoding="utf-8")
    talk(monkeypatch, *GOOD.values())
    for arguments in ([], ["--sample", "harbor-light"], ["--answers", "profile.yaml"]):
        assert run(["init", *arguments]) == 1
        assert "profile.yaml: is there already" in capsys.readouterr().err
    assert run(["init", "other.yaml", "--sample", "harbor-light"]) == 0
    assert Path("profile.yaml").read_text(encoding="utf-8") == "mine"
    assert Path("profile.schema.json").read_text(encoding="utf-8") == "mine too"


@pytest.mark.parametrize("name", [path.stem for path in samples_folder().glob("*.yaml")])
def test_a_sample_is_copied(name: str) -> None:
    assert run(["init", "--sample", name]) == 0
    text = Path("profile.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=profile.schema.json\n#\n")
    assert load_profile(Path("profile.yaml")).profile == load_profile(samples_folder() / f"{name}.yaml").profile


def test_a_sample_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--sample", "../nowhere"]) == 1
    assert "The samples are: cedar-coast, harbor-light, potomac-hospital, sierra-county" in capsys.readouterr().err


def test_answers_from_a_file() -> None:
    Path("a.yaml").write_text("".join(f'{path}: "{text}"\n' for path, text in GOOD.items()), encoding="utf-8")
    assert run(["init", "--answers", "a.yaml"]) == 0
    assert load_profile(Path("profile.yaml")).profile.postings.until_filled


def test_problems_of_answers_are_told_at_once_and_nothing_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.yaml").write_text(
        "organization.legal_name: Harbor\njurisdiction.state: ZZ\ncontacts.hr.role: Jane Doe\n", encoding="utf-8"
    )
    assert run(["init", "--answers", "a.yaml"]) == 1
    said = capsys.readouterr().err
    assert 'a.yaml:2:21: jurisdiction.state: "ZZ"' in said
    assert 'a.yaml:3:19: contacts.hr.role: "Jane Doe"' in said
    assert "supervision: is missing" in said
    assert not Path("profile.yaml").exists()


def test_without_a_terminal_it_says_what_to_give(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 2
    assert "give --answers FILE or --sample NAME" in capsys.readouterr().err
    assert run(["init", "--sample", "harbor-light", "--answers", "a.yaml"]) == 2


def test_a_folder_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "nowhere/profile.yaml", "--sample", "harbor-light"]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_spoilt_partial_is_a_problem_with_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("profile.yaml.partial").write_text("a: 1\nb: one: two\n", encoding="utf-8")
    talk(monkeypatch)
    assert run(["init"]) == 1
    assert "profile.yaml.partial:2:" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made with pty")
def test_ctrl_c_on_a_real_terminal_keeps_the_answers(tmp_path: Path) -> None:
    import pty

    process, terminal = pty.fork()
    if process == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the workers of pytest-xdist ignore it
        os.execv(sys.executable, [sys.executable, "-m", "npgs_docs", "init", "mine.yaml"])
    _expect(terminal, b"Full legal name: ")
    os.write(terminal, "Harbor Łódź\n".encode())
    _expect(terminal, b"state and country: ")
    said = _expect(terminal, b"Interrupted", pressing=b"\x03")
    _, status = os.waitpid(process, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 130
    assert b"kept in mine.yaml.partial" in said
    assert "organization.legal_name: Harbor Łódź\n" in (tmp_path / "mine.yaml.partial").read_text(encoding="utf-8")


def _expect(terminal: int, wanted: bytes, pressing: bytes = b"", seconds: float = 30) -> bytes:
    """What the terminal shows until `wanted` comes.

    `pressing` is pressed every five seconds, as a person would: a signal that comes between a prompt and the system call
    that waits for the answer is only seen at the next one.
    """
    seen, now = b"", time.monotonic()
    end, press = now + seconds, now
    while wanted not in seen:
        now = time.monotonic()
        assert now < end, f"{wanted!r} did not come; there was {seen!r}"
        if pressing and now >= press:
            os.write(terminal, pressing)
            press = now + 5
        ready, _, _ = select.select([terminal], [], [], 1)
        seen += os.read(terminal, 4096) if ready else b""
    return seen
