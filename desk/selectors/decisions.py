"""What waits for a manager's decision, from every stage."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

import assessments.selectors
import closures.selectors
import meetings.selectors
import plans.selectors
import safeguarding.selectors
import transfers.selectors
import visits.selectors
from alerts.labels import in_sentence
from cases.models import Case, CaseState
from cases.selectors.access import visible_cases
from cases.selectors.consents import awaiting_refusal_decision
from cases.selectors.exceptions import awaiting_longer_time
from cin.accounts.models import User
from cin.core import clock
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from plans.models import PlanState, PlanVersion
from transfers.selectors.disagreements import disputes_awaiting

# A head of service of a large authority has hundreds; nobody reads more than this at once.
MOST_OF_A_KIND = 50


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One thing that waits for this person's decision."""

    what: str
    case: Case
    href: str
    since: date | None = None
    by: str = ""
    is_urgent: bool = False


def waiting_for(user: User) -> list[Waiting]:
    """List everything this manager could decide on now: concerns about harm first, then in the
    order of a case's life.

    Anybody else gets an empty list. The number of queries does not depend on how much waits.
    """
    if not user.is_manager or user.authority_id is None:
        return []
    procedure = procedure_in_force(user.authority_id)
    return [
        *_concerns(user),
        *_enquiries(user),
        *_concerns_wanted(user),
        *_cases(user),
        *_checkpoints(user),
        *_seeing_alone(user),
        *_refusals(user),
        *_assessments(user),
        *_plans(user, procedure),
        *_longer_times(user, procedure),
        *_meetings(user),
        *_transfers(user),
        *_disputes(user, procedure),
        *_closures(user),
    ]


def _concerns(user: User) -> Iterator[Waiting]:
    for row in safeguarding.selectors.awaiting_decision(user)[:MOST_OF_A_KIND]:
        yield Waiting(
            what="Concern about harm",
            case=row.case,
            href=reverse("safeguarding:decide_concern", args=[row.pk]),
            since=_day(row.raised_at),
            by=row.raised_by.name,
            is_urgent=True,
        )


def _enquiries(user: User) -> Iterator[Waiting]:
    for row in safeguarding.selectors.awaiting_approval(user)[:MOST_OF_A_KIND]:
        found = _submitted(row, "Section 47 enquiry to decide on", "safeguarding:decide_enquiry")
        yield replace(found, is_urgent=True)


def _concerns_wanted(user: User) -> Iterator[Waiting]:
    reach = visible_cases(user).open()
    for row in safeguarding.selectors.concerns_wanted(reach)[:MOST_OF_A_KIND]:
        yield Waiting(
            what="Concern about harm, asked for after a refusal and not raised yet",
            case=row.case,
            href=reverse("safeguarding:raise_concern", args=[row.case_id]),
            since=_day(row.decided_at),
            by=row.decided_by.name if row.decided_by else "",
            is_urgent=True,
        )


_STEPS = {
    CaseState.REFERRED: ("Referral to decide on", "cases:screen_referral"),
    CaseState.SCREENED: ("Case to allocate", "cases:allocate_case"),
}


def _cases(user: User) -> Iterator[Waiting]:
    rows = (
        visible_cases(user)
        .filter(state__in=list(_STEPS))
        .select_related("child", "referral")
        .order_by("referral__received_on", "pk")[:MOST_OF_A_KIND]
    )
    for case in sorted(rows, key=lambda case: list(_STEPS).index(case.state)):
        what, page = _STEPS[case.state]
        yield Waiting(
            what=what,
            case=case,
            href=reverse(page, args=[case.pk]),
            since=case.screened_on or case.referral.received_on,
        )


def _checkpoints(user: User) -> Iterator[Waiting]:
    for row in assessments.selectors.checkpoints_awaiting(user)[:MOST_OF_A_KIND]:
        yield _submitted(row, f"{row} to agree", "assessments:decide_checkpoint")


def _seeing_alone(user: User) -> Iterator[Waiting]:
    for row in visits.selectors.awaiting_decision(user)[:MOST_OF_A_KIND]:
        yield Waiting(
            what="Whether the child is seen alone",
            case=row.case,
            href=reverse("visits:decide_not_alone", args=[row.pk]),
            since=_day(row.created_at),
            by=row.asked_by.name,
        )
    for row in visits.selectors.awaiting_review(user, clock.today())[:MOST_OF_A_KIND]:
        yield Waiting(
            what="Not seen alone: to review in supervision",
            case=row.case,
            href=reverse("visits:review_not_alone", args=[row.pk]),
            since=row.reviewed_on or row.decided_on,
        )


def _refusals(user: User) -> Iterator[Waiting]:
    for row in awaiting_refusal_decision(user)[:MOST_OF_A_KIND]:
        yield Waiting(
            what=f"Refusal to decide on: {in_sentence(row.consent.purpose_in_words)}",
            case=row.case,
            href=reverse("cases:decide_refusal", args=[row.pk]),
            since=_day(row.created_at),
            by=row.asked_by.name,
        )


