"""Asking other agencies for information, and writing down what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from assessments.models import InformationRequest, ReplyKind, SharingBasis
from assessments.selectors.enquiries import find_request
from cases.models import Case
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed


@dataclass(frozen=True, kw_only=True)
class Question:
    """What agencies are asked, when and how, and on what basis about the family."""

    asked_on: date
    method: str
    basis: str
    question: str
    basis_reason: str = ""
    contact: str = ""


@transaction.atomic
def ask_agencies(
    *, case_id: int, actor: User, agencies: Sequence[str], question: Question
) -> list[InformationRequest]:
    """Write down that some agencies were asked on a day, today or earlier, one record for each.

    Refuses (BadInput) nobody, a day in the future or before the referral, no question, and asking
    without the family's agreement when no reason is given; (StepNotAllowed) a closed case.
    """
    case = _lock_open(case_id, actor)
    if not agencies:
        raise BadInput("agencies", "Say who was asked")
    _refuse_day(case, question.asked_on, "asked_on")
    if not question.question.strip():
        raise BadInput("question", "Write what you asked")
    if question.basis != SharingBasis.CONSENT and not question.basis_reason.strip():
        raise BadInput("basis_reason", "Say why you asked without the family's agreement")
    asked = []
    for agency in dict.fromkeys(agencies):
        row = InformationRequest.objects.create(
            case=case,
            agency=agency,
            asked_by=actor,
            asked_on=question.asked_on,
            method=question.method,
            basis=question.basis,
            basis_reason=question.basis_reason,
            question=question.question,
            contact=question.contact,
        )
        record(action="assessments.ask_agency", subject=row, actor=actor)
        asked.append(row)
    return asked


@transaction.atomic
def record_reply(
    *,
    request_id: int,
    actor: User,
    replied_on: date,
    kind: str,
    reply: str = "",
    reply_from: str = "",
) -> InformationRequest:
    """Write down what an agency answered on a day, today or earlier.

    Refuses (StepNotAllowed) a request that was answered, whose record is never written over;
    (BadInput) a day in the future or before it was asked, and no account of what was said.
    """
    row = _locked(request_id, actor)
    _refuse_answered(row)
    _refuse_day(row.case, replied_on, "replied_on")
    if replied_on < row.asked_on:
        raise BadInput("replied_on", "The date cannot be before they were asked")
    if kind != ReplyKind.NOTHING_HELD and not reply.strip():
        raise BadInput("reply", "Write what they said")
    row.replied_on, row.reply_kind = replied_on, kind
    row.reply, row.reply_from, row.reply_recorded_by = reply, reply_from, actor
    row.save()
    record(action="assessments.record_reply", subject=row, actor=actor)
    return row


@transaction.atomic
def chase_reply(*, request_id: int, actor: User, chased_on: date, note: str) -> InformationRequest:
    """Write down that an agency was asked again; what was written of an earlier time stays.

    Refuses (StepNotAllowed) a request that was answered, (BadInput) a day in the future or before
    it was asked.
    """
    row = _locked(request_id, actor)
    _refuse_answered(row)
    _refuse_day(row.case, chased_on, "chased_on")
    if chased_on < row.asked_on:
        raise BadInput("chased_on", "The date cannot be before they were asked")
    row.chased_on = chased_on
    row.chase_note = "\n\n".join(text for text in (row.chase_note, note) if text.strip())
    row.save()
    record(action="assessments.chase_reply", subject=row, actor=actor)
    return row


def _lock_open(case_id: int, actor: User) -> Case:
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    if not case.is_open:
        raise StepNotAllowed(f"Case {case.reference} is closed, so nothing can be added to it.")
    return case


def _locked(request_id: int, actor: User) -> InformationRequest:
    case = _lock_open(find_request(actor, request_id).case_id, actor)
    row = InformationRequest.objects.locked().get(pk=request_id)
    row.case = case
    return row


def _refuse_answered(row: InformationRequest) -> None:
    if row.replied_on is not None:
        raise StepNotAllowed("Their answer is recorded already. Ask again if there is more.")


def _refuse_day(case: Case, on: date, field: str) -> None:
    if on > clock.today():
        raise BadInput(field, "The date cannot be in the future")
    if on < case.referral.received_on:
        raise BadInput(field, "The date cannot be before the referral")
