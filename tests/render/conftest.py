"""PDFs that many tests read: the story of every kind, as a draft, in large print; harbor-light's policy."""

from dataclasses import dataclass

import pytest

from npgs_docs.document import Document
from npgs_docs.drafting import as_draft
from npgs_docs.pipeline import Packet
from npgs_docs.render.pdf import lay_out
from npgs_docs.style import Edition, Paper, Style, style_for
from tests.render.reading import Reading
from tests.render.story import story


@dataclass(frozen=True, slots=True)
class Set:
    """A document, its style, its file as read, and the pages of its headings as the writer told them."""

    document: Document
    style: Style
    reading: Reading
    pages: dict[str, int]


def set_in(document: Document, style: Style) -> Set:
    made = lay_out(document, style)
    return Set(document, style, Reading(made.data), dict(made.pages))


@pytest.fixture(scope="session")
def story_pdf() -> Set:
    return set_in(story(), style_for())


@pytest.fixture(scope="session")
def story_large() -> Set:
    return set_in(story(), style_for(edition=Edition.LARGE_PRINT, form=True))


@pytest.fixture(scope="session")
def story_draft() -> Set:
    return set_in(as_draft(story()), style_for(paper=Paper.A4))


@pytest.fixture(scope="session")
def policy_pdf(harbor_light: Packet, policy: Document) -> Set:
    entry = next(one for one in harbor_light.entries if one.code == "policy")
    return set_in(policy, harbor_light.style(entry))


@pytest.fixture(scope="session")
def checklist_pdf(harbor_light: Packet) -> Set:
    entry = next(one for one in harbor_light.entries if one.code == "checklist-01")
    return set_in(harbor_light.composer.document(entry), harbor_light.style(entry))


@pytest.fixture(scope="session")
def job_pdf(harbor_light: Packet) -> Set:
    entry = next(one for one in harbor_light.entries if one.code == "job-specialist")
    return set_in(harbor_light.composer.document(entry), harbor_light.style(entry))


@pytest.fixture(scope="session")
def policy_large(policy: Document) -> Set:
    return set_in(policy, style_for(edition=Edition.LARGE_PRINT))


@pytest.fixture(
    params=["story_pdf", "policy_pdf", "story_draft", "story_large", "policy_large", "checklist_pdf", "job_pdf"]
)
def any_pdf(request: pytest.FixtureRequest) -> Set:
    made: Set = request.getfixturevalue(request.param)
    return made


@pytest.fixture(params=["story_pdf", "policy_pdf", "story_draft", "checklist_pdf", "job_pdf"])
def tabled_pdf(request: pytest.FixtureRequest) -> Set:
    """One whose tables are tables; large print sets them as groups of lines."""
    made: Set = request.getfixturevalue(request.param)
    return made
