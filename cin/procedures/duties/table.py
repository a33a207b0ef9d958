"""The table of duties for people to read: what each counts from, what meets it, and which settings
limit it.

What starts a duty is the engine's own; what meets it and what limits it is written here, and a test
holds it to what the engine does.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from cin.procedures.book import Procedure
from cin.procedures.codes import MEETING_KINDS, VISIT_KINDS
from cin.procedures.duties import DUTIES, Duty
from cin.procedures.events import BIRTH, Event

# For each duty the events that meet it, a kind after the colon, and the settings that limit it.
_WRITTEN: Mapping[str, tuple[str, str]] = {
    "referral_decision": (
        "referral_accepted referral_decided case_allocated assessment_started assessment_approved "
        "plan_started",
        "referral_decision_max",
    ),
    "joint_visit": (
        "joint_visit_made joint_visit_waived",
        "reallocation_joint_visit transfer_joint_visit joint_visit_max",
    ),
    "allocation": ("case_allocated", "allocation_max"),
    "initial_visit": ("visit_made:initial", "initial_visit_max initial_visit_hours_cap"),
    "initial_recording": ("initial_recording_completed", "initial_recording_max"),
    "safety_plan": ("safety_plan_recorded", "safety_plan_record_max"),
    "genogram": ("genogram_uploaded", "safety_plan_record_max"),
    "information_checks": ("information_checks_requested", "info_sharing_checks_max"),
    "checkpoint_1": ("checkpoint_1_agreed", "checkpoint_1_day"),
    "checkpoint_2": ("checkpoint_2_agreed", "checkpoint_2_day"),
    "family_network_meeting": (
        "fnm_held fnm_not_appropriate",
        "fnm_mode fnm_due_rule fnm_max fnm_after_meeting_max",
    ),
    "fnm_minutes": ("fnm_minutes_distributed", "fnm_minutes_max"),
    "assessment": (
        "assessment_submitted assessment_approved",
        "assessment_clock_start assessment_done_when assessment_target assessment_max "
        "assessment_statutory_max short_assessment_enabled short_assessment_max",
    ),
    "reassessment": ("assessment_approved", "reassessment_max"),
    "internal_transfer": ("internal_transfer_completed", "transfer_internal_max"),
    "initial_meeting": (
        "meeting_held:initial",
        "initial_meeting_trigger initial_meeting_max cp_stepdown_meeting_max "
        "stepdown_other_meeting_max initial_meeting_exception_allowed followup_meeting_window "
        "nrpf_only_plan",
    ),
    "meeting_record": ("meeting_recorded", "meeting_record_max"),
    "plan_update": ("plan_updated", "plan_update_max"),
    "plan_circulation": ("plan_circulated", "plan_circulation_from plan_circulation_max"),
    "minutes_circulation": ("minutes_circulated", "minutes_circulation_max"),
    "review": (
        "meeting_held:review",
        "first_review_max review_interval_target review_interval_max "
        "review_interval_by_cohort review_interval_exception_allowed nrpf_only_plan",
    ),
    "early_review": ("meeting_held early_review_declined", "early_review_on"),
    "visit": (
        "visit_made:cin visit_made:initial visit_made:joint visit_made:s47",
        "visit_counts_when visit_interval_target visit_interval_max visit_interval_assessment "
        "visit_interval_by_cohort visit_interval_exception_allowed nrpf_only_plan",
    ),
    "visit_record": ("visit_recorded", "visit_record_max"),
    "supervision": ("supervision_held", "supervision_interval_max"),
    "group_supervision": (
        "group_supervision_held",
        "workbook_enabled workbook_exempt_cohorts group_supervision_interval",
    ),
    "long_plan_clinic": (
        "clinic_held",
        "long_plan_clinic_after long_plan_clinic_interval long_plan_clinic_dates",
    ),
    "panel": (
        "panel_heard",
        "panel_enabled panel_after panel_dates panel_interval long_plan_exemptions "
        "long_plan_exemption_applies_to",
    ),
    "panel_decision_upload": ("panel_decisions_uploaded", "panel_decision_upload_max"),
    "manager_review": (
        "manager_review_done",
        "manager_review_after long_plan_exemptions long_plan_exemption_applies_to",
    ),
    "long_plan_review": (
        "long_plan_review_held",
        "long_plan_review_after long_plan_exemptions long_plan_exemption_applies_to",
    ),
    "long_plan_authorisation": (
        "long_plan_authorised",
        "long_plan_review_after long_plan_authoriser_role long_plan_exemptions "
        "long_plan_exemption_applies_to",
    ),
    "strategy_meeting": ("strategy_held", "strategy_meeting_max"),
    "strategy_actions": ("strategy_actions_shared", "strategy_actions_share_max"),
    "strategy_minutes": ("strategy_minutes_shared", "strategy_minutes_max"),
    "s47_child_seen": ("s47_child_seen s47_not_seen_agreed", "s47_child_seen_max"),
    "s47": ("s47_completed", "s47_max"),
    "transfer_out_information": ("transfer_out_information_shared", "transfer_out_info_max"),
    "transfer_out_decision": ("transfer_out_decided", "transfer_in_decision_max"),
    "transfer_in_meeting": ("meeting_held", "transfer_in_meeting_max"),
    "transfer_in_decision": ("transfer_in_decided", "transfer_in_decision_max"),
    "nrpf_connect_check": ("nrpf_connect_checked", "nrpf_connect_check_interval"),
    "nrpf_subsistence": (
        "nrpf_subsistence_checked",
        "nrpf_subsistence_interval_cin nrpf_subsistence_interval_noncin",
    ),
    "nrpf_home_visit": ("nrpf_home_visited", "nrpf_home_visit_interval"),
    "nrpf_review": ("nrpf_reviewed", "nrpf_review_interval"),
    "private_fostering_visit": (
        "visit_made:private_fostering",
        "pf_initial_visit_max pf_visit_interval_assessment pf_visit_interval_year1 "
        "pf_visit_interval_later",
    ),
    "eighteenth_birthday": ("case_closed", "cease_at_18"),
    "post_closure_contact": ("", "post_closure_contact_window"),
}
_KINDS: Mapping[str, Mapping[str, str]] = {
    "visit_made": VISIT_KINDS,
    "meeting_held": MEETING_KINDS,
}
_NOTHING: tuple[object, ...] = (None, "", (), [], {}, False)


class Row(NamedTuple):
    """One duty: the types of event it counts from and is met by (a kind after the colon), and the
    settings that limit it; without any of those it `needs` it is never due.
    """

    key: str
    name: str
    begins_with: tuple[str, ...]
    met_by: tuple[str, ...]
    settings: tuple[str, ...]
    needs: tuple[str, ...]


def duty_table() -> tuple[Row, ...]:
    """Give every duty in the order in which the engine looks for them."""
    return tuple(map(_row, DUTIES))


def is_limited(row: Row, procedure: Procedure) -> bool:
    """Say whether a procedure sets any limit on a duty."""
    return any(procedure.get(name) not in _NOTHING for name in row.needs or row.settings)


def _row(duty: Duty) -> Row:
    met_by, settings = _WRITTEN[duty.key]
    return Row(
        key=duty.key,
        name=duty.name,
        begins_with=tuple(sorted(duty.spans.begins_with)),
        met_by=tuple(met_by.split()),
        settings=tuple(settings.split()),
        needs=duty.limits.needs,
    )


def in_words(event: str) -> str:
    """Name a type of event in the middle of a sentence; one of a kind by its kind alone."""
    type_, _, kind = event.partition(":")
    if kind:
        return f"the {_KINDS[type_][kind].lower()}"
    return "the child was born" if type_ == BIRTH else Event(type_, date.min).phrase


def either(events: Sequence[str]) -> str:
    """Name several types of event: "the clinic, the panel or supervision"; none is nothing."""
    named = list(map(in_words, events))
    return " or ".join(filter(None, [", ".join(named[:-1]), *named[-1:]]))
