"""On which grounds a child is in need, what else an assessment recommends, and young carers."""

import pytest
from django.urls import reverse

from assessments.models import Assessment
from assessments.selectors.assessments import summary_not_updated
from assessments.selectors.sections import sections_for
from assessments.services import AssessmentText, submit_assessment, write_assessment
from cases.models import Case, CaseSummary
from cases.selectors.circumstances import see_also
from cases.services.circumstances import CircumstanceDetails, record_circumstance
from cases.services.summaries import SummaryText, write_summary
from cin.core import clock
from cin.core.errors import NotReady
from cin.policy.selectors import procedure_in_force
from closures.selectors import reasons_for
from plans.asking import Asked
from tests.cases.browsing import open_page, send, words
from tests.stories import (
    allocated,
    approved,
    assessing,
    build_house,
    moment,
    plan_drafted,
    submitted,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_in_march():
    with clock.at(moment("2026-03-18")):
        yield


def at(name, assessment):
    return reverse(f"assessments:{name}", args=[assessment.pk])


def page(house, assessment, name="assessment"):
    return words(open_page(house.sw, at(name, assessment)))


def put(house, case, kind):
    details = CircumstanceDetails(starts_on=clock.today(), note="As the family says.")
    return record_circumstance(case_id=case.pk, actor=house.sw, kind=kind, details=details)


@pytest.mark.rule("BIR-01")
def test_a_child_can_be_in_need_on_more_than_one_ground():
    house = build_house("birmingham")
    assessment = written(house, assessing(house))
    answers = {
        "version": assessment.version,
        "then": "later",
        "outcome": "cin_plan",
        "s17_ground": ["b", "c"],
    }
    send(house.sw, at("write_assessment", assessment), answers)
    assessment.refresh_from_db()
    assert (assessment.s17_ground, assessment.s17_grounds) == ("b", ["b", "c"])
    shown = page(house, assessment)
    assert "Health or development likely to be significantly impaired Disabled" in shown
    form = open_page(house.sw, at("write_assessment", assessment)).context["form"]
    assert form["s17_ground"].value() == ["b", "c"]


def test_an_assessment_from_before_has_its_one_ground():
    house = build_house("birmingham")
    assessment = written(house, assessing(house))
    Assessment.objects.filter(pk=assessment.pk).update(s17_grounds=[])
    assert "Unlikely to reach or keep" in page(house, assessment)
    form = open_page(house.sw, at("write_assessment", assessment)).context["form"]
    assert form["s17_ground"].value() == ["a"]


@pytest.mark.rule("ROC-04")
def test_a_disabled_child_is_in_need_by_that_alone_and_the_plan_is_kept_proportionate():
    house = build_house("rochdale")
    assessment = assessing(house, is_disabled=True)
    form = open_page(house.sw, at("write_assessment", assessment)).context["form"]
    assert form["s17_ground"].value() == ["c"]
    version = plan_drafted(house, assessment.case)
    asked = {each.code: each.is_required for each in Asked(version).questions}
    assert asked["proportionate"] is False
    other = plan_drafted(house, assessing(house).case)
    assert "proportionate" not in {each.code for each in Asked(other).questions}


@pytest.mark.rule("BIR-03")
def test_birminghams_assessment_waits_for_the_professionals_who_took_part():
    house = build_house("birmingham")
    assessment = written(house, assessing(house))
    text = AssessmentText(
        sections={**assessment.sections, "professionals": ""},
        heard=assessment.heard,
        threshold_level=assessment.threshold_level,
        factors=assessment.factors,
        outcome=assessment.outcome,
        outcome_reason=assessment.outcome_reason,
        s17_ground="a",
        initiation_reason=assessment.initiation_reason,
    )
    seen = assessment.version
    write_assessment(assessment_id=assessment.pk, actor=house.sw, seen_version=seen, text=text)
    with pytest.raises(NotReady, match="The professionals and the wider family"):
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)


@pytest.mark.rule("BIR-33")
def test_birmingham_recommends_a_family_together_intervention_plan_and_the_case_can_end_so():
    house = build_house("birmingham")
    assessment = approved(house, "intervention_plan")
    assert "It recommends Family Together Intervention Plan" in page(house, assessment)
    case = Case.objects.get(pk=assessment.case_id)
    assert case.ending_recommendation == "intervention_plan"
    assert "intervention_plan" in dict(reasons_for(case))


def test_elsewhere_there_is_no_such_plan():
    house = build_house("bolton")
    assessment = assessing(house)
    offered = open_page(house.sw, at("write_assessment", assessment)).context["form"]
    assert "intervention_plan" not in dict(offered.fields["outcome"].choices)
    assert "intervention_plan" not in dict(reasons_for(assessment.case))


