"""Whose part it is to note that something was done."""

from cases.models import Case, Milestone, MilestoneKind
from cases.models.milestone import MANAGERS_ONLY
from cin.accounts.models import Role, User
from cin.accounts.permissions import may_manage, may_work


def milestone_refusal(case: Case, actor: User, kind: str) -> str:
    """Say why this person may not record this kind of milestone on a case, or nothing."""
    if kind == MilestoneKind.LONG_PLAN_AUTHORISED and actor.role != Role.HEAD_OF_SERVICE:
        return "Only a head of service authorises a plan beyond 12 months."
    rule = may_manage if kind in MANAGERS_ONLY else may_work
    return str(rule.reason(case, actor))


def genograms_completed(case: Case) -> list[Milestone]:
    """List when the genogram was completed with the family, and with whom, newest first."""
    rows = Milestone.objects.filter(case=case, kind=MilestoneKind.GENOGRAM)
    return list(rows.select_related("recorded_by").order_by("-happened_on", "-pk"))
