"""Who may be given the papers of a case, and who is not to be told something."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from cases.models import Case, FamilyRole, NetworkMember, Person, SharingLimit
from cases.selectors.people import family_of
from cases.selectors.reaching import reaching
from cin.accounts.models import User
from cin.accounts.permissions import may_manage
from cin.core.likeness.letters import plain_words
from cin.policy.selectors import procedure_in_force

OVERRIDE = "sharing_limit_override"
PARENTING = frozenset({FamilyRole.MOTHER, FamilyRole.FATHER})


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Somebody whom papers may be given to, what they are to the child, what stands against it, and
    whether they should have a plan or a record without being asked for.
    """

    person: Person
    role: str
    limits: tuple[SharingLimit, ...] = ()
    is_due: bool = False

    @property
    def name(self) -> str:
        """The name, as lists of recipients have it."""
        return str(self.person)

    def is_named_in(self, text: str) -> bool:
        """Say whether a line of a text names this person, however it is spelt."""
        asked = {self.name, f"{self.person.known_as} {self.person.family_name}".strip()}
        wanted = [words for name in asked if len(words := plain_words(name)) > 1]
        return any(
            _stands_in(words, plain_words(part))
            for line in text.splitlines()
            for part in line.split(",")
            for words in wanted
        )


def _stands_in(words: list[str], line: list[str]) -> bool:
    length = len(words)
    return any(line[at : at + length] == words for at in range(len(line) - length + 1))


def recipients_of(case: Case) -> list[Recipient]:
    """List the family and the professionals who receive papers, each with what they are not to be
    told: ten queries, whatever their number.
    """
    family = [
        _recipient(row.person, row.get_role_display(), is_due=row.role in PARENTING)
        for row in family_of(case)
    ]
    rows = NetworkMember.objects.filter(child_id=case.child_id, ended_on=None)
    network = rows.select_related("person__agency").prefetch_related(*reaching("person__"))
    known = {each.person.pk for each in family}
    return family + [
        _recipient(row.person, row.role, is_due=row.receives_papers)
        for row in network
        if row.person_id not in known and (row.receives_papers or row.person.present_limits)
    ]


def _recipient(person: Person, role: str, *, is_due: bool) -> Recipient:
    limits = tuple(person.present_limits)  # type: ignore[attr-defined]
    return Recipient(person=person, role=role, limits=limits, is_due=is_due)


def has_limits(*cases: Case) -> bool:
    """Say whether anybody of these cases is not to be told something: one query."""
    about = Q(person__memberships__family_id__in={case.family_id for case in cases})
    about |= Q(
        person__network_places__child_id__in={case.child_id for case in cases},
        person__network_places__withdrawn_at=None,
    )
    return SharingLimit.objects.filter(about, ended_on=None).exists()


def limited_in(case: Case) -> list[Recipient]:
    """List who of a case is not to be told something: one query where nobody is."""
    return not_to_be_told(recipients_of(case)) if has_limits(case) else []


def limited_among(cases: Iterable[Case]) -> list[Recipient]:
    """List who is not to be told something about one of several children, each once: one query
    where nobody is.
    """
    about, found = list(cases), dict[int, Recipient]()
    for case in about if has_limits(*about) else []:
        for each in not_to_be_told(recipients_of(case)):
            found.setdefault(each.person.pk, each)
    return list(found.values())


def not_to_be_told(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Keep those who are not to be told something."""
    return [each for each in recipients if each.limits]


def override_refusal(case: Case, user: User) -> str:
    """Say why this person may not have papers given to somebody despite a limit, or nothing."""
    if not procedure_in_force(case.authority_id).flag(OVERRIDE):
        return "The procedure lets nobody do that: end the limit first, if it no longer holds."
    if may_manage.reason(case, user):
        return "Only a manager can decide that, with the reason."
    return ""


def still_to_be_sent(case: Case, sent_to: Iterable[str]) -> list[Recipient]:
    """List those who should have a paper and are named in none of its sendings: the child, those
    who parent them, and the professionals who receive papers; not who is not to be told.
    """
    texts = list(sent_to)
    return [
        each
        for each in recipients_of(case)
        if (each.is_due or each.person.pk == case.child_id)
        and not each.limits
        and not any(each.is_named_in(text) for text in texts)
    ]
