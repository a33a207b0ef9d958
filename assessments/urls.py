"""Addresses about assessments and what belongs to them."""

from django.urls import path

from assessments.views import assessment, checkpoints, dates, earlier, reading

app_name = "assessments"

ASSESSMENT = "assessments/<int:assessment_id>/"
CASE = "cases/<int:case_id>/"

urlpatterns = [
    path(
        f"{CASE}assessments/new/",
        assessment.BeginAssessmentView.as_view(),
        name="begin_assessment",
    ),
    path(ASSESSMENT, reading.assessment, name="assessment"),
    path(f"{ASSESSMENT}write/", assessment.WriteAssessmentView.as_view(), name="write_assessment"),
    path(
        f"{ASSESSMENT}take-back/",
        assessment.TakeBackAssessmentView.as_view(),
        name="take_back_assessment",
    ),
    path(
        f"{ASSESSMENT}decide/",
        assessment.DecideAssessmentView.as_view(),
        name="decide_assessment",
    ),
    path(
        f"{ASSESSMENT}date/",
        dates.AgreeAssessmentDateView.as_view(),
        name="agree_assessment_date",
    ),
    path(f"{ASSESSMENT}earlier/", earlier.earlier, name="earlier"),
    path(
        f"{ASSESSMENT}earlier/<slug:section>/<slug:key>/",
        earlier.TakeEarlierView.as_view(),
        name="take_earlier",
    ),
    path(f"{CASE}checkpoints/<int:number>/", checkpoints.checkpoint, name="checkpoint"),
    path(
        f"{CASE}checkpoints/<int:number>/write/",
        checkpoints.WriteCheckpointView.as_view(),
        name="write_checkpoint",
    ),
    path(
        "checkpoints/<int:checkpoint_id>/write/",
        checkpoints.go_on_checkpoint,
        name="go_on_checkpoint",
    ),
    path(
        "checkpoints/<int:checkpoint_id>/decide/",
        checkpoints.DecideCheckpointView.as_view(),
        name="decide_checkpoint",
    ),
    path(
        "checkpoints/<int:checkpoint_id>/take-back/",
        checkpoints.TakeBackCheckpointView.as_view(),
        name="take_back_checkpoint",
    ),
]
