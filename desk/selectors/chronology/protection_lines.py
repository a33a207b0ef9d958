"""What the protection of a child tells: concerns, the meetings about them, and enquiries."""

from collections.abc import Iterator

from django.urls import reverse

from desk.selectors.chronology.line import Line, LineKind
from safeguarding.models import Concern, ConcernState, Enquiry, LegalPlanningMeeting, StrategyChild


def of_concerns(case_ids: list[int]) -> Iterator[Line]:
    """Tell of every concern about harm, and what a manager decided on it."""
    rows = Concern.objects.filter(case_id__in=case_ids).select_related("raised_by", "decided_by")
    for row in rows:
        yield Line(
            key=f"concern-{row.pk}",
            kind=LineKind.SAFETY,
            at=row.raised_at,
            title="Concern about harm raised",
            text=row.what,
            source=f"Raised by {row.raised_by}",
            is_key=True,
            is_guarded=True,
            case_ids=(row.case_id,),
        )
        if row.state != ConcernState.RAISED and row.decided_at is not None:
            yield Line(
                key=f"concern_end-{row.pk}",
                kind=LineKind.SAFETY,
                at=row.decided_at,
                title=f"Decision on the concern: {str(row.get_state_display()).lower()}",
                text=row.decision_reason,
                people=str(row.decided_by or ""),
                is_key=True,
                is_guarded=True,
                case_ids=(row.case_id,),
            )


def of_strategies(case_ids: list[int]) -> Iterator[Line]:
    """Tell of every strategy discussion, and what it decided about each child."""
    rows = StrategyChild.objects.filter(case_id__in=case_ids).select_related("discussion")
    for row in rows:
        decided = [str(row.get_decision_display() or ""), row.decision_reason]
        yield Line(
            key=f"strategy-{row.discussion_id}",
            kind=LineKind.SAFETY,
            at=row.discussion.held_at,
            title="Strategy discussion",
            text=". ".join(part.strip(" .") for part in decided if part),
            people=f"Chair: {row.discussion.chair_name}",
            href=reverse("safeguarding:strategy", args=[row.discussion_id]),
            is_key=True,
            is_guarded=True,
            case_ids=(row.case_id,),
        )


def of_legal_meetings(case_ids: list[int]) -> Iterator[Line]:
    """Tell of every legal planning meeting and what it decided; not why, which lawyers advised
    on.
    """
    rows = LegalPlanningMeeting.objects.standing().filter(case_id__in=case_ids)
    for row in rows:
        yield Line(
            key=f"legal-{row.pk}",
            kind=LineKind.SAFETY,
            at=row.held_at,
            title="Legal planning meeting",
            text=str(row.get_decision_display()),
            people=f"Chair: {row.chair_name}",
            href=reverse("safeguarding:legal_meeting", args=[row.pk]),
            is_key=True,
            is_guarded=True,
            case_ids=(row.case_id,),
        )


def of_enquiries(case_ids: list[int]) -> Iterator[Line]:
    """Tell when each section 47 enquiry began, and what it found once a manager agreed."""
    rows = Enquiry.objects.filter(case_id__in=case_ids).select_related("decided_by")
    for row in rows:
        href = reverse("safeguarding:enquiry", args=[row.pk])
        yield Line(
            key=f"enquiry-{row.pk}",
            kind=LineKind.SAFETY,
            at=row.began_at,
            title=f"Section 47 enquiry begun, {row.kind_text.lower()}",
            href=href,
            is_key=True,
            is_guarded=True,
            case_ids=(row.case_id,),
        )
        if row.completed_at is not None:
            found = [str(row.get_outcome_display()), row.outcome_reason]
            yield Line(
                key=f"enquiry_end-{row.pk}",
                kind=LineKind.SAFETY,
                at=row.completed_at,
                title="Section 47 enquiry completed",
                text=". ".join(part.strip(" .") for part in found if part),
                people=str(row.decided_by or ""),
                href=href,
                is_key=True,
                is_guarded=True,
                case_ids=(row.case_id,),
            )
