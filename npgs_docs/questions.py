"""The fourteen questions whose answers make a profile: what is asked, how an answer is read, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from npgs_docs.errors import InputError, Problem, Where
from npgs_docs.profile import Profile, checked_profile
from npgs_docs.profile.regions import REGIONS, Country, country_named, region_named
from npgs_docs.source import KeyPath, Plain, Source, dotted, undotted, write_scalar
from npgs_docs.validation import field_at


@dataclass(frozen=True, slots=True)
class Part:
    """One thing to type. `path` is its key in the profile, `words` the prompt; `hint` replaces the model's help, `instead`
    what is said to type in the place of an answer that does not fit. `only_after` is a part that has to be answered with no. A part that `needs_number` asks for a telephone number too."""

    path: str
    words: str
    hint: str = ""
    instead: str = ""
    optional: bool = False
    only_in: Country | None = None
    only_after: str = ""
    needs_number: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question in one or more parts. `about` is the section that its parts have to make sense in together."""

    words: str
    parts: tuple[Part, ...]
    about: str = ""


QUESTIONS: tuple[Question, ...] = (
    Question("What is your organization called?", (Part("organization.legal_name", "Full legal name"),)),
    Question(
        "Where does the law find you?",
        (
            Part(
                "jurisdiction.state",
                "State, or state and country",
                "Your state or province. Outside the US add the country. For example: TX, or BC, Canada",
            ),
        ),
        "jurisdiction",
    ),
    Question(
        "Where is your main site?",
        (
            Part("sites[1].address.street", "Street"),
            Part("sites[1].address.city", "City"),
            Part("sites[1].address.region", "State or province"),
            Part("sites[1].address.postal_code", "Postal code"),
        ),
    ),
    Question("How many people work for you?", (Part("organization.employee_count", "Number of employees"),)),
    Question(
        "Who answers questions about jobs?",
        (
            Part("contacts.hr.role", "Office or role"),
            Part("contacts.hr.email", "E-mail", optional=True),
            Part("contacts.hr.phone", "Telephone", optional=True),
        ),
        "contacts.hr",
    ),
    Question(
        "Does somebody with peer support experience supervise?",
        (
            Part("supervision.peer_supervisor_available", "yes or no"),
            Part(
                "supervision.peer_consultant",
                "Experienced peer to turn to",
                "The experienced peer whom all may turn to until a supervisor has done peer work. Press Enter for a blank to be"
                " filled later. For example: a contract with Recovery Community Network",
                optional=True,
                only_after="supervision.peer_supervisor_available",
            ),
        ),
    ),
    Question(
        "Whom does a specialist call when it cannot wait?",
        (Part("supervision.urgent_contact", "Role and number", needs_number=True),),
    ),
    Question(
        "Where are session notes kept, and for how many years?",
        (Part("supervision.records.location", "Place"), Part("supervision.records.retention_years", "Years")),
    ),
    Question(
        "Who adopts the policy?",
        (
            Part(
                "policy.level",
                "board or management",
                "board where a board votes on it; its meeting and motion stay blanks until then. For example: management",
                "Type board or management.",
            ),
        ),
    ),
    Question(
        "Is the supervisor paid for overtime?",
        (
            Part(
                "positions.supervisor.flsa",
                "yes or no",
                "No only for exempt staff; federal law says who may be exempt. For example: yes",
                "Type yes (non-exempt) or no (exempt).",
                only_in=Country.US,
            ),
        ),
    ),
    Question(
        "What do you pay?",
        (Part("positions.specialist.pay", "Specialist"), Part("positions.supervisor.pay", "Supervisor")),
    ),
    Question("Which benefits come with the jobs?", (Part("postings.benefits", "Benefits"),)),
    Question(
        "Until when can people apply?",
        (
            Part(
                "postings.closes", "Closing date", "Year-month-day, or the words: until filled. For example: 2027-01-08"
            ),
        ),
    ),
    Question(
        "Where do people apply?",
        (
            Part(
                "postings.apply_url",
                "Link or e-mail",
                "A web address, or an e-mail address. For example: https://jobs.example.org/44",
            ),
        ),
        "postings",
    ),
)
PARTS: tuple[Part, ...] = tuple(part for question in QUESTIONS for part in question.parts)

Answers = Mapping[str, str]
"""Answers as typed, by the path of the part that asked. An optional part that was skipped has the answer ""."""


