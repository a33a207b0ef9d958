"""Family network meetings: prepared, held, recorded, sent out, or found not appropriate."""

from datetime import date

import pytest

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from assessments.models import FamilyNetworkMeeting
from assessments.selectors.network_meetings import (
    PREPARATION,
    TOPICS,
    family_rows,
    items_of_meeting,
)
from assessments.services import (
    NetworkRecord,
    Preparation,
    find_network_meeting_not_appropriate,
    finish_network_meeting,
    prepare_network_meeting,
    record_network_meeting,
    send_network_minutes,
)
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotFound, NotReady, StepNotAllowed
from tests.stories import allocated, build_house, met, moment, supported

pytestmark = pytest.mark.django_db

PEOPLE = [
    {"name": "Mary O'Brien", "relationship": "Mother", "attended": "came"},
    {"name": "Nan", "relationship": "Grandmother", "attended": "came"},
]
ACTION = {"what": "Breakfast together", "who": "Nan", "due_on": "2026-04-20"}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def items(case, setting):
    asked = items_of_meeting(FamilyNetworkMeeting(case=case), setting)
    return {item.code: f"About {item.title}" for item in asked}


def prepared(house, case, *, seen=0, **changes):
    text = {"preparation": items(case, PREPARATION), "people": PEOPLE, **changes}
    return prepare_network_meeting(
        case_id=case.pk, actor=house.sw, seen_version=seen, answers=Preparation(**text)
    )


def written(house, meeting, **changes):
    answers = {
        "held_on": clock.today(),
        "people": PEOPLE,
        "discussion": items(meeting.case, TOPICS),
        "actions": [ACTION],
        "owned_by_family": True,
        "effect_on_plan": "less_input",
        "follow_up_at": moment("2026-05-12 14:00"),
        **changes,
    }
    return record_network_meeting(
        meeting_id=meeting.pk,
        actor=house.sw,
        seen_version=meeting.version,
        answers=NetworkRecord(**answers),
    )


def finished(house, case, **changes):
    meeting = written(house, prepared(house, case), **changes)
    return finish_network_meeting(meeting_id=meeting.pk, actor=house.sw)


def due(case, key):
    recompute([case.pk])
    return Deadline.objects.get(case=case, key=key, withdrawn_at=None)


def lacks(house, case, **changes):
    with pytest.raises(NotReady) as refused:
        finished(house, case, **changes)
    return [blocker.code for blocker in refused.value.blockers]


@pytest.mark.rule("ROC-52", "ROC-96", "ROC-103", "ROC-104")
def test_a_meeting_held_by_day_10_with_its_minutes_sent_meets_both_dates(house):
    case = allocated(house)
    with clock.at(moment("2026-03-31")):
        meeting = finished(house, case)
        assert (due(case, "family_network_meeting").due_on) == date(2026, 4, 1)
        assert due(case, "family_network_meeting").met_on == date(2026, 3, 31)
        assert due(case, "fnm_minutes").due_on == date(2026, 4, 9)
    with clock.at(moment("2026-04-02")):
        send_network_minutes(
            meeting_id=meeting.pk,
            actor=house.sw,
            sent_on=clock.today(),
            recipients="Mary O'Brien\nNan",
        )
        assert due(case, "fnm_minutes").met_on == date(2026, 4, 2)


@pytest.mark.rule("ROC-55", "ROC-96", "ROC-103")
def test_rochdale_wants_its_six_topics_and_a_first_plan_of_support(house):
    case = allocated(house)
    codes = ["strengths", "concerns", "barriers", "who_does_what", "voice", "contingency"]
    assert list(items(case, TOPICS)) == codes
    assert lacks(house, case, discussion={}, actions=[]) == [*["discussion"] * 6, "actions"]


