"""A misfit between values and a model is said at its place, in our words, with what to type instead."""

from enum import StrEnum
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, model_validator

from npgs_docs.errors import InputError, Problem
from npgs_docs.profile.fields import Pay
from npgs_docs.source import parse_source
from npgs_docs.validation import Kind, MisfitError, field_at, kind_of, model_at, validate


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


class Door(BaseModel):
    model_config = ConfigDict(extra="forbid")

    width: Annotated[int, Field(ge=60, le=200)] = Field(examples=[90])
    color: Color | None = None
    label: Annotated[str, Field(pattern="^[a-z]+$"), Kind("a small word")] | None = Field(None, examples=["front"])


def _parts(value: Any) -> Any:
    return value.replace(";", " ").split() if isinstance(value, str) else value


class House(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(examples=["The Mill"])
    doors: tuple[Door, ...] = ()
    open_at: int = 9
    closed_at: int = 17
    keys: Annotated[tuple[int, ...], BeforeValidator(_parts), Field(min_length=1)] = Field((1,), examples=["[1, 2]"])

    @model_validator(mode="after")
    def _hours(self) -> "House":
        if self.closed_at < self.open_at:
            raise MisfitError("closed_at", "it closes before it opens | Swap them.")
        return self


class Named(BaseModel):
    rooms: dict[Annotated[str, Field(pattern="^[a-z]+$"), Kind("the name of a room")], int] = {}
    floors: tuple[Annotated[str, Field(pattern="^[0-9]$"), Kind("a floor's number")], ...] = ()


def test_a_key_or_an_item_that_does_not_fit_is_told_in_words_and_never_as_a_pattern() -> None:
    with pytest.raises(InputError) as caught:
        validate(Named, parse_source("rooms: {Hall 1: 2}\nfloors: [1, one]\n", "h.yaml"))
    assert [str(one) for one in caught.value.problems] == [
        'h.yaml:1:9: rooms.Hall 1: "Hall 1" is not the name of a room',
        'h.yaml:2:13: floors[2]: "one" is not a floor\'s number',
    ]


def problems(text: str) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        validate(House, parse_source(text, "h.yaml"))
    return list(caught.value.problems)


def only(text: str) -> tuple[str, str, str, str]:
    (one,) = problems(text)
    return str(one.where), one.path, one.message, one.hint


def test_what_fits_is_the_model() -> None:
    house = validate(House, parse_source("name: Mill\ndoors: [{width: 090, color: red}]\n", ""))
    assert house.doors[0].width == 90
    assert validate(TypeAdapter(tuple[int, ...]), parse_source("[1, 2]", "")) == (1, 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("doors: []", ("h.yaml:1:1", "name", "is missing", "For example: name: The Mill")),
        ("name: [x]", ("h.yaml:1:1", "name", "expected text, found a list", "For example: name: The Mill")),
        (
            "name: x\ndoors:\n  - width: wide",
            ("h.yaml:3:12", "doors[1].width", 'expected a number, found "wide"', "For example: width: 90"),
        ),
        (
            "name: x\ndoors:\n  - width: 20",
            ("h.yaml:3:12", "doors[1].width", '"20" is out of range', "It must be at least 60."),
        ),
        (
            "name: x\ndoors: [{width: 90, color: green}]",
            ("h.yaml:2:28", "doors[1].color", '"green" is not one of the choices', "Choose one of: red, blue"),
        ),
        (
            "name: x\ndoors: [{width: 90, label: A}]",
            ("h.yaml:2:28", "doors[1].label", '"A" is not a small word', "For example: label: front"),
        ),
        ("name: x\nclosed_at: 8", ("h.yaml:2:12", "closed_at", "it closes before it opens", "Swap them.")),
        (
            "name: x\n  \nwindow: 1",
            (
                "h.yaml:3:1",
                "window",
                "there is no such key here",
                "The keys here are: name, doors, open_at, closed_at, keys",
            ),
        ),
    ],
)
def test_every_kind_of_misfit(text: str, told: tuple[str, str, str, str]) -> None:
    assert only(text) == told


def test_a_misspelled_key_is_told_once_with_the_right_one() -> None:
    assert only("nmae: x") == ("h.yaml:1:1", "nmae", "there is no such key here", "Did you mean name?")


def test_all_problems_come_at_once_in_the_order_of_lines() -> None:
    found = problems("open_at: soon\nname: [x]\ndoors: [{width: 1}, {}]\n")
    assert [one.path for one in found] == ["open_at", "name", "doors[1].width", "doors[2].width"]


def test_a_list_with_a_wrong_entry_is_not_called_too_short_as_well() -> None:
    assert only("name: x\nkeys: [one]")[1:3] == ("keys[1]", 'expected a number, found "one"')
    assert only("name: x\nkeys: []")[1:] == ("keys", "a list is too short", "At least 1 is needed.")


def test_a_misfit_in_both_halves_of_a_short_form_is_told_once() -> None:
    with pytest.raises(InputError) as caught:
        validate(Pay, parse_source("22.505 per hour", "p.yaml"))
    assert len(caught.value.problems) == 1


def test_a_text_that_holds_no_entry_is_told() -> None:
    assert only("name: x\nkeys: ;;;")[1:] == ("keys", '";;;" is too short', "At least 1 is needed.")


def test_a_misfit_in_a_list_is_told_with_an_example_of_the_list() -> None:
    assert only("name: x\nkeys: [one, 2]")[3] == "For example: keys: [1, 2]"


def test_models_tell_about_their_keys() -> None:
    assert model_at(House, ("doors", 0)) is Door
    assert model_at(House, ("doors", 0, "color")) is Color
    assert model_at(House, ("nowhere",)) is None
    assert kind_of(field_at(House, ("doors", 0, "label"))) == "a small word"
    assert field_at(House, ("name", "inner")) is None
