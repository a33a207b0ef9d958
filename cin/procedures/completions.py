"""What completes a duty where that takes more than one event, or where one of several does."""

from collections.abc import Sequence

from cin.procedures.events import Event
from cin.procedures.situation import Situation
from cin.procedures.spans import pairs

# What is wanted beside the record of the first visit, by the event that says that it is there.
FIRST_PAPERS = (
    "consent_recorded",
    "case_summary_written",
    "genogram_uploaded",
    "safety_plan_recorded",
)


def assessment_done(situation: Situation) -> Sequence[Event]:
    """Give the events that make an assessment done: approved, or already submitted, as the
    procedure says.

    An approval without a submission counts as one.
    """
    approved = situation.events("assessment_approved")
    submitted = situation.events("assessment_submitted")
    reckoner = situation.only
    if reckoner is None:
        began = situation.events("referral_received", "case_allocated", "assessment_started")
        reckoner = situation.reckoner_on(began[0].on, approved[0].on if approved else None)
    if submitted and reckoner.procedure.get("assessment_done_when") == "submitted":
        alone = _without_submission(approved, submitted)
        return sorted([*submitted, *alone], key=lambda event: event.on) if alone else submitted
    return approved


def _without_submission(approved: Sequence[Event], submitted: Sequence[Event]) -> list[Event]:
    left, alone = list(submitted), []
    for approval in approved:
        same = (
            each
            for each in left
            if each.on <= approval.on and (not (each.of and approval.of) or each.of == approval.of)
        )
        own = next(same, None)
        if own is None:
            alone.append(approval)
        else:
            left.remove(own)
    return alone


def papers_completed(situation: Situation) -> Sequence[Event]:
    """Give what completes the papers of the first visit: that it was noted, or that the last of
    them is there (ROC-47, ROC-48).

    They are the finished record of an initial visit, the consent, the case summary, the genogram
    and the safety plan. The chronology builds itself from such facts.
    """
    noted = situation.events("initial_recording_completed")
    papers = [_first_visit_recorded(situation)]
    papers += [next(iter(situation.events(type_)), None) for type_ in FIRST_PAPERS]
    there = [paper for paper in papers if paper is not None]
    if len(there) < len(papers):
        return noted
    last = max(there, key=lambda paper: paper.on)
    completed = Event("initial_recording_completed", last.on, id=last.id)
    return sorted([*noted, completed], key=lambda event: event.on)


def _first_visit_recorded(situation: Situation) -> Event | None:
    if "visit_recorded" not in situation.types:
        return None
    spans = pairs(situation, situation.events("visit_made"), situation.events("visit_recorded"))
    return next((span.done for span in spans if span.start.kind == "initial" and span.done), None)
