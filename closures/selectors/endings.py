"""What an ending lacks beside finished records: views, the plan's actions, step-down, orders."""

from cases.models import Case
from cin.policy.selectors import procedure_in_force
from cin.procedures.readiness import Blocker, is_decided_by_event
from closures.models import Preparation
from closures.selectors.checklists import checklist_blockers
from closures.selectors.orders import order_blockers
from closures.selectors.parties import consultation_blockers, disagreement_blockers
from closures.selectors.preparation import open_actions
from closures.selectors.stepping_down import handing_on_blockers

_DEATH = "child_died"


def ending_blockers(
    case: Case, preparation: Preparation | None, *, reason: str, steps_down: bool
) -> list[Blocker]:
    """List what must be got ready before this case can be proposed for closure; an ending that an
    event decides asks nobody what they think.
    """
    if is_decided_by_event(reason):
        return order_blockers(case) if reason == "order_ended" else []
    return [
        *consultation_blockers(case, preparation),
        *_open_action_blockers(case, preparation),
        *handing_on_blockers(case, preparation, steps_down=steps_down),
    ]


def blockers_to_deciding(case: Case, preparation: Preparation | None, reason: str) -> list[Blocker]:
    """List what is still to be done before a manager can close a case that is proposed: what
    disagreements need, and the checklists; after a death nothing.
    """
    if reason == _DEATH:
        return []
    blockers = [] if is_decided_by_event(reason) else disagreement_blockers(case, preparation)
    return [*blockers, *checklist_blockers(case, preparation)]


def _open_action_blockers(case: Case, preparation: Preparation | None) -> list[Blocker]:
    procedure = procedure_in_force(case.authority_id)
    if procedure.get("closure_requires_all_actions_met") != "block":
        return []
    if not open_actions(case, preparation):
        return []
    cites = procedure.cites_for("closure_requires_all_actions_met")
    message = "Finish the plan's actions, and say which are done"
    return [Blocker(code="actions", message=message, cites=cites)]
