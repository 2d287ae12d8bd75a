"""Answers in a Word form are still there after another program opened the file and saved it anew.

Run by `make conformance`. Where LibreOffice is missing the test is skipped with a line that says so.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from npgs_docs.answers import read_answers
from npgs_docs.document import fillable
from npgs_docs.render import Format
from tests.render.story import story
from tests.verify.good_files import good
from tests.verify.test_answers import TEXTS, by_python_docx, expected

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(
        os.environ.get("NPGS_CONFORMANCE") != "1", reason="the reference validators run in `make conformance`"
    ),
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here"),
]


LABELS = {one.name: one.label for one in fillable(story())}
LOST = {"date", "sign.date", "example"}
"""LibreOffice 7.4 drops the names of all controls, the labels of dates, the ends of lines, and the part with the answers."""


def test_answers_outlive_libreoffice_under_their_labels(tmp_path: Path) -> None:
    file = tmp_path / "form.docx"
    file.write_bytes(by_python_docx(good(Format.DOCX)))
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    out = tmp_path / "saved"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(out), str(file)]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    read = {
        (one.label or one.name)[:60]: one.value
        for one in read_answers("form", (out / "form.docx").read_bytes()).answers
    }
    for name, value in expected().items():
        if name not in LOST:
            assert read.get(LABELS[name][:60], read.get(name)) == value, name
    assert TEXTS["date"] in read.values()
