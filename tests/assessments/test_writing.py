"""Beginning an assessment, writing it and giving it to the manager."""

from datetime import date, timedelta

import pytest

from assessments.models import Assessment
from assessments.selectors import find_assessment, sections_of
from assessments.services import (
    AssessmentText,
    agree_assessment_date,
    attach_plan,
    begin_assessment,
    submit_assessment,
    take_back_assessment,
    write_assessment,
)
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from cin.policy.models import ProcedureVersion
from tests.stories import (
    allocated,
    approved,
    assessing,
    build_house,
    moment,
    plan_submitted,
    screened,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def begin(user, case, **changes):
    answers = {"started_on": clock.today(), "consent": "given", **changes}
    return begin_assessment(case_id=case.pk, actor=user, **answers)


def write(user, assessment, seen=None, **text):
    return write_assessment(
        assessment_id=assessment.pk,
        actor=user,
        seen_version=assessment.version if seen is None else seen,
        text=AssessmentText(**text),
    )


def missing(refused):
    return {blocker.code for blocker in refused.value.blockers}


def test_an_assessment_moves_the_case_along(house):
    assessment = begin(house.sw, allocated(house))
    assert (assessment.state, assessment.written_by) == ("in_progress", house.sw)
    assert assessment.case.state == "assessment"


@pytest.mark.parametrize("days", [1, -1])
def test_it_starts_neither_in_the_future_nor_before_the_allocation(house, days):
    with pytest.raises(BadInput) as refused:
        begin(house.sw, allocated(house), started_on=clock.today() + timedelta(days=days))
    assert refused.value.field == "started_on"


def test_it_may_start_on_the_day_of_an_allocation_late_in_a_summer_evening(house):
    with clock.at(moment("2026-07-01 23:30")):
        case = allocated(house)
    with clock.at(moment("2026-07-02")):
        assert begin(house.sw, case, started_on=date(2026, 7, 1)).pk


def test_going_on_without_consent_needs_the_reason():
    house = build_house("hillingdon")
    case = allocated(house)
    with pytest.raises(BadInput) as refused:
        begin(house.sw, case, consent="overridden", consent_reason=" ")
    assert refused.value.field == "consent_reason"
    assert begin(house.sw, case, consent="overridden", consent_reason="A child was hurt").pk


def test_a_case_nobody_carries_is_not_assessed(house):
    with pytest.raises(StepNotAllowed):
        begin(house.sw, screened(house))


def test_a_case_is_assessed_once_at_a_time(house):
    with pytest.raises(StepNotAllowed):
        begin(house.sw, assessing(house).case)
    assert Assessment.objects.count() == 1


def test_another_team_cannot_begin_write_or_submit(house):
    case, assessment = allocated(house), assessing(house)
    for act in [
        lambda: begin(house.sw3, case),
        lambda: write(house.sw3, assessment),
        lambda: submit_assessment(assessment_id=assessment.pk, actor=house.sw3),
        lambda: find_assessment(build_house("bolton").hos, assessment.pk),
    ]:
        with pytest.raises(NotFound):
            act()


def test_a_half_written_assessment_is_kept(house):
    assessment = write(house.sw, assessing(house), sections={"reason": "Neglect"})
    assert (assessment.sections, assessment.version, assessment.state) == (
        {"reason": "Neglect"},
        2,
        "in_progress",
    )


@pytest.mark.parametrize("text", ["مرحبا بكم", "Zoë’s “friend” said: it's OK", "x" * 10_000])
def test_text_is_kept_as_it_was_typed(house, text):
    assessment = write(house.sw, assessing(house), sections={"reason": text})
    assert Assessment.objects.get(pk=assessment.pk).sections["reason"] == text


def test_an_edit_that_did_not_see_the_latest_text_is_refused_with_both(house):
    assessment = assessing(house)
    write(house.sw2, assessment, sections={"reason": "Theirs"}, seen=1)
    with pytest.raises(ChangedMeanwhile) as refused:
        write(house.sw, assessment, sections={"reason": "Mine"}, seen=1)
    assert refused.value.theirs == {"sections": {"reason": "Theirs"}}
    assert refused.value.version == 2


@pytest.mark.parametrize("decided_on", [date(2026, 3, 19), date(2026, 3, 17)])
def test_a_plan_is_decided_neither_in_the_future_nor_before_the_referral(house, decided_on):
    with pytest.raises(BadInput) as refused:
        write(house.sw, assessing(house), outcome="cin_plan", plan_decided_on=decided_on)
    assert refused.value.field == "plan_decided_on"


def test_what_is_with_the_manager_or_approved_is_not_written_in(house):
    with pytest.raises(StepNotAllowed, match="with the manager"):
        write(house.sw, submitted(house))
    with pytest.raises(StepNotAllowed, match="approved"):
        write(house.sw, approved(house))


def test_a_section_the_procedure_dropped_keeps_its_text_and_title(house):
    assessment = write(
        house.sw, assessing(house), sections={"reason": "Neglect", "analysis": "Serious"}
    )
    sections = [{"code": "reason", "title": "Why now", "hint": ""}]
    ProcedureVersion.objects.filter(authority=house.authority).update(
        departures={"assessment_sections": sections}, updated_at=moment("2026-03-18 11:00")
    )
    shown = sections_of(find_assessment(house.sw, assessment.pk))
    assert [(s.title, s.text) for s in shown] == [("Why now", "Neglect"), ("Analysis", "Serious")]
    again = write(house.sw, assessment, sections={s.code: s.text for s in shown})
    assert again.section_titles["analysis"] == "Analysis"


def test_an_approved_assessment_reads_the_same_after_the_procedure_changed(house):
    assessment = approved(house)
    before = {(s.title, s.text) for s in sections_of(find_assessment(house.sw, assessment.pk))}
    sections = [
        {"code": "reason", "title": "Why now", "hint": ""},
        {"code": "new", "title": "New", "hint": ""},
    ]
    ProcedureVersion.objects.filter(authority=house.authority).update(
        departures={"assessment_sections": sections}, updated_at=moment("2026-03-18 11:00")
    )
    assert {
        (s.title, s.text) for s in sections_of(find_assessment(house.sw, assessment.pk))
    } == before


def test_everything_that_is_missing_is_told_at_once(house):
    assessment = assessing(house)
    with pytest.raises(NotReady) as refused:
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    assert missing(refused) == {"sections", "heard", "factors", "outcome"}
    assert "Write the section “Analysis”" in refused.value.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ({"s17_ground": ""}, "s17_ground"),
        ({"outcome_reason": " "}, "outcome_reason"),
        ({"initiation_reason": ""}, "initiation_reason"),
    ],
)
def test_a_recommended_plan_needs_its_ground_and_reason(house, text, code):
    assessment = assessing(house)
    plan_submitted(house, assessment.case)
    full = written(house, assessment)
    answers = {
        "sections": full.sections,
        "heard": full.heard,
        "factors": full.factors,
        "outcome": "cin_plan",
        "s17_ground": "a",
        "outcome_reason": "Needed",
        "initiation_reason": "assessed_s17_10_a_b",
    }
    write(house.sw, full, **{**answers, **text})
    with pytest.raises(NotReady) as refused:
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    assert missing(refused) == {code}


