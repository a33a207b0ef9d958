"""A section 47 enquiry begins from a strategy discussion and ends with a manager's agreement."""

from datetime import date

import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import Case
from cases.services.referrals import ChildDetails, add_sibling, screen_referral
from cin.audit.models import RecordView
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from closures.selectors import blockers_to_closing
from safeguarding.models import Enquiry, EnquiryState
from safeguarding.selectors import awaiting_approval
from safeguarding.services import (
    EnquiryText,
    begin_enquiries,
    complete_enquiry,
    return_enquiry,
    submit_enquiry,
    write_enquiry,
)
from safeguarding.views.words import what_comes_next
from tests.cases.browsing import open_page, words
from tests.safeguarding.telling import (
    called,
    discussed,
    enquired,
    submitted_enquiry,
    written_in,
)
from tests.stories import allocated, moment, referred, visited

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(rochdale):
    """A case that the first social worker carries."""
    return allocated(rochdale)


def due(case, key):
    recompute([case.pk])
    return Deadline.objects.get(case=case, key=key)


def agreed(house, enquiry, **more):
    return complete_enquiry(
        enquiry_id=enquiry.pk, actor=house.tm, read_version=enquiry.version, **more
    )


@pytest.mark.rule("PET-61")
def test_an_enquiry_begins_only_on_the_decision_of_a_strategy_discussion(rochdale, case):
    called(rochdale, case)
    found = discussed(rochdale, case, decision="no_enquiry")
    begin = {"strategy_id": found.pk, "actor": rochdale.sw, "began_at": clock.now()}
    with pytest.raises(StepNotAllowed, match="when the strategy discussion decided on one"):
        begin_enquiries(**begin)
    called(rochdale, case, "A second bruise.")
    again = discussed(rochdale, case, decision="s47_joint")
    (enquiry,) = begin_enquiries(**{**begin, "strategy_id": again.pk})
    assert (enquiry.case, enquiry.is_joint) == (case, True)
    with pytest.raises(StepNotAllowed):
        begin_enquiries(**{**begin, "strategy_id": again.pk})
    assert Enquiry.objects.count() == 1


def test_one_enquiry_at_a_time(rochdale, case):
    enquired(rochdale, case)
    with pytest.raises(StepNotAllowed, match="under way already"):
        enquired(rochdale, case)


@pytest.mark.parametrize("at", ["2026-03-18 09:59", "2026-03-18 10:01"])
def test_it_begins_between_the_discussion_and_now(rochdale, case, at):
    called(rochdale, case)
    found = discussed(rochdale, case)
    with pytest.raises(BadInput):
        begin_enquiries(strategy_id=found.pk, actor=rochdale.sw, began_at=moment(at))


@pytest.mark.rule("ROC-37", "ROC-39")
def test_the_child_is_seen_in_24_hours_and_the_enquiry_completed_in_5_working_days(rochdale, case):
    (enquiry,) = enquired(rochdale, case)
    seen, whole = due(case, "s47_child_seen"), due(case, "s47")
    assert seen.due_at == moment("2026-03-19")
    assert whole.due_on.isoformat() == "2026-03-25"
    assert "section 47 enquiry was started" in whole.explanation
    with clock.at(moment("2026-03-18 16:00")):
        written_in(rochdale, enquiry)
        assert due(case, "s47_child_seen").met_on is not None
        assert due(case, "s47").met_on is None


def test_a_section_47_visit_that_saw_the_child_alone_needs_no_second_record(rochdale, case):
    enquired(rochdale, case)
    with clock.at(moment("2026-03-18 15:00")):
        visited(rochdale, case, kind="s47", seen_alone=False, not_alone_reason="He clung to her.")
        assert due(case, "s47_child_seen").met_on is None
        visited(rochdale, case, kind="cin")
        assert due(case, "s47_child_seen").met_on is None
        visited(rochdale, case, kind="s47")
        assert due(case, "s47_child_seen").met_on is not None


def test_a_visit_of_before_the_enquiry_does_not_count(rochdale, case):
    visited(rochdale, case, kind="s47")
    with clock.at(moment("2026-03-18 11:00")):
        enquired(rochdale, case)
        assert due(case, "s47_child_seen").met_on is None


def test_a_child_not_seen_alone_stays_due_until_a_manager_agrees(rochdale, case):
    enquiry = submitted_enquiry(
        rochdale,
        case,
        seen_at=None,
        seen_by="",
        seen_alone=False,
        not_alone_reason="A baby, seen with her mother.",
    )
    assert due(case, "s47_child_seen").met_on is None
    agreed(rochdale, enquiry)
    assert due(case, "s47_child_seen").met_on is not None
    assert due(case, "s47").met_on is not None