@pytest.mark.rule("PET-67")
def test_in_peterborough_no_further_action_says_how_early_help_was_considered():
    house = build_house("peterborough")
    assessment = written(house, assessing(house), "no_further_action")
    with pytest.raises(NotReady) as refused:
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    assert [each.code for each in refused.value.blockers] == ["early_help_considered"]
    form = open_page(house.sw, at("write_assessment", assessment)).context["form"]
    assert form.fields["early_help_considered"].required
    seen = assessment.version
    text = AssessmentText(
        **{
            name: getattr(assessment, name)
            for name in AssessmentText.__dataclass_fields__
            if name != "early_help_considered"
        },
        early_help_considered="The school does all that is needed.",
    )
    write_assessment(assessment_id=assessment.pk, actor=house.sw, seen_version=seen, text=text)
    submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    assert "The school does all that is needed." in page(house, assessment)


@pytest.mark.rule("HIL-08")
def test_a_young_carer_is_assessed_for_what_caring_means_and_has_a_plan_for_it():
    house = build_house("hillingdon")
    case = approved(house).case
    assert "young_carer" not in {each.code for each in sections_for(case)}
    put(house, case, "young_carer")
    (section,) = [each for each in sections_for(case) if each.code == "young_carer"]
    assert section.title == "What caring means for the child"
    version = plan_drafted(house, case)
    assert {each.code: each.is_required for each in Asked(version).questions}["young_carer"]


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        pytest.param("peterborough", "Short Breaks Procedure", marks=pytest.mark.rule("PET-02")),
        pytest.param("bolton", "Short Breaks Procedure", marks=pytest.mark.rule("BOL-02")),
    ],
)
def test_the_procedure_on_short_breaks_stands_beside_the_case_of_a_child_who_has_them(slug, title):
    house = build_house(slug)
    case = allocated(house)
    address = reverse("desk:case", args=[case.pk])
    assert title not in words(open_page(house.sw, address))
    put(house, case, "short_breaks")
    assert f"See also {title}" in words(open_page(house.sw, address))


@pytest.mark.rule("PET-03")
@pytest.mark.parametrize("child", [{"is_disabled": True}, {"send_support": "K"}])
def test_the_procedure_on_special_needs_stands_beside_the_case_of_a_child_who_has_them(child):
    house = build_house("peterborough")
    case = allocated(house)
    procedure = procedure_in_force(case.authority_id)
    assert see_also(case, procedure, []) == []
    for name, value in child.items():
        setattr(case.child, name, value)
    (title,) = see_also(case, procedure, [])
    assert "Special Educational Needs and Disabilities" in title


def test_short_breaks_and_caring_change_no_dates():
    house = build_house("bolton")
    assessment = submitted(house)
    before = open_page(house.sw, reverse("desk:case", args=[assessment.case_id])).context
    put(house, assessment.case, "young_carer")
    after = open_page(house.sw, reverse("desk:case", args=[assessment.case_id])).context
    assert [due.label for due in after["overview"].dues] == [
        due.label for due in before["overview"].dues
    ]


@pytest.mark.rule("HIL-37")
def test_without_recourse_and_with_a_concern_a_plan_follows_and_then_a_team():
    house = build_house("hillingdon")
    assessment = assessing(house)
    put(house, assessment.case, "nrpf_cin")
    form = open_page(house.sw, at("write_assessment", assessment)).context["form"]
    assert form["initiation_reason"].value() == "nrpf_plus_concern"
    assessment = written(house, assessment, "no_further_action")
    with pytest.raises(NotReady, match="Recommend a plan: the family has no recourse"):
        submit_assessment(assessment_id=assessment.pk, actor=house.sw)
    supported_case = approved(house).case
    address = reverse("desk:case", args=[supported_case.pk])
    assert "Offer the case to the team" not in words(open_page(house.tm, address))
    put(house, supported_case, "nrpf_cin")
    assert "Offer the case to the team that carries plans" in words(open_page(house.tm, address))


def test_elsewhere_the_assessment_alone_decides():
    house = build_house("bolton")
    assessment = assessing(house)
    put(house, assessment.case, "nrpf_cin")
    assessment = written(house, assessment, "no_further_action")
    assert submit_assessment(assessment_id=assessment.pk, actor=house.sw).state == "submitted"


@pytest.mark.rule("ROC-62")
def test_in_rochdale_an_assessment_asks_for_a_case_summary_written_since_it_began():
    house = build_house("rochdale")
    told = "not updated since this assessment began"
    assessment = assessing(house)
    case = assessment.case
    summed_up(house, case, seen=None)
    CaseSummary.objects.update(created_at=moment("2026-03-17 10:00"))
    assert told in page(house, assessment, "write_assessment")
    assert told.capitalize() in page(house, assessment)
    drawn = open_page(house.sw, at("write_assessment", assessment)).content.decode()
    assert reverse("desk:case_summary", args=[case.pk]) in drawn
    summed_up(house, case, seen=1)
    assert told not in page(house, assessment, "write_assessment")
    assert told.capitalize() not in page(house, assessment)
    other = assessing(build_house("bolton"))
    assert not summary_not_updated(other)


def summed_up(house, case, *, seen):
    text = SummaryText(reason_for_involvement="Alone", current_risks="Fire", out_of_hours="Ring")
    return write_summary(case_id=case.pk, actor=house.sw, seen_number=seen, text=text)
