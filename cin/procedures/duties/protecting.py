"""Strategy discussions and section 47, moves, and the duties owed to some children only."""

from cin.procedures import case_limits, case_spans
from cin.procedures.durations import Duration, Unit
from cin.procedures.duties.duty import Duty
from cin.procedures.limits import for_cohort, not_for_cohort, within
from cin.procedures.situation import DEATH, NRPF_ENDS
from cin.procedures.spans import each, once, recurring

SAFEGUARDING = (
    Duty(
        "strategy_meeting",
        "Strategy meeting",
        each("strategy_decided", "strategy_held"),
        within("strategy_meeting_max"),
    ),
    Duty(
        "strategy_actions",
        "Sharing of the strategy actions",
        each("strategy_held", "strategy_actions_shared"),
        within("strategy_actions_share_max"),
    ),
    Duty(
        "strategy_minutes",
        "Sharing of the strategy minutes",
        each("strategy_held", "strategy_minutes_shared"),
        within("strategy_minutes_max"),
    ),
    Duty(
        "s47_child_seen",
        "Seeing the child alone",
        each("s47_started", ("s47_child_seen", "s47_not_seen_agreed")),
        within("s47_child_seen_max"),
    ),
    Duty("s47", "Section 47 enquiry", each("s47_started", "s47_completed"), within("s47_max")),
)
MOVES = (
    Duty(
        "transfer_out_information",
        "Information for the new authority",
        once("moved_out", "transfer_out_information_shared", ends=DEATH, may_precede=True),
        within("transfer_out_info_max"),
    ),
    Duty(
        "transfer_out_decision",
        "New authority's decision",
        once("transfer_out_notified", "transfer_out_decided"),
        within("transfer_in_decision_max"),
    ),
    Duty(
        "transfer_in_meeting",
        "Meeting after moving in",
        once("became_resident", "meeting_held"),
        within("transfer_in_meeting_max"),
    ),
    Duty(
        "transfer_in_decision",
        "Decision on the transfer in",
        once("transfer_in_notified", "transfer_in_decided"),
        within("transfer_in_decision_max"),
    ),
)
DESTITUTION = (
    Duty(
        "nrpf_connect_check",
        "NRPF Connect check",
        recurring("nrpf_started", "nrpf_connect_checked", ends=NRPF_ENDS),
        within("nrpf_connect_check_interval", when=not_for_cohort("nrpf_only")),
    ),
    Duty(
        "nrpf_subsistence",
        "Subsistence check",
        recurring("nrpf_started", "nrpf_subsistence_checked", ends=NRPF_ENDS),
        case_limits.nrpf_subsistence,
    ),
    Duty(
        "nrpf_home_visit",
        "NRPF home visit",
        recurring("nrpf_started", "nrpf_home_visited", ends=NRPF_ENDS),
        within("nrpf_home_visit_interval", when=for_cohort("nrpf_only")),
    ),
    Duty(
        "nrpf_review",
        "NRPF review",
        recurring("nrpf_started", "nrpf_reviewed", ends=NRPF_ENDS),
        within("nrpf_review_interval"),
    ),
)
OTHERS = (
    Duty(
        "private_fostering_visit",
        "Private fostering visit",
        case_spans.private_fostering_visits,
        case_limits.private_fostering_visit,
    ),
    Duty(
        "eighteenth_birthday",
        "Closing of the case",
        case_spans.eighteenth_birthdays,
        case_limits.eighteenth_birthday,
        warn=Duration(6, Unit.MONTHS),
        far=True,
    ),
    Duty(
        "post_closure_contact",
        "Contact after closing",
        case_spans.contact_windows,
        within("post_closure_contact_window"),
        window=True,
    ),
)
