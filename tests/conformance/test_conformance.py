"""The reference validators over every document of every sample: veraPDF, Microsoft's Open XML SDK, LibreOffice.

Run by `make conformance`. Where a program is missing its test is skipped with a line that says so.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from npgs_docs.drafting import Status
from npgs_docs.locations import samples_folder
from npgs_docs.packet import files_of
from npgs_docs.pipeline import Request, make, prepare
from npgs_docs.profile import load_profile
from npgs_docs.render.standard import PdfStandard
from npgs_docs.style import Edition, Paper

TOOLS = Path(__file__).resolve().parents[2] / ".tools"
SAMPLES = sorted(path.stem for path in samples_folder().glob("*.yaml"))
LOOKS: dict[str, dict[str, Any]] = {
    "standard-letter": {"edition": Edition.STANDARD, "paper": Paper.LETTER},
    "standard-a4": {"edition": Edition.STANDARD, "paper": Paper.A4},
    "large-print-letter": {"edition": Edition.LARGE_PRINT, "paper": Paper.LETTER},
    "large-print-a4": {"edition": Edition.LARGE_PRINT, "paper": Paper.A4},
    "draft": {"status": Status.DRAFT},
    "ua-2": {"standard": PdfStandard.UA2},
    "ua-2-large-print": {"standard": PdfStandard.UA2, "edition": Edition.LARGE_PRINT},
}
"""What `Request` is asked for, by the name of the folder."""

WORD_LOOKS = ("standard-letter", "large-print-a4", "draft")
"""The looks that differ in more than a length in Word."""

FLAVOURS = [("ua1", "[!u]*"), ("2a", "[!u]*"), ("ua2", "ua-2*")]
"""A standard by veraPDF's name for it, and the folders whose files promise it."""

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(
        os.environ.get("NPGS_CONFORMANCE") != "1", reason="the reference validators run in `make conformance`"
    ),
]


@pytest.fixture(scope="session")
def packets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sample in every edition and paper, in folders ``<look>/<sample>``."""
    root = tmp_path_factory.mktemp("packets")
    for look, asked in LOOKS.items():
        for sample in SAMPLES:
            folder = root / look / sample
            folder.mkdir(parents=True)
            packet = prepare(Request(load_profile(samples_folder() / f"{sample}.yaml"), **asked))
            for name, data in files_of(packet, make(packet)).items():
                (folder / name).write_bytes(data)
    return root


@pytest.mark.skipif(
    not (TOOLS / "verapdf").is_dir() or not shutil.which("java"),
    reason="veraPDF is not here (Java 17 and Maven fetch it)",
)
@pytest.mark.parametrize(("flavour", "folders"), FLAVOURS)
def test_every_pdf_passes_verapdf(packets: Path, flavour: str, folders: str) -> None:
    files = sorted(packets.glob(f"{folders}/*/*.pdf"))
    command = [
        "java",
        "-cp",
        f"{TOOLS / 'verapdf'}/*",
        "org.verapdf.apps.GreenfieldCliWrapper",
        "--format",
        "text",
        "-v",
        "-f",
        flavour,
    ]
    verdicts: list[str] = []
    failures: list[str] = []
    for start in range(0, len(files), 100):
        done = subprocess.run(
            [*command, *map(str, files[start : start + 100])], capture_output=True, text=True, check=False
        )
        verdicts += re.findall(r"^(PASS|FAIL) ", done.stdout, re.M)
        failures += [line for line in done.stdout.splitlines() if line.strip() and not line.startswith("PASS")]
    assert failures == []
    assert len(verdicts) == len(files) > 0


@pytest.mark.skipif(
    not (TOOLS / "ooxml" / "node_modules").is_dir(), reason="the Open XML SDK validator is not here (npm fetches it)"
)
@pytest.mark.parametrize("version", ["Office2010", "Microsoft365"])
def test_every_docx_passes_the_open_xml_sdk(packets: Path, version: str) -> None:
    program = TOOLS / "ooxml" / "node_modules" / ".bin" / "ooxml-validator"
    files = sorted(file for look in WORD_LOOKS for file in packets.glob(f"{look}/*/*.docx"))
    if version != "Microsoft365":  # one run of the program is one file, and the older rules are the looser ones
        files = sorted((packets / "standard-letter").rglob("*.docx"))
    bad = {}
    for file in files:
        done = subprocess.run([program, file, "--officeVersion", version], capture_output=True, text=True, check=False)
        if done.returncode:
            bad[str(file.relative_to(packets))] = json.loads(done.stdout or "{}").get("errors", done.stderr)
    assert bad == {}
    assert files


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
def test_libreoffice_opens_every_docx_of_the_standard_edition(packets: Path, tmp_path: Path) -> None:
    folder = packets / "standard-letter" / SAMPLES[0]
    files = sorted(folder.glob("*.docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, files)],
        capture_output=True,
        check=True,
        timeout=600,
    )
    missing = [file.name for file in files if not (tmp_path / f"{file.stem}.pdf").stat().st_size]
    assert missing == []
