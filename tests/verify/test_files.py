"""Any file gets a plain answer: what it is, what is wrong with it, and never a traceback."""

import io
import json
import os
import random
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from npgs_docs import pipeline, promised
from npgs_docs.cli import run
from npgs_docs.errors import BrokenPromise, InputError, Problem
from npgs_docs.locations import samples_folder
from npgs_docs.profile import load_profile
from npgs_docs.render import Format
from npgs_docs.verify import contrast, examine, files, report_on
from npgs_docs.verify.pdf import reading
from npgs_docs.verify.report import Status
from npgs_docs.verify.words import is_language, says_nothing
from tests.verify.good_files import good


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    made = io.BytesIO()
    pdf.save(made, **how)
    return made.getvalue()


def plain_pdf(draw: Callable[[Canvas], None]) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made)
    draw(canvas)
    canvas.save()
    return made.getvalue()


def zipped(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return made.getvalue()


def locked_pdf() -> bytes:
    lock = pikepdf.Encryption(owner="owner", user="reader")
    return saved(pikepdf.open(io.BytesIO(good(Format.PDF))), encryption=lock)


OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")
REFUSED = {
    "empty": (b"", "file-empty"),
    "text": (b"Dear all, ...", "file-unknown"),
    "old-word": (OLD_WORD + bytes(600), "file-old-word"),
    "locked-word": (OLD_WORD + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "file-locked"),
    "half-a-zip": (good(Format.DOCX)[:3000], "file-damaged"),
    "a-zip-of-something": (zipped(readme=b"hello"), "file-not-word"),
    "half-a-pdf": (good(Format.PDF)[:3000], "file-damaged"),
    "a-pdf-in-name": (b"%PDF-1.7\nhello", "file-damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_plain_words(name: str) -> None:
    data, id = REFUSED[name]
    with pytest.raises(InputError) as refused:
        examine("file", data)
    (problem,) = refused.value.problems
    assert problem.id == id
    assert "Error" not in problem.message


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(InputError, match="locked with a password"):
        examine("file", locked_pdf())


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST", 1000)
    (tmp_path / "huge.pdf").write_bytes(good(Format.PDF))
    refused = report_on(tmp_path / "huge.pdf").refused
    assert refused is not None
    assert refused.id == "file-huge"


def test_a_zip_that_unpacks_without_end_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file, file.open("word/document.xml", "w") as part:
        for _ in range(320):
            part.write(bytes(1024 * 1024))
    with pytest.raises(InputError, match="unpacks to more"):
        examine("file", made.getvalue())


def test_a_page_that_unpacks_without_end_is_no_crash() -> None:
    pdf = pikepdf.open(io.BytesIO(good(Format.PDF)))
    packed = zlib.compressobj(9)
    bomb = b"".join(packed.compress(bytes(1 << 20)) for _ in range(80)) + packed.flush()
    pdf.pages[0].obj.Contents = pdf.make_stream(bomb, Filter=pikepdf.Name.FlateDecode)
    with pytest.raises(InputError, match="more than can be looked at"):
        examine("file", saved(pdf))


def test_a_scan_is_called_a_scan() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawInlineImage(_gray_picture(), 0, 0, 600, 800)

    results = {one.id: one for one in examine("scan.pdf", plain_pdf(draw)).results}
    assert "picture of pages without words" in str(results["pdf-text"].findings[0])


def _gray_picture() -> object:
    from PIL import Image

    return Image.new("L", (8, 8), 200)


@pytest.mark.parametrize("format", [Format.PDF, Format.DOCX])
def test_files_with_bytes_changed_at_random_never_crash(format: Format) -> None:
    chance = random.Random(11)
    for _ in range(12):
        data = bytearray(good(format))
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(InputError):
            examine("file", bytes(data))


def test_entities_and_addresses_in_xml_are_not_followed() -> None:
    evil = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    rels = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("_rels/.rels", rels)
        file.writestr("word/document.xml", evil)
    assert "root:" not in repr(examine("file", made.getvalue()))


# --- the command -----------------------------------------------------------------------------------------------


def test_the_command_passes_a_good_file_and_fails_a_bad_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good_file, bad_file = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good_file.write_bytes(good(Format.PDF))
    bad_file.write_bytes(plain_pdf(lambda canvas: canvas.drawString(72, 700, "Hello")))
    assert run(["verify", str(good_file)]) == 0
    assert "all" in (said := capsys.readouterr().out)
    assert "PDF/UA-1 and PDF/A-2A" in said
    assert "To be looked at by a person" in said
    assert run(["verify", str(good_file), str(bad_file)]) == 1
    assert "pdf-tagged; PDF/UA-1 7.1" in capsys.readouterr().out


def test_the_command_speaks_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "good.docx").write_bytes(good(Format.DOCX))
    assert run(["verify", str(tmp_path / "good.docx"), str(tmp_path / "gone.pdf"), "--format", "json"]) == 1
    there, gone = json.loads(capsys.readouterr().out)
    assert there["failed"] is False
    assert {check["status"] for check in there["checks"]} == {status.value for status in Status} - {"fail"}
    assert gone["refused"]["id"] == "file-missing"


def test_a_file_that_breaks_a_promise_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(promised, "promises", lambda data, format, *, based: (Problem("pdf-title", "no title"),))
    profile = samples_folder() / "harbor-light.yaml"
    packet = pipeline.prepare(pipeline.Request(load_profile(profile), only=("policy",), formats=(Format.PDF,)))
    with pytest.raises(BrokenPromise):
        pipeline.make(packet)
    out = tmp_path / "out"
    assert run(["build", str(profile), "--only", "policy", "--format", "pdf", "--out", str(out)]) == 3
    assert "policy.pdf: pdf-title" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
@pytest.mark.parametrize("command", ["verify", "read", "check"])
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(command: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    words = [sys.executable, "-m", "npgs_docs", command, str(tmp_path / "pipe.docx")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "this is a pipe or a device, not an ordinary file" in done.stdout + done.stderr


# --- small things ----------------------------------------------------------------------------------------------


def test_contrast_is_that_of_wcag() -> None:
    assert contrast.ratio(contrast.BLACK, contrast.WHITE) == pytest.approx(21)
    gray = contrast.from_hex("767676")
    assert gray is not None
    assert contrast.ratio(gray, contrast.WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast.enough(gray, contrast.WHITE, 11, bold=False)
    pale = contrast.from_hex("#949494")
    assert pale is not None
    assert not contrast.enough(pale, contrast.WHITE, 13.9, bold=True)
    assert contrast.enough(pale, contrast.WHITE, 14, bold=True)
    assert contrast.from_hex("auto") is None


def test_language_codes() -> None:
    assert all(map(is_language, ["en", "en-US", "es-419", "sr-Latn-RS", "x-own", "zh-Hant-TW"]))
    assert not any(map(is_language, ["", "english", "en_US", "e", "en-", "American English"]))


def test_links_that_say_nothing() -> None:
    assert all(map(says_nothing, ["", " ", "Here", "click here.", "→", "read more…"]))
    assert not any(map(says_nothing, ["the handbook", "Page 3", "here is the handbook"]))


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_PAGES", 5)
    with pytest.raises(InputError, match="the most that are looked at in one go are 5"):
        examine("file", good(Format.PDF))
