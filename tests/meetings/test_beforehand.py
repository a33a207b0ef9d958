"""What is wanted before a meeting, the time it is held at, and who chairs the first."""

from datetime import date, time

import pytest

from assessments.services.network_meetings import find_network_meeting_not_appropriate
from cases.models import Milestone
from cases.services.changes import ChangeDetails, record_change
from cin.core import clock
from cin.core.errors import NotReady
from cin.policy.models import DayOff
from cin.procedures.book import preset
from cin.procedures.school import hours_in, is_in_school_time
from meetings.beforehand import prepared_on, warnings_before
from meetings.services import finish_meeting_record
from tests.cases.browsing import open_page, words
from tests.meetings.test_pages import at
from tests.meetings.test_recording import hold
from tests.stories import approved, build_house, held, met, moment, supported, visited
from visits.models import Visit

pytestmark = pytest.mark.django_db
TUESDAY_MORNING = {"began_at": time(10), "held_on": date(2026, 3, 17)}


def prepares(visit, kind="review"):
    Visit.objects.filter(pk=visit.pk).update(prepares_for=kind)
    return visit


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("hillingdon", marks=pytest.mark.rule("HIL-68")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-11")),
        pytest.param("peterborough", marks=pytest.mark.rule("PET-07")),
    ],
)
def test_without_a_visit_to_prepare_for_it_a_meeting_is_warned_about_and_still_recorded(slug):
    house = build_house(slug)
    with clock.at(moment("2026-03-02")):
        case = supported(house)
    page = at("hold_meeting", case.pk, "review")
    assert "No visit to prepare" in words(open_page(house.sw, page))
    meeting = met(house, case, kind="review")
    assert "no visit recorded" in words(open_page(house.sw, at("meeting", meeting.pk)))
    with clock.at(moment("2026-03-20")):
        prepares(visited(house, case))
        assert prepared_on(case, "review") == date(2026, 3, 20)
        assert "No visit to prepare" not in words(open_page(house.sw, page))
        later = met(house, case, kind="review")
        record = words(open_page(house.sw, at("meeting", later.pk)))
    assert f"{case.child}: Friday 20 March 2026" in record or "20 March 2026" in record


def test_a_visit_prepares_for_the_next_meeting_only_and_for_its_kind(bolton):
    with clock.at(moment("2026-03-02")):
        case = supported(bolton)
        prepares(visited(bolton, case), "initial")
    assert prepared_on(case, "review") is None
    with clock.at(moment("2026-03-10")):
        prepares(visited(bolton, case))
    met(bolton, case, kind="review")
    assert prepared_on(case, "review") is None


def test_where_no_visit_is_asked_for_nothing_is_said(bolton):
    procedure = preset("bolton").with_settings({"pre_meeting_visit": "off"})
    assert procedure.get("pre_meeting_visit") == "off"
    assert warnings_before(supported(bolton), "other") == []


@pytest.mark.rule("HIL-25")
def test_a_first_meeting_without_a_family_network_meeting_is_warned_about(hillingdon):
    case = approved(hillingdon).case
    page = at("hold_meeting", case.pk, "initial")
    said = "No family network meeting was held before this meeting (HIL-25)"
    assert said in words(open_page(hillingdon.sw, page))
    noted = {"case": case, "happened_on": clock.today(), "recorded_by": hillingdon.sw}
    Milestone.objects.create(kind="fnm_held", note="At the aunt's.", **noted)
    assert said not in words(open_page(hillingdon.sw, page))


def test_one_that_was_found_not_right_for_the_family_is_not_missed(hillingdon):
    case = approved(hillingdon).case
    find_network_meeting_not_appropriate(
        case_id=case.pk, actor=hillingdon.sw, reason="The family lives in fear of each other."
    )
    assert not [line for line in warnings_before(case, "initial") if "network" in line]


def codes_missing(house, meeting):
    try:
        finish_meeting_record(meeting_id=meeting.pk, actor=house.sw)
    except NotReady as refused:
        return [blocker.code for blocker in refused.blockers]
    return []


