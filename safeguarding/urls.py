"""Addresses of the pages about concerns."""

from django.urls import path

from safeguarding import views

app_name = "safeguarding"
urlpatterns = [
    path(
        "cases/<int:case_id>/concerns/new/",
        views.RaiseConcernView.as_view(),
        name="raise_concern",
    ),
    path(
        "concerns/<int:concern_id>/decide/",
        views.DecideConcernView.as_view(),
        name="decide_concern",
    ),
]
