"""Reading what was sent, and what was attached."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max, QuerySet

from cin.documents.models import Attachment, Circulation


def circulations_of(case_id: int) -> QuerySet[Circulation]:
    """List everything sent about a case, newest first."""
    return Circulation.objects.filter(case_id=case_id).select_related("sent_by")


def sendings_of(case_id: int, kind: str, of_id: int) -> QuerySet[Circulation]:
    """List the sendings of one document about a case, newest first."""
    return circulations_of(case_id).filter(kind=kind, of_id=of_id)


def last_sent_of(case_id: int) -> dict[str, dict[int, date]]:
    """Say when each document about a case was last sent out, by its kind and then by its id."""
    rows = circulations_of(case_id).order_by().values_list("kind", "of_id")
    found: dict[str, dict[int, date]] = {}
    for kind, of_id, last_on in rows.annotate(last_on=Max("sent_on")):
        found.setdefault(kind, {})[of_id] = last_on
    return found


def attachments_of(case_id: int) -> QuerySet[Attachment]:
    """List every file in a child's file, withdrawn ones too, newest first."""
    return Attachment.objects.filter(case_id=case_id).select_related("attached_by", "withdrawn_by")


def attached_to(case_id: int, kind: str, of_ids: Iterable[int]) -> QuerySet[Attachment]:
    """List the files attached, in one child's file, to some records of one kind."""
    return attachments_of(case_id).filter(kind=kind, of_id__in=list(of_ids)).order_by("pk")
