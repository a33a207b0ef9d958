"""Writing one part for several brothers and sisters, kept the same while all are drafts."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from cases.services.homes import limit_sharing
from cases.services.network import PartDetails, ProfessionalDetails, add_to_network
from cin.audit.models import AuditEvent
from cin.audit.selectors import has_done
from cin.core.errors import BadInput, ChangedMeanwhile, StepNotAllowed
from plans.beside import drafts_beside, limits_apart
from plans.models import PlanAction, PlanNeed, PlanVersion
from plans.selectors import WRITING
from plans.services import draft_plan, take_back_plan
from plans.services.texts import rows_of
from tests.plans.siblings import (
    CLUB,
    FAMILY,
    FOOD,
    WALK,
    also,
    fresh,
    siblings_assessed,
    siblings_drafted,
    wrote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts(rochdale):
    """The drafts of Amina, Bilal and Chloe."""
    return siblings_drafted(rochdale, *FAMILY)


def needs_of(version):
    return [row.need for row in fresh(version).needs.all()]


def submitted(version):
    """Have a draft submitted whatever it says: what it lacks is another story."""
    PlanVersion.objects.filter(pk=version.pk).update(state="submitted")


@pytest.mark.rule("ROC-09")
def test_a_need_an_action_and_a_service_are_written_once_for_three_children(rochdale, drafts):
    amina, bilal, chloe = drafts
    everybody = also(bilal, chloe, needs=1, actions=1, services=1)
    wrote(amina, everybody, actor=rochdale.sw, needs=[FOOD], actions=[WALK], services=[CLUB])
    for other in (bilal, chloe):
        rows = rows_of(fresh(other))
        assert [replace(row, joint=None) for row in rows["needs"]] == [FOOD]
        assert [replace(row, joint=None, number=None) for row in rows["actions"]] == [WALK]
        assert [replace(row, joint=None) for row in rows["services"]] == [CLUB]
        assert fresh(other).version == other.version + 1
    assert len({row.joint for row in PlanNeed.objects.all()}) == 1
    assert PlanAction.objects.exclude(number=None).count() == 3


@pytest.mark.rule("ROC-09")
def test_a_text_is_written_once_and_a_later_change_goes_into_each(rochdale, drafts):
    amina, bilal, chloe = drafts
    wrote(amina, also(bilal, chloe, worries=True), actor=rochdale.sw, worries="No food at home.")
    wrote(chloe, also(amina, bilal, worries=True), actor=rochdale.sw, worries="Little food.")
    assert [fresh(each).worries for each in drafts] == ["Little food."] * 3
    assert fresh(bilal).child_views == ""


def test_a_further_question_is_written_for_several_with_its_title(rochdale, drafts):
    amina, bilal, _chloe = drafts
    choice = also(bilal, section_afterwards=True)
    wrote(amina, choice, actor=rochdale.sw, sections={"afterwards": "Their aunt."})
    saved = fresh(bilal)
    assert saved.sections == {"afterwards": "Their aunt."}
    assert "once the work ends" in saved.section_titles["afterwards"]


def test_what_only_one_child_can_say_is_never_written_for_another(rochdale, drafts):
    amina, bilal, _chloe = drafts
    choice = also(bilal, child_views=True, section_lived_experience=True)
    said = {"child_views": "I am hungry.", "sections": {"lived_experience": "Alone."}}
    wrote(amina, choice, actor=rochdale.sw, **said)
    assert (fresh(bilal).child_views, fresh(bilal).sections) == ("", {})


def test_a_changed_need_is_changed_in_each_plan_and_not_put_there_twice(rochdale, drafts):
    amina, bilal, _chloe = drafts
    wrote(amina, also(bilal, needs=1), actor=rochdale.sw, needs=[FOOD])
    own = rows_of(fresh(bilal))["needs"]
    changed = [replace(own[0], need="Three meals a day")]
    wrote(bilal, also(amina, needs=1), actor=rochdale.sw, needs=changed)
    assert needs_of(amina) == needs_of(bilal) == ["Three meals a day"]


def test_who_is_unticked_keeps_what_was_written_and_goes_their_own_way(rochdale, drafts):
    amina, bilal, chloe = drafts
    wrote(amina, also(bilal, chloe, needs=1), actor=rochdale.sw, needs=[FOOD])
    saved = rows_of(fresh(amina))["needs"]
    wrote(
        amina,
        also(chloe, offered=[bilal, chloe], needs=1),
        actor=rochdale.sw,
        needs=[replace(saved[0], need="Three meals a day")],
    )
    assert needs_of(bilal) == ["Regular meals"]
    assert needs_of(amina) == needs_of(chloe) == ["Three meals a day"]
    # Bilal's own page must be opened again: it showed other company.
    with pytest.raises(ChangedMeanwhile):
        wrote(bilal, also(), actor=rochdale.sw, seen=bilal.version + 1)


def test_what_one_child_leaves_the_others_still_have_the_same(rochdale, drafts):
    amina, bilal, chloe = drafts
    wrote(amina, also(bilal, chloe, needs=1), actor=rochdale.sw, needs=[FOOD])
    wrote(amina, also(offered=[bilal, chloe], needs=1), actor=rochdale.sw)
    changed = [replace(rows_of(fresh(bilal))["needs"][0], need="Three meals a day")]
    wrote(bilal, also(chloe, offered=[amina, chloe], needs=1), actor=rochdale.sw, needs=changed)
    assert needs_of(chloe) == ["Three meals a day"]
    assert needs_of(amina) == ["Regular meals"]


def test_a_row_removed_from_one_plan_stays_in_the_others(rochdale, drafts):
    amina, bilal, _chloe = drafts
    wrote(amina, also(bilal, needs=1), actor=rochdale.sw, needs=[FOOD])
    wrote(amina, also(offered=[bilal]), actor=rochdale.sw, needs=[])
    assert (needs_of(amina), needs_of(bilal)) == ([], ["Regular meals"])


def test_a_text_that_would_be_lost_is_refused_in_words_and_nothing_is_written(rochdale, drafts):
    amina, bilal, _chloe = drafts
    wrote(bilal, also(), actor=rochdale.sw, worries="Bilal sleeps badly.")
    with pytest.raises(BadInput, match="Bilal says something else here: “Bilal sleeps") as refused:
        wrote(amina, also(bilal, worries=True), actor=rochdale.sw, worries="No food.")
    assert refused.value.field == "also_worries"
    assert (fresh(amina).worries, fresh(bilal).worries) == ("", "Bilal sleeps badly.")
    both = "No food. Bilal sleeps badly."
    wrote(amina, also(bilal, worries=True), actor=rochdale.sw, worries=both)
    assert fresh(bilal).worries == both


def test_rows_that_were_typed_twice_become_one_without_a_double(rochdale, drafts):
    amina, bilal, _chloe = drafts
    for each in (amina, bilal):
        wrote(each, also(), actor=rochdale.sw, needs=[FOOD])
    wrote(amina, also(bilal, needs=1), actor=rochdale.sw)
    assert needs_of(bilal) == ["Regular meals"]
    assert len({row.joint for row in PlanNeed.objects.all()}) == 1


def test_two_rows_never_claim_the_same_and_nobody_makes_one_up(rochdale, drafts):
    amina, bilal, chloe = drafts
    wrote(amina, also(bilal, needs=1), actor=rochdale.sw, needs=[FOOD])
    claimed = rows_of(fresh(amina))["needs"][0]
    wrote(amina, also(offered=[bilal]), actor=rochdale.sw, needs=[claimed, claimed])
    wrote(chloe, also(offered=[bilal]), actor=rochdale.sw, needs=[claimed])
    assert [row.joint for row in chloe.needs.all()] == [None]
    assert needs_of(bilal) == ["Regular meals"]


def test_a_plan_that_is_submitted_is_left_alone_and_joins_again_when_it_comes_back(
    rochdale, drafts
):
    amina, bilal, _chloe = drafts
    wrote(amina, also(bilal, needs=1), actor=rochdale.sw, needs=[FOOD])
    submitted(bilal)
    wrote(amina, also(), actor=rochdale.sw, worries="Only Amina's.")
    take_back_plan(version_id=bilal.pk, actor=rochdale.sw)
    # The page did not offer Bilal, who was no draft when it was opened: what is joint stays so.
    changed = [replace(rows_of(fresh(amina))["needs"][0], need="Three meals a day")]
    wrote(amina, also(), actor=rochdale.sw, needs=changed)
    assert needs_of(bilal) == ["Three meals a day"]


def test_what_was_changed_while_the_other_was_submitted_is_not_carried_over(rochdale, drafts):
    amina, bilal, _chloe = drafts
    wrote(amina, also(bilal, worries=True), actor=rochdale.sw, worries="No food.")
    submitted(bilal)
    wrote(amina, also(), actor=rochdale.sw, worries="Hardly any food.")
    take_back_plan(version_id=bilal.pk, actor=rochdale.sw)
    wrote(bilal, also(offered=[]), actor=rochdale.sw, worries="No food at weekends.")
    assert fresh(amina).worries == "Hardly any food."


def test_a_tick_for_a_plan_that_is_no_draft_any_more_is_refused(rochdale, drafts):
    amina, bilal, _chloe = drafts
    submitted(bilal)
    with pytest.raises(StepNotAllowed, match="is not being written any more, or not by you"):
        wrote(amina, also(bilal, worries=True), actor=rochdale.sw, worries="No food.")
    assert fresh(amina).worries == ""


def test_a_page_that_did_not_see_the_latest_joint_text_is_refused(rochdale, drafts):
    amina, bilal, _chloe = drafts
    wrote(amina, also(bilal, worries=True), actor=rochdale.sw, worries="No food.")
    with pytest.raises(ChangedMeanwhile) as refused:
        wrote(
            bilal,
            also(amina, worries=True),
            actor=rochdale.sw,
            seen=bilal.version,
            worries="Bilal's tab, opened before.",
        )
    assert refused.value.theirs["worries"] == "No food."
    assert fresh(amina).worries == "No food."


def test_whoever_writes_for_several_decides_on_none_of_them(rochdale, drafts):
    amina, bilal, chloe = drafts
    wrote(amina, also(bilal, offered=[bilal, chloe], worries=True), actor=rochdale.tm, worries="So")
    assert [has_done(rochdale.tm, each, WRITING) for each in drafts] == [True, True, False]
    events = AuditEvent.objects.filter(action=WRITING, actor_id=rochdale.tm.pk)
    assert {each.case_id for each in events} == {amina.case_id, bilal.case_id}


@pytest.mark.rule("ROC-09")
def test_a_sibling_of_another_team_or_authority_is_neither_offered_nor_written(
    rochdale, hillingdon, drafts
):
    amina, bilal, chloe = drafts
    away = {"team": rochdale.other_team, "worker": rochdale.sw3}
    Case.objects.filter(pk=bilal.case_id).update(**away)
    assert drafts_beside(rochdale.sw, amina.case) == [chloe]
    assert drafts_beside(rochdale.hos, amina.case) == [bilal, chloe]
    assert drafts_beside(hillingdon.hos, amina.case) == []
    with pytest.raises(StepNotAllowed):
        wrote(amina, also(bilal, worries=True), actor=rochdale.sw, worries="No food.")
    assert fresh(bilal).worries == ""


def test_a_child_of_another_family_is_never_beside(rochdale, drafts):
    stranger = siblings_assessed(rochdale, "Dylan")[0]
    other = draft_plan(case_id=stranger.pk, actor=rochdale.sw)
    assert other not in drafts_beside(rochdale.sw, drafts[0].case)
    with pytest.raises(StepNotAllowed):
        wrote(drafts[0], also(other, worries=True), actor=rochdale.sw, worries="No food.")


def test_the_drafts_beside_cost_the_same_for_one_as_for_two(rochdale, drafts):
    amina, bilal, _chloe = drafts
    costs = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            drafts_beside(rochdale.sw, amina.case)
        costs.append(len(queries))
        submitted(bilal)
    assert costs == [4, 4]


def test_who_is_not_to_be_told_is_pointed_out_where_they_work_with_one_child_only(rochdale, drafts):
    cases = [each.case for each in drafts]
    assert limits_apart(cases) == []
    coach = add_to_network(
        case_id=cases[0].pk,
        actor=rochdale.sw,
        professional=ProfessionalDetails(given_names="Jo", family_name="Reed"),
        part=PartDetails(role="Coach"),
    )
    limit_sharing(
        case_id=cases[0].pk,
        person_id=coach.person_id,
        actor=rochdale.sw,
        what="where the family lives",
        reason="The father asks him.",
    )
    told = "Jo Reed, who works with Amina only, is not to be told: where the family lives"
    assert limits_apart(cases) == [told]
