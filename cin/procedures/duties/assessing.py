"""From the referral to the end of the assessment."""

from cin.procedures import case_limits, case_spans, completions
from cin.procedures.duties.duty import Duty
from cin.procedures.limits import not_short_assessment, transfer_proposed, within
from cin.procedures.situation import CASE_ENDS
from cin.procedures.spans import by_setting, each, once

_INITIAL = frozenset({"initial"})
# Whatever follows from an accepted referral shows that it was decided on.
_DECIDED = (
    "referral_accepted",
    "referral_decided",
    "case_allocated",
    "assessment_started",
    "assessment_approved",
    "plan_started",
)
_FNM = ("fnm_held", "fnm_not_appropriate")
_ASSESSMENT = by_setting(
    "assessment_clock_start",
    "referral_received",
    {
        "referral": once("referral_received", completions.assessment_done),
        "allocation": once("case_allocated", completions.assessment_done),
        "assessment_start": each("assessment_started", completions.assessment_done, ends=CASE_ENDS),
    },
)
_FAMILY_NETWORK_MEETING = by_setting(
    "fnm_due_rule",
    "case_allocated",
    {
        "from_allocation": once("case_allocated", _FNM, may_precede=True),
        "before_initial_meeting": once("meeting_held", _FNM, kinds=_INITIAL, may_precede=True),
    },
)

FIRST_DAYS = (
    Duty(
        "referral_decision",
        "Decision on the referral",
        once("referral_received", _DECIDED),
        within("referral_decision_max"),
    ),
    Duty(
        "allocation",
        "Allocation",
        once("referral_accepted", "case_allocated"),
        within("allocation_max"),
    ),
    Duty(
        "initial_visit",
        "Initial visit",
        once("case_allocated", "visit_made", met_kinds=_INITIAL),
        case_limits.initial_visit,
    ),
    Duty("joint_visit", "Joint visit", case_spans.joint_visits, case_limits.joint_visit),
    Duty(
        "initial_recording",
        "First visit's papers",
        once("case_allocated", completions.papers_completed),
        within("initial_recording_max"),
    ),
    Duty(
        "safety_plan",
        "Safety plan",
        each("visit_made", "safety_plan_recorded", kinds=_INITIAL),
        within("safety_plan_record_max"),
    ),
    Duty(
        "genogram",
        "Genogram",
        each("visit_made", "genogram_uploaded", kinds=_INITIAL),
        within("safety_plan_record_max"),
    ),
    Duty(
        "information_checks",
        "Information checks",
        once("case_allocated", "information_checks_requested"),
        within("info_sharing_checks_max"),
    ),
    Duty(
        "checkpoint_1",
        "Checkpoint 1",
        once("case_allocated", "checkpoint_1_agreed"),
        within("checkpoint_1_day"),
    ),
    Duty(
        "checkpoint_2",
        "Checkpoint 2",
        once("case_allocated", "checkpoint_2_agreed"),
        within("checkpoint_2_day", when=not_short_assessment),
    ),
)
ASSESSING = (
    Duty(
        "family_network_meeting",
        "Family network meeting",
        _FAMILY_NETWORK_MEETING,
        case_limits.family_network_meeting,
    ),
    Duty(
        "fnm_minutes",
        "Minutes of the family network meeting",
        each("fnm_held", "fnm_minutes_distributed"),
        within("fnm_minutes_max"),
    ),
    Duty("assessment", "Assessment", _ASSESSMENT, case_limits.assessment),
    Duty("reassessment", "Assessment", case_spans.reassessments, case_limits.reassessment),
    Duty(
        "internal_transfer",
        "Transfer to the other team",
        once("assessment_completed", "internal_transfer_completed"),
        within("transfer_internal_max", when=transfer_proposed),
    ),
)
