"""The one door for change: a step is allowed, permitted, saved and written down, or not taken at
all.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, models, transaction
from django_fsm import ConcurrentTransition, can_proceed

from cin.accounts.models import User
from cin.accounts.permissions import case_of
from cin.audit.models import AuditEvent, RecordView
from cin.audit.signals import case_changed
from cin.core.errors import ChangedMeanwhile, NotPermitted, StepNotAllowed

_quiet: ContextVar[bool] = ContextVar("case_changes_unannounced", default=False)


def take_step(
    subject: Any, step: str, *, actor: User, reason: str = "", details: dict[str, Any] | None = None
) -> None:
    """Take one lifecycle step, save the subject and write the history, inside the caller's
    transaction.

    Refuses with StepNotAllowed when the subject is at another stage, NotPermitted (with the reason)
    when this person may not, ChangedMeanwhile when somebody moved it first.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("take_step must run inside transaction.atomic()")
    transition = getattr(subject, step)
    if not can_proceed(transition):
        raise StepNotAllowed(f"{_named(subject)} is {_stage(subject)}, so this cannot be done now.")
    if refusal := refusal_of(subject, step, actor):
        raise NotPermitted(refusal)
    before = subject.state
    transition()
    try:
        subject.save()
    except ConcurrentTransition as stale:
        raise ChangedMeanwhile(f"{_named(subject)} was changed by somebody else.") from stale
    record(
        action=f"{subject._meta.app_label}.{step}",
        subject=subject,
        actor=actor,
        states=(before, subject.state),
        reason=reason,
        details=details,
    )


def is_possible(subject: Any, step: str) -> bool:
    """Say whether the step can be taken from the subject's present stage, by whoever may."""
    return bool(can_proceed(getattr(subject, step)))


def refusal_of(subject: Any, step: str, user: User) -> str:
    """Say why this person may not take the step from the present stage, or nothing when they
    may.
    """
    found = getattr(subject, step)._django_fsm.get_transition(subject.state)
    if found is None:
        return ""
    reason: str = found.permission.reason(subject, user)
    return reason


def record(  # noqa: PLR0913  the book has as many columns
    *,
    action: str,
    subject: Any,
    actor: User,
    states: tuple[str, str] = ("", ""),
    reason: str = "",
    details: dict[str, Any] | None = None,
    case: Any = None,
) -> None:
    """Write down something done, and tell the house on commit that the case changed.

    `case` is the child's file to write it in, when the subject concerns several.
    """
    case = case or case_of(subject)
    AuditEvent.objects.create(
        authority_id=case.authority_id,
        actor_id=actor.pk,
        actor_name=actor.name,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        case_id=case.pk,
        case_reference=case.reference,
        from_state=states[0],
        to_state=states[1],
        reason=reason,
        details=details or {},
    )
    announce(case.pk)


def announce(case_id: int) -> None:
    """Send `case_changed` once the transaction is committed; a failing listener never undoes the
    change.
    """
    if _quiet.get():
        return
    transaction.on_commit(lambda: case_changed.send(sender=None, case_id=case_id), robust=True)


@contextmanager
def quietly() -> Iterator[None]:
    """Announce no change of a case meanwhile: for making many at once, by a caller who then brings
    everything up to date.
    """
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def note_coming_or_going(
    *, action: str, subject: models.Model, person: User | None, details: dict[str, Any]
) -> None:
    """Write down a signing in, a failure or refusal of one (by nobody known), or a signing out."""
    AuditEvent.objects.create(
        authority_id=person.authority_id if person else None,
        actor_id=person.pk if person else None,
        actor_name=person.name if person else "",
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        details=details,
    )


def note_removal(*, action: str, subject: Any, of: User, details: dict[str, Any]) -> None:
    """Write down that the house itself removed something of a person's, at night and by its rules;
    `subject` names its authority and case itself.
    """
    AuditEvent.objects.create(
        authority_id=subject.authority_id,
        actor_id=of.pk,
        actor_name=of.name,
        action=action,
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        case_id=subject.case_id,
        case_reference=subject.case_reference,
        details=details,
    )


def note_view(*, case: Any, viewer: User, page: str) -> None:
    """Write down that somebody opened a child's record."""
    note_views(cases=[case], viewer=viewer, page=page)


def note_views(*, cases: Iterable[Any], viewer: User, page: str) -> None:
    """Write down that somebody opened a page with these children's records on it: each case once,
    with one query whatever their number.
    """
    opened = {case.pk: case for case in cases}
    RecordView.objects.bulk_create(
        RecordView(
            viewer_id=viewer.pk,
            authority_id=case.authority_id,
            case_id=case.pk,
            case_reference=case.reference,
            page=page,
        )
        for case in opened.values()
    )


def _named(subject: models.Model) -> str:
    return f"The {subject._meta.verbose_name}"


def _stage(subject: Any) -> str:
    return str(subject.get_state_display()).lower()
