"""`npgs check` and `npgs packs` as they are typed: what they print, in which shape, and with which exit code."""

import json
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest

from npgs_docs.cli import run
from npgs_docs.locations import samples_folder

POSTING = """# Peer Support Specialist

We are hiring. You will listen, and conduct room searches. Other duties as assigned. Pay: $20.00 to $24.00 per hour.
Apply by January 8, 2027 at jobs@example.org.
"""
CLEAN = POSTING.replace(", and conduct room searches", "").replace(" Other duties as assigned.", "")


@pytest.fixture
def posting(tmp_path: Path) -> Path:
    path = tmp_path / "posting.md"
    path.write_text(POSTING)
    return path


def out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_errors_exit_1_with_place_reason_source_and_rewrite(posting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(posting), "--date", "2026-12-01"]) == 1
    text = out(capsys)
    assert "JD-19  It gives the peer a duty of control: “conduct room searches”." in text
    assert "line 3, under “Peer Support Specialist”" in text
    for words in (
        "Why:",
        "Write:",
        "Source:",
        "Read as a posting, by its words.",
        "1 error, 1 warning",
        "not legal advice",
    ):
        assert words in text
    assert text.index("JD-19") < text.index("JD-38")


def test_warnings_exit_0_and_1_when_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "posting.md"
    path.write_text(CLEAN + "\nOther duties as assigned.\n")
    assert run(["check", str(path), "--kind", "posting", "--date", "2026-12-01"]) == 0
    assert run(["check", str(path), "--kind", "posting", "--date", "2026-12-01", "--strict"]) == 1
    path.write_text(CLEAN)
    assert run(["check", str(path), "--kind", "posting", "--date", "2026-12-01", "--strict"]) == 0


def test_a_profile_is_checked_with_all_that_it_makes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(samples_folder() / "harbor-light.yaml"), "--date", "2026-12-01", "--strict"]) == 0
    text = out(capsys)
    assert "18 documents checked: no errors, no warnings" in text
    assert "Judged by Texas" in text


def test_the_profile_gives_files_its_rules_and_words(posting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = str(samples_folder() / "sierra-county.yaml")
    posting.write_text(CLEAN.replace("listen", "listen to each client"))
    run(["check", str(posting), "--profile", profile, "--date", "2026-12-01"])
    text = out(capsys)
    assert "It says “client” where the profile’s word is “member”." in text
    assert "Judged by California" in text


def test_json_and_sarif_say_the_same_findings(posting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(posting), "--format", "json", "--date", "2026-12-01"])
    report = json.loads(out(capsys))
    run(["check", str(posting), "--format", "sarif", "--date", "2026-12-01"])
    sarif = json.loads(out(capsys))["runs"][0]
    rules = [one["rule"] for one in report["documents"][0]["findings"]]
    assert rules == [one["ruleId"] for one in sarif["results"]] == ["JD-19", "JD-38"]
    assert report["counts"] == {"error": 1, "warn": 1, "info": 0}
    assert sarif["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 3
    assert [one["id"] for one in sarif["tool"]["driver"]["rules"]] == rules


def test_the_page_is_well_formed_and_escapes_what_it_quotes(posting: Path, tmp_path: Path) -> None:
    posting.write_text(POSTING.replace("room searches", "room searches &lt;script&gt;alert(1)&lt;/script&gt;"))
    target = tmp_path / "report.html"
    assert run(["check", str(posting), "--format", "html", "--out", str(target), "--date", "2026-12-01"]) == 1
    text = target.read_text()
    assert "<mark>conduct room searches</mark>" in text
    assert "<script" not in text
    opened: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag not in {"meta"}:
                opened.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    Reader().feed(text)
    assert opened == []


def test_annotate_writes_another_file_and_never_the_users_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "b.docx"
    document = docx.Document()
    document.add_paragraph("Conduct room searches.")
    document.save(str(source))
    assert run(["check", str(source), "--kind", "posting", "--annotate", str(source)]) == 2
    assert run(["check", str(source), "--kind", "posting", "--annotate", str(target)]) == 1
    assert "JD-19" in next(iter(docx.Document(str(target)).comments)).text


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check"], 2), (["check", "a.yaml", "b.yaml"], 2), (["check", "a.yaml", "b.docx"], 2), (["check", "missing.docx"], 1),
        (["check", "a.md", "--date", "soon"], 2), (["packs", "us-xx"], 1), (["check", "missing.yaml"], 1),
    ],
)  # fmt: skip
def test_mistyped_commands_exit_2_and_what_is_not_there_1(
    arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == code
    assert "Traceback" not in capsys.readouterr().err


def test_every_file_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(tmp_path / "a.docx"), str(tmp_path / "b.pages")]) == 1
    told = capsys.readouterr().err
    assert "a.docx" in told
    assert "b.pages" in told
    assert "2 problems" in told


