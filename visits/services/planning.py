"""Planning a visit, moving it, and calling it off; a planned visit counts as nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from cin.accounts.models import User
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, StepNotAllowed
from visits.models import PlannedChild, PlannedState, PlannedVisit, VisitKind
from visits.selectors import find_planned
from visits.services.children import lock_children, write_down


@dataclass(frozen=True, kw_only=True)
class PlanDetails:
    """What is known of a visit beforehand; `planned_at` is an aware moment in the future."""

    planned_at: datetime
    kind: str = VisitKind.CIN
    location: str = ""
    place: str = ""
    is_announced: bool | None = None
    joint_with: str = ""
    purpose: str = ""
    prepares_for: str = ""


@transaction.atomic
def plan_visit(
    *,
    case_id: int,
    actor: User,
    details: PlanDetails,
    children: Sequence[int] = (),
    on: str = "planned_at",
) -> PlannedVisit:
    """Plan a visit by this person to the case's child and to others of the family, by their cases.

    Refuses (BadInput, on the field `on`) a moment in the past; (NotFound) a child of another family
    or team; (StepNotAllowed) a closed case.
    """
    cases = lock_children(case_id, actor, children)
    _refuse_past(details.planned_at, on)
    planned = PlannedVisit.objects.create(case=cases[case_id], visitor=actor, **asdict(details))
    PlannedChild.objects.bulk_create(
        PlannedChild(planned=planned, case_id=pk)
        for pk in [case_id, *sorted(cases.keys() - {case_id})]
    )
    write_down("visits.plan_visit", planned, cases.values(), actor)
    return planned


@transaction.atomic
def move_visit(*, planned_id: int, actor: User, planned_at: datetime, reason: str) -> PlannedVisit:
    """Move a planned visit to another moment, with the reason.

    Refuses (BadInput) a moment in the past and a move without a reason; (StepNotAllowed) a plan
    that was carried out or cancelled.
    """
    planned = _locked(planned_id, actor)
    _refuse_past(planned_at, "planned_at")
    if not reason.strip():
        raise BadInput("reason", "Say why the visit is moved")
    if planned.state != PlannedState.PLANNED:
        raise StepNotAllowed("This visit is no longer planned, so it cannot be moved.")
    planned.moved_from, planned.move_reason = planned.planned_at, reason
    planned.planned_at = planned_at
    planned.save()
    for child in planned.children.select_related("case"):
        record(
            action="visits.move_visit", subject=planned, case=child.case, actor=actor, reason=reason
        )
    return planned


@transaction.atomic
def cancel_visit(*, planned_id: int, actor: User, reason: str) -> PlannedVisit:
    """Call a planned visit off, with the reason; the next visit stays due when it was.

    Refuses (BadInput) no reason; (StepNotAllowed) a plan that was carried out or cancelled.
    """
    planned = _locked(planned_id, actor)
    if not reason.strip():
        raise BadInput("reason", "Say why the visit is cancelled")
    planned.cancel_reason = reason
    take_step(planned, "cancel", actor=actor, reason=reason)
    others = planned.children.exclude(case_id=planned.case_id).select_related("case")
    for child in others:
        record(action="visits.cancel", subject=planned, case=child.case, actor=actor, reason=reason)
    return planned


def _locked(planned_id: int, actor: User) -> PlannedVisit:
    """Lock the plan and the cases of all its children that this person may open."""
    found = find_planned(actor, planned_id)
    cases = lock_children(found.case_id, actor, [child.case_id for child in found.children.all()])
    planned = PlannedVisit.objects.locked().get(pk=planned_id)
    planned.case = cases[planned.case_id]
    return planned


def _refuse_past(planned_at: datetime, field: str) -> None:
    if planned_at <= clock.now():
        raise BadInput(field, "The visit must be planned for the future")
