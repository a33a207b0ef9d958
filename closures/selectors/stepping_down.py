"""How far a step-down to early help has come, and what it lacks."""

from datetime import date
from typing import Any

from assessments.selectors.closing import closing_meeting_in_words
from cases.models import Case
from cin.accounts.models import User
from cin.audit.selectors import done_by, history_of
from cin.core import clock
from cin.core.templatetags.cin import moment, plain_day
from cin.policy.selectors import procedure_in_force
from cin.procedures.book import Procedure
from cin.procedures.readiness import (
    Blocker,
    StepDownAsked,
    StepDownFacts,
    professional_blockers,
    step_down_blockers,
)
from cin.procedures.readiness.step_downs import MEETING
from closures.models import Preparation, StepDown
from closures.selectors.preparation import preparation_of

_ANY_PANEL = "The panel"
WROTE_FINDING = "You wrote why early help is enough, so another manager must agree to it."


def step_down_of(preparation: Preparation | None) -> StepDown | None:
    """Give the record of the step-down, if one is begun."""
    return getattr(preparation, "step_down", None)


def wrote_finding(user: User, case: Case) -> bool:
    """Say whether a person ever wrote why early help is enough on a case: they do not agree to it.
    After a refusal the next step-down takes the text over, so the whole case counts.
    """
    wrote = done_by(user, "closures.write_step_down").filter(case_id=case.pk)
    return wrote.filter(details__part="finding").exists()


def refusal_of_day(step_down: StepDown, agreed_on: date) -> str:
    """Say why a manager's agreement to a step-down cannot be of that day, or nothing.

    Nobody agrees to what is not written yet; and what is agreed after the talk with the family was
    written down is not dated before it: a breach stays (0062). A talk that was taken over from an
    ending that a manager declined was agreed to then.
    """
    today = clock.today()
    if agreed_on > today:
        return "The date cannot be in the future"
    written_on = _finding_written_on(step_down.preparation.case)
    if written_on is not None and agreed_on < written_on:
        day = plain_day(written_on)
        return f"Why early help is enough was written on {day}: you cannot have agreed before that"
    met_on = step_down.family_met_on
    if met_on is None or agreed_on > met_on or agreed_on == today or _was_taken_over(step_down):
        return ""
    day = plain_day(met_on)
    return f"The talk with the family on {day} is written down already: you agree after it, today"


def _finding_written_on(case: Case) -> date | None:
    wrote = history_of(case.pk).filter(action="closures.write_step_down", details__part="finding")
    latest = wrote.first()
    return None if latest is None else clock.day_of(latest.at)


def _was_taken_over(step_down: StepDown) -> bool:
    rows: Any = step_down.history_rows  # type: ignore[attr-defined]
    first = rows.order_by("history_date", "history_id").first()
    return first is not None and first.family_met_on == step_down.family_met_on


def handing_on_blockers(
    case: Case, preparation: Preparation | None, *, steps_down: bool
) -> list[Blocker]:
    """List what is missing before others go on where the social worker ends: the whole step-down to
    early help, or the lead professional where other services go on (PET-59).
    """
    procedure = procedure_in_force(case.authority_id)
    asked, facts = asked_of_step_down(case, procedure), facts_of(preparation)
    if steps_down:
        return step_down_blockers(asked, facts)
    if preparation is not None and preparation.services.all():
        return professional_blockers(asked, facts)
    return []


def asked_of_step_down(case: Case, procedure: Procedure) -> StepDownAsked:
    """Say what the procedure asks of a step-down; after a short assessment the family network
    meeting was its meeting (ROC-97).
    """
    steps = set(procedure.get("step_down_steps"))
    if MEETING in steps and closing_meeting_in_words(case):
        steps.remove(MEETING)
    named_by = procedure.get("new_lp_required_by")
    return StepDownAsked(
        steps=steps,
        professional_by="" if named_by == "never" else named_by,
        panel=panel_of(procedure),
        form=procedure.get("step_down_form_name") or "",
        team_meeting=procedure.flag("first_taf_required"),
    )


def panel_of(procedure: Procedure) -> str:
    """Name the panel that decides on a step-down; nothing where none does."""
    if not procedure.flag("step_down_panel_required"):
        return ""
    return procedure.get("step_down_panel_name") or _ANY_PANEL


def facts_of(preparation: Preparation | None) -> StepDownFacts:
    """Say what is recorded of a step-down, as the procedure engine reads it."""
    found = step_down_of(preparation)
    if found is None:
        return StepDownFacts(has_support=has_support(preparation))
    return StepDownFacts(
        has_finding=bool(found.finding.strip() and found.agencies_asked.strip()),
        manager_agreed_on=found.manager_agreed_on,
        family_met_on=found.family_met_on,
        lead_spoken_on=found.lead_spoken_on,
        panel_decision=found.panel_decision,
        has_professional=bool(found.professional_name and found.professional_contact),
        professional_from=found.professional_from,
        family_approves=found.family_approves,
        has_key_worker=bool(found.key_worker and found.key_worker_until),
        met_on=found.met_on,
        neighbourhood_invited=bool(found.neighbourhood_invited),
        has_team=bool(found.team_members.strip()),
        has_plan=bool(found.early_help_plan.strip()),
        has_team_meeting=found.team_meets_at is not None,
        has_support=has_support(preparation),
        form_completed=found.form_completed_on is not None,
    )


def has_support(preparation: Preparation | None) -> bool:
    """Say whether it is written which support was arranged."""
    return bool(preparation and preparation.support_arranged.strip())


def team_meeting_in_words(found: StepDown) -> str:
    """Say when and where the team first meets; nothing where that is not agreed."""
    if found.team_meets_at is None:
        return ""
    where = f", {found.team_meets_where}" if found.team_meets_where else ""
    return f"{moment(found.team_meets_at)}{where}"


def first_team_meeting(case: Case) -> str:
    """Say when the team around a case's family first meets, and who chairs it, for the case summary
    (ROC-73); nothing where none is agreed.
    """
    found = step_down_of(preparation_of(case))
    if found is None or found.team_meets_at is None:
        return ""
    chair = f", chaired by {found.team_chair}" if found.team_chair else ""
    return f"{team_meeting_in_words(found)}{chair}"
