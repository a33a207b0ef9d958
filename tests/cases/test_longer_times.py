"""A longer time than the procedure's: asked for, decided by another, ended; and the date it
moves.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.selectors.standing import standing_of
from alerts.services.deadlines import recompute
from cases.models import LongerTime
from cases.selectors.exceptions import limits_that_may_be_longer, loosenings
from cases.services.circumstances import CircumstanceDetails, record_circumstance
from cases.services.exceptions import (
    LongerTimeDetails,
    approve_longer_time,
    ask_longer_time,
    refuse_longer_time,
    withdraw_longer_time,
)
from cin.accounts.models import User
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.policy.selectors import bank_holiday_calendar, procedure_in_force
from cin.procedures.book import preset
from cin.procedures.durations import Duration
from plans.models import PlanVersion
from tests.cases.browsing import open_page, words
from tests.stories import allocated, build_house, held, moment, supported

pytestmark = pytest.mark.django_db
REVIEW = "review_interval"


def ask(house, case, length="8 weeks", actor=None, limit=REVIEW, **more):
    answers = {"reason": "Settled; school sees her daily.", "holds_from": clock.today(), **more}
    return ask_longer_time(
        case_id=case.pk,
        actor=actor or house.sw,
        limit=limit,
        details=LongerTimeDetails(duration=Duration.parse(length), **answers),
    )


def approve(house, asked, actor=None):
    return approve_longer_time(
        longer_time_id=asked.pk, actor=actor or house.tm, reason="Agreed in supervision."
    )


def open_due(case, key="review"):
    recompute([case.pk])
    return Deadline.objects.get(case=case, key=key, met_on=None, withdrawn_at=None).due_on


@pytest.mark.rule("ROC-69")
def test_an_approved_longer_time_moves_the_review_and_its_end_moves_it_back():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        usual = open_due(case)
        asked = ask(house, case)
        assert open_due(case) == usual == date(2026, 4, 15)
        approve(house, asked)
        assert open_due(case) == date(2026, 5, 13)
    row = Deadline.objects.get(case=case, key="review", met_on=None)
    assert "8 weeks as approved for this child" in row.explanation
    with clock.at(moment("2026-04-20")):
        assert open_due(case) == date(2026, 5, 13)
        withdraw_longer_time(longer_time_id=asked.pk, actor=house.tm, reason="Things are worse.")
        assert open_due(case) == date(2026, 4, 20)


def test_a_longer_time_approved_after_the_day_moves_the_date_and_keeps_the_breach():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        open_due(case)
    with clock.at(moment("2026-04-17")):
        approve(house, ask(house, case))
        assert open_due(case) == date(2026, 5, 13)
        row = Deadline.objects.get(case=case, key="review", met_on=None)
        assert row.missed_on == date(2026, 4, 15)
        address = reverse("desk:deadline", args=[case.pk, row.pk])
        text = words(open_page(house.tm, address))
        assert "Wednesday 15 April 2026, had passed by then" in text
        assert "Passed before a longer time was agreed Wednesday 15 April 2026" in text
    with clock.at(moment("2026-05-06")):
        held(house, case, kind="review")
        recompute([case.pk])
    row.refresh_from_db()
    assert (row.met_on, row.met_late) == (date(2026, 5, 6), True)
    assert standing_of(row, date(2026, 5, 6)) == "met_late"


def test_working_days_beyond_the_known_calendar_are_refused_and_nothing_fails(house):
    last = bank_holiday_calendar().known_until
    with clock.at(moment(str(last - timedelta(days=200)))):
        case = allocated(house)
        with pytest.raises(BadInput, match="bank holidays are known only until") as refused:
            ask(house, case, "200 working days")
        asked = ask(house, case, "100 working days")
    assert refused.value.field == "duration"
    with clock.at(moment(str(last - timedelta(days=20)))), pytest.raises(StepNotAllowed):
        approve(house, asked)


def test_a_longer_time_withdrawn_on_the_day_it_began_never_held(house):
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        asked = approve(house, ask(house, case))
        withdraw_longer_time(longer_time_id=asked.pk, actor=house.tm, reason="The wrong child.")
        assert open_due(case) == date(2026, 4, 15)


@pytest.mark.parametrize(
    ("slug", "actor"),
    [
        pytest.param("peterborough", "tm", marks=pytest.mark.rule("PET-35", "PET-36")),
        pytest.param("bolton", "tm", marks=pytest.mark.rule("BOL-37")),
        pytest.param("birmingham", "sm", marks=pytest.mark.rule("BIR-60")),
        pytest.param("rochdale", "hos", marks=pytest.mark.rule("ROC-69")),
    ],
)
def test_where_the_procedure_allows_it_a_role_it_names_approves(slug, actor):
    house = build_house(slug)
    case = allocated(house, is_disabled=slug == "peterborough")
    asked = ask(house, case, "5 months")
    with pytest.raises(NotPermitted, match="decides on this"):
        approve(house, asked, house.sw2)
    assert approve(house, asked, house.people[actor]).approved_on == clock.today()


def test_where_the_procedure_allows_none_nothing_can_be_asked():
    house = build_house("hillingdon")
    case = allocated(house)
    assert REVIEW not in limits_that_may_be_longer(case)
    with pytest.raises(StepNotAllowed, match="allows no longer time"):
        ask(house, case)


@pytest.mark.rule("HIL-33")
def test_visits_every_four_weeks_for_one_child_are_the_managers_to_agree():
    house = build_house("hillingdon")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        usual = open_due(case, "visit")
        asked = ask(house, case, "4 weeks", limit="visit_interval")
        assert open_due(case, "visit") == usual
        with pytest.raises(NotPermitted, match="decides on this"):
            approve(house, asked, house.sw2)
        approve(house, asked)
        assert open_due(case, "visit") == usual + timedelta(weeks=1)


def test_nobody_decides_on_a_request_of_their_own_and_another_manager_may(house):
    case = allocated(house)
    asked = ask(house, case, actor=house.tm)
    with pytest.raises(NotPermitted, match="somebody else must decide"):
        approve(house, asked)
    assert approve(house, asked, house.sm).decided_by == house.sm


def test_a_refusal_has_a_reason_and_leaves_the_limit(house):
    case = allocated(house)
    asked = ask(house, case)
    with pytest.raises(BadInput, match="reasons"):
        refuse_longer_time(longer_time_id=asked.pk, actor=house.tm, reason=" ")
    refused = refuse_longer_time(longer_time_id=asked.pk, actor=house.tm, reason="Too early.")
    assert (refused.state, refused.approved_on) == ("refused", None)
    with pytest.raises(StepNotAllowed):
        approve(house, asked)


@pytest.mark.parametrize(
    ("length", "more", "field"),
    [
        ("4 weeks", {}, "duration"),
        ("20 working days", {}, "duration"),
        ("13 months", {}, "duration"),
        ("8 weeks", {"reason": "  "}, "reason"),
        ("8 weeks", {"holds_from": date(2026, 3, 17)}, "holds_from"),
        ("8 weeks", {"holds_from": date(2028, 3, 17)}, "holds_from"),
        ("8 weeks", {"holds_until": date(2026, 3, 1)}, "holds_until"),
    ],
)
def test_what_cannot_be_asked_is_refused_beside_its_field(house, length, more, field):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        with pytest.raises(BadInput) as refused:
            ask(house, case, length, **more)
    assert refused.value.field == field


def test_one_request_waits_at_a_time_and_only_its_author_takes_it_back(house):
    case = allocated(house)
    asked = ask(house, case)
    with pytest.raises(StepNotAllowed, match="asked for already"):
        ask(house, case, "10 weeks")
    with pytest.raises(NotPermitted, match="person who asked"):
        withdraw_longer_time(longer_time_id=asked.pk, actor=house.tm, reason="No.")
    withdraw_longer_time(longer_time_id=asked.pk, actor=house.sw, reason="Not needed after all.")
    assert ask(house, case, "10 weeks").state == "asked"


def test_a_later_decision_takes_the_place_of_an_earlier_one(house):
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        approve(house, ask(house, case, "10 weeks"))
    with clock.at(moment("2026-03-25")):
        approve(house, ask(house, case, "6 weeks"))
        assert open_due(case) == date(2026, 4, 29)
    assert LongerTime.objects.filter(ended_on=date(2026, 3, 25)).count() == 1


def test_what_a_later_decision_will_replace_can_still_be_ended_today():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        first = approve(house, ask(house, case))
    with clock.at(moment("2026-03-20")):
        later = ask(house, case, "9 weeks", holds_from=date(2026, 6, 15))
        approve(house, later)
    with clock.at(moment("2026-03-25")):
        first.refresh_from_db()
        assert first.ended_on == date(2026, 6, 15)
        address = reverse("cases:withdraw_longer_time", args=[first.pk])
        page = reverse("cases:circumstances", args=[case.pk])
        assert address in open_page(house.tm, page).content.decode()
        withdraw_longer_time(longer_time_id=first.pk, actor=house.tm, reason="Things are worse.")
        first.refresh_from_db()
        assert first.ended_on == date(2026, 3, 25)
        assert address not in open_page(house.tm, page).content.decode()


def test_a_request_whose_last_day_has_passed_cannot_be_approved(house):
    with clock.at(moment("2026-03-18")):
        case = allocated(house)
        asked = ask(house, case, holds_until=date(2026, 3, 20))
    with clock.at(moment("2026-03-23")), pytest.raises(StepNotAllowed, match="passed"):
        approve(house, asked)


def test_another_team_cannot_ask_or_decide(house):
    case = allocated(house)
    asked = ask(house, case)
    with pytest.raises(NotFound):
        approve(house, asked, house.tm2)
    with pytest.raises(NotFound):
        ask(house, case, actor=house.sw3, limit="visit_interval")


@pytest.mark.rule("ROC-157")
def test_a_disabled_childs_case_of_the_disability_team_may_be_longer_by_the_managers_word(house):
    procedure = preset("rochdale").with_settings({"review_interval_exception_allowed": False})
    assert list(loosenings(procedure, {"disabled"})) == []
    (found,) = loosenings(procedure, {"disabled", "cwd_team"})
    assert (found.limit, found.roles, found.cites) == (REVIEW, ("team_manager",), ("ROC-157",))
    with clock.at(moment("2026-03-18")):
        case = supported(house, is_disabled=True)
        details = CircumstanceDetails(starts_on=clock.today(), note="Moved to the team.")
        record_circumstance(case_id=case.pk, actor=house.sw, kind="cwd_team", details=details)
        approve(house, ask(house, case, "12 weeks"))
        assert open_due(case) == date(2026, 6, 10)


def test_visits_left_to_the_manager_follow_what_the_manager_agrees_shorter_or_longer():
    house = build_house("hillingdon")
    with clock.at(moment("2026-03-18")):
        case = supported(house, is_disabled=True)
        before = open_due(case, "visit")
        asked = ask(house, case, "6 weeks", limit="agreed_visit_interval")
        approve(house, asked)
        assert open_due(case, "visit") == date(2026, 4, 29) != before
        approve(house, ask(house, case, "2 weeks", limit="agreed_visit_interval"))
        assert open_due(case, "visit") == date(2026, 4, 1)
        approve(house, ask(house, case, "6 weeks", limit="agreed_visit_interval"))
        PlanVersion.objects.filter(case=case).update(visit_amount=2)
        type(case.child).objects.filter(pk=case.child_id).update(is_disabled=False)
        assert open_due(case, "visit") == date(2026, 4, 1)
    assert procedure_in_force(case.authority_id).get("visit_frequency_approver_roles")


def test_it_is_written_down_and_the_house_is_told(house, django_capture_on_commit_callbacks):
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        recompute([case.pk])
        asked = ask(house, case)
        with django_capture_on_commit_callbacks(execute=True):
            approve(house, asked)
    row = Deadline.objects.get(case=case, key="review", met_on=None)
    assert row.due_on == date(2026, 3, 18) + timedelta(weeks=8)
    assert User.objects.get(pk=row.case.longer_times.get().decided_by_id) == house.tm
