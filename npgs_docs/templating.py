"""The one Jinja environment: sandboxed, strict about what is undefined, every value escaped, everything rendered once."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import pass_environment
from jinja2.exceptions import SecurityError
from jinja2.nodes import Filter, For, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from npgs_docs import errors
from npgs_docs.compiled import compiled
from npgs_docs.conventions import Conventions
from npgs_docs.errors import Problem, Where
from npgs_docs.filters import filters, printed
from npgs_docs.marks import blank
from npgs_docs.source import read_text

LARGEST_TEXT = 4_000_000
LONGEST_LOOP = 5_000
MOST_STEPS = 500_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of templates and the prefix under which they are known (``clauses/``)."""

    folder: Path
    prefix: str = ""


class Templates:
    """Templates found on shelves, the first shelf that has a name wins: so an organization overrides ours file by file."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self._shelves = tuple(shelves)
        self._environment = _Sandbox(
            loader=jinja2.FunctionLoader(self._load),
            undefined=jinja2.StrictUndefined,
            finalize=printed,
            comment_start_string="<!--",  # Jinja's own {# is how the dialect names a heading or a field
            comment_end_string="-->",
            trim_blocks=True,
            lstrip_blocks=True,
            autoescape=False,
            cache_size=200,
            auto_reload=False,
        )

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = self.path(name)
        if path is None:
            return None
        return read_template(path), str(path), lambda: True

    def path(self, name: str) -> Path | None:
        """Where a template lies; None where no shelf has it."""
        if ".." in name or name.startswith("/"):
            return None
        for shelf in self._shelves:
            if name.startswith(shelf.prefix):
                path = shelf.folder / name.removeprefix(shelf.prefix)
                if path.is_file():
                    return path
        return None

    def expand(self, name: str, context: Mapping[str, Any], conventions: Conventions) -> str:
        """The template's text with everything put in. Raises errors.TemplateError with name, line and cure."""
        environment = self._environment.overlay(bytecode_cache=compiled(conventions.language, __file__))
        environment.filters.update(filters(conventions))
        environment.globals["blank"] = blank
        try:
            return _joined(environment.get_template(name).generate(**context), name)
        except jinja2.TemplateSyntaxError as error:
            told = error.filename or error.name or name  # some of Jinja's errors bear the path as their name
            where = Where(str(self.path(told) or told), error.lineno)
            hint = "Look at the {{ }} and {% %} on this line: each needs its end."
            raise errors.TemplateError(
                [Problem("template-syntax", error.message or "cannot be read", where, hint=hint)]
            ) from None
        except jinja2.TemplateNotFound as error:
            where = Where(str(self.path(name) or name), _line(error, name))
            raise errors.TemplateError(
                [Problem("template-missing", f'there is no template "{error.name}"', where)]
            ) from None
        except (
            jinja2.TemplateError,
            TypeError,
            ValueError,
            KeyError,
            AttributeError,
            RecursionError,
            OverflowError,
            ArithmeticError,
            MemoryError,
        ) as error:
            raise errors.TemplateError([self._failure(error, name, context)]) from None

    def _failure(self, error: Exception, name: str, context: Mapping[str, Any]) -> Problem:
        """A failure while expanding, in plain words, at the innermost template line that took part."""
        where = Where(*_place(error) or (str(self.path(name) or name), None))
        match error:
            case RecursionError():
                return Problem(
                    "template-loop",
                    "the template includes itself without end",
                    where,
                    hint="Take out the include that leads back here.",
                )
            case SecurityError():
                return Problem(
                    "template-private",
                    f"{error}",
                    where,
                    hint="Templates read only the names listed in docs/templates.md.",
                )
            case jinja2.UndefinedError():
                message = _OBJECT.sub("this", str(error.message))
                return Problem("template-undefined", message, where, hint=_nearest_name(message, context))
            case _:
                return Problem(
                    "template-value", str(error) or type(error).__name__, where, hint="Look at the values on this line."
                )


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox on a budget: a template writes a document, it does not compute.

    Each turn of a loop, call and include costs one of `left`, which an overlay has afresh. What can make much of little
    in one step, or differs from run to run, is not there at all.
    """

    intercepted_binops = frozenset(["*", "**", "%"])
    left = MOST_STEPS

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals["range"] = _short_range
        self.filters["turns"] = _turns
        for name in _NOT_FOR_DOCUMENTS:
            self.filters.pop(name, None)
            self.globals.pop(name, None)

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise OverflowError(f"the template takes more than {MOST_STEPS:,} steps")

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        """Jinja has no place to count turns at, so what a loop goes over passes a filter that does."""
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(For):
            loop.iter = Filter(loop.iter, "turns", [], [], None, None, lineno=loop.lineno)
        return tree

    def get_template(self, *arguments: Any, **options: Any) -> jinja2.Template:
        self.spend(1)
        return super().get_template(*arguments, **options)

    def call(self, *arguments: Any, **options: Any) -> Any:
        self.spend(1)
        return super().call(*arguments, **options)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not isinstance(left, int | float) or not isinstance(right, int | float):
            raise SecurityError(f"{operator} is for numbers that are counted with, not for this")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> None:
        """No formats: Jinja would let them through before it asks what is safe."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return super().is_safe_attribute(obj, attr, value) and not (isinstance(obj, str) and attr in _GROWING)


_NOT_FOR_DOCUMENTS = ("batch", "center", "format", "indent", "lipsum", "pprint", "random", "slice", "tojson", "xmlattr")
_GROWING = frozenset({"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"})


@pass_environment
def _turns(environment: _Sandbox, things: Iterable[Any]) -> Iterable[Any]:
    """What a loop goes over, its turns paid for."""
    if isinstance(things, jinja2.Undefined):
        return things
    counted = things if isinstance(things, Sized) else list(things)
    environment.spend(len(counted))
    return counted


def _short_range(*bounds: int) -> range:
    numbers = range(*bounds)
    if len(numbers) > LONGEST_LOOP:
        raise OverflowError(f"a loop of {len(numbers):,} turns is too long; the most is {LONGEST_LOOP:,}")
    return numbers


def read_template(path: Path) -> str:
    """A template's text. Raises errors.TemplateError for a huge or binary file."""
    try:
        return read_text(path)
    except errors.InputError as error:
        raise errors.TemplateError(error.problems) from None


def _joined(parts: Iterable[str], name: str) -> str:
    text: list[str] = []
    size = 0
    for part in parts:
        text.append(part)
        size += len(part)
        if size > LARGEST_TEXT:
            raise OverflowError(f"{name} expands to more than {LARGEST_TEXT:,} characters")
    return "".join(text)


def _place(error: BaseException) -> tuple[str, int] | None:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".md")]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else None


def _line(error: BaseException, name: str) -> int | None:
    place = _place(error)
    return place[1] if place else None


_OBJECT = re.compile(r"'[\w.]+ object'")


def _nearest_name(message: str, context: Mapping[str, Any]) -> str:
    words = [part for part in message.split("'") if part.isidentifier()]
    close = difflib.get_close_matches(words[-1], list(context), n=1) if words else []
    return f"Did you mean {close[0]}?" if close else "The names a template may use are listed in docs/templates.md."
