"""What each obligation is called on a page, and on which page it is done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cin.procedures.book import Procedure

# What the address of the page is made from, beside the page's name.
CASE: Final = "case"
COUNTED_RECORD: Final = "counted_record"
CASE_AND_COUNTED_RECORD: Final = "case_and_counted_record"
ASSESSMENT: Final = "assessment"
PLAN_CHANGE: Final = "plan_change"
PLAN_IN_FORCE: Final = "plan_in_force"


@dataclass(frozen=True, slots=True)
class Place:
    """The page on which something is done: `page` is its name, `verb` the link to it, `kind` its
    extra part.

    `by_manager` marks a page that only a manager may open. `built_from` says what the address is
    made
    from; a page that depends on how far the work has come has no name of its own here.
    """

    page: str = ""
    verb: str = ""
    built_from: str = CASE
    kind: str = ""
    by_manager: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an obligation, in which {meeting}, {review}, {plan} and {assessment} are the
    authority's words.
    """

    text: str
    place: Place | None = None


_VISIT = Place("visits:record_visit", "Record the visit")
_REVIEW = Place("meetings:hold_meeting", "Record the review", kind="review")


def _done(milestone: str) -> Place:
    """Give the page on which something is noted as done that leaves no record of its own."""
    return Place("cases:record_milestone", "Record it as done", kind=milestone)


def _oversight(kind: str) -> Place:
    """Give the page on which a manager writes a note of this type."""
    return Place("cases:record_oversight", "Write the manager's note", kind=kind, by_manager=True)


def _happened(change: str, *, by_manager: bool = False) -> Place:
    """Give the page on which something that happened to the family is recorded."""
    return Place("cases:record_change", "Record it as done", kind=change, by_manager=by_manager)


