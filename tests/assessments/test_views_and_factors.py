"""The views of each child and parent, the level of need, and the census's factors."""

import pytest
from django.urls import reverse

from assessments.selectors import find_assessment, sections_for, sections_of
from assessments.services import AssessmentText, submit_assessment, write_assessment
from cases.models import FamilyMember, Person
from cases.models.families import kind_of
from cin.core import clock
from cin.core.errors import NotReady
from tests.assessments.answers import whole_text
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, assessing, build_house, moment, submitted, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def join(case, name, role):
    person = Person.objects.create(
        authority=case.authority, given_names=name, family_name="O'Brien", kind=kind_of(role)
    )
    return FamilyMember.objects.create(family=case.family, person=person, role=role)


def test_each_parent_is_asked_for_by_name_and_other_relatives_are_not(house):
    case = allocated(house)
    join(case, "Seán", "father")
    join(case, "Nan", "grandparent")
    titles = [section.title for section in sections_for(case) if section.whose]
    assert titles == ["The child's views", "Mary O'Brien’s views", "Seán O'Brien’s views"]


def test_where_no_parent_is_known_the_question_stays_general(house):
    case = allocated(house)
    FamilyMember.objects.filter(family=case.family).exclude(role="child").delete()
    assert "The parents' views" in [section.title for section in sections_for(case)]


def test_an_assessment_waits_for_how_each_person_was_heard(house):
    assessment = written(house, assessing(house), "no_further_action")
    write_assessment(
        assessment_id=assessment.pk,
        actor=house.sw,
        seen_version=assessment.version,
        text=AssessmentText(
            sections=assessment.sections,
            outcome="no_further_action",
            outcome_reason="Enough help",
            factors=["21"],
        ),
    )
    with pytest.raises(NotReady) as refused:
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    told = [blocker.message for blocker in refused.value.blockers]
    child = str(assessment.case.child)
    assert told == [f"Say how {child} was heard", "Say how Mary O'Brien was heard"]


def test_how_each_person_was_heard_is_read_beside_the_views(house):
    assessment = assessing(house)
    codes = {section.whose: section for section in sections_of(assessment) if section.whose}
    mary = codes["Mary O'Brien"]
    typed = whole_text(
        assessment,
        **{mary.heard_field: "remote", mary.field: "I want help with the mornings."},
    )
    address = reverse("assessments:write_assessment", args=[assessment.pk])
    send(house.sw, address, {**typed, "then": "finish"})
    shown = words(open_page(house.sw, reverse("assessments:assessment", args=[assessment.pk])))
    assert "Mary O'Brien: by telephone or video I want help with the mornings." in shown
    assert "No factors identified" in shown


def test_somebody_who_joins_the_family_later_does_not_change_what_was_submitted(house):
    assessment = submitted(house)
    before = [section.title for section in sections_of(find_assessment(house.sw, assessment.pk))]
    join(assessment.case, "Seán", "father")
    after = [section.title for section in sections_of(find_assessment(house.sw, assessment.pk))]
    assert before == after


def test_peterboroughs_assessment_waits_for_the_tier():
    house = build_house("peterborough")
    assessment = written(house, assessing(house), "no_further_action")
    assert assessment.threshold_level == "Tier 3"
    write_assessment(
        assessment_id=assessment.pk,
        actor=house.sw,
        seen_version=assessment.version,
        text=AssessmentText(
            sections=assessment.sections,
            heard=assessment.heard,
            factors=assessment.factors,
            outcome="no_further_action",
            outcome_reason="Enough help",
        ),
    )
    with pytest.raises(NotReady) as refused:
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    missing = {blocker.code for blocker in refused.value.blockers}
    assert missing == {"threshold_level", "early_help_considered"}


@pytest.mark.parametrize(("slug", "is_asked"), [("birmingham", True), ("bolton", False)])
def test_the_level_of_need_is_asked_where_the_authority_has_levels(slug, is_asked):
    house = build_house(slug)
    address = reverse("assessments:write_assessment", args=[assessing(house).pk])
    assert ("Which level of need" in words(open_page(house.sw, address))) == is_asked


def test_a_factor_that_does_not_exist_is_refused_and_nothing_is_lost(house):
    assessment = assessing(house)
    address = reverse("assessments:write_assessment", args=[assessment.pk])
    response = send(house.sw, address, whole_text(assessment, factors=["99Z"]))
    assert "factors" in response.context["form"].errors
    assert "About reason" in words(response)


def test_another_persons_change_of_how_somebody_was_heard_is_shown(house):
    assessment = assessing(house)
    address = reverse("assessments:write_assessment", args=[assessment.pk])
    send(house.sw2, address, whole_text(assessment, **{"heard-child_views": "with_others"}))
    response = send(house.sw, address, whole_text(assessment))
    assert response.context["form"].theirs == {"heard-child_views": "Seen with others"}