@pytest.mark.rule("ROC-61")
def test_rochdale_wants_the_draft_plan_with_the_assessment(house):
    assessment = written(house, assessing(house))
    with pytest.raises(NotReady) as refused:
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    assert missing(refused) == {"plan"}
    attach_plan(assessment.case, attached=True)
    assert submit_assessment(assessment_id=assessment.pk, actor=house.sw).state == "submitted"


def test_no_plan_is_wanted_where_none_is_recommended(house):
    assessment = written(house, assessing(house), outcome="no_further_action")
    assert submit_assessment(assessment_id=assessment.pk, actor=house.sw).state == "submitted"


def test_a_submission_says_who_and_when(house):
    assessment = submitted(house)
    assert (assessment.submitted_by, assessment.submitted_at) == (house.sw, clock.now())
    with pytest.raises(StepNotAllowed):
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)


def test_what_is_taken_back_is_no_longer_submitted(house):
    assessment = take_back_assessment(assessment_id=submitted(house).pk, actor=house.sw)
    assert (assessment.state, assessment.submitted_by, assessment.submitted_at) == (
        "in_progress",
        None,
        None,
    )


@pytest.mark.parametrize("stage", [assessing, approved])
def test_only_what_is_with_the_manager_is_taken_back(house, stage):
    with pytest.raises(StepNotAllowed):
        take_back_assessment(assessment_id=stage(house).pk, actor=house.sw)


@pytest.mark.rule("ROC-51")
def test_a_manager_sets_a_date(house):
    assessment = agree_assessment_date(
        assessment_id=assessing(house).pk, actor=house.tm, due_on=date(2026, 4, 1)
    )
    assert assessment.agreed_due_on == date(2026, 4, 1)


def test_the_date_is_not_before_the_start(house):
    assessment = assessing(house)
    with pytest.raises(BadInput) as refused:
        agree_assessment_date(assessment_id=assessment.pk, actor=house.tm, due_on=date(2026, 3, 17))
    assert refused.value.field == "due_on"


def test_a_social_worker_sets_no_date(house):
    with pytest.raises(NotPermitted):
        agree_assessment_date(
            assessment_id=assessing(house).pk, actor=house.sw, due_on=date(2026, 4, 1)
        )


def test_an_approved_assessment_takes_no_date(house):
    with pytest.raises(StepNotAllowed, match="approved"):
        agree_assessment_date(
            assessment_id=approved(house).pk, actor=house.tm, due_on=date(2026, 4, 1)
        )


def test_a_procedure_that_sets_the_date_alone_leaves_none_to_the_manager(db):
    house = build_house("bolton")
    with pytest.raises(StepNotAllowed, match="procedure alone"):
        agree_assessment_date(
            assessment_id=assessing(house).pk, actor=house.tm, due_on=date(2026, 4, 1)
        )
