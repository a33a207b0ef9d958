"""Addresses of the pages about meetings."""

from django.urls import path

from meetings import views

app_name = "meetings"
urlpatterns = [
    path(
        "cases/<int:case_id>/meetings/new/<str:kind>/",
        views.HoldMeetingView.as_view(),
        name="hold_meeting",
    ),
    path(
        "cases/<int:case_id>/meetings/book/<str:kind>/",
        views.BookMeetingView.as_view(),
        name="book_meeting",
    ),
    path("meetings/booked/<int:booking_id>/", views.booking, name="booking"),
    path(
        "meetings/booked/<int:booking_id>/change/",
        views.ChangeBookingView.as_view(),
        name="change_booking",
    ),
    path(
        "meetings/booked/<int:booking_id>/call-off/",
        views.CallOffBookingView.as_view(),
        name="call_off_booking",
    ),
    path(
        "meetings/booked/<int:booking_id>/chair/",
        views.AnswerChairView.as_view(),
        name="answer_chair",
    ),
    path(
        "meetings/booked/<int:booking_id>/sent/",
        views.InvitationsSentView.as_view(),
        name="invitations_sent",
    ),
    path(
        "meetings/booked/<int:booking_id>/invitations/<int:invitation_id>/",
        views.invitation,
        name="invitation",
    ),
    path(
        "meetings/booked/<int:booking_id>/invitations/<int:invitation_id>/letter.pdf",
        views.print_invitation,
        name="print_invitation",
    ),
    path(
        "meetings/booked/<int:booking_id>/invitations/<int:invitation_id>/answer/",
        views.RecordReplyView.as_view(),
        name="record_reply",
    ),
    path("meetings/<int:meeting_id>/", views.meeting, name="meeting"),
    path("meetings/<int:meeting_id>/edit/", views.EditMeetingView.as_view(), name="edit_meeting"),
    path(
        "meetings/<int:meeting_id>/ratify/",
        views.RatifyMeetingView.as_view(),
        name="ratify_meeting",
    ),
    path(
        "meetings/<int:meeting_id>/without-meeting/",
        views.DecideWithoutMeetingView.as_view(),
        name="decide_without_meeting",
    ),
    path(
        "meetings/questions/<int:question_id>/",
        views.AnswerQuestionView.as_view(),
        name="answer_question",
    ),
    path(
        "cases/<int:case_id>/meetings/<int:meeting_id>/signatures/",
        views.RecordSignaturesView.as_view(),
        name="record_signatures",
    ),
    path(
        "cases/<int:case_id>/meetings/<int:meeting_id>/circulate/",
        views.CirculateMinutesView.as_view(),
        name="circulate_minutes",
    ),
]
