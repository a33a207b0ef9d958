"""Unsaved text that outlived its case: removed at night, long after it was pointed out."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cases.models import Case
from cin.accounts.models import LocalAuthority
from cin.core import clock
from cin.drafts.models import Draft
from cin.drafts.selectors import drafts_left
from cin.drafts.services import remove_left
from cin.policy.selectors import procedure_in_force, working_calendar

MOST_AT_ONCE = 500


def remove_long_left() -> int:
    """Remove, in every authority, what was typed on cases that are closed, or on none, and left for
    as long as its procedure says from the day it was last typed in; count it.

    Text on an open case stays until its owner saves it or throws it away.
    """
    return sum(
        remove_left(_long_left(authority_id))
        for authority_id in LocalAuthority.objects.values_list("pk", flat=True)
    )


def _long_left(authority_id: int) -> list[Draft]:
    limit = procedure_in_force(authority_id).get("draft_kept_max")
    calendar, today = working_calendar(authority_id), clock.today()
    on_open_cases = Case.objects.open().filter(authority_id=authority_id).values("pk")
    found = drafts_left(authority_id, before=clock.now() - timedelta(days=1)).filter(
        Q(case_id=None) | ~Q(case_id__in=on_open_cases)
    )
    return [
        draft
        for draft in found[:MOST_AT_ONCE]
        if calendar.add(timezone.localtime(draft.saved_at).date(), limit) <= today
    ]
