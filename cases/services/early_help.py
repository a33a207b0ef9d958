"""Early help: what came before a referral, where a family is passed to, and what became of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from cases.models import (
    Case,
    EarlierHelp,
    EarlyHelpAnswer,
    EarlyHelpBefore,
    EarlyHelpReferral,
    Referral,
)
from cases.selectors.early_help import find_early_help, obstacle_to_answer
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed

HAD_HELP = frozenset({EarlyHelpBefore.ASSESSED, EarlyHelpBefore.HELPED})


@dataclass(frozen=True, kw_only=True)
class HelpDetails:
    """One help that the family had before: what, by whom, when, and what came of it."""

    what: str
    by_whom: str
    from_on: date | None = None
    to_on: date | None = None
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class EarlyHelpDetails:
    """With which early help service a family goes on, whom there, and what for."""

    service: str
    contact: str = ""
    help_wanted: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerDetails:
    """What an early help service answered, when, and who leads there."""

    answer: str
    answered_on: date
    assessment_on: date | None = None
    lead_professional: str = ""
    answer_note: str = ""


def refuse_bad_history(early_help: str, reason: str, rows: Sequence[HelpDetails]) -> None:
    """Refuse (BadInput) help that was had and is not told, help that was not had and has no reason,
    and help that ends before it begins or lies ahead.
    """
    if early_help and early_help not in EarlyHelpBefore.values:
        raise BadInput("early_help", "Select whether early help came before")
    if early_help in HAD_HELP and not rows:
        raise BadInput("earlier_help", "Say what help the family had, and from whom")
    if early_help == EarlyHelpBefore.NONE and not reason.strip():
        raise BadInput("early_help_reason", "Say why no early help came before")
    today = clock.today()
    for row in rows:
        if row.from_on and row.to_on and row.to_on < row.from_on:
            raise BadInput("earlier_help", f"{row.what}: the help cannot end before it begins")
        if row.from_on and row.from_on > today:
            raise BadInput("earlier_help", f"{row.what}: the help cannot begin in the future")


def write_earlier_help(referral: Referral, rows: Sequence[HelpDetails]) -> None:
    """Write down what help the family had before a referral."""
    EarlierHelp.objects.bulk_create(EarlierHelp(referral=referral, **asdict(row)) for row in rows)


def refuse_nameless_service(details: EarlyHelpDetails | None) -> None:
    """Refuse (BadInput) early help that names no service."""
    if details is None or not details.service.strip():
        raise BadInput("service", "Enter which early help service the family goes to")


def refer_to_early_help(case: Case, *, actor: User, details: EarlyHelpDetails) -> EarlyHelpReferral:
    """Write on a locked case to which early help service the family was passed today."""
    referral = EarlyHelpReferral.objects.create(
        case=case, referred_on=clock.today(), referred_by=actor, **asdict(details)
    )
    record(action="cases.refer_to_early_help", subject=referral, actor=actor)
    return referral


@transaction.atomic
def record_early_help_answer(
    *, early_help_id: int, actor: User, details: AnswerDetails
) -> EarlyHelpReferral:
    """Record whether an early help service took the family on, and when it assessed their needs
    (HIL-11); on a closed case too, since that is when the answer comes.

    Refuses (NotPermitted) somebody who does not work on the case, (StepNotAllowed) an answer that
    was recorded already, (BadInput) a day ahead or before the referral, and a declining without its
    reason.
    """
    found = find_early_help(actor, early_help_id)
    case = lock_case(found.case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    referral = EarlyHelpReferral.objects.locked().get(pk=early_help_id)
    if obstacle := obstacle_to_answer(referral):
        raise StepNotAllowed(obstacle)
    _refuse_bad_answer(referral, details)
    for name, value in asdict(details).items():
        setattr(referral, name, value)
    referral.answer_recorded_by = actor
    referral.save()
    record(action="cases.record_early_help_answer", subject=referral, case=case, actor=actor)
    return referral


def _refuse_bad_answer(referral: EarlyHelpReferral, details: AnswerDetails) -> None:
    if details.answer not in {EarlyHelpAnswer.ACCEPTED, EarlyHelpAnswer.DECLINED}:
        raise BadInput("answer", "Select what the service answered")
    if not referral.referred_on <= details.answered_on <= clock.today():
        raise BadInput(
            "answered_on", "The day of the answer must be between the referral and today"
        )
    if details.answer == EarlyHelpAnswer.DECLINED and not details.answer_note.strip():
        raise BadInput("answer_note", "Say why the service declined")
    if details.assessment_on is not None and details.assessment_on > clock.today():
        raise BadInput("assessment_on", "The day of the assessment cannot be in the future")
