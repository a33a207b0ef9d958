"""The pages on which the plans of brothers and sisters are written and read together."""

import pytest
from django.urls import reverse

from cases.models import Case
from cin.audit.models import AuditEvent, RecordView
from plans.models import PlanState, PlanVersion
from plans.services.several import submit_plans
from tests.cases.browsing import open_page, queries_to_open, send, words
from tests.plans.siblings import (
    FAMILY,
    FOOD,
    also,
    fresh,
    siblings_assessed,
    siblings_drafted,
    siblings_written,
    wrote,
)
from tests.stories import referred, supported

pytestmark = pytest.mark.django_db


def at(name, number):
    return reverse(f"plans:{name}", args=[number])


@pytest.fixture
def drafts(rochdale):
    """The drafts of Amina, Bilal and Chloe."""
    return siblings_drafted(rochdale, *FAMILY)


@pytest.fixture
def written(rochdale):
    """The whole plans of Amina and Bilal, not submitted."""
    return siblings_written(rochdale, *FAMILY[:2])


def saved(version, *others, **answers):
    """Give what a browser sends that opened a draft when these others were offered."""
    now = fresh(version)
    offered = ",".join(str(each.pk) for each in others)
    return {"version": now.version, "offered": offered, "then": "later", **answers}


def ticked_in(page, name):
    return [str(each) for each in page.context["form"][name].value()]


@pytest.mark.rule("ROC-09")
def test_the_page_offers_brothers_and_sisters_beside_each_text_and_row(rochdale, drafts):
    amina, bilal, chloe = drafts
    answer = open_page(rochdale.sw, at("write_plan", amina.pk))
    page = words(answer)
    assert "Plans are being written too for Bilal, Chloe" in page
    assert "Also for (What needs to change, and why the child is in need) Bilal Chloe" in page
    assert "Also for (this need) Bilal Chloe" in page
    assert "Also for (The child's wishes" not in page
    looked = RecordView.objects.filter(page="write_plan").values_list("case_id", flat=True)
    assert set(looked) == {each.case_id for each in (amina, bilal, chloe)}


def test_what_is_ticked_is_written_stays_ticked_and_says_nothing_of_the_other_child(
    rochdale, drafts
):
    amina, bilal, chloe = drafts
    answers = saved(
        amina,
        bilal,
        chloe,
        **{
            "worries": "No food at home.",
            "also_worries": [bilal.pk],
            "child_views": "Amina is hungry.",
            "needs-0-need": "Regular meals",
            "needs-0-also": [bilal.pk, chloe.pk],
        },
    )
    assert send(rochdale.sw, at("write_plan", amina.pk), answers).status_code == 302
    assert [fresh(each).worries for each in drafts] == ["No food at home."] * 2 + [""]
    page = open_page(rochdale.sw, at("write_plan", bilal.pk))
    assert ticked_in(page, "also_worries") == [str(amina.pk)]
    row = page.context["form"]["needs"].rows.forms[0]
    assert row["also"].value() == [amina.pk, chloe.pk]
    own = words(open_page(rochdale.sw, at("plan", bilal.pk)))
    assert "Regular meals" in own
    assert "Amina is hungry" not in own


def test_a_text_that_would_be_lost_is_refused_beside_its_choice_and_shown_before(rochdale, drafts):
    amina, bilal, chloe = drafts
    wrote(bilal, also(), actor=rochdale.sw, worries="Bilal sleeps badly.")
    page = words(open_page(rochdale.sw, at("write_plan", amina.pk)))
    assert "Says something else: “Bilal sleeps badly.”" in page
    answers = saved(amina, bilal, chloe, worries="No food.", also_worries=[bilal.pk])
    refused = send(rochdale.sw, at("write_plan", amina.pk), answers)
    assert "also_worries" in refused.context["form"].errors
    assert "The plan of Bilal says something else here" in words(refused)
    assert "No food." in words(refused)


def test_a_tab_from_before_the_other_was_submitted_loses_nothing(rochdale, drafts):
    amina, bilal, chloe = drafts
    PlanVersion.objects.filter(pk__in=[bilal.pk, chloe.pk]).update(state=PlanState.SUBMITTED)
    answers = saved(amina, bilal, chloe, worries="No food.", also_worries=[bilal.pk])
    refused = send(rochdale.sw, at("write_plan", amina.pk), answers)
    assert "ticked under “Also for” is not being written any more" in words(refused)
    assert "No food." in words(refused)
    assert fresh(amina).worries == ""
    del answers["also_worries"]
    assert send(rochdale.sw, at("write_plan", amina.pk), answers).status_code == 302
    assert fresh(amina).worries == "No food."


def test_a_tab_that_did_not_see_the_joint_text_is_shown_both(rochdale, drafts):
    amina, bilal, chloe = drafts
    stale = saved(bilal, amina, chloe, worries="Mine.", also_worries=[amina.pk])
    wrote(amina, also(bilal, worries=True), actor=rochdale.sw, worries="No food.")
    refused = send(rochdale.sw, at("write_plan", bilal.pk), stale)
    assert "Somebody else changed this" in words(refused)
    assert "No food." in words(refused)
    assert "Mine." in words(refused)
    assert fresh(amina).worries == "No food."


