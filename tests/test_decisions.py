"""Every default is decided with a reason and told; where rules have a figure, the strictest wins."""

from datetime import date
from typing import Any

import pytest

from npgs_docs.conventions import conventions_of
from npgs_docs.decisions import Choice, Decided, decide, frequency_within, months_after, told
from npgs_docs.errors import Where
from npgs_docs.packfiles import NEUTRAL
from npgs_docs.packs import Confidence, Fact, FactSource, Machine, Pack, Topic
from npgs_docs.profile.positions import Flsa
from npgs_docs.profile.supervisors import Frequency
from npgs_docs.rules import Rules
from tests.organizations import packet, profile

US = conventions_of("US")
EVERY_CHOICE_FOR_HARBOR_LIGHT = 40
"""Fewer would mean that defaults are taken in silence."""


def pack(id: str, *facts: tuple[Topic, dict[str, Any]]) -> Pack:
    return Pack(
        id=id,
        name=id,
        version="2026.1",
        confirm_with="the authority",
        facts=tuple(
            Fact(
                id=f"{id}.fact-{number}",
                topic=topic,
                sentence="A rule.",
                value=Machine(**value),
                sources=(FactSource(title="T", url="https://law.example"),),
                as_of=date(2026, 1, 1),
                expires=date(2027, 1, 1),
                confidence=Confidence.HIGH,
            )
            for number, (topic, value) in enumerate(facts)
        ),
    )


def decided(changes: dict[str, Any] | None = None, *packs: Pack) -> Decided:
    return decide(profile(changes=changes), Rules(packs or (pack("us"),)), US)


def choices(made: Decided) -> dict[str, Choice]:
    return {choice.path: choice for rows in made.choices.values() for choice in rows}


# --- without rules -------------------------------------------------------------------------------------------


def test_without_rules_our_recommendations_hold() -> None:
    supervision = decided().profile.supervision
    assert (supervision.frequency_new, supervision.frequency_experienced) == (Frequency.WEEKLY, Frequency.MONTHLY)
    assert (supervision.max_span, supervision.pre_service_hours) == (8, 0)


def test_titles_lines_and_overtime() -> None:
    positions = decided().profile.positions
    specialist, supervisor = positions.specialist, positions.supervisor
    assert specialist.reports_to == supervisor.title
    assert supervisor.reports_to
    assert supervisor.reports_to.endswith(" Director")
    assert (specialist.flsa, specialist.supervises) == (Flsa.NON_EXEMPT, 0)
    assert supervisor.flsa is Flsa.NON_EXEMPT, "harbor-light says so itself"


def test_the_federal_law_on_overtime_is_not_applied_elsewhere() -> None:
    made = packet("cedar-coast").inputs.decided.profile.positions
    assert made.specialist.flsa is Flsa.NOT_APPLICABLE


def test_paper_and_language_follow_the_country() -> None:
    output = decided().profile.output
    assert (output.paper, output.language) == (US.paper, "en-US")
    assert decided({"output": {"paper": "a4", "language": "en-GB"}}).profile.output.language == "en-GB"


def test_dates_of_the_policy() -> None:
    policy = decided({"policy": {"approved": "2027-02-28", "effective": "2027-03-01"}}).profile.policy
    assert policy.next_review == date(2028, 2, 28)
    assert policy.original_effective == date(2027, 3, 1)
    assert decided().profile.policy.next_review is None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 8, 31), 1, date(2027, 9, 30)),
        (date(2027, 12, 15), 12, date(2028, 12, 15)),
        (date(2027, 11, 1), 2, date(2028, 1, 1)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


# --- with rules ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gap", "usual", "chosen"),
    [
        (None, Frequency.MONTHLY, Frequency.MONTHLY),
        (45, Frequency.MONTHLY, Frequency.MONTHLY),
        (30, Frequency.MONTHLY, Frequency.MONTHLY),
        (29, Frequency.MONTHLY, Frequency.EVERY_TWO_WEEKS),
        (14, Frequency.MONTHLY, Frequency.EVERY_TWO_WEEKS),
        (13, Frequency.MONTHLY, Frequency.WEEKLY),
        (7, Frequency.MONTHLY, Frequency.WEEKLY),
        (30, Frequency.WEEKLY, Frequency.WEEKLY),
    ],
)
def test_the_least_frequent_that_keeps_the_law(gap: int | None, usual: Frequency, chosen: Frequency) -> None:
    assert frequency_within(gap, usual) is chosen
    assert gap is None or chosen is Frequency.WEEKLY or chosen.days <= gap


