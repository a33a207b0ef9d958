"""Addresses about referrals and allocation."""

from django.urls import path

from cases import views
from cases.views import (
    agencies,
    allocation,
    families,
    files,
    genogram,
    homes,
    informing,
    merging,
    network,
    note_pages,
    notes,
    notices,
    oversight,
    people,
    safety_plans,
    searching,
    sharings,
    wider_family,
    withdrawals,
)
from cases.views.after_closing import RecordContactView
from cases.views.changes import (
    DeclineEarlyReviewView,
    RecordChangeView,
    WithdrawChangeView,
)
from cases.views.chronology import AddEntryView, WithdrawEntryView
from cases.views.circumstances import (
    EndCircumstanceView,
    RecordCircumstanceView,
    WithdrawCircumstanceView,
    circumstances,
)
from cases.views.consents import (
    BringRefusalView,
    DecideRefusalView,
    RecordConsentView,
    consents,
)
from cases.views.exceptions import (
    AskLongerTimeView,
    DecideLongerTimeView,
    WithdrawLongerTimeView,
)
from cases.views.milestones import RecordMilestoneView
from cases.views.panels import UploadPanelDecisionsView

app_name = "cases"
PERSON = "cases/<int:case_id>/people/<int:person_id>"
RELATIONSHIP = "cases/<int:case_id>/relationships/<int:relationship_id>"

