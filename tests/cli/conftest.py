"""The command line as a person uses it: a folder of one's own with a profile in it, and what was said after each command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from npgs_docs.cli import run
from tests.organizations import answers


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended and what it said on its two streams."""

    code: int
    out: str
    err: str


Type = Callable[..., Said]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh folder that one works in, with harbor-light's answers in profile.yaml."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "profile.yaml").write_text(answers(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def npgs(here: Path, capsys: pytest.CaptureFixture[str]) -> Type:
    """Types a command: ``npgs("build", "profile.yaml")``."""

    def typed(*arguments: str) -> Said:
        code = run(list(arguments))
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return typed


@pytest.fixture
def build(npgs: Type) -> Type:
    """Builds the policy as a PDF, with further options."""

    def typed(*options: str, profile: str = "profile.yaml") -> Said:
        return npgs("build", profile, "--only", "policy", "--format", "pdf", *options)

    return typed


def names(folder: Path) -> Sequence[str]:
    return sorted(path.name for path in folder.iterdir())
