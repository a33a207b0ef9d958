"""What a version of a plan lacks before it is submitted, and what is pointed out about it."""

from collections.abc import Iterable

from cin.core import clock
from cin.procedures.readiness import (
    ActionFacts,
    Blocker,
    NeedFacts,
    PlanContent,
    ServiceFacts,
    plan_blockers,
    plan_content_blockers,
    plan_warnings,
    services_not_there,
)
from plans.asking import Asked
from plans.lengths import length_blockers
from plans.models import UNFINISHED, OwnerKind, PlanState, PlanVersion


def blockers_to_submitting(version: PlanVersion) -> list[Blocker]:
    """List everything a version lacks before it can be submitted."""
    asked = Asked(version)
    content = content_of(version, asked)
    return [
        *_of_texts(version, asked, content),
        *plan_content_blockers(asked.procedure, content),
        *length_blockers(asked.procedure, version.case, version),
    ]


def warnings_about(version: PlanVersion) -> list[str]:
    """List what stops nothing and is pointed out beside a version."""
    begins_on = version.plan.started_on
    today = clock.today() if version.state in UNFINISHED else None
    return plan_warnings(content_of(version, Asked(version)), begins_on=begins_on, today=today)


def content_of(version: PlanVersion, asked: Asked) -> PlanContent:
    """Give the rows of a version, and its answers to what only some procedures ask."""
    return PlanContent(
        needs=[
            NeedFacts(area=row.area, need=row.need, outcome=row.outcome, strategy=row.strategy)
            for row in version.needs.all()
        ],
        actions=[
            ActionFacts(
                what=row.what,
                area=row.area,
                is_family=row.owner_kind == OwnerKind.FAMILY,
                due_on=row.due_on,
            )
            for row in version.actions.all()
        ],
        services=services_of(version),
        unwritten={
            each.field: each.title
            for each in asked.questions
            if each.is_required and not each.answer_in(version).strip()
        },
        smart=version.smart,
        has_outcomes=bool(version.outcomes.strip()),
        lead_professional=version.lead_professional,
        talked_over_with=version.talked_over_with if asked.talked_over_with else None,
        talked_over=version.talked_over,
    )


def services_of(version: PlanVersion) -> list[ServiceFacts]:
    """Give the services of a version, each with whether it can be had."""
    return [
        ServiceFacts(name=row.name, availability=row.availability, reason=row.scarce_reason)
        for row in version.services.all()
    ]


def services_not_given(version: PlanVersion) -> list[str]:
    """List in sentences the services of a plan that are not there, or may not be; one query."""
    return services_not_there(services_of(version))


def services_not_given_in_force(versions: Iterable[PlanVersion]) -> list[str]:
    """List the same of the version in force, of which a case has one at most."""
    active = (version for version in versions if version.state == PlanState.ACTIVE)
    return [each for version in active for each in services_not_given(version)]


def _of_texts(version: PlanVersion, asked: Asked, content: PlanContent) -> list[Blocker]:
    retitled = {each.field for each in asked.questions if each.is_own}
    found = plan_blockers(
        texts={
            "worries": version.worries,
            "child_views": version.child_views,
            "family_views": version.family_views,
            "outcomes": version.outcomes or "".join(need.outcome for need in content.needs),
            "contingency": version.contingency,
            "visit_place": version.visit_place,
            "contacts": version.contacts,
        },
        actions=len(content.actions),
        loose_actions=[
            action.what
            for action in version.actions.all()
            if not action.owner or action.due_on is None
        ],
        lacks_visit_interval=asked.procedure.get("visit_interval_source") == "plan"
        and version.visit_amount is None,
        names_contact=asked.procedure.flag("plan_names_contact"),
    )
    return [blocker for blocker in found if blocker.code not in retitled]