@pytest.mark.rule("ROC-57")
def test_rochdale_wants_a_follow_up_meeting_unless_this_one_closes(house):
    assert lacks(house, allocated(house), follow_up_at=None) == ["follow_up_at"]
    case = allocated(house)
    closing = prepared(house, case, kind="closure")
    meeting = written(house, closing, follow_up_at=None)
    assert finish_network_meeting(meeting_id=meeting.pk, actor=house.sw).state == "recorded"


@pytest.mark.rule("ROC-54")
def test_taking_part_from_afar_needs_a_reason_where_the_meeting_is_in_person(house):
    people = [PEOPLE[0], {**PEOPLE[1], "attended": "from_afar"}]
    assert lacks(house, allocated(house), people=people) == ["remote_reason"]
    case = allocated(house)
    assert finished(house, case, people=people, remote_reason="Nan lives in Cork").pk


@pytest.mark.rule("HIL-26")
def test_in_hillingdon_people_take_part_by_video_without_a_reason():
    house = build_house("hillingdon")
    people = [{**person, "attended": "from_afar"} for person in PEOPLE]
    assert finished(house, allocated(house), people=people).state == "recorded"


@pytest.mark.rule("HIL-19", "HIL-20", "HIL-21", "HIL-22", "HIL-23")
def test_hillingdons_preparation_is_written_before_the_record_is_finished():
    house = build_house("hillingdon")
    case = allocated(house)
    wanted = ["support_people", "absent_parent", "parents_fears", "child_perspective", "barriers"]
    assert list(items(case, PREPARATION)) == wanted
    half = {**items(case, PREPARATION), "absent_parent": " "}
    meeting = written(house, prepared(house, case, preparation=half))
    with pytest.raises(NotReady, match="absent father"):
        finish_network_meeting(meeting_id=meeting.pk, actor=house.sw)


@pytest.mark.rule("HIL-16", "HIL-140")
def test_hillingdons_record_asks_for_dynamics_ownership_and_what_it_means_for_the_plan():
    house = build_house("hillingdon")
    case = allocated(house)
    assert list(items(case, TOPICS))[:3] == ["dynamics", "triggers", "stressful_times"]
    assert lacks(house, case, owned_by_family=None, effect_on_plan="") == [
        "owned_by_family",
        "effect_on_plan",
    ]


@pytest.mark.rule("HIL-141")
def test_hillingdons_record_says_whether_the_familys_safety_plan_works():
    house = build_house("hillingdon")
    case = allocated(house)
    half = {**items(case, TOPICS), "safety_plan_works": " "}
    meeting = written(house, prepared(house, case), discussion=half)
    with pytest.raises(NotReady, match="safety plan work"):
        finish_network_meeting(meeting_id=meeting.pk, actor=house.sw)


@pytest.mark.rule("HIL-28")
def test_in_hillingdon_a_meeting_is_due_after_the_first_one_when_none_was_held_before():
    house = build_house("hillingdon")
    case = supported(house)
    assert due(case, "family_network_meeting").due_on == date(2026, 4, 1)


@pytest.mark.rule("HIL-18")
def test_not_appropriate_needs_a_reason_and_meets_the_date():
    house = build_house("hillingdon")
    case = supported(house)
    with pytest.raises(BadInput):
        find_network_meeting_not_appropriate(case_id=case.pk, actor=house.sw, reason=" ")
    found = find_network_meeting_not_appropriate(
        case_id=case.pk, actor=house.sw, reason="The family fears violence from relatives."
    )
    assert (found.state, found.decided_on) == ("not_appropriate", clock.today())
    assert due(case, "family_network_meeting").met_on == clock.today()


@pytest.mark.rule("HIL-27")
def test_every_action_has_a_named_person_and_a_date_and_everybody_an_answer(house):
    loose = {"what": "Ring school", "who": "", "due_on": ""}
    people = [*PEOPLE, {"name": "Aunt Bríd", "attended": ""}]
    found = lacks(house, allocated(house), people=people, actions=[ACTION, loose])
    assert found == ["attended", "loose_actions"]


def test_what_is_prepared_is_no_meeting_held(house):
    case = allocated(house)
    prepared(house, case)
    assert due(case, "family_network_meeting").met_on is None


