"""A folder of the user's templates comes in; files in it that nothing would ever read go out as problems."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.locations import content_folder, templates_folder
from npgs_docs.nearest import nearest
from npgs_docs.source import read_text

CLAUSES = "clauses/"
_FOR_PEOPLE = ("readme", "license", "changelog", "notes")
_LIKE_TEMPLATES = re.compile(r"\.(md\.txt|markdown|mdown|mkd|md|txt|j2|jinja2?|md\.j2)$", re.IGNORECASE)
_TAG = re.compile(r"[-+]?\s*(?:include|import|extends|from)\s(?P<what>.*)", re.DOTALL)
_TEXT = re.compile(r"""(?P<mark>["'])(?P<text>.*?)(?P=mark)""")
_AFTER_NAME = re.compile(r"\b(?:ignore\s+missing|with(?:out)?\s+context|import|as)\b.*", re.DOTALL)


def stray_problems(folder: Path) -> Iterator[Problem]:
    """Every file in the folder that is named like no template of ours and that no template in it includes."""
    try:
        next(folder.iterdir(), None)
        paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not path.is_dir()}
    except OSError as error:
        message = f"this cannot be read as a folder of templates: {error.strerror or error}"
        yield Problem(
            "template-folder", message, Where(str(folder)), hint="Give a folder that holds files like policy.md."
        )
        return
    meant = [name for name in sorted(paths) if _meant_as_template(name)]
    for name in meant:
        if not paths[name].is_file():
            hint = "Take it out of the folder, or put a file in its place."
            yield Problem("file", "this is no ordinary file that can be read", Where(str(paths[name])), hint=hint)
    strays = [name for name in meant if name not in our_templates() and paths[name].is_file()]
    included = [one for path in paths.values() for one in _included(path)] if strays else []
    yield from (_stray(folder, name) for name in strays if not any(one.may_be(name) for one in included))


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
    last = {PurePosixPath(one).stem: one for one in sorted(known)}
    stem = PurePosixPath(name).stem
    if stem.lower() in last:
        return last[stem.lower()]
    whole = {one.removesuffix(".md"): one for one in known}
    if "/" in name and (found := nearest(name.removesuffix(".md"), whole)):
        return whole[found]
    return last[found] if (found := nearest(stem, last)) else None


@dataclass(frozen=True, slots=True)
class _Include:
    """What a template includes: one name, or pieces of a name with anything before, between and after them."""

    pieces: tuple[str, ...]
    whole: bool

    def may_be(self, name: str) -> bool:
        if self.whole:
            return (name,) == self.pieces
        at = 0
        for piece in self.pieces:
            at = name.find(piece, at) + len(piece)
            if at < len(piece):
                return False
        return True


def _included(path: Path) -> Iterator[_Include]:
    """What a file in the folder includes. One that cannot be read is told where it is used."""
    try:
        text = read_text(path) if path.is_file() else ""
    except InputError:
        return
    for piece in text.split("%}")[:-1]:
        if tag := _TAG.match(piece.rpartition("{%")[2]):
            yield from _names_in(_AFTER_NAME.sub("", tag["what"]))


def _names_in(expression: str) -> Iterator[_Include]:
    """The clauses that a policy goes through are those there are, so names below ``clauses/`` have no gaps."""
    texts = [found["text"] for found in _TEXT.finditer(expression)]
    rest = _TEXT.sub("", expression).strip(" \t\r\n[](),-+")
    if not rest:
        yield from (_Include((text,), whole=True) for text in texts)
    elif not expression.lstrip("[( ").startswith((f'"{CLAUSES}', f"'{CLAUSES}")):
        yield _Include(tuple(texts), whole=False)
