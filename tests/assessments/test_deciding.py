"""A manager's decision on an assessment, and what follows from it."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.selectors.places import address_of, work_in_hand
from alerts.services.deadlines import recompute
from assessments.models import Assessment
from assessments.selectors import agreements_about, awaiting_decision, facts_about
from assessments.services import (
    AssessmentText,
    agree_assessment_date,
    approve_assessment,
    return_assessment,
    submit_assessment,
    take_back_assessment,
    write_assessment,
)
from cases.models import Case
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotFound, NotPermitted, StepNotAllowed
from cin.procedures.events import AgreedAssessment
from tests.stories import (
    approved,
    assessing,
    build_house,
    moment,
    plan_submitted,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def approve(user, assessment, read=None):
    version = assessment.version if read is None else read
    return approve_assessment(assessment_id=assessment.pk, actor=user, read_version=version)


def send_back(user, assessment, comment="Say more about school"):
    return return_assessment(
        assessment_id=assessment.pk, actor=user, read_version=assessment.version, comment=comment
    )


def rewrite(user, assessment, text="Changed"):
    answers = {
        name: getattr(assessment, name)
        for name in (
            "heard",
            "factors",
            "s17_ground",
            "outcome",
            "outcome_reason",
            "initiation_reason",
        )
    }
    return write_assessment(
        assessment_id=assessment.pk,
        actor=user,
        seen_version=assessment.version,
        text=AssessmentText(sections={**assessment.sections, "analysis": text}, **answers),
    )


def test_an_approved_plan_begins_support(house):
    assessment = approve(house.tm, submitted(house))
    case = Case.objects.get(pk=assessment.case_id)
    assert (assessment.state, assessment.decided_by) == ("approved", house.tm)
    assert (case.state, case.support_began_on) == ("cin_active", date(2026, 3, 18))
    assert case.initiation_reason == "assessed_s17_10_a_b"
    assert assessment.plan_decided_on == date(2026, 3, 18)


@pytest.mark.parametrize("outcome", ["early_help", "no_further_action"])
def test_an_outcome_without_a_plan_recommends_an_ending(house, outcome):
    case = Case.objects.get(pk=approve(house.tm, submitted(house, outcome)).case_id)
    assert (case.state, case.ending_recommendation) == ("assessment", outcome)
    assert case.ending_recommended_on == date(2026, 3, 18)


def test_a_social_worker_does_not_approve(house):
    with pytest.raises(NotPermitted, match="Only a manager"):
        approve(house.sw2, submitted(house))


def test_a_manager_of_another_team_finds_nothing_to_approve(house):
    for stranger in [house.tm2, build_house("bolton").tm]:
        with pytest.raises(NotFound):
            approve(stranger, submitted(house))


def test_nobody_approves_what_they_began(house):
    assessment = submitted(house)
    Assessment.objects.filter(pk=assessment.pk).update(written_by=house.tm)
    with pytest.raises(NotPermitted, match="somebody else must decide"):
        approve(house.tm, assessment)
    assert approve(house.sm, assessment).state == "approved"


def test_nobody_approves_what_they_submitted(house):
    assessment = assessing(house)
    plan_submitted(house, assessment.case)
    written(house, assessment)
    assessment = submit_assessment(assessment_id=assessment.pk, actor=house.tm)
    with pytest.raises(NotPermitted, match="somebody else must decide"):
        approve(house.tm, assessment)


def test_nobody_decides_on_what_they_wrote_in(house):
    assessment = assessing(house)
    plan_submitted(house, assessment.case)
    assessment = rewrite(house.tm, written(house, assessment))
    assessment = submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    for act in [approve, send_back]:
        with pytest.raises(NotPermitted, match="You wrote in this assessment"):
            act(house.tm, assessment)
    assert list(awaiting_decision(house.tm)) == []
    assert list(awaiting_decision(house.sm)) == [assessment]


def test_a_version_that_changed_after_it_was_read_is_not_approved(house):
    assessment = submitted(house)
    take_back_assessment(assessment_id=assessment.pk, actor=house.sw)
    rewrite(house.sw, assessment)
    submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    for act in [approve, send_back]:
        with pytest.raises(ChangedMeanwhile, match="Read the new text first"):
            act(house.tm, assessment)
    assert Assessment.objects.get(pk=assessment.pk).state == "submitted"


def test_what_was_taken_back_is_not_approved(house):
    assessment = submitted(house)
    take_back_assessment(assessment_id=assessment.pk, actor=house.sw)
    with pytest.raises(StepNotAllowed, match="being written"):
        approve(house.tm, assessment)


def test_an_assessment_is_decided_on_once(house):
    assessment = approved(house)
    for act in [approve, send_back]:
        with pytest.raises(StepNotAllowed):
            act(house.sm, assessment)


def test_a_return_needs_what_should_change(house):
    with pytest.raises(BadInput) as refused:
        send_back(house.tm, submitted(house), comment=" ")
    assert refused.value.field == "comment"


def test_what_is_returned_can_be_written_in_and_submitted_again(house):
    assessment = send_back(house.tm, submitted(house))
    assert (assessment.state, assessment.decision_comment) == ("returned", "Say more about school")
    rewrite(house.sw, assessment)
    again = submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    assert approve(house.tm, again, read=again.version).state == "approved"


def test_managers_see_what_waits_for_them_longest_first(house):
    late = submitted(house)
    with clock.at(moment("2026-03-17")):
        early = submitted(house)
    assert list(awaiting_decision(house.tm)) == [early, late]
    assert list(awaiting_decision(house.sw)) == []
    assert list(awaiting_decision(house.tm2)) == []


def told(assessment):
    return [event.type for event in facts_about([assessment.case_id])[assessment.case_id]]


def test_a_submission_counts_only_while_it_stands(house):
    assessment = submitted(house)
    assert told(assessment) == ["assessment_started", "assessment_submitted"]
    send_back(house.tm, assessment)
    assert told(assessment) == ["assessment_started"]


def test_what_is_taken_back_counts_as_not_submitted(house):
    assessment = submitted(house)
    take_back_assessment(assessment_id=assessment.pk, actor=house.sw)
    assert told(assessment) == ["assessment_started"]


def test_an_approval_completes_and_decides_on_the_plan(house):
    assert told(approved(house)) == [
        "assessment_started",
        "assessment_submitted",
        "assessment_approved",
        "assessment_completed",
        "plan_decided",
    ]
    assert "plan_decided" not in told(approved(house, "early_help"))


def test_a_plan_decided_earlier_counts_from_that_day(house):
    with clock.at(moment("2026-03-10")):
        assessment = assessing(house)
        plan_submitted(house, assessment.case)
    with clock.at(moment("2026-03-12")):
        full = written(house, assessment)
        write_assessment(
            assessment_id=full.pk,
            actor=house.sw,
            seen_version=full.version,
            text=AssessmentText(
                sections=full.sections,
                heard=full.heard,
                factors=full.factors,
                outcome="cin_plan",
                s17_ground="a",
                initiation_reason="assessed_s17_10_a_b",
                outcome_reason="Needed",
                plan_decided_on=date(2026, 3, 11),
            ),
        )
        full = submit_assessment(assessment_id=full.pk, actor=house.sw)
    approve(house.tm, full)
    on = {event.type: event.on for event in facts_about([full.case_id])[full.case_id]}
    assert on["assessment_started"] == date(2026, 3, 10)
    assert on["assessment_submitted"] == date(2026, 3, 12)
    assert on["plan_decided"] == date(2026, 3, 11)
    assert on["assessment_approved"] == date(2026, 3, 18)


@pytest.mark.rule("HIL-54")
def test_a_decision_made_while_the_assessment_goes_on_counts_from_its_day():
    house = build_house("hillingdon")
    with clock.at(moment("2026-03-10")):
        assessment = assessing(house)
        assert "plan_decided" not in told_of(assessment)
    with clock.at(moment("2026-03-12")):
        decide_on_plan(house, assessment, outcome="cin_plan")
        assert told_of(assessment)["plan_decided"] == date(2026, 3, 11)
        recompute([assessment.case_id])
        due = Deadline.objects.get(case=assessment.case, key="initial_meeting")
        assert (due.due_on, due.counts_from_on) == (date(2026, 3, 25), date(2026, 3, 11))
        page = reverse("assessments:write_assessment", args=[assessment.pk])
        assert address_of(due, house.sw, work_in_hand([due.case_id])) == page
        decide_on_plan(house, assessment, outcome="early_help")
        assert "plan_decided" not in told_of(assessment)
        recompute([assessment.case_id])
        assert not Deadline.objects.filter(pk=due.pk, withdrawn_at=None).exists()


def told_of(assessment):
    return {event.type: event.on for event in facts_about([assessment.case_id])[assessment.case_id]}


def decide_on_plan(house, assessment, outcome):
    assessment.refresh_from_db()
    return write_assessment(
        assessment_id=assessment.pk,
        actor=house.sw,
        seen_version=assessment.version,
        text=AssessmentText(outcome=outcome, plan_decided_on=date(2026, 3, 11)),
    )


def test_the_managers_date_is_told(house):
    assessment = assessing(house)
    assert agreements_about([assessment.case_id]) == {}
    agree_assessment_date(assessment_id=assessment.pk, actor=house.tm, due_on=date(2026, 4, 1))
    agreed = AgreedAssessment(f"assessment-{assessment.pk}", date(2026, 4, 1))
    assert agreements_about([assessment.case_id]) == {
        assessment.case_id: {"assessments": (agreed,)}
    }


def test_facts_cost_the_same_for_one_case_as_for_ten(house, django_assert_num_queries):
    cases = [assessing(house).case_id for _ in range(10)]
    with django_assert_num_queries(5):
        facts_about(cases[:1])
    with django_assert_num_queries(5):
        assert len(facts_about(cases)) == 10
