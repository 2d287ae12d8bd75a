"""``npgs build``: files whole or not at all, few words, nobody's edits lost, every mistake told at once."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from npgs_docs.cli import build_command
from tests.cli.conftest import Type, names
from tests.organizations import answers
from tests.render.reading import Reading

FOLDER = Path("output") / "harbor-light-recovery-inc"
POLICY = FOLDER / "PS-01_supervision-policy_v1.0_en-US.pdf"
BESIDE = FOLDER / "PS-01_supervision-policy_v1.0_en-US.new.pdf"


def test_it_writes_the_files_and_says_where(build: Type) -> None:
    said = build()
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{FOLDER}: 1 file written, 0 unchanged.\n"
    assert names(FOLDER) == [POLICY.name, "manifest.json"]
    assert pypdf.PdfReader(POLICY).metadata


def test_a_second_run_changes_nothing(build: Type) -> None:
    build()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in FOLDER.glob("*.pdf")}
    said = build()
    assert said.out == f"{FOLDER}: 0 files written, 1 unchanged.\n"
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in FOLDER.glob("*.pdf")} == before


def test_an_edited_file_is_kept_and_the_new_one_stands_beside_it(build: Type) -> None:
    build()
    POLICY.write_bytes(b"edited by HR")
    said = build()
    assert said.code == 0
    assert f"{POLICY.name} was edited since it was made and is kept; the new one is {BESIDE.name}." in said.out
    assert POLICY.read_bytes() == b"edited by HR"
    assert BESIDE.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("manifest", ["[" * 100_000, '{"outputs": {"a": 5}}', '{"outputs": []}', "5"])
def test_a_manifest_that_is_none_knows_no_files(build: Type, manifest: str) -> None:
    build()
    (FOLDER / "manifest.json").write_text(manifest, encoding="utf-8")
    POLICY.write_bytes(b"edited by HR")
    assert build().code == 0
    assert POLICY.read_bytes() == b"edited by HR"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such names")
def test_a_profile_whose_name_is_no_text(build: Type) -> None:
    odd = os.fsdecode(b"caf\xe9.yaml")
    Path(odd).write_text(answers(), encoding="utf-8")
    assert build(profile=odd).code == 0
    assert list(json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))["inputs"]["profile"]) == [
        "caf?.yaml"
    ]


def test_force_overwrites_an_edited_file(build: Type) -> None:
    build()
    made = POLICY.read_bytes()
    POLICY.write_bytes(b"edited by HR")
    said = build("--force")
    assert (said.code, said.out) == (0, f"{FOLDER}: 1 file written, 0 unchanged.\n")
    assert POLICY.read_bytes() == made
    assert not BESIDE.exists()


def test_quiet_says_nothing_and_verbose_says_how_long_each_step_took(build: Type) -> None:
    quiet = build("--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    verbose = build("--verbose")
    steps = re.findall(r"^(.+): \d+ ms$", verbose.err, re.MULTILINE)
    assert steps == ["profile read", "defaults decided", "documents made", "files written"]


def test_quiet_still_says_what_is_wrong(build: Type) -> None:
    Path("profile.yaml").write_text(answers(changes={"jurisdiction.state": "ZZ"}), encoding="utf-8")
    said = build("--quiet")
    assert (said.code, said.out) == (1, "")
    assert "jurisdiction.state" in said.err


def test_choices_are_counted_where_their_page_is_made(npgs: Type) -> None:
    Path("templates").mkdir()
    for name in ("job", "posting"):
        Path("templates", f"{name}.md").write_text("# T {#t}\n", encoding="utf-8")
    said = npgs("build", "profile.yaml", "--only", "choices", "--format", "pdf")
    assert said.code == 0
    assert re.search(r"^\d\d+ choices were made for you; they are listed in PS-00", said.out, re.MULTILINE)


# --- forms ---------------------------------------------------------------------------------------------------


def test_postings_come_in_six_forms_and_everything_else_in_two(npgs: Type) -> None:
    said = npgs("build", "profile.yaml", "--only", "posting-specialist", "--only", "job-specialist")
    assert (said.code, said.err) == (0, "")
    stem = "PS-04_posting-specialist_v1.0_en-US"
    ends = (".docx", ".html", ".jsonld", ".pdf", ".txt", "_fields.html")
    job = [f"PS-02_job-specialist_v1.0_en-US{end}" for end in (".docx", ".pdf")]
    assert names(FOLDER) == sorted([*job, *(f"{stem}{end}" for end in ends), "manifest.json"])
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    assert {*manifest["outputs"]} == {*names(FOLDER)} - {"manifest.json"}


def test_a_form_of_postings_is_made_of_the_postings_alone(npgs: Type) -> None:
    said = npgs("build", "profile.yaml", "--format", "txt", "--format", "html")
    assert said.code == 0
    assert [name.split("_")[0] for name in names(FOLDER)] == ["PS-04", "PS-04", "PS-05", "PS-05", "manifest.json"]
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["documents"] == ["posting-specialist", "posting-supervisor"]


def test_a_document_that_has_no_such_form_is_told(npgs: Type) -> None:
    said = npgs("build", "profile.yaml", "--only", "policy", "--only", "choices", "--format", "html", "--format", "txt")
    assert (said.code, said.out) == (1, "")
    assert 'the document "policy" does not come as html or txt' in said.err
    assert 'the document "choices" does not come as html or txt' in said.err
    assert "Ask for --format docx or pdf, or for posting-specialist or posting-supervisor." in said.err
    assert not Path("output").exists()


# --- options -------------------------------------------------------------------------------------------------


def test_out_paper_edition_and_status(build: Type) -> None:
    said = build("--out", "elsewhere", "--paper", "a4", "--edition", "large-print", "--status", "draft")
    assert said.code == 0
    (made,) = Path("elsewhere", FOLDER.name).glob("*.pdf")
    assert made.name == "PS-01_supervision-policy_v1.0_en-US_large-print_draft.pdf"
    reading = Reading(made.read_bytes())
    assert float(reading.pages[0].MediaBox[3]) == pytest.approx(841.89, abs=0.01)
    assert min(one.size for one in reading.painted) >= 18
    assert "Draft, not for use." in reading.text(reading.tree)


def test_the_newer_standard_on_request(build: Type) -> None:
    assert build("--pdf-standard", "ua-2").code == 0
    assert POLICY.read_bytes().startswith(b"%PDF-2.0")


def test_folders_beside_the_profile_are_found_and_given_ones_stand_before_them(build: Type) -> None:
    for folder in ("templates", "others"):
        Path(folder).mkdir()
        Path(folder, "policy.md").write_text(f"# From {folder} {{#t}}\n", encoding="utf-8")

    def title() -> str:
        reading = Reading(POLICY.read_bytes())
        return reading.text(reading.tree.all("H1")[0])

    build()
    assert title() == "From templates"
    build("--templates", "others")
    assert title() == "From others"


@pytest.mark.parametrize("option", ["--templates", "--packs", "--overlay"])
def test_a_layer_that_is_not_there_is_told(build: Type, option: str) -> None:
    said = build(option, "nowhere")
    assert said.code == 1
    assert "nowhere is not there" in said.err


def test_the_date_of_files_can_be_given_from_outside(build: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert build().code == 0
    assert str(Reading(POLICY.read_bytes()).pdf.docinfo.CreationDate).startswith("D:20300317")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    said = build()
    assert said.code == 2
    assert "SOURCE_DATE_EPOCH must be a whole number of seconds" in said.err


# --- what goes wrong -----------------------------------------------------------------------------------------


def test_every_problem_of_a_profile_is_told_at_once_with_its_line_and_a_count(build: Type) -> None:
    broken = {"jurisdiction.state": "ZZ", "organization.employee_count": "many", "contacts.hr.role": "Jane Doe"}
    Path("profile.yaml").write_text(answers(changes=broken), encoding="utf-8")
    said = build()
    assert (said.code, said.out) == (1, "")
    places = re.findall(r"^profile\.yaml:\d+:\d+: (\S+):", said.err, re.MULTILINE)
    assert set(places) == set(broken)
    assert said.err.endswith("\n3 problems. Nothing was written.\n")
    assert "Traceback" not in said.err
    assert not Path("output").exists()


def test_one_problem_is_one(build: Type) -> None:
    assert build("--only", "nothing").err.endswith("\n1 problem. Nothing was written.\n")


def test_a_template_that_is_broken_writes_nothing(build: Type) -> None:
    Path("templates").mkdir()
    Path("templates", "policy.md").write_text("# T {#t}\n\n{{ organisation.name }}\n", encoding="utf-8")
    said = build()
    assert said.code == 1
    assert f"{Path('templates', 'policy.md')}:3: " in said.err
    assert "Did you mean organization?" in said.err
    assert not Path("output").exists()


def test_letters_no_font_has_are_told_at_their_answer(build: Type) -> None:
    Path("profile.yaml").write_text(answers(changes={"organization.short_name": "Harbor \U0001f9e1"}), encoding="utf-8")
    said = build()
    assert said.code == 1
    assert re.search(r"^profile\.yaml:\d+:\d+: organization\.short_name: no .*font.* U\+1F9E1 ORANGE HEART", said.err)
    assert not Path("output").exists()


def test_a_profile_that_is_not_there_is_told(build: Type) -> None:
    said = build(profile="nowhere.yaml")
    assert said.code == 1
    assert said.err.startswith("nowhere.yaml")


def test_an_output_folder_that_cannot_be_written_is_told(build: Type) -> None:
    Path("taken").write_text("a file", encoding="utf-8")
    said = build("--out", "taken")
    assert said.code in {1, 2}
    said = build("--out", "taken/deeper")
    assert (said.code, said.out) == (1, "")
    assert "cannot be written" in said.err
    assert "Choose another folder with --out." in said.err
    assert Path("taken").read_text(encoding="utf-8") == "a file"


def test_another_organizations_folder_is_left_alone(build: Type) -> None:
    build()
    manifest = FOLDER / "manifest.json"
    theirs = json.loads(manifest.read_text(encoding="utf-8")) | {"organization": "Harbor Light Recovery Inc"}
    manifest.write_text(json.dumps(theirs), encoding="utf-8")
    said = build("--force")
    assert said.code == 1
    assert 'holds the packet of "Harbor Light Recovery Inc"' in said.err


@pytest.mark.parametrize(
    "options",
    [("--format", "odt"), ("--paper", "a5"), ("--edition", "small"), ("--status", "ready"), ("--fromat", "pdf")],
)
def test_a_wrong_option_is_usage(build: Type, options: tuple[str, str]) -> None:
    said = build(*options)
    assert (said.code, said.out) == (2, "")
    assert "Usage: npgs build" in said.err


def test_interrupted_it_leaves_nothing_half_written(build: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    before = {path: path.read_bytes() for path in FOLDER.iterdir()}

    def press(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build_command, "make", press)
    said = build("--force")
    assert (said.code, said.out) == (130, "")
    assert "Interrupted. Nothing was left half-written." in said.err
    assert {path: path.read_bytes() for path in FOLDER.iterdir()} == before


def test_our_own_mistake_is_told_without_a_word_of_the_organizations(
    build: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: object) -> None:
        raise RuntimeError("Harbor Light Recovery, Inc. has a secret")

    monkeypatch.setattr(build_command, "prepare", fail)
    said = build()
    assert said.code == 3
    assert "This is our mistake, not yours." in said.err
    assert "RuntimeError" in said.err
    assert "build_command.py:" in said.err
    assert "Harbor Light" not in said.err
    assert "secret" not in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit for files")
def test_a_disk_without_room_leaves_nothing_and_is_told_in_plain_words(build: Type, tmp_path: Path) -> None:
    """The system itself refuses to let a file grow, as a full disk does."""
    build()
    profile = next(Path.cwd().glob("*.yaml"))
    code = f"""if True:
        import resource, sys
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        from npgs_docs.cli import run
        sys.exit(run(["build", {str(profile)!r}, "--only", "posting-specialist", "--out", {str(tmp_path / "full" / "disk")!r}]))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be written: File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "full").exists()
