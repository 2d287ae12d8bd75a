"""``npgs`` itself: help, version, the schema, completion, and how a command ends."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from npgs_docs import __version__
from npgs_docs.cli import COMMANDS
from npgs_docs.profile import schema_text
from tests.cli.conftest import Type

ROOT = Path(__file__).resolve().parents[2]


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "npgs_docs", *arguments], capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, timeout=60,
    )  # fmt: skip


def test_help_tells_every_command_in_the_order_a_newcomer_meets_them(npgs: Type) -> None:
    said = npgs("--help")
    assert (said.code, said.err) == (0, "")
    assert re.findall(r"^  ([a-z][a-z-]*) +[A-Z]", said.out, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(npgs: Type, name: str) -> None:
    said = npgs(name, "--help")
    assert said.code == 0
    assert f"Usage: npgs {name}" in said.out


def test_the_version(npgs: Type) -> None:
    assert npgs("--version").out.strip() == f"npgs, version {__version__}"


@pytest.mark.parametrize("arguments", [("bulid",), ("build",), ("--colour",), ("build", "profile.yaml", "more")])
def test_what_cannot_be_understood_is_usage(npgs: Type, arguments: tuple[str, ...]) -> None:
    said = npgs(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "Error: " in said.err


def test_the_schema_is_the_file_that_stands_beside_a_profile(npgs: Type) -> None:
    said = npgs("schema")
    assert (said.code, said.err) == (0, "")
    assert said.out == schema_text()
    jsonschema.Draft7Validator.check_schema(json.loads(said.out))


def test_a_command_runs_as_a_program_and_its_exit_code_is_seen() -> None:
    done = process("list", "values")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("V1")
    assert process("list").returncode == 2


def test_the_streams_are_utf_8_whatever_the_machine_says() -> None:
    done = process(
        "show", str(ROOT / "content" / "samples" / "harbor-light.yaml"), "policy", PYTHONIOENCODING="ascii", LC_ALL="C"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "policy for peer support – Harbor Light" in done.stdout


def ended(script: str) -> tuple[int, str]:
    """The exit code and the error stream of a line of shell, ``npgs`` being the program."""
    script = f'npgs() {{ "{sys.executable}" -m npgs_docs "$@"; }}; {script}'
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_a_reader_who_leaves_early_is_no_mistake() -> None:
    assert ended("set -o pipefail; npgs schema | head -c 1 > /dev/null") == (0, "")


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_streams_that_are_closed_are_no_mistake() -> None:
    assert ended("npgs list values >&-") == (0, "")
    assert ended("npgs build nowhere.yaml >&- 2>&-") == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs without telling them")
def test_who_is_told_to_stop_says_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "profile.yaml")  # a file that keeps its reader waiting
    started = subprocess.Popen(
        [sys.executable, "-m", "npgs_docs", "build", str(tmp_path / "profile.yaml")],
        stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    with (tmp_path / "profile.yaml").open("wb"):  # opens when the other side does
        started.terminate()
        _, told = started.communicate(timeout=60)
    assert (started.returncode, told.strip()) == (130, b"Interrupted. Nothing was left half-written.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full disk")
def test_a_full_disk_is_not_our_bug() -> None:
    code, told = ended("npgs schema > /dev/full")
    assert code == 1
    assert "nothing more can be written: No space left on device" in told


def test_help_does_not_wait_for_the_libraries() -> None:
    script = (
        "import sys; from npgs_docs.cli import run; run(['--help']);"
        "print(sorted({'reportlab', 'docx', 'pydantic', 'jinja2', 'yaml', 'inflect'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stdout.splitlines()[-1] == "[]"


# --- completion ----------------------------------------------------------------------------------------------


def test_completion_is_documented() -> None:
    assert "_NPGS_COMPLETE=bash_source npgs" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("npgs ", set(COMMANDS)),
        ("npgs li", {"list"}),
        ("npgs list ", {"documents", "values", "packs", "samples"}),
        ("npgs build p --ed", {"--edition"}),
    ],
)
def test_the_shell_completes_commands_kinds_and_options(words: str, wanted: set[str]) -> None:
    before = words.split(" ")[:-1]
    done = process(_NPGS_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(len(before)))
    assert {line.partition(",")[2] for line in done.stdout.splitlines()} == wanted


def test_the_script_for_the_shell_is_printed() -> None:
    done = process(_NPGS_COMPLETE="zsh_source")
    assert done.returncode == 0
    assert "#compdef npgs" in done.stdout
