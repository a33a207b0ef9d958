"""A family that moves to another authority, or comes from one."""

import io

import pikepdf
import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import Change, ChangeKind
from cin.core.errors import (
    BadInput,
    NotPermitted,
    StepNotAllowed,
)
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, assessing
from tests.transfers.moving import TEXT, TODAY, WHOLE, answered, begun, done, missing, page_of
from transfers.models import Move
from transfers.services.moves import (
    MoveText,
    withdraw_entry,
    write_move,
)

pytestmark = pytest.mark.django_db


@pytest.mark.rule("BIR-73", "BIR-76", "BIR-79", "BIR-80")
def test_the_page_lists_what_the_procedure_asks_until_it_is_recorded(birmingham):
    move = begun(birmingham, allocated(birmingham))
    asked = missing(move)
    assert {"several_moves", "impact", "risk", "gaps", "family", "risks", "contact"} <= asked
    assert "and trafficking or modern slavery Missing" in page_of(birmingham.sw, move)
    write_move(move_id=move.pk, actor=birmingham.sw, seen_version=1, text=MoveText(**WHOLE))
    assert missing(move) == {"notified", "information", "agencies", "family", "risks", "contact"}
    for kind in missing(move):
        done(birmingham, move, kind)
    assert not missing(move)


@pytest.mark.rule("HIL-122", "HIL-124", "HIL-126", "HIL-127")
def test_hillingdon_asks_about_trafficking_impact_and_services(hillingdon):
    move = begun(hillingdon, allocated(hillingdon))
    assert {"several_moves", "impact", "parents_responsibilities", "gaps"} <= missing(move)
    write_move(move_id=move.pk, actor=hillingdon.sw, seen_version=1, text=MoveText(**WHOLE))
    assert not {"several_moves", "impact", "parents_responsibilities", "gaps"} & missing(move)


@pytest.mark.rule("BIR-73", "HIL-122")
@pytest.mark.parametrize(
    ("text", "field"),
    [
        ({"several_moves": True}, "concerns"),
        ({"several_moves": True, "concerns": ["trafficking"]}, "circumstances"),
        ({"several_moves": True, "concerns": ["none", "violence"]}, "concerns"),
        ({"several_moves": True, "concerns": ["weather"]}, "concerns"),
        ({"risk": "high"}, "risk_action"),
        ({"risk": "some", "risk_action": "Ring."}, "risk_act_by"),
        ({"area": " "}, "area"),
        ({"authority_name": ""}, "authority_name"),
    ],
)
def test_several_moves_and_a_risk_are_explained(hillingdon, text, field):
    with pytest.raises(BadInput) as refused:
        begun(hillingdon, allocated(hillingdon), **text)
    assert refused.value.field == field


@pytest.mark.rule("BIR-77", "HIL-125")
def test_a_high_risk_leads_to_a_concern_and_says_by_when_something_is_done(hillingdon):
    case = allocated(hillingdon)
    address = reverse("transfers:begin_move", args=[case.pk, "out"])
    form = {**TEXT, "several_moves": "no", "risk": "high", "risk_action": "Ring the police."}
    assert "Enter the day by which it is done" in words(send(hillingdon.sw, address, form))
    form["risk_act_by"] = "18/3/2026"
    assert send(hillingdon.sw, address, form).status_code == 302
    page = page_of(hillingdon.sw, Move.objects.get())
    assert "Raise a concern about harm as well" in page
    assert "To be done by Wednesday 18 March 2026" in page


@pytest.mark.rule("HIL-121", "BIR-72", "ROC-160")
@pytest.mark.parametrize("direction", ["out", "in"])
def test_the_same_holds_for_both_ways(hillingdon, rochdale, birmingham, direction):
    for house in (hillingdon, rochdale, birmingham):
        move = begun(house, allocated(house), direction)
        assert "impact" in missing(move)
        with pytest.raises(StepNotAllowed):
            begun(house, move.case, direction)


