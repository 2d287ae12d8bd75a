"""Passages in, a guess at what sort of document they are and whose job it is about, out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from npgs_docs.checks.reading import Kind, Passage, Role, Subject

_SIGNS: Mapping[Kind, tuple[tuple[str, int], ...]] = {
    Kind.POSTING: (
        (r"\bhow to apply\b|\bto apply\b|\bapply (?:now|at|by|online|today|through)\b", 3), (r"\bclosing date\b|\bopen until filled\b|\bapplications? (?:due|close)", 3),
        (r"\bwe are (?:hiring|seeking|looking for)|\bjoin (?:our|us)\b|\bnow hiring\b|\bjob posting\b|\bseeking (?:an?|compassionate|experienced)", 3), (r"\bbenefits\b", 1),
        (r"\bapplicants?\b|\bcandidates?\b|\br[ée]sum[ée]\b|\bcover letter\b", 1), (r"\byou will\b|\bwe offer\b", 1),
        (r"\bjob (?:number|type|id)\b|\brequisition\b|\bpost(?:ing|ed)? date\b|\bposted:|\bopening date\b|\bvacanc(?:y|ies)\b|\bopenings\b", 3),
        (r"\b(?:position|job) (?:[\w-]+ ){0,5}is available\b|\bare you looking for\b|\bbe considered for\b|\$\s?\d[\d.,]* ?(?:-|–|to|/|an? |per )", 3),
    ),
    Kind.JOB: (
        (r"\b(?:job|position|role) description\b", 4), (r"\bessential (?:functions|duties|job functions)\b", 3), (r"\breports to\b", 2), (r"\bflsa\b|\bexempt\b", 1),
        (r"\bphysical (?:demands|requirements)\b", 2), (r"\bqualifications\b", 1), (r"\bemployee signature\b|\bincumbent\b", 2), (r"\bduties\b|\bresponsibilities\b", 1),
    ),
    Kind.POLICY: (
        (r"\bpolicy\b", 2), (r"\bpolicy (?:statement|number|title|owner)\b|\bpurpose of this policy\b", 3), (r"\bprocedures?\b", 2), (r"\bscope\b|\bapplicability\b", 1),
        (r"\beffective date\b|\bnext review\b|\blast reviewed\b", 2), (r"\bthis policy\b", 3), (r"\bdefinitions\b", 1), (r"\bsupervisors? (?:must|shall|will)\b", 1),
    ),
    Kind.CHECKLIST: (
        (r"\bchecklists?\b", 4), (r"\bsupervision (?:session|log|note|form|record)\b|\bsession (?:date|note|form|log)\b", 3), (r"[☐☑□]|\[ \]|_{6,}", 3),
        (r"\bsignatures?\b", 1), (r"\bnext (?:session|meeting)\b", 1), (r"\bminutes\b", 1), (r"\btopics (?:discussed|covered)\b", 2),
    ),
}  # fmt: skip
_SUPERVISOR = re.compile(
    r"\b(?:supervisor|supervising|manager|team lead|lead peer|peer lead|coordinator of peer|director)\b", re.IGNORECASE
)


_NO_TITLE = re.compile(r"\.(?:docx?|pdf|indd|xlsx?|rtf)\b|^microsoft word|^untitled|^document\d*$|^\s*$", re.IGNORECASE)


_OURS = {
    "policy": Kind.POLICY, "job": Kind.JOB, "posting": Kind.POSTING, "checklist": Kind.CHECKLIST, "binder": Kind.CHECKLIST,
    "choices": Kind.CHOICES,
}  # fmt: skip
_MADE_HERE = "Peer support: "
"""How the subject begins that our own files carry in their properties; the kind of document follows."""


def made_kind(subject: str) -> Kind | None:
    """What a file that this program made says that it is; None for anybody else's."""
    return _OURS.get(subject.removeprefix(_MADE_HERE)) if subject.startswith(_MADE_HERE) else None


def guess_kind(passages: Sequence[Passage], title: str = "", name: str = "") -> Kind:
    """The kind whose signs are seen most; title, first words and the file's name count more. A posting where none is seen."""
    first = " ".join(one.text[:200] for one in passages[:3])
    head = f"{re.sub(r'[-_.]', ' ', name)} {title} {first}".lower()
    text = "\n".join(one.text for one in passages).lower()
    scores = {
        kind: sum(
            weight * ((re.search(sign, text) is not None) + 2 * (re.search(sign, head) is not None))
            for sign, weight in signs
        )
        for kind, signs in _SIGNS.items()
    }
    return max(scores, key=lambda kind: scores[kind])


def guess_subject(title: str) -> Subject:
    """Whose job it is by its title."""
    return Subject.SUPERVISOR if _SUPERVISOR.search(title) else Subject.SPECIALIST


def title_of(passages: Sequence[Passage], given: str = "") -> str:
    """The title that the file's properties give, if it is one; else the first heading that is more than "Job description"."""
    if given and not _NO_TITLE.search(given):
        return given.strip()
    heads = [one.text for one in passages[:8] if one.role is Role.HEADING]
    named = [
        one
        for one in heads
        if not re.fullmatch(r"\s*(?:job|position)\s+(?:description|posting|announcement)\s*:?\s*", one, re.IGNORECASE)
    ]
    return (named or heads or [one.text[:120] for one in passages[:1]] or [""])[0].strip()
