"""The days on which an authority does not work: adding one, and taking it back in time."""

from datetime import date

from django.db import transaction

from cin.accounts.models import LocalAuthority, User
from cin.audit.models import AuditEvent
from cin.core import clock
from cin.core.errors import BadInput, NotFound, NotPermitted, StepNotAllowed
from cin.policy.models import DayOff
from cin.policy.permissions import may_draft
from cin.policy.selectors import find_day_off, working_calendar
from cin.policy.services.publishing import ask_recomputation


@transaction.atomic
def add_day_off(*, actor: User, day: date, kind: str, reason: str) -> DayOff:
    """Add a proclaimed holiday or a local closure day, and have every open date worked out again.

    Refuses (BadInput on `day`) a day that has passed, is no working day already, or lies outside
    the known calendar.
    """
    authority = _authority(actor)
    if day < clock.today():
        raise BadInput("day", "The day has passed: what was due by then stays as it was")
    calendar = working_calendar(authority.pk)
    if not calendar.reaches(day):
        raise BadInput("day", f"The calendar is known until {calendar.known_until:%-d %B %Y} only")
    if day in calendar.holidays:
        raise BadInput("day", "This is a day off already")
    if not calendar.is_working_day(day):
        raise BadInput("day", f"Nobody works on a {day:%A} here already")
    row = DayOff.objects.create(
        authority=authority, day=day, kind=kind, reason=reason, added_by=actor
    )
    _note(row, "policy.add_day_off", actor)
    ask_recomputation(authority, cause=f"{day:%-d %B %Y} made a day off")
    return row


@transaction.atomic
def remove_day_off(*, actor: User, day_off_id: int) -> None:
    """Take a day off back, and have every open date worked out again; refuses (StepNotAllowed) one
    that has passed.
    """
    authority = _authority(actor)
    row = find_day_off(actor, day_off_id)
    if row.day < clock.today():
        raise StepNotAllowed("The day has passed, so it cannot be removed any more.")
    _note(row, "policy.remove_day_off", actor)
    row.delete()
    ask_recomputation(authority, cause=f"{row.day:%-d %B %Y} made a working day again")


def _authority(actor: User) -> LocalAuthority:
    authority = LocalAuthority.objects.locked().filter(people=actor).first()
    if authority is None:
        raise NotFound("You belong to no authority, so no calendar applies to you.")
    if refusal := may_draft.reason(authority, actor):
        raise NotPermitted(refusal)
    return authority


def _note(row: DayOff, action: str, actor: User) -> None:
    AuditEvent.objects.create(
        authority_id=row.authority_id,
        actor_id=actor.pk,
        actor_name=actor.name,
        action=action,
        subject_type=row._meta.label_lower,
        subject_id=row.pk,
        reason=row.reason,
        details={"day": row.day.isoformat(), "kind": row.kind},
    )
