"""What pages read of the chronology's own entries and marks."""

from collections.abc import Iterable

from django.db.models import Q

from cases.models import Case, ChronologyEntry, ChronologyMark
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound


def find_entry(user: User, entry_id: int) -> ChronologyEntry:
    """Give one entry with its case; refuses (NotFound) one of a case this person may not know of,
    and one that was withdrawn.
    """
    found = (
        ChronologyEntry.objects.standing()
        .filter(pk=entry_id, case__in=visible_cases(user))
        .select_related("case__child", "case__authority", "case__team", "case__worker")
        .first()
    )
    if found is None:
        raise NotFound("There is no such entry, or it was withdrawn.")
    return found


def cases_in_chronology(user: User, case: Case, *, whole_family: bool = False) -> list[Case]:
    """List the cases whose lines stand in a child's chronology: all the child's own, earlier ones
    included, or those of the brothers and sisters too; only those this person may open.
    """
    found = visible_cases(user).select_related("child", "referral", "team", "worker")
    whose = Q(child_id=case.child_id)
    if whole_family:
        whose |= Q(family_id=case.family_id)
    return list(found.filter(whose).order_by("child__born_on", "child_id", "pk"))


def marks_in(case_ids: Iterable[int]) -> dict[tuple[int, str], ChronologyMark]:
    """Give the mark that counts by case and line, with one query."""
    rows = ChronologyMark.objects.filter(case_id__in=list(case_ids)).select_related("marked_by")
    return {(row.case_id, row.line): row for row in rows.order_by("pk")}


def third_party_anywhere(lines: Iterable[str]) -> set[str]:
    """Give the lines that are marked as third-party in any file in which their record stands,
    whoever may open it, with one query: only for leaving them out.
    """
    marks = ChronologyMark.objects.filter(line__in=set(lines)).order_by("pk")
    latest = {
        (case_id, line): is_third_party
        for case_id, line, is_third_party in marks.values_list("case_id", "line", "is_third_party")
    }
    return {line for (_, line), is_third_party in latest.items() if is_third_party}
