"""A folder of the user's templates comes in; files in it that nothing would ever read go out as problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.locations import content_folder, templates_folder
from npgs_docs.nearest import nearest
from npgs_docs.source import read_text

CLAUSES = "clauses/"
_FOR_PEOPLE = ("readme", "license", "changelog", "notes")
_LIKE_TEMPLATES = re.compile(r"\.(md\.txt|markdown|mdown|mkd|md|txt|j2|jinja2?|md\.j2)$", re.IGNORECASE)
_TAG = re.compile(r"\{%[-+]?\s*(?:include|import|extends|from)\s(?P<what>.*?)[-+]?%\}", re.DOTALL)
_TEXT = re.compile(r"""(?P<mark>["'])(?P<text>.*?)(?P=mark)""")
_AFTER_NAME = re.compile(r"\b(?:ignore\s+missing|with(?:out)?\s+context|import|as)\b.*", re.DOTALL)


def stray_problems(folder: Path) -> Iterator[Problem]:
    """Every file in the folder that is named like no template of ours and that no template in it includes."""
    try:
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        next(folder.iterdir(), None)
    except OSError as error:
        message = f"this cannot be read as a folder of templates: {error.strerror or error}"
        yield Problem(
            "template-folder", message, Where(str(folder)), hint="Give a folder that holds files like policy.md."
        )
        return
    strays = [name for name in names if name not in our_templates() and _meant_as_template(name)]
    included = list(_included(folder, names)) if strays else []
    yield from (_stray(folder, name) for name in strays if not any(one.fullmatch(name) for one in included))


@cache
def our_templates() -> frozenset[str]:
    """The names under which an organization's own file stands before ours."""
    ours = {path.relative_to(templates_folder()).as_posix() for path in templates_folder().rglob("*.md")}
    return frozenset(ours | {f"{CLAUSES}{path.name}" for path in (content_folder() / "clauses").glob("*.md")})


def _meant_as_template(name: str) -> bool:
    """What ends in .md, but for what is written for people; of other kinds of text only what would else be one of ours."""
    path = PurePosixPath(name)
    if any(part.startswith((".", "~", "#")) for part in path.parts) or path.name.lower().startswith(_FOR_PEOPLE):
        return False
    return path.suffix == ".md" or (_LIKE_TEMPLATES.search(name) is not None and _as_md(name) in our_templates())


def _as_md(name: str) -> str:
    return f"{_LIKE_TEMPLATES.sub('', name)}.md".lower()


def _stray(folder: Path, name: str) -> Problem:
    where = Where(str(folder / name))
    if PurePosixPath(name).suffix != ".md":
        message = "the name of a template ends in .md, and this file is not read"
        return Problem("template-name", message, where, hint=f"Name it {_as_md(name)}")
    meant = _meant(name, our_templates())
    asked = f"Did you mean {meant}? " if meant else ""
    hint = (
        f"{asked}A file stands before ours under the same name (policy.md, job.md, clauses/records.md, ...); "
        "a part of your own is used once a template in the folder includes it."
    )
    message = "this is no template of ours and no clause, and no template in the folder includes it"
    return Problem("template-name", message, where, hint=hint)


def _meant(name: str, known: Collection[str]) -> str | None:
    """Ours of the same name in another folder, else the one whose name is most like it."""
    here = {PurePosixPath(one).name: one for one in sorted(known)}
    last = PurePosixPath(name).name
    if last.lower() in here:
        return here[last.lower()]
    close = nearest(name, known) if "/" in name else None
    return close or ((found := nearest(last, here)) and here[found]) or None


def _included(folder: Path, names: Collection[str]) -> Iterator[re.Pattern[str]]:
    """The names that templates in the folder include, where a name is put together with anything in its gaps.

    The clauses that a policy goes through are those there are, so names below ``clauses/`` have no gaps.
    """
    for name in names:
        try:
            text = read_text(folder / name)
        except InputError:
            continue  # told where it is used; it includes nothing that can be read
        for tag in _TAG.finditer(text):
            yield from _names_in(_AFTER_NAME.sub("", tag["what"]))


def _names_in(expression: str) -> Iterator[re.Pattern[str]]:
    texts = [found["text"] for found in _TEXT.finditer(expression)]
    rest = _TEXT.sub("", expression).strip(" \t\r\n[](),")
    if not rest:
        yield from (re.compile(re.escape(text)) for text in texts)
    elif not expression.lstrip("[( ").startswith((f'"{CLAUSES}', f"'{CLAUSES}")):
        yield re.compile(".*".join(["", *map(re.escape, texts), ""]))
