"""Whether a child has a child protection plan: no Child in Need plan runs beside one."""

from datetime import date

from cases.models import Case, ChangeKind
from cin.core.templatetags.cin import plain_day

_STARTS_OR_ENDS = (ChangeKind.CP_PLAN_STARTED, ChangeKind.CP_STEP_DOWN)


def child_protection_since(case: Case) -> date | None:
    """Give the day from which a child has had a child protection plan; nothing when there is none,
    or when it was decided since then to step down from it.
    """
    kinds = case.changes.standing().filter(kind__in=_STARTS_OR_ENDS)
    latest = kinds.order_by("-happened_on", "-pk").first()
    is_running = latest is not None and latest.kind == ChangeKind.CP_PLAN_STARTED
    return latest.happened_on if latest is not None and is_running else None


def obstacle_of_child_protection(case: Case) -> str:
    """Say that no Child in Need plan runs beside a child protection plan, or nothing (PET-01,
    BOL-01, ROC-03).
    """
    since = child_protection_since(case)
    if since is None:
        return ""
    return (
        f"The child has had a child protection plan since {plain_day(since)}, so there is no Child "
        "in Need plan beside it. Propose closing the case instead."
    )