@pytest.mark.rule("ROC-40", "BIR-24", "BIR-16")
def test_nothing_goes_to_the_manager_without_partners_views_and_telling_the_family(rochdale, case):
    (enquiry,) = enquired(rochdale, case)
    write_enquiry(
        enquiry_id=enquiry.pk,
        actor=rochdale.sw,
        seen_version=1,
        text=EnquiryText(outcome="not_substantiated"),
    )
    with pytest.raises(NotReady) as refused:
        submit_enquiry(enquiry_id=enquiry.pk, actor=rochdale.sw)
    assert {blocker.code for blocker in refused.value.blockers} == {
        "seen_alone",
        "findings",
        "outcome_reason",
        "consider_plan",
        "partner_views",
        "parents_told",
        "child_told",
    }


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({"seen_at": None}, "seen_at"),
        ({"seen_by": " "}, "seen_by"),
        ({"seen_alone": False}, "not_alone_reason"),
        ({"consider_plan_reason": ""}, "consider_plan_reason"),
        ({"parents_told_note": ""}, "parents_told_note"),
        ({"child_told": False, "child_told_note": ""}, "child_told_note"),
    ],
)
def test_what_an_answer_asks_for(rochdale, case, answers, missing):
    (enquiry,) = enquired(rochdale, case)
    written_in(rochdale, enquiry, **answers)
    with pytest.raises(NotReady) as refused:
        submit_enquiry(enquiry_id=enquiry.pk, actor=rochdale.sw)
    assert [blocker.code for blocker in refused.value.blockers] == [missing]


def test_a_plan_is_considered_only_where_the_concerns_are_not_substantiated(rochdale, case):
    found = submitted_enquiry(
        rochdale,
        case,
        outcome="continuing_risk",
        consider_plan=None,
        consider_plan_reason="",
    )
    assert found.state == EnquiryState.SUBMITTED


def test_a_child_is_seen_after_the_discussion(rochdale, case):
    (enquiry,) = enquired(rochdale, case)
    with pytest.raises(BadInput) as refused:
        written_in(rochdale, enquiry, seen_at=moment("2026-03-17"))
    assert refused.value.field == "seen_at"


def test_a_manager_agrees_with_the_outcome_that_was_read(rochdale, case):
    enquiry = submitted_enquiry(rochdale, case)
    assert list(awaiting_approval(rochdale.tm)) == [enquiry]
    assert list(awaiting_approval(rochdale.tm2)) == []
    with pytest.raises(ChangedMeanwhile):
        complete_enquiry(enquiry_id=enquiry.pk, actor=rochdale.tm, read_version=1)
    completed = agreed(rochdale, enquiry, comment="Thorough.")
    assert (completed.state, completed.decided_by) == (EnquiryState.COMPLETED, rochdale.tm)
    assert completed.completed_at == clock.now()
    with pytest.raises(StepNotAllowed):
        agreed(rochdale, completed)


def test_whoever_wrote_in_it_does_not_agree(rochdale, case):
    (enquiry,) = enquired(rochdale, case)
    write_enquiry(
        enquiry_id=enquiry.pk, actor=rochdale.tm, seen_version=1, text=EnquiryText(voice="Hello")
    )
    enquiry.refresh_from_db()
    written_in(rochdale, enquiry)
    found = submit_enquiry(enquiry_id=enquiry.pk, actor=rochdale.sw)
    with pytest.raises(NotPermitted, match="You wrote in this enquiry"):
        agreed(rochdale, found)
    with pytest.raises(NotPermitted):
        complete_enquiry(enquiry_id=found.pk, actor=rochdale.sw2, read_version=found.version)
    complete_enquiry(enquiry_id=found.pk, actor=rochdale.sm, read_version=found.version)


def test_a_manager_returns_it_and_says_what_is_missing(rochdale, case):
    enquiry = submitted_enquiry(rochdale, case)
    back = {"enquiry_id": enquiry.pk, "actor": rochdale.tm, "read_version": enquiry.version}
    with pytest.raises(BadInput):
        return_enquiry(**back, comment=" ")
    returned = return_enquiry(**back, comment="Ask the school, too.")
    assert (returned.state, returned.completed_at) == (EnquiryState.OPEN, None)
    assert due(case, "s47").met_on is None


def test_two_people_who_write_see_each_others_text(rochdale, case):
    (enquiry,) = enquired(rochdale, case)
    written_in(rochdale, enquiry)
    with pytest.raises(ChangedMeanwhile) as refused:
        write_enquiry(enquiry_id=enquiry.pk, actor=rochdale.sw2, seen_version=1, text=EnquiryText())
    assert refused.value.theirs["voice"] == "I fell off the swing."
    assert "DS Webb" in refused.value.theirs["partner_views"]


