"""What only the profile shows: sites in several states, versions without a row, a logo too coarse to print."""

from __future__ import annotations

from collections.abc import Iterator

from npgs_docs.checks.bench import Bench
from npgs_docs.checks.finding import Hit
from npgs_docs.checks.reading import Reading
from npgs_docs.checks.rule import Judged
from npgs_docs.packs import Topic
from npgs_docs.style import INCH, style_for


def _at(reading: Reading, key: str) -> Hit:
    """The value at a key of the profile, or the nearest one above it."""
    for passage in reading.passages:
        if passage.row == key or passage.row.startswith(f"{key}."):
            return Hit(passage, 0, len(passage.text), passage.text)
    return Hit(words=key)


def several_states(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Sites in a state whose rules are not those that apply."""
    if not bench.loaded:
        return
    profile = bench.loaded.profile
    others = sorted({site.address.region for site in profile.sites} - {profile.jurisdiction.state or ""})
    if profile.jurisdiction.state and others:
        yield _filled(_at(reading, "sites"), states=", ".join(others), pack=bench.rules.nearest.name)


def no_revision(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A policy whose version no row of its history explains."""
    policy = bench.loaded.profile.policy if bench.loaded else None
    if policy and policy.revisions and policy.version not in {row.version for row in policy.revisions}:
        yield _filled(_at(reading, "policy.version"), version=policy.version)


def changed_since_approval(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A board's policy that was revised after the board approved it."""
    policy = bench.loaded.profile.policy if bench.loaded else None
    if policy is None or policy.level.value != "board" or not policy.approved or not policy.revisions:
        return
    latest = max(policy.revisions, key=lambda row: row.date)
    if latest.date > policy.approved:
        yield _filled(_at(reading, "policy.revisions"), version=latest.version, date=f"{latest.date:%Y-%m-%d}")


def coarse_logo(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """A logo with too few pixels for the size it is printed at."""
    logo = bench.loaded.look.logo if bench.loaded else None
    if logo is None:
        return
    printed, _ = style_for().logo_size(logo.width, logo.height)
    dots = logo.width / (printed / INCH)
    if dots < look.figures["dots_per_inch"]:
        yield _filled(
            _at(reading, "organization.logo.file"), dots=f"{dots:.0f}", size=f"{logo.width} by {logo.height} pixels"
        )


def below_pack(reading: Reading, bench: Bench, look: Judged) -> Iterator[Hit]:
    """Sessions further apart than the packs allow, or more people for a supervisor than they allow."""
    if not bench.loaded:
        return
    given = bench.loaded.profile.supervision
    for key, new in (("frequency_new", True), ("frequency_experienced", False)):
        chosen, gap = getattr(given, key), bench.rules.longest_gap(new=new)
        if chosen and gap and chosen.days > (31 if gap == 30 else gap):
            yield _filled(
                _at(reading, f"supervision.{key}"), fault=f"the rules ask for a session at least every {gap} days"
            )
    limit = bench.rules.strictest(Topic.SUPERVISION_RATIO, "max_ratio", min)
    if given.max_span and limit and given.max_span > limit:
        yield _filled(_at(reading, "supervision.max_span"), fault=f"the rules allow {limit} at most")


def _filled(hit: Hit, **fill: str) -> Hit:
    return Hit(hit.passage, hit.start, hit.end, hit.words, fill=fill)
