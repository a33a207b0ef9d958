"""No Child in Need plan runs beside a child protection plan."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from assessments.services import approve_assessment
from cases.selectors.child_protection import child_protection_since
from cases.services.changes import ChangeDetails, record_change, withdraw_change
from cin.core import clock
from cin.core.errors import StepNotAllowed
from plans.models import PlanVersion
from plans.services import amend_plan, draft_plan, submit_plan
from tests.cases.browsing import open_page, words
from tests.planned import plan_changed
from tests.stories import (
    assessing,
    build_house,
    moment,
    submitted,
    supported,
)

pytestmark = pytest.mark.django_db
STARTED, STEPPED_DOWN = "cp_plan_started", "cp_step_down_decided"


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.fixture
def house(db):
    return build_house("peterborough")


def changed(house, case, kind=STARTED, on=date(2026, 3, 18)):
    details = ChangeDetails(happened_on=on, note="The conference decided.")
    return record_change(case_id=case.pk, actor=house.tm, kind=kind, details=details)


@pytest.mark.rule("PET-01", "BOL-01", "ROC-03")
@pytest.mark.parametrize("slug", ["peterborough", "bolton", "rochdale"])
def test_a_plan_in_force_is_not_carried_on_and_its_dates_rest(db, slug):
    house = build_house(slug)
    with clock.at(moment("2026-03-16")):
        case = supported(house)
    recompute([case.pk])
    waiting = Deadline.objects.filter(case=case, met_on=None, withdrawn_at=None)
    assert set(waiting.values_list("key", flat=True)) >= {"review", "visit"}
    changed(house, case)
    recompute([case.pk])
    assert not waiting.filter(key__in=["review", "visit", "supervision"]).exists()
    with pytest.raises(StepNotAllowed, match="child protection plan since 18 March 2026"):
        amend_plan(case_id=case.pk, actor=house.sw, kind="minor")


def test_no_plan_is_started(house):
    case = assessing(house).case
    changed(house, case)
    with pytest.raises(StepNotAllowed, match="Propose closing the case instead"):
        draft_plan(case_id=case.pk, actor=house.sw)
    assert not PlanVersion.objects.exists()


def test_no_plan_comes_into_force(db):
    house = build_house("bolton")
    case = supported(house)
    version = plan_changed(house, case, "minor")
    changed(house, case)
    with pytest.raises(StepNotAllowed, match="no Child in Need plan beside it"):
        submit_plan(version_id=version.pk, actor=house.sw)


def test_an_assessment_does_not_begin_support_beside_it(house):
    assessment = submitted(house)
    changed(house, assessment.case)
    with pytest.raises(StepNotAllowed, match="child protection plan"):
        approve_assessment(
            assessment_id=assessment.pk, actor=house.tm, read_version=assessment.version
        )


def test_stepping_down_and_taking_it_back_open_the_way_again(house):
    case = supported(house)
    first = changed(house, case)
    assert child_protection_since(case) == date(2026, 3, 18)
    withdraw_change(change_id=first.pk, actor=house.tm, reason="Another child.")
    assert child_protection_since(case) is None
    changed(house, case)
    changed(house, case, STEPPED_DOWN)
    assert child_protection_since(case) is None
    assert amend_plan(case_id=case.pk, actor=house.sw, kind="minor").number == 2


def test_the_case_says_so_and_closing_begins_with_it_as_the_reason(house):
    case = supported(house)
    changed(house, case)
    told = "Child protection plan since 18 March 2026: no Child in Need plan runs beside it"
    assert told in words(open_page(house.sw, reverse("desk:case", args=[case.pk])))
    page = open_page(house.sw, reverse("closures:propose_closure", args=[case.pk]))
    assert page.context["form"]["reason"].value() == "cp_plan"