def test_the_strictest_of_two_packs_wins_whichever_is_nearer() -> None:
    lax = pack("us-tx", (Topic.SUPERVISION_RATIO, {"max_ratio": 7}), (Topic.PRE_SERVICE, {"hours_before_service": 4}))
    strict = pack("us", (Topic.SUPERVISION_RATIO, {"max_ratio": 5}), (Topic.PRE_SERVICE, {"hours_before_service": 40}))
    for packs in ((lax, strict), (strict, lax)):
        supervision = decided(None, *packs).profile.supervision
        assert (supervision.max_span, supervision.pre_service_hours) == (5, 40)


def test_a_laxer_ratio_than_our_own_does_not_raise_it() -> None:
    lax = pack("us", (Topic.SUPERVISION_RATIO, {"max_ratio": 12}))
    assert decided(None, lax).profile.supervision.max_span == 8


def test_the_strictest_gap_and_training_hours() -> None:
    rules = (
        pack(
            "us",
            (Topic.SUPERVISION_FREQUENCY, {"days_between_sessions": 14}),
            (Topic.SUPERVISION_FREQUENCY, {"days_between_sessions": 7, "stage": "new"}),
            (Topic.SUPERVISOR_TRAINING, {"training_hours": 8}),
        ),
        pack("us-x", (Topic.SUPERVISOR_TRAINING, {"training_hours": 20})),
    )
    supervision = decided(None, *rules).profile.supervision
    assert supervision.frequency_experienced is Frequency.EVERY_TWO_WEEKS
    assert supervision.frequency_new is Frequency.WEEKLY
    assert supervision.training.hours == 20


def test_our_own_neutral_pack_is_no_law() -> None:
    neutral = pack(NEUTRAL, (Topic.SUPERVISION_RATIO, {"max_ratio": 2}), (Topic.CREDENTIAL, {"credential": "Ours"}))
    made = decided(None, pack("us"), neutral).profile
    assert made.supervision.max_span == 8
    assert made.positions.specialist.credential is None


def test_what_the_organization_says_stands_and_is_no_choice_of_ours() -> None:
    rules = pack("us", (Topic.SUPERVISION_RATIO, {"max_ratio": 5}))
    made = decided({"supervision.max_span": "3", "supervision.frequency_experienced": "weekly"}, rules)
    assert made.profile.supervision.max_span == 3
    assert not {"supervision.max_span", "supervision.frequency_experienced"} & set(choices(made))


def test_the_credential_comes_from_the_nearest_pack() -> None:
    state = pack("us-oh", (Topic.CREDENTIAL, {"credential": "Ohio's"}))
    made = decided(None, state, pack("us", (Topic.CREDENTIAL, {"credential": "National"})))
    credential = made.profile.positions.specialist.credential
    assert credential
    assert credential.name == "Ohio's"
    assert made.profile.positions.supervisor.credential is None


# --- telling -------------------------------------------------------------------------------------------------


def test_every_choice_has_its_path_value_reason_and_place() -> None:
    made = choices(decided())
    assert len(made) >= EVERY_CHOICE_FOR_HARBOR_LIGHT
    for choice in made.values():
        assert choice.chosen
        assert choice.because[0].isupper() or not choice.because[0].isalpha()
        assert choice.used_by
    span = made["supervision.max_span"]
    assert (span.chosen, span.because) == ("8", "8, or the rule pack's figure if it is lower")


def test_a_choice_tells_what_was_decided_and_not_what_was_open() -> None:
    rules = pack("us", (Topic.SUPERVISION_RATIO, {"max_ratio": 5}))
    assert choices(decided(None, rules))["supervision.max_span"].chosen == "5"


def test_every_path_told_is_a_key_of_the_profile() -> None:
    made = decided()
    for path in choices(made):
        place: Any = made.profile
        for part in path.split("."):
            name, _, number = part.partition("[")
            place = getattr(place, name)
            place = place[int(number.rstrip("]")) - 1] if number else place


@pytest.mark.parametrize("path", ["policy.version", "supervision.minutes", "output.edition", "terms.lived_experience"])
def test_saying_the_default_oneself_takes_it_off_the_list(path: str) -> None:
    made = choices(decided())
    assert path in made
    assert path not in choices(decided({path: made[path].chosen}))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "none"),
        ((), "none"),
        (True, "yes"),
        (False, "no"),
        (Frequency.WEEKLY, "weekly"),
        (date(2027, 1, 8), "January 8, 2027"),
        (("a", "b"), "a; b"),
        (FactSource(title="T", url="https://x.example"), "T, https://x.example"),
        (Where("p.yaml", 3), "p.yaml:3"),
    ],
)
def test_a_value_is_told_as_a_person_would(value: Any, words: str) -> None:
    assert told(value, US) == words
