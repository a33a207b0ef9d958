"""What was done and what was opened, in the words of the people who did it."""

from collections.abc import Mapping

from cases.models import ScreeningDecision
from cin.procedures.codes import CEASE_REASONS, INITIATION_REASONS

# By the action as the history keeps it: the app, and the step or the service.
DONE: Mapping[str, str] = {
    "cases.record_referral": "Recorded the referral",
    "cases.accept_referral": "Accepted the referral for assessment",
    "cases.end_at_screening": "Decided that the referral needs no social worker",
    "cases.allocate": "Allocated the case",
    "cases.reallocate": "Gave the case to another worker",
    "cases.record_milestone": "Recorded as done",
    "cases.record_circumstance": "Recorded a circumstance",
    "cases.end_circumstance": "Recorded the end of a circumstance",
    "cases.withdraw_circumstance": "Withdrew a circumstance recorded by mistake",
    "cases.record_change": "Recorded a change",
    "cases.withdraw_change": "Withdrew a change recorded by mistake",
    "cases.ask_longer_time": "Asked for a longer time",
    "cases.approve_longer_time": "Approved a longer time",
    "cases.refuse_longer_time": "Refused a longer time",
    "cases.withdraw_longer_time": "Withdrew a longer time",
    "cases.record_consent": "Recorded consent or its refusal",
    "cases.bring_refusal": "Brought a refusal to the manager",
    "cases.accept_refusal": "Accepted a refusal",
    "cases.authorise_override": "Authorised going on without agreement",
    "cases.return_refusal": "Asked that the family be spoken with again",
    "cases.escalate_refusal": "Asked for the threshold of harm to be considered after a refusal",
    "cases.overtake_refusal": "Recorded a new answer before a manager had decided on a refusal",
    "cases.describe_person": "Changed what is known of a person",
    "cases.add_address": "Added an address",
    "cases.change_address": "Changed an address",
    "cases.add_contact": "Added a way to reach a person",
    "cases.change_contact": "Changed a way to reach a person",
    "cases.add_name": "Added another name of a person",
    "cases.change_name": "Changed another name of a person",
    "cases.add_order": "Added a court order",
    "cases.change_order": "Changed a court order",
    "cases.raise_caution": "Raised a caution about contact or visits",
    "cases.end_caution": "Ended a caution about contact or visits",
    "cases.merge_people": "Merged two records of one person",
    "cases.unmerge_people": "Took back the merging of two records",
    "cases.tell_apart": "Said that the child is none of those who are alike",
    "cases.record_note": "Began a note",
    "cases.edit_note": "Changed a note",
    "cases.file_note": "Filed a note",
    "cases.finish_note": "Finished a note",
    "cases.add_addendum": "Added to a note",
    "cases.record_oversight": "Wrote management oversight",
    "cases.complete_next_step": "Did what a manager asked for",
    "cases.move_to_team": "Moved the case to another team",
    "cases.begin_assessment": "Moved the case into assessment",
    "cases.begin_support": "Moved the case into Child in Need support",
    "cases.begin_closing": "Moved the case towards closing",
    "cases.resume_support": "Moved the case back into support",
    "cases.resume_assessment": "Moved the case back into assessment",
    "cases.close": "Closed the case",
    "visits.record_visit": "Recorded a visit",
    "visits.record_failed_visit": "Recorded a visit at which nobody was seen",
    "visits.edit_visit": "Changed the record of a visit",
    "visits.finalise": "Finished the record of a visit",
    "visits.add_to_visit": "Added to the record of a visit",
    "visits.plan_visit": "Planned a visit",
    "visits.move_visit": "Moved a planned visit",
    "visits.cancel": "Cancelled a planned visit",
    "visits.make": "Made a planned visit",
    "visits.fail": "Found nobody at a planned visit",
    "visits.ask_not_alone": "Asked that the child need not be seen alone",
    "visits.agree": "Decided that the child need not be seen alone",
    "visits.refuse": "Decided that the child is to be seen alone",
    "visits.review_not_alone": "Confirmed that the child need not be seen alone",
    "visits.end": "Ended the decision that the child need not be seen alone",
    "assessments.begin_assessment": "Started the assessment",
    "assessments.write_assessment": "Wrote in the assessment",
    "assessments.submit": "Submitted the assessment to the manager",
    "assessments.take_back": "Took the assessment back to change it",
    "assessments.send_back": "Returned the assessment for changes",
    "assessments.approve": "Approved the assessment",
    "assessments.agree_assessment_date": "Set the date of the assessment",
    "plans.draft_plan": "Started to write the plan",
    "plans.amend_plan": "Started to change the plan",
    "plans.write_plan": "Wrote in the plan",
    "plans.submit": "Submitted the plan",
    "plans.take_back": "Took the plan back to change it",
    "plans.send_back": "Returned the plan for changes",
    "plans.approve": "Approved the plan",
    "plans.confirm": "Noted that the meeting agreed the plan",
    "plans.sign_off": "Signed off the plan: it is in force",
    "plans.come_into_force": "Put the plan in force",
    "plans.supersede": "Replaced the earlier version of the plan",
    "plans.cease": "Ended the plan",
    "meetings.hold_meeting": "Recorded a meeting",
    "meetings.edit_meeting": "Changed the record of a meeting",
    "meetings.finish_record": "Finished the record of a meeting",
    "meetings.ratify": "Ratified what a meeting decided",
    "documents.note_circulation": "Noted what was sent out",
    "documents.attach_file": "Attached a file",
    "documents.withdraw_file": "Withdrew a file",
    "safeguarding.raise_concern": "Raised a concern about harm",
    "safeguarding.call_strategy_discussion": "Called a strategy discussion",
    "safeguarding.find_threshold_not_met": "Found that the threshold of harm is not met",
    "transfers.propose_transfer": "Offered the case to another team",
    "transfers.accept": "Accepted the case into the team",
    "transfers.decline": "Did not accept the case into the team",
    "closures.propose_closure": "Proposed closing the case",
    "closures.approve": "Approved closing the case",
    "closures.decline": "Decided that the case stays open",
    "alerts.acknowledge_alert": "Acknowledged an alert",
    "alerts.snooze_alert": "Snoozed an alert",
}

# The page that shows what an action was about, by the kind of record.
SHOWN_ON: Mapping[str, str] = {
    "cases.casenote": "cases:note",
    "visits.visit": "visits:visit",
    "visits.plannedvisit": "visits:planned_visit",
    "assessments.assessment": "assessments:assessment",
    "plans.planversion": "plans:plan",
    "meetings.meeting": "meetings:meeting",
    "closures.closure": "closures:closure",
}

_LABELS: Mapping[str, str] = {
    **INITIATION_REASONS,
    **CEASE_REASONS,
    **dict(ScreeningDecision.choices),
}


def done_in_words(action: str) -> str:
    """Say what was done; an action this table lacks is named by itself."""
    return DONE.get(action) or action.rpartition(".")[2].replace("_", " ").capitalize()


def reason_in_words(reason: str) -> str:
    """Write a reason as it was typed, or as its code is called."""
    return _LABELS.get(reason, reason)


def page_in_words(page: str) -> str:
    """Name a page of a case that somebody opened."""
    return page.replace("_", " ").replace("-", " ").capitalize()
