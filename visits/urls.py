"""Addresses about visits."""

from django.urls import path

from visits.views import deciding, planning, reading, recording

app_name = "visits"

urlpatterns = [
    path(
        "cases/<int:case_id>/visits/new/", recording.RecordVisitView.as_view(), name="record_visit"
    ),
    path(
        "cases/<int:case_id>/visits/failed/",
        recording.RecordFailedVisitView.as_view(),
        name="record_failed_visit",
    ),
    path("cases/<int:case_id>/visits/plan/", planning.PlanVisitView.as_view(), name="plan_visit"),
    path("visits/planned/<int:planned_id>/", planning.planned_visit, name="planned_visit"),
    path(
        "visits/planned/<int:planned_id>/record/",
        recording.RecordPlannedVisitView.as_view(),
        name="record_planned_visit",
    ),
    path(
        "visits/planned/<int:planned_id>/failed/",
        recording.RecordFailedPlannedVisitView.as_view(),
        name="record_failed_planned_visit",
    ),
    path(
        "visits/planned/<int:planned_id>/move/",
        planning.MoveVisitView.as_view(),
        name="move_visit",
    ),
    path(
        "visits/planned/<int:planned_id>/cancel/",
        planning.CancelVisitView.as_view(),
        name="cancel_visit",
    ),
    path("visits/<int:visit_id>/", reading.visit, name="visit"),
    path("visits/<int:visit_id>/children/<int:case_id>/", reading.child_visit, name="child_visit"),
    path("visits/<int:visit_id>/edit/", recording.EditVisitView.as_view(), name="edit_visit"),
    path("visits/<int:visit_id>/add/", reading.AddToVisitView.as_view(), name="add_to_visit"),
    path(
        "cases/<int:case_id>/seen-alone/ask/",
        deciding.AskNotAloneView.as_view(),
        name="ask_not_alone",
    ),
    path(
        "seen-alone/<int:decision_id>/decide/",
        deciding.DecideNotAloneView.as_view(),
        name="decide_not_alone",
    ),
    path(
        "seen-alone/<int:decision_id>/review/",
        deciding.ReviewNotAloneView.as_view(),
        name="review_not_alone",
    ),
]
