"""The file itself: elements and letters that job boards spoil, and the data that search engines read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.reading import Form, Place, Reading
from npgs_docs.checks.rule import Judged


def markup(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Elements and attributes of a web page that job boards drop."""
    if reading.form is not Form.HTML:
        return
    for name, line in reading.traits.markup.items():
        if name in look.words["lost"]:
            yield Hit(words=name, place=Place(line=line))


def raw_text(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Characters of a plain text file that job boards turn into garbage; told once a kind."""

    for name, patterns in look.words.items():
        for number, line in enumerate(reading.traits.raw.splitlines(), start=1):
            found = re.search("|".join(patterns), line)
            if found:
                yield Hit(words=name, place=Place(line=number, column=found.start() + 1), fill={"what": name})
                break


def page_data(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A JobPosting in the page's data that search engines will not take."""
    for posting in reading.traits.data:
        if posting.get("@type") != "JobPosting":
            continue
        missing = [key for key in look.words["needed"] if not posting.get(key)]
        if "jobLocation" in missing and posting.get("jobLocationType") == "TELECOMMUTE":
            missing.remove("jobLocation")
        if missing:
            yield Hit(words=", ".join(missing), fill={"fault": f"has no {', '.join(missing)}"})
        if posting.get("title") and posting.get("title") == posting.get("description"):
            yield Hit(words="description", fill={"fault": "repeats the title as its description"})


def employment_type(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """An employment type outside the set that consumers of the data know."""
    for posting in reading.traits.data:
        given = posting.get("employmentType", ())
        for one in [given] if isinstance(given, str) else given:
            if one not in look.words["allowed"]:
                yield Hit(words=str(one))
