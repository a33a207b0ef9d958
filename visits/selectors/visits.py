"""What pages read about visits that were made, or tried."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from cases.models import Allocation, Case
from cases.selectors.access import visible_cases
from cases.selectors.people import sibling_cases
from cin.accounts.models import User
from cin.core.errors import NotFound
from visits.models import Visit, VisitAddendum, VisitChild, VisitKind, VisitState
from visits.selectors.handing_over import joint_visit_kind, joint_visit_wanted_since


def visits_to(case: Case) -> QuerySet[VisitChild]:
    """List the child's parts of every visit, newest first, each with the visit and the visitor."""
    return (
        VisitChild.objects.filter(case=case)
        .select_related("visit", "visit__visitor")
        .order_by("-visit__visited_at", "-visit_id")
    )


def find_visit(user: User, visit_id: int) -> Visit:
    """Give one visit with the case it was begun on; refuses (NotFound) a visit to no child this
    person may know of.
    """
    reachable = VisitChild.objects.filter(visit_id=visit_id, case__in=visible_cases(user))
    found = (
        Visit.objects.filter(pk__in=reachable.values("visit_id"))
        .select_related(
            "case__child",
            "case__authority",
            "case__team",
            "case__worker",
            "case__referral",
            "visitor",
            "finalised_by",
            "next_planned",
        )
        .first()
    )
    if found is None:
        raise NotFound("There is no such visit, or it belongs to another team.")
    return found


def case_shown_with(user: User, visit: Visit) -> Case:
    """Give the case in whose file this person reads a visit: the one it was begun on, or else that
    of the first child of theirs who was part of it.
    """
    cases = [part.case for part in parts_of(user, visit)]
    return visit.case if visit.case in cases else cases[0]


def siblings_at(user: User, visit: Visit) -> list[Case]:
    """List the brothers and sisters a visit's record can speak of: those with an open case, and
    those it speaks of already.
    """
    recorded = [part.case for part in parts_of(user, visit) if part.case_id != visit.case_id]
    others = [case for case in sibling_cases(user, visit.case) if case not in recorded]
    return [*recorded, *others]


def usual_kind(case: Case) -> str:
    """Give the kind that the next visit most likely is: the initial one until a first is made, and
    a joint one while the procedure asks for that.
    """
    if joint_visit_wanted_since(case) is not None:
        return joint_visit_kind(case)
    visited = VisitChild.objects.filter(case=case).exclude(visit__state=VisitState.FAILED).exists()
    return VisitKind.CIN if visited else VisitKind.INITIAL


def obstacle_to_visiting(case: Case) -> str:
    """Say why no visit can be recorded on a case any more, or nothing when one can."""
    if case.is_open:
        return ""
    return f"Case {case.reference} is closed, so no visit can be recorded on it."


def parts_of(user: User, visit: Visit) -> list[VisitChild]:
    """List the parts of a visit whose children this person may know of, in the order they were
    recorded.
    """
    return list(
        visit.children.filter(case__in=visible_cases(user))
        .select_related("case__child", "case__referral", "not_alone_decision__decided_by")
        .order_by("pk")
    )


def obstacle_to_editing(visit: Visit) -> str:
    """Say why a visit's record can no longer be changed, or nothing when it can."""
    if visit.state == VisitState.MADE:
        return obstacle_to_visiting(visit.case)
    return f"This visit's record is “{visit.get_state_display()}”, so it can no longer be changed."


def obstacle_to_adding(visit: Visit, case: Case) -> str:
    """Say why nothing can be added to a visit's record in the file of one child, or nothing when
    something can.
    """
    if visit.state == VisitState.MADE:
        return "This visit's record is not finished yet: change the record itself."
    return obstacle_to_visiting(case)


def addenda_of(user: User, visit: Visit) -> list[VisitAddendum]:
    """List what was added to a visit's record, of the whole and of each child this person may know
    of.
    """
    return list(
        visit.addenda.filter(Q(case=None) | Q(case__in=visible_cases(user)))
        .select_related("written_by", "case__child")
        .order_by("pk")
    )


def is_by_own_worker(visit: Visit, case_ids: Iterable[int]) -> bool:
    """Say whether the visitor carried one of the children's cases on the day of the visit."""
    on = timezone.localtime(visit.visited_at).date()
    return (
        Allocation.objects.filter(
            Q(ended_at=None) | Q(ended_at__date__gte=on),
            case_id__in=list(case_ids),
            worker_id=visit.visitor_id,
            allocated_at__date__lte=on,
        )
    ).exists()


def unfinished_visits(case_ids: Iterable[int]) -> QuerySet[VisitChild]:
    """List the visits to these cases that are made but not finalised, oldest first."""
    return (
        VisitChild.objects.filter(case_id__in=list(case_ids), visit__state=VisitState.MADE)
        .select_related("visit", "case__child")
        .order_by("visit__visited_at", "pk")
    )
