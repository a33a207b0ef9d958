"""The closing checklists: what the record answers by itself, and what only a person can."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Case, NetworkMember
from cin.core.errors import BadInput, NotPermitted, NotReady
from closures.models import ChecklistAnswer, ChecklistOf
from closures.selectors.checklists import lines_of
from closures.selectors.outcomes import areas_left_open
from closures.selectors.preparation import preparation_of
from closures.services import EndOfPlan, LineAnswer, answer_checklist, write_end_of_plan
from tests.cases.browsing import open_page, send, words
from tests.closures.test_closing import approve, propose, ready
from tests.endings import checked, consulted, seen
from tests.stories import build_house, supported

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)
SW, MANAGER = ChecklistOf.SOCIAL_WORKER, ChecklistOf.MANAGER


@pytest.fixture
def peterborough(db):
    """Peterborough: an unanswered line stops the closing."""
    return build_house("peterborough")


def line(case, code, whose=SW):
    found = lines_of(case, preparation_of(case), whose)
    return next(each for each in found if each.code == code)


def answer(house, case, code, whose=SW, *, actor=None, **answers):
    usual = {"is_done": True, "done_on": TODAY, "note": "Shelf 4; Ann archives it."}
    given = LineAnswer(code=code, **{**usual, **answers})
    who = actor or (house.tm if whose == MANAGER else house.sw)
    return answer_checklist(
        case_id=case.pk, actor=who, whose=whose, seen_version=seen(case), answers=[given]
    )


@pytest.mark.rule("PET-98")
def test_the_record_itself_says_which_fields_are_missing(peterborough):
    case = ready(peterborough)
    found = line(case, "fields").finding
    assert not found.is_in_order
    assert found.text == "Missing: ethnicity; involvements"
    case.child.ethnicity = "WBRI"
    case.child.save()
    NetworkMember.objects.create(
        child=case.child,
        person=case.family.members.exclude(person=case.child).first().person,
        role="Health visitor",
        recorded_by=peterborough.sw,
    )
    assert line(Case.objects.get(pk=case.pk), "fields").is_settled


@pytest.mark.rule("PET-98")
def test_what_the_record_contradicts_is_not_ticked(peterborough):
    case = ready(peterborough)
    with pytest.raises(BadInput) as refused:
        answer(peterborough, case, "fields")
    assert refused.value.field == "answer_fields"
    answer(peterborough, case, "fields", is_done=False, note="The family does not wish to say.")
    assert line(case, "fields").is_settled


@pytest.mark.rule("PET-102", "PET-105", "PET-109", "PET-110")
@pytest.mark.parametrize(
    ("code", "whose", "missing", "field"),
    [
        ("leaflets", SW, {"done_on": None}, "done_on_leaflets"),
        ("file_audit", MANAGER, {"done_on": None}, "done_on_file_audit"),
        ("file_audit", MANAGER, {"note": " "}, "note_file_audit"),
        ("archive", MANAGER, {"note": ""}, "note_archive"),
        ("papers", MANAGER, {"done_on": None}, "done_on_papers"),
        ("papers", MANAGER, {"done_on": TODAY + timedelta(days=1)}, "done_on_papers"),
        ("leaflets", SW, {"is_done": False, "note": ""}, "note_leaflets"),
    ],
)
def test_a_line_needs_its_day_its_words_or_a_reason(peterborough, code, whose, missing, field):
    case = ready(peterborough)
    with pytest.raises(BadInput) as refused:
        answer(peterborough, case, code, whose, **missing)
    assert refused.value.field == field
    answer(peterborough, case, code, whose)
    assert line(case, code, whose).is_settled


@pytest.mark.rule("PET-98", "PET-102", "PET-105", "PET-107", "PET-108", "PET-109", "PET-110")
def test_unanswered_lines_stop_the_manager_where_the_text_says_so(peterborough):
    case = ready(peterborough)
    closure = propose(peterborough, case)
    with pytest.raises(NotReady) as refused:
        approve(peterborough, closure)
    told = str(refused.value)
    for part in ("Social worker's checklist: All fields", "leaflets", "audited", "archiving"):
        assert part in told
    checked(peterborough, case)
    approve(peterborough, closure)
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_elsewhere_a_checklist_is_shown_and_stops_nothing(birmingham):
    case = ready(birmingham)
    closure = propose(birmingham, case)
    assert lines_of(case, preparation_of(case), SW)
    approve(birmingham, closure)
    assert Case.objects.get(pk=case.pk).state == "closed"


def test_only_a_manager_answers_the_managers(peterborough):
    case = ready(peterborough)
    with pytest.raises(NotPermitted):
        answer(peterborough, case, "file_audit", MANAGER, actor=peterborough.sw)
    address = reverse("closures:answer_checklist", args=[case.pk, "manager"])
    assert open_page(peterborough.sw, address).status_code == 403


def test_a_line_that_is_not_the_authoritys_is_refused(peterborough):
    with pytest.raises(BadInput):
        answer(peterborough, supported(peterborough), "sing")


@pytest.mark.rule("PET-107")
def test_the_areas_of_the_record_without_an_outcome_are_named(peterborough):
    case = ready(peterborough)
    assert areas_left_open(case, preparation_of(case)) == [
        "provisions and services, not said whether any goes on",
        "needs, actions of the plan are open without a word",
    ]
    end = EndOfPlan(support_arranged="School.", open_actions_note="Mary goes on with it.")
    write_end_of_plan(case_id=case.pk, actor=peterborough.sw, seen_version=seen(case), end=end)
    assert areas_left_open(case, preparation_of(case)) == []


@pytest.mark.rule("PET-108")
def test_involvements_are_ended_with_reasons_or_it_says_why_not(peterborough):
    case = ready(peterborough)
    assert line(case, "involvements", MANAGER).is_settled
    NetworkMember.objects.create(
        child=case.child,
        person=case.family.members.exclude(person=case.child).first().person,
        role="Health visitor",
        recorded_by=peterborough.sw,
    )
    found = line(case, "involvements", MANAGER)
    assert "Health visitor" in found.finding.text
    assert not found.is_settled
    answer(peterborough, case, "involvements", MANAGER, is_done=False, note="She goes on.")
    assert line(case, "involvements", MANAGER).is_settled


def test_the_checklist_is_answered_on_its_page_bit_by_bit(peterborough):
    case = ready(peterborough)
    consulted(peterborough, case)
    address = reverse("closures:answer_checklist", args=[case.pk, "sw"])
    page = open_page(peterborough.sw, address)
    assert "The chronology tells the closing by itself" in words(page)
    half = {"answer_leaflets": "done", "done_on_leaflets": "", "version": str(seen(case))}
    assert "Enter the date it was done" in words(send(peterborough.sw, address, half))
    lost = {"note_leaflets": "I gave them"}
    assert "Select an answer to this line" in words(send(peterborough.sw, address, lost))
    send(peterborough.sw, address, {**half, "done_on_leaflets": "18/3/2026"})
    assert ChecklistAnswer.objects.get().done_on == TODAY
    stale = {**half, "done_on_leaflets": "18/3/2026", "note_leaflets": "Mine."}
    assert "Somebody else changed this" in words(send(peterborough.sw, address, stale))
    assert ChecklistAnswer.objects.get().note == ""
    assert open_page(peterborough.sw3, address).status_code == 404
    assert open_page(peterborough.sw, address.replace("/sw/", "/x/")).status_code == 404