def test_numbers_that_are_none_and_a_made_up_joint_do_no_harm(rochdale, drafts):
    amina = drafts[0]
    answers = saved(amina, **{"needs-0-need": "Meals", "needs-0-joint": "x", "offered": "a,1"})
    assert send(rochdale.sw, at("write_plan", amina.pk), answers).status_code == 302
    answers = saved(amina, worries="No food.", also_worries=["x", "999999"])
    assert send(rochdale.sw, at("write_plan", amina.pk), answers).status_code == 200


def test_writing_beside_two_costs_no_more_queries_than_beside_one(rochdale, drafts):
    amina, bilal, _chloe = drafts
    beside_two = queries_to_open(rochdale.sw, at("write_plan", amina.pk))
    PlanVersion.objects.filter(pk=bilal.pk).update(state=PlanState.SUBMITTED)
    assert queries_to_open(rochdale.sw, at("write_plan", amina.pk)) == beside_two


@pytest.mark.rule("ROC-09")
def test_plans_are_begun_for_several_and_who_cannot_is_told_why(rochdale):
    amina, bilal = siblings_assessed(rochdale, *FAMILY[:2])
    referred_only = Case.objects.get(pk=referred(rochdale, given_names="Dylan").pk)
    Case.objects.filter(pk=referred_only.pk).update(family_id=amina.family_id)
    page = words(open_page(rochdale.sw, at("begin_plans", amina.pk)))
    assert "Dylan O'Brien: A plan cannot be written while the case is" in page
    answers = {"children": [amina.pk, bilal.pk]}
    answer = send(rochdale.sw, at("begin_plans", amina.pk), answers)
    mine = PlanVersion.objects.get(case=amina)
    assert answer.url == at("write_plan", mine.pk)
    assert PlanVersion.objects.filter(case=bilal, state="draft", written_by=rochdale.sw).exists()
    assert AuditEvent.objects.filter(action="plans.draft_plan").count() == 2
    not_offered = send(rochdale.sw, at("begin_plans", amina.pk), {"children": [referred_only.pk]})
    assert not_offered.status_code == 409


def test_a_plan_in_force_gets_a_new_version_with_the_reason(bolton):
    case = supported(bolton)
    page = words(open_page(bolton.sw, at("begin_plans", case.pk)))
    assert "A new version; the plan in force stays until it is agreed" in page
    asked = send(bolton.sw, at("begin_plans", case.pk), {"children": [case.pk]})
    assert "Select why the plans in force are changing" in words(asked)
    answers = {"children": [case.pk], "kind": "review"}
    send(bolton.sw, at("begin_plans", case.pk), answers)
    assert PlanVersion.objects.get(case=case, state="draft").kind == "review"


@pytest.mark.rule("ROC-09")
def test_the_plans_stand_side_by_side_each_need_once_with_its_children(rochdale, drafts):
    amina, bilal, chloe = drafts
    wrote(amina, also(bilal, needs=1), actor=rochdale.sw, needs=[FOOD], worries="No food.")
    wrote(chloe, also(), actor=rochdale.sw, worries="Chloe is cold.")
    answer = open_page(rochdale.sw, at("family_plans", amina.case_id))
    page = words(answer)
    assert page.count("Regular meals") == 1
    assert "For Amina and Bilal What is needed Regular meals" in page
    assert "Chloe Chloe is cold." in page
    assert "Submit several plans" in page
    looked = RecordView.objects.filter(page="family_plans").values_list("case_id", flat=True)
    assert set(looked) == {each.case_id for each in drafts}


def test_a_sibling_of_another_team_is_not_on_the_page_and_others_find_no_page(rochdale, drafts):
    amina, bilal, _chloe = drafts
    wrote(bilal, also(), actor=rochdale.sw, worries="Bilal sleeps badly.")
    away = {"team": rochdale.other_team, "worker": rochdale.sw3}
    Case.objects.filter(pk=bilal.case_id).update(**away)
    for name in ("family_plans", "begin_plans", "submit_plans", "decide_plans"):
        assert open_page(rochdale.sw3, at(name, amina.case_id)).status_code == 404
    page = words(open_page(rochdale.sw, at("family_plans", amina.case_id)))
    assert "Bilal" not in page
    viewed = RecordView.objects.filter(viewer_id=rochdale.sw.pk)
    assert not viewed.filter(case_id=bilal.case_id).exists()
    refused = send(rochdale.sw, at("submit_plans", amina.case_id), {"plans": [bilal.pk]})
    assert refused.status_code == 200
    assert fresh(bilal).is_editable


