"""What a template sees of a model: its attributes, each text marked with its layer, and nothing private."""

from enum import StrEnum

import pytest
from pydantic import BaseModel

from npgs_docs.document import Origin
from npgs_docs.marks import Sourced
from npgs_docs.terms import Wording, term
from npgs_docs.view import View


class Color(StrEnum):
    RED = "red"


class Room(BaseModel):
    name: str


class House(BaseModel):
    name: str = "The {specialist}'s house"
    color: Color = Color.RED
    floors: int = 2
    empty: bool = False
    owner: str | None = None
    rooms: tuple[Room, ...] = (Room(name="hall"), Room(name="kitchen"))
    words: tuple[str, ...] = ("a", "b")

    def called(self, greeting: str) -> str:
        return f"{greeting}, {self.name}"


WORDING = Wording({"specialist": term("peer worker")}, {})


def test_texts_know_their_layer_however_deep_they_stand() -> None:
    view = View(House(), Origin.PACK)
    found = [view.name, view.rooms[1].name, *view.words, view.called("Hello")]
    assert all(isinstance(one, Sourced) and one.origin is Origin.PACK for one in found)
    assert found[1:] == ["kitchen", "a", "b", "Hello, The {specialist}'s house"]


def test_numbers_choices_and_nothing_stay_what_they_are() -> None:
    view = View(House(), Origin.OWN)
    assert (view.floors, view.empty, view.owner, view.color) == (2, False, None, "red")


def test_words_are_filled_in_where_there_is_a_wording() -> None:
    assert View(House(), Origin.GUIDELINE, WORDING).name == "The peer worker's house"
    assert View(House(), Origin.ORGANIZATION).name == "The {specialist}'s house"


def test_what_is_added_stands_before_what_the_model_says() -> None:
    view = View(House(), Origin.PACK, extra={"name": "other", "note": 3})
    assert (view.name, view.note, view.floors) == ("other", 3, 2)


@pytest.mark.parametrize("name", ["parse_file", "model_dump", "model_fields", "copy"])
def test_what_the_library_adds_to_a_model_is_not_to_be_seen(name: str) -> None:
    with pytest.raises(AttributeError):
        getattr(View(House(), Origin.OWN), name)


def test_a_group_of_answers_cannot_be_printed() -> None:
    with pytest.raises(TypeError, match="print one of them"):
        str(View(House(), Origin.OWN))


@pytest.mark.parametrize("name", ["_model", "__dict__", "_extra", "garden"])
def test_private_and_unknown_names_are_not_there(name: str) -> None:
    view = View(House(), Origin.OWN)
    if name == "garden":
        with pytest.raises(AttributeError):
            view.garden  # noqa: B018
    else:
        with pytest.raises(AttributeError):
            view.__getattr__(name)
