"""A family that moves to another authority, or comes from one."""

import io
from datetime import date

import pikepdf
import pytest
from django.urls import reverse

from alerts.models import Deadline
from alerts.services.deadlines import recompute
from cases.models import Change, ChangeKind
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    StepNotAllowed,
)
from closures.selectors import blockers_to_closing
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated, assessing, supported
from transfers.models import Move, MoveEntry
from transfers.selectors.moves import record_of
from transfers.services.moves import (
    EntryDetails,
    MoveAnswer,
    MoveText,
    add_entry,
    answer_move,
    begin_move,
    call_off_move,
    withdraw_entry,
    write_move,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)
TEXT = {"authority_name": "Oldham", "area": "Werneth"}
WHOLE = {
    **TEXT,
    "why": "Nearer to Gran.",
    "several_moves": False,
    "protective_factors": "Gran is near.",
    "perpetrators": "None is known there.",
    "exploitation": "No sign of it.",
    "risk": "some",
    "risk_action": "School is told before the move.",
    "risk_act_by": date(2026, 3, 25),
    "parents_responsibilities": "Talked about school and GP.",
    "gaps": "No speech therapy; a private one until May.",
    "unfinished_work": "The assessment is finished first.",
}


def begun(house, case, direction="out", **text):
    return begin_move(
        case_id=case.pk,
        actor=house.sw,
        direction=direction,
        text=MoveText(**{**TEXT, **text}),
    )


def done(house, move, kind, *, actor=None, **more):
    details = {"kind": kind, "happened_on": TODAY, "what": "Done.", **more}
    return add_entry(move_id=move.pk, actor=actor or house.sw, details=EntryDetails(**details))


def answered(house, move, *, actor=None, is_accepted=True, **changes):
    answer = {
        "is_accepted": is_accepted,
        "decided_on": TODAY,
        "decided_by": "TM of Oldham",
        "reason": "They live there.",
        "responsible_from": date(2026, 3, 23) if is_accepted else None,
        **changes,
    }
    return answer_move(move_id=move.pk, actor=actor or house.sw, answer=MoveAnswer(**answer))


def missing(move):
    move.refresh_from_db()
    return {each.code for each in record_of(move).missing}


def page_of(user, move):
    return words(open_page(user, reverse("transfers:move", args=[move.pk])))


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
    assert "By 18 March 2026" in page


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


@pytest.mark.rule("BIR-91", "ROC-170")
def test_no_case_closes_as_moved_before_the_other_authority_accepted(birmingham, rochdale):
    for house in (birmingham, rochdale):
        case = supported(house)

        def found(case=case):
            return {each.code for each in blockers_to_closing(case, reason="moved_transferred")}

        assert "move-accepted" in found()
        move = begun(house, case, **WHOLE)
        answered(house, move, is_accepted=False)
        assert "move-accepted" in found()
        answered(house, move)
        assert found() == {"move-asks"}
        for kind in ("notified", "information", "agencies", "family", "risks", "contact"):
            done(house, move, kind)
        assert not found()


def test_elsewhere_the_move_itself_is_asked_for_before_closing(hillingdon):
    case = supported(hillingdon)
    blockers = blockers_to_closing(case, reason="moved_transferred")
    assert [each.code for each in blockers] == ["move"]
    assert "HIL-122" in blockers[0].cites
    call_off_move(move_id=begun(hillingdon, case).pk, actor=hillingdon.sw, reason="They stay")
    assert blockers_to_closing(case, reason="moved_transferred")


@pytest.mark.rule("BIR-92")
def test_after_the_move_a_concern_is_the_other_authoritys_to_enquire_into(birmingham):
    case = allocated(birmingham)
    address = reverse("safeguarding:raise_concern", args=[case.pk])
    assert "moved to another authority" not in words(open_page(birmingham.sw, address))
    move = begun(birmingham, case)
    done(birmingham, move, "moved")
    page = words(open_page(birmingham.sw, address))
    assert "The family moved to another authority on 18 March 2026" in page
    done(birmingham, move, "concern", with_whom="Oldham's front door")
    assert "A concern about harm was passed" in page_of(birmingham.sw, move)


@pytest.mark.rule("ROC-189")
def test_a_child_who_moved_in_starts_a_plan_for_that_reason(rochdale):
    assessment = assessing(rochdale)
    write = reverse("assessments:write_assessment", args=[assessment.pk])
    chosen = '<option value="transfer_in" selected'
    assert chosen not in open_page(rochdale.sw, write).content.decode()
    move = begun(rochdale, assessment.case, "in")
    done(rochdale, move, "moved")
    assert chosen in open_page(rochdale.sw, write).content.decode()
    assert "recommend a plan because the child moved in" in page_of(rochdale.sw, move)


