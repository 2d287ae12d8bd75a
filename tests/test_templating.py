"""Templates are sandboxed, strict, escaped and rendered once; a broken one is reported with name, line and cure."""

from datetime import date
from pathlib import Path

import jinja2
import pytest

from npgs_docs.conventions import conventions_of
from npgs_docs.document import Origin
from npgs_docs.errors import TemplateError
from npgs_docs.marks import Sourced, visible
from npgs_docs.templating import Shelf, Templates
from npgs_docs.terms import term

US = conventions_of("US")


def expand(folder: Path, text: str, **context: object) -> str:
    (folder / "page.md").write_text(text, encoding="utf-8")
    return visible(Templates([Shelf(folder)]).expand("page.md", context, US))


def problem(folder: Path, text: str, **context: object):  # type: ignore[no-untyped-def]
    with pytest.raises(TemplateError) as caught:
        expand(folder, text, **context)
    (found,) = caught.value.problems
    return found


def test_values_are_escaped_and_never_rendered_twice(tmp_path: Path) -> None:
    assert expand(tmp_path, "{{ name }}", name="{{ 7*7 }} *x*") == r"\{\{ 7\*7 \}\} \*x\*"


def test_filters(tmp_path: Path) -> None:
    text = "{{ day | date }}; {{ parts | together }}; {{ parts | either }}; {{ word | capital }}; {{ 3 | words }}; {{ t.a }}, {{ t.plural_possessive }}"
    made = expand(
        tmp_path,
        text,
        day=date(2027, 1, 8),
        parts=["a", "b", "c"],
        word=Sourced("weekly", Origin.PACK),
        t=term("advocate"),
    )
    assert made == r"January 8\, 2027; a, b, and c; a, b, or c; Weekly; three; an advocate, advocates\'"


def test_an_organizations_folder_stands_before_ours_file_by_file(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, words in ((ours, "ours"), (theirs, "theirs")):
        folder.mkdir()
        (folder / "part.md").write_text(words, encoding="utf-8")
    (ours / "page.md").write_text("{% include 'part.md' %} page", encoding="utf-8")
    assert Templates([Shelf(theirs), Shelf(ours)]).expand("page.md", {}, US) == "theirs page"


def test_undefined_names_have_line_and_nearest_name(tmp_path: Path) -> None:
    found = problem(tmp_path, "one\n\n{{ organisation.name }}", organization=1)
    assert found.id == "template-undefined"
    assert (found.where.file, found.where.line) == (str(tmp_path / "page.md"), 3)
    assert found.hint == "Did you mean organization?"


def test_undefined_is_an_error_in_a_condition_too(tmp_path: Path) -> None:
    assert problem(tmp_path, "{% if missing %}x{% endif %}").id == "template-undefined"


def test_syntax_errors_have_their_line(tmp_path: Path) -> None:
    found = problem(tmp_path, "a\n{% if x %}\nb\n")
    assert (found.id, found.where.file) == ("template-syntax", str(tmp_path / "page.md"))
    assert found.where.line in {2, 3, 4}


def test_a_template_that_includes_itself(tmp_path: Path) -> None:
    assert problem(tmp_path, "{% include 'page.md' %}").id == "template-loop"


def test_a_missing_part(tmp_path: Path) -> None:
    found = problem(tmp_path, "x\n{% include 'gone.md' %}")
    assert "gone.md" in found.message
    assert found.where.line == 2


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__ }}",
        "{{ name._private }}",
        "{{ name.__class__.__mro__ }}",
        "{% for n in range(10**9) %}{% endfor %}",
        "{{ none }}",
        "{{ name.append(1) }}",
        "{{ 'x' * 10**10 }}",
        "{{ name * 1000 }}",
        "{{ 10 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:>1000000000}'.format(1) }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ 'x' | center(1000000000) }}",
        "{{ lipsum() }}",
        "{{ name | random }}",
        "{% for a in range(5000) %}{% for b in range(5000) %}{% for c in range(5000) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "<!-- a comment without end",
    ],
)
def test_the_sandbox_holds(tmp_path: Path, text: str) -> None:
    where = problem(tmp_path, text, name=["x"]).where
    assert (where.file, where.line) == (str(tmp_path / "page.md"), 1)


def test_parts_that_include_each_other_twice_do_not_run_for_ever(tmp_path: Path) -> None:
    for number in range(40):
        following = f"{{% include '{number + 1}.md' %}}"
        (tmp_path / f"{number}.md").write_text(following * 2, encoding="utf-8")
    (tmp_path / "40.md").write_text("", encoding="utf-8")
    assert "steps" in problem(tmp_path, "{% include '0.md' %}").message


def test_loops_count_as_jinja_counts_them(tmp_path: Path) -> None:
    text = "{% for a in name | select %}{{ loop.index }}/{{ loop.length }}{{ '.' if loop.last else ', ' }}{% endfor %}{{ 7 % 4 * 2 }}"
    assert expand(tmp_path, text, name=["x", "y"]) == r"1/2\, 2/2\.6"


def test_a_binary_template(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateError) as caught:
        Templates([Shelf(tmp_path)]).expand("page.md", {}, US)
    assert caught.value.problems[0].id == "encoding"


def test_names_outside_the_shelves_are_not_reached(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    inner = tmp_path / "templates"
    inner.mkdir()
    assert "there is no template" in problem(inner, "{% include '../secret.md' %}").message


def test_a_template_is_compiled_once_and_again_when_its_text_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_one = jinja2.Environment.compile
    monkeypatch.setattr(
        jinja2.Environment, "compile", lambda self, *a, **k: compiled.append(a[1]) or compile_one(self, *a, **k)
    )
    assert [expand(tmp_path, text) for text in ("one", "one", "two", "two", "one")] == [
        "one",
        "one",
        "two",
        "two",
        "one",
    ]
    assert len(compiled) == 3


def test_what_is_constant_in_a_template_is_worked_out_for_each_country(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("{{ 5 | money }}", encoding="utf-8")
    templates = Templates([Shelf(tmp_path)])
    made = [templates.expand("page.md", {}, conventions_of(country)) for country in ("US", "GB", "US")]
    assert [visible(one) for one in made] == [r"\$5\.00", r"£5\.00", r"\$5\.00"]
