"""Earlier answers: offered, taken one by one, and never without where they came from."""

import pytest
from django.urls import reverse

from assessments.models import Assessment
from assessments.selectors.earlier import offers_for, provenance_of
from assessments.services import (
    AssessmentText,
    begin_assessment,
    submit_assessment,
    take_earlier,
    write_assessment,
)
from cases.models import Case
from cin.audit.models import AuditEvent, RecordView
from cin.core import clock
from cin.core.errors import NotFound, NotPermitted, StepNotAllowed
from tests.assessments.answers import whole_text
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.stories import approved, assessing, build_house, moment, submitted, supported, visited

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def page_of(name, *args):
    return reverse(f"assessments:{name}", args=args)


def take(user, assessment, section="reason", key=""):
    key = key or f"referral-{assessment.case_id}"
    return take_earlier(assessment_id=assessment.pk, actor=user, section=section, key=key)


def offered(user, assessment):
    return {
        offer.section.code: [text.source for text in offer.texts]
        for offer in offers_for(user, assessment)
    }


def updating(house):
    case = supported(house)
    with clock.at(moment("2026-03-19")):
        visited(house, case, voice="I like my new school.", wishes="To see Dad.")
        return begin_assessment(
            case_id=case.pk, actor=house.sw, started_on=clock.today(), consent="given"
        )


def test_nothing_is_copied_when_an_assessment_begins(house):
    assessment = updating(house)
    assert (assessment.sections, assessment.taken) == ({}, {})


def test_earlier_assessment_referral_visits_and_plan_are_offered_section_by_section(house):
    assessment = updating(house)
    found = offered(house.sw, assessment)
    approved = "the assessment approved on 18 March 2026 by TM of Rochdale"
    assert found["reason"] == [approved, "the referral received on 18 March 2026"]
    assert found["development"] == [approved]
    assert found["child_views"] == [
        approved,
        "version 1 of the plan, in force from 18 March 2026",
        "the visit on 19 March 2026 by SW of Rochdale",
    ]


def test_what_is_taken_goes_below_what_is_written_and_says_where_it_came_from(house):
    assessment = assessing(house)
    write_assessment(
        assessment_id=assessment.pk,
        actor=house.sw,
        seen_version=1,
        text=AssessmentText(sections={"reason": "A new worry."}),
    )
    taken = take(house.sw, assessment)
    assert taken.sections["reason"] == ("A new worry.\n\nSchool is worried about neglect at home.")
    (line,) = provenance_of(taken)["reason"]
    assert line.sentence == (
        "From the referral received on 18 March 2026; taken over on 18 March 2026 by "
        "SW of Rochdale; kept, with more added."
    )
    assert AuditEvent.objects.filter(action="assessments.take_earlier").count() == 1


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("School is worried about neglect at home.", "unchanged"),
        ("School is worried about neglect at home. So is the GP.", "kept, with more added"),
        ("School has other worries now.", "changed since"),
    ],
)
def test_the_line_says_whether_it_was_changed_since(house, text, standing):
    assessment = take(house.sw, assessing(house))
    written = write_assessment(
        assessment_id=assessment.pk,
        actor=house.sw,
        seen_version=assessment.version,
        text=AssessmentText(sections={"reason": text}),
    )
    assert provenance_of(written)["reason"][0].standing == standing


def test_analysis_can_be_read_and_never_taken(house):
    assessment = updating(house)
    key = f"assessment-{Assessment.objects.get(state='approved').pk}"
    offer = next(o for o in offers_for(house.sw, assessment) if o.section.code == "analysis")
    assert offer.is_fresh
    with pytest.raises(StepNotAllowed, match="afresh"):
        take(house.sw, assessment, "analysis", key)
    shown = words(open_page(house.sw, page_of("earlier", assessment.pk)))
    assert "always written afresh" in shown


def test_a_text_is_taken_once(house):
    assessment = take(house.sw, assessing(house))
    with pytest.raises(StepNotAllowed, match="already"):
        take(house.sw, assessment)


def test_nothing_is_taken_into_what_is_with_the_manager(house):
    with pytest.raises(StepNotAllowed):
        take(house.sw, submitted(house))


def test_who_took_something_over_cannot_decide_on_it(house):
    assessment = take(house.tm, assessing(house))
    address = page_of("decide_assessment", assessment.pk)
    send(
        house.sw,
        page_of("write_assessment", assessment.pk),
        whole_text(assessment, then="finish"),
    )
    assert open_page(house.tm, address).status_code == 403


def test_the_manager_sees_what_was_copied_unchanged(house):
    assessment = take(house.sw, assessing(house))
    typed = whole_text(assessment, **{"section-reason": assessment.sections["reason"]})
    send(house.sw, page_of("write_assessment", assessment.pk), typed)
    submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    shown = words(open_page(house.tm, page_of("decide_assessment", assessment.pk)))
    assert "Taken over from earlier records and not changed since: Reason for the" in shown


def test_the_pages_offer_take_and_say_what_was_taken(house):
    assessment = assessing(house)
    writing = page_of("write_assessment", assessment.pk)
    assert "Nothing is copied unless you choose it" in words(open_page(house.sw, writing))
    reading = page_of("earlier", assessment.pk)
    assert "School is worried about neglect at home." in words(open_page(house.sw, reading))
    address = page_of("take_earlier", assessment.pk, "reason", f"referral-{assessment.case_id}")
    assert "Use it" in words(open_page(house.sw, address))
    assert send(house.sw, address, {})["Location"] == reading
    assert "Used in this assessment" in words(open_page(house.sw, reading))
    shown = words(open_page(house.sw, writing))
    assert "From the referral received on 18 March 2026" in shown
    assert "Nothing is copied unless you choose it" not in shown


def test_reading_an_earlier_cases_assessment_is_written_down_there(house):
    assessment, earlier = assessing(house), approved(house)
    new, case = assessment.case, earlier.case
    Case.objects.filter(pk=case.pk).update(
        state="closed", closed_on=clock.today(), child=new.child_id
    )
    key = f"assessment-{earlier.pk}"
    open_page(house.sw, page_of("earlier", assessment.pk))
    open_page(house.sw, page_of("take_earlier", assessment.pk, "reason", key))
    for page in ("earlier", "take_earlier"):
        seen = RecordView.objects.filter(page=page).values_list("case_id", flat=True)
        assert set(seen) == {new.pk, case.pk}


def test_another_childs_records_and_unknown_texts_are_not_found(house):
    assessment, other = assessing(house), assessing(house)
    for section, key in [("reason", f"referral-{other.case_id}"), ("nothing", "referral-1")]:
        with pytest.raises(NotFound):
            take(house.sw, assessment, section, key)
        address = page_of("take_earlier", assessment.pk, section, key)
        assert open_page(house.sw, address).status_code == 404


def test_another_team_and_authority_cannot_read_or_take(house):
    assessment = assessing(house)
    for stranger in (house.sw3, build_house("bolton").sw):
        assert open_page(stranger, page_of("earlier", assessment.pk)).status_code == 404
        with pytest.raises((NotFound, NotPermitted)):
            take(stranger, assessment)


def test_reading_costs_the_same_for_one_visit_as_for_five(house):
    assessment = assessing(house)
    visited(house, assessment.case)
    address = page_of("earlier", assessment.pk)
    once = queries_to_open(house.sw, address)
    for _ in range(4):
        visited(house, assessment.case)
    assert queries_to_open(house.sw, address) == once
