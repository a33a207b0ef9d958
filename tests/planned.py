"""What a plan says in the stories that tests tell, and what a manager says of it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from cases.models import Case
from cin.core import clock
from cin.policy.selectors import procedure_in_force
from cin.procedures.durations import Duration
from plans.asking import Asked
from plans.models import PlanVersion
from plans.services import (
    ActionDetails,
    NeedDetails,
    PlanText,
    ServiceDetails,
    amend_plan,
    write_plan,
)
from plans.services.texts import COPIED, rows_of

if TYPE_CHECKING:
    from tests.stories import House


def need_of_school() -> NeedDetails:
    """Give one need, with what will be different and how."""
    return NeedDetails(
        need="To be at school, and fed.",
        outcome="Amina is at school every day and eats well.",
        strategy="Small steps that the family chose.",
    )


def further_answers(version: PlanVersion) -> dict[str, str]:
    """Answer every further question that the procedure asks of a plan."""
    further = [each for each in Asked(version).questions if not each.is_own]
    return {each.code: f"What was agreed: {each.title}" for each in further}


def walk_to_school() -> ActionDetails:
    """Give the family's one action, to be done within 30 days."""
    return ActionDetails(
        what="Walk to school together",
        owner="Mary O'Brien",
        owner_kind="family",
        due_on=clock.today() + timedelta(days=30),
    )


def whole_text(version: PlanVersion, **text: object) -> PlanText:
    """Give everything that a plan says under its authority's procedure, with something changed."""
    answers: dict[str, Any] = {
        "worries": "Missed meals and missed school.",
        "child_views": "I want to go to school with my friends.",
        "family_views": "We want the help.",
        "needs": [need_of_school()],
        "services": [ServiceDetails(name="Breakfast club", provider="School")],
        "sections": further_answers(version),
        "smart": Asked(version).smart,
        "lead_professional": version.lead_professional,
        "strengths": "A close family.",
        "exit_plan": "School and health go on with the family.",
        "visit_place": "At home, and alone at school.",
        "contacts": "The health visitor, every week, for weighing.",
        "contingency": "The worker calls a meeting at once.",
        "visit_interval": Duration.parse("3 weeks"),
        "expected_end_on": clock.today() + timedelta(days=300),
        **text,
    }
    return PlanText(**answers)


def plan_changed(
    house: "House", case: Case, kind: str = "review", **changes: object
) -> PlanVersion:
    """Write a new version of the plan in force, with something changed, and do not submit it."""
    version = amend_plan(case_id=case.pk, actor=house.sw, kind=kind)
    kept = set(COPIED) & set(PlanText.__dataclass_fields__)
    rows = rows_of(version)
    text: dict[str, Any] = {
        **{name: getattr(version, name) for name in [*kept, "visit_interval", "review_interval"]},
        "needs": rows["needs"],
        "services": rows["services"],
        "talked_over_with": Asked(version).talked_over_with,
        **changes,
    }
    return write_plan(
        version_id=version.pk,
        actor=house.sw,
        seen_version=version.version,
        text=PlanText(**text),
        actions=rows["actions"],
    )


def decided_by(house: "House", version: PlanVersion) -> dict[str, Any]:
    """Give what a manager says who agrees to a version as it stands."""
    return {
        "version_id": version.pk,
        "actor": house.tm,
        "read_version": version.version,
        "confirmed": procedure_in_force(house.authority.pk).get("plan_approval_checks"),
        "comment": "It answers what the assessment found.",
    }
