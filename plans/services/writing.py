"""Writing a version of the plan."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from assessments.services import attach_plan
from cases.models import Case
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record, take_step
from cin.core import clock
from cin.core.errors import BadInput, ChangedMeanwhile, NotPermitted, NotReady, StepNotAllowed
from cin.core.services import revise
from cin.policy.selectors import beyond_calendar, procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.durations import Duration, Unit
from cin.procedures.readiness import plan_blockers
from plans.intervals import refuse_looser
from plans.lengths import length_blockers
from plans.models import Plan, PlanAction, PlanKind, PlanState, PlanVersion
from plans.selectors import (
    AGREED_BY,
    changes_intervals,
    obstacle_to_amending,
    obstacle_to_drafting,
)
from plans.services.agreeing import bring_into_force
from plans.services.locking import lock_version

COPIED = [
    "strengths",
    "worries",
    "child_views",
    "family_views",
    "outcomes",
    "visit_place",
    "contacts",
    "contingency",
    "exit_plan",
    "expected_end_on",
    "longer_reason",
    "visit_amount",
    "visit_unit",
    "review_amount",
    "review_unit",
]


@dataclass(frozen=True, kw_only=True)
class PlanText:
    """What a version says; intervals are at most the procedure's, and None leaves the
    procedure's.
    """

    strengths: str = ""
    worries: str = ""
    child_views: str = ""
    family_views: str = ""
    outcomes: str = ""
    visit_place: str = ""
    contacts: str = ""
    contingency: str = ""
    exit_plan: str = ""
    expected_end_on: date | None = None
    longer_reason: str = ""
    visit_interval: Duration | None = None
    review_interval: Duration | None = None


@dataclass(frozen=True, kw_only=True)
class ActionDetails:
    """One action; `due_on` is the last day on which it is in time."""

    what: str
    owner: str = ""
    owner_kind: str = ""
    due_on: date | None = None


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
    for action in current.actions.all():
        action.pk = None
        action.version = version
        action.save()
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
) -> PlanVersion:
    """Save what a draft says, complete or not; `seen_version` is the version that was on screen.

    Refuses (StepNotAllowed) a version that is no draft, (ChangedMeanwhile) an edit that did not see
    the latest text, (BadInput) an interval looser than the procedure's maximum (C10).
    """
    case, version = lock_version(version_id, actor)
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
    _revise(version, seen_version, text, actions)
    version.save()
    version.actions.all().delete()
    for position, action in enumerate(actions):
        PlanAction.objects.create(version=version, position=position, **asdict(action))
    record(action="plans.write_plan", subject=version, actor=actor)
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
    blockers = [*_blockers(version, procedure), *length_blockers(procedure, case, version)]
    if blockers:
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


def _revise(
    version: PlanVersion, seen_version: int, text: PlanText, actions: Sequence[ActionDetails]
) -> None:
    """Revise as everywhere, but show what the other person saved in the words of the page."""
    try:
        revise(version, seen_version=seen_version, changes=_columns(text))
    except ChangedMeanwhile as stale:
        mine = {name: getattr(text, name) for name in text.__dataclass_fields__}
        theirs = {
            name: getattr(version, name)
            for name, value in mine.items()
            if getattr(version, name) != value
        }
        saved = [_in_words(action) for action in version.actions.all()]
        if saved != [_in_words(action) for action in actions]:
            theirs["actions"] = "\n".join(saved)
        raise ChangedMeanwhile(stale.message, theirs=theirs, version=stale.version) from None


def _in_words(action: PlanAction | ActionDetails) -> str:
    due = f"by {action.due_on:%-d %B %Y}" if action.due_on else ""
    return ", ".join(filter(None, [action.what, action.owner, due]))


def _columns(text: PlanText) -> dict[str, object]:
    columns: dict[str, object] = {
        name: getattr(text, name) for name in COPIED if hasattr(text, name)
    }
    for name in ("visit", "review"):
        agreed: Duration | None = getattr(text, f"{name}_interval")
        columns[f"{name}_amount"] = agreed.amount if agreed else None
        columns[f"{name}_unit"] = Unit(agreed.unit).value if agreed else ""
    return columns


def _blockers(version: PlanVersion, procedure: Procedure) -> list:
    actions = list(version.actions.all())
    return plan_blockers(
        texts={
            "worries": version.worries,
            "child_views": version.child_views,
            "family_views": version.family_views,
            "outcomes": version.outcomes,
            "contingency": version.contingency,
            "visit_place": version.visit_place,
            "contacts": version.contacts,
        },
        actions=len(actions),
        loose_actions=[
            action.what for action in actions if not action.owner or action.due_on is None
        ],
        lacks_visit_interval=procedure.get("visit_interval_source") == "plan"
        and version.visit_amount is None,
        names_contact=procedure.flag("plan_names_contact"),
    )


def _refuse_outsider(case: Case, actor: User) -> None:
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not case.is_open:
        raise StepNotAllowed(f"Case {case.reference} is closed.")
