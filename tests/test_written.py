"""What the models say of themselves: the reasons, the schema for editors, and the profile file they write."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from npgs_docs.profile import Profile, checked_profile, load_profile, schema, schema_text
from npgs_docs.profile.written import example_of, write_profile
from npgs_docs.source import parse_source, write_scalar
from npgs_docs.validation import model_at
from tests.test_profile import CONTENT, HOSTILE, SAMPLES, text


def fields(model: type[BaseModel], path: str = "") -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        here = f"{path}.{name}".lstrip(".")
        yield here, info
        for inner in (model_at(info.annotation, ()), model_at(info.annotation, (0,))):
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                yield from fields(inner, here)


FIELDS = list(fields(Profile))


def test_every_key_says_what_it_is_for() -> None:
    for path, info in FIELDS:
        assert (info.description or "").endswith("."), path
        assert info.json_schema_extra["used_by"], path
        assert example_of(info), path
        reasons = info.json_schema_extra.keys() & {"because", "otherwise"}
        inside = isinstance(info.default, BaseModel)
        assert info.is_required() or reasons or inside, f"{path} has a default without a reason"


def test_no_key_asks_about_health() -> None:
    words = (
        "diagnos",
        "medication",
        "treatment",
        "illness",
        "disabilit",
        "sober",
        "clean_time",
        "condition",
        "therapy",
        "recovery_date",
        "hospitali",
    )
    assert [path for path, _ in FIELDS if any(word in path for word in words)] == []


def test_the_schema_file_is_current() -> None:
    assert (CONTENT / "profile.schema.json").read_text(encoding="utf-8") == schema_text(), (
        "run: npgs schema > content/profile.schema.json"
    )


class Editor(yaml.SafeLoader):
    """YAML as editors read it (1.2): yes and no are words, a date is text."""


Editor.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in found if not tag.endswith((":timestamp", ":bool"))]
    for letter, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_editor_accepts_what_we_accept(path: Path) -> None:
    values = yaml.load(path.read_text(encoding="utf-8"), Loader=Editor)
    jsonschema.Draft7Validator(schema()).validate(values)


@pytest.mark.parametrize(
    "wrong",
    [{"organization": {"legal_nmae": "x"}}, {"output": {"paper": "a5"}}, {"supervision": {"observation": "maybe"}}],
)
def test_an_editor_marks_what_we_refuse(wrong: dict[str, Any]) -> None:
    errors = list(jsonschema.Draft7Validator(schema()).iter_errors(wrong))
    assert any(error.path and error.path[0] in wrong for error in errors)


# --- the written profile -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_written_profile_says_the_same(path: Path) -> None:
    loaded = load_profile(path)
    assert isinstance(loaded.source.value, dict)
    again = checked_profile(parse_source(write_profile(loaded.source.value), ""))
    assert again == loaded.profile


def test_a_written_profile_offers_every_key_and_each_offer_works(tmp_path: Path) -> None:
    values = parse_source(text(), "").value
    assert isinstance(values, dict)
    written = write_profile(values)
    head, _, body = written.partition("\n\n")
    assert head.startswith("# yaml-language-server: $schema=profile.schema.json\n")
    offered = "\n".join(line.replace("# ", "", 1) if _offers(line) else line for line in body.splitlines())
    assert offered.count("\n") == body.rstrip("\n").count("\n")
    made = checked_profile(parse_source(offered, str(tmp_path / "p.yaml")))
    assert made.organization.logo is not None
    left_out = [name for name in type(made.supervision).model_fields if name not in made.supervision.model_fields_set]
    assert left_out == []


def _offers(line: str) -> bool:
    return line.lstrip().startswith("# ") and ":" in line.lstrip().split("  # ")[0]


def test_quotes_are_only_where_they_are_needed() -> None:
    written = write_profile(parse_source(text(name="Harbor: Light"), "").value)  # type: ignore[arg-type]
    assert '  legal_name: "Harbor: Light"\n' in written
    assert '      postal_code: "78701"\n' in written
    assert "  employee_count: 42\n" in written
    assert "  peer_supervisor_available: yes\n" in written
    assert "  closes: 2027-01-08\n" in written
    assert write_scalar("a") == "a"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_written_as_typed(name: str) -> None:
    values = parse_source(text(name=name), "").value
    assert isinstance(values, dict)
    assert parse_source(write_profile(values), "").value == values
