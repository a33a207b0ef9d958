"""Addresses about visits."""

from django.urls import path

from visits import views

app_name = "visits"

urlpatterns = [
    path("cases/<int:case_id>/visits/new/", views.RecordVisitView.as_view(), name="record_visit"),
    path(
        "cases/<int:case_id>/visits/failed/",
        views.RecordFailedVisitView.as_view(),
        name="record_failed_visit",
    ),
    path("visits/<int:visit_id>/", views.visit, name="visit"),
    path("visits/<int:visit_id>/edit/", views.EditVisitView.as_view(), name="edit_visit"),
]
