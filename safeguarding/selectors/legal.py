"""Whether a concern can lead to a legal planning meeting here, and what came of one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from cases.models import Case
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from safeguarding.models import Concern, ConcernState, LegalDecision, LegalPlanningMeeting

_LEADS_TO_COURT = "legal_planning_meeting"


def may_call_legal_planning(case: Case) -> bool:
    """Say whether the authority's procedure takes significant harm to a legal planning meeting
    (HIL-108).
    """
    leads_to = procedure_in_force(case.authority_id).get("review_sub_outcomes")
    return _LEADS_TO_COURT in leads_to.get("significant_harm", ())


def concerns_for_lawyers(case_ids: Iterable[Any]) -> QuerySet[Concern]:
    """List the concerns for which a manager called a legal planning meeting that is not recorded as
    held, or could not decide, the longest waiting first.
    """
    decided = LegalPlanningMeeting.objects.standing().filter(concern=OuterRef("pk"))
    decided = decided.exclude(decision=LegalDecision.MORE_NEEDED)
    called = Concern.objects.filter(case_id__in=case_ids, state=ConcernState.LEGAL)
    return called.filter(~Exists(decided)).order_by("decided_at", "pk")


def legal_meetings_about(case: Case) -> QuerySet[LegalPlanningMeeting]:
    """List the legal planning meetings about a child that stand, the latest first."""
    rows: QuerySet[LegalPlanningMeeting] = LegalPlanningMeeting.objects.standing()
    return rows.filter(case=case).select_related("recorded_by")


def find_legal_meeting(user: User, meeting_id: int) -> LegalPlanningMeeting:
    """Give one legal planning meeting, also one withdrawn; refuses (NotFound) one about a child
    this person may not know of.
    """
    rows = LegalPlanningMeeting.objects.filter(pk=meeting_id, case__in=visible_cases(user))
    found = rows.select_related(
        "case__child",
        "case__authority",
        "case__team",
        "case__worker",
        "concern__decided_by",
        "recorded_by",
        "withdrawn_by",
    ).first()
    if found is None:
        raise NotFound("There is no such legal planning meeting, or it belongs to another team.")
    return found


def obstacle_to_legal_meeting(concern: Concern) -> str:
    """Say why no legal planning meeting can be recorded about a concern, or nothing."""
    if not concern.case.is_open:
        return f"Case {concern.case.reference} is closed, so nothing can be added to it."
    if concern.state != ConcernState.LEGAL:
        return "A manager calls a legal planning meeting first, when deciding on the concern."
    if not concerns_for_lawyers([concern.case_id]).filter(pk=concern.pk).exists():
        return "The legal planning meeting about this concern is recorded already."
    return ""
