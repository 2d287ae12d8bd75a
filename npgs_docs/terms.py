"""An organization's words in every form a sentence needs: singular, plural, possessive, with article, capitalized.

The guideline's content writes its replaceable nouns as tokens (``{specialist}``, ``{A person}``, ``{people's}``);
`Wording.fill` puts the organization's word there in the same form. Value names hold no tokens and never change.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

KNOWN_PLURALS = {
    "person": "people", "staff": "staff", "youth": "youth", "kin": "kin", "child": "children", "family": "families",
    "coach": "coaches", "agency": "agencies", "authority": "authorities", "community": "communities", "county": "counties",
    "facility": "facilities", "ministry": "ministries", "nonprofit": "nonprofits", "society": "societies", "university": "universities",
}  # fmt: skip
_FIELD_NOUNS = """
    advocate adult aide assistant associate board center centre chief clinic client club collaborative companion
    consultant consumer cooperative counselor counsellor crew customer department director division employee facilitator friend
    group guardian guest guide helper hospital house individual institute lead leader manager member mentor navigator network
    office organization organisation parent participant partner patient peer practitioner professional program
    programme project provider recipient resident responder service site specialist student supervisor supporter survivor
    system team technician tenant trainer trust unit veteran visitor volunteer worker
"""
ADDS_S = frozenset(_FIELD_NOUNS.split())
"""The field's nouns that take an s. Known here, so that most organizations do not wait for the library that knows them all."""
_HEAD = re.compile(
    r"(?P<head>\S.*?)(?P<rest>\s+(?:of|with|in|at|on|for|from|to|we|who|whom|being|using|receiving|seeking|served|supported|living)\b.*"
    r"|\s+\(.*)",
    re.IGNORECASE,
)
_AN_BEFORE = re.compile(r"[aio]|e(?!u|we)|u(?!ni(?![ndm])|s[aeu]|t[eio](?!r)|r[aio]|bi|k)")
_A_BEFORE = re.compile(r"(?:one|once)(?![a-z])|oneself|ouija")
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_LETTERS_SAID_WITH_A_VOWEL = frozenset("AEFHILMNORSX")
_LONGEST_ABBREVIATION = 5
_TOKEN = re.compile(r"\{([^{}]{1,40})\}")


@dataclass(frozen=True, slots=True)
class Term:
    """A noun as the organization says it. `title` is the form for headings and tables."""

    singular: str
    plural: str
    article: str
    title: str
    title_plural: str

    def __str__(self) -> str:
        return self.singular

    @property
    def a(self) -> str:
        """With its article: ``a specialist``, ``an advocate``."""
        return f"{self.article} {self.singular}"

    @property
    def possessive(self) -> str:
        return possessive(self.singular)

    @property
    def plural_possessive(self) -> str:
        return possessive(self.plural)


def possessive(words: str) -> str:
    """``the specialist's``, ``the specialists'``, ``people's``."""
    return words + ("'" if words.endswith("s") else "'s")


def capital(words: str) -> str:
    """The words with a capital at their start; the rest stays as it is, so that ``ACT team`` does."""
    return words[:1].upper() + words[1:]


def article_for(words: str) -> str:
    """``a`` or ``an``, by the sound of the first word (an ACT worker, a unit, an hour, an 8-hour shift)."""
    number = re.match(r"\W*(8|1[18](?!\d))", words)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    found = re.search("[A-Za-z]+", plain)
    first = found.group() if found else ""
    if number or not first or re.match(r"\W*\d", words):
        return "an" if number else "a"
    if first.isupper() and not re.search("[AEIOU].*[AEIOU]", first):
        return "an" if first[0] in _LETTERS_SAID_WITH_A_VOWEL else "a"
    first = first.lower()
    return "an" if first.startswith(_SILENT_H) or (_AN_BEFORE.match(first) and not _A_BEFORE.match(first)) else "a"


@cache
def plural_for(words: str) -> str:
    """The plural of a noun phrase, its head changed: ``peer support specialists``, ``people served``, ``MCOs``."""
    found = _HEAD.fullmatch(words)
    if found:
        return plural_for(found["head"]) + found["rest"]
    stem, space, last = words.rpartition(" ")
    return f"{stem}{space}{_plural_of(last)}"


def _plural_of(word: str) -> str:
    known = KNOWN_PLURALS.get(word.lower())
    if known:
        return capital(known) if word[:1].isupper() else known
    if not word[-1:].isalpha() or (word.isupper() and len(word) <= _LONGEST_ABBREVIATION):
        return f"{word}s" if word[-1:].isalnum() else word
    return f"{word}s" if word.lower() in ADDS_S else str(_inflect().plural_noun(word)) or word


@cache
def _inflect() -> Any:
    """The library of English plurals. Its import recompiles it (1.7 s), so only a word that is not known waits for it."""
    import inflect

    return inflect.engine()


def term(singular: str, *, plural: str = "", article: str = "", title: str = "") -> Term:
    """A term with the forms that were not given worked out."""
    plural = plural or plural_for(singular)
    if title in ("", _titled(singular)):
        title, title_plural = _titled(singular), _titled(plural)
    else:
        title_plural = title if plural == singular else plural_for(title)
    return Term(singular, plural, article or article_for(singular), title, title_plural)


def _titled(words: str) -> str:
    small = {"of", "and", "in", "with", "for", "the", "we"}
    parts = words.split(" ")
    return " ".join(part if n and part in small else capital(part) for n, part in enumerate(parts))


@dataclass(frozen=True, slots=True)
class Wording:
    """The terms of one organization by their stable names, and the phrases that stand for a whole idea."""

    terms: Mapping[str, Term]
    phrases: Mapping[str, str]

    def fill(self, text: str) -> str:
        """The text with every token replaced. Raises KeyError with the token for one that is not known."""
        return _TOKEN.sub(lambda match: self._form(match.group(1)), text)

    def _form(self, token: str) -> str:
        words = token
        with_article = re.fullmatch(r"([Aa]n?) (.+)", words)
        if with_article:
            owner, mark, _ = with_article.group(2).lower().partition("'")
            found = self._noun(owner)
            words = f"{found.a}{possessive(found.singular).removeprefix(found.singular)}" if mark else found.a
            return capital(words) if with_article.group(1)[0] == "A" else words
        filled = self._plain(words[:1].lower() + words[1:])
        return capital(filled) if words[:1].isupper() else filled

    def _plain(self, token: str) -> str:
        """One token without article or capital: ``specialist``, ``specialists'``, ``person's``, a phrase."""
        if token in self.phrases:
            return self.phrases[token]
        owner, mark, _ = token.partition("'")
        for name, found in self.terms.items():
            if owner == name:
                return found.possessive if mark else found.singular
            if owner == token_plural(name):
                return found.plural_possessive if mark else found.plural
        raise KeyError(token)

    def _noun(self, token: str) -> Term:
        return self.terms[token]


def token_plural(name: str) -> str:
    """How a token writes the plural of a stable name: ``people`` for person, else with an s."""
    return "people" if name == "person" else f"{name}s"


def tokens(text: str) -> tuple[str, ...]:
    """The tokens a text holds, as typed."""
    return tuple(_TOKEN.findall(text))
