"""The workbook that the whole team writes in: started at an allocation, or why not."""

from dataclasses import dataclass

from cases.models import Allocation
from cases.selectors.workbooks import asks_for_workbook
from cin.core.errors import BadInput


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """Whether the manager starts the workbook; with the reason where not."""

    is_started: bool | None = None
    reason: str = ""


def write_workbook(
    allocation: Allocation, workbook: Workbook | None, *, steps_across: bool = False
) -> None:
    """Write on an allocation, whose case is locked, whether the workbook was started (ROC-67,
    ROC-68, ROC-149).

    Refuses (BadInput) no word about it when the case steps across to another team, where the
    procedure wants one; and no reason why not.
    """
    said = workbook or Workbook()
    if said.is_started is None:
        if steps_across and asks_for_workbook(allocation.case):
            raise BadInput("workbook_started", "Say whether you start the workbook")
        return
    if not said.is_started and not said.reason.strip():
        raise BadInput("no_workbook_reason", "Say why the workbook is not started")
    allocation.workbook_started = said.is_started
    allocation.no_workbook_reason = "" if said.is_started else said.reason
    allocation.save()
