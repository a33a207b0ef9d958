"""Addresses about assessments and what belongs to them."""

from django.urls import path

from assessments.views import (
    assessment,
    checkpoints,
    dates,
    earlier,
    enquiries,
    network_meetings,
    network_pages,
    reading,
    sharing,
)

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
    path(f"{CASE}information/", enquiries.information, name="information"),
    path(f"{CASE}information/new/", enquiries.AskAgenciesView.as_view(), name="ask_agencies"),
    path(
        "information/<int:request_id>/answer/",
        enquiries.RecordReplyView.as_view(),
        name="record_reply",
    ),
    path(
        "information/<int:request_id>/again/",
        enquiries.ChaseReplyView.as_view(),
        name="chase_reply",
    ),
    path(f"{CASE}specialists/", enquiries.specialists, name="specialists"),
    path(
        f"{CASE}specialists/new/",
        enquiries.RequestSpecialistView.as_view(),
        name="request_specialist",
    ),
    path(
        "specialists/<int:specialist_id>/received/",
        enquiries.ReceiveSpecialistView.as_view(),
        name="receive_specialist",
    ),
    path(f"{CASE}network-meetings/", network_pages.network_meetings, name="network_meetings"),
    path(
        f"{CASE}network-meetings/prepare/",
        network_meetings.PrepareNetworkMeetingView.as_view(),
        name="prepare_network_meeting",
    ),
    path(
        f"{CASE}network-meetings/not-appropriate/",
        network_meetings.NetworkMeetingNotRightView.as_view(),
        name="network_meeting_not_right",
    ),
    path(
        "network-meetings/<int:meeting_id>/",
        network_pages.network_meeting,
        name="network_meeting",
    ),
    path(
        "network-meetings/<int:meeting_id>/record/",
        network_meetings.RecordNetworkMeetingView.as_view(),
        name="record_network_meeting",
    ),
    path(
        "network-meetings/<int:meeting_id>/minutes/",
        network_meetings.SendNetworkMinutesView.as_view(),
        name="send_network_minutes",
    ),
    path(f"{ASSESSMENT}sharing/", sharing.sharing, name="sharing"),
    path(
        f"{ASSESSMENT}sharing/new/",
        sharing.ShareAssessmentView.as_view(),
        name="share_assessment",
    ),
    path(
        "shares/<int:share_id>/comments/",
        sharing.RecordCommentsView.as_view(),
        name="record_comments",
    ),
]
