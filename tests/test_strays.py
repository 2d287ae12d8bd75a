"""A file in a folder of templates that nothing would read is told with the name that was meant; parts in use are not."""

import os
from pathlib import Path

import pytest

from npgs_docs.cli import run as npgs
from npgs_docs.errors import Problem
from npgs_docs.locations import samples_folder
from npgs_docs.strays import our_templates, stray_problems

HARBOR = samples_folder() / "harbor-light.yaml"


def put(folder: Path, name: str, text: str = "Words.\n") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def told(folder: Path) -> dict[str, Problem]:
    return {str(one.where).removeprefix(f"{folder}/"): one for one in stray_problems(folder)}


def test_every_name_of_ours_is_in_order(tmp_path: Path) -> None:
    for name in our_templates():
        put(tmp_path, name)
    assert {"policy.md", "partials/approvals.md", "clauses/records.md"} <= our_templates()
    assert told(tmp_path) == {}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("polcy.md", "Did you mean policy.md?"),
        ("Policy.md", "Did you mean policy.md?"),
        ("records.md", "Did you mean clauses/records.md?"),
        ("clauses/recrods.md", "Did you mean clauses/records.md?"),
        ("clause/records.md", "Did you mean clauses/records.md?"),
        ("clauses/peer_role.md", "Did you mean clauses/peer-role.md?"),
        ("partials/aproval.md", "Did you mean partials/approvals.md?"),
        ("policy.md.txt", "Name it policy.md"),
        ("clauses/records.txt", "Name it clauses/records.md"),
        ("job.MD", "Name it job.md"),
        ("x.md", "A file stands before ours under the same name"),
        ("something-else.md", "a part of your own is used once a template in the folder includes it"),
    ],
)
def test_a_file_that_nothing_reads_is_told_with_the_name_that_was_meant(name: str, meant: str, tmp_path: Path) -> None:
    put(tmp_path, name)
    put(tmp_path, "policy.md", '{% include "clauses/" ~ clause.id ~ ".md" %}')
    problem = told(tmp_path)[name]
    assert problem.id == "template-name"
    assert meant in problem.hint
    assert problem.hint.startswith(meant) or "Did you mean" not in problem.hint


def test_parts_that_a_template_includes_are_in_order(tmp_path: Path) -> None:
    put(
        tmp_path,
        "policy.md",
        '{% include "ours/head.md" %}{%- import \'ours/macros.md\' as m -%}{% from "ours/more.md" import a %}\n'
        '{% include ["ours/one.md", "ours/two.md"] ignore missing %}{% include "ours/" ~ site.name ~ "-end.md" %}',
    )
    for name in ("head", "macros", "more", "one", "two", "east-end"):
        put(tmp_path, f"ours/{name}.md")
    for name in ("README.md", "notes.md", "logo.txt", ".draft.md", ".git/policy.md", "letter.docx"):
        put(tmp_path, name)
    put(tmp_path, "ours/unused.md")
    assert list(told(tmp_path)) == ["ours/unused.md"]


def test_what_is_no_file_is_told_and_a_folder_that_leads_into_itself_is_no_trap(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "policy.md")
    (tmp_path / "job.md").symlink_to("nowhere.md")
    (tmp_path / "round").symlink_to(".")
    assert {name: one.id for name, one in told(tmp_path).items()} == {"policy.md": "file", "job.md": "file"}


def test_a_template_made_to_take_long_takes_no_longer_than_others(tmp_path: Path) -> None:
    put(tmp_path, "policy.md", "{% include ((((" * 30_000)
    put(tmp_path, "job.md", "{% include " + '"a" ~ x ~ ' * 30_000 + '"b" %}')
    put(tmp_path, "a" * 200 + ".md")
    assert len(told(tmp_path)) == 1


def test_all_of_them_are_told_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.yaml").write_bytes(HARBOR.read_bytes())
    put(tmp_path / "templates", "polcy.md")
    put(tmp_path / "templates", "clauses/recrods.md")
    (tmp_path / "packs").mkdir()
    put(tmp_path / "packs", "texas.yaml", "id: texas\n")
    assert npgs(["build", str(tmp_path / "p.yaml"), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().err
    assert all(one in said for one in ("polcy.md: this is", "recrods.md: this is", "texas.yaml: "))
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "p.yaml").write_bytes(HARBOR.read_bytes())
    put(tmp_path, "templates")
    assert npgs(["check", str(tmp_path / "p.yaml")]) == 1
    assert "cannot be read as a folder of templates" in capsys.readouterr().err
