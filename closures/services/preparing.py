"""Getting the ending of a case ready: the plan's actions, and what goes on afterwards."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from cases.models import Case
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core.errors import BadInput, ChangedMeanwhile, NotPermitted, StepNotAllowed
from cin.core.services import revise
from closures.models import Closure, ClosureState, ContinuingService, Preparation
from closures.selectors.preparation import actions_of, preparation_of
from closures.selectors.recommended import recommended_for
from closures.selectors.words import next_steps_for


@dataclass(frozen=True, kw_only=True)
class ServiceDetails:
    """A service that goes on: who gives it, what it is, and how to reach it."""

    name: str
    what: str = ""
    contact: str = ""


@dataclass(frozen=True, kw_only=True)
class EndOfPlan:
    """Which actions of the plan are done, what becomes of the others, the next step that the final
    meeting recommended, and the support that goes on.
    """

    actions_done: Sequence[int] = field(default_factory=list)
    open_actions_note: str = ""
    next_step: str = ""
    support_arranged: str = ""
    services: Sequence[ServiceDetails] = field(default_factory=list)


def open_preparation(case_id: int, actor: User, *, after_closing: bool = False) -> Preparation:
    """Lock a case and give what is got ready for its ending, begun if need be; the caller runs a
    transaction.

    Refuses (NotPermitted) somebody who may not work on the case and (StepNotAllowed) a closed case,
    unless this is done after closing too.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not case.is_open and not after_closing:
        raise StepNotAllowed("The case is closed, so its ending is not got ready any more.")
    return _found(case) or _begun(case, actor)


def count_seen_change(
    preparation: Preparation, *, seen_version: int, theirs: Callable[[], dict[str, Any]]
) -> None:
    """Count a change to rows of what was got ready as one to itself; refuses (ChangedMeanwhile) one
    that did not see the latest, with what somebody else saved (`theirs`) in the words of the page.
    """
    try:
        revise(preparation, seen_version=seen_version, changes={})
    except ChangedMeanwhile as stale:
        raise ChangedMeanwhile(stale.message, theirs=theirs(), version=stale.version) from None
    preparation.save()


def count_change(preparation: Preparation) -> None:
    """Count a change to what was got ready as one to the proposal that stands on it: the manager
    reads both as one, and decides on nothing unread.
    """
    proposed = Closure.objects.locked().filter(state=ClosureState.PROPOSED)
    closure = proposed.filter(pk=preparation.closure_id).first()
    if closure is not None:
        closure.version += 1
        closure.save()


def _found(case: Case) -> Preparation | None:
    found = preparation_of(case)
    if found is None:
        return None
    # Read again under the lock: what was prefetched belongs to pages.
    locked: Preparation = Preparation.objects.locked().get(pk=found.pk)
    locked.case = case
    return locked


def _begun(case: Case, actor: User) -> Preparation:
    states = [ClosureState.PROPOSED, ClosureState.APPROVED]
    closure = case.closures.filter(state__in=states).first()
    if closure is None and not case.is_open:
        raise StepNotAllowed("This case was closed without a proposal, so there is nothing to add.")
    begun: Preparation = Preparation.objects.create(
        case=case,
        closure=closure,
        started_by=actor,
        next_step=recommended_for(case).next_step,
    )
    return begun


@transaction.atomic
def write_end_of_plan(
    *, case_id: int, actor: User, seen_version: int | None, end: EndOfPlan
) -> Preparation:
    """Write which actions of the plan are done and what goes on afterwards (PET-57, PET-113,
    BIR-68, HIL-105).

    Refuses (ChangedMeanwhile) when somebody else wrote since, (BadInput) an action that is not of
    the plan in force and a next step that is not the authority's.
    """
    preparation = open_preparation(case_id, actor)
    case = preparation.case
    known = {each.action.pk for each in actions_of(case, None)}
    if set(end.actions_done) - known:
        raise BadInput("actions_done", "Select the actions from the list: the plan has changed")
    if end.next_step and end.next_step not in dict(next_steps_for(case)):
        raise BadInput("next_step", "Select the next step from the list")
    revise(
        preparation,
        # Who saw none saw what is not begun, which a new record is too.
        seen_version=seen_version or 1,
        changes={
            "actions_done": sorted(end.actions_done),
            "open_actions_note": end.open_actions_note,
            "next_step": end.next_step,
            "support_arranged": end.support_arranged,
        },
    )
    preparation.save()
    count_change(preparation)
    preparation.services.all().delete()
    ContinuingService.objects.bulk_create(
        ContinuingService(
            preparation=preparation, name=each.name, what=each.what, contact=each.contact
        )
        for each in end.services
    )
    record(action="closures.write_end_of_plan", subject=preparation, actor=actor)
    return preparation
