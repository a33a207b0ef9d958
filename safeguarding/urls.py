"""Addresses of the pages about concerns, strategy discussions and section 47 enquiries."""

from django.urls import path

from safeguarding.views import after_strategies, concerns, enquiries, legal, strategies

app_name = "safeguarding"
urlpatterns = [
    path(
        "cases/<int:case_id>/concerns/new/",
        concerns.RaiseConcernView.as_view(),
        name="raise_concern",
    ),
    path(
        "concerns/<int:concern_id>/decide/",
        concerns.DecideConcernView.as_view(),
        name="decide_concern",
    ),
    path(
        "cases/<int:case_id>/strategy-discussions/new/",
        strategies.HoldStrategyView.as_view(),
        name="hold_strategy",
    ),
    path("strategy-discussions/<int:strategy_id>/", strategies.strategy, name="strategy"),
    path(
        "strategy-discussions/<int:strategy_id>/edit/",
        strategies.EditStrategyView.as_view(),
        name="edit_strategy",
    ),
    path(
        "strategy-discussions/<int:strategy_id>/actions-shared/",
        after_strategies.ShareStrategyView.as_view(),
        name="share_strategy_actions",
    ),
    path(
        "strategy-discussions/<int:strategy_id>/minutes-shared/",
        after_strategies.ShareStrategyMinutesView.as_view(),
        name="share_strategy_minutes",
    ),
    path(
        "strategy-discussions/<int:strategy_id>/enquiry/",
        after_strategies.BeginEnquiryView.as_view(),
        name="begin_enquiry",
    ),
    path(
        "concerns/<int:concern_id>/legal-planning/",
        legal.RecordLegalMeetingView.as_view(),
        name="record_legal_meeting",
    ),
    path("legal-planning-meetings/<int:meeting_id>/", legal.legal_meeting, name="legal_meeting"),
    path(
        "legal-planning-meetings/<int:meeting_id>/withdraw/",
        legal.WithdrawLegalMeetingView.as_view(),
        name="withdraw_legal_meeting",
    ),
    path("section-47-enquiries/<int:enquiry_id>/", enquiries.enquiry, name="enquiry"),
    path(
        "section-47-enquiries/<int:enquiry_id>/write/",
        enquiries.WriteEnquiryView.as_view(),
        name="write_enquiry",
    ),
    path(
        "section-47-enquiries/<int:enquiry_id>/decide/",
        enquiries.DecideEnquiryView.as_view(),
        name="decide_enquiry",
    ),
]
