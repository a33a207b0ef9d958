"""What pages and the procedure engine read about safety plans."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import Case, SafetyPlan, SafetyPlanOrigin, SafetyPlanState
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.procedures.events import Event
from cin.procedures.readiness import Blocker

_NEEDED = (
    ("made_at", "Say where the plan was made"),
    ("made_on", "Say when it was made"),
    ("made_with", "Write who made it with you"),
    ("warning_signs", "Write what tells people that things are getting worse"),
    ("rules", "Write the rules that keep the child safe"),
    ("contingency", "Write what happens if the plan does not work"),
    ("who_to_call", "Write who to call, with their numbers"),
    ("review_on", "Say when the plan is gone through again"),
)


def safety_plans_of(case: Case) -> QuerySet[SafetyPlan]:
    """List the versions of a child's safety plan, the latest first, with what they ask of whom."""
    return (
        case.safety_plans.select_related("written_by")
        .prefetch_related("actions", "shares")
        .order_by("-number")
    )


def safety_plan_in_force(case: Case) -> SafetyPlan | None:
    """Give the version the family goes by, if there is one."""
    return safety_plans_of(case).filter(state=SafetyPlanState.IN_FORCE).first()


def find_safety_plan(user: User, plan_id: int) -> SafetyPlan:
    """Give one version with its case; refuses (NotFound) one of a case this person may not know
    of.
    """
    found = (
        SafetyPlan.objects.filter(pk=plan_id, case__in=visible_cases(user))
        .select_related(
            "written_by", "case__child", "case__authority", "case__team", "case__worker"
        )
        .prefetch_related("actions", "shares")
        .first()
    )
    if found is None:
        raise NotFound("There is no such safety plan, or it belongs to another team.")
    return found


def records_of_making(plan: SafetyPlan) -> list[tuple[str, str]]:
    """List the visits or meetings at which a safety plan was made, by its day and place, each in
    words and by its address: one query.
    """
    if plan.made_on is None:
        return []
    on, case = plan.made_on, plan.case
    # The later stages are asked through the case's own relations: this one knows nothing of them.
    if plan.made_at in (SafetyPlanOrigin.INITIAL_VISIT, SafetyPlanOrigin.VISIT):
        visits = case.visits.filter(visit__visited_at__date=on).values_list("visit_id", flat=True)
        return [("Open the visit", reverse("visits:visit", args=[pk])) for pk in visits]
    if plan.made_at == SafetyPlanOrigin.FNM:
        held = case.network_meetings.filter(held_on=on).values_list("pk", flat=True)
        page = "assessments:network_meeting"
        return [("Open the meeting", reverse(page, args=[pk])) for pk in held]
    meetings = case.meetings.filter(meeting__held_on=on).values_list("meeting_id", flat=True)
    return [("Open the meeting", reverse("meetings:meeting", args=[pk])) for pk in meetings]


def draft_of(case: Case) -> SafetyPlan | None:
    """Give the version that is being written, if there is one."""
    return safety_plans_of(case).filter(state=SafetyPlanState.DRAFT).first()


def safety_plan_blockers(plan: SafetyPlan) -> list[Blocker]:
    """List what a draft lacks to come into force: above all somebody named for every action."""
    missing = [
        Blocker(code=name, message=message)
        for name, message in _NEEDED
        if not str(getattr(plan, name) or "").strip()
    ]
    if not plan.actions.all():
        missing.append(Blocker(code="actions", message="Write who does what, and when"))
    if plan.owned_by_family is None:
        missing.append(
            Blocker(code="owned_by_family", message="Say whether the plan is the family's own")
        )
    return missing


def facts_of_safety_plans(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List the day each version of a safety plan came into force, with one query (ROC-81)."""
    rows = SafetyPlan.objects.filter(case_id__in=list(case_ids)).exclude(in_force_on=None)
    facts: dict[int, list[Event]] = defaultdict(list)
    for case_id, pk, on in rows.values_list("case_id", "pk", "in_force_on"):
        facts[case_id].append(Event(type="safety_plan_recorded", on=on, id=f"safety-plan-{pk}"))
    return facts