urlpatterns = [
    path("referrals/new/", views.RecordReferralView.as_view(), name="record_referral"),
    path("cases/<int:case_id>/referral/", views.referral, name="referral"),
    path(
        "cases/<int:case_id>/refer-another/",
        wider_family.ReferAnotherChildView.as_view(),
        name="refer_another_child",
    ),
    path("cases/<int:case_id>/refer-again/", views.ReferAgainView.as_view(), name="refer_again"),
    path(
        "cases/<int:case_id>/told/<slug:kind>/",
        informing.RecordTellingView.as_view(),
        name="record_telling",
    ),
    path(
        "early-help/<int:early_help_id>/answer/",
        informing.RecordEarlyHelpAnswerView.as_view(),
        name="record_early_help_answer",
    ),
    path(
        "cases/<int:case_id>/visit-schedule/",
        allocation.SetVisitScheduleView.as_view(),
        name="set_visit_schedule",
    ),
    path(
        "cases/<int:case_id>/visit-schedule/end/",
        allocation.EndVisitScheduleView.as_view(),
        name="end_visit_schedule",
    ),
    path("cases/<int:case_id>/siblings/new/", views.AddSiblingView.as_view(), name="add_sibling"),
    path("cases/<int:case_id>/screen/", views.ScreenReferralView.as_view(), name="screen_referral"),
    path("cases/<int:case_id>/allocate/", views.AllocateCaseView.as_view(), name="allocate_case"),
    path("people/", searching.find_people, name="find_people"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new/", agencies.AddAgencyView.as_view(), name="add_agency"),
    path("agencies/<int:agency_id>/", agencies.agency, name="agency"),
    path(
        "agencies/<int:agency_id>/change/",
        agencies.ChangeAgencyView.as_view(),
        name="change_agency",
    ),
    path("professionals/<int:person_id>/", agencies.professional, name="professional"),
    path("cases/<int:case_id>/people/", people.people, name="people"),
    path(
        "cases/<int:case_id>/people/new/", families.AddRelativeView.as_view(), name="add_relative"
    ),
    path(
        "cases/<int:case_id>/relationships/new/",
        families.RelatePeopleView.as_view(),
        name="relate_people",
    ),
    path(f"{RELATIONSHIP}/", families.ChangeRelationshipView.as_view(), name="change_relationship"),
    path(f"{RELATIONSHIP}/end/", families.EndRelationshipView.as_view(), name="end_relationship"),
    path(
        f"{RELATIONSHIP}/withdraw/",
        withdrawals.WithdrawRelationshipView.as_view(),
        name="withdraw_relationship",
    ),
    path("cases/<int:case_id>/homes/new/", homes.JoinHomeView.as_view(), name="join_home"),
    path(
        "cases/<int:case_id>/homes/<int:place_id>/left/",
        homes.LeaveHomeView.as_view(),
        name="leave_home",
    ),
    path(
        "cases/<int:case_id>/homes/<int:place_id>/",
        homes.ChangeHomeView.as_view(),
        name="change_home",
    ),
    path(
        "cases/<int:case_id>/homes/<int:place_id>/withdraw/",
        withdrawals.WithdrawHomeView.as_view(),
        name="withdraw_home",
    ),
    path("cases/<int:case_id>/genogram/", genogram.genogram, name="genogram"),
    path("cases/<int:case_id>/genogram/print/", genogram.print_genogram, name="print_genogram"),
    path(
        "cases/<int:case_id>/genogram/completed/",
        genogram.CompleteGenogramView.as_view(),
        name="complete_genogram",
    ),
    path(
        "cases/<int:case_id>/network/new/",
        network.AddToNetworkView.as_view(),
        name="add_to_network",
    ),
    path(
        "cases/<int:case_id>/network/<int:member_id>/",
        network.ChangeNetworkView.as_view(),
        name="change_network",
    ),
    path(
        "cases/<int:case_id>/network/<int:member_id>/end/",
        network.LeaveNetworkView.as_view(),
        name="leave_network",
    ),
    path(
        "cases/<int:case_id>/network/<int:member_id>/withdraw/",
        withdrawals.WithdrawFromNetworkView.as_view(),
        name="withdraw_from_network",
    ),
    path(f"{PERSON}/", people.person, name="person"),
    path(f"{PERSON}/do-not-share/new/", homes.LimitSharingView.as_view(), name="limit_sharing"),
    path(
        f"{PERSON}/do-not-share/<int:limit_id>/end/",
        homes.EndSharingLimitView.as_view(),
        name="end_sharing_limit",
    ),
    path(
        f"{PERSON}/change/<slug:section>/",
        people.DescribePersonView.as_view(),
        name="describe_person",
    ),
    path(f"{PERSON}/<slug:kind>/new/", people.PersonRowView.as_view(), name="add_person_row"),
    path(
        f"{PERSON}/<slug:kind>/<int:row_id>/",
        people.PersonRowView.as_view(),
        name="change_person_row",
    ),
    path(
        f"{PERSON}/<slug:kind>/<int:row_id>/withdraw/",
        withdrawals.WithdrawPersonRowView.as_view(),
        name="withdraw_person_row",
    ),
    path(
        f"{PERSON}/caution/<int:row_id>/end/", people.EndCautionView.as_view(), name="end_caution"
    ),
    path(
        f"{PERSON}/merge/<int:other_id>/with/",
        merging.MergePeopleView.as_view(),
        name="merge_people",
    ),
    path(
        f"{PERSON}/different/<int:other_id>/from/",
        merging.TellApartView.as_view(),
        name="tell_apart",
    ),
    path(
        f"{PERSON}/merged/<int:merge_id>/undo/",
        merging.UnmergePeopleView.as_view(),
        name="unmerge_people",
    ),
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
    path("cases/<int:case_id>/circumstances/", circumstances, name="circumstances"),
    path(
        "cases/<int:case_id>/circumstances/<slug:kind>/",
        RecordCircumstanceView.as_view(),
        name="record_circumstance",
    ),
    path(
        "circumstances/<int:circumstance_id>/end/",
        EndCircumstanceView.as_view(),
        name="end_circumstance",
    ),
    path(
        "circumstances/<int:circumstance_id>/withdraw/",
        WithdrawCircumstanceView.as_view(),
        name="withdraw_circumstance",
    ),
    path(
        "cases/<int:case_id>/changes/<slug:kind>/",
        RecordChangeView.as_view(),
        name="record_change",
    ),
    path(
        "changes/<int:change_id>/no-early-review/",
        DeclineEarlyReviewView.as_view(),
        name="decline_early_review",
    ),
    path("changes/<int:change_id>/withdraw/", WithdrawChangeView.as_view(), name="withdraw_change"),
    path(
        "cases/<int:case_id>/longer/<slug:limit>/",
        AskLongerTimeView.as_view(),
        name="ask_longer_time",
    ),
    path(
        "longer-times/<int:longer_time_id>/decide/",
        DecideLongerTimeView.as_view(),
        name="decide_longer_time",
    ),
    path(
        "longer-times/<int:longer_time_id>/withdraw/",
        WithdrawLongerTimeView.as_view(),
        name="withdraw_longer_time",
    ),
    path(
        "cases/<int:case_id>/chronology/new/",
        AddEntryView.as_view(),
        name="add_chronology_entry",
    ),
    path(
        "chronology/<int:entry_id>/withdraw/",
        WithdrawEntryView.as_view(),
        name="withdraw_chronology_entry",
    ),
    path("cases/<int:case_id>/safety-plan/", safety_plans.safety_plan, name="safety_plan"),
    path(
        "cases/<int:case_id>/safety-plan/<int:number>/",
        safety_plans.safety_plan,
        name="safety_plan_version",
    ),
    path(
        "cases/<int:case_id>/safety-plan/write/",
        safety_plans.WriteSafetyPlanView.as_view(),
        name="write_safety_plan",
    ),
    path(
        "safety-plans/<int:plan_id>/print/",
        safety_plans.print_safety_plan,
        name="print_safety_plan",
    ),
    path(
        "safety-plans/<int:plan_id>/end/",
        safety_plans.EndSafetyPlanView.as_view(),
        name="end_safety_plan",
    ),
    path(
        "safety-plans/<int:plan_id>/share/",
        safety_plans.ShareSafetyPlanView.as_view(),
        name="share_safety_plan",
    ),
    path("cases/<int:case_id>/consents/", consents, name="consents"),
    path("cases/<int:case_id>/consents/new/", RecordConsentView.as_view(), name="record_consent"),
    path("cases/<int:case_id>/sharing/", sharings.sharing, name="sharing"),
    path(
        "cases/<int:case_id>/sharing/new/",
        sharings.RecordSharingView.as_view(),
        name="record_sharing",
    ),
    path(
        "sharing/<int:sharing_id>/withdraw/",
        sharings.WithdrawSharingView.as_view(),
        name="withdraw_sharing",
    ),
    path(
        "cases/<int:case_id>/sharing/advice/",
        sharings.AskAdviceView.as_view(),
        name="ask_sharing_advice",
    ),
    path(
        "sharing/advice/<int:advice_id>/answer/",
        sharings.AnswerAdviceView.as_view(),
        name="answer_sharing_advice",
    ),
    path(
        "sharing/advice/<int:advice_id>/withdraw/",
        sharings.WithdrawAdviceView.as_view(),
        name="withdraw_sharing_advice",
    ),
    path("consents/<int:consent_id>/to-manager/", BringRefusalView.as_view(), name="bring_refusal"),
    path("refusals/<int:review_id>/decide/", DecideRefusalView.as_view(), name="decide_refusal"),
    path("cases/<int:case_id>/notes/", note_pages.notes, name="notes"),
    path("cases/<int:case_id>/notes/new/", notes.RecordNoteView.as_view(), name="record_note"),
    path("notes/<int:note_id>/", note_pages.note, name="note"),
    path("notes/<int:note_id>/edit/", notes.EditNoteView.as_view(), name="edit_note"),
    path("notes/<int:note_id>/add/", notes.AddAddendumView.as_view(), name="add_addendum"),
    path("notes/<int:note_id>/withdraw/", notes.WithdrawNoteView.as_view(), name="withdraw_note"),
    path(
        "notes/<int:note_id>/files/new/",
        files.AttachToNoteView.as_view(),
        name="attach_to_note",
    ),
    path(
        "cases/<int:case_id>/panel/decisions/",
        UploadPanelDecisionsView.as_view(),
        name="upload_panel_decisions",
    ),
    path(
        "cases/<int:case_id>/contact-after-closing/",
        RecordContactView.as_view(),
        name="record_contact",
    ),
    path("notices/<int:notice_id>/read/", notices.read_notice, name="read_notice"),
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
