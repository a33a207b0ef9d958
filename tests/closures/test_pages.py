"""The pages about closing a case."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Case
from cin.audit.models import RecordView
from closures.models import Closure, ClosureState
from tests.cases.browsing import open_page, send, words
from tests.closures.test_closing import WHOLE, propose, ready
from tests.stories import approved, held, screened, supported

pytestmark = pytest.mark.django_db


def at(name, number):
    return reverse(f"closures:{name}", args=[number])


def test_what_stands_in_the_way_is_shown_before_anything_is_typed(bolton):
    case = supported(bolton)
    held(bolton, case, kind="review")
    page = words(open_page(bolton.sw, at("propose_closure", case.pk)))
    assert "Before the case can be proposed for closing" in page
    assert "Record a review that finds the child no longer in need" in page
    assert "Finish the record of 1 meeting" in page


def test_where_nothing_stands_in_the_way_nothing_is_said(bolton):
    page = words(open_page(bolton.sw, at("propose_closure", ready(bolton).pk)))
    assert "Before the case can be proposed" not in page


def test_the_reasons_after_an_assessment_are_its_endings(bolton):
    case = approved(bolton, "no_further_action").case
    page = words(open_page(bolton.sw, at("propose_closure", case.pk)))
    assert "No further action after the assessment" in page
    assert "No longer a child in need" not in page


def test_an_ending_is_proposed_once_however_often_it_is_sent(bolton):
    case = ready(bolton)
    token = str(uuid4())
    address = at("propose_closure", case.pk)
    answers = [send(bolton.sw, address, {**WHOLE, "submission": token}) for _ in "ab"]
    closure = Closure.objects.get(case=case)
    assert {answer.url for answer in answers} == {at("closure", closure.pk)}


def test_what_the_summary_lacks_is_listed_and_nothing_typed_is_lost(bolton):
    case = supported(bolton)
    answers = {**WHOLE, "child_views": "", "next_steps": ""}
    page = send(bolton.sw, at("propose_closure", case.pk), answers)
    assert {"child_views", "next_steps"} <= page.context["form"].errors.keys()
    assert "Record a review that finds the child no longer in need" in words(page)
    assert WHOLE["summary"] in words(page)
    assert Case.objects.get(pk=case.pk).state == "cin_active"


def test_an_ending_without_a_reason_comes_back(bolton):
    page = send(bolton.sw, at("propose_closure", ready(bolton).pk), {**WHOLE, "reason": ""})
    assert "Select why the case should end" in words(page)


def test_a_case_too_early_to_end_is_a_409_page(bolton):
    assert open_page(bolton.sw, at("propose_closure", screened(bolton).pk)).status_code == 409


def test_a_proposal_is_read_and_the_reading_noted(bolton):
    closure = propose(bolton, ready(bolton))
    page = words(open_page(bolton.sw2, at("closure", closure.pk)))
    assert "No longer a child in need" in page
    assert "Ms Khan at the school." in page
    assert "Decide on closing the case" not in page
    assert RecordView.objects.filter(case_id=closure.case_id, page="closure").exists()
    assert "Decide on closing the case" in words(open_page(bolton.tm, at("closure", closure.pk)))


def test_the_manager_reads_the_whole_proposal_and_closes_the_case(bolton):
    closure = propose(bolton, ready(bolton))
    page = open_page(bolton.tm, at("decide_closure", closure.pk))
    assert WHOLE["summary"] in words(page)
    version = page.context["form"]["version"].value()
    answers = {"decision": "approve", "version": version}
    answer = send(bolton.tm, at("decide_closure", closure.pk), answers)
    assert answer.url == at("closure", closure.pk)
    assert Case.objects.get(pk=closure.case_id).state == "closed"
    assert open_page(bolton.tm, at("decide_closure", closure.pk)).status_code == 409


@pytest.mark.rule("BIR-97")
def test_the_closing_summary_stands_in_the_record_of_the_final_review(birmingham):
    case = ready(birmingham)
    review = case.meetings.get(meeting__kind="review").meeting
    first = case.meetings.get(meeting__kind="initial").meeting
    propose(birmingham, case)
    page = words(open_page(birmingham.sw, reverse("meetings:meeting", args=[review.pk])))
    for name in ("summary", "child_views", "family_views", "agency_views", "next_steps"):
        assert WHOLE[name] in page
    page = words(open_page(birmingham.sw, reverse("meetings:meeting", args=[first.pk])))
    assert "Closing summary" not in page


def test_keeping_a_case_open_needs_a_reason(bolton):
    closure = propose(bolton, ready(bolton))
    answers = {"decision": "decline", "version": closure.version}
    page = send(bolton.tm, at("decide_closure", closure.pk), answers)
    assert "Say why the case should stay open" in words(page)
    send(bolton.tm, at("decide_closure", closure.pk), {**answers, "comment": "More to do"})
    assert Closure.objects.get(pk=closure.pk).state == ClosureState.DECLINED


def test_a_decision_about_an_older_text_is_refused(bolton):
    closure = propose(bolton, ready(bolton))
    answers = {"decision": "approve", "version": closure.version + 1}
    page = send(bolton.tm, at("decide_closure", closure.pk), answers)
    assert "changed after you opened it" in words(page)


def test_who_may_not_decide_is_told_why(bolton):
    closure = propose(bolton, ready(bolton))
    answer = open_page(bolton.sw, at("decide_closure", closure.pk))
    assert answer.status_code == 403
    assert "Only a manager can do this" in words(answer)


@pytest.mark.parametrize("name", ["closure", "decide_closure"])
def test_another_team_and_another_authority_find_nothing(bolton, rochdale, name):
    closure = propose(bolton, ready(bolton))
    for person in (bolton.sw3, bolton.tm2, bolton.admin, rochdale.hos):
        assert open_page(person, at(name, closure.pk)).status_code == 404
    assert open_page(bolton.sw3, at("propose_closure", closure.case_id)).status_code == 404
