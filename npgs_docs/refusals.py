"""A profile and the folders that stand before ours come in; what of them can be used for no document goes out, all at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from npgs_docs.catalog import document_codes
from npgs_docs.clauses import clause_problems, document_problems
from npgs_docs.errors import Problem
from npgs_docs.library import Library
from npgs_docs.locations import checks_folder, packs_folder
from npgs_docs.nearest import did_you_mean
from npgs_docs.packfiles import folder_problems
from npgs_docs.profile import Loaded
from npgs_docs.source import KeyPath, dotted
from npgs_docs.strays import stray_problems


def input_problems(loaded: Loaded, library: Library, templates: Path | None, packs: Path | None) -> Iterator[Problem]:
    """Names in the profile that nothing has, and what is wrong in the user's folders, whether a packet needs it or not."""
    yield from clause_problems(loaded, library)
    yield from document_problems(loaded, document_codes())
    yield from _waiver_problems(loaded)
    if templates:
        yield from stray_problems(templates)
    if packs:
        named = loaded.profile.jurisdiction.pack
        yield from folder_problems(packs, packs_folder(), [named] if named else [])


def _waiver_problems(loaded: Loaded) -> Iterator[Problem]:
    """Waivers of rules that are not there: they would cover nothing, and nobody would know."""
    if not loaded.profile.waivers:
        return  # and the rules need not be read
    from npgs_docs.checks.rulebook import load_rulebook

    rules = load_rulebook(checks_folder()).rules
    for at, waiver in enumerate(loaded.profile.waivers):
        if waiver.rule not in rules:
            path: KeyPath = ("waivers", at, "rule")
            hint = f"{did_you_mean(waiver.rule, rules)}docs/checks.md lists the rules; `npgs check` prints the id with each finding."
            yield Problem("waiver", f"there is no rule {waiver.rule}", loaded.source.where(path), dotted(path), hint)
