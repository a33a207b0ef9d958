"""Whether a child has a child protection plan: no Child in Need plan runs beside one."""

from collections.abc import Iterable
from datetime import date

from cases.models import Case, Change, ChangeKind
from cin.core.templatetags.cin import plain_day

_STARTS_OR_ENDS = (ChangeKind.CP_PLAN_STARTED, ChangeKind.CP_STEP_DOWN)


def child_protection_of(cases: Iterable[Case]) -> dict[int, date]:
    """Give by case the day from which a child has had a child protection plan; nothing for a child
    who has none, or where it was decided since then to step down from it: one query.
    """
    changes = Change.objects.standing().filter(case__in=cases, kind__in=_STARTS_OR_ENDS)
    latest = {each.case_id: each for each in changes.order_by("happened_on", "pk")}
    return {
        case_id: each.happened_on
        for case_id, each in latest.items()
        if each.kind == ChangeKind.CP_PLAN_STARTED
    }


def child_protection_since(case: Case) -> date | None:
    """Give the day from which a child has had a child protection plan; nothing when there is none,
    or when it was decided since then to step down from it.
    """
    return child_protection_of([case]).get(case.pk)


def obstacle_of_child_protection(case: Case) -> str:
    """Say that no Child in Need plan runs beside a child protection plan, or nothing (PET-01,
    BOL-01, ROC-03).
    """
    return beside_child_protection(child_protection_since(case))


def beside_child_protection(since: date | None) -> str:
    """Say that there can be no plan beside one for child protection since a day, or nothing where
    there is none.
    """
    if since is None:
        return ""
    return (
        f"The child has had a child protection plan since {plain_day(since)}, so there is no Child "
        "in Need plan beside it. Propose closing the case instead."
    )