def _assessments(user: User) -> Iterator[Waiting]:
    for row in assessments.selectors.awaiting_decision(user)[:MOST_OF_A_KIND]:
        yield _submitted(row, "Assessment to decide on", "assessments:decide_assessment")


def _plans(user: User, procedure: Procedure) -> Iterator[Waiting]:
    for row in plans.selectors.awaiting_decision(user)[:MOST_OF_A_KIND]:
        if is_for_manager(row, procedure):
            what = "Plan to sign off" if row.state == PlanState.CONFIRMED else "Plan to approve"
            yield _submitted(row, what, "plans:decide_plan")
    for row in plans.selectors.awaiting_interval_agreement(user, procedure)[:MOST_OF_A_KIND]:
        yield _submitted(row, "Visits and reviews to agree", "plans:agree_intervals")


def _longer_times(user: User, procedure: Procedure) -> Iterator[Waiting]:
    for row in awaiting_longer_time(user, procedure)[:MOST_OF_A_KIND]:
        yield Waiting(
            what="Longer time to decide on",
            case=row.case,
            href=reverse("cases:decide_longer_time", args=[row.pk]),
            since=_day(row.created_at),
            by=row.asked_by.name,
        )


def is_for_manager(version: PlanVersion, procedure: Procedure) -> bool:
    """Say whether a plan version waits for a manager now, and not for its meeting first (ROC-61,
    HIL-93, BIR-104).
    """
    if version.state == PlanState.CONFIRMED:
        return True
    if version.state != PlanState.SUBMITTED:
        return False
    return not version.is_first or procedure.get("plan_approval") == "before_meeting"


def _meetings(user: User) -> Iterator[Waiting]:
    for row in meetings.selectors.awaiting_ratification(user)[:MOST_OF_A_KIND]:
        yield Waiting(
            what=f"{row.get_kind_display()} to ratify",
            case=row.case,
            href=reverse("meetings:ratify_meeting", args=[row.pk]),
            since=_day(row.recorded_at),
            by=row.written_by.name,
        )
    for booking in meetings.selectors.awaiting_chair(user)[:MOST_OF_A_KIND]:
        yield Waiting(
            what=f"Asked to chair a meeting: {in_sentence(booking.chair_asked)}",
            case=booking.case,
            href=reverse("meetings:answer_chair", args=[booking.pk]),
            since=_day(booking.updated_at),
            by=booking.chair_asked_by.name if booking.chair_asked_by else "",
        )
    for row in meetings.selectors.awaiting_agreement(user)[:MOST_OF_A_KIND]:
        yield Waiting(
            what="Review without a meeting to agree to",
            case=row.case,
            href=reverse("meetings:decide_without_meeting", args=[row.pk]),
            since=row.held_on,
            by=row.written_by.name,
        )
    for question in meetings.selectors.questions_awaiting(user)[:MOST_OF_A_KIND]:
        yield Waiting(
            what=f"Asked by a meeting: {in_sentence(str(question))}",
            case=question.case,
            href=reverse("meetings:answer_question", args=[question.pk]),
            since=_day(question.created_at),
            by=question.meeting.submitted_by.name if question.meeting.submitted_by else "",
            is_urgent=question.asks_for_strategy,
        )


def _transfers(user: User) -> Iterator[Waiting]:
    for row in transfers.selectors.awaiting_answer(user)[:MOST_OF_A_KIND]:
        yield Waiting(
            what="Case offered to your team",
            case=row.case,
            href=reverse("transfers:answer_transfer", args=[row.pk]),
            since=_day(row.proposed_at),
            by=row.proposed_by.name,
        )


def _disputes(user: User, procedure: Procedure) -> Iterator[Waiting]:
    for row in disputes_awaiting(user, procedure)[:MOST_OF_A_KIND]:
        yield Waiting(
            what=f"Dispute with another authority: {in_sentence(str(row.get_about_display()))}",
            case=row.case,
            href=reverse("transfers:decide_dispute", args=[row.pk]),
            since=_day(row.notified_at),
            by=row.notified_by.name if row.notified_by else "",
            is_urgent=True,
        )


def _closures(user: User) -> Iterator[Waiting]:
    for row in closures.selectors.awaiting_decision(user)[:MOST_OF_A_KIND]:
        yield _submitted(row, "Closure to decide on", "closures:decide_closure")


def _submitted(row: Any, what: str, page: str) -> Waiting:
    return Waiting(
        what=what,
        case=row.case,
        href=reverse(page, args=[row.pk]),
        since=_day(row.submitted_at),
        by=row.submitted_by.name if row.submitted_by else "",
    )


def _day(moment: Any) -> date | None:
    return timezone.localtime(moment).date() if moment else None
