"""Where a case usually goes next, when it passes on, and what the next team needs to know of it."""

from collections.abc import Iterable

from assessments.models import AssessmentOutcome, AssessmentState
from assessments.selectors import assessments_of
from cases.models import Case, CircumstanceKind
from cases.selectors.circumstances import holding_now
from cin.accounts.models import Team
from cin.core import clock
from cin.core.templatetags.cin import moment, plain_day
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.readiness import Blocker
from meetings.selectors import has_initial_meeting, meetings_about
from plans.models import PlanState
from transfers.models import Transfer, TransferState
from visits.models import PlannedState, PlannedVisit
from visits.selectors import visits_to

AT_ASSESSMENT, AFTER_ANY = "assessment_end", "after_any_meeting"
_POINTS = {
    "at_initial_meeting": "A case changes team at the first meeting.",
    "at_or_after_initial_meeting": "A case changes team at or after the first meeting.",
    AFTER_ANY: "A case changes team after a meeting.",
}


def usual_teams(case: Case, teams: Iterable[Team]) -> list[Team]:
    """Choose of some teams those to which a case of this child usually goes next: by the routes of
    the procedure, and for a disabled child to the team for disabled children where it names one
    (PET-65, BIR-55, ROC-64, ROC-145).
    """
    wanted = _usual_names(case, procedure_in_force(case.authority_id))
    return [team for team in teams if any(is_called(team, name) for name in wanted)]


def _usual_names(case: Case, procedure: Procedure) -> list[str]:
    routes = procedure.get("transfer_routes")
    wanted = [str(each["to"]) for each in routes if is_called(case.team, each["from"])]
    special = str(procedure.get("transfer_disabled_team") or "")
    if special in wanted:
        wanted = [name for name in wanted if (name == special) == bool(case.child.is_disabled)]
    return wanted


def is_called(team: Team, name: str) -> bool:
    """Say whether a team is the one that a procedure names: by its name, the beginning or a part of
    it, or the first letters of its words.
    """
    initials = "".join(word[0] for word in team.name.split() if word[0].isupper())
    return name.casefold() in team.name.casefold() or name == initials


def transfer_point_in_words(case: Case) -> str:
    """Say at which step of the work the procedure passes a case on; nothing at the end of the
    assessment, which is where it is offered anyway.
    """
    return _POINTS.get(str(procedure_in_force(case.authority_id).get("transfer_point")), "")


def is_before_transfer_point(case: Case) -> bool:
    """Say whether the meeting at, or after, which the procedure passes a case has not been held
    (PET-76, BIR-56, ROC-66).
    """
    point = procedure_in_force(case.authority_id).get("transfer_point")
    if point == AT_ASSESSMENT:
        return False
    if point == AFTER_ANY:
        return not meetings_about(case).filter(meeting__recorded_at__isnull=False).exists()
    return not has_initial_meeting(case)


def point_blockers(transfer: Transfer) -> list[Blocker]:
    """List what must happen before a case passes: the meeting, unless the offer says why not."""
    if transfer.early_reason.strip() or not is_before_transfer_point(transfer.case):
        return []
    procedure = procedure_in_force(transfer.case.authority_id)
    message = "Hold the meeting first, or have the offer say why the case passes before it"
    cites = procedure.cites_for("transfer_point")
    return [Blocker(code="transfer-point", message=message, cites=cites)]


def usual_next_team(case: Case, transfers: Iterable[Transfer], procedure: Procedure) -> Team | None:
    """Give the team to which a case is to be offered now: it has an approved assessment that
    recommends a plan, its team has a usual route, and nothing says that it stays for short work.
    """
    if not case.is_allocated or not _usual_names(case, procedure):
        return None
    if any(row.state == TransferState.PROPOSED for row in transfers) or _stays(case):
        return None
    latest = assessments_of(case).filter(state=AssessmentState.APPROVED).first()
    if latest is None or latest.outcome != AssessmentOutcome.CIN_PLAN:
        return None
    teams = Team.objects.filter(authority_id=case.authority_id).exclude(pk=case.team_id)
    return next(iter(usual_teams(case, teams)), None)


def _stays(case: Case) -> bool:
    return any(row.kind == CircumstanceKind.SHORT_WORK for row in holding_now(case))


def dates_for_summary(case: Case) -> str:
    """Write the dates that the next worker needs, a line each, from what the record knows
    (PET-81).
    """
    lines = [("Referred", plain_day(case.referral.received_on))]
    assessment = assessments_of(case).filter(state=AssessmentState.APPROVED).first()
    if assessment is not None:
        lines.append(("Assessment approved", plain_day(assessment.decided_at)))
    plan = case.plan_versions.filter(state=PlanState.ACTIVE).first()
    if plan is not None:
        lines.append(("Plan in force from", plain_day(plan.in_force_on)))
    seen = visits_to(case).filter(seen=True).first()
    if seen is not None:
        lines.append(("Last seen", moment(seen.visit.visited_at)))
    planned = PlannedVisit.objects.filter(
        case=case, state=PlannedState.PLANNED, planned_at__gte=clock.now()
    ).first()
    if planned is not None:
        lines.append(("Next visit planned", moment(planned.planned_at)))
    meeting = meetings_about(case).first()
    if meeting is not None:
        lines.append(("Last meeting", plain_day(meeting.meeting.held_on)))
        if meeting.next_meeting_on:
            lines.append(("Next meeting", plain_day(meeting.next_meeting_on)))
    return "\n".join(f"{label}: {said}" for label, said in lines if said)


def protocols(case: Case) -> list[dict[str, str]]:
    """List the transfer protocols that the authority's procedure names."""
    linked = procedure_in_force(case.authority_id).get("linked_procedures")
    return [dict(row) for row in linked if row["topic"] == "transfer"]


def level_of_need(case: Case) -> str:
    """Give the level of need that the latest approved assessment found, or nothing (PET-65)."""
    found = assessments_of(case).filter(state=AssessmentState.APPROVED).first()
    return found.threshold_level if found is not None else ""
