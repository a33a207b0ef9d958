"""Writing a child's safety plan, putting it in force, sharing it and ending it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from cases.models import Case, SafetyAction, SafetyPlan, SafetyPlanShare, SafetyPlanState
from cases.selectors.safety_plans import find_safety_plan, safety_plan_blockers
from cases.services.locking import lock_case
from cases.services.notes import refuse_worker
from cases.services.telling import mind_limits
from cases.services.withdrawing import refuse_closed
from cin.accounts.models import User
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotReady, StepNotAllowed
from cin.core.services import revise


@dataclass(frozen=True, kw_only=True)
class SafetyPlanText:
    """What a safety plan says, apart from who does what."""

    made_at: str = ""
    made_on: date | None = None
    made_with: str = ""
    triggers: str = ""
    warning_signs: str = ""
    rules: str = ""
    network: str = ""
    child_version: str = ""
    contingency: str = ""
    who_to_call: str = ""
    professional_actions: str = ""
    owned_by_family: bool | None = None
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SafetyStep:
    """One thing that somebody named does, and when."""

    what: str
    who: str
    when: str


@transaction.atomic
def write_safety_plan(
    *,
    case_id: int,
    actor: User,
    seen_version: int | None,
    text: SafetyPlanText,
    actions: Sequence[SafetyStep],
) -> SafetyPlan:
    """Write in the draft of a child's safety plan, begun when there is none; `seen_version` is the
    version on screen, nothing for a new draft.

    Refuses (NotPermitted) somebody who may not work on the case, (StepNotAllowed) a closed case,
    (ChangedMeanwhile) an edit that did not see the latest text, (BadInput) a plan made in the
    future.
    """
    case = _locked(case_id, actor)
    refuse_closed(case)
    if text.made_on is not None and text.made_on > clock.today():
        raise BadInput("made_on", "The day it was made cannot be in the future")
    plan = SafetyPlan.objects.locked().filter(case=case, state=SafetyPlanState.DRAFT).first()
    if plan is None:
        plan = _begin(case, actor, seen_version, text)
        action = "cases.begin_safety_plan"
    else:
        revise(plan, seen_version=seen_version or 0, changes=asdict(text))
        plan.save()
        action = "cases.write_safety_plan"
    plan.actions.all().delete()
    SafetyAction.objects.bulk_create(SafetyAction(plan=plan, **asdict(each)) for each in actions)
    record(action=action, subject=plan, actor=actor)
    return plan


def _begin(case: Case, actor: User, seen_version: int | None, text: SafetyPlanText) -> SafetyPlan:
    if seen_version is not None:
        raise ChangedMeanwhile(
            "Somebody put this draft in force after you opened it. Copy what you typed, and write "
            "a new version.",
        )
    latest = case.safety_plans.aggregate(latest=Max("number"))["latest"] or 0
    return SafetyPlan.objects.create(case=case, number=latest + 1, written_by=actor, **asdict(text))


@transaction.atomic
def put_safety_plan_in_force(*, plan_id: int, actor: User) -> SafetyPlan:
    """Put a draft in force from today, in place of the version before it.

    Refuses (NotReady) a draft that lacks something, (NotPermitted) somebody who may not work on the
    case, and (StepNotAllowed) what is no draft, and a closed case.
    """
    case = _locked(find_safety_plan(actor, plan_id).case_id, actor)
    refuse_closed(case)
    plan = SafetyPlan.objects.locked().get(pk=plan_id)
    plan.case = case
    if plan.is_draft and (blockers := safety_plan_blockers(plan)):
        raise NotReady(blockers)
    today = clock.today()
    earlier = SafetyPlan.objects.locked().filter(case=case, state=SafetyPlanState.IN_FORCE)
    for former in earlier:
        former.case = case
        former.ended_on = today
        take_step(former, "replace_safety_plan", actor=actor)
    plan.in_force_on = today
    take_step(plan, "put_in_force", actor=actor)
    return plan


@transaction.atomic
def end_safety_plan(*, plan_id: int, actor: User, reason: str) -> SafetyPlan:
    """End the safety plan in force, today, with the reason.

    Refuses (BadInput) no reason, (NotPermitted) somebody who may not work on the case, and
    (StepNotAllowed) a version that is not in force.
    """
    case = _locked(find_safety_plan(actor, plan_id).case_id, actor)
    plan = SafetyPlan.objects.locked().get(pk=plan_id)
    plan.case = case
    if not reason.strip():
        raise BadInput("reason", "Say why the plan is not needed any more")
    plan.ended_on, plan.end_reason = clock.today(), reason
    take_step(plan, "end_safety_plan", actor=actor, reason=reason)
    return plan


@transaction.atomic
def share_safety_plan(
    *, plan_id: int, actor: User, name: str, shared_on: date, despite: str = ""
) -> SafetyPlanShare:
    """Note that a version that is or was in force was given to somebody, on a day until today.

    Refuses (BadInput) no name, a day in the future or before the plan came into force, and somebody
    who is not to be told something without a manager's reason (`despite`);
    (StepNotAllowed) a draft; (NotPermitted) somebody who may not work on the case.
    """
    case = _locked(find_safety_plan(actor, plan_id).case_id, actor)
    plan = SafetyPlan.objects.locked().get(pk=plan_id)
    plan.case = case
    if plan.in_force_on is None:
        raise StepNotAllowed("This is a draft. Put it in force before you share it.")
    if not name.strip():
        raise BadInput("name", "Enter who it was given to")
    if not plan.in_force_on <= shared_on <= clock.today():
        raise BadInput(
            "shared_on", "The date must be between the day the plan came into force and today"
        )
    mind_limits(case, actor, names=name, despite=despite, field="name")
    share = SafetyPlanShare.objects.create(plan=plan, name=name, shared_on=shared_on)
    record(action="cases.share_safety_plan", subject=plan, actor=actor)
    return share


def _locked(case_id: int, actor: User) -> Case:
    case = lock_case(case_id, actor)
    refuse_worker([case], actor)
    return case
