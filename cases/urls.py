"""Addresses about referrals and allocation."""

from django.urls import path

from cases import views
from cases.views import files, notes, oversight
from cases.views.milestones import RecordMilestoneView

app_name = "cases"

urlpatterns = [
    path("referrals/new/", views.RecordReferralView.as_view(), name="record_referral"),
    path("cases/<int:case_id>/referral/", views.referral, name="referral"),
    path("cases/<int:case_id>/siblings/new/", views.AddSiblingView.as_view(), name="add_sibling"),
    path("cases/<int:case_id>/screen/", views.ScreenReferralView.as_view(), name="screen_referral"),
    path("cases/<int:case_id>/allocate/", views.AllocateCaseView.as_view(), name="allocate_case"),
    path(
        "cases/<int:case_id>/done/<slug:kind>/",
        RecordMilestoneView.as_view(),
        name="record_milestone",
    ),
    path(
        "cases/<int:case_id>/reallocate/",
        views.ReallocateCaseView.as_view(),
        name="reallocate_case",
    ),
    path("cases/<int:case_id>/notes/", notes.notes, name="notes"),
    path("cases/<int:case_id>/notes/new/", notes.RecordNoteView.as_view(), name="record_note"),
    path("notes/<int:note_id>/", notes.note, name="note"),
    path("notes/<int:note_id>/edit/", notes.EditNoteView.as_view(), name="edit_note"),
    path("notes/<int:note_id>/add/", notes.AddAddendumView.as_view(), name="add_addendum"),
    path(
        "notes/<int:note_id>/files/new/",
        files.AttachToNoteView.as_view(),
        name="attach_to_note",
    ),
    path("cases/<int:case_id>/files/", files.files, name="files"),
    path("cases/<int:case_id>/files/new/", files.AttachFileView.as_view(), name="attach_file"),
    path("files/<int:attachment_id>/", files.attachment, name="attachment"),
    path(
        "files/<int:attachment_id>/withdraw/",
        files.WithdrawFileView.as_view(),
        name="withdraw_file",
    ),
    path("cases/<int:case_id>/oversight/", oversight.oversight, name="oversight"),
    path(
        "cases/<int:case_id>/oversight/new/",
        oversight.choose_oversight,
        name="choose_oversight",
    ),
    path(
        "cases/<int:case_id>/oversight/new/<slug:kind>/",
        oversight.RecordOversightView.as_view(),
        name="record_oversight",
    ),
    path(
        "cases/<int:case_id>/oversight/steps/<int:step_id>/done/",
        oversight.complete_step,
        name="complete_step",
    ),
]
