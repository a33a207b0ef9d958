"""Reading what was sent."""

from django.db.models import QuerySet

from cin.documents.models import Circulation


def circulations_of(case_id: int) -> QuerySet[Circulation]:
    """List everything sent about a case, newest first."""
    return Circulation.objects.filter(case_id=case_id).select_related("sent_by")


def sendings_of(case_id: int, kind: str, of_id: int) -> QuerySet[Circulation]:
    """List the sendings of one document about a case, newest first."""
    return circulations_of(case_id).filter(kind=kind, of_id=of_id)
