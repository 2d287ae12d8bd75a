"""A problem says where, what was seen and what to type; an error carries every problem of the run."""

import pytest

from npgs_docs.errors import InputError, NpgsError, OutputError, Problem, RenderError, Severity, TemplateError, Where


@pytest.mark.parametrize(
    ("where", "told"),
    [(Where("p.yaml"), "p.yaml"), (Where("p.yaml", 3), "p.yaml:3"), (Where("p.yaml", 3, 7), "p.yaml:3:7")],
)
def test_a_place_is_as_exact_as_is_known(where: Where, told: str) -> None:
    assert str(where) == told


def test_a_problem_tells_place_path_sight_and_cure() -> None:
    problem = Problem("pay", "nothing was typed", Where("p.yaml", 3, 7), "positions.pay", "Write 20 per hour.")
    assert str(problem) == "p.yaml:3:7: positions.pay: nothing was typed\n    Write 20 per hour."


def test_a_problem_never_steers_the_terminal() -> None:
    problem = Problem("key", "no\nsuch", Where("p.yaml"), "\x1b[31m\u202ekey\x9b", "\rDid you mean \ud800?")
    assert str(problem) == (
        "p.yaml: <U+001B>[31m<U+202E>key<U+009B>: no<U+000A>such\n    <U+000D>Did you mean <U+D800>?"
    )


def test_a_problem_leaves_out_what_it_does_not_know() -> None:
    assert str(Problem("x", "something is wrong")) == "something is wrong"
    assert Problem("x", "something is wrong").severity is Severity.ERROR


@pytest.mark.parametrize("kind", [InputError, TemplateError, RenderError, OutputError])
def test_every_error_is_one_of_ours_and_carries_every_problem(kind: type[NpgsError]) -> None:
    problems = (Problem("a", "first", hint="Do this."), Problem("b", "second"))
    with pytest.raises(NpgsError) as caught:
        raise kind(one for one in problems)
    assert caught.value.problems == problems
    assert str(caught.value) == "first\n    Do this.\nsecond"
