"""A finished document comes in; where the words of each of its sections come from goes out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, assert_never

from npgs_docs.document import Blank, Block, Break, Heading, Inline, Link, Origin, Run, inlines_of, runs_text, walk
from npgs_docs.inputs import Inputs
from npgs_docs.library import texts
from npgs_docs.packs import Fact, Pack, Topic

SECTION_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Share:
    """The words of one layer in a section: how many, and what they rest on.

    `sources` are, by layer: the organization's own template of a clause (ours rest on the content's edition, which holds
    for all), pages that statements rest on, facts of the packs with their pages, keys of the profile. `facts` are the
    ids of the facts.
    """

    layer: Origin
    words: int
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the words of one section come from. `number` is ``"8"`` or ``""``."""

    number: str
    title: str
    shares: tuple[Share, ...]


def provenance(inputs: Inputs, blocks: Iterable[Block]) -> tuple[Provenance, ...]:
    """An entry for each section of a composed document; what stands before the first section is left out."""
    return tuple(
        Provenance(heading.number, runs_text(heading.inlines), tuple(_shares(inputs, heading.id, runs)))
        for heading, runs in _sections(blocks)
        if runs
    )


def _sections(blocks: Iterable[Block]) -> Iterator[tuple[Heading, list[Run]]]:
    """The runs below each heading of a section."""
    found: list[tuple[Heading, list[Run]]] = []
    for block in walk(blocks):
        if isinstance(block, Heading) and block.level == SECTION_LEVEL:
            found.append((block, []))
        elif found:
            found[-1][1].extend(run for inlines in inlines_of(block) for inline in inlines for run in _runs(inline))
    yield from found


def _runs(inline: Inline) -> tuple[Run, ...]:
    match inline:
        case Run():
            return (inline,)
        case Link():
            return inline.runs
        case Break() | Blank():
            return ()


def _shares(inputs: Inputs, section: str, runs: list[Run]) -> Iterator[Share]:
    for layer in Origin:
        said = [run.text for run in runs if run.origin is layer]
        if words := sum(len(re.findall(r"\w+", text)) for text in said):
            yield _share(inputs, section, layer, words, said)


def _share(inputs: Inputs, section: str, layer: Origin, words: int, said: list[str]) -> Share:
    match layer:
        case Origin.OWN:
            own = section in inputs.own_clauses
            return Share(layer, words, (f"our own template clauses/{section}.md",) if own else ())
        case Origin.GUIDELINE:
            return Share(layer, words, _distinct((*_pages(inputs, said), *_exact(inputs, said))))
        case Origin.PACK:
            facts = list(_facts(inputs, said))
            return Share(layer, words, _distinct(_told(*one) for one in facts), tuple(fact.id for _, fact in facts))
        case Origin.ORGANIZATION:
            return Share(layer, words, _distinct((*_own_clause(inputs, section), *_answers(inputs, said))))
        case _:
            assert_never(layer)


def _distinct(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told))


# --- what each layer rests on --------------------------------------------------------------------------------


def _pages(inputs: Inputs, said: list[str]) -> Iterator[str]:
    """The published pages that statements on the guideline's values and roles rest on."""
    library = inputs.library
    models = (*library.roles.values(), *library.settings.values(), *library.populations.values(), *library.values)
    for statement, origin in _statements(models):
        page = library.sources.get(origin)
        if page and _stands(inputs, inputs.wording.fill(statement), said):
            yield f"{page.title} ({page.as_of})"


def _exact(inputs: Inputs, said: list[str]) -> Iterator[str]:
    """The guideline's own text, where the organization holds permission to print it."""
    exact = inputs.library.exact
    if exact is None:
        return
    for id, text in exact.values.items():
        if _stands(inputs, text, said):
            yield f"the guideline's own text for {id}: {exact.permission}"


def _statements(models: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Each text with the origin that its statement names."""
    for model in models:
        found = dict(texts(model))
        for path, text in found.items():
            if path[-1] == "text":
                yield text, found.get((*path[:-1], "origin"), "own")


def _stands(inputs: Inputs, sentence: str, said: list[str]) -> bool:
    """Whether a sentence of ours was printed, in the country's spelling; it may stand within a longer run."""
    wanted = _plain(inputs.conventions.spelled(inputs.conventions.dated(sentence)))
    return any(wanted in _plain(text) for text in said)


def _facts(inputs: Inputs, said: list[str]) -> Iterator[tuple[Pack, Fact]]:
    return (one for one in inputs.rules.facts(*Topic) if _stands(inputs, one[1].sentence, said))


def _told(pack: Pack, fact: Fact) -> str:
    pages = "; ".join(source.title for source in fact.sources)
    return f"{pack.name} {pack.version}, {fact.id}: {pages} ({fact.as_of})"


def _own_clause(inputs: Inputs, section: str) -> Iterator[str]:
    own = inputs.decided.profile.policy.clauses.get(section)
    if own:
        yield f"policy.clauses.{section}, approved by {own.approver}: {own.reason}"


def _answers(inputs: Inputs, said: list[str]) -> Iterator[str]:
    """The keys of the profile whose answers stand there word for word; an answer given twice is told by its first key."""
    keys: dict[str, str] = {}
    for path, text in texts(inputs.decided.profile):
        keys.setdefault(text, ".".join(part for part in path if isinstance(part, str)))
    yield from (keys[text] for text in said if text in keys and not keys[text].startswith("policy.clauses."))


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
