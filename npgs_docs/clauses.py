"""An organization's own wording of clauses, held against the clauses there are; what is wrong comes out as problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from npgs_docs.content import Clause
from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.library import Library
from npgs_docs.nearest import did_you_mean
from npgs_docs.profile import Loaded
from npgs_docs.profile.policy import Form
from npgs_docs.source import KeyPath, dotted

_VALUES = re.compile(r"<!--\s*values:(?P<numbers>[^>]*)-->")


def clause_problems(loaded: Loaded, library: Library) -> Iterator[Problem]:
    """Names under ``policy.clauses``, in ``policy.locked`` and in the accreditors' crosswalk that no clause has."""
    policy = loaded.profile.policy
    named: list[tuple[str, KeyPath]] = [(id, ("policy", "clauses", id)) for id in policy.clauses]
    named += [(id, ("policy", "locked", at)) for at, id in enumerate(policy.locked)]
    for id, path in named:
        if id not in [clause.id for clause in library.clauses]:
            yield _unknown(id, library.clauses, loaded, path, "clause")
    printed = [clause for clause in library.clauses if clause.short or policy.form is Form.FULL]
    for at, standard in enumerate(loaded.profile.accreditation.crosswalk):
        for number, id in enumerate(standard.sections):
            if id not in [clause.id for clause in printed]:
                path = ("accreditation", "crosswalk", at, "sections", number)
                yield _unknown(id, printed, loaded, path, f"clause in the {policy.form} policy:")


def _unknown(id: str, clauses: Sequence[Clause], loaded: Loaded, path: KeyPath, what: str) -> Problem:
    ids = [clause.id for clause in clauses]
    example = f" A list of them looks like this: {path[-2]}: [{ids[0]}, {ids[1]}]" if isinstance(path[-1], int) else ""
    hint = f"{did_you_mean(id, ids)}Type the name of a clause: {', '.join(ids)}.{example}"
    return Problem("clause", f'there is no {what} "{id}"', loaded.source.key(path), dotted(path), hint)


def document_problems(loaded: Loaded, codes: Sequence[str]) -> Iterator[Problem]:
    """Documents that an accreditor's standard is said to be met by and that do not exist."""
    for at, standard in enumerate(loaded.profile.accreditation.crosswalk):
        for number, code in enumerate(standard.documents):
            if code not in codes:
                path: KeyPath = ("accreditation", "crosswalk", at, "documents", number)
                hint = f"{did_you_mean(code, codes)}The documents are: {', '.join(codes)}"
                where = loaded.source.where(path)
                yield Problem("document", f'there is no document "{code}"', where, dotted(path), hint)


def own_clauses(folder: Path | None, library: Library) -> dict[str, tuple[int, ...]]:
    """The clauses that a folder of the organization's own templates replaces, with the values their files name.

    A file names them in a remark: ``<!-- values: 1, 9 -->``; one that names none carries none. Raises InputError with
    every remark that cannot be read.
    """
    found: dict[str, tuple[int, ...]] = {}
    problems: list[Problem] = []
    paths = {clause.id: folder / "clauses" / f"{clause.id}.md" for clause in library.clauses} if folder else {}
    for id, path in paths.items():
        if path.is_file():
            numbers = _named_values(path.read_text(encoding="utf-8-sig", errors="replace"))
            found[id] = tuple(int(one) for one in numbers if one in _NUMBERS)
            problems += [_no_value(one, path) for one in numbers if one not in _NUMBERS]
    if problems:
        raise InputError(problems)
    return found


_NUMBERS = tuple(str(number) for number in range(1, 13))


def _named_values(text: str) -> list[str]:
    remark = _VALUES.search(text)
    return [one.strip() for one in remark["numbers"].split(",")] if remark else []


def _no_value(seen: str, path: Path) -> Problem:
    hint = "Write the numbers of the values that the words carry: <!-- values: 1, 9 -->"
    return Problem("clause-values", f'"{seen}" is no number of a value', Where(str(path)), hint=hint)
