"""Recording a visit that was made, or tried, and changing its record."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cin.accounts.models import User
from cin.audit.services import take_step
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotFound, StepNotAllowed
from cin.core.services import revise
from cin.policy.selectors import procedure_in_force
from visits.models import PlannedVisit, Visit, VisitChild, VisitState
from visits.selectors import case_ids_of, find_planned, find_visit, obstacle_to_editing, parts_of
from visits.services.children import lock_children, refuse_bad_moment, write_down
from visits.services.details import PART_ANSWERS, ChildPart, VisitDetails
from visits.services.planning import PlanDetails, plan_visit

# The longest a visit can last: a later end is a slip of the finger.
LONGEST = timedelta(hours=12)


@transaction.atomic
def record_visit(
    *,
    case_id: int,
    actor: User,
    details: VisitDetails,
    parts: Sequence[ChildPart],
    planned_id: int | None = None,
    next_at: datetime | None = None,
) -> Visit:
    """Record a visit that was made, for one child or several of the family, finished or not.

    `planned_id` is the plan it carries out; `next_at` plans the next visit at once. Refuses
    (BadInput) a visit in the future or before the referral, one that ends before it begins, and a
    child alone who was not seen; (NotFound) a child of another family; (StepNotAllowed) a closed
    case, and a plan that was carried out or cancelled already. Nothing else is demanded until the
    record is finalised.
    """
    _planned_children(case_id, actor, planned_id)
    _refuse_without(case_id, parts)
    cases = lock_children(case_id, actor, [part.case_id for part in parts])
    _refuse_bad_times(details)
    refuse_bad_moment(details.visited_at, cases.values())
    visit = Visit(case=cases[case_id], visitor=actor, **asdict(details))
    visit.counts = visit_counts(actor)
    if planned_id:
        visit.planned = _carried_out(planned_id, "make", actor)
    visit.save()
    _save_parts(visit, parts)
    _plan_next(visit, parts, actor, next_at)
    write_down("visits.record_visit", visit, cases.values(), actor)
    return visit


@transaction.atomic
def record_failed_visit(
    *,
    case_id: int,
    actor: User,
    details: VisitDetails,
    reason: str,
    planned_id: int | None = None,
    next_at: datetime | None = None,
) -> Visit:
    """Record an attempt at which nobody was seen; it does not restart the visiting clock.

    Of a planned visit it is in the file of every child who was to be seen. Refuses (BadInput) an
    attempt in the future or before the referral, or one without what happened; (StepNotAllowed) a
    plan that was carried out or cancelled already.
    """
    cases = lock_children(case_id, actor, _planned_children(case_id, actor, planned_id))
    refuse_bad_moment(details.visited_at, cases.values())
    if not reason.strip():
        raise BadInput("failed_reason", "Say what happened and what you did next")
    visit = Visit(
        case=cases[case_id],
        visitor=actor,
        state=VisitState.FAILED,
        failed_reason=reason,
        **asdict(details),
    )
    if planned_id:
        visit.planned = _carried_out(planned_id, "fail", actor)
    visit.save()
    VisitChild.objects.bulk_create(
        VisitChild(visit=visit, case_id=pk, seen=False, not_seen_reason=reason) for pk in cases
    )
    _plan_next(visit, [ChildPart(case_id=pk) for pk in cases], actor, next_at)
    write_down("visits.record_failed_visit", visit, cases.values(), actor)
    return visit


@transaction.atomic
def edit_visit(
    *,
    visit_id: int,
    actor: User,
    seen_version: int,
    details: VisitDetails,
    parts: Sequence[ChildPart],
    next_at: datetime | None = None,
) -> Visit:
    """Change the record of a visit that is not finalised; `seen_version` is the version that was on
    screen.

    Refuses as `record_visit` does, (ChangedMeanwhile) an edit that did not see the latest text, and
    (StepNotAllowed) a record that is finished and a failed visit. A brother or sister whose part is
    left out is taken out of the record. What others saved in a child's part is told as `child-<case
    id>-<answer>`.
    """
    found = find_visit(actor, visit_id)
    earlier = {part.case_id for part in parts_of(actor, found)}
    _refuse_without(found.case_id, parts)
    cases = lock_children(found.case_id, actor, {part.case_id for part in parts} | earlier)
    visit = Visit.objects.locked().get(pk=visit_id)
    if obstacle := obstacle_to_editing(visit):
        raise StepNotAllowed(obstacle)
    _refuse_bad_times(details)
    refuse_bad_moment(details.visited_at, cases.values())
    try:
        revise(visit, seen_version=seen_version, changes=asdict(details))
    except ChangedMeanwhile as changed:
        changed.theirs |= _parts_that_differ(visit, parts)
        raise
    visit.save()
    visit.children.filter(case_id__in=earlier - {part.case_id for part in parts}).delete()
    _save_parts(visit, parts)
    if visit.next_planned_id is None:
        _plan_next(visit, parts, actor, next_at)
    write_down("visits.edit_visit", visit, cases.values(), actor)
    return visit


def visit_counts(visitor: User) -> bool:
    """Say whether visits by this person restart the visiting clock under their authority's
    procedure of today (ROC-187); where it names nobody, everybody's do.
    """
    if visitor.authority_id is None:
        return False
    roles = procedure_in_force(visitor.authority_id).get("visit_counts_for_roles")
    return not roles or bool(visitor.procedure_roles & set(roles))


def _planned_children(case_id: int, actor: User, planned_id: int | None) -> set[int]:
    """Give the cases of the children of a plan on this case; none without a plan."""
    if planned_id is None:
        return set()
    planned = find_planned(actor, planned_id)
    if planned.case_id != case_id:
        raise NotFound("This visit was planned on another case.")
    return case_ids_of(planned)


def _carried_out(planned_id: int, step: str, actor: User) -> PlannedVisit:
    planned = PlannedVisit.objects.locked().select_related("case").get(pk=planned_id)
    take_step(planned, step, actor=actor)
    return planned


def _plan_next(
    visit: Visit, parts: Sequence[ChildPart], actor: User, next_at: datetime | None
) -> None:
    if next_at is None:
        return
    visit.next_planned = plan_visit(
        case_id=visit.case_id,
        actor=actor,
        children=[part.case_id for part in parts],
        details=PlanDetails(planned_at=next_at, location=visit.location, place=visit.place),
        on="next_visit_at",
    )
    visit.save(update_fields=["next_planned", "updated_at"])


def _parts_that_differ(visit: Visit, parts: Sequence[ChildPart]) -> dict[str, Any]:
    mine = {part.case_id: asdict(part) for part in parts}
    theirs: dict[str, Any] = {}
    for part in visit.children.all():
        lead, answers = f"child-{part.case_id}-", mine.get(part.case_id)
        if answers is None:
            theirs[f"{lead}included"] = ["yes"]
        for name in PART_ANSWERS:
            saved = getattr(part, name)
            if saved != (answers or {}).get(name, ""):
                theirs[f"{lead}{name}"] = saved
    return theirs


def _refuse_without(case_id: int, parts: Sequence[ChildPart]) -> None:
    if case_id not in {part.case_id for part in parts}:
        raise BadInput("seen", "Say of this child, too, whether the child was seen")


def _refuse_bad_times(details: VisitDetails) -> None:
    if details.ended_at is None:
        return
    if details.ended_at <= details.visited_at:
        raise BadInput("ended_at", "The visit must end after it began")
    if details.ended_at - details.visited_at > LONGEST:
        raise BadInput("ended_at", "The visit cannot be longer than 12 hours")
    if details.ended_at > clock.now():
        raise BadInput("ended_at", "The end of the visit cannot be in the future")


def _save_parts(visit: Visit, parts: Sequence[ChildPart]) -> None:
    for part in parts:
        if part.seen_alone and not part.seen:
            raise BadInput("seen_alone", "A child who was not seen cannot have been seen alone")
        if part.spoken_to and not part.seen:
            raise BadInput("spoken_to", "A child who was not seen cannot have been spoken to")
        answers = asdict(part)
        case_id = answers.pop("case_id")
        VisitChild.objects.update_or_create(visit=visit, case_id=case_id, defaults=answers)
