"""``npgs list``: one thing a line, its name first, so that the next command can use it."""

import pytest

from npgs_docs.locations import packs_folder, samples_folder
from npgs_docs.pipeline import Packet
from npgs_docs.values import VALUE_NAMES
from tests.cli.conftest import Type


def lines(npgs: Type, kind: str) -> list[list[str]]:
    said = npgs("list", kind)
    assert (said.code, said.err) == (0, "")
    return [line.split(maxsplit=1) for line in said.out.splitlines()]


def test_documents_are_those_that_build_takes(npgs: Type, harbor_light: Packet) -> None:
    assert [line[0] for line in lines(npgs, "documents")] == [entry.code for entry in harbor_light.entries]


def test_documents_say_which_forms_they_have_besides_word_and_pdf(npgs: Type) -> None:
    also = {line[0] for line in lines(npgs, "documents") if line[1].endswith("(also as html, txt, jsonld, fields)")}
    assert also == {"posting-specialist", "posting-supervisor"}


def test_values_by_their_exact_names(npgs: Type) -> None:
    assert lines(npgs, "values") == [[f"V{number}", name] for number, name in enumerate(VALUE_NAMES, start=1)]


def test_packs_with_version_and_number_of_facts(npgs: Type) -> None:
    found = lines(npgs, "packs")
    assert sorted(line[0] for line in found) == sorted(path.stem for path in packs_folder().glob("*.yaml"))
    assert found[0][0] == "neutral"
    assert all(", version 20" in line[1] and line[1].endswith((" facts", " fact")) for line in found)


def test_samples_by_the_names_that_init_takes(npgs: Type) -> None:
    assert [line[0] for line in lines(npgs, "samples")] == sorted(path.stem for path in samples_folder().glob("*.yaml"))


@pytest.mark.parametrize("arguments", [(), ("colors",)])
def test_anything_else_is_usage(npgs: Type, arguments: tuple[str, ...]) -> None:
    said = npgs("list", *arguments)
    assert said.code == 2
    assert "documents" in said.err
