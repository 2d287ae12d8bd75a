"""A file of anybody's in, a reading out: Word, PDF, web page, Markdown or plain text. What cannot be read is said plainly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from npgs_docs.checks.files.html import html_passages
from npgs_docs.checks.files.kinds import guess_kind, guess_subject, made_kind, title_of
from npgs_docs.checks.files.lines import text_passages
from npgs_docs.checks.files.markdown import markdown_passages
from npgs_docs.checks.files.pdf import NotReadableError, pdf_passages
from npgs_docs.checks.files.word import word_passages
from npgs_docs.checks.marking import marked
from npgs_docs.checks.package import NotAPackageError, opened
from npgs_docs.checks.reading import Form, Kind, Passage, Reading, Subject, Traits
from npgs_docs.disk import NotOrdinaryError, read_ordinary
from npgs_docs.errors import InputError, Problem, Where

FORMS = {
    ".docx": Form.WORD, ".docm": Form.WORD, ".pdf": Form.PDF, ".html": Form.HTML, ".htm": Form.HTML, ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN, ".txt": Form.TEXT, ".text": Form.TEXT,
}  # fmt: skip
LARGEST = 50_000_000
"""Bytes that a file may have."""
WHOLE = {Kind.CHECKLIST: 15}
WHOLE_OTHERS = 90
"""Words that a text must have before it is asked what is missing; a form has few."""

Read = tuple[tuple[Passage, ...], Traits]


def read_file(
    path: Path, kind: Kind | None = None, subject: Subject | None = None, names: Sequence[re.Pattern[str]] = ()
) -> Reading:
    """A file as a reading; kind and subject are guessed where not given. Raises InputError with a plain message."""
    form = FORMS.get(path.suffix.lower())
    if form is None:
        hint = f"Files are read that end in {', '.join(FORMS)}; a profile ends in .yaml."
        if path.suffix.lower() == ".doc":
            hint = "Open it in Word and save it as .docx."
        raise _unreadable(path, f'a file that ends in "{path.suffix}" cannot be read', hint)
    return read_bytes(_bytes(path), path.name, form, kind, subject, names)


def read_files(
    paths: Sequence[Path],
    kind: Kind | None = None,
    subject: Subject | None = None,
    names: Sequence[re.Pattern[str]] = (),
) -> tuple[Reading, ...]:
    """Every file as a reading. Raises InputError with a message for each that cannot be read."""
    readings: list[Reading] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            readings.append(read_file(path, kind, subject, names))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return tuple(readings)


def read_bytes(
    data: bytes,
    name: str,
    form: Form,
    kind: Kind | None,
    subject: Subject | None,
    names: Sequence[re.Pattern[str]] = (),
) -> Reading:
    """The bytes of a file as a reading. Raises InputError."""
    try:
        passages, traits = READERS[form](data)
    except NotAPackageError as error:
        raise _unreadable(
            Path(name), f"{error}", "Open it in Word, save a copy without password as .docx, and check that."
        ) from None
    except NotReadableError as error:
        raise _unreadable(Path(name), str(error), error.hint) from None
    if not any(passage.text.strip() for passage in passages):
        raise _unreadable(Path(name), "there is no text in it", "Check the file that holds the words.")
    title = title_of(passages, traits.title)
    known = kind or made_kind(traits.subject)
    told = known or guess_kind(passages, title, name)
    about = subject or guess_subject(title) if told in {Kind.POSTING, Kind.JOB} else None
    words = sum(len(passage.text.split()) for passage in passages)
    return Reading(
        name, told, title, marked(passages, names), form, about, traits, guessed=known is None, whole=words >= WHOLE.get(told, WHOLE_OTHERS)
    )  # fmt: skip


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise _unreadable(path, "it is larger than 50 MB", "Check a copy without pictures.")
        return read_ordinary(path)
    except NotOrdinaryError as error:
        raise _unreadable(path, f"{error.strerror}", "Save what it gives as a file first, and check that.") from None
    except OSError as error:
        raise _unreadable(path, f"it cannot be read: {error.strerror or 'no such file'}", "Check the name.") from None


def _unreadable(path: Path, message: str, hint: str) -> InputError:
    return InputError([Problem("unreadable", message, Where(path.name), hint=hint)])


def _text(data: bytes) -> str:
    """Text in UTF-8 or UTF-16 with a mark, else in the code page that Windows programs write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _plain(data: bytes) -> Read:
    return tuple(text_passages(_text(data))), Traits(raw=_text(data))


def _markdown(data: bytes) -> Read:
    return tuple(markdown_passages(_text(data))), Traits()


def _web(data: bytes) -> Read:
    return html_passages(_text(data))


def _word(data: bytes) -> Read:
    return word_passages(opened(data))


READERS: Mapping[Form, Callable[[bytes], Read]] = {
    Form.TEXT: _plain, Form.MARKDOWN: _markdown, Form.HTML: _web, Form.WORD: _word, Form.PDF: pdf_passages,
}  # fmt: skip
