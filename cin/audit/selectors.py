"""Reading the history of a case."""

from django.db.models import QuerySet

from cin.accounts.models import User
from cin.audit.models import AuditEvent


def history_of(case_id: int) -> QuerySet[AuditEvent]:
    """List everything done on a case, newest first."""
    return AuditEvent.objects.filter(case_id=case_id).order_by("-at", "-pk")


def done_by(user: User, action: str) -> QuerySet[AuditEvent]:
    """List what a person did under one action, such as `plans.write_plan`, whatever the case."""
    return AuditEvent.objects.filter(action=action, actor_id=user.pk)
