"""The other stacks: what each makes, how it is called, and a virtual environment of its own for each."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
VENVS = HERE.parent / ".venv-bench"


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to make the packet. `venv` names its requirements, `needs` a program that must be on the machine."""

    name: str
    makes: str
    venv: str
    script: str
    arguments: tuple[str, ...]
    needs: str = ""


PEERS = (
    Peer("bare python-docx + reportlab", "both", "bare", "bare.py", ("{in}/words.json", "{out}")),
    Peer("bare python-docx", "DOCX", "bare", "bare.py", ("{in}/words.json", "{out}", "docx")),
    Peer("bare reportlab", "PDF", "bare", "bare.py", ("{in}/words.json", "{out}", "pdf")),
    Peer("docxtpl + LibreOffice", "both", "docxtpl", "docxtpl_libreoffice.py", ("{in}", "{out}"), "soffice"),
    Peer("Typst, PDF/UA-1", "PDF", "typst", "typst_pdf.py", ("{in}", "{out}")),
    Peer("WeasyPrint, PDF/UA-1", "PDF", "weasyprint", "weasyprint_pdf.py", ("{in}", "{out}")),
)


@dataclass(frozen=True, slots=True)
class Ready:
    """A peer that can be run: its command, and the versions of what it is made of."""

    peer: Peer
    command: tuple[str, ...]
    versions: str


def ready_peers(inputs: Path) -> Iterator[Ready | str]:
    """Each peer, installed; or a line that says why it cannot be measured here."""
    for peer in PEERS:
        if peer.needs and not shutil.which(peer.needs):
            yield f"{peer.name}: {peer.needs} is not on this machine"
            continue
        try:
            python = _installed(peer.venv)
            versions = _versions(python, peer.venv)
        except (OSError, subprocess.CalledProcessError):
            yield f"{peer.name}: its packages cannot be installed here"
            continue
        arguments = (one.replace("{in}", str(inputs)) for one in peer.arguments)
        yield Ready(peer, (python, str(HERE / "stacks" / peer.script), *arguments), versions)


def _installed(name: str) -> str:
    """The Python of a virtual environment with the packages of ``requirements/<name>.txt``."""
    folder = VENVS / name
    python = folder / "bin" / "python"
    wanted = HERE / "requirements" / f"{name}.txt"
    stamp = folder / wanted.name
    if not stamp.exists() or stamp.read_bytes() != wanted.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", wanted]
        subprocess.run(pip, check=True)
        stamp.write_bytes(wanted.read_bytes())
    return str(python)


def _versions(python: str, name: str) -> str:
    wanted = (HERE / "requirements" / f"{name}.txt").read_text(encoding="utf-8").split()
    names = [one.split("=")[0].split(">")[0] for one in wanted]
    code = f"from importlib.metadata import version; print(', '.join(f'{{n}} {{version(n)}}' for n in {names!r}))"
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()
