"""The wheel carries templates, content and fonts, and builds a packet in a fresh environment with the network blocked."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

ALONE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
"""The environment without a path that would lead to the checkout."""

NO_NETWORK = """
import socket

def refuse(*arguments, **keywords):
    raise OSError("the network is blocked in this test")

socket.socket.connect = socket.socket.connect_ex = refuse
socket.create_connection = socket.getaddrinfo = refuse
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment that holds the wheel; libraries come from this one, our package does not."""
    folder = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    program = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    found = subprocess.run(
        [program, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    packages = Path(found.stdout.strip())
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (packages / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return program


def test_the_wheel_builds_a_packet_offline(python: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [python, "-c", "import npgs_docs; print(npgs_docs.__file__)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=ALONE,
    )
    assert str(python.parents[1]) in where.stdout
    for arguments in (
        ["init", "--sample", "harbor-light", "mine.yaml"],
        ["build", "mine.yaml", "--only", "policy", "--only", "checklist-01"],
    ):
        done = subprocess.run(
            [python, "-m", "npgs_docs", *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
            env=ALONE,
        )
        assert done.returncode == 0, done.stderr
    (manifest,) = (tmp_path / "output").rglob("manifest.json")
    assert len(json.loads(manifest.read_text(encoding="utf-8"))["outputs"]) == 4


def test_nothing_that_is_not_ours_to_ship_is_in_the_wheel(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [name for name in names if name.startswith(("tests", "output", "benchmarks", "docs"))]
    for part in (
        "npgs_docs/_shipped/templates/policy.md",
        "npgs_docs/_shipped/content/packs/us.yaml",
        "npgs_docs/fonts/Carlito-Regular.ttf",
    ):
        assert part in names
