"""Reading the history of a case."""

from django.db.models import Model, QuerySet

from cin.accounts.models import User
from cin.audit.models import AuditEvent


def history_of(case_id: int) -> QuerySet[AuditEvent]:
    """List everything done on a case, newest first."""
    return AuditEvent.objects.filter(case_id=case_id).order_by("-at", "-pk")


def done_by(user: User, *actions: str) -> QuerySet[AuditEvent]:
    """List what a person did under some actions, such as `plans.write_plan`, whatever the case."""
    return AuditEvent.objects.filter(action__in=actions, actor_id=user.pk)


def reason_given(record: Model, action: str) -> str:
    """Give the reason with which something was last done to a record; nothing without one."""
    events = AuditEvent.objects.filter(
        action=action, subject_type=record._meta.label_lower, subject_id=record.pk
    )
    return events.order_by("-at", "-pk").values_list("reason", flat=True).first() or ""


def has_done(user: User, record: Model, *actions: str) -> bool:
    """Say whether a person ever did one of these to a record: who wrote in one decides on none."""
    return done_by(user, *actions).filter(subject_id=record.pk).exists()