# --- asking --------------------------------------------------------------------------------------------------


def next_part(answers: Answers) -> Part | None:
    """The first part that is not answered yet, if any; parts of another country are not asked."""
    return next((part for part in asked(answers) if part.path not in answers), None)


def asked(answers: Answers) -> tuple[Part, ...]:
    """The parts that are asked, given the answers so far."""
    country = Country(
        _read("jurisdiction.state", answers.get("jurisdiction.state", "")).get("jurisdiction.country", Country.US)
    )
    here = (part for part in PARTS if part.only_in in (None, country))
    return tuple(part for part in here if not part.only_after or _is_no(answers.get(part.only_after, "")))


def _is_no(text: str) -> bool:
    return text.strip().lower() in {"no", "n", "false", "f", "off", "0"}


def answered(answers: Answers) -> Answers:
    """The answers to what is asked; not those to a part that a later change of mind made pointless."""
    return {part.path: answers[part.path] for part in asked(answers) if part.path in answers}


def question_of(part: Part) -> Question:
    return next(question for question in QUESTIONS if part in question.parts)


def heading(part: Part) -> tuple[str, ...]:
    """What is said before a question: its number, its words, and the documents that use the answer."""
    question = question_of(part)
    info = field_at(Profile, undotted(question.parts[0].path))
    extra = info.json_schema_extra if info and isinstance(info.json_schema_extra, dict) else {}
    return (
        f"Question {QUESTIONS.index(question) + 1} of {len(QUESTIONS)}. {question.words}",
        f"Used by: {extra['used_by']}.",
    )


def help_for(part: Part) -> str:
    """What to type, with an example."""
    info = field_at(Profile, undotted(part.path))
    if part.hint or info is None:
        return part.hint
    example = str((info.examples or [""])[0]).strip('"')
    optional = " Press Enter to leave it out." if part.optional else ""
    return f"{info.description}{optional} For example: {example}"


def faults(part: Part, answers: Answers) -> tuple[Problem, ...]:
    """What is wrong with the answer to a part, and, after the last part of a question, with the whole of it."""
    question, text = question_of(part), answers[part.path].strip()
    together = [question.about] if question.about and part is question.parts[-1] else []
    if not text and not part.optional:
        return (Problem("blank", "nothing was typed", hint="This answer is needed."),)
    if part.needs_number and text and not any(letter.isdigit() for letter in text):
        hint = "Add it, for example: the on-call supervisor, 512-555-0199"
        return (Problem("number", f'"{text}" has no number to call', path=part.path, hint=hint),)
    found = _problems_at([*(_read(part.path, text) if text else ()), *together], answers)
    return tuple(replace(one, hint=part.instead or one.hint) for one in found)


def _problems_at(paths: list[str], answers: Answers) -> tuple[Problem, ...]:
    try:
        checked_profile(answers_as_profile(source_of(answers)))
    except InputError as error:
        return tuple(_in_talk(one) for one in error.problems if one.id != "missing" and one.path in paths)
    return ()


def _in_talk(problem: Problem) -> Problem:
    """A problem as it is told to somebody who sees no file: no place, and no key in the example."""
    key = problem.path.rpartition(".")[2]
    return Problem(problem.id, problem.message, path=problem.path, hint=problem.hint.replace(f"{key}: ", "", 1))


# --- reading -------------------------------------------------------------------------------------------------


_OVERTIME = {"yes": "non-exempt", "y": "non-exempt", "no": "exempt", "n": "exempt"}
_ADOPTED = {"management": "administrative", "the board": "board"}


def _read(path: str, text: str) -> dict[str, str]:
    """What was typed for `path`, as keys of the profile: a place may hold its country, a link may be an e-mail address."""
    text = text.strip()
    match path:
        case "jurisdiction.state":
            return _read_place(text)
        case "positions.supervisor.flsa" if text.lower() in _OVERTIME:
            return {path: _OVERTIME[text.lower()]}
        case "policy.level" if text.lower() in _ADOPTED:
            return {path: _ADOPTED[text.lower()]}
        case "postings.closes" if re.fullmatch(r"(open )?until filled", text.lower()):
            return {"postings.until_filled": "yes"}
        case "postings.apply_url" if "@" in text and "/" not in text:
            return {"postings.apply_email": text.removeprefix("mailto:")}
        case _:
            return {path: text}


