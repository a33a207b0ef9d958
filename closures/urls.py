"""Addresses of the pages about closing a case."""

from django.urls import path

from closures import views

app_name = "closures"
urlpatterns = [
    path("cases/<int:case_id>/close/", views.ProposeClosureView.as_view(), name="propose_closure"),
    path("closures/<int:closure_id>/", views.closure, name="closure"),
    path(
        "closures/<int:closure_id>/decide/",
        views.DecideClosureView.as_view(),
        name="decide_closure",
    ),
]
