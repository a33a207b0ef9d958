"""What pages and the procedure engine read about plans."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet

from cases.models import Case, CaseState, ConsentPurpose
from cases.selectors.access import visible_cases
from cases.selectors.agreements import agreement_blockers
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.audit.selectors import done_by
from cin.core import clock
from cin.core.errors import NotFound
from cin.documents.models import Circulation, CirculationKind
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.codes import ROLES
from cin.procedures.events import DatedInterval, Event
from cin.procedures.readiness import Blocker
from plans.models import Plan, PlanState, PlanVersion, interval_of

WRITING = "plans.write_plan"


def versions_of(case: Case) -> QuerySet[PlanVersion]:
    """List the versions of the case's plan with their actions, newest first."""
    return (
        PlanVersion.objects.filter(case=case)
        .select_related("plan", "written_by", "submitted_by", "approved_by")
        .prefetch_related("needs", "actions", "services")
        .order_by("-number")
    )


def find_version(user: User, version_id: int) -> PlanVersion:
    """Give one version with its actions; refuses (NotFound) one this person may not know of."""
    found = (
        PlanVersion.objects.filter(pk=version_id, case__in=visible_cases(user))
        .select_related(
            "plan",
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "written_by",
            "submitted_by",
            "approved_by",
            "intervals_agreed__agreed_by",
        )
        .prefetch_related("needs", "actions", "services")
        .first()
    )
    if found is None:
        raise NotFound("There is no such plan, or it belongs to another team.")
    return found


def awaiting_decision(user: User) -> QuerySet[PlanVersion]:
    """List the plan versions this person could approve or sign off, longest waiting first.

    A first version that waits for the meeting is left out: there is nothing for a manager to do.
    """
    wanted = Q(state=PlanState.CONFIRMED) | Q(state=PlanState.SUBMITTED, number__gt=1)
    if user.authority_id is not None and _order(user.authority_id) == "before_meeting":
        wanted |= Q(state=PlanState.SUBMITTED)
    return (
        PlanVersion.objects.filter(wanted, case__in=visible_cases(user))
        .exclude(written_by=user)
        .exclude(submitted_by=user)
        .exclude(pk__in=done_by(user, WRITING).values("subject_id"))
        .select_related("case__child", "submitted_by", "plan")
        .order_by("submitted_at", "pk")
    )


# What a plan agrees, and the setting that names who agrees to it.
AGREED_BY = {
    "visit_interval": "visit_frequency_approver_roles",
    "review_interval": "review_frequency_approver_roles",
}


def changes_intervals(version: PlanVersion, procedure: Procedure) -> bool:
    """Say whether a later version sets visits or reviews otherwise than the plan in force, where
    the procedure names who agrees to that (HIL-51, HIL-58, PET-33).
    """
    current = version_in_force(version.case)
    return current is not None and any(
        procedure.get(roles) and getattr(version, name) != getattr(current, name)
        for name, roles in AGREED_BY.items()
    )


def interval_approvers(procedure: Procedure) -> set[str]:
    """Give the roles that agree to how often a first plan has visits and reviews, where no manager
    approves the plan; none where one does.
    """
    if procedure.get("plan_approval") != "none":
        return set()
    return {role for roles in AGREED_BY.values() for role in procedure.get(roles)}


def obstacle_to_agreeing_intervals(version: PlanVersion) -> str:
    """Say why nobody is asked to agree how often visits and reviews are, or nothing."""
    if not interval_approvers(procedure_in_force(version.case.authority_id)):
        return "Under this authority's procedure that is agreed with the plan."
    if not version.is_first or version.state not in {PlanState.SUBMITTED, PlanState.ACTIVE}:
        return "This version of the plan waits for no such agreement."
    if hasattr(version, "intervals_agreed"):
        return f"{version.intervals_agreed.agreed_by} has agreed to this already."
    return ""


def intervals_refusal(user: User, version: PlanVersion) -> str:
    """Say why this person may not agree how often visits and reviews are, or nothing."""
    roles = interval_approvers(procedure_in_force(version.case.authority_id))
    if refusal := may_manage.reason(version.case, user):
        return str(refusal)
    if user.procedure_roles.isdisjoint(roles):
        return f"Only {' or '.join(f'the {ROLES[role].lower()}' for role in sorted(roles))} agrees."
    return ""


def awaiting_interval_agreement(user: User, procedure: Procedure) -> QuerySet[PlanVersion]:
    """List the first plans to whose visits and reviews this person could agree (PET-33)."""
    if user.procedure_roles.isdisjoint(interval_approvers(procedure)):
        return PlanVersion.objects.none()
    states = [PlanState.SUBMITTED, PlanState.ACTIVE]
    waiting = PlanVersion.objects.filter(number=1, state__in=states, intervals_agreed=None)
    return (
        waiting.filter(case__in=visible_cases(user))
        .select_related("case__child", "submitted_by")
        .order_by("submitted_at", "pk")
    )


def version_in_force(case: Case) -> PlanVersion | None:
    """Give the version of the case's plan that is in force, if any."""
    return PlanVersion.objects.filter(case=case, state=PlanState.ACTIVE).first()


def obstacle_to_beginning(case: Case) -> str:
    """Say why no plan can begin with a decision made elsewhere now, or nothing."""
    if not procedure_in_force(case.authority_id).get("plan_origins"):
        return "Under this authority's procedure every plan follows from the assessment."
    if case.state not in {CaseState.ALLOCATED, CaseState.ASSESSMENT, CaseState.CIN_ACTIVE}:
        return f"A plan cannot begin while the case is {case.get_state_display().lower()}."
    if PlanVersion.objects.filter(case=case).exists():
        return "This child already has a plan. Change that one instead."
    if Plan.objects.filter(case=case).exclude(origin="").exists():
        return "It is recorded already where this plan began. Write the plan next."
    return ""