def _read_place(text: str) -> dict[str, str]:
    """``TX``, ``Texas``, ``BC, Canada``, ``CA-BC`` or ``Australia`` as state and country."""
    first, _, second = (piece.strip() for piece in re.sub(r"[-–/]", ",", text, count=1).partition(","))
    if country := country_named(second):
        return _place(first, country)
    if second and (country := country_named(first)):
        return _place(second, country)
    if region := region_named(text):
        return _place(region[1], region[0])
    if country := country_named(text):
        return {"jurisdiction.country": country.value}
    return {"jurisdiction.state": text}


def _place(region: str, country: Country) -> dict[str, str]:
    codes = REGIONS.get(country, {})
    code = next((code for code, name in codes.items() if region.lower() in (code.lower(), name.lower())), region)
    place = {"jurisdiction.state": code}
    return place if country is Country.US else place | {"jurisdiction.country": country.value}


# --- answers as a profile ------------------------------------------------------------------------------------


def source_of(answers: Answers) -> Source:
    """Answers from a talk as a source that `profile_values` reads."""
    return Source("", dict(answers))


def profile_values(source: Source) -> dict[str, Plain]:
    """The answers in `source` as the values of a profile. Raises InputError with every problem at its line."""
    read = answers_as_profile(source)
    checked_profile(read)
    assert isinstance(read.value, dict)
    return read.value


def answers_as_profile(source: Source) -> Source:
    """A source of answers, its keys dotted (``contacts.hr.role``) or nested, as a source of a profile.

    A blank answer is one that was skipped. Raises InputError for an answer that is given twice.
    """
    if not isinstance(source.value, dict):
        return source
    made = Source(source.file, {}, dict(source.places), dict(source.keys))
    problems: list[Problem] = []
    for written, value in _leaves(source.value, ()):
        if isinstance(value, str) and not value.strip():
            continue
        path = undotted(dotted(written))
        readings = _read(dotted(path), value) if isinstance(value, str) else {dotted(path): value}
        for key, answer in readings.items():
            problems += _put(made, undotted(key), answer, source.where(written))
    if problems:
        raise InputError(problems)
    return made


def answers_text(answers: Answers, profile: str) -> str:
    """Answers as a file that can be read again: what `npgs init` keeps while the questions go on."""
    head = f"# Answers so far for {profile}. Type `npgs init {profile}` again to go on, or delete this file to begin anew.\n"
    return head + "".join(f"{path}: {write_scalar(text, as_text=True)}\n" for path, text in answers.items())


def answers_kept(source: Source) -> dict[str, str]:
    """The answers of a file that `answers_text` wrote, those left out that are no good any more."""
    found = source.value if isinstance(source.value, dict) else {}
    answers: dict[str, str] = {}
    for part in PARTS:
        text = found.get(part.path)
        if isinstance(text, str):
            answers[part.path] = text
            if faults(part, answers):
                del answers[part.path]
    return answers


def _leaves(value: Plain, path: KeyPath) -> Iterator[tuple[KeyPath, Plain]]:
    match value:
        case dict() if value:
            for key, inner in value.items():
                yield from _leaves(inner, (*path, key))
        case list() if value:
            for number, inner in enumerate(value):
                yield from _leaves(inner, (*path, number))
        case _:
            yield path, value


def _put(made: Source, path: KeyPath, value: Plain, where: Where) -> list[Problem]:
    """Set the value at `path`, making what stands above it. Gives a problem where something else is there already."""
    at: Plain = made.value
    for step, following in pairwise(path):
        at = _inner(at, step, {} if isinstance(following, str) else [])
    last = path[-1]
    if _inner(at, last, value) is not value:
        return [Problem("duplicate-answer", "this answer is given twice", where, dotted(path), "Keep one of them.")]
    for length in range(1, len(path) + 1):
        made.places.setdefault(path[:length], where)
    made.places[path] = where
    return []


def _inner(at: Plain, step: str | int, fresh: Plain) -> Plain:
    """What stands at a step of a mapping or list; `fresh` is put there where nothing does."""
    match at, step:
        case dict(), str():
            return at.setdefault(step, fresh)
        case list(), int():
            if step >= len(at):
                at.append(fresh)
            return at[min(step, len(at) - 1)]
        case _:
            return None
