"""Choosing who is invited to a meeting, noting that they were asked, and what they answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import Case
from cases.selectors.telling import Recipient
from cases.services.locking import lock_case
from cases.services.telling import mind_limited
from cin.accounts.models import User
from cin.accounts.permissions import may_administer
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from cin.core.services import revise
from meetings.models import Booking, Invitation
from meetings.selectors import find_booking, find_invitation, obstacle_to_changing
from meetings.selectors.inviting import (
    Candidate,
    is_covered,
    not_to_be_told,
    people_to_invite,
)


@dataclass(frozen=True, kw_only=True)
class OtherInvited:
    """Somebody whose name was typed; `side` says in which words they are asked."""

    name: str
    role: str = ""
    side: str = "professional"


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Who is invited: the sources of those chosen from the lists, and others by name; `despite` is
    a manager's reason for asking somebody who is not to be told something.
    """

    chosen: Sequence[str] = ()
    others: Sequence[OtherInvited] = ()
    despite: str = ""


def invite(booking: Booking, cases: Sequence[Case], actor: User, invited: Invited) -> None:
    """Have exactly these people invited to a meeting whose cases are locked.

    An invitation that was sent, or answered in writing, is taken back and kept; another is undone.
    Refuses (BadInput) somebody who is no longer on the list, and somebody who is not to be told
    something without a manager's reason.
    """
    known = {each.source: each for each in people_to_invite(cases, booking.kind)}
    standing = {row.source or row.name: row for row in booking.invitations.all()}
    wanted = [*_chosen(invited, known, standing), *_typed(invited, known.values())]
    before = {key: row for key, row in standing.items() if row.taken_back_at is None}
    asking = _Asking(cases=cases, actor=actor, despite=invited.despite)
    limited = [each for each in known.values() if each.limits]
    for row in wanted:
        _mind(asking, row, before.get(row.source or row.name), limited)
    kept = {row.source or row.name for row in wanted}
    for row in wanted:
        old = standing.get(row.source or row.name)
        if old is not None:
            _renew(old, row)
        else:
            row.booking = booking
            row.save()
    for key, row in before.items():
        if key not in kept:
            _take_back(row)


