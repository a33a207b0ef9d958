"""Recording what sets a case apart, from when and until when."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from cases.models import Case, Circumstance, CircumstanceKind
from cases.models.circumstances import NRPF_KINDS
from cases.selectors.circumstances import circumstance_refusal, find_circumstance
from cases.services.locking import lock_case
from cases.services.withdrawing import mark_withdrawn, refuse_closed
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed

_FAR_BACK = timedelta(days=18 * 366)


@dataclass(frozen=True, kw_only=True)
class CircumstanceDetails:
    """What is recorded of a circumstance; `ends_on` is its last day.

    `arrangement_on`, `carer`, `is_close_relative` and `lasts_28_days` are for private fostering;
    `court_report` and `report_due_on` for proceedings.
    """

    starts_on: date
    note: str
    ends_on: date | None = None
    arrangement_on: date | None = None
    carer: str = ""
    is_close_relative: bool | None = None
    lasts_28_days: bool | None = None
    court_report: str = ""
    report_due_on: date | None = None


@transaction.atomic
def record_circumstance(
    *, case_id: int, actor: User, kind: str, details: CircumstanceDetails
) -> Circumstance:
    """Record what sets a case apart from a day, today or earlier, and why.

    Refuses (NotPermitted) somebody whose part it is not: a manager agrees longer-term support and
    that a case is kept for short work; (StepNotAllowed) a closed case; (BadInput) dates that cannot
    be, no note, and what overlaps with the same circumstance or the other kind of no recourse to
    public funds.
    """
    case = lock_case(case_id, actor)
    if refusal := circumstance_refusal(case, actor, kind):
        raise NotPermitted(refusal)
    refuse_closed(case)
    _refuse_impossible(details)
    if kind == CircumstanceKind.PRIVATE_FOSTERING:
        refuse_other_care(case, details)
    _refuse_overlap(case, kind, details)
    circumstance = Circumstance.objects.create(
        case=case,
        kind=kind,
        starts_on=details.starts_on,
        ends_on=details.ends_on,
        arrangement_on=details.arrangement_on,
        carer=details.carer,
        is_close_relative=details.is_close_relative,
        lasts_28_days=details.lasts_28_days,
        court_report=details.court_report,
        report_due_on=details.report_due_on,
        note=details.note,
        recorded_by=actor,
    )
    _write_down("cases.record_circumstance", circumstance, actor)
    return circumstance


def refuse_other_care(case: Case, details: CircumstanceDetails) -> None:
    """Refuse (BadInput) to call private fostering what the law does not: the child is under 16, or
    under 18 if disabled, and somebody cares for them for 28 days or more who is no parent,
    grandparent, aunt, uncle, step-parent, sister or brother (ROC-151).
    """
    child, until = case.child, 18 if case.child.is_disabled else 16
    age = child.age_on(details.arrangement_on or details.starts_on)
    if age is not None and age >= until:
        raise BadInput(
            "starts_on", f"The child was {age}. Private fostering is of a child under {until}"
        )
    if not details.carer.strip():
        raise BadInput("carer", "Enter who cares for the child")
    if details.is_close_relative is not False:
        raise BadInput(
            "is_close_relative", "Care by a close relative is not private fostering, in law"
        )
    if not details.lasts_28_days:
        raise BadInput("lasts_28_days", "Care for fewer than 28 days is not private fostering")


@transaction.atomic
def end_circumstance(
    *, circumstance_id: int, actor: User, ends_on: date, reason: str
) -> Circumstance:
    """Record the last day on which a circumstance held, today or earlier, and why it ended.

    Refuses (NotPermitted) as for recording it; (StepNotAllowed) one that has ended or was
    withdrawn; (BadInput) a day before it began or in the future, and no reason.
    """
    circumstance = _locked(circumstance_id, actor)
    if circumstance.is_withdrawn or circumstance.ends_on is not None:
        raise StepNotAllowed("This circumstance has ended already.")
    if ends_on > clock.today():
        raise BadInput("ends_on", "The date cannot be in the future")
    if ends_on < circumstance.starts_on:
        raise BadInput("ends_on", "The date cannot be before the circumstance began")
    if not reason.strip():
        raise BadInput("reason", "Say why it ended")
    circumstance.ends_on = ends_on
    circumstance.ended_by = actor
    circumstance.end_reason = reason
    circumstance.save()
    _write_down("cases.end_circumstance", circumstance, actor, reason)
    return circumstance


@transaction.atomic
def withdraw_circumstance(*, circumstance_id: int, actor: User, reason: str) -> Circumstance:
    """Take back a circumstance that was recorded by mistake: the dates are as if it never was.

    Refuses (NotPermitted) as for recording it, (StepNotAllowed) one withdrawn already, (BadInput)
    no reason.
    """
    circumstance = _locked(circumstance_id, actor)
    mark_withdrawn(circumstance, actor=actor, reason=reason)
    _write_down("cases.withdraw_circumstance", circumstance, actor, reason)
    return circumstance


def _locked(circumstance_id: int, actor: User) -> Circumstance:
    case = lock_case(find_circumstance(actor, circumstance_id).case_id, actor)
    circumstance = Circumstance.objects.locked().get(pk=circumstance_id)
    circumstance.case = case
    if refusal := circumstance_refusal(case, actor, circumstance.kind):
        raise NotPermitted(refusal)
    return circumstance


def _refuse_impossible(details: CircumstanceDetails) -> None:
    today = clock.today()
    if details.starts_on > today:
        raise BadInput("starts_on", "The date cannot be in the future")
    if details.starts_on < today - _FAR_BACK:
        raise BadInput("starts_on", "The date is more than 18 years ago: check the year")
    if details.ends_on is not None and details.ends_on < details.starts_on:
        raise BadInput("ends_on", "The last day cannot be before the first")
    if details.arrangement_on is not None and details.arrangement_on > today:
        raise BadInput("arrangement_on", "The date cannot be in the future")
    if not details.note.strip():
        raise BadInput("note", "Say why, and who decided or confirmed it")


def _refuse_overlap(case: Case, kind: str, details: CircumstanceDetails) -> None:
    kinds = NRPF_KINDS if kind in NRPF_KINDS else {kind}
    others = Circumstance.objects.standing().filter(case=case, kind__in=kinds)
    # A last day and a first day may be the same: one kind gives way to the other on it.
    others = others.filter(Q(ends_on=None) | Q(ends_on__gt=details.starts_on))
    if details.ends_on is not None:
        others = others.filter(starts_on__lt=details.ends_on)
    if (other := others.first()) is not None:
        label = CircumstanceKind(other.kind).label
        raise BadInput("starts_on", f"“{label}” is recorded for that time already: end it first")


def _write_down(action: str, circumstance: Circumstance, actor: User, reason: str = "") -> None:
    record(
        action=action,
        subject=circumstance,
        actor=actor,
        reason=reason,
        details={"kind": circumstance.kind},
    )