@pytest.mark.parametrize(
    "slug",
    [
        pytest.param("birmingham", marks=pytest.mark.rule("BIR-49")),
        pytest.param("bolton", marks=pytest.mark.rule("BOL-14")),
        pytest.param("peterborough", marks=pytest.mark.rule("PET-10")),
    ],
)
def test_a_meeting_in_school_time_with_a_child_of_school_age_says_why(slug):
    house = build_house(slug)
    with clock.at(moment("2026-03-02")):
        case = supported(house)
    morning = {"began_at": time(10)}
    meeting = held(house, case, kind="review", said=morning)
    assert codes_missing(house, meeting) == ["school_time_reason"]
    why = {**morning, "school_time_reason": "The only hour of the paediatrician; he likes it."}
    assert codes_missing(house, held(house, case, kind="review", said=why)) == []
    after = {"began_at": time(15, 30)}
    assert codes_missing(house, held(house, case, kind="review", said=after)) == []
    absent = {"attended": False, "absence_reason": "At school."}
    assert codes_missing(house, held(house, case, kind="review", said=morning, **absent)) == []


@pytest.mark.rule("BIR-49", "BOL-14", "PET-10")
def test_the_next_meeting_in_school_time_is_pointed_out_at_once(bolton):
    case = supported(bolton)
    meeting = met(bolton, case, kind="review", next_meeting_time=time(9))
    page = words(open_page(bolton.sw, at("meeting", meeting.pk)))
    assert "is in school hours. Does that suit the child?" in page
    meeting = met(bolton, case, kind="review")
    assert "is in school hours" not in words(open_page(bolton.sw, at("meeting", meeting.pk)))


BORN = date(2017, 5, 4)


@pytest.mark.parametrize(
    ("on", "at_", "born_on", "expected"),
    [
        (date(2026, 3, 18), time(9), BORN, True),
        (date(2026, 3, 18), time(8, 59), BORN, False),
        (date(2026, 3, 18), time(15, 29), BORN, True),
        (date(2026, 3, 18), time(15, 30), BORN, False),
        (date(2026, 3, 21), time(10), BORN, False),
        (date(2026, 4, 3), time(10), BORN, False),
        (date(2026, 3, 18), time(10), date(2021, 3, 18), True),
        (date(2026, 3, 18), time(10), date(2021, 3, 19), False),
        (date(2026, 3, 18), time(10), date(2009, 3, 19), True),
        (date(2026, 3, 18), time(10), date(2009, 3, 18), False),
        (date(2026, 3, 18), None, BORN, False),
        (date(2026, 3, 18), time(10), None, False),
    ],
)
def test_school_time_is_a_school_age_on_a_weekday_in_school_hours(on, at_, born_on, expected):
    asked = {"on": on, "at": at_, "born_on": born_on, "bank_holidays": {date(2026, 4, 3)}}
    assert is_in_school_time(preset("bolton"), **asked) is expected
    assert not is_in_school_time(preset("rochdale"), **asked)


@pytest.mark.parametrize("text", ["", "nine", "15:30-09:00", "25:00-26:00", "09:00"])
def test_hours_that_are_none_are_not_guessed(text):
    assert hours_in(text) is None


def test_hours_are_read_with_and_without_a_dash():
    assert hours_in("8.45 to 15:15") == (time(8, 45), time(15, 15))


def test_a_day_on_which_only_the_offices_are_closed_is_a_school_day(bolton):
    with clock.at(moment("2026-03-02")):
        case = supported(bolton)
    closed = clock.today()
    DayOff.objects.create(
        authority=bolton.authority, day=closed, kind="closure", reason="Move", added_by=bolton.admin
    )
    meeting = held(bolton, case, kind="review", said={"began_at": time(10)})
    assert codes_missing(bolton, meeting) == ["school_time_reason"]


@pytest.mark.rule("BOL-16")
def test_after_a_child_protection_plan_anybody_chairs_the_first_meeting_in_bolton(bolton):
    case = approved(bolton).case
    page = at("hold_meeting", case.pk, "initial")
    assert "Usually the line manager" in words(open_page(bolton.sw, page))
    with pytest.raises(NotReady, match="line manager"):
        hold(bolton, case, kind="initial", chair_role="agency_professional")
    record_change(
        case_id=case.pk,
        actor=bolton.sw,
        kind="cp_step_down_decided",
        details=ChangeDetails(happened_on=clock.today(), note="The conference decided."),
    )
    said = "After a child protection plan the lead professional, or anybody else (BOL-16)"
    assert said in words(open_page(bolton.sw, page))
    assert hold(bolton, case, kind="initial", chair_role="agency_professional").pk
