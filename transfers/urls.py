"""Addresses of the pages about transfers, moves and disagreements."""

from django.urls import path

from transfers.views import (
    allocation_meetings,
    disagreements,
    moves,
    telling,
    transfers,
    writing_moves,
)

app_name = "transfers"
urlpatterns = [
    path(
        "allocation-meetings/",
        allocation_meetings.allocation_meetings,
        name="allocation_meetings",
    ),
    path(
        "allocation-meetings/new/",
        allocation_meetings.PlanAllocationMeetingView.as_view(),
        name="plan_allocation_meeting",
    ),
    path(
        "allocation-meetings/<int:meeting_id>/record/",
        allocation_meetings.RecordAllocationMeetingView.as_view(),
        name="record_allocation_meeting",
    ),
    path(
        "cases/<int:case_id>/transfer/",
        transfers.ProposeTransferView.as_view(),
        name="propose_transfer",
    ),
    path(
        "cases/<int:case_id>/transfer/tell/",
        telling.TellInAdvanceView.as_view(),
        name="tell_in_advance",
    ),
    path(
        "transfers/<int:transfer_id>/record/",
        transfers.CheckRecordView.as_view(),
        name="check_record",
    ),
    path(
        "transfers/<int:transfer_id>/answer/",
        transfers.AnswerTransferView.as_view(),
        name="answer_transfer",
    ),
    path("cases/<int:case_id>/moves/", moves.moves, name="moves"),
    path(
        "cases/<int:case_id>/moves/<slug:direction>/",
        writing_moves.BeginMoveView.as_view(),
        name="begin_move",
    ),
    path("moves/<int:move_id>/", moves.move, name="move"),
    path("moves/<int:move_id>/write/", writing_moves.WriteMoveView.as_view(), name="write_move"),
    path(
        "moves/<int:move_id>/complete/",
        writing_moves.CompleteMoveView.as_view(),
        name="complete_move",
    ),
    path("moves/<int:move_id>/risks/", moves.print_risks, name="print_risks"),
    path(
        "moves/<int:move_id>/done/<slug:kind>/",
        moves.AddMoveEntryView.as_view(),
        name="add_move_entry",
    ),
    path("moves/<int:move_id>/answer/", moves.AnswerMoveView.as_view(), name="answer_move"),
    path("moves/<int:move_id>/call-off/", moves.CallOffMoveView.as_view(), name="call_off_move"),
    path(
        "moves/entries/<int:entry_id>/withdraw/",
        moves.WithdrawMoveEntryView.as_view(),
        name="withdraw_move_entry",
    ),
    path(
        "cases/<int:case_id>/disagreements/new/",
        disagreements.RaiseDisagreementView.as_view(),
        name="raise_disagreement",
    ),
    path(
        "moves/<int:move_id>/dispute/",
        disagreements.RaiseDisputeView.as_view(),
        name="raise_dispute",
    ),
    path(
        "disagreements/<int:disagreement_id>/",
        disagreements.disagreement,
        name="disagreement",
    ),
    path(
        "disagreements/<int:disagreement_id>/step/",
        disagreements.AddStepView.as_view(),
        name="add_disagreement_step",
    ),
    path(
        "disagreements/<int:disagreement_id>/notify/",
        disagreements.NotifyDisputeView.as_view(),
        name="notify_dispute",
    ),
    path(
        "disagreements/<int:disagreement_id>/settle/",
        disagreements.SettleDisagreementView.as_view(),
        name="settle_disagreement",
    ),
    path(
        "disagreements/<int:disagreement_id>/decide/",
        disagreements.DecideDisputeView.as_view(),
        name="decide_dispute",
    ),
]
