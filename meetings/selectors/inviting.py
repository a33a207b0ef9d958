"""Who may be asked to a meeting: the family, the network, and the agencies of the assessment."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessments.models import InformationRequest, ReplyKind, SpecialistAssessment
from cases.models import Case, FamilyMember, FamilyRole, Handover, Person, SharingLimit
from cases.selectors.network import network_of
from cases.selectors.people import family_of
from cases.selectors.telling import Recipient
from meetings.models import Booking, Invitation, InvitationSide, Meeting, MeetingKind

_PARENTS = frozenset({FamilyRole.MOTHER, FamilyRole.FATHER, FamilyRole.STEP_PARENT})


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """Somebody who may be asked to come: `source` names the list and the row of it.

    `is_expected` says that the meeting should not be held without asking them, or the reason is
    given (PET-06, BIR-46, BOL-10).
    """

    source: str
    name: str
    role: str
    side: str
    person: Person | None = None
    is_expected: bool = False
    limits: tuple[SharingLimit, ...] = ()

    @property
    def label(self) -> str:
        """The name with what they are."""
        return f"{self.name}, {self.role}" if self.role else self.name

    def is_named_in(self, text: str) -> bool:
        """Say whether a line of a text names this person, however it is spelt."""
        if self.person is None:
            return False
        return Recipient(person=self.person, role=self.role).is_named_in(text)


def people_to_invite(cases: Sequence[Case], kind: str = "") -> list[Candidate]:
    """List whom a meeting about the children of one family may ask, family first, each once: of the
    family, of each child's network, and of the agencies that the assessment asked.

    The worker who leaves is among them at the first meeting after a change of hands (PET-79).
    """
    found: dict[str, Candidate] = {}
    first = cases[0]
    children = {case.child_id for case in cases}
    rows = [_of_family(row, children) for row in family_of(first) if row.person.died_on is None]
    for case in cases:
        rows += _of_network(case)
    rows += _agencies([case.pk for case in cases], {row.label.casefold() for row in rows})
    if kind == MeetingKind.INITIAL:
        rows += _who_left(cases)
    limited = [row for row in rows if row.limits]
    rows += [
        row for row in _proposed(cases) if not any(each.is_named_in(row.name) for each in limited)
    ]
    for row in rows:
        found.setdefault(row.source, row)
    return list(found.values())


def _of_family(row: FamilyMember, children: set[int]) -> Candidate:
    is_parent = row.role in _PARENTS or row.has_parental_responsibility is True
    return Candidate(
        source=f"person-{row.person_id}",
        name=str(row.person),
        role=str(row.get_role_display()),
        side=InvitationSide.FAMILY,
        person=row.person,
        is_expected=is_parent or row.person_id in children,
        limits=tuple(vars(row.person)["present_limits"]),
    )


def _of_network(case: Case) -> list[Candidate]:
    return [
        Candidate(
            source=f"person-{row.person_id}",
            name=str(row.person),
            role=", ".join(filter(None, [row.role, str(row.person.agency or "")])),
            side=InvitationSide.PROFESSIONAL,
            person=row.person,
            is_expected=row.is_invited,
            limits=tuple(vars(row.person)["present_limits"]),
        )
        for row in network_of(case)
    ]


def _agencies(case_ids: list[int], named: set[str]) -> Iterator[Candidate]:
    """Give the agencies that were asked, unless one of the same name is among the people already;
    one that holds nothing about the family is offered but not missed.
    """
    requests = InformationRequest.objects.filter(case_id__in=case_ids).order_by("asked_on", "pk")
    for row in requests:
        yield Candidate(
            source=f"agency-{row.agency.casefold()[:50]}",
            name=row.agency,
            role=row.contact[:100],
            side=InvitationSide.PROFESSIONAL,
            is_expected=row.reply_kind != ReplyKind.NOTHING_HELD and not _has(named, row.agency),
        )
    specialists = SpecialistAssessment.objects.filter(case_id__in=case_ids)
    for specialist in specialists.order_by("requested_on", "pk"):
        yield Candidate(
            source=f"agency-{specialist.provider.casefold()[:50]}",
            name=specialist.provider,
            role=specialist.kind[:100],
            side=InvitationSide.PROFESSIONAL,
            is_expected=not _has(named, specialist.provider),
        )


def _has(named: Iterable[str], agency: str) -> bool:
    wanted = agency.casefold()
    return any(wanted in name for name in named)


def _who_left(cases: Sequence[Case]) -> Iterator[Candidate]:
    rows = Handover.objects.filter(allocation__case__in=cases).select_related("from_worker")
    for row in rows.order_by("-pk")[:1]:
        yield Candidate(
            source=f"worker-{row.from_worker_id}",
            name=row.from_worker.name,
            role="Social worker before the case changed hands",
            side=InvitationSide.PROFESSIONAL,
            is_expected=True,
        )


def _proposed(cases: Sequence[Case]) -> Iterator[Candidate]:
    """Give those whom the latest meeting wanted invited next time (HIL-92)."""
    meetings = Meeting.objects.filter(children__case__in=cases, recorded_at__isnull=False)
    latest = meetings.order_by("-held_on", "-pk").first()
    if latest is None:
        return
    for number, row in enumerate(latest.next_invitees, 1):
        yield Candidate(
            source=f"proposed-{latest.pk}-{number}",
            name=row["name"],
            role=row.get("role", ""),
            side=row.get("side") or InvitationSide.PROFESSIONAL,
            is_expected=True,
        )


def standing_invitations(booking: Booking) -> list[Invitation]:
    """List the invitations to a meeting that were not taken back."""
    return [row for row in booking.invitations.all() if row.taken_back_at is None]


def not_invited(booking: Booking, candidates: Iterable[Candidate]) -> list[Candidate]:
    """List who should be asked and is not, without those who are not to be told something."""
    rows = standing_invitations(booking)
    sources = {row.source for row in rows if row.source}
    typed = "\n".join(row.name for row in rows if not row.source)
    return [
        each
        for each in candidates
        if each.is_expected
        and not each.limits
        and each.source not in sources
        and not each.is_named_in(typed)
    ]


def is_covered(invitation: Invitation, limits: Iterable[SharingLimit]) -> bool:
    """Say whether a manager's reason covers everything that somebody invited is not to be told."""
    at = invitation.despite_limits_at
    return all(at is not None and limit.created_at <= at for limit in limits)


def not_to_be_told(booking: Booking) -> list[Invitation]:
    """List who is invited and is not to be told something about one of the children, also about one
    whom the person who asks may not know of.
    """
    cases = [row.case for row in booking.children.select_related("case__family", "case__child")]
    against = invited_against_limits(booking, people_to_invite(cases, booking.kind))
    return [row for row, _each in against]


def invited_against_limits(
    booking: Booking, candidates: Iterable[Candidate]
) -> list[tuple[Invitation, Candidate]]:
    """List who is invited, and is not to be told something that no manager's reason covers."""
    limited = [each for each in candidates if each.limits]
    return [
        (row, each)
        for row in standing_invitations(booking)
        for each in limited
        if (row.person_id == each.person.pk if each.person and row.person_id else False)
        or each.is_named_in(row.name)
        if not is_covered(row, each.limits)
    ]
