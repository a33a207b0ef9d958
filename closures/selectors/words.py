"""What the procedure lets people choose from when a case ends."""

from cases.models import Case
from cin.policy.selectors import procedure_in_force
from cin.procedures.codes import REVIEW_SUB_OUTCOMES


def next_steps_for(case: Case) -> list[tuple[str, str]]:
    """List the next steps that a final meeting can recommend (HIL-105, BIR-68)."""
    procedure = procedure_in_force(case.authority_id)
    steps = procedure.get("review_sub_outcomes").get("no_longer_cin", [])
    return [(code, REVIEW_SUB_OUTCOMES[code]) for code in steps]