@transaction.atomic
def note_invitations_sent(
    *, booking_id: int, actor: User, people: Iterable[int], sent_on: date, way: str
) -> None:
    """Note that people were asked to come, by their invitations, on a day and in a way.

    Refuses (BadInput) nobody, a day in the future, and somebody who is meanwhile not to be told
    something; (StepNotAllowed) a meeting that was held or called off.
    """
    booking = _lock(booking_id, actor)
    chosen = set(people)
    rows = [
        row
        for row in booking.invitations.filter(taken_back_at=None).select_related("person")
        if row.pk in chosen
    ]
    if not rows:
        raise BadInput("people", "Select who was asked")
    if sent_on > clock.today():
        raise BadInput("sent_on", "The date they were asked cannot be in the future")
    if hidden := _not_to_be_told(booking, rows):
        asked = "Change who is invited first."
        raise BadInput("people", f"{hidden[0].name} is not to be told something. {asked}")
    for row in rows:
        row.sent_on, row.way = sent_on, way
        row.save()
    record(action="meetings.note_invitations_sent", subject=booking, actor=actor)


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What somebody invited answered, and what they wrote instead of coming."""

    answer: str = ""
    update_asked_on: date | None = None
    written_update: str = ""
    update_on: date | None = None


@transaction.atomic
def record_reply(
    *, booking_id: int, invitation_id: int, actor: User, seen_version: int, reply: Reply
) -> Invitation:
    """Record what somebody invited answered, that a written update was asked for, and the update
    itself (HIL-71, ROC-133); `seen_version` is the version on screen.

    Refuses (BadInput) days in the future and a day of an update without its text;
    (ChangedMeanwhile) an answer that did not see the latest one; (StepNotAllowed) a meeting that
    was held or called off.
    """
    booking = _lock(booking_id, actor)
    invitation = find_invitation(booking, invitation_id)
    for name in ("update_asked_on", "update_on"):
        day = getattr(reply, name)
        if day is not None and day > clock.today():
            raise BadInput(name, "This cannot be in the future")
    has_text = bool(reply.written_update.strip())
    if reply.update_on is not None and not has_text:
        raise BadInput("written_update", "Write what the update says")
    changes = {
        "answer": reply.answer,
        "update_asked_on": reply.update_asked_on,
        "written_update": reply.written_update if has_text else "",
        "update_on": (reply.update_on or clock.today()) if has_text else None,
    }
    revise(invitation, seen_version=seen_version, changes=changes)
    invitation.save()
    record(
        action="meetings.record_reply",
        subject=booking,
        actor=actor,
        details={"invitation": invitation.pk, "answer": reply.answer},
    )
    return invitation


def _lock(booking_id: int, actor: User) -> Booking:
    lock_case(find_booking(actor, booking_id).case_id, actor)
    booking = Booking.objects.locked().get(pk=booking_id)
    if refusal := may_administer.reason(booking, actor):
        raise NotPermitted(refusal)
    if obstacle := obstacle_to_changing(booking):
        raise StepNotAllowed(obstacle)
    return booking


def _chosen(
    invited: Invited, known: dict[str, Candidate], standing: dict[str, Invitation]
) -> list[Invitation]:
    rows = []
    for source in dict.fromkeys(invited.chosen):
        if source in known:
            each = known[source]
            rows.append(
                Invitation(
                    source=source,
                    person=each.person,
                    name=each.name[:150],
                    role=each.role[:150],
                    side=each.side,
                )
            )
        elif source in standing:
            rows.append(standing[source])
        else:
            raise BadInput("people", "Somebody chosen is no longer on the list. Look at it again.")
    return rows


def _typed(invited: Invited, known: Iterable[Candidate]) -> list[Invitation]:
    limited = [each for each in known if each.limits]
    rows = {}
    for other in invited.others:
        same = next((each.person for each in limited if each.is_named_in(other.name)), None)
        rows[other.name] = Invitation(
            name=other.name, role=other.role, side=other.side, person=same
        )
    return list(rows.values())


@dataclass(frozen=True, kw_only=True)
class _Asking:
    """Who asks, about which children, and a manager's reason for asking despite a limit."""

    cases: Sequence[Case]
    actor: User
    despite: str


def _mind(
    asking: _Asking, row: Invitation, old: Invitation | None, limited: Iterable[Candidate]
) -> None:
    """Ask for a manager's reason for somebody whom no earlier reason covers."""
    hit = [each for each in limited if _is(row, each)]
    row.despite_limits_at = old.despite_limits_at if old else None
    if not hit or (old is not None and all(is_covered(old, each.limits) for each in hit)):
        return
    people = [
        Recipient(person=each.person, role=each.role, limits=each.limits)
        for each in hit
        if each.person is not None
    ]
    for case in asking.cases:
        mind_limited(case, asking.actor, limited=people, despite=asking.despite, field="people")
    row.despite_limits_at = clock.now()


def _not_to_be_told(booking: Booking, rows: Iterable[Invitation]) -> list[Invitation]:
    wanted = {row.pk for row in rows}
    return [row for row in not_to_be_told(booking) if row.pk in wanted]


def _is(row: Invitation, each: Candidate) -> bool:
    same = row.person_id is not None and each.person is not None and row.person_id == each.person.pk
    return same or each.is_named_in(row.name)


def _renew(old: Invitation, row: Invitation) -> None:
    old.person, old.name, old.role, old.side = row.person, row.name, row.role, row.side
    old.despite_limits_at, old.taken_back_at = row.despite_limits_at, None
    old.save()


def _take_back(row: Invitation) -> None:
    if row.sent_on is None and not row.written_update:
        row.delete()
        return
    row.taken_back_at = clock.now()
    row.save()
