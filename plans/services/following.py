"""Recording how far the actions of a plan have come."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from cases.models import Case
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from plans.following import obstacle_to_following
from plans.models import ActionProgress, ProgressState
from plans.selectors import find_version


@dataclass(frozen=True, kw_only=True)
class ProgressDetails:
    """How far an action had come on a day, today or earlier; `agency` is whom it was referred
    to.
    """

    state: str
    on: date
    agency: str = ""
    note: str = ""


@transaction.atomic
def record_progress(
    *, version_id: int, number: int, actor: User, details: ProgressDetails
) -> ActionProgress:
    """Record how far an action of the plan in force has come: begun, referred to an agency, done or
    not done (PET-31, BOL-34, BIR-54, ROC-10).

    Refuses (NotFound) an action that the plan does not have, (StepNotAllowed) a version that is not
    in force, (BadInput) a day in the future or before the plan began, a referral that names no
    agency, and an action given up without a reason.
    """
    lock_case(find_version(actor, version_id).case_id, actor)
    version = find_version(actor, version_id)
    _refuse_outsider(version.case, actor)
    if obstacle := obstacle_to_following(version):
        raise StepNotAllowed(obstacle)
    if not version.actions.filter(number=number).exists():
        raise NotFound("The plan has no such action.")
    _refuse_bad_details(details, version.plan.started_on)
    progress = ActionProgress.objects.create(
        plan_id=version.plan_id, number=number, recorded_by=actor, **asdict(details)
    )
    record(
        action="plans.record_progress",
        subject=version,
        actor=actor,
        details={"number": number, "state": details.state},
    )
    return progress


def _refuse_outsider(case: Case, actor: User) -> None:
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)


def _refuse_bad_details(details: ProgressDetails, began_on: date | None) -> None:
    if details.state not in ProgressState.values:
        raise BadInput("state", "Say how far the action has come")
    if details.on > clock.today():
        raise BadInput("on", "The day cannot be in the future")
    if began_on is not None and details.on < began_on:
        raise BadInput("on", "The day cannot be before the plan began")
    if details.state == ProgressState.REFERRED and not details.agency.strip():
        raise BadInput("agency", "Name the agency")
    if details.state == ProgressState.NOT_DONE and not details.note.strip():
        raise BadInput("why_not", "Say why it is not going to be done")
