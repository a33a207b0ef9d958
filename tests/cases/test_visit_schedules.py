"""A manager says how often a child is visited, and the dates follow."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import VisitSchedule
from cases.services.allocation import allocate_case
from cases.services.schedules import end_visit_schedule, set_visit_schedule
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.procedures.durations import Duration, Unit
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import allocated, moment, screened, supported, visited

pytestmark = pytest.mark.django_db
WEEKLY = Duration(1, Unit.WEEKS)
FORM = {"every_amount": "1", "every_unit": "weeks", "reason": "A baby, and a new partner."}


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def set_weekly(house, case, **changes):
    step = {"case_id": case.pk, "actor": house.tm, "every": WEEKLY, "reason": "A baby."}
    return set_visit_schedule(**{**step, **changes})


def visit_due(case):
    recompute([case.pk])
    return Deadline.objects.get(case=case, key="visit", met_on=None, withdrawn_at=None).due_on


@pytest.mark.rule("ROC-86", "ROC-87")
def test_the_next_visit_falls_due_by_the_schedule_and_by_the_procedure_once_it_ends(house):
    case = supported(house)
    visited(house, case)
    usual = visit_due(case)
    set_weekly(house, case)
    assert visit_due(case) == date(2026, 3, 25) < usual
    set_weekly(house, case, every=Duration(6, Unit.MONTHS))
    assert visit_due(case) == usual
    assert VisitSchedule.objects.filter(ends_on=None).count() == 1
    end_visit_schedule(case_id=case.pk, actor=house.tm, reason="Calm again")
    assert visit_due(case) == usual


@pytest.mark.rule("ROC-86")
def test_only_a_manager_sets_it_and_the_case_summary_shows_it(house):
    case = supported(house)
    address = reverse("cases:set_visit_schedule", args=[case.pk])
    assert send(house.sw, address, FORM).status_code == 403
    assert send(house.tm, address, FORM).status_code == 302
    for page in ("desk:case", "desk:case_summary"):
        assert "Every 1 week" in words(open_page(house.sw, reverse(page, args=[case.pk])))
    assert "Every 1 week" in words(open_page(house.tm, address))
    end = reverse("cases:end_visit_schedule", args=[case.pk])
    assert send(house.tm, end, {"reason": "Calm again"}).status_code == 302
    assert open_page(house.tm, end).status_code == 409


@pytest.mark.parametrize("reason", ["", "  "])
def test_it_has_a_reason_and_is_not_counted_in_hours(house, reason):
    case = supported(house)
    with pytest.raises(BadInput) as refused:
        set_weekly(house, case, reason=reason)
    assert refused.value.field == "reason"
    with pytest.raises(BadInput) as refused:
        set_weekly(house, case, every=Duration(20, Unit.HOURS))
    assert refused.value.field == "every"


@pytest.mark.parametrize(("amount", "unit"), [("13", "months"), ("366", "calendar_days")])
def test_a_slip_of_the_finger_does_not_outrun_the_calendar(house, amount, unit):
    case = supported(house)
    address = reverse("cases:set_visit_schedule", args=[case.pk])
    too_long = {"every_amount": amount, "every_unit": unit, "reason": "A baby."}
    asked = send(house.tm, address, too_long)
    assert asked.context["form"].errors["every"] == ["Visits can be at most 12 months apart"]
    assert send(house.tm, address, {**too_long, "every_amount": "12"}).status_code == 302
    new = screened(house, given_names="Noor")
    with pytest.raises(BadInput, match="at most 12 months") as refused:
        allocate_case(
            case_id=new.pk,
            actor=house.tm,
            worker_id=house.sw.pk,
            note="Visit soon.",
            visit_every=Duration(int(amount), Unit(unit)),
        )
    assert refused.value.field == "visit_every"


def test_nobody_else_sets_it(house):
    case = supported(house)
    with pytest.raises(NotPermitted):
        set_weekly(house, case, actor=house.sw)
    with pytest.raises(NotFound):
        set_weekly(house, case, actor=house.tm2)
    with pytest.raises(StepNotAllowed, match="not allocated"):
        set_weekly(house, screened(house))
    with pytest.raises(StepNotAllowed, match="no schedule"):
        end_visit_schedule(case_id=case.pk, actor=house.tm, reason="None")


@pytest.mark.rule("ROC-86")
def test_it_can_be_written_with_the_allocation(house):
    case = screened(house)
    form = {"worker": house.sw.pk, "note": "See the child first.", "visit_every_amount": "2"}
    address = reverse("cases:allocate_case", args=[case.pk])
    page = send(house.tm, address, {**form, "visit_every_unit": "fortnights"})
    assert "Select the unit of how often the child is visited" in words(page)
    send(house.tm, address, {**form, "visit_every_unit": "weeks"})
    schedule = VisitSchedule.objects.get()
    assert (str(schedule.duration), schedule.set_by) == ("2 weeks", house.tm)


def test_there_is_one_at_a_time(house):
    case = allocated(house)
    first = set_weekly(house, case)
    again = {"amount": 1, "unit": "weeks", "starts_on": clock.today(), "set_by": house.tm}
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitSchedule.objects.create(case=case, **again)
    assert VisitSchedule.objects.get() == first


@pytest.mark.rule("ROC-77")
def test_what_everybody_carries_stands_beside_the_choice(house):
    case = supported(house)
    visited(house, case)
    set_weekly(house, case, every=Duration(2, Unit.CALENDAR_DAYS))
    recompute([case.pk])
    waiting = screened(house)
    address = reverse("cases:allocate_case", args=[waiting.pk])
    assert "SW of Rochdale 1 2 0" in words(open_page(house.tm, address))
    with clock.at(moment("2026-03-23")):
        late = words(open_page(house.tm, address))
    assert "SW of Rochdale 1 0 " in late
    assert "SW of Rochdale 1 0 0" not in late


def test_the_workloads_cost_the_same_for_one_case_as_for_several(house):
    address = reverse("cases:allocate_case", args=[screened(house).pk])
    few = queries_to_open(house.tm, address)
    for _ in range(3):
        case = screened(house)
        allocate_case(case_id=case.pk, actor=house.tm, worker_id=house.sw2.pk, note="Go")
    assert queries_to_open(house.tm, address) == few
