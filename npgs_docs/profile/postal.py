"""Postal codes that the country does not have: mostly those from which a spreadsheet program took a leading zero."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from npgs_docs.errors import Problem
from npgs_docs.profile.regions import Country
from npgs_docs.source import KeyPath, Source, dotted

_ZIP = re.compile(r"[0-9]{5}(-[0-9]{4})?", re.ASCII)


def postal_problems(source: Source) -> Iterator[Problem]:
    """Sites in the US whose ZIP is none, told beside whatever else is wrong with a profile's values."""
    country = _inside(source.value, "jurisdiction", "country")
    sites = _inside(source.value, "sites")
    if country not in (None, Country.US.value) or not isinstance(sites, list):
        return
    for at, site in enumerate(sites):
        code = _inside(site, "address", "postal_code")
        if isinstance(code, str) and code.strip() and not _ZIP.fullmatch(code.strip()):
            path: KeyPath = ("sites", at, "address", "postal_code")
            message = f'"{code.strip()[:40]}" is not a ZIP code'
            yield Problem("zip", message, source.where(path), dotted(path), _cure(code.strip()))


def _cure(code: str) -> str:
    """What to type instead, as well as it can be guessed."""
    if re.fullmatch(r"[0-9]{3,4}", code, re.ASCII):
        return f'Excel drops a leading zero. Type: "{code.zfill(5)}"'
    if re.fullmatch(r"[0-9]{9}", code, re.ASCII):
        return f"Type: {code[:5]}-{code[5:]}"
    return 'Type five digits, or five and four: "78701" or 78701-1234.'


def _inside(value: Any, *steps: str) -> Any:
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value
