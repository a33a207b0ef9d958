"""Whose part it is to note that something was done."""

from cases.models import Case, Milestone, MilestoneKind
from cases.models.milestone import OVERSIGHT_TYPES
from cases.selectors.oversight import oversight_refusal
from cin.accounts.models import User
from cin.accounts.permissions import may_work

# They stay with the worker who carries the case, whoever visits beside them (HIL-39).
OF_THE_WORKER = frozenset(
    {
        MilestoneKind.NRPF_CONNECT,
        MilestoneKind.NRPF_SUBSISTENCE,
        MilestoneKind.NRPF_HOME_VISIT,
        MilestoneKind.NRPF_REVIEW,
    }
)


def milestone_refusal(case: Case, actor: User, kind: str) -> str:
    """Say why this person may not record this kind of milestone on a case, or nothing."""
    if kind in OVERSIGHT_TYPES:
        return oversight_refusal(case, actor, OVERSIGHT_TYPES[kind])
    carries = case.worker_id in {None, actor.pk} or actor.is_manager
    if kind in OF_THE_WORKER and not carries:
        return "This belongs to the social worker who carries the case, or to a manager."
    return str(may_work.reason(case, actor))


def genograms_completed(case: Case) -> list[Milestone]:
    """List when the genogram was completed with the family, and with whom, newest first."""
    rows = Milestone.objects.filter(case=case, kind=MilestoneKind.GENOGRAM)
    return list(rows.select_related("recorded_by").order_by("-happened_on", "-pk"))
