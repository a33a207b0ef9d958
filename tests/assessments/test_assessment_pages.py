"""The pages on which an assessment is begun and written."""

from uuid import uuid4

import pytest
from django.urls import reverse

from assessments.models import Assessment
from cin.core import clock
from tests.assessments.answers import whole_text
from tests.cases.browsing import open_page, send, words
from tests.stories import (
    allocated,
    assessing,
    build_house,
    moment,
    referred,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page_of(name, record):
    return reverse(f"assessments:{name}", args=[record.pk])


def mother_of(case):
    return case.family.members.get(role="mother").person_id


def test_an_assessment_begins_and_goes_on_to_be_written(house):
    case = allocated(house)
    assert "Begin the Child and Family Assessment" in words(
        open_page(house.sw, page_of("begin_assessment", case))
    )
    answers = {"started_on": "18/3/2026", "consent": "given", "agreed_by": [mother_of(case)]}
    response = send(house.sw, page_of("begin_assessment", case), answers)
    assert response.url == page_of("write_assessment", Assessment.objects.get())


def test_the_authoritys_own_name_for_it_is_used(db):
    house = build_house("birmingham")
    assert "Begin the Family assessment" in words(
        open_page(house.sw, page_of("begin_assessment", allocated(house)))
    )


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"started_on": "19/3/2026"}, "The start of the assessment cannot be in the future"),
        (
            {"started_on": "17/3/2026"},
            "cannot be before 18 March 2026, when the case was allocated",
        ),
        ({"consent": ""}, "whether the family agreed"),
        ({"agreed_by": []}, "Select who agreed"),
        (
            {"consent": "overridden", "consent_reason": ""},
            "Enter why the assessment goes on without",
        ),
    ],
)
def test_a_wrong_beginning_is_explained(house, answers, said):
    case = allocated(house)
    response = send(
        house.sw,
        page_of("begin_assessment", case),
        {"started_on": "18/3/2026", "consent": "given", "agreed_by": [mother_of(case)], **answers},
    )
    assert said in words(response)
    assert Assessment.objects.count() == 0


def test_a_beginning_sent_twice_begins_once(house):
    case, token = allocated(house), str(uuid4())
    answers = {"started_on": "18/3/2026", "consent": "given", "agreed_by": [mother_of(case)]}
    first, second = (
        send(house.sw, page_of("begin_assessment", case), answers, submission=token)
        for _ in range(2)
    )
    assert first.url == second.url
    assert Assessment.objects.count() == 1


def test_a_case_nobody_carries_cannot_be_assessed(house):
    response = open_page(house.tm, page_of("begin_assessment", referred(house)))
    assert response.status_code == 409


def test_the_sections_come_from_the_procedure_with_their_hints(house):
    told = words(open_page(house.sw, page_of("write_assessment", assessing(house))))
    assert "Parenting capacity Basic care, safety, warmth" in told
    assert "write and submit the draft plan first" in told
    assert "Cared for" not in told


def test_the_reasons_for_a_plan_are_the_authoritys_own(db):
    house = build_house("bolton")
    told = words(open_page(house.sw, page_of("write_assessment", assessing(house))))
    assert "Child protection plan ended with a step-down" in told
    assert "Destitute because of no recourse" not in told
    assert "draft plan first" not in told


def test_an_empty_assessment_can_be_saved(house):
    assessment = assessing(house)
    answers = {"version": assessment.version, "then": "later"}
    response = send(house.sw, page_of("write_assessment", assessment), answers)
    assert response.url == page_of("assessment", assessment)
    assert Assessment.objects.get().version == 2


def test_a_whole_assessment_is_saved_and_submitted(house):
    assessment = assessing(house)
    send(house.sw, page_of("write_assessment", assessment), whole_text(assessment, then="finish"))
    assessment = Assessment.objects.get()
    assert (assessment.state, assessment.submitted_by) == ("submitted", house.sw)
    assert assessment.sections["analysis"] == "About analysis"


def test_submitting_too_early_saves_nothing_and_lists_everything(house):
    assessment = assessing(house)
    typed = whole_text(
        assessment,
        outcome="cin_plan",
        outcome_reason="",
        then="finish",
        **{"section-analysis": " "},
    )
    response = send(house.sw, page_of("write_assessment", assessment), typed)
    told = words(response)
    assert "Before you can submit the assessment" in told
    for expected in [
        "Write the section “Analysis”",
        "on which ground",
        "Give the reason",
        "Write the draft plan",
    ]:
        assert expected in told
    assert "ROC-61" in told
    assert response.context["form"]["section-reason"].value() == "About reason"
    assert Assessment.objects.get().version == 1


def test_what_belongs_to_a_plan_is_dropped_when_none_is_recommended(house):
    assessment = assessing(house)
    typed = whole_text(
        assessment,
        s17_ground="a",
        initiation_reason="assessed_s17_10_a_b",
        plan_decided_on="18/3/2026",
    )
    send(house.sw, page_of("write_assessment", assessment), typed)
    assessment = Assessment.objects.get()
    assert (assessment.s17_ground, assessment.initiation_reason, assessment.plan_decided_on) == (
        "",
        "",
        None,
    )


def test_a_plan_decided_in_the_future_is_refused_beside_the_field(house):
    assessment = assessing(house)
    typed = whole_text(assessment, outcome="cin_plan", s17_ground="a", plan_decided_on="19/3/2026")
    response = send(house.sw, page_of("write_assessment", assessment), typed)
    assert "plan_decided_on" in response.context["form"].errors
    assert Assessment.objects.get().version == 1


def test_a_stale_edit_shows_both_texts_and_saves_on_the_second_try(house):
    assessment = assessing(house)
    address = page_of("write_assessment", assessment)
    send(house.sw2, address, whole_text(assessment, **{"section-analysis": "Theirs"}))
    response = send(house.sw, address, whole_text(assessment, **{"section-analysis": "Mine"}))
    form = response.context["form"]
    assert "Somebody else changed this after you opened it" in words(response)
    assert form["section-analysis"].value() == "Mine"
    assert form.theirs == {"section-analysis": "Theirs"}
    assert "Theirs" in words(response)
    assert Assessment.objects.get().sections["analysis"] == "Theirs"
    send(
        house.sw,
        address,
        whole_text(assessment, version=form["version"].value(), **{"section-analysis": "Both"}),
    )
    assert Assessment.objects.get().sections["analysis"] == "Both"


def test_a_save_sent_twice_counts_once(house):
    assessment, token = assessing(house), str(uuid4())
    for _ in range(2):
        send(
            house.sw,
            page_of("write_assessment", assessment),
            whole_text(assessment),
            submission=token,
        )
    assert Assessment.objects.get().version == 2


def test_what_is_with_the_manager_cannot_be_written_in(house):
    response = open_page(house.sw, page_of("write_assessment", submitted(house)))
    assert response.status_code == 409
    assert "With the manager" in words(response)
