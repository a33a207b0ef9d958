"""What pages read about transfers."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from cases.models import Case
from cases.selectors.access import visible_cases
from cases.selectors.handovers import requires_record_check
from cin.accounts.models import User
from cin.core.errors import NotFound
from cin.policy.selectors import procedure_in_force
from cin.procedures.calendar import in_london
from cin.procedures.events import Event
from cin.procedures.readiness import Blocker
from transfers.models import Transfer, TransferState


def transfers_of(case: Case) -> QuerySet[Transfer]:
    """List the case's transfers, newest first."""
    return case.transfers.select_related("from_team", "to_team", "proposed_by", "answered_by")


def visible_transfers(user: User) -> QuerySet[Transfer]:
    """List the transfers this person may read: of cases they may open, and offered to their own
    team.

    The receiving manager reads the offer before the case is theirs to open.
    """
    offered = Q(to_team_id=user.team_id, case__authority_id=user.authority_id)
    reach = Q(case__in=visible_cases(user))
    if user.is_manager and user.team_id is not None:
        reach |= offered
    return Transfer.objects.filter(reach).select_related(
        "case__child",
        "case__authority",
        "case__team",
        "case__worker",
        "from_team",
        "to_team",
        "proposed_by",
        "checked_by",
    )


def find_transfer(user: User, transfer_id: int) -> Transfer:
    """Give one transfer; refuses (NotFound) one this person may not read."""
    found = visible_transfers(user).filter(pk=transfer_id).first()
    if found is None:
        raise NotFound("There is no such transfer, or it belongs to another team.")
    return found


def awaiting_answer(user: User) -> QuerySet[Transfer]:
    """List the cases offered to this person's team, longest waiting first."""
    return (
        visible_transfers(user)
        .filter(state=TransferState.PROPOSED, to_team_id=user.team_id)
        .order_by("proposed_at", "pk")
    )


def facts_about(case_ids: Iterable[int]) -> dict[int, list[Event]]:
    """List when each of many cases was offered to another team and when one accepted it, with one
    query (PET-74).
    """
    facts: dict[int, list[Event]] = defaultdict(list)
    rows = Transfer.objects.filter(case_id__in=list(case_ids)).order_by()
    columns = "case_id", "pk", "state", "proposed_at", "answered_at"
    for case_id, pk, state, proposed_at, answered_at in rows.values_list(*columns):
        name, on = f"transfer-{pk}", in_london(proposed_at).date()
        facts[case_id].append(Event(type="transfer_proposed", on=on, id=name))
        if state == TransferState.ACCEPTED and answered_at is not None:
            on = in_london(answered_at).date()
            done = Event(type="internal_transfer_completed", on=on, id=f"{name}-accepted")
            facts[case_id].append(done)
    return facts


def obstacle_to_telling(case: Case) -> str:
    """Say why no other team can be told in advance that the case is coming, or nothing."""
    if case.is_open and case.is_allocated:
        return ""
    return "Only of an open, allocated case is another team told in advance."


def obstacle_to_proposing(case: Case) -> str:
    """Say why the case cannot be offered to another team now, or nothing."""
    if not case.is_open or not case.is_allocated:
        return "Only an open, allocated case can be offered to another team."
    if Transfer.objects.filter(case=case, state=TransferState.PROPOSED).exists():
        return "This case is on offer to another team already."
    return ""


def blockers_to_accepting(transfer: Transfer) -> list[Blocker]:
    """List what must be done before the case changes hands: where the procedure wants it, a
    manager of the offering team says that the record is up to date (PET-82).
    """
    if transfer.record_checked is not None or not requires_record_check(transfer.case):
        return []
    cites = procedure_in_force(transfer.case.authority_id).cites_for("record_check_before_handover")
    message = (
        f"A manager of {transfer.from_team} must first say whether the record, with its "
        "chronology, is up to date"
    )
    return [Blocker(code="record-check", message=message, cites=cites)]


def obstacle_to_checking(transfer: Transfer) -> str:
    """Say why the record of an offered case cannot be checked any more, or nothing."""
    if transfer.state == TransferState.PROPOSED:
        return ""
    return "This offer was answered already."
