"""A JobPosting's data against schema.org: which properties there are, what types they take, which words are theirs.

The table is that of the vocabulary, narrowed to what search engines read; a property that is not in it is a fault.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from npgs_docs.errors import Problem
from npgs_docs.verify.pasted import markup_faults

CONTEXT = "https://schema.org"
NEEDED = ("title", "description", "hiringOrganization")
_TEXT, _URL, _DATE, _FLAG, _COUNT, _NUMBER = "Text", "URL", "Date", "Boolean", "Integer", "Number"

VOCABULARY: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "JobPosting": {
        "title": (_TEXT,),
        "description": (_TEXT,),
        "hiringOrganization": ("Organization",),
        "employerOverview": (_TEXT,),
        "identifier": ("PropertyValue", _TEXT, _URL),
        "industry": (_TEXT,),
        "occupationalCategory": ("CategoryCode", _TEXT),
        "responsibilities": (_TEXT,),
        "jobLocation": ("Place",),
        "jobLocationType": (_TEXT,),
        "applicantLocationRequirements": ("AdministrativeArea",),
        "employmentType": (_TEXT,),
        "workHours": (_TEXT,),
        "baseSalary": ("MonetaryAmount", _NUMBER),
        "incentiveCompensation": (_TEXT,),
        "jobBenefits": (_TEXT,),
        "qualifications": (_TEXT, "EducationalOccupationalCredential"),
        "skills": (_TEXT,),
        "educationRequirements": ("EducationalOccupationalCredential", _TEXT),
        "experienceRequirements": ("OccupationalExperienceRequirements", _TEXT),
        "experienceInPlaceOfEducation": (_FLAG,),
        "totalJobOpenings": (_COUNT,),
        "datePosted": (_DATE,),
        "validThrough": (_DATE,),
        "jobStartDate": (_DATE, _TEXT),
        "directApply": (_FLAG,),
        "applicationContact": ("ContactPoint",),
    },
    "Organization": {"name": (_TEXT,), "sameAs": (_URL,)},
    "PropertyValue": {"name": (_TEXT,), "value": (_TEXT, _NUMBER)},
    "CategoryCode": {"codeValue": (_TEXT,), "name": (_TEXT,), "inCodeSet": ("CategoryCodeSet", _URL)},
    "CategoryCodeSet": {"name": (_TEXT,)},
    "Place": {"name": (_TEXT,), "address": ("PostalAddress", _TEXT)},
    "PostalAddress": {
        "streetAddress": (_TEXT,),
        "addressLocality": (_TEXT,),
        "addressRegion": (_TEXT,),
        "postalCode": (_TEXT,),
        "addressCountry": (_TEXT,),
    },
    "AdministrativeArea": {"name": (_TEXT,)},
    "MonetaryAmount": {"currency": (_TEXT,), "value": ("QuantitativeValue", _NUMBER)},
    "QuantitativeValue": {"value": (_NUMBER,), "minValue": (_NUMBER,), "maxValue": (_NUMBER,), "unitText": (_TEXT,)},
    "EducationalOccupationalCredential": {"credentialCategory": (_TEXT,)},
    "OccupationalExperienceRequirements": {"monthsOfExperience": (_NUMBER,)},
    "ContactPoint": {"url": (_URL,), "email": (_TEXT,), "telephone": (_TEXT,)},
}
"""The properties of each type, and what each may hold: a data type, or a thing of a type."""

WORDS: Mapping[str, frozenset[str]] = {
    "employmentType": frozenset(
        {"FULL_TIME", "PART_TIME", "CONTRACTOR", "TEMPORARY", "INTERN", "VOLUNTEER", "PER_DIEM", "OTHER"}
    ),
    "jobLocationType": frozenset({"TELECOMMUTE"}),
    "unitText": frozenset({"HOUR", "DAY", "WEEK", "MONTH", "YEAR"}),
}
"""Properties that know only these words."""
_SHAPES = {"currency": re.compile("[A-Z]{3}"), "addressCountry": re.compile("[A-Z]{2}")}


def jsonld_faults(data: bytes) -> Iterator[Problem]:
    """What keeps search engines from taking the data, and what the vocabulary does not know."""
    try:
        found = json.loads(data)
    except ValueError:
        yield Problem("jsonld-json", "the data cannot be read as JSON")
        return
    if not isinstance(found, dict) or found.pop("@context", "") != CONTEXT or found.get("@type") != "JobPosting":
        yield Problem("jsonld-type", "the data are no JobPosting of schema.org")
        return
    yield from _thing_faults(found, "JobPosting")
    yield from _whole_faults(found)


def _thing_faults(thing: Mapping[str, Any], path: str) -> Iterator[Problem]:
    known = VOCABULARY[thing["@type"]]
    for name, value in thing.items():
        if name == "@type":
            continue
        if name not in known:
            yield Problem("jsonld-property", f"{path} has no property {name}")
            continue
        for one in value if isinstance(value, list) and value else [value]:
            yield from _value_faults(name, one, known[name], f"{path}.{name}")


def _value_faults(name: str, value: Any, types: tuple[str, ...], path: str) -> Iterator[Problem]:
    if isinstance(value, dict):
        if value.get("@type") in types:
            yield from _thing_faults(value, path)
        else:
            yield Problem("jsonld-value", f"{path} takes no {value.get('@type')}")
    elif not any(_IS[type](value) for type in types if type in _IS):
        yield Problem("jsonld-value", f"{path} is no {' or '.join(types)}")
    elif name in WORDS and value not in WORDS[name]:
        yield Problem("jsonld-word", f"{path} does not know {value}")
    elif name in _SHAPES and not _SHAPES[name].fullmatch(value):
        yield Problem("jsonld-word", f"{path} is no code: {value}")


def _whole_faults(posting: Mapping[str, Any]) -> Iterator[Problem]:
    missing = [name for name in NEEDED if name not in posting]
    place = "applicantLocationRequirements" if "jobLocationType" in posting else "jobLocation"
    if place not in posting:
        missing.append(place)
    if missing:
        yield Problem("jsonld-needed", f"the posting has no {', '.join(missing)}")
    description = str(posting.get("description", ""))
    if description == posting.get("title"):
        yield Problem("jsonld-description", "the description repeats the title")
    yield from markup_faults(description)
    yield from _salary_faults(posting.get("baseSalary"))


def _salary_faults(salary: Any) -> Iterator[Problem]:
    value = salary.get("value") if isinstance(salary, dict) else None
    if not isinstance(value, dict):
        return
    low, high = value.get("minValue"), value.get("maxValue")
    if (low is None) != (high is None) or (low is None) != ("value" in value):
        yield Problem("jsonld-salary", "the pay is neither one amount nor a range with both ends")
    elif isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        yield Problem("jsonld-salary", "the lowest pay is above the highest")
    if "unitText" not in value or "currency" not in salary:
        yield Problem("jsonld-salary", "the pay has no unit or no currency")


# --- data types ----------------------------------------------------------------------------------------------------


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


_IS = {
    _TEXT: lambda value: isinstance(value, str) and bool(value.strip()),
    _URL: lambda value: isinstance(value, str) and value.startswith(("https://", "http://")),
    _DATE: _is_date,
    _FLAG: lambda value: isinstance(value, bool),
    _COUNT: lambda value: isinstance(value, int) and not isinstance(value, bool),
    _NUMBER: _is_number,
}
