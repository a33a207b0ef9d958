"""The case is the lock: every write to a case, or to anything hanging from it, starts here."""

from collections.abc import Iterable

from cases.models import Case
from cases.selectors.access import visible_cases
from cin.accounts.models import User
from cin.core.errors import NotFound


def lock_case(case_id: int, actor: User) -> Case:
    """Lock one case until the transaction ends; refuses (NotFound) a case this person may not
    know of.
    """
    return lock_cases([case_id], actor)[0]


def lock_cases(case_ids: Iterable[int], actor: User) -> list[Case]:
    """Lock several cases in one order, always the same, so that two people never wait for each
    other.

    Refuses (NotFound) when any of them is one this person may not know of.
    """
    wanted = sorted(set(case_ids))
    found = list(visible_cases(actor).locked().filter(pk__in=wanted).order_by("pk"))
    if len(found) != len(wanted):
        raise NotFound("There is no such case, or it belongs to another team.")
    return found
