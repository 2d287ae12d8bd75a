"""An organization's own wording of clauses, held against the clauses there are; what is wrong comes out as problems."""

from __future__ import annotations

from collections.abc import Iterator

from npgs_docs.errors import Problem
from npgs_docs.library import Library
from npgs_docs.profile import Loaded
from npgs_docs.source import KeyPath, dotted


def clause_problems(loaded: Loaded, library: Library) -> Iterator[Problem]:
    """Names under ``policy.clauses`` and in ``policy.locked`` that no clause has."""
    policy = loaded.profile.policy
    known = [clause.id for clause in library.clauses]
    named: list[tuple[str, KeyPath]] = [(id, ("policy", "clauses", id)) for id in policy.clauses]
    named += [(id, ("policy", "locked", at)) for at, id in enumerate(policy.locked)]
    for id, path in named:
        if id not in known:
            hint = f"The clauses are: {', '.join(known)}"
            yield Problem("clause", f'there is no clause "{id}"', loaded.source.key(path), dotted(path), hint)