def test_side_by_side_costs_the_same_for_two_children_as_for_three(rochdale, drafts):
    amina, _bilal, chloe = drafts
    three = queries_to_open(rochdale.sw, at("family_plans", amina.case_id))
    Case.objects.filter(pk=chloe.case_id).update(team=rochdale.other_team, worker=rochdale.sw3)
    assert queries_to_open(rochdale.sw, at("family_plans", amina.case_id)) == three


def test_the_paper_of_all_children_says_that_it_is_none_to_give_out(rochdale, drafts):
    amina = drafts[0]
    answer = open_page(rochdale.sw, at("print_family_plans", amina.case_id))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    looked = RecordView.objects.filter(page="family_plans, printed")
    assert looked.count() == 3


def test_several_plans_are_submitted_with_a_history_each_or_none_of_them(rochdale, written):
    amina, bilal = written
    answers = {"plans": [amina.pk, bilal.pk]}
    worries = fresh(bilal).worries
    PlanVersion.objects.filter(pk=bilal.pk).update(worries="")
    refused = send(rochdale.sw, at("submit_plans", amina.case_id), answers)
    assert "Bilal: Write what needs to change and why the child is in need" in words(refused)
    assert fresh(amina).is_editable
    PlanVersion.objects.filter(pk=bilal.pk).update(worries=worries)
    assert send(rochdale.sw, at("submit_plans", amina.case_id), answers).status_code == 302
    assert {fresh(each).state for each in written} == {PlanState.SUBMITTED}
    done = AuditEvent.objects.filter(action="plans.submit")
    assert {each.case_id for each in done} == {each.case_id for each in written}


@pytest.fixture
def waiting(rochdale, written):
    """Two plans that wait for the manager."""
    submit_plans(version_ids=[each.pk for each in written], actor=rochdale.sw)
    return [fresh(each) for each in written]


def decided(*versions, **choices):
    answers = {}
    for version, (choice, comment) in zip(versions, choices.values(), strict=True):
        answers[f"decision_{version.pk}"] = choice
        answers[f"comment_{version.pk}"] = comment
        answers[f"version_{version.pk}"] = version.version
    return answers


@pytest.mark.rule("ROC-09")
def test_a_manager_decides_on_each_childs_plan_in_one_step(rochdale, waiting):
    amina, bilal = waiting
    page = words(open_page(rochdale.tm, at("decide_plans", amina.case_id)))
    assert page.count("Missed meals and missed school.") == 1
    answers = decided(amina, bilal, a=("agree", ""), b=("return", "Say who walks with him."))
    assert send(rochdale.tm, at("decide_plans", amina.case_id), answers).status_code == 302
    assert (fresh(amina).state, fresh(bilal).state) == (PlanState.APPROVED, PlanState.DRAFT)
    assert fresh(amina).approved_by == rochdale.tm
    assert fresh(bilal).decision_comment == "Say who walks with him."


def test_a_plan_returned_without_a_word_or_changed_meanwhile_stops_all_decisions(rochdale, waiting):
    amina, bilal = waiting
    answers = decided(amina, bilal, a=("agree", ""), b=("return", " "))
    refused = send(rochdale.tm, at("decide_plans", amina.case_id), answers)
    assert "Say what needs to change" in words(refused)
    PlanVersion.objects.filter(pk=bilal.pk).update(version=bilal.version + 1)
    answers = decided(amina, bilal, a=("agree", ""), b=("agree", ""))
    refused = send(rochdale.tm, at("decide_plans", amina.case_id), answers)
    assert "The plan of Bilal was changed after you opened this page" in words(refused)
    assert {fresh(each).state for each in waiting} == {PlanState.SUBMITTED}
    drawn = refused.context["form"][f"version_{bilal.pk}"].value()
    assert drawn == str(bilal.version + 1)


def test_who_wrote_in_a_plan_or_manages_another_team_has_nothing_to_decide(rochdale, waiting):
    amina, _bilal = waiting
    assert open_page(rochdale.sw, at("decide_plans", amina.case_id)).status_code == 403
    assert open_page(rochdale.tm2, at("decide_plans", amina.case_id)).status_code == 404
    for version in waiting:
        AuditEvent.objects.create(
            authority_id=rochdale.authority.pk,
            actor_id=rochdale.tm.pk,
            actor_name="TM",
            action="plans.write_plan",
            subject_type="plans.planversion",
            subject_id=version.pk,
        )
    assert open_page(rochdale.tm, at("decide_plans", amina.case_id)).status_code == 409


def test_the_case_and_the_plan_lead_to_the_family_only_where_there_is_one(rochdale, drafts):
    amina = drafts[0]
    address = at("family_plans", amina.case_id)
    for page in (reverse("desk:case", args=[amina.case_id]), at("plan", amina.pk)):
        assert address in open_page(rochdale.sw, page).content.decode()
    Case.objects.exclude(pk=amina.case_id).update(team=rochdale.other_team, worker=rochdale.sw3)
    assert address not in open_page(rochdale.sw, at("plan", amina.pk)).content.decode()
