"""Addresses about assessments."""

from django.urls import path

from assessments import views

app_name = "assessments"

urlpatterns = [
    path(
        "cases/<int:case_id>/assessments/new/",
        views.BeginAssessmentView.as_view(),
        name="begin_assessment",
    ),
    path("assessments/<int:assessment_id>/", views.assessment, name="assessment"),
    path(
        "assessments/<int:assessment_id>/write/",
        views.WriteAssessmentView.as_view(),
        name="write_assessment",
    ),
    path(
        "assessments/<int:assessment_id>/take-back/",
        views.TakeBackAssessmentView.as_view(),
        name="take_back_assessment",
    ),
    path(
        "assessments/<int:assessment_id>/decide/",
        views.DecideAssessmentView.as_view(),
        name="decide_assessment",
    ),
    path(
        "assessments/<int:assessment_id>/date/",
        views.AgreeAssessmentDateView.as_view(),
        name="agree_assessment_date",
    ),
]
