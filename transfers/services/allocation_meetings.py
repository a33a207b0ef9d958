"""Arranging allocation meetings, and recording what they agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cases.models import Case
from cin.accounts.models import User
from cin.audit.services import record
from cin.core import clock
from cin.core.errors import BadInput, NotPermitted, StepNotAllowed
from transfers.models import (
    AllocationAttendance,
    AllocationDecision,
    AllocationMeeting,
    Transfer,
    TransferState,
)
from transfers.selectors.allocation_meetings import (
    agenda_for,
    arranging_refusal,
    authority_of,
    expected_at_next,
    find_allocation_meeting,
)


@transaction.atomic
def plan_allocation_meeting(*, actor: User, held_on: date) -> AllocationMeeting:
    """Put an allocation meeting into the timetable (PET-71).

    Refuses (NotPermitted) anybody but the managers of the team that arranges them, (BadInput) a day
    that has passed, and a second meeting of one day.
    """
    if refusal := arranging_refusal(actor):
        raise NotPermitted(refusal)
    if held_on < clock.today():
        raise BadInput("held_on", "The day must be today or later")
    if AllocationMeeting.objects.filter(authority_id=authority_of(actor), held_on=held_on).exists():
        raise BadInput("held_on", "There is a meeting on that day already")
    return AllocationMeeting.objects.create(
        authority_id=authority_of(actor), held_on=held_on, planned_by=actor
    )


@dataclass(frozen=True, kw_only=True)
class Came:
    """Whether an expected team's manager came: who it was, or why nobody did."""

    team_id: int
    came: bool
    who: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the meeting said of one offer."""

    transfer_id: int
    is_agreed: bool
    note: str = ""


@transaction.atomic
def record_allocation_meeting(
    *, meeting_id: int, actor: User, attendance: Sequence[Came], decisions: Sequence[Said]
) -> AllocationMeeting:
    """Record who came to an allocation meeting, and what it agreed (PET-70, PET-72, PET-73).

    Refuses (NotPermitted) anybody but the managers of the team that arranges them; (StepNotAllowed)
    a meeting still to come or recorded already; (BadInput) an expected team of which nothing is
    said, no name or no reason, an offer that is none or was answered, and one not agreed without
    saying why.
    """
    if refusal := arranging_refusal(actor):
        raise NotPermitted(refusal)
    found = find_allocation_meeting(actor, meeting_id)
    meeting = AllocationMeeting.objects.locked().get(pk=found.pk)
    if meeting.recorded_at is not None:
        raise StepNotAllowed("This meeting was recorded already.")
    if meeting.held_on > clock.today():
        raise StepNotAllowed("This meeting has not been held yet.")
    _write_attendance(meeting, actor, attendance)
    for said in decisions:
        _write_decision(meeting, actor, said)
    meeting.recorded_at, meeting.recorded_by = clock.now(), actor
    meeting.save()
    return meeting


def _write_attendance(meeting: AllocationMeeting, actor: User, attendance: Sequence[Came]) -> None:
    told = {row.team_id: row for row in attendance}
    rows = []
    for team in expected_at_next(actor):
        row = told.get(team.pk)
        if row is None:
            raise BadInput(f"came_{team.pk}", f"Say whether the manager of {team} came")
        if row.came and not row.who.strip():
            raise BadInput(f"who_{team.pk}", f"Enter who came for {team}")
        if not row.came and not row.reason.strip():
            raise BadInput(f"reason_{team.pk}", f"Say why nobody of {team} came")
        rows.append(
            AllocationAttendance(
                meeting=meeting,
                team=team,
                came=row.came,
                who=row.who if row.came else "",
                reason="" if row.came else row.reason,
            )
        )
    AllocationAttendance.objects.bulk_create(rows)


def _write_decision(meeting: AllocationMeeting, actor: User, said: Said) -> None:
    offer = next((each for each in agenda_for(actor) if each.pk == said.transfer_id), None)
    if offer is None:
        raise BadInput(f"said_{said.transfer_id}", "This case is not on offer any more")
    case = Case.objects.locked().get(pk=offer.case_id)
    transfer = Transfer.objects.locked().get(pk=offer.pk)
    transfer.case = case
    if transfer.state != TransferState.PROPOSED:
        raise BadInput(f"said_{said.transfer_id}", "This offer was answered meanwhile")
    if not said.is_agreed and not said.note.strip():
        raise BadInput(f"note_{said.transfer_id}", "Say why it was not agreed")
    decision = AllocationDecision.objects.create(
        meeting=meeting, transfer=transfer, is_agreed=said.is_agreed, note=said.note
    )
    record(
        action="transfers.decide_at_allocation_meeting",
        subject=decision,
        case=case,
        actor=actor,
        reason=said.note,
        details={"agreed": said.is_agreed},
    )
