"""The tables of questions in, docs/verify.md out: what is checked, where it is written, and what a person has to see."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import Any

from npgs_docs.errors import Severity
from npgs_docs.verify import pdf, word
from npgs_docs.verify.report import Check

_HEAD = """\
# What `npgs verify` checks

`npgs verify FILE...` looks at any PDF or Word file, ours or anybody's, and says in plain words what helps and what hinders a
reader. `--format json` holds everything for programs, `--all` also tells what is in order. The exit code is 0 when
nothing shuts readers out, and 1 when something does or a file cannot be read.

- A **barrier** shuts somebody out, breaks the file, or breaks a claim the file makes. It sets the exit code.
- A **hint** makes reading harder. It is told and does not set the exit code.
- **Not in this file**: there is nothing of the kind, such as tables in a letter.
- **By hand**: no machine can tell. Those questions are listed in every report, for a person to answer.

A report without barriers means that none of the questions below found one. It is no certificate. For PDF/UA and PDF/A the
reference is veraPDF; `make conformance` holds our answers against its own on planted faults and on files of other
programs. Nothing replaces a reader with a screen reader.

Numbers are clauses of PDF/UA-1 (ISO 14289-1:2014), PDF/UA-2 (ISO 14289-2:2024), PDF/A-2 (ISO 19005-2:2011), PDF 1.7 (ISO 32000-1:2008),
Open XML (ISO/IEC 29500), and success criteria of WCAG 2.2.

## What is not looked at

- Locked files, files of more than 200 MB, and PDFs of more than 3000 pages are sent back with a plain message.
- Contrast in PDF is told where the colors of words and ground are plain: not over pictures, patterns, see-through
  objects or spot colors. In Word it is told from direct formatting and styles, not from the bands of table styles.
- Whether a letter has a shape, and how wide it is, is told for TrueType programs, not for Type 1 and CFF.
- Signatures, digital rights, sound and film are not looked at.

## What a build holds its own files to

`npgs build` asks its own files every question below that is a barrier, before it lets go of them, and that a PDF claims its standards.
Left out are those that a template or a color of an organization's own can bring about. A file that fails
stops the build with exit code 3: that is our bug, and nothing is written.
"""

_TABLE = ("| check | question | why | source | weight |", "| --- | --- | --- | --- | --- |")
_WEIGHTS = {Severity.ERROR: "barrier", Severity.WARNING: "hint"}


def reference() -> str:
    """The page as Markdown."""
    parts = [_HEAD, *_section("PDF", pdf.CHECKS), *_section("Word", word.CHECKS)]
    return "\n".join(parts)


def _section(title: str, checks: Sequence[Check[Any]]) -> Iterator[str]:
    yield f"## {title}: what a machine can tell\n"
    yield from _TABLE
    for one in checks:
        if one.look:
            sources = ", ".join(one.sources)
            yield f"| `{one.id}` | {one.asks} | {one.why} | {sources} | {_WEIGHTS[one.severity]} |"
    yield f"\n## {title}: what a person has to see\n"
    for one in checks:
        if not one.look:
            yield f"- **{one.asks}** {one.why} ({', '.join(one.sources)})"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(reference())
