"""Who is who: children we may know already, brothers and sisters, carers."""

from django.db.models import Prefetch, QuerySet

from cases.models import Case, FamilyMember
from cases.selectors.access import visible_cases
from cases.selectors.reaching import reaching
from cin.accounts.models import User


def family_of(case: Case) -> QuerySet[FamilyMember]:
    """List the members of the case's family, parents first and children by age, with how to reach
    them.
    """
    return (
        FamilyMember.objects.filter(family_id=case.family_id)
        .select_related("person")
        .prefetch_related(*reaching("person__"))
        .order_by("-role", "person__born_on", "pk")
    )


def sibling_cases(user: User, case: Case) -> list[Case]:
    """List the open cases of the child's brothers and sisters that this person may open."""
    return list(
        visible_cases(user)
        .open()
        .filter(family_id=case.family_id)
        .exclude(pk=case.pk)
        .select_related("child", "authority", "team", "worker")
        .order_by("child__born_on", "pk")
    )


def with_family(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Add the family's members to each case with one more query, whatever the number of cases."""
    members = FamilyMember.objects.select_related("person").order_by("pk")
    return cases.prefetch_related(Prefetch("family__members", queryset=members))
