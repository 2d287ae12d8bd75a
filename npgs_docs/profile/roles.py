"""Whether words name a role, which stays, or a person, who leaves. Profiles hold roles."""

from __future__ import annotations

import re

from npgs_docs.profile.regions import REGIONS

_ROLE_WORDS = frozenset(
    """academic access accommodation accommodations accountability accountant accounting accounts acting ada admin
    administration administrative administrator admissions adult adviser advisor advisory advocate affairs agency aide
    analyst anchor applicant applicants area assessor assistant associate association attorney audit auditor authority
    behavioral behavioural benefits billing board boss bureau business captain care caseworker case center centre central
    chair chairperson chairman chairwoman chaplain charge chief child city civil claims clerk client clinic clinical
    clinician coach college commission commissioner committee communications community complaints compliance comptroller
    consultant consumer contact contract contracts control controller convenor coordinator co-ordinator corporate
    council counsel counselor counsellor county court crisis culture customer data dean delegate delivery
    department deputy design desk developer development director directorate disability discharge diversity division
    doctor duty education elder emergency employee employees employer employment engagement enrollment equal equality
    equity ethics evening examiner executive experience external facilities facility family finance financial first
    forensic foundation founder front funding general generalist governing governor grants grievance group guardian guest
    guide harm head health healthcare help helpdesk helpline hire hiring home hospital hotline hours house housing hr
    human hub improvement inclusion independent information inpatient inspector instructor insurance integrity intake
    intensive interim internal investigator job jobs judge justice labor labour law lawyer lead leader leadership learning
    legal liaison licensed licensing lieutenant line line-manager lived living local manager manager's management mayor
    medicaid medical medicine member mental mentor minister mobile national navigator network night nurse nursing
    occupational office officer ombuds ombudsman ombudsperson on-call onboarding operations opportunity organization
    organizational organizer outpatient outreach owner panel paralegal parent partner partnership partnerships
    party pastor patient patients payroll peer peers people people's person personnel pharmacist pharmacy physician planning
    policy practice practitioner president prevention primary principal privacy private probation procurement program
    programme programs project protection provider provost psychiatric psychiatrist psychiatry psychologist psychology
    public purchasing quality reception receptionist records recovery recruiter recruiting recruitment referral regional
    registrar regulatory rehabilitation relations relief reporting representative research resident residential resource
    resources respite responsible rights risk safeguarding safety school secretary security senior service services
    sheriff shift shop site social solicitor special specialist staff staffing state steward strategic strategy street
    student substance superintendent supervising supervision supervisor supervisory support system systems talent team
    technical technology tenant therapist therapy trainer training transition treasurer tribal trust trustee trustees
    union unit use veteran veterans vice volunteer volunteers warden wellbeing well-being wellness worker workforce
    working workplace youth""".split()  # noqa: SIM905 - words read better as words
)
_PLACES = frozenset(name for names in REGIONS.values() for name in names.values())
_ROLE_ENDINGS = ("ment", "tion", "sion", "ship", "ator", "itor", "ician", "ologist", "ency")
_HONORIFIC = re.compile(r"^(mr|mrs|ms|mx|miss|dr|prof|rev|fr)\.?\s+\S", re.IGNORECASE)


def looks_like_a_person(words: str) -> bool:
    """Whether words read as somebody's name ("Jane Doe", "Dr. Lee", "Jane Doe, HR"), not as a role ("HR Director")."""
    if _HONORIFIC.match(words):
        return True
    before = re.split(r"\s*[,;(/]|\s[-–—]\s", words)[0]
    return _is_a_name(words) or _is_a_name(before)


def named_after_comma(words: str) -> bool:
    """Whether the last words after a comma are a single name: "Office Manager, Dana"."""
    before, comma, last = words.rpartition(",")
    one = last.strip()
    lone = bool(re.fullmatch(r"[A-Z][a-zà-öø-ÿ'’-]+", one)) and one not in _PLACES
    return bool(comma and before.strip()) and lone and not _belongs_to_a_role(one)


def _is_a_name(words: str) -> bool:
    """Two or three capitalized words, none of which belongs to a role or is an abbreviation."""
    parts = [part.strip(".,'’") for part in re.findall(r"[^\W\d_][\w'’.-]*", words)]
    if len(parts) not in (2, 3) or not all(part[0].isupper() for part in parts):
        return False
    shouted = all(part.isupper() and len(part) > 1 for part in parts)
    return not any(_belongs_to_a_role(part) or (part.isupper() and len(part) > 1 and not shouted) for part in parts)


def _belongs_to_a_role(part: str) -> bool:
    word = part.lower().removesuffix("'s").removesuffix("’s")
    return word in _ROLE_WORDS or word.endswith(_ROLE_ENDINGS) or any(piece in _ROLE_WORDS for piece in word.split("-"))
