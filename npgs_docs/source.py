"""YAML text becomes plain values whose every key and value remembers its line and column.

Scalars stay the text that was typed: ``NO`` is not false, ``012`` not ten, ``1.10`` not 1.1; whoever knows what a field
means (the models of `profile`, `content` and `packs`) reads the text accordingly. Only an empty value is None.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from npgs_docs.errors import InputError, Problem, Where

LARGEST_FILE = 1_000_000
DEEPEST_NESTING = 30
MOST_NODES = 50_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(slots=True)
class Source:
    """One file's values, and where each stands: `places` maps a key path to its value's place, `keys` to its key's."""

    file: str
    value: Plain
    places: dict[KeyPath, Where] = field(default_factory=dict)
    keys: dict[KeyPath, Where] = field(default_factory=dict)

    def where(self, path: Sequence[str | int]) -> Where:
        """The place of the value at `path`, or of the nearest thing above it that is written down."""
        steps = tuple(path)
        while steps and steps not in self.places:
            steps = steps[:-1]
        return self.places.get(steps, Where(self.file, 1, 1))

    def key(self, path: Sequence[str | int]) -> Where:
        """The place of the key at `path`, or of what `where` finds."""
        return self.keys.get(tuple(path)) or self.where(path)

    def texts(self) -> Iterator[tuple[KeyPath, str]]:
        """Every text that was typed as a value, with its key path, in the order of the file."""
        yield from _texts(self.value, ())


