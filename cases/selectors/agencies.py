"""What pages read about agencies, and about the professionals who work at them."""

from dataclasses import dataclass

import jellyfish
from django.db.models import Q, QuerySet

from cases.models import Agency, Case, NetworkMember, Person, PersonKind
from cases.selectors.access import visible_cases
from cases.selectors.reaching import reaching
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.core.likeness.letters import plain_name, plain_words

MOST_SHOWN = 10
MOST_COMPARED = 300
LIKE = 0.84
# Words that many agencies share say nothing of which one it is.
COMMON = frozenset({"the", "school", "primary", "high", "academy", "practice", "centre", "team"})


def agencies_of(user: User) -> QuerySet[Agency]:
    """List the agencies of this person's authority by name; none for whoever does no casework."""
    if user.authority_id is None or not user.may_find_people:
        return Agency.objects.none()
    return Agency.objects.filter(authority_id=user.authority_id)


def find_agency(user: User, agency_id: int) -> Agency:
    """Give one agency; refuses (NotFound) one of another authority."""
    found = agencies_of(user).filter(pk=agency_id).first()
    if found is None:
        raise NotFound("There is no such agency.")
    return found


def version_of(agency: Agency) -> int:
    """Count how often an agency was written, by which an edit says what it saw."""
    return int(Agency.history.filter(id=agency.pk).count())


def agencies_with(user: User, words: str, kind: str = "") -> QuerySet[Agency]:
    """List the agencies whose name has every word, of one kind or of any."""
    found = agencies_of(user)
    if kind:
        found = found.filter(kind=kind)
    for word in words.split()[:6]:
        found = found.filter(name__icontains=word)
    return found


def agencies_like(user: User, name: str) -> list[Agency]:
    """List up to ten agencies that may be the one of this name, most like first: one query."""
    wanted = plain_name(name)
    telling = [word for word in plain_words(name) if word not in COMMON] or plain_words(name)
    if not telling:
        return []
    any_of = Q()
    for word in telling:
        any_of |= Q(name__icontains=word[:4])
    found = agencies_of(user).filter(any_of)[:MOST_COMPARED]
    scored = [(_likeness(wanted, each), each) for each in found]
    like = [pair for pair in scored if pair[0] >= LIKE]
    like.sort(key=lambda pair: (-pair[0], pair[1].name, pair[1].pk))
    return [each for _, each in like[:MOST_SHOWN]]


def _likeness(wanted: str, agency: Agency) -> float:
    name = plain_name(agency.name)
    if wanted in name or name in wanted:
        return 1.0
    return float(jellyfish.jaro_winkler_similarity(wanted, name))


def professionals_at(agency: Agency) -> list[Person]:
    """List who works at an agency, by name, with how to reach them: five queries."""
    people = Person.objects.filter(
        agency=agency, kind=PersonKind.PROFESSIONAL, merged_into=None
    ).prefetch_related(*reaching())
    return list(people.order_by("family_name", "given_names", "pk"))


def find_professional(user: User, person_id: int) -> Person:
    """Give one professional of the authority, with their agency and how to reach them; refuses
    (NotFound) anybody else.
    """
    found = None
    if user.may_find_people:
        people = Person.objects.filter(
            pk=person_id,
            authority_id=user.authority_id,
            kind=PersonKind.PROFESSIONAL,
            merged_into=None,
        )
        found = people.select_related("agency").prefetch_related(*reaching()).first()
    if found is None:
        raise NotFound("There is no such professional.")
    return found


@dataclass(frozen=True, kw_only=True)
class Involvement:
    """A professional's part in the work with a child whose case this person may open."""

    case: Case
    member: NetworkMember


def children_with(user: User, person: Person) -> list[Involvement]:
    """List the children with an open case that this person may open, with whom a professional
    works now: two queries.
    """
    members = {row.child_id: row for row in person.network_places.filter(ended_on=None)}
    cases = visible_cases(user).open().filter(child_id__in=members).select_related("child")
    return [
        Involvement(case=case, member=members[case.child_id])
        for case in cases.order_by("child__family_name", "child__given_names", "pk")
    ]


def agencies_around(case: Case) -> list[str]:
    """List the agencies whose professionals work with a case's child, by name: one query."""
    rows = NetworkMember.objects.filter(child_id=case.child_id, ended_on=None)
    named = rows.exclude(person__agency=None).order_by("person__agency__name")
    return list(dict.fromkeys(named.values_list("person__agency__name", flat=True)))
