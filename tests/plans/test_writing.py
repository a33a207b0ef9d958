"""Starting, writing, submitting and changing a plan."""

from datetime import date, timedelta

import pytest

from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotReady,
    StepNotAllowed,
)
from cin.policy.selectors import bank_holiday_calendar
from cin.procedures.durations import Duration
from cin.procedures.events import DatedInterval
from plans.models import Plan, PlanKind, PlanState, PlanVersion
from plans.selectors import agreements_about, version_in_force
from plans.services import (
    ActionDetails,
    PlanText,
    amend_plan,
    approve_plan,
    draft_plan,
    submit_plan,
    take_back_plan,
    write_plan,
)
from tests.planned import plan_changed
from tests.stories import (
    allocated,
    approved,
    assessing,
    build_house,
    moment,
    plan_drafted,
    plan_submitted,
    supported,
)

pytestmark = pytest.mark.django_db


def rewrite(house, version, text=None, actions=(), *, seen=None, actor=None):
    version = PlanVersion.objects.get(pk=version.pk)
    return write_plan(
        version_id=version.pk,
        actor=actor or house.sw,
        seen_version=seen or version.version,
        text=text or PlanText(worries="Something new"),
        actions=actions,
    )


def test_a_plan_is_drafted_during_the_assessment(rochdale):
    assessment = assessing(rochdale)
    version = draft_plan(case_id=assessment.case_id, actor=rochdale.sw)
    assert (version.state, version.number, version.kind) == ("draft", 1, "initial")
    done = AuditEvent.objects.filter(case_id=assessment.case_id, action="plans.draft_plan")
    assert done.count() == 1


def test_a_plan_is_drafted_once_support_has_begun(bolton):
    case = approved(bolton).case
    assert draft_plan(case_id=case.pk, actor=bolton.sw).is_editable


def test_no_plan_is_drafted_before_the_assessment(rochdale):
    case = allocated(rochdale)
    with pytest.raises(StepNotAllowed, match="while the case is allocated"):
        draft_plan(case_id=case.pk, actor=rochdale.sw)


def test_there_is_one_first_version(rochdale):
    assessment = assessing(rochdale)
    draft_plan(case_id=assessment.case_id, actor=rochdale.sw)
    with pytest.raises(StepNotAllowed, match="already has a plan"):
        draft_plan(case_id=assessment.case_id, actor=rochdale.sw)
    assert Plan.objects.filter(case=assessment.case_id).count() == 1


def test_another_team_cannot_draft_a_plan(rochdale):
    assessment = assessing(rochdale)
    with pytest.raises(NotFound):
        draft_plan(case_id=assessment.case_id, actor=rochdale.sw3)


def test_a_draft_is_saved_incomplete(rochdale):
    version = draft_plan(case_id=assessing(rochdale).case_id, actor=rochdale.sw)
    saved = rewrite(rochdale, version, PlanText(worries="Little to eat"))
    assert saved.worries == "Little to eat"
    assert saved.version == 2


def test_actions_keep_the_order_in_which_they_were_written(rochdale):
    version = draft_plan(case_id=assessing(rochdale).case_id, actor=rochdale.sw)
    rewrite(rochdale, version, actions=[ActionDetails(what=what) for what in ("First", "Second")])
    rewrite(rochdale, version, actions=[ActionDetails(what=what) for what in ("Second", "Third")])
    assert [action.what for action in version.actions.all()] == ["Second", "Third"]


def test_a_submitted_plan_cannot_be_written(rochdale):
    version = plan_submitted(rochdale, assessing(rochdale).case)
    with pytest.raises(StepNotAllowed, match="submitted, so it cannot be changed"):
        rewrite(rochdale, version)


def test_an_edit_that_did_not_see_the_latest_text_is_refused_with_both_texts(rochdale):
    version = plan_drafted(rochdale, assessing(rochdale).case)
    seen = version.version
    action = ActionDetails(what="Ring the school", owner="Mary", due_on=date(2026, 4, 1))
    rewrite(rochdale, version, PlanText(worries="Theirs"), [action], actor=rochdale.sw2)
    with pytest.raises(ChangedMeanwhile) as refused:
        rewrite(
            rochdale,
            version,
            PlanText(worries="Mine", visit_interval=Duration.parse("1 week")),
            seen=seen,
        )
    assert refused.value.theirs["worries"] == "Theirs"
    assert refused.value.theirs["visit_interval"] is None
    assert refused.value.theirs["actions"] == "Ring the school, Mary, by 1 April 2026"
    assert refused.value.version == seen + 1
    assert PlanVersion.objects.get(pk=version.pk).worries == "Theirs"


def test_everything_a_plan_lacks_is_said_at_once(rochdale):
    version = draft_plan(case_id=assessing(rochdale).case_id, actor=rochdale.sw)
    with pytest.raises(NotReady) as refused:
        submit_plan(version_id=version.pk, actor=rochdale.sw)
    assert {blocker.code for blocker in refused.value.blockers} == {
        "worries",
        "child_views",
        "family_views",
        "outcomes",
        "contingency",
        "exit_plan",
        "actions",
        "services",
        "section_lived_experience",
        "section_first_wanted",
        "section_afterwards",
    }


@pytest.mark.parametrize("missing", ["owner", "due_on"])
def test_an_action_needs_somebody_and_a_date(rochdale, missing):
    version = plan_drafted(rochdale, assessing(rochdale).case)
    version.actions.update(**{missing: {"owner": "", "due_on": None}[missing]})
    with pytest.raises(NotReady, match="Walk to school together"):
        submit_plan(version_id=version.pk, actor=rochdale.sw)


