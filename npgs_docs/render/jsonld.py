"""A posting as JobPosting of schema.org, for search engines and job boards: facts as values, texts as the document has them.

Nothing is put in that the organization has not said: a property without an answer is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, assert_never

from npgs_docs.document import Document
from npgs_docs.render.plain.elements import markup
from npgs_docs.render.plain.lines import text
from npgs_docs.render.plain.sections import Section, section
from npgs_docs.style import Style
from npgs_docs.vacancy import EmploymentType, Occupation, PayUnit, Place, Remote, Salary, Schooling, Vacancy

NOTHING_ASKED = "no requirements"
"""What search engines want said of schooling or experience where none is asked."""


def write(document: Document, style: Style) -> bytes:
    """The data as JSON in UTF-8, fit to stand in a script element. The document must carry a vacancy; no style is seen."""
    del style
    vacancy = document.vacancy
    assert vacancy is not None, "only a posting carries the facts"
    data = json.dumps(job_posting(document, vacancy), ensure_ascii=False, indent=2)
    return (data.replace("</", r"<\/").replace("<!--", r"<\u0021--") + "\n").encode()


def job_posting(document: Document, vacancy: Vacancy) -> dict[str, Any]:
    """The properties in the order in which a reader meets them."""
    return {
        "@context": "https://schema.org",
        **_thing(
            "JobPosting",
            **_what(document, vacancy),
            **_where(vacancy),
            **_offered(vacancy),
            **_asked(document, vacancy),
            **_when_and_how(vacancy),
        ),
    }


def _thing(type: str, **properties: Any) -> dict[str, Any]:
    """A value of a type of the vocabulary, without what is not said."""
    return {"@type": type} | {name: value for name, value in properties.items() if value not in (None, "", [])}


# --- the parts ---------------------------------------------------------------------------------------------------


def _what(document: Document, vacancy: Vacancy) -> Mapping[str, Any]:
    return {
        "title": vacancy.title,
        "description": markup(document.blocks),
        "hiringOrganization": _thing("Organization", name=vacancy.employer, sameAs=vacancy.website),
        "employerOverview": _text(document, Section.EMPLOYER),
        "identifier": _identifier(vacancy),
        "industry": vacancy.field,
        "occupationalCategory": _category(vacancy.occupation),
        "responsibilities": _text(document, Section.DUTIES),
    }


def _text(document: Document, id: Section) -> str:
    return text(section(document.blocks, id))


def _identifier(vacancy: Vacancy) -> dict[str, Any] | None:
    if not vacancy.requisition:
        return None
    return _thing("PropertyValue", name=vacancy.employer, value=vacancy.requisition)


def _category(occupation: Occupation | None) -> dict[str, Any] | None:
    if not occupation:
        return None
    taxonomy = _thing("CategoryCodeSet", name=occupation.taxonomy)
    return _thing("CategoryCode", codeValue=occupation.code, name=occupation.name, inCodeSet=taxonomy)


def _where(vacancy: Vacancy) -> Mapping[str, Any]:
    """A place to go to, or where one may live; work that is remote in part is done at its place."""
    match vacancy.remote:
        case Remote.ON_SITE | Remote.HYBRID:
            return {"jobLocation": _place(vacancy.place)}
        case Remote.REMOTE:
            areas = [_thing("AdministrativeArea", name=area.removeprefix("the ")) for area in vacancy.remote_from]
            return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": areas}
        case _:
            assert_never(vacancy.remote)


def _place(place: Place) -> dict[str, Any]:
    address = _thing(
        "PostalAddress",
        streetAddress=place.street,
        addressLocality=place.city,
        addressRegion=place.region,
        postalCode=place.postal_code,
        addressCountry=place.country,
    )
    return _thing("Place", name=place.name, address=address)


_EMPLOYMENT = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.CONTRACTOR: "CONTRACTOR",
    EmploymentType.TEMPORARY: "TEMPORARY",
    EmploymentType.PER_DIEM: "PER_DIEM",
    EmploymentType.VOLUNTEER: "VOLUNTEER",
}
_UNITS = {
    PayUnit.HOUR: "HOUR",
    PayUnit.DAY: "DAY",
    PayUnit.WEEK: "WEEK",
    PayUnit.MONTH: "MONTH",
    PayUnit.YEAR: "YEAR",
}


def _offered(vacancy: Vacancy) -> Mapping[str, Any]:
    hours = f"{vacancy.hours} hour{'' if vacancy.hours == 1 else 's'} a week"
    return {
        "employmentType": _EMPLOYMENT[vacancy.employment],
        "workHours": "; ".join(part for part in (hours, vacancy.schedule) if part),
        "baseSalary": _amount(vacancy.salary),
        "incentiveCompensation": vacancy.other_pay,
        "jobBenefits": "; ".join(vacancy.benefits),
    }


def _amount(salary: Salary | None) -> dict[str, Any] | None:
    if not salary:
        return None
    low, high = _number(salary.low), _number(salary.high)
    span = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    value = _thing("QuantitativeValue", **span, unitText=_UNITS[salary.unit])
    return _thing("MonetaryAmount", currency=salary.currency, value=value)


def _number(amount: Decimal) -> int | float:
    """A number of at most two decimals; JSON has no other kind, and prints it as short as it was typed."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _asked(document: Document, vacancy: Vacancy) -> Mapping[str, Any]:
    return {
        "qualifications": _text(document, Section.QUALIFICATIONS),
        "skills": list(vacancy.skills),
        "educationRequirements": _schooling(vacancy.schooling),
        "experienceRequirements": _experience(vacancy.experience_months),
        "experienceInPlaceOfEducation": bool(vacancy.schooling and vacancy.schooling.alternative) or None,
    }


def _experience(months: int | None) -> dict[str, Any] | str | None:
    match months:
        case None:
            return None
        case 0:
            return NOTHING_ASKED
        case _:
            return _thing("OccupationalExperienceRequirements", monthsOfExperience=months)


def _schooling(schooling: Schooling | None) -> dict[str, Any] | str:
    if not schooling:
        return NOTHING_ASKED
    return _thing("EducationalOccupationalCredential", credentialCategory=schooling.words)


def _when_and_how(vacancy: Vacancy) -> Mapping[str, Any]:
    ways = vacancy.application
    return {
        "totalJobOpenings": vacancy.openings,
        "datePosted": _day(vacancy.posted),
        "validThrough": _day(vacancy.closes),
        "jobStartDate": _day(vacancy.starts),
        "directApply": ways.direct,
        "applicationContact": _thing("ContactPoint", url=ways.url, email=ways.email, telephone=ways.phone),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
