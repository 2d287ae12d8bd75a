"""In every place whose rules we have: what a pack says can be printed, and what we print passes our own check."""

import re
from datetime import date
from functools import cache

import pytest

from npgs_docs.checks.finding import Report
from npgs_docs.checks.rule import Level
from npgs_docs.locations import packs_folder
from npgs_docs.packfiles import NEUTRAL, load_pack, pack_ids
from npgs_docs.packs import Confidence, Fact, Topic
from npgs_docs.pipeline import Packet, checked
from npgs_docs.profile.regions import REGIONS, Country
from npgs_docs.render import Format
from tests.organizations import GONE, packet

PLACES = [id for id in pack_ids([packs_folder()]) if id != NEUTRAL]
CODES = ("policy", "job-specialist", "job-supervisor", "posting-specialist", "posting-supervisor")
_ORDER = re.compile(
    r"(?:^|[.;:]\s+)(?:ask|check|confirm|decide|do not|look|name|note|read|see|tell|use|remember)\b"
    r"|\byou(?:r|rs)?\b|\bnot (?:seen|confirmed)\b|\bthe tool\b",
    re.IGNORECASE,
)
"""What speaks to whoever drafts, and not to whoever is bound: it belongs in a fact's note."""


def place(id: str) -> Packet:
    """A neutral organization there, with ten thousand employees, so that no law is left out for its size."""
    country, _, region = id.partition("-")
    code = region.upper() if region else {"us": "FL"}.get(id, "")
    change = {
        "jurisdiction.country": country.upper(),
        "jurisdiction.state": code or GONE,
        "sites.0.address.region": code or "ZZ",
        "organization.employee_count": 10_000,
    }
    return packet(changes=change, only=CODES, formats=(Format.OUTLINE,), today=date(2026, 12, 1))


@cache
def told(id: str) -> Report:
    return checked(place(id))


def every_fact() -> dict[str, Fact]:
    return {fact.id: fact for id in PLACES for fact in load_pack(packs_folder() / f"{id}.yaml").facts}


@pytest.mark.parametrize("id", PLACES)
def test_what_we_print_there_passes_our_own_check(id: str) -> None:
    found = [
        (one.document, one.rule.id, one.message)
        for each in told(id).checked
        for one in each.findings
        if one.level is not Level.INFO
    ]
    assert found == []


@pytest.mark.parametrize("id", every_fact())
def test_a_fact_that_documents_print_gives_no_order_to_whoever_drafts(id: str) -> None:
    fact = every_fact()[id]
    printed = f"{fact.sentence} {fact.differs or ''}"
    assert fact.topic is Topic.BACKGROUND or not _ORDER.search(printed), printed


def test_every_state_has_a_code() -> None:
    assert {id.partition("-")[2].upper() for id in PLACES if id.startswith("us-")} <= set(REGIONS[Country.US])


def test_a_fact_that_nobody_is_sure_of_says_why_or_whom_to_ask() -> None:
    packs = {id: load_pack(packs_folder() / f"{id}.yaml") for id in PLACES}
    unsure = [(pack, fact) for pack in packs.values() for fact in pack.facts if fact.confidence is Confidence.LOW]
    assert unsure
    assert all(fact.note or fact.confirm_with or pack.confirm_with for pack, fact in unsure)
