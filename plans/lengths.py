"""How long a plan is expected to last, and what a longer one needs first."""

from datetime import date
from typing import Any

from cases.models import Case, CircumstanceKind
from cases.selectors.circumstances import holding_now
from cases.selectors.facts import facts_about
from cin.core import clock
from cin.core.templatetags.cin import plain_day
from cin.policy.selectors import working_calendar
from cin.procedures.book import Procedure
from cin.procedures.calendar import add_months
from cin.procedures.durations import Unit
from cin.procedures.readiness import Blocker, PlanLength, plan_length_blockers
from plans.models import PlanVersion


def usual_end(procedure: Procedure, version: PlanVersion) -> date | None:
    """Give the day by which the procedure expects most plans to end, or None where it does not
    say.
    """
    return _after(procedure, "plan_expected_length", version)


def length_blockers(procedure: Procedure, case: Case, version: PlanVersion) -> list[Blocker]:
    """List what the expected end of a version still needs before it can be submitted."""
    ends_on = version.expected_end_on
    long_after = _after(procedure, "long_plan_review_after", version)
    usual = usual_end(procedure, version)
    lengths = [day for day in (usual, long_after) if day is not None]
    is_long = ends_on is not None and any(ends_on > day for day in lengths)
    return plan_length_blockers(
        procedure,
        PlanLength(
            today=clock.today(),
            ends_on=ends_on,
            usual_end=usual,
            long_after=long_after,
            has_reason=bool(version.longer_reason.strip()),
            is_first=version.is_first,
            **(_of_a_long_plan(case) if is_long else {}),
        ),
    )


def end_hint(procedure: Procedure, version: PlanVersion) -> str:
    """Say under the question when a plan usually ends, with the rule's id."""
    latest = usual_end(procedure, version)
    if latest is None:
        return "The day by which the work with the family should be done."
    cites = ", ".join(procedure.cites_for("plan_expected_length"))
    length = procedure.duration("plan_expected_length")
    return f"Most plans end within {length} ({cites}): here by {plain_day(latest)}."


def _after(procedure: Procedure, setting: str, version: PlanVersion) -> date | None:
    length = procedure.duration(setting)
    if length is None:
        return None
    begins = version.plan.started_on or clock.today()
    if length.unit == Unit.MONTHS:
        return add_months(begins, length.amount)
    return working_calendar(version.case.authority_id).add(begins, length)


def _of_a_long_plan(case: Case) -> dict[str, Any]:
    events = facts_about([case.pk])[case.pk]
    done = {
        kind: max((event.on for event in events if event.type == kind), default=None)
        for kind in ("long_plan_authorised", "long_plan_review_held")
    }
    kinds = {row.kind for row in holding_now(case)}
    return {
        "is_long_term": CircumstanceKind.LONG_TERM_SUPPORT in kinds,
        "authorised_on": done["long_plan_authorised"],
        "reviewed_on": done["long_plan_review_held"],
    }