def test_it_is_not_written_in_once_it_is_with_the_manager(rochdale, case):
    enquiry = submitted_enquiry(rochdale, case)
    with pytest.raises(StepNotAllowed, match="With the manager"):
        written_in(rochdale, enquiry)


def test_another_team_finds_no_enquiry(rochdale, hillingdon, case):
    (enquiry,) = enquired(rochdale, case)
    for person in (rochdale.sw3, rochdale.admin, hillingdon.hos):
        with pytest.raises(NotFound):
            submit_enquiry(enquiry_id=enquiry.pk, actor=person)


def test_a_case_does_not_close_over_an_enquiry(rochdale, case):
    called(rochdale, case)
    codes = {"strategy", "strategy-record", "enquiry-not-begun", "enquiry"}

    def standing():
        return codes & {each.code for each in blockers_to_closing(case, reason="cp_plan")}

    assert standing() == {"strategy"}
    found = discussed(rochdale, case)
    assert standing() == {"strategy-record", "enquiry-not-begun"}
    begin_enquiries(strategy_id=found.pk, actor=rochdale.sw, began_at=clock.now())
    assert standing() == {"strategy-record", "enquiry"}


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"outcome": "continuing_risk"}, "child protection conference"),
        ({"consider_plan": True}, "A Child in Need plan was found right"),
        ({"consider_plan": False}, "found not right for the child"),
        ({"outcome": "no_continuing_risk"}, "Go on with the plan"),
    ],
)
def test_the_outcome_says_what_comes_next(rochdale, case, answers, words):
    enquiry = submitted_enquiry(rochdale, case, **answers)
    assert what_comes_next(enquiry) == ""
    assert words in what_comes_next(agreed(rochdale, enquiry))


@pytest.mark.rule("PET-61")
def test_each_team_begins_the_enquiry_about_its_own_child(rochdale, case):
    brother = ChildDetails(given_names="Sami", family_name="O'Brien", born_on=date(2015, 6, 2))
    sibling = add_sibling(actor=rochdale.sw, case_id=case.pk, child=brother)
    called(rochdale, case)
    found = discussed(rochdale, case, sibling)
    Case.objects.filter(pk=sibling.pk).update(team=rochdale.other_team)
    begin = {"strategy_id": found.pk, "began_at": clock.now()}
    (theirs,) = begin_enquiries(**begin, actor=rochdale.sw3)
    (ours,) = begin_enquiries(**begin, actor=rochdale.sw)
    assert (theirs.case, ours.case) == (sibling, case)
    with pytest.raises(NotFound):
        begin_enquiries(**begin, actor=rochdale.admin)


def test_the_page_to_begin_it_is_about_the_child_of_ones_own_team(rochdale, case):
    brother = ChildDetails(given_names="Sami", family_name="O'Brien", born_on=date(2015, 6, 2))
    sibling = add_sibling(actor=rochdale.sw, case_id=case.pk, child=brother)
    called(rochdale, case)
    found = discussed(rochdale, case, sibling)
    Case.objects.filter(pk=sibling.pk).update(team=rochdale.other_team)
    page = words(open_page(rochdale.sw3, reverse("safeguarding:begin_enquiry", args=[found.pk])))
    assert sibling.reference in page
    assert case.reference not in page
    assert RecordView.objects.filter(case_id=sibling.pk, page="begin_enquiry").exists()


def test_a_sister_whose_enquiry_is_under_way_holds_nobody_up(rochdale, case):
    sister = ChildDetails(given_names="Lina", family_name="O'Brien", born_on=date(2015, 6, 2))
    sibling = add_sibling(actor=rochdale.sw, case_id=case.pk, child=sister)
    enquired(rochdale, sibling)
    called(rochdale, case)
    found = discussed(rochdale, case, sibling)
    (begun,) = begin_enquiries(strategy_id=found.pk, actor=rochdale.sw, began_at=clock.now())
    assert begun.case == case


def test_a_referral_does_not_end_over_an_enquiry_that_nobody_began(rochdale):
    case = referred(rochdale)
    called(rochdale, case)
    found = discussed(rochdale, case)
    ending = {"case_id": case.pk, "actor": rochdale.tm, "decision": "no_further_action"}
    with pytest.raises(NotReady) as refused:
        screen_referral(**ending, reason="Nothing found.")
    assert "Begin the section 47 enquiry" in str([each.message for each in refused.value.blockers])
    assert found.children.count() == 1
