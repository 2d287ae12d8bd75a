"""The rulebook in, the list of rules as Markdown out: ``python -m npgs_docs.checks.handbook`` writes ``docs/checks.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from npgs_docs.checks.rule import Example, Rule
from npgs_docs.checks.rulebook import FAMILIES, Rulebook, load_rulebook
from npgs_docs.locations import checks_folder

_HEAD = """# What `npgs check` looks for

`npgs check my-organization.yaml` reads a profile and every document it would make. `npgs check posting.docx` reads a file you already
have: Word, PDF, web page, Markdown or plain text. It reads as an experienced peer leader, an HR lawyer and a state auditor would
together, and says what is wrong, why, who says so and what to write instead. It is advice from a program, not legal advice.

- **error**: a final edition waits until it is put right. **warning**: wants a fix, or a written reason. **advice**: worth a thought.
- Where a rule of law holds only in some places, the rule packs decide (`--pack us-co`, or your profile). Laws that begin at a
  headcount mind `--employees`.
- What is denied ("will not diagnose"), quoted, defined, or the name of a law or body is left alone.
- Words that come from a profile are told at the answer where they are typed: file, line, column and key.
- `--annotate checked.docx` writes your own Word file with a comment at each finding; everything else in it stays.
- `--format json`, `sarif` or `html` and `--out FILE` are for other programs and for counsel. Exit code 1 says that there are
  errors (`--strict`: or warnings), 2 that the command was mistyped.

How often it is right, and what it misses, was tried with texts of others: [checks-trial.md](checks-trial.md).

A finding may stand if somebody decides so. In the profile:

```yaml
waivers:
  - rule: JD-38
    reason: The wording is part of the agreement with Local 1407.
    approved_by: Director of Peer Services
    expires: 2027-12-31
    document: job-specialist   # leave out for all documents
```

A waiver is printed in the policy's appendix of document control, listed by each check, and stands until its last day. `npgs packs`
lists the facts of the rule packs with their age; `npgs packs --review` lists what to look at again, and where.

**To add a rule**, add one entry to a file in `content/checks/rules/`, with at least one text that trips it and one near miss that must
not; word lists are in `content/checks/words.yaml`, pages in `content/checks/sources.yaml`. Then write this page anew with
`python -m npgs_docs.checks.handbook > docs/checks.md`.
"""
_LEVELS = {"error": "error", "warn": "warning", "info": "advice"}


def handbook(book: Rulebook) -> str:
    """Every rule under the heading of its family."""
    parts = [_HEAD, f"There are {len(book.rules)} rules.\n"]
    for letters, name in FAMILIES.items():
        parts.append(f"## {name}\n")
        parts += [_entry(rule, book) for id, rule in book.rules.items() if id.startswith(letters)]
    return "\n".join(parts)


def _entry(rule: Rule, book: Rulebook) -> str:
    lines = [f"### {rule.id}. {rule.title}\n", f"{rule.because}\n", *_facts(rule, book)]
    return "\n".join(lines) + "\n"


def _facts(rule: Rule, book: Rulebook) -> Iterator[str]:
    yield f"- For: {_where(rule)}. Weight: **{_LEVELS[rule.severity]}**{_changes(rule)}."
    yield f"- Write: {_plain(rule.rewrite)}"
    shown, near = _shown(rule.trips), _shown(rule.near)
    if shown:
        yield f"- Told, for example: {shown}"
    if near:
        yield f"- Left alone: {near}"
    sources = (book.sources[id] for id in rule.sources)
    pages = [f"[{one.title}]({one.url}), {one.as_of}" if one.url else f"{one.title}, {one.as_of}" for one in sources]
    yield f"- Source: {'; '.join(pages)}"


def _where(rule: Rule) -> str:
    kinds = ", ".join(kind.value.replace("-", " ") for kind in rule.kinds)
    about = f" ({rule.subjects[0].value} only)" if len(rule.subjects) == 1 else ""
    countries = f", in {', '.join(rule.countries)}" if rule.countries else ""
    only = f", where a pack has a rule on {rule.only_where.topic.value}" if rule.only_where else ""
    return f"{kinds}{about}{countries}{only}"


def _changes(rule: Rule) -> str:
    return "".join(
        f", **{_LEVELS[one.severity]}** where a pack rules on {one.where.topic.value}" for one in rule.changes
    )


def _shown(examples: tuple[Example, ...]) -> str:
    """The first example that is one line of words."""
    texts = [
        one.text
        for one in examples
        if one.text and "\n" not in one.text and "<" not in one.text and len(one.text) < 160
    ]
    return f"“{_plain(texts[0])}”" if texts else ""


def _plain(words: str) -> str:
    """Words that Markdown takes as they are."""
    return "".join(f"\\{letter}" if letter in "<>[]*_`|" else letter for letter in words)


if __name__ == "__main__":
    sys.stdout.write(handbook(load_rulebook(checks_folder())))