@pytest.mark.rule("PET-27")
def test_where_the_authority_sets_no_visits_the_plan_must():
    house = build_house("peterborough")
    version = plan_drafted(house, assessing(house).case, visit_interval=None)
    with pytest.raises(NotReady, match="how often the child will be visited"):
        submit_plan(version_id=version.pk, actor=house.sw)
    rewrite_interval(house, version, "2 months")
    assert submit_plan(version_id=version.pk, actor=house.sw).state == "submitted"


def rewrite_interval(house, version, interval):
    version = PlanVersion.objects.get(pk=version.pk)
    version.visit_amount, version.visit_unit = int(interval[0]), interval[2:]
    version.save()


def test_taking_back_makes_a_draft_of_it_again(rochdale):
    version = plan_submitted(rochdale, assessing(rochdale).case)
    taken = take_back_plan(version_id=version.pk, actor=rochdale.sw)
    assert (taken.state, taken.submitted_by, taken.submitted_at) == ("draft", None, None)


@pytest.mark.rule("ROC-61")
def test_an_assessment_waits_for_the_plan_that_was_taken_back(rochdale):
    assessment = assessing(rochdale)
    version = plan_submitted(rochdale, assessment.case)
    assessment.refresh_from_db()
    assert assessment.plan_attached_at is not None
    take_back_plan(version_id=version.pk, actor=rochdale.sw)
    assessment.refresh_from_db()
    assert assessment.plan_attached_at is None


def test_a_later_edit_voids_an_approval(rochdale):
    case = approved(rochdale).case
    version = PlanVersion.objects.get(case=case)
    approve_plan(version_id=version.pk, actor=rochdale.tm, read_version=version.version)
    taken = take_back_plan(version_id=version.pk, actor=rochdale.sw)
    assert (taken.state, taken.approved_by, taken.approved_at) == ("draft", None, None)
    rewrite(rochdale, version)
    assert PlanVersion.objects.get(pk=version.pk).state == PlanState.DRAFT


def test_a_plan_in_force_is_never_edited(bolton):
    version = version_in_force(supported(bolton))
    with pytest.raises(StepNotAllowed):
        rewrite(bolton, version)
    with pytest.raises(StepNotAllowed):
        take_back_plan(version_id=version.pk, actor=bolton.sw)


def test_a_new_version_is_a_copy_and_the_old_stays_in_force(bolton):
    case = supported(bolton)
    old = version_in_force(case)
    new = amend_plan(case_id=case.pk, actor=bolton.sw, kind=PlanKind.REVIEW)
    assert (new.number, new.state, new.worries) == (2, "draft", old.worries)
    assert new.visit_interval == Duration.parse("3 weeks")
    assert [a.what for a in new.actions.all()] == [a.what for a in old.actions.all()]
    assert set(new.actions.values_list("pk")) & set(old.actions.values_list("pk")) == set()
    assert version_in_force(case) == old


def test_nothing_is_amended_before_a_plan_is_in_force(rochdale):
    version = plan_submitted(rochdale, assessing(rochdale).case)
    with pytest.raises(StepNotAllowed, match="no plan in force"):
        amend_plan(case_id=version.case_id, actor=rochdale.sw, kind="review")


def test_one_new_version_is_written_at_a_time(bolton):
    case = supported(bolton)
    amend_plan(case_id=case.pk, actor=bolton.sw, kind="minor")
    with pytest.raises(StepNotAllowed, match="already being written"):
        amend_plan(case_id=case.pk, actor=bolton.sw, kind="review")


@pytest.mark.parametrize("kind", ["initial", "nonsense", ""])
def test_a_new_version_is_a_reviews_or_a_small_change(bolton, kind):
    case = supported(bolton)
    with pytest.raises(BadInput) as refused:
        amend_plan(case_id=case.pk, actor=bolton.sw, kind=kind)
    assert refused.value.field == "kind"


def test_agreed_intervals_are_those_of_each_version_in_its_days(bolton):
    three, one = Duration.parse("3 weeks"), Duration.parse("1 week")
    with clock.at(moment("2026-03-18")):
        case = supported(bolton)
        new = plan_changed(bolton, case, "minor")
        PlanVersion.objects.filter(pk=new.pk).update(visit_amount=1)
        first = DatedInterval(three, date(2026, 3, 18))
        assert agreements_about([case.pk])[case.pk] == {"visit_intervals": (first,)}
    with clock.at(moment("2026-03-25")):
        submit_plan(version_id=new.pk, actor=bolton.sw)
    assert agreements_about([case.pk])[case.pk]["visit_intervals"] == (
        DatedInterval(three, date(2026, 3, 18), date(2026, 3, 24)),
        DatedInterval(one, date(2026, 3, 25)),
    )


def test_an_interval_in_working_days_beyond_the_known_calendar_is_refused(db):
    peterborough = build_house("peterborough")
    version = draft_plan(case_id=assessing(peterborough).case_id, actor=peterborough.sw)
    last = bank_holiday_calendar().known_until
    with clock.at(moment(str(last - timedelta(days=30)))), pytest.raises(BadInput) as refused:
        rewrite(peterborough, version, PlanText(visit_interval=Duration.parse("60 working days")))
    assert refused.value.field == "visit_interval"
    assert "the bank holidays are known only until" in str(refused.value)
