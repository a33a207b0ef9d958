"""Who puts a panel's decisions on the record, and of which panel."""

from cases.models import Case, Milestone, MilestoneKind, Oversight, OversightType
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.policy.selectors import procedure_in_force


def panels_heard(case: Case) -> list[Oversight]:
    """List the panels that heard a case, the latest first."""
    rows = Oversight.objects.filter(note__children__case=case, type=OversightType.PANEL)
    return list(rows.filter(note__withdrawn_at=None).order_by("-held_on", "-pk"))


def upload_refusal(case: Case, actor: User) -> str:
    """Say why this person may not put a panel's decisions on the record, or nothing: where the
    procedure names the social worker, only the child's own may (HIL-119).
    """
    if refusal := may_work.reason(case, actor):
        return str(refusal)
    role = procedure_in_force(case.authority_id).get("panel_decision_upload_role")
    if role == "social_worker" and case.worker_id != actor.pk:
        worker = case.worker or "the child's social worker"
        return f"{worker} uploads the panel's decisions, as the child's social worker."
    return ""


def obstacle_to_uploading(case: Case) -> str:
    """Say why there are no decisions to put on the record, or nothing."""
    if not case.is_open:
        return f"Case {case.reference} is closed, so nothing can be added to it."
    noted = Milestone.objects.filter(case=case, kind=MilestoneKind.PANEL)
    if panels_heard(case) or noted.exists():
        return ""
    return "No panel has heard this case yet. A manager records the panel first."