def _texts(value: Plain, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    match value:
        case str():
            yield path, value
        case list():
            for number, one in enumerate(value):
                yield from _texts(one, (*path, number))
        case dict():
            for key, one in value.items():
                yield from _texts(one, (*path, key))
        case None:
            pass


def dotted(path: Sequence[str | int]) -> str:
    """A key path as users write it: ``policy.approvers[2].role`` (list items count from 1)."""
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def undotted(path: str) -> KeyPath:
    """The steps of a key path as users write it; the other way round than `dotted`."""
    steps: list[str | int] = []
    for name, number in re.findall(r"([^.\[\]]+)|\[(\d+)\]", path):
        steps.append(name or max(int(number) - 1, 0))
    return tuple(steps) or (path,)


# --- reading -------------------------------------------------------------------------------------------------


def read_source(path: Path) -> Source:
    """The values of a YAML file. Raises InputError with every problem of its form."""
    return parse_source(read_text(path), str(path))


def read_text(path: Path) -> str:
    """A text file, whole, its lines ended by \\n. Raises InputError for a missing, huge or binary file."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError([Problem("file", f"cannot be read: {reason}", Where(str(path)))]) from None
    if len(data) > LARGEST_FILE:
        message = f"the file has more than {LARGEST_FILE:,} bytes, the most this program reads"
        raise InputError([Problem("file-size", message, Where(str(path)))])
    return _decoded(path, data).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(path: Path, data: bytes) -> str:
    """The text that the bytes are in UTF-8. Raises InputError where they are something else."""
    if data.startswith(b"PK\x03\x04") or (b"\0" in data and not data.startswith(_UTF_16)):
        hint = "A Word or Excel file cannot be read here. Give a text file whose name ends in .yaml."
        raise InputError([Problem("file-kind", "this is not a text file", Where(str(path)), hint=hint)])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        where = Where(str(path), before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = f"a byte that is not UTF-8 text ({data[error.start]:02X})"
        if data.startswith(_UTF_16):
            where, message = Where(str(path)), "this is UTF-16 text, not UTF-8"
        hint = "Save the file as UTF-8 (in most editors: Save As, Encoding, UTF-8)."
        raise InputError([Problem("encoding", message, where, hint=hint)]) from None


def write_scalar(text: str, *, as_text: bool = False) -> str:
    """A text as YAML that reads back as the same text: bare where that is safe, else in double quotes.

    `as_text` also quotes what other readers of YAML would take for a number, a date or yes and no (``"012"``).
    """
    try:
        bare = parse_source(f"key: {text}\n", "").value == {"key": text} and "\n" not in text
        bare = bare and not (as_text and not isinstance(yaml.safe_load(text), str))
    except (InputError, yaml.YAMLError, ValueError):
        bare = False
    if bare:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found.group()):04x}", quoted)


def parse_source(text: str, file: str) -> Source:
    """The values of YAML text. Raises InputError with every problem of its form."""
    reader = _Reader(file, text)
    try:
        value = reader.read(text)
    except yaml.YAMLError as error:
        raise InputError([*reader.problems, _yaml_problem(error, file, text)]) from None
    if reader.problems:
        raise InputError(reader.problems)
    return Source(file, value, reader.places, reader.keys)


class _Reader:
    """Builds plain values from YAML events, without recursion limits to trip over and without guessing types."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.problems: list[Problem] = []
        self.places: dict[KeyPath, Where] = {}
        self.keys: dict[KeyPath, Where] = {}
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
                    self._add(
                        "documents",
                        event,
                        "a second document begins here",
                        "Keep one profile per file; remove the line ---.",
                    )
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
            raise InputError([Problem("file-size", f"this is {how} than any file read here", self._where(event))])
        self._refuse_marks(event, path)
        match event:
            case yaml.ScalarEvent():
                self.places[path] = self._where(event)
                self._refuse_cut(event, path)
                return None if event.implicit[0] and event.value in NOTHING else event.value
            case yaml.SequenceStartEvent():
                return self._list(events, path)
            case yaml.MappingStartEvent():
                return self._mapping(events, path)
            case _:
                self._add("alias", event, "a reference to another place (*) is used", "Write the value out here.", path)
                return None

    def _refuse_marks(self, event: Any, path: KeyPath) -> None:
        """An ampersand or exclamation mark before a value means something to YAML, and would be lost from the text."""
        anchor = getattr(event, "anchor", None) if not isinstance(event, yaml.AliasEvent) else None
        if anchor or getattr(event, "tag", None) is not None:
            mark = "&" if anchor else "!"
            self._add("mark", event, f"a value cannot begin with {mark} unless it is in quotes", QUOTES, path)

    def _refuse_cut(self, event: Any, path: KeyPath) -> None:
        """``Suite #4`` would silently become ``Suite``: what follows a space and # is a comment."""
        mark = event.end_mark
        line = self.lines[mark.line] if not event.style and mark.line < len(self.lines) else ""
        cut = re.match(r"\s*#\w.*", line[mark.column :])
        if cut:
            hint = f"{QUOTES} For a comment, put a space after #."
            self._add("comment", event, f"everything from # on is left out: {_short(cut.group().strip())}", hint, path)

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
                hint = 'A value that begins with { or [ needs quotes: name: "{value}".'
                self._add("key", event, "braces or brackets stand where a word should be", hint, path)
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
            self._add(
                "duplicate-key",
                key,
                "this key is given twice",
                f"Keep one of them; the other is on line {first}.",
                here,
            )
            self._value(next(events), events, (*here, "again"))
            return
        self.places[here] = self.keys[here] = self._where(key)
        values[name] = self._value(next(events), events, here)


# --- saying what is wrong ------------------------------------------------------------------------------------

QUOTES = 'Put the value in quotes: name: "the value".'
_VALUE = re.compile(r"^\s*(?:- +)?(?:[^\s:#\"']+:\s+)?(?P<value>\S.*?)\s*$")


def _yaml_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    """A YAML syntax error in plain words. Keyed on what stands in the line, not on the library's English."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _character_problem(error, file, text)
    lines = text.splitlines() or [""]
    number = min(mark.line, len(lines) - 1)
    where = Where(file, mark.line + 1, mark.column + 1)
    unclosed = _unclosed_quote(lines[: number + 1])
    if unclosed is not None:
        hint = "Close the quote at the end of the value."
        return Problem(
            "quote", "a quote opens here and does not close on this line", Where(file, unclosed + 1), hint=hint
        )
    kind, message, hint = _line_problem(lines[number], mark.column)
    return Problem(kind, message, where, hint=hint)


def _line_problem(line: str, column: int) -> tuple[str, str, str]:
    """Id, message and hint for a line that YAML stumbles over at `column` (from 0)."""
    stripped = line.strip()
    value = found["value"] if (found := _VALUE.match(line)) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or line[column : column + 1] == "\t":
        return "tab", "a tab is used for indenting", "Use two spaces for each step."
    if line.count("[") + line.count("{") > DEEPEST_NESTING:
        return "file-size", "this is nested deeper than any file read here", "Remove the brackets that are not needed."
    if re.fullmatch(r'".*\\.*"', value):
        return (
            "backslash",
            f"a backslash in double quotes: {_short(stripped)}",
            "Use single quotes, or write the backslash twice.",
        )
    if value[:1] in tuple("*&!%@`>|[{\"'"):
        return "mark", f"a value that begins with {value[0]} needs quotes: {_short(stripped)}", _quotes_for(value)
    if stripped.count(": ") > 1 or (": " in stripped and stripped.endswith(":")):
        return (
            "colon",
            f"a colon inside the value: {_short(stripped)}",
            'Put the value in quotes: name: "first: second".',
        )
    hint = "Look at the indentation of this line and the one above it, and at unclosed quotes or brackets."
    return "yaml", f"this line cannot be read: {_short(stripped) or '(end of file)'}", hint


def _quotes_for(value: str) -> str:
    if '"' in value:
        return "Put the whole value in single quotes: name: 'the \"value\"'."
    return QUOTES


def _unclosed_quote(lines: Sequence[str]) -> int | None:
    """The index of the first line whose value opens a quote and does not close it."""
    for number, line in enumerate(lines):
        value = found["value"] if (found := _VALUE.match(line)) else ""
        if value[:1] in ('"', "'") and value.count(value[0]) == 1:
            return number
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _character_problem(error: yaml.YAMLError, file: str, text: str) -> Problem:
    at = next(
        (i for i, letter in enumerate(text) if (ord(letter) < 32 and letter not in "\n\r\t") or letter == "\x7f"), None
    )
    if at is None:
        return Problem("yaml", f"this is not YAML: {error}", Where(file))
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return Problem(
        "control-character",
        f"a control character (U+{ord(text[at]):04X}) is in the text",
        Where(file, line, column),
        hint="Delete it.",
    )
