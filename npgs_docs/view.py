"""What a template sees of a model: its attributes, every text marked with the layer it came from, words filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from pydantic import BaseModel

from npgs_docs.document import Origin
from npgs_docs.marks import Sourced
from npgs_docs.terms import Wording


class View:
    """A read-only window on a model. `extra` adds attributes or stands before the model's own."""

    __slots__ = ("_extra", "_model", "_origin", "_wording")

    def __init__(
        self, model: Any, origin: Origin, wording: Wording | None = None, extra: Mapping[str, Any] | None = None
    ) -> None:
        self._model, self._origin, self._wording, self._extra = model, origin, wording, dict(extra or {})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or hasattr(BaseModel, name):  # what every model can do, reading files among it
            raise AttributeError(name)
        if name in self._extra:
            return self._extra[name]
        return self._seen(getattr(self._model, name))

    def __str__(self) -> str:
        raise TypeError("this is a group of answers; print one of them")

    def _seen(self, value: Any) -> Any:
        match value:
            case Enum():
                return value.value
            case str():
                return Sourced(self._wording.fill(value) if self._wording else value, self._origin)
            case BaseModel():
                return View(value, self._origin, self._wording)
            case tuple() | list():
                return [self._seen(one) for one in value]
            case Callable():
                return lambda *arguments: self._seen(value(*arguments))
            case _:
                return value
