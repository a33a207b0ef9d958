"""Recording a visit, and finishing its record."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.models import Case
from cases.services.locking import lock_case, lock_cases
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import (
    BadInput,
    ChangedMeanwhile,
    NotFound,
    NotPermitted,
    NotReady,
    StepNotAllowed,
)
from cin.core.services import revise
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.readiness import Blocker, ChildSeen, visit_blockers
from visits.models import Visit, VisitChild, VisitState
from visits.selectors import find_visit, obstacle_to_editing, obstacle_to_visiting, parts_of

PART_ANSWERS = (
    "seen",
    "seen_alone",
    "not_seen_reason",
    "not_alone_reason",
    "voice",
    "wishes",
)


@dataclass(frozen=True, kw_only=True)
class VisitDetails:
    """What is said of the visit as a whole; `visited_at` is an aware moment in the past."""

    kind: str
    visited_at: datetime
    place: str
    was_announced: bool | None = None
    people_present: str = ""
    account: str = ""
    home_conditions: str = ""
    parents_views: str = ""
    concern_raised: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ChildPart:
    """What is said of one child at a visit; None is "not answered"."""

    case_id: int
    seen: bool | None = None
    seen_alone: bool | None = None
    not_seen_reason: str = ""
    not_alone_reason: str = ""
    voice: str = ""
    wishes: str = ""


@transaction.atomic
def record_visit(
    *, case_id: int, actor: User, details: VisitDetails, parts: Sequence[ChildPart]
) -> Visit:
    """Record a visit that was made, for one child or several of the family, finished or not.

    Refuses (BadInput) a visit in the future or before the referral, and a child alone who was not
    seen; (NotFound) a child of another family; (StepNotAllowed) a closed case. Nothing else is
    demanded until the record is finalised.
    """
    cases = _lock_children(case_id, actor, parts)
    case = cases[case_id]
    _refuse_bad_moment(details.visited_at, cases.values())
    visit = Visit.objects.create(case=case, visitor=actor, **asdict(details))
    _save_parts(visit, parts)
    _write_down("visits.record_visit", visit, cases.values(), actor)
    return visit


@transaction.atomic
def record_failed_visit(*, case_id: int, actor: User, details: VisitDetails, reason: str) -> Visit:
    """Record an attempt at which nobody was seen; it does not restart the visiting clock.

    Refuses (BadInput) an attempt in the future or before the referral, or one without what
    happened.
    """
    case = _lock_open(case_id, actor)
    _refuse_bad_moment(details.visited_at, [case])
    if not reason.strip():
        raise BadInput("failed_reason", "Say what happened and what you did next")
    visit = Visit(
        case=case, visitor=actor, state=VisitState.FAILED, failed_reason=reason, **asdict(details)
    )
    visit.save()
    VisitChild.objects.create(visit=visit, case=case, seen=False, not_seen_reason=reason)
    _write_down("visits.record_failed_visit", visit, [case], actor)
    return visit


@transaction.atomic
def edit_visit(
    *,
    visit_id: int,
    actor: User,
    seen_version: int,
    details: VisitDetails,
    parts: Sequence[ChildPart],
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
    cases = _lock_children(found.case_id, actor, parts, others=earlier)
    visit = Visit.objects.locked().get(pk=visit_id)
    if obstacle := obstacle_to_editing(visit):
        raise StepNotAllowed(obstacle)
    _refuse_bad_moment(details.visited_at, cases.values())
    try:
        revise(visit, seen_version=seen_version, changes=asdict(details))
    except ChangedMeanwhile as changed:
        changed.theirs |= _parts_that_differ(visit, parts)
        raise
    visit.save()
    visit.children.filter(case_id__in=earlier - {part.case_id for part in parts}).delete()
    _save_parts(visit, parts)
    _write_down("visits.edit_visit", visit, cases.values(), actor)
    return visit


@transaction.atomic
def finalise_visit(*, visit_id: int, actor: User) -> Visit:
    """Finish the record of a visit, so that nobody can change it (ROC-88, HIL-50).

    Refuses (StepNotAllowed) a record that is finished and a failed visit, and (NotReady) with
    everything that is missing, for each child.
    """
    case = lock_case(find_visit(actor, visit_id).case_id, actor)
    visit = Visit.objects.locked().get(pk=visit_id)
    visit.case = case
    if obstacle := obstacle_to_editing(visit):
        raise StepNotAllowed(obstacle)
    parts = list(visit.children.select_related("case__child"))
    procedure = procedure_in_force(case.authority_id)
    if blockers := _blockers(visit, parts, procedure):
        raise NotReady(blockers)
    visit.finalised_at = clock.now()
    visit.finalised_by = actor
    take_step(visit, "finalise", actor=actor)
    brothers_and_sisters = [part.case for part in parts if part.case_id != case.pk]
    _write_down("visits.finalise", visit, brothers_and_sisters, actor)
    return visit


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


def _blockers(visit: Visit, parts: Sequence[VisitChild], procedure: Procedure) -> list[Blocker]:
    on = timezone.localtime(visit.visited_at).date()
    children = [_seen(part, on) for part in parts]
    return visit_blockers(
        account=visit.account,
        concern_answered=visit.concern_raised is not None,
        children=children,
        alone_from_age=procedure.get("seen_alone_min_age"),
    )


def _seen(part: VisitChild, on: date) -> ChildSeen:
    child = part.case.child
    return ChildSeen(
        name=str(child),
        age=child.age_on(on),
        seen=part.seen,
        seen_alone=part.seen_alone,
        not_seen_reason=part.not_seen_reason,
        not_alone_reason=part.not_alone_reason,
        voice=part.voice,
    )


def _lock_children(
    case_id: int, actor: User, parts: Sequence[ChildPart], others: Iterable[int] = ()
) -> dict[int, Case]:
    wanted = {case_id, *(part.case_id for part in parts), *others}
    cases = {case.pk: case for case in lock_cases(wanted, actor)}
    if len({case.family_id for case in cases.values()}) > 1:
        raise NotFound("A visit covers the children of one family.")
    if case_id not in {part.case_id for part in parts}:
        raise BadInput("seen", "Say of this child, too, whether the child was seen")
    for case in cases.values():
        _refuse_closed(case, actor)
    return cases


def _lock_open(case_id: int, actor: User) -> Case:
    case = lock_case(case_id, actor)
    _refuse_closed(case, actor)
    return case


def _refuse_closed(case: Case, actor: User) -> None:
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_visiting(case):
        raise StepNotAllowed(obstacle)


def _refuse_bad_moment(visited_at: datetime, cases: Iterable[Case]) -> None:
    if visited_at > clock.now():
        raise BadInput("visited_at", "The visit cannot be in the future")
    day = timezone.localtime(visited_at).date()
    for case in cases:
        if day < case.referral.received_on:
            raise BadInput(
                "visited_at",
                f"The visit cannot be before the referral on {case.referral.received_on:%-d %B %Y}",
            )


def _save_parts(visit: Visit, parts: Sequence[ChildPart]) -> None:
    for part in parts:
        if part.seen_alone and not part.seen:
            raise BadInput("seen_alone", "A child who was not seen cannot have been seen alone")
        answers = asdict(part)
        case_id = answers.pop("case_id")
        VisitChild.objects.update_or_create(visit=visit, case_id=case_id, defaults=answers)


def _write_down(action: str, visit: Visit, cases: Iterable[Case], actor: User) -> None:
    """Write one line in each child's history: each child's file stands alone."""
    for case in cases:
        record(action=action, subject=visit, case=case, actor=actor, states=("", visit.state))
