"""Whether a case's allocation asks for the workbook of the whole team."""

from cases.models import Case
from cin.policy.selectors import procedure_in_force


def asks_for_workbook(case: Case) -> bool:
    """Say whether the manager who allocates a case says that the workbook is started, or why not
    (ROC-67, ROC-149).
    """
    return procedure_in_force(case.authority_id).flag("workbook_at_allocation")
