"""The pages on which an assessment is read and decided on."""

from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.models import Assessment
from assessments.services import (
    AssessmentText,
    submit_assessment,
    take_back_assessment,
    write_assessment,
)
from cases.models import Case
from cin.audit.models import RecordView
from cin.core import clock
from tests.assessments.answers import whole_text
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import (
    allocated,
    approved,
    assessing,
    build_house,
    moment,
    plan_submitted,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page_of(name, record):
    return reverse(f"assessments:{name}", args=[record.pk])


def test_an_assessment_is_read_whole(house):
    assessment = submitted(house)
    told = words(open_page(house.sw, page_of("assessment", assessment)))
    for expected in [
        "Parenting capacity",
        "A Child in Need plan",
        "Unlikely to reach",
        "With the manager",
    ]:
        assert expected in told
    assert "Take it back to change it" in told
    assert "Approve or return it" not in told
    assert RecordView.objects.get(case_id=assessment.case_id).page == "assessment"


def test_a_manager_is_offered_the_decision_and_the_date(house):
    told = words(open_page(house.tm, page_of("assessment", submitted(house))))
    assert "Approve or return it" in told
    assert "Set the date" in told


def test_a_manager_approves_with_the_whole_text_above(house):
    assessment = submitted(house)
    page = open_page(house.tm, page_of("decide_assessment", assessment))
    assert "What was found: Analysis" in words(page)
    version = page.context["form"]["version"].value()
    response = send(
        house.tm,
        page_of("decide_assessment", assessment),
        {"decision": "approve", "version": version},
    )
    assert response.url == reverse("desk:case", args=[assessment.case_id])
    assert Case.objects.get(pk=assessment.case_id).state == "cin_active"


def test_a_manager_returns_with_what_should_change(house):
    assessment = submitted(house)
    typed = {
        "decision": "return",
        "changes": "Say more about school",
        "version": assessment.version,
    }
    send(house.tm, page_of("decide_assessment", assessment), typed)
    assert Assessment.objects.get().state == "returned"
    told = words(open_page(house.sw, page_of("write_assessment", assessment)))
    assert "Say more about school" in told


def test_a_return_without_what_should_change_comes_back(house):
    assessment = submitted(house)
    typed = {"decision": "return", "changes": " ", "version": assessment.version}
    response = send(house.tm, page_of("decide_assessment", assessment), typed)
    assert "Enter what needs to change" in words(response)
    assert response.context["form"]["decision"].value() == "return"


def test_approving_a_version_that_changed_is_refused_and_the_new_text_is_shown(house):
    assessment = submitted(house)
    read = assessment.version
    take_back_assessment(assessment_id=assessment.pk, actor=house.sw)
    answers = {
        "outcome": "cin_plan",
        "s17_ground": "a",
        "outcome_reason": "Needed",
        "initiation_reason": "assessed_s17_10_a_b",
    }
    sections = {**assessment.sections, "analysis": "It is worse than we thought"}
    write_assessment(
        assessment_id=assessment.pk,
        actor=house.sw,
        seen_version=read,
        text=AssessmentText(
            sections=sections, heard=assessment.heard, factors=assessment.factors, **answers
        ),
    )
    submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    address = page_of("decide_assessment", assessment)
    response = send(
        house.tm, address, {"decision": "approve", "comment": "Good work", "version": read}
    )
    told = words(response)
    assert "your decision was not saved. Read the new text first" in told
    assert "It is worse than we thought" in told
    assert response.context["form"]["comment"].value() == "Good work"
    assert Assessment.objects.get().state == "submitted"
    send(
        house.tm,
        address,
        {"decision": "approve", "version": response.context["form"]["version"].value()},
    )
    assert Assessment.objects.get().state == "approved"


def test_a_decision_without_its_version_is_not_trusted(house):
    assessment = submitted(house)
    send(house.tm, page_of("decide_assessment", assessment), {"decision": "approve"})
    assert Assessment.objects.get().state == "submitted"


def test_a_decision_sent_twice_is_taken_once(house):
    assessment, token = submitted(house), str(uuid4())
    answers = {"decision": "approve", "version": assessment.version}
    codes = [
        send(
            house.tm, page_of("decide_assessment", assessment), answers, submission=token
        ).status_code
        for _ in range(2)
    ]
    assert codes == [302, 302]


def test_a_social_worker_is_told_why_they_cannot_decide(house):
    response = open_page(house.sw, page_of("decide_assessment", submitted(house)))
    assert response.status_code == 403
    assert "Only a manager can do this" in words(response)


def test_a_manager_who_wrote_in_it_is_told_why_they_cannot_decide(house):
    assessment = assessing(house)
    plan_submitted(house, assessment.case)
    reasons = {"s17_ground": "a", "initiation_reason": "assessed_s17_10_a_b"}
    typed = whole_text(assessment, outcome="cin_plan", factors=["16A"], **reasons)
    send(house.tm, page_of("write_assessment", assessment), typed)
    submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    response = open_page(house.tm, page_of("decide_assessment", assessment))
    assert response.status_code == 403
    assert "You wrote in this assessment" in words(response)


def test_what_is_not_submitted_cannot_be_decided_on(house):
    assert open_page(house.tm, page_of("decide_assessment", assessing(house))).status_code == 409


def test_an_assessment_is_taken_back(house):
    assessment = submitted(house)
    address = page_of("take_back_assessment", assessment)
    assert "the manager cannot decide on it" in words(open_page(house.sw, address))
    response = send(house.sw, address, {})
    assert response.url == page_of("write_assessment", assessment)
    assert Assessment.objects.get().state == "in_progress"
    assert open_page(house.sw, address).status_code == 409


def test_taking_back_twice_by_one_form_is_harmless(house):
    assessment, token = submitted(house), str(uuid4())
    for _ in range(2):
        response = send(house.sw, page_of("take_back_assessment", assessment), {}, submission=token)
    assert response.status_code == 302


def test_a_manager_sets_the_date(house):
    assessment = assessing(house)
    address = page_of("agree_assessment_date", assessment)
    response = send(house.tm, address, {"route": "full", "note": "Soon", "due_on": "1/4/2026"})
    assert response.url == page_of("assessment", assessment)
    assert "1 April 2026, set by the manager" in words(open_page(house.sw, response.url))


@pytest.mark.parametrize(
    ("typed", "said"), [("17/3/2026", "cannot be in the past"), ("soon", "like 4 May 2026")]
)
def test_a_wrong_date_comes_back_as_typed(house, typed, said):
    response = send(
        house.tm,
        page_of("agree_assessment_date", assessing(house)),
        {"route": "full", "note": "Soon", "due_on": typed},
    )
    assert said in words(response)
    assert response.context["form"]["due_on"].value() == typed


def test_a_social_worker_cannot_set_the_date(house):
    assert (
        open_page(house.sw, page_of("agree_assessment_date", assessing(house))).status_code == 403
    )


def test_no_date_is_set_on_what_is_approved_or_where_the_procedure_sets_it(house):
    bolton = build_house("bolton")
    for person, assessment in [(house.tm, approved(house)), (bolton.tm, assessing(bolton))]:
        assert open_page(person, page_of("agree_assessment_date", assessment)).status_code == 409
        assert "Set the date" not in words(open_page(person, page_of("assessment", assessment)))


@pytest.mark.parametrize(
    "name",
    [
        "assessment",
        "write_assessment",
        "take_back_assessment",
        "decide_assessment",
        "agree_assessment_date",
    ],
)
def test_other_teams_and_authorities_find_no_assessment(house, name):
    address = page_of(name, submitted(house))
    for stranger in [house.sw3, house.tm2, house.admin, build_house("bolton").tm]:
        assert open_page(stranger, address).status_code == 404


def test_other_teams_and_authorities_find_no_case_to_assess(house):
    address = page_of("begin_assessment", allocated(house))
    for stranger in [house.sw3, build_house("bolton").sw]:
        assert open_page(stranger, address).status_code == 404


def test_reading_costs_the_same_in_a_large_authority(house):
    address = page_of("assessment", submitted(house))
    before = queries_to_open(house.tm, address)
    for _ in range(5):
        submitted(house)
    assert queries_to_open(house.tm, address) == before