def test_a_manager_decides_on_a_family_that_moves_in(hillingdon):
    move = begun(hillingdon, allocated(hillingdon), "in")
    with pytest.raises(NotPermitted):
        answered(hillingdon, move)
    address = reverse("transfers:answer_move", args=[move.pk])
    assert open_page(hillingdon.sw, address).status_code == 403
    form = {
        "answer": "accepted",
        "decided_on": "18/3/2026",
        "decided_by": "TM",
        "reason": "They live here",
    }
    refused = words(send(hillingdon.tm, address, form))
    assert "Enter the day from which the receiving authority" in refused
    form["responsible_from"] = "18/3/2026"
    assert send(hillingdon.tm, address, form).status_code == 302
    assert "Hillingdon is responsible" in page_of(hillingdon.sw, move)
    assert Change.objects.filter(kind=ChangeKind.IN_DECIDED).count() == 1
    with pytest.raises(StepNotAllowed):
        answered(hillingdon, move, actor=hillingdon.tm)


@pytest.mark.rule("ROC-162")
def test_rochdale_asks_its_list_and_leads_to_the_regional_procedure(rochdale):
    move = begun(rochdale, allocated(rochdale))
    assert missing(move) == {
        "why",
        "impact",
        "risk",
        "notified",
        "information",
        "agencies",
        "family",
        "contact",
    }
    assert "North West Children in Need Moving Across Local Authority Boundaries" in page_of(
        rochdale.sw, move
    )


def test_an_edit_that_did_not_see_the_latest_text_is_refused(hillingdon):
    move = begun(hillingdon, allocated(hillingdon))
    text = MoveText(**TEXT, why="Work")
    write_move(move_id=move.pk, actor=hillingdon.sw, seen_version=1, text=text)
    with pytest.raises(ChangedMeanwhile):
        write_move(move_id=move.pk, actor=hillingdon.sw2, seen_version=1, text=text)
    address = reverse("transfers:write_move", args=[move.pk])
    form = {**TEXT, "why": "Gran", "version": "1"}
    page = words(send(hillingdon.sw2, address, form))
    assert "Somebody else changed this" in page
    assert send(hillingdon.sw2, address, {**form, "version": "2"}).status_code == 302
    assert Move.objects.get().why == "Gran"


def test_nobody_outside_the_team_sees_a_move(hillingdon):
    move = begun(hillingdon, allocated(hillingdon), **WHOLE)
    entry = done(hillingdon, move, "contact")
    pages = [("move", move), ("write_move", move), ("print_risks", move), ("answer_move", move)]
    pages += [("moves", move.case), ("withdraw_move_entry", entry), ("call_off_move", move)]
    for name, about in pages:
        address = reverse(f"transfers:{name}", args=[about.pk])
        assert open_page(hillingdon.sw3, address).status_code == 404, name
        assert open_page(hillingdon.sw, address).status_code == 200, name
    with pytest.raises(NotFound):
        done(hillingdon, move, "contact", actor=hillingdon.sw3)
    with pytest.raises(NotFound):
        begin_move(
            case_id=move.case_id,
            actor=hillingdon.sw3,
            direction="in",
            text=MoveText(**TEXT),
        )


def test_an_entry_made_in_error_is_struck_out_on_its_page(hillingdon):
    move = begun(hillingdon, allocated(hillingdon))
    entry = done(hillingdon, move, "contact")
    address = reverse("transfers:withdraw_move_entry", args=[entry.pk])
    assert send(hillingdon.sw, address, {"reason": "Other family"}).status_code == 302
    assert MoveEntry.objects.get().is_withdrawn
    assert "Entered in error" in page_of(hillingdon.sw, move)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"decided_on": date(2026, 3, 19)}, "decided_on"),
        ({"decided_by": ""}, "decided_by"),
        ({"reason": " "}, "reason"),
        ({"responsible_from": None}, "responsible_from"),
        ({"responsible_from": date(1990, 3, 23)}, "responsible_from"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(hillingdon, changes, field):
    with pytest.raises(BadInput) as refused:
        answered(hillingdon, begun(hillingdon, allocated(hillingdon)), **changes)
    assert refused.value.field == field
