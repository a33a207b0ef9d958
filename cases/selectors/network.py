"""The professionals around a child."""

from cases.models import Case, NetworkMember
from cases.selectors.reaching import reaching
from cin.core.errors import NotFound


def network_of(case: Case, *, with_former: bool = False) -> list[NetworkMember]:
    """List the professionals who work with a case's child, with their agency and how to reach
    them: five queries, whatever their number.

    Those who have left are among them only when asked for.
    """
    rows = NetworkMember.objects.filter(child_id=case.child_id)
    if not with_former:
        rows = rows.filter(ended_on=None)
    return list(rows.select_related("person__agency").prefetch_related(*reaching("person__")))


def find_network_member(case: Case, member_id: int) -> NetworkMember:
    """Give one professional's part in the work with a case's child; refuses (NotFound) any
    other.
    """
    rows = NetworkMember.objects.filter(child_id=case.child_id).select_related("person__agency")
    found = rows.filter(pk=member_id).first()
    if found is None:
        raise NotFound("There is no such professional on this case.")
    return found
