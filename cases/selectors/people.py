"""Who is who on a case: the child, brothers and sisters, carers."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from cases.models import Case, FamilyMember, Person, SafetyFlag, SharingLimit
from cases.selectors.access import visible_cases
from cases.selectors.reaching import reaching
from cin.accounts.models import User
from cin.core.errors import NotFound


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


ROWS = {
    "address": "addresses",
    "contact": "contact_details",
    "caution": "safety_flags",
    "name": "other_names",
    "order": "legal_orders",
}
# What is withdrawn as the rows above are, and written down on pages of its own.
WITHDRAWN_ROWS = {**ROWS, "disability": "disabilities", "limit": "sharing_limits"}


def find_person(case: Case, person_id: int) -> Person:
    """Give somebody of a case this user may open: its child, a member of the family, or a
    professional of the network; refuses (NotFound) anybody else.
    """
    on_case = Q(pk=case.child_id) | Q(memberships__family_id=case.family_id)
    on_case |= Q(network_places__child_id=case.child_id, network_places__withdrawn_at=None)
    found = Person.objects.filter(on_case, pk=person_id, merged_into=None).distinct().first()
    if found is None:
        raise NotFound("There is no such person on this case.")
    return found


def find_row(person: Person, kind: str, row_id: int) -> Any:
    """Give one row about a person; refuses (NotFound) one of somebody else, and an unknown kind."""
    if kind not in WITHDRAWN_ROWS:
        raise NotFound("There is no such page.")
    found = getattr(person, WITHDRAWN_ROWS[kind]).filter(pk=row_id).first()
    if found is None:
        raise NotFound("There is no such row about this person.")
    return found


def find_row_ever(person: Person, kind: str, row_id: int) -> Any:
    """Give one row about a person, one that was withdrawn too; refuses (NotFound) as `find_row`."""
    if kind not in WITHDRAWN_ROWS:
        raise NotFound("There is no such page.")
    model: Any = person._meta.get_field(WITHDRAWN_ROWS[kind]).related_model
    found = model.ever_recorded.filter(person=person, pk=row_id).first()
    if found is None:
        raise NotFound("There is no such row about this person.")
    return found


def withdrawn_rows(person: Person) -> list[Any]:
    """List what was recorded about a person in error, the latest withdrawn first: one query for
    each kind of row.
    """
    found: list[Any] = []
    for name in WITHDRAWN_ROWS.values():
        model: Any = person._meta.get_field(name).related_model
        rows = model.ever_recorded.filter(person=person).exclude(withdrawn_at=None)
        found += rows.select_related("withdrawn_by")
    return sorted(found, key=lambda row: row.withdrawn_at, reverse=True)


def whole_person(case: Case, person_id: int) -> Person:
    """Give somebody of a case with everything their page shows: nine queries, however much it
    is.
    """
    found = find_person(case, person_id)
    return (
        Person.objects.select_related("education", "gp_practice", "agency")
        .prefetch_related(
            "disabilities",
            "other_names",
            "addresses",
            "contact_details",
            "legal_orders",
            Prefetch(
                "sharing_limits", SharingLimit.objects.select_related("raised_by", "ended_by")
            ),
            Prefetch("safety_flags", SafetyFlag.objects.select_related("raised_by", "ended_by")),
        )
        .get(pk=found.pk)
    )


def was_expected_on(person: Person) -> date | None:
    """Give the day on which somebody who is born now was last expected; nothing where none was
    recorded.
    """
    if person.born_on is None:
        return None
    history: Any = person.history
    rows = history.exclude(expected_on=None).order_by("-history_date", "-history_id")
    expected: date | None = rows.values_list("expected_on", flat=True).first()
    return expected


def who_has_number(person: Person, name: str, number: str, user: User) -> str:
    """Say who else of the authority has a pupil or NHS number, or whom to ask when that is another
    team's record; nothing when nobody has.
    """
    others = Person.objects.filter(
        **{name: number}, authority_id=person.authority_id, merged_into=None
    )
    other = others.exclude(pk=person.pk).first()
    if other is None:
        return ""
    mine = visible_cases(user).filter(Q(child=other) | Q(family__members__person=other))
    return str(other) if mine.exists() else "Somebody whom another team knows"
