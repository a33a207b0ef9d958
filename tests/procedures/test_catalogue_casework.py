"""Rules of the five procedures that are kept in the work on a case, from referral to history."""

import pytest
from django.urls import reverse

from alerts.models import Alert, Tier
from alerts.selectors.due import due_to_worker
from alerts.services.deadlines import recompute
from alerts.services.raising import raise_alerts
from assessments.services import (
    AssessmentText,
    approve_assessment,
    submit_assessment,
    write_assessment,
)
from cases.models import Case, CaseState
from cases.services.referrals import screen_referral
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.procedures.book import ProcedureBook, PublishedVersion, preset
from plans.models import PlanState, PlanVersion
from plans.services import approve_plan, sign_off_plan
from safeguarding.services import decide_concern, raise_concern
from tests.cases.browsing import open_page, words
from tests.planned import decided_by
from tests.stories import (
    approved,
    assessing,
    build_house,
    held,
    met,
    moment,
    plan_submitted,
    referred,
    submitted,
    supported,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_wednesday():
    """Hold the clock on a working day."""
    with clock.at(moment("2026-03-18")):
        yield


def plan_of(case: Case) -> PlanVersion:
    return PlanVersion.objects.get(case=case)


@pytest.mark.rule("PET-16")
def test_in_peterborough_the_plan_is_in_force_once_the_meeting_agreed_it():
    house = build_house("peterborough")
    case = approved(house).case
    assert plan_submitted(house, case).state == PlanState.SUBMITTED
    met(house, case)
    assert plan_of(case).state == PlanState.ACTIVE
    assert plan_of(case).agreed_at_meeting_on == clock.today()


@pytest.mark.rule("HIL-30", "BIR-25")
@pytest.mark.parametrize("slug", ["hillingdon", "birmingham"])
def test_the_plan_is_a_draft_then_agreed_at_the_meeting_then_signed_off(slug):
    house = build_house(slug)
    case = approved(house).case
    plan = plan_submitted(house, case)
    with pytest.raises(StepNotAllowed):
        approve_plan(**decided_by(house, plan))
    met(house, case)
    plan = plan_of(case)
    assert plan.state == PlanState.CONFIRMED
    sign_off_plan(**decided_by(house, plan))
    assert plan_of(case).state == PlanState.ACTIVE


@pytest.mark.rule("ROC-06", "ROC-116")
def test_in_rochdale_the_plan_comes_with_the_assessment_and_the_meeting_confirms_it():
    house = build_house("rochdale")
    with pytest.raises(NotReady) as refusal:
        submitted_without_plan(house)
    assert [blocker.code for blocker in refusal.value.blockers] == ["plan"]
    case = supported(house)
    plan = plan_of(case)
    assert plan.state == PlanState.ACTIVE
    assert plan.approved_by == house.tm
    assert plan.agreed_at_meeting_on is not None


def submitted_without_plan(house) -> None:
    assessment = written(house, assessing(house))
    submit_assessment(assessment_id=assessment.pk, actor=house.sw)


@pytest.mark.rule("BOL-08", "PET-04", "HIL-66")
@pytest.mark.parametrize("slug", ["bolton", "peterborough", "hillingdon"])
def test_no_meeting_is_recorded_before_an_assessment_found_the_child_in_need(slug):
    house = build_house(slug)
    case = submitted(house).case
    with pytest.raises(StepNotAllowed):
        held(house, case)


@pytest.mark.rule("HIL-66")
def test_the_case_page_says_what_comes_next_and_why_something_else_cannot_be_done_yet():
    house = build_house("hillingdon")
    text = words(open_page(house.sw, reverse("desk:case", args=[approved(house).case.pk])))
    assert "Write the plan" in text
    assert "The initial meeting comes first." in text


@pytest.mark.rule("PET-39", "BOL-40", "ROC-123")
@pytest.mark.parametrize("slug", ["peterborough", "bolton", "rochdale"])
def test_the_review_that_is_due_stands_on_the_page_of_the_childs_worker(slug):
    house = build_house(slug)
    case = supported(house)
    recompute([case.pk])
    with clock.at(moment("2026-06-17")):
        recompute([case.pk])
        assert "review" in {due.deadline.key for due in due_to_worker(house.sw)}
        assert due_to_worker(house.sw2) == []


@pytest.mark.rule("PET-44", "BOL-45")
@pytest.mark.parametrize("slug", ["peterborough", "bolton"])
def test_of_a_review_that_is_due_while_nobody_carries_the_case_the_manager_is_told(slug):
    house = build_house(slug)
    case = supported(house)
    Case.objects.filter(pk=case.pk).update(worker=None)
    with clock.at(moment("2026-06-17")):
        recompute([case.pk])
        raise_alerts(as_of=clock.today())
        told = Alert.objects.filter(deadline__case=case, deadline__key="review").exclude(
            tier=Tier.ESCALATED
        )
        assert {alert.recipient for alert in told} == {house.tm}
        page = reverse("meetings:hold_meeting", args=[case.pk, "review"])
        assert open_page(house.tm, page).status_code == 200


@pytest.mark.rule("PET-43", "BOL-44", "BIR-61")
@pytest.mark.parametrize(
    ("slug", "says"),
    [
        ("peterborough", "Usually the lead professional or the line manager (PET-43)."),
        ("bolton", "Usually the lead professional or the line manager (BOL-44)."),
        ("birmingham", "Usually the social worker or the team manager or the senior practitioner"),
    ],
)
def test_the_page_of_a_review_says_who_usually_chairs_it(slug, says):
    house = build_house(slug)
    page = reverse("meetings:hold_meeting", args=[supported(house).pk, "review"])
    assert says in words(open_page(house.sw, page))


@pytest.mark.rule("BOL-07")
def test_bolton_calls_its_meeting_the_child_action_meeting():
    house = build_house("bolton")
    page = reverse("meetings:hold_meeting", args=[approved(house).case.pk, "initial"])
    assert "Record the initial Child Action Meeting" in words(open_page(house.sw, page))


@pytest.mark.rule("PET-91", "HIL-90")
def test_records_of_meetings_and_every_version_of_the_plan_stay_in_the_childs_file():
    house = build_house("hillingdon")
    case = supported(house)
    meeting = case.meetings.get().meeting
    text = words(open_page(house.sw, reverse("meetings:meeting", args=[meeting.pk])))
    assert "Everything that matters was discussed." in text
    text = words(open_page(house.sw, reverse("plans:plan", args=[plan_of(case).pk])))
    assert "Missed meals and missed school." in text


@pytest.mark.rule("BIR-107")
def test_every_approval_stands_in_the_history_with_who_and_the_comment():
    house = build_house("birmingham")
    case = approved(house).case
    plan = plan_submitted(house, case)
    met(house, case)
    plan.refresh_from_db()
    sign_off_plan(**{**decided_by(house, plan), "comment": "Fair and clear"})
    text = words(open_page(house.sw, reverse("desk:history", args=[case.pk])))
    assert "Signed off the plan: it is in force" in text
    assert house.tm.name in text
    assert "Fair and clear" in text


@pytest.mark.rule("PET-56", "ROC-33")
@pytest.mark.parametrize("slug", ["peterborough", "rochdale"])
def test_a_manager_decides_on_a_concern_and_says_why(slug):
    house = build_house(slug)
    concern = raise_concern(case_id=referred(house).pk, actor=house.sw, what="A bruise")
    decision = {"concern_id": concern.pk, "calls_strategy": True}
    with pytest.raises(NotPermitted):
        decide_concern(**decision, actor=house.sw, reason="I am worried")
    with pytest.raises(BadInput):
        decide_concern(**decision, actor=house.tm, reason=" ")
    decided = decide_concern(**decision, actor=house.tm, reason="An unexplained injury")
    assert decided.decision_reason == "An unexplained injury"


@pytest.mark.rule("ROC-15")
def test_only_a_manager_decides_what_follows_from_a_referral():
    house = build_house("rochdale")
    decision = {"case_id": referred(house).pk, "decision": "assessment", "reason": "Threshold met"}
    with pytest.raises(NotPermitted):
        screen_referral(**decision, actor=house.sw)
    assert screen_referral(**decision, actor=house.tm).state == CaseState.SCREENED


@pytest.mark.rule("BIR-02")
def test_in_birmingham_a_family_assessment_finds_whether_the_child_is_in_need():
    house = build_house("birmingham")
    assessment = submitted(house)
    page = words(open_page(house.tm, reverse("assessments:assessment", args=[assessment.pk])))
    assert "Family assessment" in page
    assert assessment.case.state == CaseState.ASSESSMENT
    approve_assessment(
        assessment_id=assessment.pk,
        actor=house.tm,
        read_version=assessment.version,
        comment="The need is shown.",
    )
    assert Case.objects.get(pk=assessment.case_id).state == CaseState.CIN_ACTIVE


@pytest.mark.rule("BIR-10")
def test_in_birmingham_plan_and_assessment_ask_for_strengths():
    house = build_house("birmingham")
    plan = plan_submitted(house, approved(house).case)
    page = open_page(house.sw, reverse("plans:plan", args=[plan.pk]))
    assert "What is going well" in words(page)
    titles = [each["title"] for each in preset("birmingham").get("assessment_sections")]
    assert "Parenting and strengths" in titles


@pytest.mark.rule("HIL-55")
def test_the_decision_that_a_plan_is_needed_may_come_before_the_assessment_ends():
    house = build_house("hillingdon")
    assessment = assessing(house)
    saved = write_assessment(
        assessment_id=assessment.pk,
        actor=house.sw,
        seen_version=assessment.version,
        text=AssessmentText(outcome="cin_plan", plan_decided_on=clock.today()),
    )
    assert saved.plan_decided_on == clock.today()
    assert saved.is_editable


@pytest.mark.rule("BOL-03", "HIL-01")
def test_what_began_under_one_version_of_the_procedure_stays_under_it():
    first = preset("hillingdon")
    later = first.with_settings({"visit_interval_max": {"amount": 4, "unit": "weeks"}})
    day = clock.today()
    book = ProcedureBook([PublishedVersion(1, None, first), PublishedVersion(2, day, later)])
    before = day.replace(day=1)
    assert book.governing(before, done_on=None, as_of=day) is first
    assert book.governing(day, done_on=None, as_of=day) is later
