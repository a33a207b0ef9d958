"""When the follow-up meeting is planned, and a case that stays open for proceedings alone."""

import pytest
from django.urls import reverse

from alerts.selectors.facts import facts_for
from assessments.selectors.dates import follow_up_window_of, outside_window
from assessments.services import approve_assessment
from cases.models import Case
from cases.services.circumstances import CircumstanceDetails, record_circumstance
from cin.core import clock
from cin.core.errors import BadInput
from plans.models import PlanVersion
from tests.assessments.test_network_meetings import prepared, written
from tests.cases.browsing import open_page, words
from tests.cases.test_circumstances import FOSTERED
from tests.stories import allocated, build_house, moment, submitted, supported

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


@pytest.mark.rule("ROC-105")
def test_a_first_meeting_planned_outside_day_35_to_45_is_noticed_beforehand():
    house = build_house("rochdale")
    case = allocated(house)
    window = follow_up_window_of(case)
    assert (str(window.opens_on), str(window.closes_on)) == ("2026-05-11", "2026-05-26")
    meeting = prepared(house, case)
    page = reverse("assessments:record_network_meeting", args=[meeting.pk])
    said = "between 11 May 2026 and 26 May 2026 (ROC-105)"
    assert said in words(open_page(house.sw, page))
    late = written(house, meeting, follow_up_at=moment("2026-05-27 10:00"))
    shown = reverse("assessments:network_meeting", args=[meeting.pk])
    assert f"This is outside its days: {said}" in words(open_page(house.sw, shown))
    written(house, late, follow_up_at=moment("2026-05-26 16:00"))
    assert "outside its days" not in words(open_page(house.sw, shown))


def test_where_the_procedure_names_no_days_any_day_will_do():
    house = build_house("hillingdon")
    case = allocated(house)
    assert follow_up_window_of(case) is None
    assert outside_window(case, moment("2026-12-01 10:00")) == ""


def put(house, case, kind):
    details = CircumstanceDetails(starts_on=clock.today(), note="From the court.")
    if kind == "private_law":
        details = CircumstanceDetails(
            starts_on=clock.today(), note="From the court.", court_report="none"
        )
    if kind == "private_fostering":
        details = CircumstanceDetails(
            starts_on=clock.today(), note="The aunt's friend rang.", **FOSTERED
        )
    record_circumstance(case_id=case.pk, actor=house.sw, kind=kind, details=details)


def approve(house, assessment, comment=""):
    return approve_assessment(
        assessment_id=assessment.pk,
        actor=house.tm,
        read_version=assessment.version,
        comment=comment,
    )


@pytest.mark.rule("ROC-159")
def test_a_manager_says_why_a_case_stays_open_for_private_law_proceedings_alone():
    house = build_house("rochdale")
    assessment = submitted(house, "no_further_action")
    put(house, assessment.case, "private_law")
    page = reverse("assessments:decide_assessment", args=[assessment.pk])
    assert "Why does the case stay open for the proceedings alone?" in words(
        open_page(house.tm, page)
    )
    with pytest.raises(BadInput, match="stays open for the proceedings") as refused:
        approve(house, assessment)
    assert refused.value.field == "comment"
    approve(house, assessment, "The court wants a report; the child is well.")
    assessment.refresh_from_db()
    assert assessment.decision_comment == "The court wants a report; the child is well."


def test_without_proceedings_or_where_a_plan_follows_no_reasons_are_asked_for():
    house = build_house("rochdale")
    approve(house, submitted(house, "no_further_action"))
    with_plan = submitted(house)
    put(house, with_plan.case, "private_law")
    assert approve(house, with_plan).state == "approved"


@pytest.mark.rule("ROC-156")
def test_a_manager_agrees_to_services_under_a_plan_for_a_privately_fostered_child():
    house = build_house("rochdale")
    case = supported(house)
    put(house, case, "private_fostering")
    keys = {event.type for event in facts_for([Case.objects.get(pk=case.pk)])[case.pk].events}
    assert {"pf_notified", "plan_started", "assessment_approved"} <= keys
    version = PlanVersion.objects.get(case=case)
    assert version.approved_by == house.tm
