"""What a move said when the child was accepted stays, and what was recorded in error goes whole."""

import pytest
from django.urls import reverse

from cases.models import Change, ChangeKind
from cases.services.changes import withdraw_change
from cin.core.errors import BadInput, ChangedMeanwhile, NotPermitted, StepNotAllowed
from tests.cases.browsing import open_page, send, words
from tests.stories import allocated
from tests.transfers.moving import TEXT, TODAY, WHOLE, answered, begun, done, missing, page_of
from transfers.models import MoveState
from transfers.services.completing import complete_move
from transfers.services.moves import MoveText, write_move

pytestmark = pytest.mark.django_db


@pytest.fixture
def move(birmingham):
    """A family that moves out, of which little is written."""
    return begun(birmingham, allocated(birmingham), why="Nearer to Gran.")


def decided(move):
    return Change.objects.get(case=move.case, kind=ChangeKind.OUT_DECIDED, withdrawn_at=None)


def test_what_a_move_said_before_is_in_its_history(birmingham, move):
    text = MoveText(**{**WHOLE, "why": "For work."})
    write_move(move_id=move.pk, actor=birmingham.sw, seen_version=1, text=text)
    assert [row.why for row in move.history_rows.all()] == ["For work.", "Nearer to Gran."]


def test_nothing_written_is_changed_once_the_child_is_accepted(birmingham, move):
    answered(birmingham, move)
    move.refresh_from_db()
    with pytest.raises(StepNotAllowed, match="stays"):
        write_move(move_id=move.pk, actor=birmingham.sw, seen_version=2, text=MoveText(**WHOLE))
    address = reverse("transfers:write_move", args=[move.pk])
    refused = send(birmingham.sw, address, {**TEXT, "why": "My long new text"})
    assert refused.status_code == 409
    assert "My long new text" in words(refused)
    assert address not in open_page(birmingham.sw, reverse("transfers:move", args=[move.pk])).text


def test_what_was_missing_when_it_was_accepted_is_still_written(birmingham, move):
    answered(birmingham, move)
    assert "impact" in missing(move)
    address = reverse("transfers:complete_move", args=[move.pk])
    form = open_page(birmingham.sw, address).context["form"]
    assert "risk" in form.fields
    assert not {"why", "area"} & set(form.fields)
    answers = {"version": str(move.version), "risk": "some", "risk_act_by": "25/3/2026"}
    assert "what is done about it" in words(send(birmingham.sw, address, answers))
    answers |= {"risk_action": "School is told.", "gaps": "None."}
    assert send(birmingham.sw, address, answers).status_code == 302
    move.refresh_from_db()
    assert (move.risk, move.gaps, move.why) == ("some", "None.", "Nearer to Gran.")
    assert not {"risk", "gaps"} & missing(move)


def test_what_was_written_meanwhile_is_not_written_over(birmingham, move):
    answered(birmingham, move)
    move.refresh_from_db()
    seen = {"move_id": move.pk, "actor": birmingham.sw, "seen_version": move.version}
    complete_move(**seen, texts={"gaps": "None."})
    with pytest.raises(ChangedMeanwhile):
        complete_move(**seen, texts={"gaps": "Many."})
    with pytest.raises(BadInput, match="addition"):
        complete_move(**{**seen, "seen_version": move.version + 1}, texts={"gaps": "Many."})
    address = reverse("transfers:complete_move", args=[move.pk])
    shown = send(birmingham.sw, address, {"version": str(move.version), "gaps": "Many."})
    assert "Many." in words(shown)
    move.refresh_from_db()
    assert move.gaps == "None."


def test_a_page_that_was_open_before_the_answer_changes_nothing(birmingham, move):
    answered(birmingham, move, is_accepted=False)
    with pytest.raises(ChangedMeanwhile):
        write_move(move_id=move.pk, actor=birmingham.sw, seen_version=1, text=MoveText(**WHOLE))


def test_an_addition_comes_after_the_acceptance(birmingham, move):
    with pytest.raises(StepNotAllowed, match="in the text of the move"):
        done(birmingham, move, "added")
    assert "Something was added or corrected" not in page_of(birmingham.sw, move)
    answered(birmingham, move)
    done(birmingham, move, "added", what="It was Aunt, not Gran.")
    page = page_of(birmingham.sw, move)
    assert "It was Aunt, not Gran." in page
    assert "Why Nearer to Gran." in page


def test_withdrawing_the_fact_takes_back_the_entry_that_it_was(birmingham, move):
    entry = done(birmingham, move, "information")
    assert "information" not in missing(move)
    address = reverse("cases:withdraw_change", args=[entry.change.pk])
    assert "about the move is withdrawn too" in words(open_page(birmingham.sw, address))
    assert send(birmingham.sw, address, {"reason": "Another family"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.is_withdrawn, entry.withdrawal_reason) == (True, "Another family")
    assert "information" in missing(move)


@pytest.mark.parametrize("is_accepted", [True, False])
def test_withdrawing_the_decision_puts_the_move_under_way_again(birmingham, move, is_accepted):
    answered(birmingham, move, is_accepted=is_accepted)
    assert "Take the answer back" in page_of(birmingham.sw, move)
    change = decided(move)
    address = reverse("cases:withdraw_change", args=[change.pk])
    assert "It is under way again" in words(open_page(birmingham.sw, address))
    withdraw_change(change_id=change.pk, actor=birmingham.sw, reason="Another family")
    move = type(move).objects.get(pk=move.pk)
    assert (move.state, move.decided_on, move.responsible_from) == (MoveState.OPEN, None, None)
    assert "Oldham coordinates the support from" not in page_of(birmingham.sw, move)
    answered(birmingham, move)
    assert decided(move).note == "They live there."


def test_an_answer_recorded_before_the_two_were_tied_together_is_taken_back_too(birmingham, move):
    answered(birmingham, move)
    type(move).objects.filter(pk=move.pk).update(decision=None)
    withdraw_change(change_id=decided(move).pk, actor=birmingham.sw, reason="Another family")
    assert type(move).objects.get(pk=move.pk).state == MoveState.OPEN


def test_an_answer_stays_while_another_move_that_way_is_under_way(birmingham, move):
    answered(birmingham, move)
    begun(birmingham, move.case)
    change = decided(move)
    with pytest.raises(StepNotAllowed, match="call that one off first"):
        withdraw_change(change_id=change.pk, actor=birmingham.sw, reason="Another family")
    change.refresh_from_db()
    assert not change.is_withdrawn


def test_only_a_manager_takes_back_what_this_authority_decided(birmingham):
    move = begun(birmingham, allocated(birmingham), "in")
    answered(birmingham, move, actor=birmingham.tm)
    change = Change.objects.get(case=move.case, kind=ChangeKind.IN_DECIDED)
    with pytest.raises(NotPermitted):
        withdraw_change(change_id=change.pk, actor=birmingham.sw, reason="Another family")
    withdraw_change(change_id=change.pk, actor=birmingham.tm, reason="Another family")


def test_nobody_decided_before_they_were_told_of_the_family(birmingham, move):
    done(birmingham, move, "notified")
    with pytest.raises(BadInput, match="notified on 18 March 2026") as refused:
        answered(birmingham, move, decided_on=TODAY.replace(day=17))
    assert refused.value.field == "decided_on"
