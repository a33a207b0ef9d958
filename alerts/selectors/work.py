"""Which cases have deadlines to be worked out, a batch at a time."""

from alerts.models import Deadline, Reconciliation
from alerts.selectors.standing import OPEN
from cases.models import Case
from cin.accounts.models import User


def cases_to_work_out(authority_id: int, *, after: int, most: int) -> list[int]:
    """Number the first cases of an authority after one, in order: the open ones, and the closed
    ones with something still due.
    """
    cases = Case.objects.filter(authority_id=authority_id, pk__gt=after).open()
    standing = Deadline.objects.filter(
        OPEN, case__authority_id=authority_id, case_id__gt=after
    ).order_by("case_id")
    numbers = cases.order_by("pk").values_list("pk", flat=True)[:most]
    others = standing.values_list("case_id", flat=True).distinct()[:most]
    return sorted({*numbers, *others})[:most]


def count_to_work_out(authority_id: int) -> int:
    """Count those cases."""
    cases = Case.objects.filter(authority_id=authority_id)
    closed = Deadline.objects.filter(OPEN).exclude(case__in=cases.open())
    others = closed.filter(case__authority_id=authority_id).order_by().values("case_id").distinct()
    return cases.open().count() + others.count()


def last_reconciliation(user: User) -> Reconciliation | None:
    """Give the last nightly round of the person's authority, if there was one."""
    rows = Reconciliation.objects.filter(authority_id=user.authority_id)
    return rows.order_by("-finished_at", "-pk").first()
