"""The content is whole: twelve values under their exact names, ids that never meet, short prompts; breaks are told."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from npgs_docs.content import Value
from npgs_docs.errors import InputError, Problem
from npgs_docs.library import Library, known_tokens, load_library, load_overlay, texts
from npgs_docs.locations import content_folder
from npgs_docs.source import read_source
from npgs_docs.terms import tokens

NAMES = """\
Peer support is voluntary
Peer supporters are hopeful
Peer supporters are open minded
Peer supporters are empathetic
Peer supporters are respectful
Peer supporters facilitate change
Peer supporters are honest and direct
Peer support is mutual and reciprocal
Peer support is equally shared power
Peer support is strengths-focused
Peer support is transparent
Peer support is person-driven"""
"""Fixed text, written out here once more so that a change to it anywhere is seen."""
LONGEST_PROMPT = 20
IDS = {"practices": "P", "actions": "S", "reflections": "R", "questions": "Q", "warnings": "W"}


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(content_folder())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content to break."""
    shutil.copytree(content_folder(), tmp_path / "content")
    return tmp_path / "content"


def broken(folder: Path, name: str, old: str, new: str, count: int = 1) -> list[Problem]:
    """What is told when a file has other words; fails where the old ones are not there."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")
    return problems(folder)


def problems(folder: Path) -> list[Problem]:
    load_library.cache_clear()
    with pytest.raises(InputError) as caught:
        load_library(folder)
    return list(caught.value.problems)


# --- what is there -------------------------------------------------------------------------------------------


def test_the_twelve_values_stand_in_order_under_their_exact_names(library: Library) -> None:
    assert [value.name for value in library.values] == NAMES.splitlines()
    assert [value.number for value in library.values] == list(range(1, 13))
    assert [value.id for value in library.values] == [f"V{number}" for number in range(1, 13)]


def test_names_hold_no_word_that_an_organization_could_change(library: Library) -> None:
    assert not [value.name for value in library.values if "{" in value.name]


def test_every_id_is_unique_and_says_which_value_and_kind_it_is_of(library: Library) -> None:
    ids = [text for value in library.values for path, text in texts(value) if path[-1] == "id"]
    assert [id for id, count in Counter(ids).items() if count > 1] == []
    for value in library.values:
        for kind, letter in IDS.items():
            for item in getattr(value, kind):
                assert re.fullmatch(rf"{value.id}-{letter}\d+", item.id)


def test_ids_in_roles_and_variations_are_unique_too(library: Library) -> None:
    layers = (*library.roles.values(), *library.settings.values(), *library.populations.values())
    ids = [text for one in layers for path, text in texts(one) if path[-1] == "id" and len(path) > 1]
    assert [id for id, count in Counter(ids).items() if count > 1] == []


def test_every_prompt_of_a_checklist_has_at_most_twenty_words(library: Library) -> None:
    prompts = [item for value in library.values for item in (*value.actions, *value.reflections, *value.questions)]
    assert len(prompts) > 100
    assert [item.id for item in prompts if len(item.text.split()) > LONGEST_PROMPT] == []


def test_every_value_has_what_a_checklist_and_the_policy_print(library: Library) -> None:
    for value in library.values:
        assert 5 <= len(value.actions) <= 7
        assert 3 <= len(value.reflections) <= 5
        assert value.number not in value.closest
        assert set(value.closest) <= set(range(1, 13))


def test_every_token_of_the_content_is_one_that_a_term_fills(library: Library) -> None:
    used = {
        token[:1].lower() + token[1:]
        for one in (*library.values, *library.roles.values(), *library.settings.values(), *library.populations.values())
        for _, text in texts(one)
        for token in tokens(text)
    }
    assert used
    assert used <= known_tokens()


def test_both_roles_share_their_time_out_and_serve_every_value(library: Library) -> None:
    assert set(library.roles) == {"specialist", "supervisor"}
    for role in library.roles.values():
        for separate in (False, True):
            functions = role.functions_where(separate)
            assert sum(function.share for function in functions) == 100
            assert {n for function in functions for n in function.values} == set(range(1, 13))


def test_every_clause_has_its_text(library: Library) -> None:
    for clause in library.clauses:
        assert (content_folder() / "clauses" / f"{clause.id}.md").read_text(encoding="utf-8").strip()
    assert len({clause.id for clause in library.clauses}) == len(library.clauses) >= 10


# --- what is broken ------------------------------------------------------------------------------------------


def test_a_changed_name_is_told_at_its_line_with_the_right_one(folder: Path) -> None:
    (problem,) = broken(folder, "values/03-open-minded.yaml", "are open minded", "are open-minded")
    assert problem.id == "value-name"
    assert problem.where
    path = Path(problem.where.file)
    assert path.name == "03-open-minded.yaml"
    assert "open-minded" in path.read_text(encoding="utf-8").splitlines()[(problem.where.line or 0) - 1]
    assert problem.hint == "The name is fixed: Peer supporters are open minded"


def test_a_changed_short_name_is_told_at_its_line_with_the_right_one(folder: Path) -> None:
    (problem,) = broken(folder, "values/03-open-minded.yaml", "key: open minded", "key: open")
    assert (problem.id, problem.path, problem.hint) == ("value-key", "key", "The key is fixed: open minded")


@pytest.mark.parametrize(
    ("name", "old", "new", "kind"),
    [
        ("values/01-voluntary.yaml", "id: V1-S1", "id: V2-S1", "item-id"),
        ("values/01-voluntary.yaml", "id: V1\n", "id: V3\n", "value-id"),
        ("values/01-voluntary.yaml", "id: V1-S2", "id: V1-S1", "duplicate-id"),
        ("values/01-voluntary.yaml", "text: ", "txet: ", "extra-forbidden"),
        ("roles/specialist.yaml", "share: 2", "share: 3", "shares"),
        ("clauses/clauses.yaml", "id: purpose", "id: porpoise", "clause-missing"),
        ("values/01-voluntary.yaml", "{specialist", "{specialits", "token"),
        ("guideline.yaml", "content_date: ", "content_date: on ", "date-from-datetime-parsing"),
        ("settings.yaml", "- id: ", "- id: A ", "string-pattern-mismatch"),
        ("sources.yaml", "url: ", "uri: ", "extra-forbidden"),
    ],
)
def test_a_break_is_told_with_file_and_line(folder: Path, name: str, old: str, new: str, kind: str) -> None:
    found = [one for one in broken(folder, name, old, new) if one.id == kind]
    assert found
    assert found[0].where
    assert found[0].where.file == str(folder / name)
    assert found[0].where.line


def test_breaks_of_every_file_are_told_at_once(folder: Path) -> None:
    (folder / "values" / "02-hopeful.yaml").write_text("id: [", encoding="utf-8")
    (folder / "settings.yaml").unlink()
    told = broken(folder, "values/01-voluntary.yaml", "is voluntary", "is free")
    files = {Path(one.where.file).name for one in told if one.where}
    assert files == {"01-voluntary.yaml", "02-hopeful.yaml", "settings.yaml"}


def test_a_missing_value_is_told(folder: Path) -> None:
    (folder / "values" / "07-honest-and-direct.yaml").unlink()
    (problem,) = problems(folder)
    assert problem.message.endswith("holds the values 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12")


def test_a_value_that_is_there_twice_is_told(folder: Path) -> None:
    shutil.copy(folder / "values" / "01-voluntary.yaml", folder / "values" / "13-again.yaml")
    (problem,) = problems(folder)
    assert "holds the values 1, 1, 2" in problem.message


def test_an_id_used_twice_is_told_at_its_second_place(folder: Path) -> None:
    (problem,) = broken(folder, "values/01-voluntary.yaml", "id: V1-S2", "id: V1-S1")
    assert problem.path == "actions[2].id"


# --- exact text that an organization holds permission for ----------------------------------------------------

OVERLAY = 'permission: "Used with permission of the publisher."\nvalues:\n  V1: The exact words.\n  V12: Other words.\n'


def test_an_overlay_stands_beside_ours_and_changes_nothing(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(OVERLAY, encoding="utf-8")
    overlaid = library.with_overlay(load_overlay(path))
    assert overlaid.exact
    assert overlaid.exact.values == {"V1": "The exact words.", "V12": "Other words."}
    assert overlaid.values == library.values
    assert library.exact is None


@pytest.mark.parametrize(
    ("old", "new"), [("V12", "V13"), ("permission", "permit"), ("The exact words.", '""'), ("values:", "vlaues:")]
)
def test_a_broken_overlay_is_told_at_its_line(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "overlay.yaml"
    path.write_text(OVERLAY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_overlay(path)
    assert all(one.where and one.where.file == str(path) and one.where.line for one in caught.value.problems)


def test_the_models_refuse_what_they_do_not_know() -> None:
    source = read_source(content_folder() / "values" / "01-voluntary.yaml")
    assert isinstance(source.value, dict)
    assert set(source.value) <= set(Value.model_fields)


def test_an_occupation_rests_on_a_source(library: Library) -> None:
    found = [role.occupation for role in library.roles.values() if role.occupation]
    assert [one.origin for one in found if one.origin not in library.sources] == []
    assert found
