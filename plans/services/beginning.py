"""Beginning a plan that a conference, a final review or an agreement decided on."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import Case, CaseState, Change, ChangeKind
from cases.services.changes import ChangeDetails, note_change
from cases.services.locking import lock_case
from cases.services.progress import begin_support
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.policy.rationale import refuse_unreasoned
from cin.policy.selectors import procedure_in_force
from plans.models import Plan, PlanOrigin
from plans.selectors import obstacle_to_beginning

# What the plan is for, and what happened to the family, by where the plan began.
_REASONS = {
    PlanOrigin.CP_CONFERENCE: "cp_step_down",
    PlanOrigin.STATUTORY_REVIEW: "ceased_cared_for_statutory_review",
    PlanOrigin.AFTER_CARE: "ceased_cared_for_agreed_after",
}
_CHANGES = {
    PlanOrigin.CP_CONFERENCE: ChangeKind.CP_STEP_DOWN,
    PlanOrigin.STATUTORY_REVIEW: ChangeKind.STEPPED_DOWN,
    PlanOrigin.AFTER_CARE: ChangeKind.STEPPED_DOWN,
}


@dataclass(frozen=True, kw_only=True)
class OriginDetails:
    """Where a plan was decided on, on which day, who drafted it there with the family, and what
    was decided.
    """

    origin: str
    on: date
    drafted_with: str
    decided: str


@transaction.atomic
def begin_plan(*, case_id: int, actor: User, details: OriginDetails) -> Plan:
    """Begin Child in Need support, and the child's plan, with a decision made elsewhere (PET-88,
    BIR-17, ROC-109, ROC-110).

    Refuses (NotPermitted) anybody but a manager, (StepNotAllowed) a case that has a plan, or is at
    another stage; (BadInput) an origin that the procedure does not have, a day in the future, and
    no name of who drafted the plan.
    """
    case = lock_case(case_id, actor)
    if refusal := may_manage.reason(case, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_beginning(case):
        raise StepNotAllowed(obstacle)
    _refuse_bad_details(case, details)
    _note_what_happened(case, actor, details)
    if case.state != CaseState.CIN_ACTIVE:
        begin_support(
            case,
            actor=actor,
            on=clock.today(),
            initiation_reason=_REASONS[PlanOrigin(details.origin)],
            step="begin_support_decided",
        )
    plan, _made = Plan.objects.get_or_create(case=case)
    plan.origin, plan.origin_on = details.origin, details.on
    plan.drafted_with = details.drafted_with.strip()
    plan.save()
    record(
        action="plans.begin_plan",
        subject=plan,
        actor=actor,
        reason=details.decided,
        details={"origin": details.origin, "on": details.on.isoformat()},
        case=case,
    )
    return plan


def _refuse_bad_details(case: Case, details: OriginDetails) -> None:
    if details.origin not in procedure_in_force(case.authority_id).get("plan_origins"):
        raise BadInput("origin", "Choose where the plan was decided on")
    if details.on > clock.today():
        raise BadInput("on", "The day cannot be in the future")
    if not details.drafted_with.strip():
        raise BadInput("drafted_with", "Say who drafted the plan with the family")
    refuse_unreasoned(case, details.decided, field="decided")


def _note_what_happened(case: Case, actor: User, details: OriginDetails) -> None:
    """Note the step-down as what happened to the family, from which dates count, unless it is."""
    kind = _CHANGES[PlanOrigin(details.origin)]
    if Change.objects.standing().filter(case=case, kind=kind).exists():
        return
    note = ChangeDetails(happened_on=details.on, note=details.decided)
    note_change(case, actor=actor, kind=kind, details=note)
