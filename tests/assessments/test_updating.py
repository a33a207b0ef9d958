"""An assessment brought up to date beside a plan that is in force."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from assessments.selectors.dates import dates_of
from assessments.services import (
    agree_assessment_date,
    approve_assessment,
    begin_assessment,
    submit_assessment,
)
from cases.models import Case
from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed
from tests.midnight import strikes_after
from tests.stories import approved, build_house, moment, submitted, supported, written

pytestmark = pytest.mark.django_db


def _begin(house, case):
    return begin_assessment(
        case_id=case.pk, actor=house.sw, started_on=clock.today(), consent="given"
    )


@pytest.mark.rule("HIL-107")
@pytest.mark.rule("ROC-131")
@pytest.mark.parametrize("slug", ["hillingdon", "rochdale"])
def test_a_supported_childs_assessment_can_be_updated_and_the_support_goes_on(slug):
    house = build_house(slug)
    case = supported(house)
    began_on = case.support_began_on
    update = submit_assessment(assessment_id=written(house, _begin(house, case)).pk, actor=house.sw)
    approve_assessment(assessment_id=update.pk, actor=house.tm, read_version=update.version)
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.support_began_on) == ("cin_active", began_on)
    assert case.assessments.filter(state="approved").count() == 2


def test_an_update_that_finds_no_need_recommends_the_ending():
    house = build_house("bolton")
    case = supported(house)
    update = written(house, _begin(house, case), outcome="no_further_action")
    update = submit_assessment(assessment_id=update.pk, actor=house.sw)
    approve_assessment(assessment_id=update.pk, actor=house.tm, read_version=update.version)
    assert Case.objects.get(pk=case.pk).ending_recommendation == "no_further_action"


def test_a_recommended_strategy_discussion_recommends_no_ending():
    house = build_house("bolton")
    case = Case.objects.get(pk=approved(house, "strategy").case_id)
    assert (case.state, case.ending_recommendation) == ("assessment", "")


def test_two_assessments_are_never_written_at_once():
    house = build_house("bolton")
    case = supported(house)
    _begin(house, case)
    with pytest.raises(StepNotAllowed, match="not finished yet"):
        _begin(house, case)


def test_the_case_page_offers_the_update_and_then_leads_to_it(client):
    house = build_house("bolton")
    case = supported(house)
    client.force_login(house.sw)
    page = reverse("desk:case", args=[case.pk])
    assert "Start an updated assessment" in client.get(page).content.decode()
    update = _begin(house, case)
    shown = client.get(page).content.decode()
    assert reverse("assessments:write_assessment", args=[update.pk]) in shown
    assert "Start an updated assessment" not in shown


@pytest.mark.rule("ROC-51")
def test_the_date_of_an_update_leaves_the_first_assessment_alone_and_is_due_itself():
    house = build_house("rochdale")
    with clock.at(moment("2026-03-18")):
        case = supported(house)
        first = case.assessments.get()
        recompute([case.pk])
        met = Deadline.objects.get(case=case, key="assessment")
        shown = dates_of(first)
    with clock.at(moment("2026-09-01")):
        update = _begin(house, case)
        with pytest.raises(BadInput, match="no date later than 18 March 2027"):
            agree_assessment_date(assessment_id=update.pk, actor=house.tm, due_on=date(2027, 3, 19))
        agree_assessment_date(assessment_id=update.pk, actor=house.tm, due_on=date(2026, 9, 30))
        recompute([case.pk])
        assert Deadline.objects.get(case=case, key="assessment").due_on == met.due_on
        again = Deadline.objects.get(case=case, key="reassessment", met_on=None)
        assert (again.due_on, again.setting) == (date(2026, 9, 30), "assessment_due_on")
        assert dates_of(first) == shown
        update.refresh_from_db()
        assert [(each.name, each.on) for each in dates_of(update)] == [
            ("Manager's date", date(2026, 9, 30)),
            ("At the latest", date(2027, 3, 18)),
        ]


@pytest.mark.parametrize("readings", [0, 1, 2, 3])
def test_at_midnight_a_decision_has_one_day(monkeypatch, readings):
    house = build_house("bolton")
    with clock.at(moment("2026-03-18")):
        assessment = submitted(house)
    strikes_after(monkeypatch, readings, "2026-03-18")
    decided = approve_assessment(
        assessment_id=assessment.pk, actor=house.tm, read_version=assessment.version
    )
    day = clock.day_of(decided.decided_at)
    case = Case.objects.get(pk=assessment.case_id)
    assert (decided.plan_decided_on, case.support_began_on) == (day, day)
