"""Writing down who was told of a referral, and of what was decided on it."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from cases.models import Case, Telling, TellingKind, TellingWay
from cases.selectors.informing import obstacle_to_telling
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed


@dataclass(frozen=True, kw_only=True)
class TellingDetails:
    """When, how and by whom somebody was told; or why not."""

    is_told: bool
    told_on: date | None = None
    way: str = ""
    told_by: str = ""
    reason: str = ""


@transaction.atomic
def record_telling(*, case_id: int, actor: User, kind: str, details: TellingDetails) -> Telling:
    """Record that the family or the referrer was told, or why not; on a closed case too, since a
    decision that ends it is told afterwards.

    Refuses (NotPermitted) somebody who does not work on the case, (StepNotAllowed) a decision that
    was not made yet, (BadInput) a day ahead or before the referral, and an answer that is not
    whole.
    """
    case = lock_case(case_id, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    return write_telling(case, actor=actor, kind=kind, details=details)


def write_telling(case: Case, *, actor: User, kind: str, details: TellingDetails) -> Telling:
    """Write on a locked case who was told; refuses as `record_telling` does."""
    if kind not in TellingKind.values:
        raise BadInput("kind", "Select who was told of what")
    if obstacle := obstacle_to_telling(case, kind):
        raise StepNotAllowed(obstacle)
    if details.is_told:
        _refuse_untold(case, kind, details)
    elif not details.reason.strip():
        raise BadInput("reason", "Say why they were not told")
    telling = Telling.objects.create(case=case, kind=kind, recorded_by=actor, **asdict(details))
    record(action="cases.record_telling", subject=telling, actor=actor, details={"kind": kind})
    return telling


def _refuse_untold(case: Case, kind: str, details: TellingDetails) -> None:
    if details.told_on is None or details.told_on > clock.today():
        raise BadInput("told_on", "Enter the day on which they were told, today or before")
    first = case.referral.received_on
    if kind != TellingKind.FAMILY_OF_REFERRAL and case.screened_on is not None:
        first = case.screened_on
    if details.told_on < first:
        raise BadInput("told_on", f"They cannot have been told before {first:%-d %B %Y}")
    if details.way not in TellingWay.values:
        raise BadInput("way", "Select how they were told")
    if not details.told_by.strip():
        raise BadInput("told_by", "Enter who told them")
