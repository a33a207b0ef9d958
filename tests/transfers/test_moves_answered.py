"""What becomes of a move: who answers it, who sees it, and what it leaves behind."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Change, ChangeKind
from cases.services.homes import limit_sharing
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
from tests.transfers.moving import TEXT, TODAY, WHOLE, answered, begun, done, missing, page_of
from transfers.models import Move, MoveEntry
from transfers.services.moves import (
    EntryDetails,
    MoveText,
    add_entry,
    begin_move,
    call_off_move,
    write_move,
)

pytestmark = pytest.mark.django_db


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


def test_who_is_not_to_be_told_of_a_move_is_told_only_with_a_managers_reason(birmingham):
    case = allocated(birmingham)
    mother = case.family.members.get(role="mother").person
    limit_sharing(
        case_id=case.pk, person_id=mother.pk, actor=birmingham.sw, what="The area", reason="Threats"
    )
    move = begun(birmingham, case, **WHOLE)
    with pytest.raises(BadInput) as refused:
        done(birmingham, move, "risks", with_whom=f"Oldham\n{mother}")
    assert refused.value.field == "with_whom"
    assert "The area" in page_of(birmingham.sw, move)
    # Who was there is a fact, whatever they should not have been told.
    done(birmingham, move, "contact", with_whom=f"{mother}")
    told = EntryDetails(kind="risks", happened_on=TODAY, what="Sent.", with_whom=f"{mother}")
    add_entry(move_id=move.pk, actor=birmingham.tm, details=told, despite="She found out herself.")


def test_a_move_that_was_called_off_leaves_no_date_and_no_letter(birmingham):
    move = begun(birmingham, allocated(birmingham), **WHOLE)
    done(birmingham, move, "moved")
    assert Change.objects.standing().filter(case=move.case).exists()
    call_off_move(move_id=move.pk, actor=birmingham.sw, reason="They stayed.")
    assert not Change.objects.standing().filter(case=move.case).exists()
    assert (
        open_page(birmingham.sw, reverse("transfers:print_risks", args=[move.pk])).status_code
        == 409
    )
    assert "Letter to the family" not in page_of(birmingham.sw, move)
    with pytest.raises(StepNotAllowed):
        done(birmingham, move, "moved")
