"""YAML text becomes plain values whose every key and value remembers its line and column.

Scalars stay the text that was typed: ``NO`` is not false, ``012`` not ten, ``1.10`` not 1.1; whoever knows what a field
means (the models of `profile`, `content` and `packs`) reads the text accordingly. Only an empty value is None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from npgs_docs.errors import InputError, Problem, Where

LARGEST_FILE = 1_000_000
DEEPEST_NESTING = 30
MOST_NODES = 50_000
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})

Plain: TypeAlias = "None | str | list[Plain] | dict[str, Plain]"
KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(slots=True)
class Source:
    """One file's values, and where each stands. `places` maps a key path to the place of its value (or key)."""

    file: str
    value: Plain
    places: dict[KeyPath, Where] = field(default_factory=dict)

    def where(self, path: Sequence[str | int]) -> Where:
        """The place of the value at `path`, or of the nearest thing above it that is written down."""
        steps = tuple(path)
        while steps and steps not in self.places:
            steps = steps[:-1]
        return self.places.get(steps, Where(self.file, 1, 1))


def dotted(path: Sequence[str | int]) -> str:
    """A key path as users write it: ``policy.approvers[2].role`` (list items count from 1)."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


# --- reading -------------------------------------------------------------------------------------------------


def read_source(path: Path) -> Source:
    """The values of a YAML file. Raises InputError with every problem of its form."""
    return parse_source(read_text(path), str(path))


def read_text(path: Path) -> str:
    """A text file, whole. Raises InputError for a missing, huge or binary file."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            message = f"the file is {size:,} bytes; the largest this program reads is {LARGEST_FILE:,}"
            raise InputError([Problem("file-size", message, Where(str(path)))])
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not UTF-8 text"
        hint = "Save the file as UTF-8 (in most editors: Save As, Encoding, UTF-8)."
        raise InputError([Problem("encoding", message, Where(str(path)), hint=hint)]) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError([Problem("file", f"cannot be read: {reason}", Where(str(path)))]) from None


def parse_source(text: str, file: str) -> Source:
    """The values of YAML text. Raises InputError with every problem of its form."""
    reader = _Reader(file)
    try:
        value = reader.read(text)
    except yaml.YAMLError as error:
        raise InputError([*reader.problems, _yaml_problem(error, file, text)]) from None
    if reader.problems:
        raise InputError(reader.problems)
    return Source(file, value, reader.places)


class _Reader:
    """Builds plain values from YAML events, without recursion limits to trip over and without guessing types."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.places: dict[KeyPath, Where] = {}
        self.count = 0

    def read(self, text: str) -> Plain:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        events = iter(yaml.parse(text, Loader=loader))
        value: Plain = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._add("documents", event, "a second document begins here", "Keep one profile per file; remove the line ---.")
                    break
                value = self._value(next(events), events, ())
        return value

    def _add(self, id: str, event: Any, message: str, hint: str = "", path: KeyPath = ()) -> None:
        self.problems.append(Problem(id, message, self._where(event), dotted(path), hint))

    def _where(self, event: Any) -> Where:
        return Where(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _value(self, event: Any, events: Iterator[Any], path: KeyPath) -> Plain:
        self.count += 1
        self.places.setdefault(path, self._where(event))
        if len(path) > DEEPEST_NESTING or self.count > MOST_NODES:
            how = "nested deeper" if len(path) > DEEPEST_NESTING else "longer"
            raise InputError([Problem("file-size", f"this is {how} than a file of ours can be", self._where(event))])
        match event:
            case yaml.ScalarEvent():
                self.places[path] = self._where(event)
                return None if event.implicit[0] and event.value in NOTHING else event.value
            case yaml.SequenceStartEvent():
                return self._list(events, path)
            case yaml.MappingStartEvent():
                return self._mapping(events, path)
            case _:
                self._add("alias", event, "a reference to another place (*) is used", "Write the value out here.", path)
                return None

    def _list(self, events: Iterator[Any], path: KeyPath) -> list[Plain]:
        items: list[Plain] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: KeyPath) -> dict[str, Plain]:
        values: dict[str, Plain] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._add("key", event, "a key must be a word", "Write `name: value`. A value that begins with { or [ needs quotes.", path)
                self._value(event, events, (*path, "?"))
                self._value(next(events), events, (*path, "?"))
                continue
            self._entry(event, events, path, values)
        return values

    def _entry(self, key: Any, events: Iterator[Any], path: KeyPath, values: dict[str, Plain]) -> None:
        name = str(key.value)
        here = (*path, name)
        if name in values:
            first = self.places[here].line
            self._add("duplicate-key", key, "this key is given twice", f"Keep one of them; the other is on line {first}.", here)
            self._value(next(events), events, (*here, "again"))
            return
        self.places[here] = self._where(key)
        values[name] = self._value(next(events), events, here)


def _yaml_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """A YAML syntax error in plain words. Keyed on what stands in the line, not on the library's English."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _character_problem(error, file, text)
    lines = text.splitlines() or [""]
    line = lines[min(mark.line, len(lines) - 1)]
    where = Where(file, mark.line + 1, mark.column + 1)
    if "\t" in line[: len(line) - len(line.lstrip())] or line[mark.column : mark.column + 1] == "\t":
        return Problem("tab", "a tab is used for indenting", where, hint="Use two spaces for each step.")
    stripped = line.strip()
    if stripped.count(": ") > 1 or (": " in stripped and stripped.endswith(":")):
        return Problem("colon", f"a colon inside the value: {stripped}", where, hint='Put the value in quotes: name: "first: second".')
    hint = "Look at the indentation of this line and the one above it, and at unclosed quotes or brackets."
    return Problem("yaml", f"this line cannot be read: {stripped or '(end of file)'}", where, hint=hint)


def _character_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    at = next((i for i, letter in enumerate(text) if ord(letter) < 32 and letter not in "\n\r\t" or letter == "\x7f"), None)
    if at is None:
        return Problem("yaml", f"this is not YAML: {error}", Where(file))
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return Problem("control-character", f"a control character (U+{ord(text[at]):04X}) is in the text", Where(file, line, column), hint="Delete it.")
