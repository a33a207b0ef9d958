"""Addresses about referrals and allocation."""

from django.urls import path

from cases import views
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
]
