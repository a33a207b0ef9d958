"""What somebody was told about a case and has not read yet."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Case, Notice, NoticeKind
from cases.selectors.access import visible_cases
from cin.accounts.models import User

MOST = 50


def unread_notices(user: User) -> list[Notice]:
    """List what this person was told and has not read, the oldest first and at most 50, each with
    `opens`: whether they may open the case.

    Only of a case that is on its way to them do they read while they may not open it.
    """
    may_open = Exists(visible_cases(user).filter(pk=OuterRef("case_id")))
    rows = Notice.objects.filter(recipient=user, read_at=None).annotate(opens=may_open)
    reach = Q(opens=True) | Q(kind=NoticeKind.TRANSFER_EXPECTED)
    return list(rows.filter(reach).select_related("case__child", "sent_by").order_by("pk")[:MOST])


def told_in_advance(case: Case) -> QuerySet[Notice]:
    """List who was told that a case is on its way to them, the latest first."""
    rows = case.notices.filter(kind=NoticeKind.TRANSFER_EXPECTED)
    return rows.select_related("recipient", "sent_by")
