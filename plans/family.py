"""The plans of the children of one family, side by side."""

from collections.abc import Sequence

from cases.models import Case
from cases.selectors.people import sibling_cases
from cin.accounts.models import User
from cin.accounts.permissions import may_work
from cin.audit.services import refusal_of
from plans.beside import SAID
from plans.models import UNFINISHED, PlanState, PlanVersion
from plans.selectors import awaiting_decision


def children_of(user: User, case: Case) -> list[Case]:
    """List the child and the brothers and sisters with an open case that this person may open, by
    age.
    """
    cases = [*([case] if case.is_open else []), *sibling_cases(user, case)]
    return sorted(cases, key=lambda each: (str(each.child.born_on or "9999"), each.pk))


def plans_of(cases: Sequence[Case]) -> list[PlanVersion]:
    """Give the newest version of each child's plan that is being written, waits or is in force, in
    the order of the children: four queries, whatever their number.
    """
    rows = PlanVersion.objects.filter(case__in=cases, state__in=[*UNFINISHED, PlanState.ACTIVE])
    found = rows.select_related("plan").prefetch_related(*SAID).order_by("number")
    newest = {version.case_id: version for version in found}
    for case in cases:
        if case.pk in newest:
            newest[case.pk].case = case
    return [newest[case.pk] for case in cases if case.pk in newest]


def drafts_among(user: User, versions: Sequence[PlanVersion]) -> list[PlanVersion]:
    """Keep the drafts that this person may write in and submit."""
    return [
        version
        for version in versions
        if version.is_editable and not may_work.reason(version.case, user)
    ]


def decidable_by(user: User, case: Case) -> list[PlanVersion]:
    """List the versions of a family's plans that this manager can decide on now, by the age of the
    children: four queries, whatever their number.
    """
    if not user.is_manager:
        return []
    waiting = awaiting_decision(user).filter(case__family_id=case.family_id)
    found = waiting.prefetch_related(*SAID).order_by("case__child__born_on", "pk")
    return [version for version in found if not refusal_of(version, "send_back", user)]