def test_packs_tell_the_age_of_their_facts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["packs", "us-co", "--date", "2026-12-03"]) == 0
    assert "us-co.pay  " in (text := out(capsys))
    assert "(10 days ago)" in text
    assert run(["packs", "us-co", "--date", "2030-01-01"]) == 0
    assert "EXPIRED" in out(capsys)


def test_packs_review_lists_what_is_due_with_its_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["packs", "--review", "us-co", "--date", "2026-12-15"]) == 0
    text = out(capsys)
    assert "us-co.salary  due 2027-01-01" in text
    assert "https://" in text
    assert "us-co.pay  " not in text
    assert run(["packs", "--review", "us-co", "--date", "2026-06-01"]) == 0
    assert "0 facts to look at again" in out(capsys)


class _Grid(HTMLParser):
    """The texts of the picture and the cells of the tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: dict[str, str | None] = {}
        self.drawn: list[str] = []
        self.cells: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg":
            self.picture = dict(attrs)
        self._into = {"text": self.drawn, "title": self.drawn, "desc": self.drawn, "td": self.cells}.get(tag)

    def handle_endtag(self, tag: str) -> None:
        self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into.append(data)


def test_the_page_draws_what_carries_each_value_and_says_it_in_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(samples_folder() / "harbor-light.yaml"), "--format", "html", "--date", "2026-12-01"])
    page = _Grid()
    page.feed(out(capsys))
    assert page.picture["role"] == "img"
    assert page.picture["aria-labelledby"] == "grid-title grid-words"
    assert any("1. Peer support is voluntary: policy sections 3" in one for one in page.drawn)
    numbers = [one for one in page.drawn if one.isdigit()]
    assert len(numbers) == 48
    assert numbers == page.cells[-48:]


def test_a_value_that_nothing_carries_is_an_error_and_an_empty_box(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text((samples_folder() / "harbor-light.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "job.md").write_text("# {{ position.title }}\n\n{{ role.summary }}\n", encoding="utf-8")
    assert run(["check", str(path), "--format", "html", "--date", "2026-12-01"]) == 1
    text = out(capsys)
    assert "PR-08. Value 2. Peer supporters are hopeful: no duty of either job serves it." in text
    page = _Grid()
    page.feed(text)
    assert page.drawn.count("none") == 24


def test_files_have_no_grid(posting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(posting), "--format", "html", "--date", "2026-12-01"])
    assert "<svg" not in out(capsys)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A profile that words of its own bring into trouble, in line 3 of its positions and in the mission."""
    text = (samples_folder() / "harbor-light.yaml").read_text()
    extra = "  specialist:\n    extra_functions:\n      - Conduct room searches at night.\n"
    text = text.replace("We walk with people building", "Addicts find help, and people build").replace(
        "  specialist:\n", extra
    )
    path = tmp_path / "org.yaml"
    path.write_text(text)
    return path


def test_words_of_the_profile_are_told_where_they_are_typed(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = faulty.read_text().splitlines()
    typed = next(number for number, line in enumerate(lines, start=1) if "Conduct room" in line)
    args = ["check", str(faulty), "--date", "2026-12-01"]
    assert run(args) == 1
    assert f"from {faulty}:{typed}:9 positions.specialist.extra_functions[1]" in out(capsys)
    run([*args, "--format", "json"])
    found = {one["rule"]: one for document in json.loads(out(capsys))["documents"] for one in document["findings"]}
    where = {"file": str(faulty), "line": typed, "column": 9, "key": "positions.specialist.extra_functions[1]"}
    assert found["JD-19"]["places"][0]["answers"] == [where]
    assert found["JD-27"]["places"][0]["answers"][0]["key"] == "organization.mission"


def test_sarif_shows_the_line_of_the_profile(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", str(faulty), "--date", "2026-12-01", "--format", "sarif"])
    results = json.loads(out(capsys))["runs"][0]["results"]
    place = next(one for one in results if one["ruleId"] == "JD-19")["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == str(faulty)
    line = faulty.read_text().splitlines()[place["region"]["startLine"] - 1]
    assert line[place["region"]["startColumn"] - 1 :].startswith("Conduct room searches")


def test_words_that_are_ours_are_not_laid_at_the_profile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "posting.md").write_text("# Peer Support Specialist\n\nYou will conduct room searches.\n")
    path = tmp_path / "org.yaml"
    path.write_text((samples_folder() / "harbor-light.yaml").read_text())
    run(["check", str(path), "--date", "2026-12-01", "--format", "json"])
    found = [
        one
        for document in json.loads(out(capsys))["documents"]
        for one in document["findings"]
        if one["rule"] == "JD-19"
    ]
    assert found
    assert not any(place["answers"] for one in found for place in one["places"])


def test_our_page_of_choices_is_held_to_no_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = samples_folder() / "harbor-light.yaml"
    assert run(["build", str(profile), "--only", "choices", "--format", "docx", "--out", str(tmp_path)]) == 0
    capsys.readouterr()
    page = next(tmp_path.rglob("PS-00*.docx"))
    assert run(["check", str(page), "--strict"]) == 0
    assert "no rule is held against it" in out(capsys)