# A page stands here only where it can be recorded in the system; the rest is done elsewhere.
LABELS: Mapping[str, Label] = {
    "referral_decision": Label(
        "Decision on the referral",
        Place("cases:screen_referral", "Decide on the referral", by_manager=True),
    ),
    "joint_visit": Label("Joint visit", _VISIT),
    "allocation": Label(
        "Allocation to a social worker",
        Place("cases:allocate_case", "Allocate the case", by_manager=True),
    ),
    "initial_visit": Label("Initial visit", _VISIT),
    "initial_recording": Label(
        "Papers of the initial visit", Place("desk:first_papers", "See what is missing")
    ),
    "safety_plan": Label("Safety plan", Place("cases:write_safety_plan", "Write the safety plan")),
    "genogram": Label("Genogram", _done("genogram_uploaded")),
    "information_checks": Label(
        "Information checks with other agencies",
        Place("assessments:information", "Ask the agencies"),
    ),
    "checkpoint_1": Label(
        "Checkpoint 1 with the manager", Place("assessments:checkpoint", "Go to it", kind="1")
    ),
    "checkpoint_2": Label(
        "Checkpoint 2 with the manager", Place("assessments:checkpoint", "Go to it", kind="2")
    ),
    "family_network_meeting": Label(
        "Family network meeting", Place("assessments:network_meetings", "Go to it")
    ),
    "fnm_minutes": Label(
        "Minutes of the family network meeting",
        Place("assessments:network_meetings", "Go to the meeting"),
    ),
    "assessment": Label("{assessment}", Place(verb="Go to the assessment", built_from=ASSESSMENT)),
    "reassessment": Label(
        "New {assessment}", Place(verb="Go to the assessment", built_from=ASSESSMENT)
    ),
    "initial_meeting": Label(
        "Initial {meeting}", Place("meetings:hold_meeting", "Record the meeting", kind="initial")
    ),
    "meeting_record": Label(
        "Record of the meeting", Place("meetings:edit_meeting", "Finish the record", COUNTED_RECORD)
    ),
    "plan_update": Label(
        "Update of the {plan}", Place(verb="Change the plan", built_from=PLAN_CHANGE)
    ),
    "plan_circulation": Label(
        "Sending out the {plan}",
        Place("plans:circulate_plan", "Note that it was sent", PLAN_IN_FORCE),
    ),
    "minutes_circulation": Label(
        "Sending out the minutes",
        Place("meetings:circulate_minutes", "Note that they were sent", CASE_AND_COUNTED_RECORD),
    ),
    "review": Label("{review}", _REVIEW),
    "early_review": Label("Early review after a change", _REVIEW),
    "visit": Label("Visit", _VISIT),
    "visit_record": Label(
        "Record of the visit", Place("visits:edit_visit", "Finish the record", COUNTED_RECORD)
    ),
    "supervision": Label("Supervision", _oversight("supervision")),
    "group_supervision": Label("Group supervision", _oversight("group_supervision")),
    "long_plan_clinic": Label("Clinic for a long plan", _oversight("clinic")),
    "panel": Label("Panel", _oversight("panel")),
    "panel_decision_upload": Label(
        "Upload of the panel's decisions",
        Place("cases:upload_panel_decisions", "Upload the decisions"),
    ),
    "manager_review": Label("Manager's review of the plan", _oversight("manager_review")),
    "long_plan_review": Label("Review of a long plan", _oversight("long_plan_review")),
    "long_plan_authorisation": Label(
        "Authorisation of a longer plan", _oversight("long_plan_authorised")
    ),
    "internal_transfer": Label(
        "Transfer to the next team", Place("transfers:propose_transfer", "Offer the case")
    ),
    "strategy_meeting": Label(
        "Strategy meeting", Place("safeguarding:hold_strategy", "Record the strategy discussion")
    ),
    "strategy_actions": Label(
        "Sharing the actions of the strategy meeting",
        Place(
            "safeguarding:share_strategy_actions", "Record that they were shared", COUNTED_RECORD
        ),
    ),
    "strategy_minutes": Label(
        "Sharing the minutes of the strategy meeting",
        Place("safeguarding:strategy", "Go to the strategy discussion", COUNTED_RECORD),
    ),
    "s47_child_seen": Label(
        "Seeing the child alone in the section 47 enquiry",
        Place("safeguarding:write_enquiry", "Record it", COUNTED_RECORD),
    ),
    "s47": Label(
        "Section 47 enquiry",
        Place("safeguarding:enquiry", "Go to the enquiry", COUNTED_RECORD),
    ),
    "transfer_out_information": Label(
        "Information for the new authority", _happened("transfer_out_information_shared")
    ),
    "transfer_out_decision": Label(
        "Decision of the new authority", _happened("transfer_out_decided")
    ),
    "transfer_in_meeting": Label(
        "Meeting about a family that moved in",
        Place("meetings:hold_meeting", "Record the meeting", kind="initial"),
    ),
    "transfer_in_decision": Label(
        "Decision about a family that moved in", _happened("transfer_in_decided", by_manager=True)
    ),
    "nrpf_connect_check": Label("NRPF Connect check", _done("nrpf_connect_checked")),
    "nrpf_subsistence": Label(
        "Check of the subsistence payments", _done("nrpf_subsistence_checked")
    ),
    "nrpf_home_visit": Label(
        "Home visit (no recourse to public funds)", _done("nrpf_home_visited")
    ),
    "nrpf_review": Label("Review (no recourse to public funds)", _done("nrpf_reviewed")),
    "private_fostering_visit": Label("Private fostering visit", _VISIT),
    "eighteenth_birthday": Label(
        "Ending the {plan} at 18", Place("closures:propose_closure", "Propose closing the case")
    ),
    "post_closure_contact": Label("Contact with early help after closure"),
}


# What somebody who arranges a team's meetings looks after.
OF_MEETINGS = frozenset(
    key
    for key, label in LABELS.items()
    if label.place and (label.place.page.startswith("meetings:") or key == "plan_circulation")
)


def label_of(key: str, procedure: Procedure) -> str:
    """Name an obligation in the authority's own words; a key not in the table names itself."""
    known = LABELS.get(key)
    if known is None:
        return key.replace("_", " ").capitalize()
    words = {}
    for name in ("meeting", "review", "plan", "assessment"):
        own = str(procedure.get(f"{name}_label"))
        words[name] = own if known.text.startswith(f"{{{name}") else in_sentence(own)
    return known.text.format(**words)


def in_sentence(label: str) -> str:
    """Lower the first letter of a label for the middle of a sentence, unless it is written as a
    name.
    """
    return label if label[1:] != label[1:].lower() else label[:1].lower() + label[1:]
