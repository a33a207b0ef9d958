"""Who is who: children we may know already, brothers and sisters, carers."""

import unicodedata
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from cases.models import Case, FamilyMember, FamilyRole, Person
from cases.selectors.access import visible_cases
from cases.selectors.reaching import reaching
from cin.accounts.models import User


def children_like(
    user: User,
    *,
    given_names: str,
    family_name: str,
    born_on: date | None,
    expected_on: date | None = None,
) -> list[Person]:
    """List up to 20 of the authority's children who may be this one, whichever team knows them;
    nobody until the day of birth, or the day a baby is expected, is given.

    They have the same name, or were born on the same day and share the given or the family name.
    Capitals, accents, apostrophes and hyphens make no difference between children born on one day.
    """
    is_dated = born_on is not None or expected_on is not None
    if user.authority_id is None or not is_dated or not (given_names or family_name):
        return []
    known = Person.objects.filter(
        authority_id=user.authority_id, memberships__role=FamilyRole.CHILD
    ).distinct()
    namesakes = known.filter(given_names__iexact=given_names, family_name__iexact=family_name)
    found = {person.pk: person for person in namesakes[:20]}
    if born_on is not None:
        names = {_plain(given_names), _plain(family_name)} - {""}
        for person in known.filter(born_on=born_on):
            if names & {_plain(person.given_names), _plain(person.family_name)}:
                found[person.pk] = person
    in_order = sorted(found.values(), key=lambda p: (p.family_name, p.given_names, p.pk))
    return in_order[:20]


def latest_cases_of(children: Iterable[Person]) -> list[Case]:
    """List the latest case of each child who has one, whichever team holds it: for writing down
    that the child was shown, never for showing.
    """
    found = Case.objects.filter(child__in=list(children)).order_by("pk")
    return list({case.child_id: case for case in found}.values())


def _plain(name: str) -> str:
    """Reduce a name to its letters, so that O’Brien is O'Brien and Zoë is Zoe."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalpha())


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
