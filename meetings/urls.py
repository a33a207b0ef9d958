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
        "cases/<int:case_id>/meetings/<int:meeting_id>/circulate/",
        views.CirculateMinutesView.as_view(),
        name="circulate_minutes",
    ),
]
