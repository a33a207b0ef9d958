"""Writing a version of the plan."""

from collections.abc import Sequence

from django.db import transaction

from assessments.services import attach_plan
from cases.models import Case
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, NotReady, StepNotAllowed
from cin.policy.selectors import beyond_calendar, procedure_in_force
from cin.procedures.book import Procedure
from plans.asking import Asked
from plans.intervals import refuse_looser
from plans.lacking import blockers_to_submitting
from plans.models import Plan, PlanKind, PlanState, PlanVersion
from plans.selectors import (
    AGREED_BY,
    changes_intervals,
)
from plans.services.agreeing import bring_into_force
from plans.services.locking import lock_version, lock_with_siblings
from plans.services.texts import (
    COPIED,
    ActionDetails,
    PlanText,
    copy_rows,
    revise_text,
    save_rows,
)
from plans.services.together import NOBODY_ELSE, AlsoFor, Joining
from plans.starting import obstacle_to_amending, obstacle_to_drafting


@transaction.atomic
def draft_plan(*, case_id: int, actor: User) -> PlanVersion:
    """Start the first version of a case's plan, during the assessment or once support has begun.

    Refuses (StepNotAllowed) any other stage and a second first version.
    """
    case = lock_case(case_id, actor)
    _refuse_outsider(case, actor)
    if obstacle := obstacle_to_drafting(case):
        raise StepNotAllowed(obstacle)
    plan, _made = Plan.objects.get_or_create(case=case)
    version = PlanVersion.objects.create(
        plan=plan, case=case, number=1, kind=PlanKind.INITIAL, written_by=actor
    )
    version.lead_professional = Asked(version).lead
    version.save()
    record(action="plans.draft_plan", subject=version, actor=actor, states=("", version.state))
    return version


@transaction.atomic
def amend_plan(*, case_id: int, actor: User, kind: str) -> PlanVersion:
    """Start a new version as a copy of the one in force; the one in force stays until the new one
    is agreed.

    Refuses (StepNotAllowed) when no version is in force or another is being written, (BadInput) a
    kind that is neither a review's nor a small change.
    """
    case = lock_case(case_id, actor)
    _refuse_outsider(case, actor)
    if obstacle := obstacle_to_amending(case):
        raise StepNotAllowed(obstacle)
    if kind not in {PlanKind.REVIEW, PlanKind.MINOR}:
        raise BadInput("kind", "Say whether a review or a small change calls for this version")
    current = PlanVersion.objects.get(case=case, state=PlanState.ACTIVE)
    version = PlanVersion.objects.create(
        plan=current.plan,
        case=case,
        number=current.number + 1,
        kind=kind,
        written_by=actor,
        **{name: getattr(current, name) for name in COPIED},
    )
    copy_rows(current, version)
    record(action="plans.amend_plan", subject=version, actor=actor, states=("", version.state))
    return version


@transaction.atomic
def write_plan(
    *,
    version_id: int,
    actor: User,
    seen_version: int,
    text: PlanText,
    actions: Sequence[ActionDetails],
    also: AlsoFor = NOBODY_ELSE,
) -> PlanVersion:
    """Save what a draft says, complete or not, and the parts that are also for brothers and sisters
    in their drafts (ROC-09); `seen_version` is the version that was on screen.

    Refuses (StepNotAllowed) a version that is no draft, (ChangedMeanwhile) an edit that did not see
    the latest text, (BadInput) an interval looser than the procedure's maximum (C10), and as
    `Joining` does.
    """
    case, version, beside = lock_with_siblings(version_id, actor)
    _refuse_outsider(case, actor)
    if not version.is_editable:
        raise StepNotAllowed(
            f"This plan is {version.get_state_display().lower()}, so it cannot be changed now."
        )
    procedure = procedure_in_force(case.authority_id)
    refuse_looser(procedure, "visit_interval", text.visit_interval, disabled=case.child.is_disabled)
    refuse_looser(
        procedure, "review_interval", text.review_interval, disabled=case.child.is_disabled
    )
    _refuse_beyond_calendar(case, text)
    joining = Joining(version, beside, also)
    version.section_titles = {**version.section_titles, **Asked(version).titles}
    revise_text(version, seen_version=seen_version, text=text, actions=actions)
    joining.carry_texts()
    version.save()
    save_rows(version, text=text, actions=actions)
    joining.carry_rows()
    record(action="plans.write_plan", subject=version, actor=actor)
    joining.finish(actor)
    return version


def _refuse_beyond_calendar(case: Case, text: PlanText) -> None:
    for name in AGREED_BY:
        length = getattr(text, name)
        if length and (beyond := beyond_calendar(case.authority_id, length, clock.today())):
            raise BadInput(name, beyond)


@transaction.atomic
def submit_plan(*, version_id: int, actor: User) -> PlanVersion:
    """Finish writing; a later version that needs no manager, and leaves visits and reviews as often
    as they were, comes into force at once.

    Refuses (NotReady) with everything the plan lacks.
    """
    case, version = lock_version(version_id, actor)
    procedure = procedure_in_force(case.authority_id)
    if blockers := blockers_to_submitting(version):
        raise NotReady(blockers)
    version.submitted_by = actor
    version.submitted_at = clock.now()
    take_step(version, "submit", actor=actor)
    if version.agreed_at_meeting_on is not None:
        # Returned by the manager after the meeting had agreed it: only a sign-off is still wanted.
        take_step(version, "confirm", actor=actor)
    elif version.is_first:
        attach_plan(case, attached=True)
    elif not (needs_manager(version, procedure) or changes_intervals(version, procedure)):
        today = clock.day_of(version.submitted_at)
        bring_into_force(version, actor=actor, step="come_into_force", on=today)
    return version


@transaction.atomic
def take_back_plan(*, version_id: int, actor: User) -> PlanVersion:
    """Take a submitted or approved version back to change it, which voids the submission and any
    approval.
    """
    case, version = lock_version(version_id, actor)
    version.submitted_by = version.submitted_at = None
    version.approved_by = version.approved_at = None
    take_step(version, "take_back", actor=actor)
    if version.is_first:
        attach_plan(case, attached=False)
    return version


def needs_manager(version: PlanVersion, procedure: Procedure) -> bool:
    """Whether a manager must approve this version, under the authority's procedure (BIR-106,
    HIL-93, ROC-61).
    """
    if version.is_first:
        return bool(procedure.get("plan_approval") != "none")
    wanted = procedure.get("amendment_approval")
    return wanted == "all" or (wanted == "major" and version.kind == PlanKind.REVIEW)


def _refuse_outsider(case: Case, actor: User) -> None:
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not case.is_open:
        raise StepNotAllowed(f"Case {case.reference} is closed.")