@pytest.mark.rule("BIR-74", "HIL-123", "ROC-160")
def test_the_page_says_which_authority_is_responsible_from_when(hillingdon, rochdale):
    move = begun(hillingdon, allocated(hillingdon))
    assert "in whose area the child is found" in page_of(hillingdon.sw, move)
    there = begun(rochdale, allocated(rochdale))
    assert "Until Oldham has decided, Rochdale" in page_of(rochdale.sw, there)
    answered(rochdale, there)
    assert "Oldham coordinates the support from 23 March 2026" in page_of(rochdale.sw, there)


@pytest.mark.rule("HIL-128", "HIL-133", "HIL-137", "BIR-86", "BIR-94")
def test_what_was_done_is_dated_and_moves_the_dates_of_the_case(birmingham):
    case = allocated(birmingham)
    move = begun(birmingham, case)
    done(birmingham, move, "moved")
    recompute([case.pk])
    due = Deadline.objects.get(case=case, key="transfer_out_information", withdrawn_at=None)
    assert due.met_on is None
    entry = done(birmingham, move, "information")
    recompute([case.pk])
    due.refresh_from_db()
    assert due.met_on == TODAY
    done(birmingham, move, "notified")
    assert Change.objects.filter(case=case, kind=ChangeKind.OUT_NOTIFIED).count() == 1
    withdraw_entry(entry_id=entry.pk, actor=birmingham.sw, reason="It was another family")
    recompute([case.pk])
    due.refresh_from_db()
    assert due.met_on is None
    assert "information" in missing(move)
    done(birmingham, move, "agencies", with_whom="School, GP")
    done(birmingham, move, "family", what="Oldham from 23 March; until then us.")
    assert not {"agencies", "family"} & missing(move)


@pytest.mark.rule("BIR-95", "HIL-139")
def test_a_managers_decision_has_its_reason_and_is_a_managers(hillingdon):
    move = begun(hillingdon, allocated(hillingdon))
    with pytest.raises(NotPermitted):
        done(hillingdon, move, "decision", reason="Because")
    with pytest.raises(BadInput) as refused:
        done(hillingdon, move, "decision", actor=hillingdon.tm)
    assert refused.value.field == "reason"
    address = reverse("transfers:add_move_entry", args=[move.pk, "decision"])
    form = {"happened_on": "18/3/2026", "what": "No nursery", "reason": "None is free"}
    assert open_page(hillingdon.sw, address).status_code == 403
    assert send(hillingdon.tm, address, form).status_code == 302
    assert "None is free" in page_of(hillingdon.sw, move)
    assert send(hillingdon.tm, address.replace("decision", "dance"), form).status_code == 404


@pytest.mark.rule("HIL-134", "HIL-135", "BIR-89")
def test_meeting_the_other_worker_is_suggested_until_it_is_recorded(hillingdon):
    move = begun(hillingdon, allocated(hillingdon))
    page = page_of(hillingdon.sw, move)
    assert "Meet the other authority’s worker" in page
    assert "Visit the family together, where the distance allows it" in page
    assert "Come to each other’s meeting" in page
    done(hillingdon, move, "joint_visit")
    done(hillingdon, move, "contact", what="The risk from the uncle was understood.")
    page = page_of(hillingdon.sw, move)
    assert "Visit the family together" not in page
    assert "The risk from the uncle was understood." in page


@pytest.mark.rule("BIR-88")
def test_unfinished_work_is_listed_before_the_move(birmingham):
    assessment = assessing(birmingham)
    move = begun(birmingham, assessment.case)
    assert "Best finished before responsibility passes: Assessment: " in page_of(
        birmingham.sw, move
    )
    address = reverse("transfers:write_move", args=[move.pk])
    assert "Best finished before" in words(open_page(birmingham.sw, address))


@pytest.mark.rule("BIR-87")
def test_the_risks_are_confirmed_in_a_letter_and_that_it_was_sent_is_asked(birmingham):
    move = begun(birmingham, allocated(birmingham), **WHOLE)
    assert "risks" in missing(move)
    answer = open_page(birmingham.sw, reverse("transfers:print_risks", args=[move.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert len(pikepdf.open(io.BytesIO(answer.content)).pages) == 1
    done(birmingham, move, "risks", with_whom="Mother; Oldham")
    assert "risks" not in missing(move)
