"""Addresses of the pages about closing a case."""

from django.urls import path

from closures import views
from closures.views import checklists, letters, orders, papers, preparing, stepping_down

app_name = "closures"
urlpatterns = [
    path("cases/<int:case_id>/close/", views.ProposeClosureView.as_view(), name="propose_closure"),
    path("cases/<int:case_id>/closing/", preparing.preparation, name="preparation"),
    path(
        "cases/<int:case_id>/closing/plan/",
        preparing.EndOfPlanView.as_view(),
        name="write_end_of_plan",
    ),
    path(
        "cases/<int:case_id>/closing/views/",
        preparing.RecordViewsView.as_view(),
        name="record_views",
    ),
    path(
        "cases/<int:case_id>/closing/disagreement-meeting/",
        preparing.RecordDisagreementMeetingView.as_view(),
        name="record_disagreement_meeting",
    ),
    path(
        "closing/disagreements/<int:view_id>/",
        preparing.SettleDisagreementView.as_view(),
        name="settle_disagreement",
    ),
    path(
        "cases/<int:case_id>/closing/checklist/<slug:whose>/",
        checklists.ChecklistView.as_view(),
        name="answer_checklist",
    ),
    path("cases/<int:case_id>/closing/letters/", letters.letters, name="letters"),
    path(
        "cases/<int:case_id>/closing/letters/<int:person_id>/",
        letters.WriteLetterView.as_view(),
        name="write_letter",
    ),
    path(
        "closing/disagreements/<int:view_id>/letter/",
        letters.AcknowledgeView.as_view(),
        name="acknowledge_disagreement",
    ),
    path("closing/letters/<int:letter_id>/print/", letters.print_letter, name="print_letter"),
    path(
        "closing/letters/<int:letter_id>/sent/",
        letters.LetterSentView.as_view(),
        name="note_letter_sent",
    ),
    path(
        "cases/<int:case_id>/closing/decision/print/",
        papers.print_decision,
        name="print_decision",
    ),
    path(
        "cases/<int:case_id>/closing/decision/sent/",
        papers.DecisionSentView.as_view(),
        name="note_decision_sent",
    ),
    path(
        "closing/disagreement-meetings/<int:meeting_id>/print/",
        papers.print_disagreement_minutes,
        name="print_disagreement_minutes",
    ),
    path(
        "closing/disagreement-meetings/<int:meeting_id>/sent/",
        papers.MinutesSentView.as_view(),
        name="note_minutes_sent",
    ),
    path(
        "cases/<int:case_id>/closing/order/",
        orders.DecideOnOrderView.as_view(),
        name="decide_on_order",
    ),
    path("cases/<int:case_id>/step-down/", stepping_down.step_down, name="step_down"),
    path(
        "cases/<int:case_id>/step-down/agree/",
        stepping_down.AgreeStepDownView.as_view(),
        name="agree_step_down",
    ),
    path(
        "cases/<int:case_id>/step-down/form/",
        stepping_down.CompleteStepDownFormView.as_view(),
        name="complete_step_down_form",
    ),
    path(
        "cases/<int:case_id>/step-down/form/print/",
        stepping_down.print_step_down_form,
        name="print_step_down_form",
    ),
    path(
        "cases/<int:case_id>/step-down/<slug:part>/",
        stepping_down.StepDownPartView.as_view(),
        name="write_step_down",
    ),
    path("closures/<int:closure_id>/", views.closure, name="closure"),
    path(
        "closures/<int:closure_id>/decide/",
        views.DecideClosureView.as_view(),
        name="decide_closure",
    ),
]
