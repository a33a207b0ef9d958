"""What the work with the family tells: visits, assessments, plans, meetings, transfers,
closing.
"""

from collections.abc import Iterator

from django.urls import reverse

from assessments.models import (
    Assessment,
    AssessmentState,
    Checkpoint,
    CheckpointState,
    FamilyNetworkMeeting,
    NetworkMeetingState,
)
from cin.core.templatetags.cin import plain_day
from cin.procedures.book import Procedure
from cin.procedures.codes import CEASE_REASONS, CLOSURE_DESTINATIONS, REVIEW_OUTCOMES
from closures.models import Closure, ClosureState
from closures.selectors import ENDINGS_OF_ASSESSMENT
from desk.selectors.chronology.line import Line, LineKind
from meetings.models import MeetingChild, MeetingKind
from meetings.next_steps import lead_in_words, next_step_in_words
from plans.models import PlanState, PlanVersion
from transfers.models import Transfer, TransferState
from visits.models import NotAloneDecision, NotAloneState, VisitChild, VisitState

_REASONS = {**CEASE_REASONS, **dict(ENDINGS_OF_ASSESSMENT)}


def of_visits(case_ids: list[int]) -> Iterator[Line]:
    """Tell of every visit made or tried, and whether each child was seen, and alone."""
    rows = VisitChild.objects.filter(case_id__in=case_ids).select_related("visit__visitor")
    for row in rows:
        visit = row.visit
        failed = visit.state == VisitState.FAILED
        where = f", {visit.where[:1].lower()}{visit.where[1:]}" if visit.where else ""
        name = visit.get_kind_display()
        yield Line(
            key=f"visit-{visit.pk}",
            kind=LineKind.VISIT,
            at=visit.visited_at,
            title=f"{name}: nobody was seen" if failed else f"{name}{where}",
            # The place is typed, and may be a refuge.
            family_title="" if failed else name,
            text=visit.failed_reason if failed else _seen(row),
            people=visit.people_present,
            source=f"Visit by {visit.visitor}",
            href=reverse("visits:visit", args=[visit.pk]),
            case_ids=(row.case_id,),
        )


def _seen(row: VisitChild) -> str:
    if row.seen is None:
        return "Whether the child was seen is not recorded yet."
    if not row.seen:
        return f"Not seen. {row.not_seen_reason}".strip()
    return {
        True: "Seen, and seen alone.",
        False: f"Seen, but not alone. {row.not_alone_reason}".strip(),
        None: "Seen. Whether alone is not recorded.",
    }[row.seen_alone]


def of_not_alone(case_ids: list[int]) -> Iterator[Line]:
    """Tell where a manager agreed that a child need not be seen alone."""
    rows = NotAloneDecision.objects.filter(case_id__in=case_ids).exclude(decided_on=None)
    for row in rows.select_related("decided_by"):
        yield Line(
            key=f"not_alone-{row.pk}",
            kind=LineKind.MANAGER,
            at=row.decided_on,
            title=_decided_alone(row),
            text=row.rationale,
            people=str(row.decided_by or ""),
            is_guarded=True,
            case_ids=(row.case_id,),
        )


def _decided_alone(row: NotAloneDecision) -> str:
    if row.state == NotAloneState.REFUSED:
        return "Decided that the child is to be seen alone"
    return f"Agreed that the child need not be seen alone until {plain_day(row.valid_until)}"


def of_assessments(case_ids: list[int], procedure: Procedure) -> Iterator[Line]:
    """Tell when each assessment began, and what its approval found."""
    name = str(procedure.get("assessment_label"))
    rows = Assessment.objects.filter(case_id__in=case_ids).select_related(
        "written_by", "decided_by"
    )
    for row in rows:
        href = reverse("assessments:assessment", args=[row.pk])
        yield Line(
            key=f"assessment-{row.pk}",
            kind=LineKind.ASSESSMENT,
            at=row.started_on,
            title=f"{name} started",
            people=row.written_by.name,
            href=href,
            case_ids=(row.case_id,),
        )
        if row.state == AssessmentState.APPROVED and row.decided_at is not None:
            yield Line(
                key=f"assessment_end-{row.pk}",
                kind=LineKind.ASSESSMENT,
                at=row.decided_at,
                title=f"{name} approved: {str(row.get_outcome_display()).lower()}",
                text=row.outcome_reason,
                people=str(row.decided_by or ""),
                href=href,
                case_ids=(row.case_id,),
            )


def of_checkpoints(case_ids: list[int]) -> Iterator[Line]:
    """Tell what a manager agreed at a checkpoint of an assessment."""
    rows = Checkpoint.objects.filter(case_id__in=case_ids, state=CheckpointState.AGREED)
    for row in rows.select_related("decided_by"):
        yield Line(
            key=f"checkpoint-{row.pk}",
            kind=LineKind.MANAGER,
            at=row.decided_at,
            title=f"Checkpoint {row.number} agreed",
            text=row.note,
            people=str(row.decided_by or ""),
            href=reverse("assessments:checkpoint", args=[row.case_id, row.number]),
            is_guarded=True,
            case_ids=(row.case_id,),
        )


