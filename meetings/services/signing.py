"""Recording whether those involved agree with the record of a meeting."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from cases.selectors.access import find_case
from cases.services.locking import lock_case
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from meetings.models import MeetingSignature, SignatureAnswer
from meetings.selectors import find_part
from meetings.selectors.signing import obstacle_to_signing, signatures_of

DATED = frozenset({SignatureAnswer.SIGNED, SignatureAnswer.AGREED})


@dataclass(frozen=True, kw_only=True)
class SignatureDetails:
    """What one person said to the record, when; or why they did not, or were not asked."""

    name: str
    role: str
    answer: str
    answered_on: date | None = None
    reason: str = ""


@transaction.atomic
def record_signatures(
    *, case_id: int, meeting_id: int, actor: User, signatures: Sequence[SignatureDetails]
) -> list[MeetingSignature]:
    """Record what people said to the finished record of a meeting, in one child's file (PET-15);
    what they said before stays.

    Refuses (BadInput) nobody, an agreement without its day, a refusal without its reason, and days
    in the future or before the meeting; (StepNotAllowed) an unfinished record, and where nobody
    signs.
    """
    case = lock_case(find_case(actor, case_id).pk, actor)
    if refusal := may_work.reason(case, actor):
        raise NotPermitted(refusal)
    meeting = find_part(case, meeting_id).meeting
    if obstacle := obstacle_to_signing(meeting):
        raise StepNotAllowed(obstacle)
    if not signatures:
        raise BadInput("signatures", "Say of at least one person what they said")
    for row in signatures:
        _refuse_incomplete(row, meeting.held_on)
    said = {row.name: row for row in signatures_of(meeting, case)}
    new = [row for row in signatures if _differs(row, said.get(row.name))]
    made = MeetingSignature.objects.bulk_create(
        MeetingSignature(meeting=meeting, case=case, recorded_by=actor, **asdict(row))
        for row in new
    )
    record(
        action="meetings.record_signatures",
        subject=meeting,
        case=case,
        actor=actor,
        details={"rows": [row.pk for row in made]},
    )
    return made


def _refuse_incomplete(row: SignatureDetails, held_on: date) -> None:
    if row.answer not in DATED:
        if not row.reason.strip():
            raise BadInput("signatures", f"Say why {row.name} did not agree, or was not asked")
        return
    if row.answered_on is None:
        raise BadInput("signatures", f"Give the day on which {row.name} agreed")
    if not held_on <= row.answered_on <= clock.today():
        asked = "between the meeting and today"
        raise BadInput("signatures", f"{row.name} can only have agreed {asked}")


def _differs(row: SignatureDetails, before: MeetingSignature | None) -> bool:
    if before is None:
        return True
    return any(getattr(before, name) != value for name, value in asdict(row).items())
