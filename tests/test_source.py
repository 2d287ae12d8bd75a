"""YAML is read as typed, with the place of every value; what would be lost or guessed is a problem at its line."""

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from npgs_docs.errors import InputError
from npgs_docs.source import dotted, parse_source, read_source, undotted, write_scalar


def problem(text: str) -> tuple[str, int | None]:
    """The kind and line of the first problem of a text that must not be read."""
    with pytest.raises(InputError) as caught:
        parse_source(text, "f.yaml")
    first = caught.value.problems[0]
    return first.id, first.where.line if first.where else None


@pytest.mark.parametrize(
    "typed", ["NO", "no", "012", "1.10", "1e3", "0x1F", "12:30:45", "2027-01-08", ".5", "1_000", "on", "=", "a#b"]
)
def test_what_yaml_would_guess_at_stays_as_typed(typed: str) -> None:
    assert parse_source(f"key: {typed}\n", "").value == {"key": typed}


@pytest.mark.parametrize("empty", ["", "~", "null", "# a comment"])
def test_only_an_empty_value_is_none(empty: str) -> None:
    assert parse_source(f"key: {empty}\n", "").value == {"key": None}
    assert parse_source('key: "null"\n', "").value == {"key": "null"}


def test_places_count_from_one_and_fall_back_to_what_stands_above() -> None:
    source = parse_source("a:\n  b: 1\nlist:\n  - x\n  - {y: 2}\n", "f")
    assert str(source.where(("a", "b"))) == "f:2:6"
    assert str(source.key(("a", "b"))) == "f:2:3"
    assert str(source.where(("list", 1, "y"))) == "f:5:9"
    assert str(source.where(("a", "missing", "deeper"))) == "f:1:1"


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("a: 1\nb: {a: 1, a: 2}\n", "duplicate-key", 2),
        ("a:\n\tb: 1\n", "tab", 2),
        ("a: 1\nb: one: two\n", "colon", 2),
        ("a: 1\nb: Suite #4\n", "comment", 2),
        ("a: &name x\n", "mark", 1),
        ("a: !name x\n", "mark", 1),
        ("a: @name\n", "mark", 1),
        ("a: `name`\n", "mark", 1),
        ("a: %name\n", "mark", 1),
        ("a: [x] y\n", "mark", 1),
        ("a: 'x' y\n", "mark", 1),
        ('a: 1\nb: "open\nc: "x"\n', "quote", 2),
        ('a: "C:\\Users"\n', "backslash", 1),
        ("a: 1\nb: *other\n", "alias", 2),
        ("a: {{ b }}\n", "key", 1),
        ("a: 1\n---\nb: 2\n", "documents", 2),
        ("a: 1\nb: x\x07y\n", "control-character", 2),
        ("[" * 500, "file-size", 1),
        ("a: [" + "1, " * 60_000 + "]", "file-size", 1),
        ("".join(" " * n + "a:\n" for n in range(60)), "file-size", 32),
    ],
)
def test_a_problem_names_its_line(text: str, kind: str, line: int) -> None:
    assert problem(text) == (kind, line)


def test_a_comment_that_cannot_be_mistaken_is_a_comment() -> None:
    assert parse_source("a: one # two\nb: 'three' #four\n", "").value == {"a": "one", "b": "three"}


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"a: caf\xe9\n", "encoding"),
        (b"PK\x03\x04rest", "file-kind"),
        (b"a: x\0y", "file-kind"),
        ("a: x".encode("utf-16"), "encoding"),
        (b"a: " + b"x" * 1_000_001, "file-size"),
    ],
)
def test_a_file_that_is_no_text(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / "f.yaml").write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_source(tmp_path / "f.yaml")
    assert caught.value.problems[0].id == kind


def test_files_from_other_systems_read_alike(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\nb:\r\n  - \xc3\xa9\r\n")
    assert read_source(tmp_path / "f.yaml").value == {"a": "1", "b": ["é"]}


def test_a_letter_of_another_encoding_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "f.yaml").write_bytes(b"\xef\xbb\xbfa: \xc3\xa9\r\nb: caf\xe9\n")
    with pytest.raises(InputError, match=r"f\.yaml:2:7: a byte that is not UTF-8 text \(E9\)"):
        read_source(tmp_path / "f.yaml")


def test_a_pipe_is_read_to_its_end_and_one_without_end_is_not() -> None:
    read, write = os.pipe()
    os.write(write, b"a: 1\n")
    os.close(write)
    assert read_source(Path(f"/dev/fd/{read}")).value == {"a": "1"}
    os.close(read)
    with pytest.raises(InputError, match="more than 1,000,000 bytes"):
        read_source(Path("/dev/zero"))


@pytest.mark.parametrize("missing", ["not-there.yaml", "."])
def test_a_file_that_cannot_be_read(tmp_path: Path, missing: str) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_source(tmp_path / missing)


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
    | st.sampled_from(["a: b", "- x", "'", "#", "~", "x #y", "yes", "012", "\x85", ""])
)
def test_a_written_text_reads_back(text: str) -> None:
    assert parse_source(f"key: {write_scalar(text)}\n", "").value == {"key": text}
    assert yaml.safe_load(f"key: {write_scalar(text, as_text=True)}\n") == {"key": text}


def test_only_what_needs_quotes_gets_them() -> None:
    assert write_scalar("Harbor Light, Inc.", as_text=True) == "Harbor Light, Inc."
    assert write_scalar("yes") == "yes"
    assert write_scalar("yes", as_text=True) == '"yes"'


@pytest.mark.parametrize("path", ["a", "a.b.c", "sites[1].address.street", "a[2][3].b"])
def test_paths_are_read_as_they_are_written(path: str) -> None:
    assert dotted(undotted(path)) == path


def test_every_text_is_found_with_its_path_in_the_order_of_the_file() -> None:
    source = parse_source("a: one\nb:\n  - two\n  - c: 3\n    d: ~\n", "p.yaml")
    assert list(source.texts()) == [(("a",), "one"), (("b", 0), "two"), (("b", 1, "c"), "3")]