@pytest.mark.rule("HIL-15")
def test_a_family_looks_at_its_plan_again_in_a_review():
    house = build_house("hillingdon")
    case = allocated(house)
    first = finished(house, case, next_review_on=date(2026, 6, 18))
    review = finished_review(house, case)
    assert (first.next_review_on, review.kind) == (date(2026, 6, 18), "review")
    assert FamilyNetworkMeeting.objects.filter(case=case, state="recorded").count() == 2


def finished_review(house, case):
    meeting = written(house, prepared(house, case, kind="review"))
    return finish_network_meeting(meeting_id=meeting.pk, actor=house.sw)


@pytest.mark.rule("ROC-53", "ROC-99", "ROC-100")
def test_everybody_asked_is_recorded_and_somebody_must_have_come(house):
    case = allocated(house)
    assert lacks(house, case, people=[{"name": "Nan", "attended": "excused"}]) == ["people"]
    other = allocated(house)
    meeting = written(house, prepared(house, other, preparation={"who": " "}))
    with pytest.raises(NotReady, match="Who should come"):
        finish_network_meeting(meeting_id=meeting.pk, actor=house.sw)


def test_a_finished_record_is_never_changed_and_another_can_follow(house):
    case = allocated(house)
    meeting = finished(house, case)
    with pytest.raises(StepNotAllowed):
        written(house, meeting)
    review = prepared(house, case, kind="review")
    assert review.pk != meeting.pk
    with pytest.raises(StepNotAllowed):
        send_network_minutes(
            meeting_id=review.pk, actor=house.sw, sent_on=clock.today(), recipients="Nan"
        )


def test_minutes_are_not_sent_before_the_meeting_nor_to_nobody(house):
    meeting = finished(house, allocated(house))
    common = {"meeting_id": meeting.pk, "actor": house.sw}
    with pytest.raises(BadInput, match="before the meeting"):
        send_network_minutes(sent_on=date(2026, 3, 17), recipients="Nan", **common)
    with pytest.raises(BadInput, match="who it was sent to"):
        send_network_minutes(sent_on=clock.today(), recipients=" ", **common)


@pytest.mark.parametrize("on", [date(2026, 3, 19), date(2026, 3, 17)])
def test_a_meeting_is_held_neither_in_the_future_nor_before_the_referral(house, on):
    meeting = prepared(house, allocated(house))
    with pytest.raises(BadInput) as refused:
        written(house, meeting, held_on=on)
    assert refused.value.field == "held_on"


def test_two_who_prepare_at_once_lose_nothing(house):
    case = allocated(house)
    first = prepared(house, case)
    with pytest.raises(ChangedMeanwhile):
        prepared(house, case, venue="Elsewhere")
    assert FamilyNetworkMeeting.objects.get().version == first.version


def test_another_team_and_authority_know_of_none(house):
    meeting = prepared(house, allocated(house))
    for stranger in (house.sw3, build_house("bolton").sw):
        with pytest.raises(NotFound):
            finish_network_meeting(meeting_id=meeting.pk, actor=stranger)


def test_a_finished_record_reads_the_same_when_the_procedure_asks_otherwise_later(house):
    meeting = finished(house, allocated(house))
    before = [(item.title, item.text) for item in items_of_meeting(meeting, TOPICS)]
    assert len(before) == 6
    meeting.case.authority_id = build_house("hillingdon").authority.pk
    after = [(item.title, item.text) for item in items_of_meeting(meeting, TOPICS)]
    assert sorted(before) == sorted(after)


def test_the_family_is_offered_first(house):
    case = allocated(house)
    assert [row["relationship"] for row in family_rows(case)] == ["Mother", "The child"]


def test_a_first_meeting_without_a_network_meeting_leaves_it_due():
    house = build_house("hillingdon")
    case = supported(house)
    met(house, case, kind="review", on=clock.today())
    assert due(case, "family_network_meeting").met_on is None