def of_network_meetings(case_ids: list[int]) -> Iterator[Line]:
    """Tell of every family network meeting, and where one was decided not to be right."""
    rows = FamilyNetworkMeeting.objects.filter(case_id__in=case_ids)
    for row in rows:
        not_right = row.state == NetworkMeetingState.NOT_APPROPRIATE
        at = row.decided_on if not_right else row.held_on
        if at is None:
            continue
        yield Line(
            key=f"network_meeting-{row.pk}",
            kind=LineKind.MEETING,
            at=at,
            title=f"Family network meeting{': not appropriate' if not_right else ''}",
            text=row.not_appropriate_reason or str(row.get_effect_on_plan_display()),
            href=reverse("assessments:network_meeting", args=[row.pk]),
            is_guarded=not_right,
            case_ids=(row.case_id,),
        )


def of_plans(case_ids: list[int], procedure: Procedure) -> Iterator[Line]:
    """Tell which version of the plan came into force when, and when the plan ended."""
    name = str(procedure.get("plan_label"))
    rows = PlanVersion.objects.filter(case_id__in=case_ids).exclude(in_force_on=None)
    for row in rows.select_related("plan", "written_by"):
        yield Line(
            key=f"plan-{row.pk}",
            kind=LineKind.PLAN,
            at=row.in_force_on,
            title=f"{name}, version {row.number}, came into force",
            text=row.outcomes,
            people=row.written_by.name,
            href=reverse("plans:plan", args=[row.pk]),
            case_ids=(row.case_id,),
        )
        if row.state == PlanState.CEASED and row.plan.ended_on is not None:
            yield Line(
                key=f"plan_end-{row.pk}",
                kind=LineKind.PLAN,
                at=row.plan.ended_on,
                title=f"{name} ended",
                href=reverse("plans:plan", args=[row.pk]),
                case_ids=(row.case_id,),
            )


def of_meetings(case_ids: list[int], procedure: Procedure) -> Iterator[Line]:
    """Tell of every meeting, and what it decided for each child."""
    rows = MeetingChild.objects.filter(case_id__in=case_ids).select_related("meeting")
    for row in rows:
        meeting = row.meeting
        is_review = meeting.kind == MeetingKind.REVIEW
        name = procedure.get("review_label") if is_review else meeting.get_kind_display()
        outcome = REVIEW_OUTCOMES.get(row.outcome, "")
        follows = [next_step_in_words(row), lead_in_words(row)]
        yield Line(
            key=f"meeting-{meeting.pk}",
            kind=LineKind.MEETING,
            at=meeting.held_on,
            title=str(name),
            text=". ".join(
                part.strip(" .") for part in (outcome, row.outcome_reason, *follows) if part
            ),
            people=f"Chair: {meeting.chair_name}",
            href=reverse("meetings:meeting", args=[meeting.pk]),
            case_ids=(row.case_id,),
        )


def of_transfers(case_ids: list[int]) -> Iterator[Line]:
    """Tell when the case passed to another team."""
    accepted = Transfer.objects.filter(case_id__in=case_ids, state=TransferState.ACCEPTED)
    for row in accepted.select_related("from_team", "to_team"):
        yield Line(
            key=f"transfer-{row.pk}",
            kind=LineKind.WORKER,
            at=row.answered_at or row.proposed_at,
            title=f"Moved from {row.from_team} to {row.to_team}",
            text="\n\n".join(filter(None, [row.reason, row.answer_comment])),
            is_guarded=True,
            case_ids=(row.case_id,),
        )


def of_closures(case_ids: list[int]) -> Iterator[Line]:
    """Tell of each decision about closing: what, why, who took part and what comes after (PET-100,
    BIR-101).
    """
    rows = Closure.objects.filter(case_id__in=case_ids).exclude(state=ClosureState.PROPOSED)
    for row in rows.select_related("submitted_by", "decided_by"):
        approved = row.state == ClosureState.APPROVED
        title = "Case closed" if approved else "Decided that the case stays open"
        destination = CLOSURE_DESTINATIONS.get(row.destination, "")
        parts = {
            "Reason": _REASONS.get(row.reason, row.reason),
            "Why": row.summary,
            "Where to": destination,
            "What happens next": row.next_steps,
            "The manager's comment": row.decision_comment,
        }
        yield Line(
            key=f"closure-{row.pk}",
            kind=LineKind.CLOSURE,
            at=row.decided_at or row.submitted_at,
            title=f"{title}: {_REASONS.get(row.reason, row.reason).lower()}",
            text="\n".join(f"{name}: {said}" for name, said in parts.items() if said),
            people=f"Proposed by {row.submitted_by}; decided by {row.decided_by}",
            href=reverse("closures:closure", args=[row.pk]),
            is_key=True,
            is_guarded=True,
            case_ids=(row.case_id,),
        )
