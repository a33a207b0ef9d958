"""The meetings at which transfers are agreed: when, who must come, and what is on the agenda."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from cases.models import Case
from cin.accounts.models import Team, User
from cin.accounts.selectors import teams_of
from cin.core import clock
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force, working_calendar
from cin.procedures.book import Procedure
from cin.procedures.readiness import Blocker
from transfers.models import AllocationDecision, AllocationMeeting, Transfer, TransferState
from transfers.selectors.routes import is_called
from transfers.selectors.transfers import visible_transfers

EVERY = "every"


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """The allocation meetings of an authority: those to come, those held, and by when the next one
    is to be; `expected` are the teams that must come to it.
    """

    planned: list[AllocationMeeting]
    held: list[AllocationMeeting]
    next_by: date | None
    expected: list[Team]


def holds_allocation_meetings(procedure: Procedure) -> bool:
    """Say whether the procedure has transfers agreed at meetings (PET-70)."""
    return procedure.duration("allocation_meeting_interval") is not None


def goes_to_allocation_meetings(user: User) -> bool:
    """Say whether a person is a manager where such meetings are held."""
    if not user.is_manager or user.authority_id is None:
        return False
    return holds_allocation_meetings(procedure_in_force(user.authority_id))


def timetable_of(user: User) -> Timetable:
    """Give the allocation meetings of a person's authority."""
    rows = list(_meetings(user).prefetch_related("attendance__team")[:50])
    planned = [row for row in rows if row.recorded_at is None]
    held = [row for row in rows if row.recorded_at is not None]
    return Timetable(
        planned=planned[::-1],
        held=held,
        next_by=_next_by(user, held),
        expected=expected_at_next(user),
    )


def _meetings(user: User) -> QuerySet[AllocationMeeting]:
    return AllocationMeeting.objects.filter(authority_id=user.authority_id).select_related(
        "recorded_by", "planned_by"
    )


def _next_by(user: User, held: list[AllocationMeeting]) -> date | None:
    every = procedure_in_force(authority_of(user)).duration("allocation_meeting_interval")
    if every is None:
        return None
    if not held:
        return clock.today()
    return working_calendar(authority_of(user)).add(held[0].held_on, every)


def expected_at_next(user: User) -> list[Team]:
    """List the teams whose managers must come to the next meeting: those that always do, and those
    of every other meeting that did not have to come to the last (PET-72).
    """
    attendance = procedure_in_force(authority_of(user)).get("allocation_meeting_attendance")
    last = _meetings(user).filter(recorded_at__isnull=False).first()
    rows = last.attendance.all() if last else []
    were_there = {row.team_id for row in rows}
    return [
        team
        for team in teams_of(user)
        for name, how in attendance.items()
        if is_called(team, name) and (how == EVERY or team.pk not in were_there)
    ]


def agenda_for(user: User) -> list[Transfer]:
    """List the offers that wait for an answer, of those this person may read."""
    rows = visible_transfers(user).filter(state=TransferState.PROPOSED)
    return list(rows.order_by("proposed_at", "pk"))


def find_allocation_meeting(user: User, meeting_id: int) -> AllocationMeeting:
    """Give one allocation meeting of a person's authority; refuses (NotFound) any other."""
    found = _meetings(user).filter(pk=meeting_id).first()
    if found is None:
        raise NotFound("There is no such meeting.")
    return found


def decisions_at(user: User, meeting: AllocationMeeting) -> list[AllocationDecision]:
    """List what a meeting said of the offers that this person may read."""
    rows = meeting.decisions.filter(transfer__in=visible_transfers(user))
    return list(rows.select_related("transfer__case__child", "transfer__to_team"))


def authority_of(user: User) -> int:
    """Give the authority of a person who belongs to one; refuses (NotFound) anybody else."""
    if user.authority_id is None:
        raise NotFound("There is no such page.")
    return int(user.authority_id)


def _is_of(user: User, name: str) -> bool:
    return user.team is not None and is_called(user.team, name)


def arranging_refusal(user: User) -> str:
    """Say why this person may not arrange and record allocation meetings: they are of the managers
    of the team that the procedure names, and of those above them (PET-71).
    """
    owner = procedure_in_force(authority_of(user)).get("allocation_meeting_owner_team")
    if not user.is_manager:
        return "Only managers arrange allocation meetings."
    if user.sees_whole_authority or not owner or _is_of(user, str(owner)):
        return ""
    return f"The managers of {owner} arrange allocation meetings."


def allocation_blockers(transfer: Transfer) -> list[Blocker]:
    """List what an offer waits for: an allocation meeting that agreed to it, where the procedure
    holds them (PET-70).
    """
    procedure = procedure_in_force(transfer.case.authority_id)
    agreed = AllocationDecision.objects.filter(transfer=transfer, is_agreed=True)
    if not holds_allocation_meetings(procedure) or agreed.exists():
        return []
    message = "An allocation meeting must agree to the transfer first"
    cites = procedure.cites_for("allocation_meeting_interval")
    return [Blocker(code="allocation-meeting", message=message, cites=cites)]


def cases_on(agenda: list[Transfer]) -> list[Case]:
    """Give the cases that are named on an agenda, for which the view is written down."""
    return [offer.case for offer in agenda]