def obstacle_to_deciding(version: PlanVersion) -> str:
    """Say why there is nothing for a manager to decide about this version now, or nothing."""
    if version.state == PlanState.DRAFT:
        return "This plan is still being written."
    if version.state == PlanState.APPROVED:
        return "A manager has approved this plan. The meeting agrees it next."
    if version.state not in {PlanState.SUBMITTED, PlanState.CONFIRMED}:
        return f"This version of the plan is {version.get_state_display().lower()}."
    if version.state == PlanState.SUBMITTED and version.is_first:
        return _WAITS_FOR_MEETING[_order(version.case.authority_id)]
    return ""


def obstacle_to_circulating(version: PlanVersion) -> str:
    """Say why this version cannot be sent out now, or nothing."""
    agreed = {PlanState.CONFIRMED, PlanState.ACTIVE, PlanState.SUPERSEDED}
    return "" if version.state in agreed else "A plan is sent out once it has been agreed."


def blockers_to_confirming(case: Case) -> list[Blocker]:
    """List what is missing before a meeting can agree the first version of the case's plan."""
    version = PlanVersion.objects.filter(case=case, number=1).first()
    if version is None or version.state == PlanState.DRAFT:
        message = "Write the plan and submit it, so that the meeting has a plan to agree"
        return [Blocker(code="plan", message=message)]
    before_meeting = _order(case.authority_id) == "before_meeting"
    if before_meeting and version.state == PlanState.SUBMITTED:
        message = "A manager approves the plan before the meeting agrees it"
        return [Blocker(code="plan-approval", message=message, cites=("ROC-61",))]
    return blockers_to_starting(case)


def blockers_to_starting(case: Case) -> list[Blocker]:
    """List what is missing before a first plan can come into force, whoever agreed it: the family's
    consent, where the procedure requires it (ROC-106).
    """
    return agreement_blockers(case, ConsentPurpose.CIN_PLAN, clock.today())


_WAITS_FOR_MEETING = {
    "before_meeting": "",
    "after_meeting": (
        "Under this authority's procedure the plan is agreed at the initial meeting first. A "
        "manager signs it off afterwards."
    ),
    "none": (
        "Under this authority's procedure the initial meeting agrees the plan. No manager's "
        "approval is needed."
    ),
}


def _order(authority_id: int) -> str:
    return str(procedure_in_force(authority_id).get("plan_approval"))


def agreements_about(case_ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Give the visit and review intervals that each case's plan agreed, version by version: each
    from the day it came into force to the day before the next did, the first from the start of the
    plan.
    """
    agreed: dict[int, dict[str, Any]] = {}
    rows = PlanVersion.objects.filter(case_id__in=list(case_ids), in_force_on__isnull=False)
    # Columns, not records: a plan is long, and none of its words is needed here.
    found = rows.order_by("case_id", "number").values_list(*_OF_A_VERSION, named=True)
    for case_id, versions in groupby(found, key=attrgetter("case_id")):
        if intervals := _in_their_days(list(versions)):
            agreed[case_id] = intervals
    return agreed


def _in_their_days(versions: list[Any]) -> dict[str, Any]:
    days = [version.in_force_on for version in versions]
    if versions[0].number == 1:
        days[0] = min(days[0], versions[0].agreed_at_meeting_on or days[0])
    ends = [day - timedelta(days=1) for day in days[1:]]
    found: dict[str, tuple[DatedInterval, ...]] = {}
    for version, since, until in zip(versions, days, [*ends, None], strict=True):
        for name, amount, unit in (
            ("visit_intervals", version.visit_amount, version.visit_unit),
            ("review_intervals", version.review_amount, version.review_unit),
        ):
            if (every := interval_of(amount, unit)) is not None:
                found[name] = (*found.get(name, ()), DatedInterval(every, since, until))
    return found


_OF_A_VERSION = (
    "case_id",
    "number",
    "in_force_on",
    "agreed_at_meeting_on",
    "visit_amount",
    "visit_unit",
    "review_amount",
    "review_unit",
)


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List the start, the coming into force of each version, the sendings and the end of each
    case's plan, with three queries.
    """
    wanted = list(case_ids)
    facts: dict[int, list[Event]] = defaultdict(list)
    plans = Plan.objects.filter(case_id__in=wanted).order_by()
    for case_id, pk, on, ended_on in plans.values_list("case_id", "pk", "started_on", "ended_on"):
        if on is None:
            continue
        facts[case_id].append(Event(type="plan_started", on=on, id=f"plan-{pk}"))
        if ended_on is not None:
            facts[case_id].append(Event(type="plan_ended", on=ended_on, id=f"plan-{pk}-ended"))
    changed = PlanVersion.objects.filter(case_id__in=wanted, in_force_on__isnull=False)
    for case_id, pk, on in changed.values_list("case_id", "pk", "in_force_on"):
        facts[case_id].append(Event(type="plan_updated", on=on, id=f"plan-version-{pk}"))
    sent = Circulation.objects.filter(case_id__in=wanted, kind=CirculationKind.PLAN)
    for case_id, pk, on in sent.values_list("case_id", "pk", "sent_on"):
        facts[case_id].append(Event(type="plan_circulated", on=on, id=f"circulation-{pk}"))
    return facts
