"""The crosswalk as a board member or a surveyor holds it: in Word, in PDF, in large print."""

import re
from pathlib import Path

import docx
import pypdf
import pytest

from npgs_docs.cli import run
from npgs_docs.document import Table, runs_text, walk
from npgs_docs.verify import promises
from tests.documents.reading import document, section, text
from tests.organizations import answers, packet

STANDARD = {
    "accreditor": "CARF",
    "standard": "2.A.12",
    "sections": ["sessions"],
    "documents": ["job-supervisor"],
    "note": "Kept by HR",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crosswalk")
    (folder / "p.yaml").write_text(answers(changes={"accreditation": {"crosswalk": [STANDARD]}}), encoding="utf-8")
    asked = ["build", str(folder / "p.yaml"), "--quiet", "--only", "crosswalk", "--only", "policy"]
    assert run([*asked, "--out", str(folder / "standard")]) == 0
    assert run([*asked, "--out", str(folder / "large"), "--edition", "large-print", "--format", "pdf"]) == 0
    return folder


def one(folder: Path, pattern: str) -> Path:
    (found,) = folder.rglob(pattern)
    return found


def test_the_first_page_is_the_whole_matrix(files: Path) -> None:
    page = pypdf.PdfReader(one(files / "standard", "PS-06*.pdf")).pages[0].extract_text()
    for number, key in ((1, "Voluntary"), (9, "Equally shared"), (12, "Person-driven")):
        assert f"{number}. {key}" in page
    assert "S1 to S6, R1 to R4" in page
    assert "1. Peer support is voluntary" not in page


def test_in_word_each_row_says_what_carries_the_value(files: Path) -> None:
    made = docx.Document(str(one(files / "standard", "PS-06*.docx")))
    rows = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert rows[1] == ["1. Voluntary", "8, 10, 13", "1", "1, 2", "S1 to S7, R1 to R4", "17"]
    assert len(rows) == 13


def test_sections_can_be_found_under_their_numbers_in_the_printed_policy(files: Path) -> None:
    crosswalk = pypdf.PdfReader(one(files / "standard", "PS-06*.pdf"))
    words = "\n".join(page.extract_text() for page in crosswalk.pages)
    policy = "\n".join(page.extract_text() for page in pypdf.PdfReader(one(files / "standard", "PS-01*.pdf")).pages)
    for number, title in re.findall(r"^(\d+)\. (Sessions|Who may|Kinds of)", words, re.MULTILINE):
        assert re.search(rf"^{number}\.?\s+{title}", policy, re.MULTILINE), (number, title)


def test_every_edition_is_what_we_promise(files: Path) -> None:
    for path in (
        one(files / "standard", "PS-06*.pdf"),
        one(files / "standard", "PS-06*.docx"),
        one(files / "large", "PS-06*.pdf"),
    ):
        assert not promises(path.read_bytes(), path.suffix[1:])
    large = pypdf.PdfReader(one(files / "large", "PS-06*.pdf"))
    assert "V12-R4" in "".join(page.extract_text() for page in large.pages)


def test_standards_are_printed_by_id_with_what_meets_them(files: Path) -> None:
    made = docx.Document(str(one(files / "standard", "PS-06*.docx")))
    last = [[cell.text for cell in row.cells] for row in made.tables[-1].rows]
    assert last[1] == ["CARF", "2.A.12", "PS-01, section 8; PS-03", "Kept by HR"]


def test_without_standards_or_rules_it_says_so() -> None:
    made = document(packet(changes={"jurisdiction": {"state": "TX", "pack": "neutral"}}), "crosswalk")
    assert "No standards have been named." in text(section(made, "standards"))
    assert "no rule of law or of a payer is quoted here" in text(section(made, "rules"))
    assert not [block for block in walk(section(made, "rules")) if isinstance(block, Table)]


def test_what_nothing_carries_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "job.md").write_text("# {{ position.title }}\n\n{{ role.summary }}\n", encoding="utf-8")
    made = document(packet(templates=tmp_path), "crosswalk")
    matrix = next(block for block in walk(made.blocks) if isinstance(block, Table))
    assert [runs_text(cell.inlines) for cell in matrix.rows[0]][2:4] == ["None", "None"]
    assert "No duty" in text(section(made, "value-1"))
