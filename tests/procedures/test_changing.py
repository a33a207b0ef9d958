"""What was agreed later judges no earlier time, and a breach that happened stays one (C9 to
C11).
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cin.procedures.durations import Duration, Unit
from cin.procedures.events import Agreed, DatedInterval, Event, ExceptionGranted, Facts
from cin.procedures.obligations import Standing, obligations
from tests.procedures.cases import due, happened, of, the
from tests.procedures.test_properties import BOOKS, CALENDAR

FIRST = happened("visit_made", "2026-06-01", id="first")
SECOND = happened("visit_made", "2026-07-06", id="second")
PLAN = happened("plan_started", "2026-06-01", id="plan")
HELD = happened("meeting_held", "2026-06-01", kind="initial")


def every(weeks: int, since: str, until: str | None = None) -> dict[str, object]:
    found = {"amount": weeks, "unit": "weeks", "since": since}
    return found if until is None else {**found, "until": until}


def visits(*events: dict, today: str = "2026-12-31", authority: str = "bolton", **more) -> list:
    found = of("visit", due(authority, *events, today=today, **more))
    return sorted(found, key=lambda each: each.counts_from.on)


@pytest.mark.parametrize("kind", ["visit_intervals", "visit_schedules"])
def test_what_is_agreed_after_a_visit_does_not_make_that_visit_late(kind):
    agreed = {kind: [every(2, "2026-07-10")]}
    met, following = visits(FIRST, SECOND, agreed=agreed, today="2026-07-11")
    assert (met.standing, str(met.due_on)) == ("met", "2026-07-13")
    assert (following.standing, str(following.due_on)) == ("upcoming", "2026-07-20")


@pytest.mark.parametrize("kind", ["visit_intervals", "visit_schedules"])
def test_a_tighter_interval_is_due_on_the_day_it_is_agreed_at_the_earliest(kind):
    agreed = {kind: [every(2, "2026-06-30")]}
    (today,) = visits(FIRST, agreed=agreed, today="2026-06-30")
    assert (today.standing, str(today.due_on)) == ("due_soon", "2026-06-30")
    assert "no earlier than Tuesday 30 June 2026, since it was agreed only then" in (
        today.explanation
    )
    assert visits(FIRST, agreed=agreed, today="2026-07-01")[0].standing == "overdue"
    assert str(visits(FIRST, agreed=agreed, today="2026-06-29")[0].due_on) == "2026-07-13"


def test_it_never_puts_off_a_date_that_was_there_already():
    agreed = {"visit_schedules": [every(2, "2026-07-20")]}
    (visit,) = visits(FIRST, agreed=agreed, today="2026-07-21")
    assert (str(visit.due_on), visit.missed_on) == ("2026-07-13", None)


def test_each_version_of_a_plan_judges_its_own_time():
    intervals = [every(2, "2026-06-01", "2026-06-30"), every(5, "2026-07-01")]
    third = happened("visit_made", "2026-07-20", id="third")
    made = happened("visit_made", "2026-06-18", id="close")
    late, then, _ = visits(FIRST, made, third, agreed={"visit_intervals": intervals})
    assert (late.standing, str(late.due_on)) == ("met_late", "2026-06-15")
    assert (then.standing, str(then.due_on), then.missed_on) == ("met", "2026-07-23", None)


def test_a_date_missed_before_the_plan_was_loosened_stays_missed():
    intervals = [every(2, "2026-06-01", "2026-06-30"), every(5, "2026-07-01")]
    (open_,) = visits(FIRST, agreed={"visit_intervals": intervals}, today="2026-07-02")
    assert (open_.standing, str(open_.due_on)) == ("due_soon", "2026-07-06")
    assert open_.as_data()["missed_on"] == "2026-06-15"
    assert "the date before, Monday 15 June 2026, had passed by then" in open_.explanation
    done, _ = visits(FIRST, SECOND, agreed={"visit_intervals": intervals})
    assert (done.standing, str(done.due_on)) == ("met_late", "2026-07-06")


def longer(approved_on: str, **more: str) -> dict[str, object]:
    return {
        "setting": "review_interval_max",
        "amount": 8,
        "unit": "weeks",
        "approved_on": approved_on,
        **more,
    }


@pytest.mark.parametrize(
    ("approved_on", "missed_on", "standing"),
    [("2026-07-13", None, "met"), ("2026-07-14", "2026-07-13", "met_late")],
)
def test_a_longer_time_approved_after_the_day_leaves_the_breach_and_moves_the_date(
    approved_on, missed_on, standing
):
    granted = {"exceptions": [longer(approved_on)]}
    review = the("review", due("bolton", HELD, today="2026-07-20", **granted))
    assert (str(review.due_on), review.standing) == ("2026-07-27", "due_soon")
    assert (review.missed_on and str(review.missed_on)) == missed_on
    held = happened("meeting_held", "2026-07-24")
    met, _ = of("review", due("bolton", HELD, held, today="2026-07-24", **granted))
    assert (met.standing, str(met.due_on)) == (standing, "2026-07-27")


def test_a_longer_time_for_the_initial_meeting_leaves_the_breach_too():
    decided = happened("cp_step_down_decided", "2026-06-01")
    granted = {
        "setting": "cp_stepdown_meeting_max",
        "amount": 8,
        "unit": "weeks",
        "approved_on": "2026-07-01",
    }
    settings = {"initial_meeting_exception_allowed": True}
    meeting = the(
        "initial_meeting",
        due("rochdale", decided, today="2026-07-02", exceptions=[granted], settings=settings),
    )
    assert (str(meeting.due_on), str(meeting.missed_on)) == ("2026-07-27", "2026-06-29")


def test_a_longer_time_beyond_the_known_bank_holidays_is_due_on_their_last_day():
    granted = [{**longer("2026-06-02"), "amount": 2000, "unit": "working_days"}]
    review = the("review", due("bolton", HELD, today="2026-06-10", exceptions=granted))
    assert review.due_on == CALENDAR.known_until
    assert "the last day whose bank holidays are known" in review.explanation


@pytest.mark.rule("HIL-51")
def test_what_the_manager_agreed_for_a_disabled_child_holds_in_its_days():
    agreed = {
        "managers_visit_intervals": [every(6, "2026-06-01", "2026-06-20"), every(2, "2026-06-21")]
    }
    child = {"cohorts": ["disabled"]}
    more = {"agreed": agreed, "child": child, "authority": "hillingdon"}
    early = happened("visit_made", "2026-06-19", id="early")
    met, following = visits(FIRST, early, today="2026-06-22", **more)
    assert (met.standing, str(met.due_on)) == ("met", "2026-07-13")
    assert str(following.due_on) == "2026-07-03"


REFERRED = [
    happened("referral_received", "2026-03-02"),
    happened("case_allocated", "2026-03-02"),
    happened("assessment_started", "2026-03-02", id="one"),
]
APPROVED = happened("assessment_approved", "2026-03-20", id="one-approved", of="one")
AGAIN = happened("assessment_started", "2026-09-01", id="two")


@pytest.mark.rule("ROC-51", "ROC-83")
def test_what_is_agreed_for_an_update_leaves_the_first_assessment_as_it_was():
    update = [{"of": "two", "due_on": "2026-09-30", "short": True}]
    events = [*REFERRED, PLAN, APPROVED, AGAIN]
    alone = due("rochdale", *events, today="2026-09-02")
    beside = due("rochdale", *events, today="2026-09-02", agreed={"assessments": update})
    for key in ("assessment", "checkpoint_2"):
        assert the(key, beside) == the(key, alone)
    (before,), (after,) = of("reassessment", alone), of("reassessment", beside)
    assert (str(before.due_on), str(after.due_on)) == ("2027-03-20", "2026-09-30")
    assert after.rule.setting == "assessment_due_on"


@pytest.mark.rule("ROC-51", "ROC-83")
def test_what_is_agreed_for_the_first_says_nothing_of_an_update():
    first = [{"of": "one", "due_on": "2026-03-25", "short": True}]
    open_ = due("rochdale", *REFERRED, today="2026-03-03", agreed={"assessments": first})
    assert str(the("assessment", open_).due_on) == "2026-03-16"
    assert of("checkpoint_2", open_) == []
    events = [*REFERRED, PLAN, APPROVED, AGAIN]
    later = due("rochdale", *events, today="2026-09-02", agreed={"assessments": first})
    assert str(the("assessment", later).due_on) == "2026-03-16"
    assert str(the("reassessment", later).due_on) == "2027-03-20"


DAYS = st.dates(date(2026, 1, 5), date(2026, 9, 30))
LENGTHS = st.builds(Duration, st.integers(1, 12), st.just(Unit.WEEKS))


@st.composite
def intervals(draw: st.DrawFn) -> DatedInterval:
    """An interval that was agreed from a day on, and perhaps until another."""
    since = draw(DAYS)
    lasting = draw(st.none() | st.integers(0, 90))
    until = None if lasting is None else since + timedelta(days=lasting)
    return DatedInterval(draw(LENGTHS), since, until)


DATED = intervals()
EXCEPTIONS = st.builds(ExceptionGranted, st.just("visit_interval_max"), LENGTHS, DAYS)
VISITS = st.lists(DAYS, min_size=1, max_size=6, unique=True)
AUTHORITIES = st.sampled_from(sorted(BOOKS))


def visited(days: list[date], agreed: Agreed, exceptions: list[ExceptionGranted]) -> Facts:
    made = tuple(Event("visit_made", day, id=str(day)) for day in days)
    recorded = tuple(Event("visit_recorded", day, of=str(day)) for day in days)
    return Facts(agreed=agreed, exceptions=tuple(exceptions), events=made + recorded)


def visits_of(facts: Facts, authority: str, today: date) -> dict[str, object]:
    found = obligations(facts, BOOKS[authority], CALENDAR, today)
    return {each.counts_from_id: each for each in found if each.key == "visit"}


@given(AUTHORITIES, VISITS, st.lists(DATED, max_size=3), DATED, DAYS)
def test_an_agreement_changes_nothing_that_was_over_before_it(authority, days, held, new, today):
    before = visited(days, Agreed(visit_schedules=tuple(held)), [])
    after = visited(days, Agreed(visit_schedules=(*held, new)), [])
    was, now = visits_of(before, authority, today), visits_of(after, authority, today)
    for name, visit in was.items():
        if visit.met_on is not None and visit.met_on < new.since:
            assert now[name] == visit


@given(AUTHORITIES, VISITS, st.lists(DATED, max_size=3), st.lists(EXCEPTIONS, max_size=3), DAYS)
def test_nothing_is_overdue_before_the_day_that_said_so(authority, days, dated, granted, today):
    """On the day something is agreed, only what was overdue the day before is overdue."""
    facts = visited(days, Agreed(visit_intervals=tuple(dated)), granted)
    for visit in visits_of(facts, authority, today).values():
        turns = [each.since for each in dated if each.since > visit.counts_from.on]
        if visit.standing is Standing.OVERDUE and today in turns:
            yesterday = visits_of(facts, authority, date.fromordinal(today.toordinal() - 1))
            assert yesterday[visit.counts_from_id].due_on < today


@given(AUTHORITIES, VISITS, st.lists(EXCEPTIONS, min_size=1, max_size=3), DAYS)
def test_a_breach_stays_whatever_is_approved_after_it(authority, days, granted, today):
    open_ = visited([days[0]], Agreed(), granted)
    before = visits_of(open_, authority, today)
    for name, visit in before.items():
        if visit.standing is Standing.OVERDUE:
            later = ExceptionGranted("visit_interval_max", granted[0].duration, today)
            after = visits_of(visited([days[0]], Agreed(), [*granted, later]), authority, today)
            assert after[name].standing is Standing.OVERDUE or after[name].missed_on is not None
